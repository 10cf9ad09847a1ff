"""The widget in front of the real service."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import httpx2
from playwright.sync_api import Page, expect

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from corpus.stores import Stores
from indexer.pipeline import Indexer
from indexer.sources import read_sources
from service.app import create_app
from service.state import assemble
from tests.browser.chatting import ask, send
from tests.browser.website import draft, serving
from tests.fakes.chat_server import ChatServer
from tests.fakes.loopback import on_loopback
from tests.fakes.service import settings_in

SENTENCE = "The ferry to Osk leaves at seven from the old pier, the harbour authority said."
TEXT = f"Winter is near, and the timetable is new again. {SENTENCE} Tickets cost four crowns."
QUESTION = "When does the ferry to Osk leave?"
KEY = "server-key-of-the-newspaper"


def test_an_answer_streams_and_leads_to_its_sentence(
    page: Page, tmp_path: Path, script_errors: list[str]
) -> None:
    ferry = draft("news/ferry 1?", "New timetable", TEXT)
    with serving(settings_in(tmp_path), [ferry]) as url:
        page.goto(url)
        turn = ask(page, QUESTION)
        expect(turn.locator(".words")).to_contain_text(SENTENCE)
        turn.get_by_role("button", name="Source 1", exact=True).click()
        page.locator(".card").get_by_role("button", name="Read in the article").click()
        expect(page.locator("mark.quoted")).to_have_text(SENTENCE)
        page.keyboard.press("Escape")
        turn.get_by_role("button", name="Helpful", exact=True).click()
        expect(turn.locator(".below")).to_contain_text("Thank you.")
        send(page, "Who won the regatta in Brindle?")
        expect(page.locator(".refusal .label")).to_be_visible()
    assert not script_errors


def test_a_token_of_the_site_opens_the_service_and_no_key_stands_in_the_page(
    page: Page, tmp_path: Path
) -> None:
    with ChatServer().listening() as newspaper:
        settings = settings_in(tmp_path, api_keys=(KEY,), web={"allowed_origins": [newspaper.url]})
        with serving(settings, [draft("ferry", "New timetable", TEXT)]) as url:
            chat = f'<dateline-chat endpoint="{url}"></dateline-chat>'
            page.goto(newspaper.host_page(chat, policy=None))
            send(page, QUESTION)
            expect(page.locator(".failure")).to_contain_text("is not signed in")
            made = httpx2.post(
                f"{url}/v1/widget-tokens",
                json={"origin": newspaper.url},
                headers={"authorization": f"Bearer {KEY}"},
            )
            token = made.raise_for_status().json()["token"]
            page.locator("dateline-chat").evaluate(
                "(chat, token) => { chat.fetchToken = async () => token; }", token
            )
            page.get_by_role("button", name="Ask again").click()
            expect(page.locator(".turn .words")).to_contain_text(SENTENCE)
            assert KEY not in page.content()


def test_the_real_answerer_quotes_the_examples(
    page: Page, tmp_path: Path, example_articles: Path, embedder: Embedder
) -> None:
    settings = settings_in(tmp_path)
    drafts = [one for one in read_sources([example_articles]) if isinstance(one, ArticleDraft)]
    stores = Stores.open(settings)
    stores.adopt_model(embedder.model)
    Indexer(stores, embedder).run(drafts)
    with (
        closing(assemble(settings, stores, embedder)) as state,
        on_loopback(create_app(settings, state=state)) as url,
    ):
        page.goto(url)
        expect(page.locator(".suggestions li").first).to_be_visible()
        turn = ask(page, "How long was the Tarrow Bridge expected to stay closed?")
        expect(turn.locator(".words").first).to_contain_text("six weeks")
        turn.locator(".mark").first.click()
        page.locator(".card").get_by_role("button", name="Read in the article").click()
        quoted = page.locator("mark.quoted")
        expect(quoted).to_be_in_viewport()
        expect(quoted).to_contain_text("three months")
