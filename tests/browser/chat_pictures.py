"""Takes the pictures of the chat widget that docs/ shows: `python -m tests.browser.chat_pictures`.

The town, its outlets and what they say are invented; the answers come from a fake service.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chatting import ask
from tests.browser.conftest import FLAGS, chromium_path
from tests.fakes.chat_server import ChatServer, answer_of, article_of, citation, streamed

REPOSITORY = Path(__file__).resolve().parents[2]
DESK, PHONE = (760, 720), (360, 640)
SETTLED_MILLISECONDS = 300
SIX_WEEKS = (
    "The Tarrow Bridge will stay closed for at least six weeks after a cargo ship ran into its "
    "eastern pier before dawn on Tuesday, the harbour authority said."
)
THREE_MONTHS = (
    "Traffic will not return for three months, said the engineer who directs the repair, because "
    "the bearings under two spans have to be replaced."
)
FERRIES = "Three free ferries cross the sound between five in the morning and eleven at night."
ARTICLE = "\n\n".join(
    (
        f"{SIX_WEEKS} {FERRIES}",
        (
            "The ship, loaded with wheat, had lost its steering a few minutes earlier. A pilot "
            "dropped both anchors, which slowed it, and police emptied the roadway in time. Two "
            "members of a night crew were hurt when the deck shook; both are recovering."
        ),
        (
            "Engineers want to drill cores from the pier before they say more. Until then the "
            "crossing, which carries most of the traffic between the old town and the docks, stays "
            "empty, and lorries go the long way round through Sandwick."
        ),
        (
            "“It is a floor, not a promise,” the harbour master said of the date. She added that a "
            "first report on the causes was expected within a month."
        ),
    )
)
MODEL = {"kind": "llm", "model": "a model", "fallback_reason": None}
HERALD = citation(
    1,
    SIX_WEEKS,
    article_id="herald",
    title="Cargo ship hits Tarrow Bridge; crossing shut for weeks",
    source="Averil Harbour Herald",
    author="Marta Quill",
    highlight={"start": 39, "end": 57},
    also_in=[
        {"article_id": "ledger", "source": "Coastal Ledger", "url": "https://ledger.example/1"},
        {"article_id": "post", "source": "Tidewater Post", "url": "https://post.example/1"},
    ],
)
MERCURY = citation(
    2,
    THREE_MONTHS,
    article_id="mercury",
    title="Repair of the bridge will take until summer",
    source="The Sandwick Mercury",
    published_at="2025-03-19T00:00:00Z",
)
FERRY = citation(
    2,
    FERRIES,
    article_id="herald",
    title=HERALD["title"],
    source=HERALD["source"],
    start=len(SIX_WEEKS) + 1,
    end=len(SIX_WEEKS) + 1 + len(FERRIES),
)


def _answered() -> dict[str, Any]:
    sentences = [
        ("The bridge stays closed for at least six weeks, the harbour authority said.", [1]),
        ("Three free ferries run from five in the morning until late in the evening.", [2]),
    ]
    return answer_of(
        sentences,
        [HERALD, FERRY],
        headline="At least six weeks",
        support={1: "partial"},
        corroboration={"independent_sources": 1},
        answerer=MODEL,
    )


def _conflicting() -> dict[str, Any]:
    sentences = [
        (
            "The Averil Harbour Herald says that the bridge stays closed for at least six weeks.",
            [1],
        ),
        ("The Sandwick Mercury says that traffic will not return for three months.", [2]),
    ]
    positions = [
        {"value": "at least six weeks", "citations": [1]},
        {"value": "three months", "citations": [2]},
    ]
    return answer_of(
        sentences,
        [HERALD, MERCURY],
        status="conflicting",
        answerer=MODEL,
        headline="At least six weeks, or three months",
        disagreements=[{"about": "how long the bridge stays closed", "positions": positions}],
    )


def _refused() -> dict[str, Any]:
    return answer_of(
        [],
        [],
        status="unanswerable",
        answer="None of the articles says who pays for the repair.",
        nearest=[{**MERCURY, "number": 0}, {**HERALD, "number": 0, "highlight": None}],
    )


def _opened(page: Page, answer: dict[str, Any], server: ChatServer, question: str) -> None:
    server.scripts.clear()
    server.scripts.append(streamed(answer))
    ask(page, question)


def _welcome(page: Page, server: ChatServer) -> None:
    expect(page.locator(".suggestions li").first).to_be_visible()


def _citation(page: Page, server: ChatServer) -> None:
    _opened(page, _answered(), server, "How long will the Tarrow Bridge stay closed?")
    page.get_by_role("button", name="Source 1", exact=True).click()


def _article(page: Page, server: ChatServer) -> None:
    _citation(page, server)
    page.locator(".card").get_by_role("button", name="Read in the article").click()
    expect(page.locator("mark.quoted")).to_be_visible()


def _disagreement(page: Page, server: ChatServer) -> None:
    _opened(page, _conflicting(), server, "How long will the Tarrow Bridge stay closed?")


def _refusal(page: Page, server: ChatServer) -> None:
    _opened(page, _refused(), server, "Who pays for the repair?")


PICTURES: dict[str, tuple[Callable[[Page, ChatServer], None], dict[str, Any]]] = {
    "light": (_welcome, {}),
    "citation": (_citation, {}),
    "dark": (_citation, {"scheme": "dark"}),
    "disagreement": (_disagreement, {}),
    "refusal": (_refusal, {}),
    "article": (_article, {}),
    "phone": (_disagreement, {"size": PHONE, "attributes": "floating open"}),
    "german": (_disagreement, {"attributes": 'lang="de"'}),
}


def take_pictures(browser: Browser, folder: Path) -> list[Path]:
    """Writes the pictures into a folder and returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    with ChatServer().listening() as server:
        server.articles["herald"] = article_of(
            HERALD,
            ARTICLE,
            corrections=[
                {"version": 1, "title": HERALD["title"], "seen_at": "2025-03-11T00:00:00Z"}
            ],
        )
        server.suggestions = [
            "How long will the Tarrow Bridge stay closed?",
            "Who was hurt when the ship struck the pier?",
            "When do the ferries run?",
        ]
        return [
            _picture(browser, server, folder / f"chat-{name}.png", show=show, **options)
            for name, (show, options) in PICTURES.items()
        ]


def _picture(
    browser: Browser,
    server: ChatServer,
    file: Path,
    *,
    show: Callable[[Page, ChatServer], None],
    size: tuple[int, int] = DESK,
    scheme: str = "light",
    attributes: str = "",
) -> Path:
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        timezone_id="UTC",
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        head = '<meta name="color-scheme" content="light dark">'
        page.goto(server.host_page(f"<dateline-chat {attributes}></dateline-chat>", head=head))
        show(page, server)
        page.wait_for_timeout(SETTLED_MILLISECONDS)
        page.screenshot(path=file)
    return file


def main(folder: Path) -> None:
    """Takes the pictures with the browser that the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        for file in take_pictures(browser, folder):
            sys.stdout.write(f"{file}\n")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else REPOSITORY / "docs" / "screenshots")
