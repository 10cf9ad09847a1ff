"""Hostile articles, answers and host pages: nothing runs, nothing is defaced, nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chatting import ask
from tests.browser.texts import answered, serve_articles
from tests.fakes.chat_server import ChatServer, answer_of, article_of, citation, problem, streamed

OpenChat = Callable[..., Page]
EVIL = {
    "script": "<script>window.pwned = 1</script>",
    "handler": "<img src=x onerror='window.pwned = 1'><svg onload=window.pwned=1>",
    "closing tags": "</bdi></p></dialog></template><iframe srcdoc='<script>1</script>'></iframe>",
    "link": "[click](javascript:window.pwned=1) <a href='javascript:window.pwned=1'>x</a>",
    "style": "<style>*{display:none!important}</style><link rel=stylesheet href=//evil.example>",
    "css in words": "}*{display:none}/*",
    "template": "{{constructor.constructor('window.pwned=1')()}} ${window.pwned=1} <%= 7 * 7 %>",
    "overrides": "\u202eesrever\u202c \u2067isolated\u2069 \u202dforced",
    "controls": "bell\u0007 escape\u001b[31m nul\u0000 delete\u007f next\u0085",
    "tower": "Z" + "\u0335\u0321\u0300" * 200 + "algo",
    "long word": "A" * 3_000,
    "entities": "&lt;b&gt; &amp;amp; &#x3C;script&#x3E;",
    "string patterns": "$& $1 $` {host} {text} __proto__",
}
UNSEEN = {"\u202e", "\u202c", "\u2067", "\u2069", "\u202d", "\u0007", "\u001b", "\u0000", "\u0085"}


def _hostile_answer(text: str) -> dict[str, Any]:
    quote = f"Quote {text}."
    hostile = citation(
        1,
        quote,
        article_id=f"../{text}"[:80],
        title=text,
        source=text,
        author=text,
        url="javascript:window.pwned=1",
        published_at=text,
        highlight={"start": 0, "end": 5},
        also_in=[{"article_id": text, "source": text, "url": "data:text/html,<script>1</script>"}],
    )
    return answer_of(
        [(f"Says {text}", [1])],
        [hostile],
        id=f"ans_{text[:8]}",
        status="conflicting",
        headline=text,
        understood_as=text,
        disagreements=[{"about": text, "positions": [{"value": text, "citations": [1]}]}],
        nearest=[hostile],
        answerer={"kind": "llm", "model": text, "fallback_reason": text},
    )


@pytest.fixture
def watched_page(page: Page) -> Page:
    """A tab that counts violations of its policy."""
    page.add_init_script(
        """window.violations = [];
        addEventListener("securitypolicyviolation",
          (event) => window.violations.push(event.violatedDirective));"""
    )
    return page


@pytest.mark.parametrize("kind", EVIL)
def test_hostile_text_is_shown_as_text(
    kind: str,
    watched_page: Page,
    open_chat: OpenChat,
    chat_server: ChatServer,
    script_errors: list[str],
) -> None:
    text = EVIL[kind]
    answer = _hostile_answer(text)
    cited = answer["citations"][0]
    corrections = [{"version": 1, "title": text, "seen_at": text}]
    article = article_of(
        cited, f"{cited['quote']}\n\n{text}", corrections=corrections, language=text
    )
    chat_server.articles[cited["article_id"]] = article
    chat_server.suggestions = [text]
    chat_server.scripts.append(streamed(answer))
    page = open_chat()
    foreign = _elements(page)
    turn = ask(page, f"What about {text[:1900]}?")
    page.route("**/v1/articles/**", lambda route: route.fulfill(json=article))
    page.get_by_role("button", name="Source 1", exact=True).click()
    page.get_by_role("button", name="Read in the article").click()
    expect(page.locator("mark.quoted").first).to_be_attached()
    shown = page.locator(".article").inner_text() + turn.inner_text()
    assert not UNSEEN & set(shown)
    if kind in {"script", "handler", "template", "entities", "string patterns"}:
        assert text in shown, "the words themselves are kept"
    page.keyboard.press("Escape")
    for choice in ("Plain text", "Markdown", "References (APA)", "References (BibTeX)"):
        turn.get_by_text("Copy with sources").click()
        turn.get_by_role("button", name=choice, exact=True).click()
        expect(turn.locator(".below")).to_have_text("Copied")
    assert page.evaluate("window.pwned") is None
    assert _elements(page) <= foreign | KNOWN_ELEMENTS
    assert _addresses(page) == []
    assert page.locator(".panel").bounding_box()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("window.violations") == []
    assert not chat_server.csp_reports
    assert not script_errors


KNOWN_ELEMENTS = {
    *("SECTION", "ARTICLE", "HEADER", "FOOTER", "DIALOG", "FORM", "DETAILS", "SUMMARY", "DIV", "P"),
    *("H2", "H3", "H4", "OL", "UL", "LI", "BLOCKQUOTE", "TABLE", "CAPTION", "THEAD", "TBODY", "TR"),
    *("TH", "TD", "SPAN", "BDI", "MARK", "TIME", "BUTTON", "TEXTAREA", "INPUT", "svg", "path"),
}


def _elements(page: Page) -> set[str]:
    names: list[str] = page.evaluate(
        """() => [...document.querySelector("dateline-chat").shadowRoot.querySelectorAll("*")]
          .map((one) => one.tagName)"""
    )
    return set(names)


def _addresses(page: Page) -> list[str]:
    """Links, and attributes that could run something."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelector("dateline-chat").shadowRoot.querySelectorAll("*")]
          .flatMap((one) => [...one.attributes])
          .filter(({ name }) => /^(href|src|srcdoc|style|on.*|action|formaction)$/.test(name))
          .filter(({ name, value }) =>
            name !== "style" || !/^(left|top|;|:|[-\\d]|px|\\s)*$/.test(value))
          .map(({ name, value }) => `${name}=${value}`)"""
    )
    return found


def test_an_error_that_is_hostile_is_shown_as_text(
    watched_page: Page, open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(problem(503, EVIL["script"], EVIL["handler"] + EVIL["overrides"]))
    page = open_chat()
    page.get_by_role("textbox").fill("Why?")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".failure .detail")).to_contain_text("onerror=")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("window.violations") == []


def test_links_lead_to_the_web_only(open_chat: OpenChat, chat_server: ChatServer) -> None:
    addresses = [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//news.example/1",
        "/relative",
        "https://news.example/kept",
    ]
    citations = [
        citation(number, f"Quote {number}.", url=address)
        for number, address in enumerate(addresses, start=1)
    ]
    sentences = [(f"Sentence {one['number']}.", [one["number"]]) for one in citations]
    chat_server.scripts.append(streamed(answer_of(sentences, citations)))
    page = open_chat()
    turn = ask(page)
    links = []
    for mark in turn.locator(".mark").all():
        mark.click()
        links += [one.get_attribute("href") for one in page.locator(".card a").all()]
        mark.click()
    assert links == ["https://news.example/kept"]


HOSTILE_STYLE = """
  html { font-size: 4px !important; }
  * { color: lime !important; font: 40px monospace !important; letter-spacing: 1em !important;
      text-transform: uppercase !important; direction: rtl !important; line-height: 5 !important;
      text-align: right !important; visibility: hidden; }
  div, section, p, span, button, textarea, form, header { display: none !important;
      position: absolute !important; }
  button::after, p::before { content: "pwned" !important; }
  .mark, .card, .turn, .text { transform: rotate(180deg) !important; }
"""


def test_a_host_page_s_style_does_not_reach_inside(page: Page, chat_server: ChatServer) -> None:
    chat_server.scripts.append(streamed(answered()))
    serve_articles(chat_server)
    looks = []
    for head in ("", f"<style>{HOSTILE_STYLE}</style>"):
        page.goto(chat_server.host_page("<dateline-chat></dateline-chat>", head=head, policy=None))
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ask(page)
        looks.append(
            page.evaluate(
                """() => [".text", ".mark", ".byline", "textarea", ".panel"].map((selector) => {
                  const one = document.querySelector("dateline-chat").shadowRoot
                    .querySelector(selector);
                  const style = getComputedStyle(one);
                  const { width, height } = one.getBoundingClientRect();
                  return [style.color, style.font, style.letterSpacing, style.textTransform,
                    style.direction, style.visibility, style.display, style.textAlign,
                    Math.round(width / 40), Math.round(height / 40)];
                })"""
            )
        )
    assert looks[0] == looks[1]


def test_the_host_page_is_left_as_it_was(page: Page, chat_server: ChatServer) -> None:
    chat_server.scripts.append(streamed(answered()))
    body = "<h1 id=title>News</h1><p class=text>Own text</p><dateline-chat></dateline-chat>"
    page.add_init_script("window.before = new Set(Object.getOwnPropertyNames(window))")
    page.goto(chat_server.host_page(body, policy=None))
    styled = "() => JSON.stringify(getComputedStyle(document.querySelector('p.text')))"
    before = page.evaluate(styled)
    ask(page)
    assert page.evaluate(styled) == before
    assert page.evaluate("document.querySelector('h1').textContent") == "News"
    added = page.evaluate(
        "() => Object.getOwnPropertyNames(window).filter((name) => !window.before.has(name))"
    )
    assert set(added) <= {"before", "title"}
    assert page.evaluate("document.body.children.length") == 3
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_loading_the_script_twice_or_moving_the_widget_breaks_nothing(
    open_chat: OpenChat, chat_server: ChatServer, script_errors: list[str]
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    ask(page)
    page.evaluate("import('/widget.js?again')")
    page.evaluate(
        """() => {
          const box = document.createElement("div");
          document.body.append(box);
          box.append(document.querySelector("dateline-chat"));
        }"""
    )
    expect(page.locator(".turn .mark")).to_have_count(2)
    page.evaluate("document.querySelector('dateline-chat').remove()")
    assert not script_errors


def test_storage_with_foreign_content_is_passed_over(
    page: Page, chat_server: ChatServer, script_errors: list[str]
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page.add_init_script(
        f"""for (const value of ['{{"version":1,"turns":[{{"raw":{{"answer":7}}}},null]}}']) {{
          sessionStorage.setItem("dateline-chat {chat_server.url}/", value);
        }}"""
    )
    page.goto(chat_server.host_page("<dateline-chat></dateline-chat>"))
    ask(page)
    expect(page.locator(".turn")).to_have_count(1)
    assert not script_errors
