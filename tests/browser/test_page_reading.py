from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.website import draft, refused, serving, watch
from tests.fakes.service import settings_in

QUOTE = "The mayor said the crossing would stay shut for nine weeks 🚢 while engineers look."
TEXT = "\n\n".join(
    [
        f"🌊🌊 Paragraph {number} tells how the water rose that night in the port."
        for number in range(30)
    ]
    + [f"Divers searched until dawn. {QUOTE} Ferries are free."]
)
START = TEXT.index(QUOTE)
RANGE = f"start={START}&end={START + len(QUOTE)}"
BRIDGE = draft("bridge/1", "Freighter strikes bridge", TEXT, author="Ada Quill")
COPY = draft("copy", "Bridge struck", TEXT, source="Tidewater Times")
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script><style>*{display:none}</style>"
HOSTILE = draft(
    "hostile",
    f"{MARKUP}\u202edesrever{{{{7*7}}}}${{alert(3)}}",
    f"{MARKUP} Nobody was hurt, the port said.\n\n<iframe srcdoc='<script>alert(4)</script>'>",
    source=f"\u202e{MARKUP}",
    author=f'"><svg onload=alert(5)> {MARKUP}',
    url="javascript:alert(6)",
    section="<b>Politics</b>",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    drafts = [replace(BRIDGE, title="Ship hits bridge", text=f"{TEXT} Draft."), COPY, HOSTILE]
    with serving(settings_in(tmp_path_factory.mktemp("data")), drafts) as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def _corrected(site: str) -> None:
    """The bridge has a second version: its first is an earlier one."""
    fields = {"id": "bridge/1", "title": BRIDGE.title, "text": TEXT, "author": BRIDGE.author}
    known = {"source": "Harbour Herald", "published_at": "2024-09-03", "url": BRIDGE.url}
    httpx.post(f"{site}/v1/articles", json={**fields, **known}, timeout=60).raise_for_status()


def test_reads_an_article_with_its_copies_and_earlier_versions(page: Page, site: str) -> None:
    page.goto(f"{site}/articles/bridge%2F1")
    article = page.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_have_text("Freighter strikes bridge")
    expect(article).to_contain_text("By Ada Quill")
    expect(article).to_contain_text("Harbour Herald")
    expect(article).to_contain_text("3 September 2024")
    expect(article.locator(".text p")).to_have_count(31)
    expect(article.get_by_role("link", name="Read it at herald.example")).to_have_attribute(
        "href", "https://herald.example/bridge/1"
    )
    expect(article.locator(".corrections")).to_contain_text("Version 1, seen on")
    expect(article.locator(".corrections")).to_contain_text("Ship hits bridge")
    article.get_by_role("link", name="Tidewater Times").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge struck")
    assert page.url == f"{site}/articles/copy"


def test_highlights_the_cited_passage_and_brings_it_into_sight(page: Page, site: str) -> None:
    page.goto(f"{site}/articles/bridge%2F1?{RANGE}")
    mark = page.locator("mark")
    expect(mark).to_have_text(QUOTE)
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()


def test_highlights_a_passage_over_two_paragraphs(page: Page, site: str) -> None:
    text = page.request.get(f"{site}/v1/articles/bridge%2F1").json()["text"]
    start = text.index("night in the port")
    end = text.index("1 tells") + len("1 tells")
    page.goto(f"{site}/articles/bridge%2F1?start={start}&end={end}")
    expect(page.locator("mark")).to_have_text(["night in the port.", "🌊🌊 Paragraph 1 tells"])


@pytest.mark.parametrize("range_", ["start=5&end=99999999", "start=9&end=3"])
def test_says_that_a_passage_is_gone(page: Page, site: str, range_: str) -> None:
    page.goto(f"{site}/articles/bridge%2F1?{range_}")
    expect(page.get_by_role("article")).to_contain_text("not in this version")
    expect(page.locator("mark")).to_have_count(0)


@pytest.mark.parametrize("range_", ["start=a&end=b", "start=-1&end=4", "start=1", "end=1e9"])
def test_ignores_what_is_no_range(page: Page, site: str, range_: str) -> None:
    page.goto(f"{site}/articles/copy?{range_}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge struck")
    expect(page.locator("mark, .cited, .notice")).to_have_count(0)


def test_an_article_that_is_not_there_leads_to_the_list(page: Page, site: str) -> None:
    page.goto(f"{site}/articles/nothing")
    expect(page.get_by_role("article")).to_contain_text("There is no such article")
    page.get_by_role("article").get_by_role("link", name="Articles").click()
    expect(page.locator(".stories li")).not_to_have_count(0)


def test_hostile_articles_neither_run_nor_deface(
    page: Page, site: str, script_errors: list[str]
) -> None:
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    watch(page)
    page.goto(f"{site}/?view=articles")
    expect(page.locator(".stories li")).to_have_count(3)
    expect(page.locator(".stories")).to_contain_text("<script>alert(2)</script>")
    page.get_by_role("link", name="<img src=x").click()
    article = page.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_contain_text("<script>alert(2)</script>")
    expect(article.get_by_role("heading", level=1)).to_contain_text("desrever{{7*7}}")
    expect(article.locator(".text")).to_contain_text("Nobody was hurt")
    expect(article.locator("iframe, img, script, style, svg")).to_have_count(0)
    assert "\u202e" not in page.locator("body").inner_text() + page.title()
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(hrefs) == {"http:"}
    assert (dialogs, refused(page), script_errors) == ([], [], [])


def test_an_inline_style_would_be_refused_and_counted(page: Page, site: str) -> None:
    watch(page)
    page.goto(f"{site}/articles/copy")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
    )
    assert any("style-src" in violation for violation in refused(page))


def test_deletes_an_article_once_that_is_confirmed(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_in(tmp_path_factory.mktemp("deleting"), api_keys="right-key")
    with serving(settings, [BRIDGE, COPY]) as url:
        page.goto(url)
        page.evaluate("sessionStorage.setItem('dateline.key', 'right-key')")
        page.goto(f"{url}/articles/bridge%2F1")
        page.get_by_role("button", name="Delete this article").click()
        expect(page.get_by_role("button", name="Cancel")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="Delete this article").click()
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.locator("#news")).to_have_text("“Freighter strikes bridge” is deleted.")
        expect(page.locator(".stories h2")).to_have_text(["Bridge struck"])


def test_deleting_asks_for_a_key_where_one_is_needed(page: Page, site: str) -> None:
    page.route(
        "**/v1/articles/copy",
        lambda route: (
            route.fulfill(status=401, json={"title": "A key is needed", "detail": "send one"})
            if route.request.method == "DELETE"
            else route.continue_()
        ),
    )
    page.goto(f"{site}/articles/copy")
    page.get_by_role("button", name="Delete this article").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("dialog", name="A key is needed")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Delete this article?")).to_contain_text("send one")
