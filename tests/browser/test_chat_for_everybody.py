"""The widget with a keyboard, a screen reader, a small window, in the dark, in other languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.chatting import ask, send
from tests.browser.texts import SIX_WEEKS, answered, conflicting, refused, serve_articles
from tests.fakes.chat_server import ChatServer, problem, streamed

OpenChat = Callable[..., Page]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The host page of the tests is bare; what it lacks is no fault of the widget.
OF_THE_PAGE = {"page-has-heading-one", "landmark-one-main", "region", "heading-order"}


def faults(page: Page) -> list[str]:
    """What axe objects to, with the elements it means."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{one['id']}: {[node['html'] for node in one['nodes']]}"
        for one in found.response["violations"]
        if one["id"] not in OF_THE_PAGE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(
    scheme: Literal["light", "dark"], open_chat: OpenChat, chat_server: ChatServer
) -> None:
    serve_articles(chat_server)
    chat_server.suggestions = ["Who was hurt?"]
    weak = conflicting()
    weak["understood_as"] = "How long will the bridge stay closed?"
    weak["statements"][0]["support"] = "partial"
    weak["statements"][1]["support"] = "unsupported"
    chat_server.scripts.extend([streamed(weak), streamed(refused()), problem(503, "Busy", "wait")])
    page = open_chat()
    # Half-way through an animation colours are neither the old nor the new ones.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(page.get_by_role("button", name="Who was hurt?")).to_be_visible()
    assert not faults(page)
    ask(page)
    page.get_by_role("button", name="Source 1", exact=True).click()
    assert not faults(page)
    page.get_by_role("button", name="Read in the article").click()
    expect(page.locator("mark.quoted")).to_be_visible()
    assert not faults(page)
    page.keyboard.press("Escape")
    ask(page, "Who pays?")
    send(page)
    expect(page.locator(".failure")).to_be_visible()
    page.get_by_role("button", name="Helpful", exact=True).first.click()
    assert not faults(page)


def test_axe_finds_nothing_in_the_floating_chat(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat("floating")
    assert not faults(page)
    page.get_by_role("button", name="Ask the articles").click()
    ask(page)
    assert not faults(page)


def test_everything_can_be_done_with_a_keyboard(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    serve_articles(chat_server)
    chat_server.scripts.append(streamed(conflicting()))
    page = open_chat()
    keys = page.keyboard
    page.get_by_role("textbox").focus()
    keys.type("How long?")
    keys.press("Enter")
    page.locator("footer").wait_for()
    expect(page.get_by_role("textbox")).to_be_focused()
    page.locator(".panel > .scroll").focus()
    keys.press("Tab")
    first, second = page.locator(".text .mark").all()
    expect(first).to_be_focused()
    expect(page.get_by_role("dialog", name="Source 1")).to_be_visible()
    keys.press("ArrowRight")
    expect(second).to_be_focused()
    expect(page.get_by_role("dialog", name="Source 2")).to_be_visible()
    keys.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
    expect(second).to_be_focused()
    keys.press("Home")
    keys.press("Enter")
    read = page.get_by_role("button", name="Read in the article")
    expect(page.locator(".card").get_by_role("button", name="Close")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("link", name="Coastal Ledger").last).to_be_focused()
    keys.press("Tab")
    expect(read).to_be_focused()
    keys.press("Enter")
    expect(page.locator("mark.quoted")).to_have_text(SIX_WEEKS)
    keys.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(first).to_be_focused()
    expect(page.locator(".card")).to_be_hidden()
    page.locator("summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Plain text")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("summary")).to_be_focused()


def test_leaving_a_card_with_tab_returns_to_its_mark(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    ask(page)
    mark = page.get_by_role("button", name="Source 1", exact=True)
    mark.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".card")).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_focus_can_always_be_seen(open_chat: OpenChat, chat_server: ChatServer) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    ask(page)
    page.locator(".panel > .scroll").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const active = document.activeElement.shadowRoot?.activeElement;
              return active && getComputedStyle(active).outlineStyle;
            }"""
        )
        assert outline in {"solid", None}


@pytest.mark.parametrize("attributes", ["", "floating open"])
def test_it_fits_a_window_of_320_pixels(
    attributes: str, open_chat: OpenChat, chat_server: ChatServer
) -> None:
    serve_articles(chat_server)
    chat_server.scripts.append(streamed(conflicting()))
    page = open_chat(attributes)
    page.set_viewport_size({"width": 320, "height": 560})
    ask(page)
    assert _overflow(page) == []
    page.get_by_role("button", name="Source 1", exact=True).click()
    card = page.locator(".card")
    expect(card).to_be_in_viewport(ratio=1)
    box = card.bounding_box()
    assert box and (box["x"], box["width"]) == (0, 320)
    assert box["y"] + box["height"] == 560, "it lies at the bottom, where a thumb is"
    page.get_by_role("button", name="Read in the article").click()
    expect(page.locator("mark.quoted")).to_be_in_viewport()
    assert _overflow(page) == []


def _overflow(page: Page) -> list[str]:
    """The visible elements of the widget that reach beyond the window."""
    beyond: list[str] = page.evaluate(
        """() => [...document.querySelector("dateline-chat").shadowRoot.querySelectorAll("*")]
          .filter((one) => !one.closest(".unseen") && one.checkVisibility())
          .filter((one) => {
            const { left, right, width } = one.getBoundingClientRect();
            return width && (left < -1 || right > innerWidth + 1);
          })
          .map((one) => one.outerHTML.slice(0, 100))"""
    )
    return beyond


def test_it_is_dark_where_the_reader_or_the_page_wants_that(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    def paper(page: Page) -> int:
        colour: str = page.locator(".panel").evaluate("n => getComputedStyle(n).backgroundColor")
        return int(colour.strip("rgba()").split(",")[0])

    page = open_chat()
    assert paper(page) > 200
    page.emulate_media(color_scheme="dark")
    assert paper(page) < 60
    page.locator("dateline-chat").evaluate("chat => chat.setAttribute('theme', 'light')")
    assert paper(page) > 200


def test_a_page_sets_colours_and_sizes_by_custom_properties(
    page: Page, chat_server: ChatServer
) -> None:
    style = (
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('dateline-chat {"
        " --dateline-accent: rgb(1, 2, 3); --dateline-font-size: 20px }');"
        "document.adoptedStyleSheets = [sheet]"
    )
    page.goto(chat_server.host_page("<dateline-chat></dateline-chat>"))
    page.evaluate(style)
    send_button = page.locator("button.send").first
    assert send_button.evaluate("n => getComputedStyle(n).backgroundColor") == "rgb(1, 2, 3)"
    assert page.locator(".intro").evaluate("n => getComputedStyle(n).fontSize") == "21px"


@pytest.mark.parametrize(
    ("lang", "heading", "refusal"),
    [
        ("de", "Die Artikel fragen", "Die Artikel sagen es nicht"),
        ("fr-CA", "Interroger les articles", "Les articles ne le disent pas"),
        ("es", "Pregunte a los artículos", "Los artículos no lo dicen"),
        ("pt-BR", "Pergunte aos artigos", "Os artigos não o dizem"),
        ("nl", "Ask the articles", "The articles do not say"),
        ("no such language!", "Ask the articles", "The articles do not say"),
    ],
)
def test_it_speaks_the_language_of_its_attribute(
    lang: str, heading: str, refusal: str, open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(refused()))
    page = open_chat(f'lang="{lang}"')
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    turn = ask(page)
    expect(turn.locator(".label")).to_have_text(refusal)


def test_it_speaks_the_language_of_the_page_and_changes_with_it(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat(lang="de")
    turn = ask(page)
    expect(turn).to_contain_text("12. März 2025")
    expect(turn).to_contain_text("Ein Bericht, in 3 Medien erschienen")
    page.locator("dateline-chat").evaluate("chat => { chat.lang = 'fr'; }")
    expect(page.locator(".turn")).to_contain_text("Une seule dépêche, reprise par 3 médias")
    expect(page.locator(".turn .mark")).to_have_count(2)


@pytest.mark.parametrize(
    ("attributes", "options"),
    [('lang="ar"', {}), ('dir="rtl"', {}), ("", {"direction": "rtl"})],
)
def test_it_is_laid_out_from_right_to_left(
    attributes: str, options: dict[str, str], open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat(attributes, **options)
    ask(page, "كم من الوقت سيبقى الجسر مغلقًا؟")
    box = page.get_by_role("textbox").bounding_box()
    button = page.locator("button.send").first.bounding_box()
    assert box and button and button["x"] < box["x"]
    numbers = page.locator(".sources .numbers").bounding_box()
    headline = page.locator(".sources .headline-link").bounding_box()
    assert numbers and headline and numbers["x"] > headline["x"]
    direction = "n => getComputedStyle(n).direction"
    assert page.locator(".text").evaluate(direction) == "ltr", "English keeps its own direction"
    page.locator(".text .mark").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".text .mark").nth(0)).to_be_focused()


def test_nothing_moves_where_readers_want_no_motion(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(), held_after=3))
    page = open_chat()
    page.emulate_media(reduced_motion="reduce")
    send(page)
    expect(page.locator(".progress")).to_be_visible()
    page.locator(".mark").first.click()
    running = page.evaluate(
        "() => document.getAnimations().map((one) => one.animationName ?? one.transitionProperty)"
    )
    assert running == []
