from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.website import draft, refused, serving, watch
from tests.fakes.chat_server import answer_of, citation
from tests.fakes.service import settings_in

QUESTION = "How many weeks would the crossing stay shut?"
SENTENCE = "The mayor said the crossing would stay shut for nine weeks while engineers look."
TEXT = f"A freighter struck the bridge 🚢. {SENTENCE} Ferries are free."
BRIDGE = draft("bridge/1", "Freighter strikes bridge", TEXT)
COUNT = draft("count", "Second count ends", "The gap shrank to 41 ballots.", source="Civic Courier")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(settings_in(tmp_path_factory.mktemp("data")), [BRIDGE, COUNT]) as url:
        yield url


def kept(page: Page, **fields: object) -> None:
    """Makes the service keep one answer, `ans_0001`, whatever is asked for."""
    first = citation(1, "Six weeks.", source="Herald <b>", article_id="bridge/1")
    second = citation(2, "Three months.", source="Mercury", article_id="count", also_in=[
        {"article_id": "copy/1", "source": "Ledger", "url": None}
    ])  # fmt: skip
    answer = answer_of(
        [("Herald: six weeks 🚢.", [1]), ("Mercury: three months.", [2, 1])],
        [first, second],
        support={1: "partial"},
    )
    given = {"question": "How <i>long</i>?", "asked_at": "2026-02-03T04:05:06Z", **fields}
    page.route("**/v1/answers/*", lambda route: route.fulfill(json={**answer, **given}))


def test_an_answer_can_be_read_again_at_its_address(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("textbox").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The last answer by itself").click()
    answer = page.get_by_role("article")
    expect(answer.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(answer.locator(".kicker")).to_have_text("Answered")
    expect(answer).to_contain_text("Asked on")
    expect(answer.locator("blockquote")).to_have_text(SENTENCE)
    page.reload()
    expect(answer.locator("blockquote")).to_have_text(SENTENCE)
    answer.get_by_role("link", name="Freighter strikes bridge").click()
    expect(page.locator("mark")).to_have_text(SENTENCE)
    expect(page.locator("mark")).to_be_focused()


def test_shows_who_says_what_and_what_is_only_partly_supported(page: Page, site: str) -> None:
    positions = [{"value": "six <b>weeks</b>", "citations": [1]}, {"value": "3", "citations": [2]}]
    kept(page, status="conflicting", disagreements=[{"about": "length", "positions": positions}])
    watch(page)
    page.goto(f"{site}/answers/ans_0001")
    answer = page.get_by_role("article")
    expect(answer.get_by_role("heading", level=1)).to_have_text("How <i>long</i>?")
    expect(answer.locator(".kicker")).to_have_text("The outlets disagree")
    expect(answer.locator(".answer p")).to_have_text(
        "Herald: six weeks 🚢. [1] Mercury: three months. (only partly supported) [2][1]"
    )
    expect(answer.get_by_role("row").nth(1)).to_contain_text("six <b>weeks</b>")
    expect(answer.locator(".quotes li").nth(1)).to_contain_text("Also in: Ledger")
    answer.locator(".answer").get_by_role("link", name="[2]").click()
    expect(answer.locator("#citation-2")).to_be_in_viewport()
    expect(answer.get_by_role("heading", level=1)).to_be_visible()
    assert refused(page) == []


def test_what_the_question_was_taken_to_mean_stands_between_it_and_the_answer(
    page: Page, site: str
) -> None:
    kept(page, understood_as="How <i>long</i> is it shut?")
    page.goto(f"{site}/answers/ans_0001")
    answer = page.get_by_role("article")
    told = "Understood as: How <i>long</i> is it shut?"
    expect(answer.locator(".understood")).to_have_text(told)
    read_out = answer.inner_text()
    parts = ["How <i>long</i>?", told, "Herald: six weeks"]
    assert [read_out.index(part) for part in parts] == sorted(map(read_out.index, parts))


def test_an_answer_to_the_question_as_asked_says_nothing_of_what_it_means(
    page: Page, site: str
) -> None:
    kept(page)
    page.goto(f"{site}/answers/ans_0001")
    expect(page.get_by_role("heading", level=1)).to_have_text("How <i>long</i>?")
    expect(page.locator(".understood")).to_have_count(0)


def test_a_refusal_shows_the_nearest_evidence(page: Page, site: str) -> None:
    nearest = [citation(0, "Something near.", title="Near")]
    fields = {"statements": [], "citations": [], "nearest": nearest, "answer": "They do not say."}
    kept(page, status="unanswerable", **fields)
    page.goto(f"{site}/answers/ans_0001")
    answer = page.get_by_role("article")
    expect(answer.locator(".kicker")).to_have_text("The articles do not say")
    expect(answer.get_by_role("heading", name="Nearest to the question")).to_be_visible()
    expect(answer.locator("blockquote")).to_have_text("Something near.")


def test_a_passage_that_was_corrected_since_is_said_to_be_gone(page: Page, site: str) -> None:
    kept(page)
    page.goto(f"{site}/answers/ans_0001")
    page.get_by_role("link", name="Article number 1").click()
    expect(page.get_by_role("article")).to_contain_text("not in this version")


def test_an_answer_that_is_gone_leads_to_asking(page: Page, site: str) -> None:
    page.goto(f"{site}/answers/ans_nothing")
    expect(page.get_by_role("article")).to_contain_text("There is no answer at this address")
    page.get_by_role("article").get_by_role("link").click()
    expect(page.get_by_role("textbox")).to_be_visible()


def test_copies_the_link_or_shows_it(page: Page, site: str) -> None:
    kept(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/answers/ans_0001")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#news")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/answers/ans_0001"
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(Error('no')))")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_label("copy the link from this field")).to_have_value(
        f"{site}/answers/ans_0001"
    )


def test_questions_go_to_the_articles_that_count(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_text("Questions go to all articles.").click()
    page.get_by_label("Civic Courier").check()
    page.get_by_label("From").fill("2024-01-01")
    expect(page.locator("#scope")).to_have_text(
        "Questions go to articles that match: Civic Courier, From 1 January 2024."
    )
    expect(page.get_by_label("Words of the title")).to_be_hidden()
    page.locator("dateline-chat").get_by_role("textbox").fill(QUESTION)
    with page.expect_request("**/v1/ask") as asked:
        page.keyboard.press("Enter")
    body = asked.value.post_data_json
    assert body is not None
    assert body["filters"] == {"sources": ["Civic Courier"], "published_from": "2024-01-01"}


def test_asking_asks_for_a_key_where_one_is_needed(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_in(tmp_path_factory.mktemp("keys"), api_keys="right-key")
    with serving(settings, [BRIDGE]) as url:
        page.goto(url)
        page.get_by_role("textbox").fill(QUESTION)
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="A key is needed")
        dialog.get_by_label("Key").fill("right-key")
        dialog.get_by_role("button", name="Use this key").click()
        expect(page.locator("dateline-chat")).to_contain_text("nine weeks")


def test_says_so_where_the_question_box_cannot_be_loaded(page: Page, site: str) -> None:
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(site)
    expect(page.get_by_role("alert").filter(has_text="Reload the page")).to_be_visible()
    page.get_by_role("link", name="Articles", exact=True).click()
    expect(page.locator(".stories li")).to_have_count(2)
