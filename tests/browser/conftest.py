"""A real Chromium for the tests of this folder, and a server that plays Dateline's part.

``make browser`` installs Chromium; ``DATELINE_TEST_CHROMIUM`` names another one. Without a browser
the tests fail, unless ``DATELINE_TEST_BROWSER=skip`` says that they may be left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.fakes.chat_server import ChatServer

HERE = Path(__file__).resolve().parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("DATELINE_TEST_CHROMIUM")
MAY_SKIP = os.environ.get("DATELINE_TEST_BROWSER") == "skip"
WAIT_MILLISECONDS = 30_000
"""A machine that does other things as well may be slow; a test that passes never waits so long."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """The browser's program.

    Raises:
        FileNotFoundError: there is none.
    """
    found = CHROMIUM or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not Path(found).exists():
        raise FileNotFoundError(
            f"no Chromium at {found or ', '.join(NAMES)}: run `make browser`, or name one in "
            "DATELINE_TEST_CHROMIUM; DATELINE_TEST_BROWSER=skip leaves these tests out"
        )
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the folder; each test has a context of its own.

    It ends with the folder's last test: while it runs, no other event loop can run in this thread.
    """
    try:
        program = chromium_path()
    except FileNotFoundError as missing:
        if MAY_SKIP:
            pytest.skip(str(missing))
        raise
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(FLAGS)
        )
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of its own: no storage, no cache, English, light."""
    made = browser.new_context(
        locale="en-GB",
        timezone_id="UTC",
        color_scheme="light",
        viewport={"width": 1000, "height": 800},
    )
    made.set_default_timeout(WAIT_MILLISECONDS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in which nothing has been opened."""
    return context.new_page()


@pytest.fixture
def script_errors(page: Page) -> list[str]:
    """Exceptions that nobody caught in the tab, as they happen."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    """A server without scripts yet; append to ``scripts`` before a question is asked."""
    with ChatServer().listening() as server:
        yield server


@pytest.fixture
def open_chat(page: Page, chat_server: ChatServer) -> Callable[..., Page]:
    """Opens a host page with one widget, whose attributes are given as HTML."""

    def open_page(attributes: str = "", **page_options: str) -> Page:
        chat = f"<dateline-chat {attributes}></dateline-chat>"
        page.goto(chat_server.host_page(chat, **page_options))
        page.locator("dateline-chat textarea").wait_for(state="attached")
        return page

    return open_page
