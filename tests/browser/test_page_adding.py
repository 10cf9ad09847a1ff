from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.website import file, refused, serving, watch
from tests.fakes.service import settings_in

RECOUNT = (
    "Leona Ashgrove won the recount in Wexmoor by 206 votes. Observers of both sides signed the "
    "protocol in the Granary Hall, and the loser conceded at noon."
)
ORCHARD = (
    "Frost in April took two thirds of the cherry harvest around Hillward. Growers ask the "
    "province for help, and the minister is to visit them on Thursday."
)
STORY = (
    "The ferry Morning Star ran aground off Cape Lorn on Friday night with 83 people on board. "
    "All of them were brought ashore by lifeboats before dawn, the coast guard said."
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(settings_in(tmp_path_factory.mktemp("data"))) as url:
        yield url


@pytest.fixture
def adding(page: Page, site: str) -> Page:
    watch(page)
    page.goto(f"{site}/?view=add")
    return page


def choose(page: Page, *files: Path) -> None:
    page.get_by_label("Drop files here").set_input_files(list(files))


def row(page: Page, name: str) -> Locator:
    return page.locator(".intake > li", has_text=name)


def test_adds_files_one_after_the_other_and_tells_what_became_of_each(
    adding: Page, site: str, tmp_path: Path
) -> None:
    markdown = (
        '---\ntitle: "The \\"Star\\" runs aground"\nsource: Lorn Mail\ndate: 2026-03-06\n'
        "author: [Ada Quill, Bo Reed]\n---\n# Another title\n\n**All** [safe](https://x.example) "
        f"on *shore*.\n\n{STORY}\n"
    )
    records = [
        {"id": "first", "headline": "First of two", "body": RECOUNT},
        "no object",
        {"id": "second", "title": "Empty"},
    ]
    choose(
        adding,
        file(tmp_path, "star.md", markdown),
        file(tmp_path, "list.json", json.dumps({"articles": records})),
        file(tmp_path, "empty.txt", "  \n"),
        file(tmp_path, "latin.txt", "caf\xe9".encode("latin-1")),
        file(tmp_path, "paper.docx", "PK"),
    )
    expect(adding.get_by_text("5 of 5 done")).to_be_visible()
    expect(row(adding, "star.md").locator(".state")).to_have_text("new")
    expect(row(adding, "list.json").locator(".state")).to_have_text("1 new · 2 failed")
    expect(row(adding, "list.json").locator(".failures li")).to_have_count(2)
    expect(row(adding, "list.json")).to_contain_text("Item 2: It is no JSON object")
    expect(row(adding, "list.json")).to_contain_text("Item 3: There is no usable article in this")
    expect(row(adding, "empty.txt")).to_contain_text("The file is empty")
    expect(row(adding, "latin.txt")).to_contain_text("not UTF-8")
    expect(row(adding, "paper.docx")).to_contain_text("This kind of file is not read")
    row(adding, "star.md").get_by_role("link", name="new").click()
    article = adding.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_have_text('The "Star" runs aground')
    expect(article).to_contain_text("Ada Quill, Bo Reed")
    expect(article).to_contain_text("6 March 2026")
    expect(article).to_contain_text("All safe on shore.")
    adding.get_by_role("link", name="Articles", exact=True).click()
    expect(adding.locator(".stories h2")).to_have_count(2)
    assert refused(adding) == []


def test_reads_json_lines_line_by_line_and_names_the_bad_one(adding: Page, tmp_path: Path) -> None:
    # The same story under another id is a copy; under the same id it is unchanged.
    story = json.dumps({"id": "lines", "title": "In lines", "text": f"{RECOUNT} 🚢"})
    lines = f"{story}\n\n{{broken\n{story}\n[1]\n"
    choose(adding, file(tmp_path, "lines.jsonl", lines))
    expect(row(adding, "lines.jsonl").locator(".state")).to_have_text(
        "1 unchanged · 1 copy of a story that is already here · 2 failed"
    )
    expect(row(adding, "lines.jsonl")).to_contain_text("Line 3: It is not valid JSON")
    expect(row(adding, "lines.jsonl")).to_contain_text("Line 5: It is no JSON object")


def test_files_can_be_dropped(adding: Page) -> None:
    adding.locator(".drop").evaluate(
        """(zone, [text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.html"));
          const options = {bubbles: true, cancelable: true, dataTransfer};
          zone.dispatchEvent(new DragEvent("drop", options));
        }""",
        [f"<html><title>Dropped page</title><article><p>{ORCHARD}</p></article></html>"],
    )
    expect(row(adding, "dropped.html").locator(".state")).to_have_text("new")


def test_can_be_stopped_on_the_way(adding: Page, tmp_path: Path) -> None:
    adding.route("**/v1/articles", lambda route: None)
    choose(adding, file(tmp_path, "a.txt", STORY), file(tmp_path, "b.txt", STORY))
    expect(row(adding, "a.txt").locator(".state")).to_have_text("Sending")
    expect(row(adding, "b.txt").locator(".state")).to_have_text("Waiting")
    adding.get_by_role("button", name="Stop").click()
    expect(row(adding, "a.txt").locator(".state")).to_have_text("Stopped")
    expect(row(adding, "b.txt").locator(".state")).to_have_text("Stopped")
    expect(adding.get_by_role("button", name="Stop")).to_be_hidden()


def test_waits_as_long_as_a_busy_service_asks(adding: Page, tmp_path: Path) -> None:
    answers = iter([429, 201])

    def answer(route: Route) -> None:
        if next(answers) == 201:
            route.fulfill(status=201, json={"article_id": "x", "outcome": "duplicate"})
        else:
            body = {"title": "Too many", "detail": "wait"}
            route.fulfill(status=429, json=body, headers={"retry-after": "1"})

    adding.route("**/v1/articles", answer)
    choose(adding, file(tmp_path, "busy.txt", STORY))
    expect(row(adding, "busy.txt").locator(".state")).to_have_text("Busy; goes on in a second")
    expect(row(adding, "busy.txt").locator(".state")).to_contain_text("copy of a story")


def test_asks_for_a_key_and_goes_on_with_it(
    page: Page, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_in(tmp_path_factory.mktemp("keys"), api_keys="right-key")
    with serving(settings) as url:
        page.goto(f"{url}/?view=add")
        choose(page, file(tmp_path, "keyed.txt", STORY), file(tmp_path, "next.txt", f"So {STORY}"))
        dialog = page.get_by_role("dialog", name="A key is needed")
        dialog.get_by_label("Key").fill("wrong")
        dialog.get_by_role("button", name="Use this key").click()
        expect(dialog).to_contain_text("does not allow that")
        dialog.get_by_label("Key").fill("right-key")
        dialog.get_by_role("button", name="Use this key").click()
        expect(row(page, "keyed.txt").locator(".state")).to_have_text("new")
        expect(row(page, "next.txt")).to_have_attribute("data-state", "done")


def test_without_a_key_nothing_more_is_tried(adding: Page, tmp_path: Path) -> None:
    problem = {"title": "A key is needed", "detail": "send a key"}
    adding.route("**/v1/articles", lambda route: route.fulfill(status=401, json=problem))
    choose(adding, file(tmp_path, "a.txt", STORY), file(tmp_path, "b.txt", STORY))
    adding.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(row(adding, "a.txt")).to_have_attribute("data-state", "failed")
    expect(row(adding, "b.txt").locator(".state")).to_have_text("Stopped")
    expect(adding.get_by_role("alert").filter(has_text="send a key")).to_be_visible()


def test_a_service_without_intake_says_where_to_add(adding: Page, tmp_path: Path) -> None:
    problem = {"title": "This is not offered", "detail": "no intake"}
    adding.route("**/v1/articles", lambda route: route.fulfill(status=501, json=problem))
    choose(adding, file(tmp_path, "a.txt", STORY))
    expect(adding.get_by_role("alert").filter(has_text="dateline index")).to_be_visible()


def test_adds_by_address_and_shows_why_one_fails(adding: Page) -> None:
    field = adding.get_by_label("Address of an article")
    field.fill("javascript:alert(1)")
    field.press("Enter")
    expect(adding.get_by_role("alert").filter(has_text="no web address")).to_be_visible()
    expect(field).to_be_focused()
    sent: list[object] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data_json)
        problem = {"title": "The page cannot be fetched", "detail": "check the address"}
        route.fulfill(status=502, json=problem)

    adding.route("**/v1/articles", answer)
    field.fill("https://news.example/story")
    field.press("Enter")
    expect(row(adding, "https://news.example/story")).to_contain_text("check the address")
    assert sent == [{"url": "https://news.example/story"}]
