"""What a reader does with the widget, for the tests of this folder."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.texts import QUESTION


def send(page: Page, question: str = QUESTION, *, within: Locator | None = None) -> None:
    """Types a question and presses Enter."""
    box = (within or page.locator("dateline-chat")).locator("textarea")
    box.fill(question)
    box.press("Enter")


def ask(page: Page, question: str = QUESTION, *, within: Locator | None = None) -> Locator:
    """Asks and waits for the complete answer; gives its section."""
    chat = within or page.locator("dateline-chat")
    count = chat.locator("footer").count()
    send(page, question, within=chat)
    chat.locator("footer").nth(count).wait_for()
    return chat.locator(".turn").last


def spoken(page: Page) -> list[str]:
    """What the live region has said since ``listen`` was called."""
    said: list[str] = page.evaluate("() => window.said")
    return said


def listen(page: Page) -> None:
    """Writes down what the live region of the widget says from now on."""
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.querySelector("dateline-chat").shadowRoot
            .querySelector("[role=status]");
          new MutationObserver(() => window.said.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
