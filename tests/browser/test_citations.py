"""From a sentence to its source: marks, cards, articles, disagreement, refusal, rating, copying."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chatting import ask
from tests.browser.texts import (
    FERRIES,
    HERALD,
    SIX_WEEKS,
    answered,
    conflicting,
    refused,
    serve_articles,
)
from tests.fakes.chat_server import ChatServer, article_of, streamed

OpenChat = Callable[..., Page]


@pytest.fixture
def answered_page(open_chat: OpenChat, chat_server: ChatServer) -> Page:
    """A page with a complete answer whose articles can be read."""
    serve_articles(chat_server)
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    ask(page)
    return page


def test_hovering_a_mark_shows_who_says_it_when_and_in_which_words(answered_page: Page) -> None:
    mark = answered_page.get_by_role("button", name="Source 1")
    card = answered_page.get_by_role("dialog", name="Source 1")
    mark.hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("The Averil Herald")
    expect(card).to_contain_text("12 Mar 2025")
    expect(card).to_contain_text("Cargo ship hits Tarrow Bridge")
    expect(card.locator("blockquote")).to_have_text(SIX_WEEKS)
    expect(card.locator("blockquote mark")).to_have_text("at least six weeks")
    expect(card).to_contain_text("Same report in Coastal Ledger, Tidewater Post")
    original = card.get_by_role("link", name="Original page")
    assert original.get_attribute("href") == "https://news.example/1"
    assert "noopener" in (original.get_attribute("rel") or "")
    answered_page.mouse.move(5, 700)
    expect(card).to_be_hidden()


def test_a_citation_leads_to_its_sentence_marked_and_in_view(answered_page: Page) -> None:
    answered_page.get_by_role("button", name="Source 1").click()
    answered_page.get_by_role("button", name="Read in the article").click()
    article = answered_page.get_by_role("dialog", name="Article")
    quoted = article.locator("mark.quoted")
    expect(quoted).to_have_text(SIX_WEEKS)
    expect(quoted).to_be_in_viewport(ratio=1)
    expect(quoted).to_be_focused()
    expect(article.locator("mark:not(.quoted)")).to_have_text(FERRIES)
    shown = " ".join(article.locator(".body").inner_text().split())
    assert shown.replace("Quoted sentence: ", "") == " ".join(HERALD["text"].split())
    expect(article).to_contain_text("By Marta Quill")
    expect(article).to_contain_text("Same report in Coastal Ledger, Tidewater Post")
    article.get_by_text("This article was changed after it was published").click()
    expect(article).to_contain_text("Version 1, seen 11 Mar 2025: Ship hits bridge")
    answered_page.keyboard.press("Escape")
    expect(article).to_be_hidden()
    expect(answered_page.get_by_role("button", name="Source 1")).to_be_focused()


def test_the_list_of_sources_names_each_article_once_and_opens_it(answered_page: Page) -> None:
    sources = answered_page.locator(".sources li")
    expect(sources).to_have_count(1)
    expect(sources.locator(".numbers")).to_have_text("1, 2")
    sources.get_by_role("button", name="Cargo ship hits Tarrow Bridge").click()
    expect(answered_page.locator("mark.quoted")).to_have_text(SIX_WEEKS)


def test_a_quote_that_is_no_longer_in_its_article_is_not_marked(
    answered_page: Page, chat_server: ChatServer
) -> None:
    chat_server.articles["herald"]["text"] = "The article was written anew."
    answered_page.get_by_role("button", name="Source 1").click()
    answered_page.get_by_role("button", name="Read in the article").click()
    expect(answered_page.get_by_text("the quoted sentence is no longer in it")).to_be_visible()
    expect(answered_page.locator("mark.quoted")).to_have_count(0)


def test_a_quote_that_moved_within_its_article_is_found(
    answered_page: Page, chat_server: ChatServer
) -> None:
    chat_server.articles["herald"]["text"] = f"A new opening. {SIX_WEEKS} And an end."
    answered_page.get_by_role("button", name="Source 1").click()
    answered_page.get_by_role("button", name="Read in the article").click()
    expect(answered_page.locator("mark.quoted")).to_have_text(SIX_WEEKS)


def test_an_article_that_is_gone_leaves_its_quote(
    answered_page: Page, chat_server: ChatServer
) -> None:
    del chat_server.articles["herald"]
    answered_page.get_by_role("button", name="Source 1").click()
    answered_page.get_by_role("button", name="Read in the article").click()
    article = answered_page.get_by_role("dialog", name="Article")
    expect(article).to_contain_text("The article is no longer in the collection.")
    expect(article.locator("blockquote")).to_have_text(SIX_WEEKS)


def test_a_quote_over_several_paragraphs_is_marked_in_each(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    answer = answered()
    quote = "It began here.\n\nIt ended there."
    answer["citations"][0].update(quote=quote, start=3, end=3 + len(quote), highlight=None)
    chat_server.articles["herald"] = article_of(answer["citations"][0], f"🌉. {quote} More.")
    chat_server.scripts.append(streamed(answer))
    page = open_chat()
    ask(page)
    page.get_by_role("button", name="Source 1").click()
    page.get_by_role("button", name="Read in the article").click()
    assert page.locator("mark.quoted").all_inner_texts() == ["It began here.", "It ended there."]


def test_a_disagreement_is_a_table_of_who_says_what(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(conflicting()))
    turn = ask(open_chat())
    expect(turn.locator(".headline")).to_have_text("Six weeks, or three months")
    table = turn.get_by_role("table", name="The outlets disagree length of the closure")
    assert [" ".join(row.split()) for row in table.get_by_role("row").all_inner_texts()] == [
        "Version Who says so",
        "at least six weeks 1 The Averil Herald",
        "three months 2 The Sandwick Mercury",
    ]
    table.get_by_role("button", name="Source 2: The Sandwick Mercury").click()
    card = turn.page.get_by_role("dialog", name="Source 2")
    expect(card).to_contain_text("no date")
    expect(turn.get_by_text("2 independent sources")).to_be_visible()


def test_a_refusal_shows_what_comes_near_and_no_marks(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    serve_articles(chat_server)
    chat_server.scripts.append(streamed(refused()))
    turn = ask(open_chat(), "Who pays for the repair?")
    expect(turn.get_by_text("The articles do not say", exact=True)).to_be_visible()
    expect(turn.locator(".text")).to_have_text("None of the articles says who pays for the repair.")
    expect(turn.locator(".nearest blockquote")).to_have_text(SIX_WEEKS)
    assert turn.locator(".mark").count() == 0
    turn.get_by_role("button", name="Read in the article").click()
    expect(turn.page.locator("mark.quoted")).to_have_text(SIX_WEEKS)


def test_answers_and_citations_are_rated_with_a_comment(
    answered_page: Page, chat_server: ChatServer
) -> None:
    page = answered_page
    helpful = page.get_by_role("button", name="Helpful", exact=True)
    helpful.click()
    expect(helpful).to_have_attribute("aria-pressed", "true")
    page.get_by_role("textbox", name="What was right or wrong?").fill("Right to the day")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("textbox", name="What was right or wrong?")).to_have_count(0)
    page.get_by_role("button", name="Source 2").click()
    page.get_by_role("button", name="It does not").click()
    expect(page.locator(".card")).to_contain_text("Thank you.")
    assert chat_server.feedback == [
        {"answer": "ans_0001", "rating": "up"},
        {"answer": "ans_0001", "rating": "up", "comment": "Right to the day"},
        {"answer": "ans_0001", "rating": "down", "citation": 2},
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("Plain text", "[1] The Averil Herald, 12 Mar 2025: Cargo ship hits Tarrow Bridge"),
        ("Markdown", "at least six weeks.[^1] Three free ferries run meanwhile.[^2]"),
        (
            "References (APA)",
            "Marta Quill. (2025, March 12). Cargo ship hits Tarrow Bridge. The Averil Herald.",
        ),
        ("References (BibTeX)", "@online{herald,\n  title = {Cargo ship hits Tarrow Bridge}"),
    ],
)
def test_answers_are_copied_with_their_sources(
    choice: str, expected: str, answered_page: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    answered_page.get_by_text("Copy with sources").click()
    answered_page.get_by_role("button", name=choice, exact=True).click()
    expect(answered_page.locator(".below")).to_have_text("Copied")
    copied = answered_page.evaluate("navigator.clipboard.readText()")
    assert expected in copied


def test_copying_works_where_the_clipboard_is_not_offered(answered_page: Page) -> None:
    answered_page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.addEventListener("copy", () => { window.wasCopied = true; });
        }"""
    )
    answered_page.get_by_text("Copy with sources").click()
    answered_page.get_by_role("button", name="Plain text").click()
    expect(answered_page.locator(".below")).to_have_text("Copied")
    assert answered_page.evaluate("window.wasCopied")


def test_brackets_that_are_words_of_a_sentence_are_no_marks(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    answer = answered()
    text = "He wrote “[1] is first” in [2019]."
    answer.update(
        answer=f"{text} [1]",
        statements=[
            {
                "text": text,
                "start": 0,
                "end": len(text),
                "citations": [1],
                "support": "supported",
            }
        ],
        citations=answer["citations"][:1],
    )
    chat_server.scripts.append(streamed(answer))
    turn = ask(open_chat())
    expect(turn.locator(".words")).to_have_text(text)
    assert turn.locator(".mark").all_inner_texts() == ["1"]


def test_offsets_count_code_points(open_chat: OpenChat, chat_server: ChatServer) -> None:
    answer = answered()
    first, second = "🚢🚢 struck 🌉.", "Nobody 🙂 was hurt."
    answer.update(
        answer=f"{first} [1] {second} [2]",
        statements=[
            {
                "text": sentence,
                "start": start,
                "end": start + len(sentence),
                "citations": [number],
                "support": "supported",
            }
            for number, sentence, start in ((1, first, 0), (2, second, len(first) + 5))
        ],
    )
    answer["citations"][0].update(quote="🚢🚢 six weeks", highlight={"start": 3, "end": 12})
    chat_server.scripts.append(streamed(answer))
    turn = ask(open_chat())
    assert turn.locator(".words").all_inner_texts() == [first, second]
    turn.get_by_role("button", name="Source 1").click()
    expect(turn.page.locator(".card blockquote mark")).to_have_text("six weeks")
