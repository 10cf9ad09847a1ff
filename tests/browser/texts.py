"""Answers and articles of a made-up harbour town, for the browser."""

from __future__ import annotations

from typing import Any

from tests.fakes.chat_server import ChatServer, Script, answer_of, article_of, citation, streamed

QUESTION = "How long will the Tarrow Bridge stay closed?"
SIX_WEEKS = (
    "The Tarrow Bridge will stay closed for at least six weeks after a cargo ship ran into its "
    "eastern pier, the harbour authority said."
)
THREE_MONTHS = (
    "The bridge will be closed for three months, according to the engineer in charge of the repair."
)
FERRIES = "Three free ferries run across the sound meanwhile."


def _herald() -> dict[str, Any]:
    text = "\n\n".join(
        [*_paragraphs(8), f"“It is a floor.” 🚢 {SIX_WEEKS} {FERRIES}", *_paragraphs(8)]
    )
    start = text.index(SIX_WEEKS)
    return {"text": text, "start": start, "end": start + len(SIX_WEEKS)}


def _paragraphs(count: int) -> list[str]:
    return [
        f"Paragraph {number} tells what else happened in the harbour that week. " * 5
        for number in range(count)
    ]


HERALD = _herald()
COPIES = [
    {"article_id": "ledger", "source": "Coastal Ledger", "url": "https://ledger.example/bridge"},
    {"article_id": "post", "source": "Tidewater Post", "url": None},
]
HERALD_CITATION = citation(
    1,
    SIX_WEEKS,
    article_id="herald",
    title="Cargo ship hits Tarrow Bridge",
    source="The Averil Herald",
    author="Marta Quill",
    start=HERALD["start"],
    end=HERALD["end"],
    highlight={"start": 39, "end": 57},
    also_in=COPIES,
)
MERCURY_CITATION = citation(
    2,
    THREE_MONTHS,
    article_id="mercury",
    title="Bridge repair will take three months, says engineer",
    source="The Sandwick Mercury",
    published_at=None,
)
FERRIES_CITATION = citation(
    2,
    FERRIES,
    article_id="herald",
    title="Cargo ship hits Tarrow Bridge",
    source="The Averil Herald",
    start=HERALD["end"] + 1,
    end=HERALD["end"] + 1 + len(FERRIES),
)


def answered(**fields: Any) -> dict[str, Any]:
    """An answer of two sentences from one article that two other outlets carry as well."""
    sentences = [
        ("The bridge stays closed for at least six weeks.", [1]),
        ("Three free ferries run meanwhile.", [2]),
    ]
    options: dict[str, Any] = {"corroboration": {"independent_sources": 1}, **fields}
    return answer_of(sentences, [HERALD_CITATION, FERRIES_CITATION], **options)


def conflicting() -> dict[str, Any]:
    """An answer on which two outlets disagree."""
    return answer_of(
        [
            ("The Averil Herald: at least six weeks.", [1]),
            ("The Sandwick Mercury: three months.", [2]),
        ],
        [HERALD_CITATION, MERCURY_CITATION],
        status="conflicting",
        headline="Six weeks, or three months",
        disagreements=[
            {
                "about": "length of the closure",
                "positions": [
                    {"value": "at least six weeks", "citations": [1]},
                    {"value": "three months", "citations": [2]},
                ],
            }
        ],
    )


def refused() -> dict[str, Any]:
    """A refusal with what comes near."""
    return answer_of(
        [],
        [],
        status="unanswerable",
        answer="None of the articles says who pays for the repair.",
        confidence=0.1,
        nearest=[{**HERALD_CITATION, "number": 0}],
    )


def many(sentences: int = 200) -> dict[str, Any]:
    """An answer of ten thousand characters with a citation for each sentence."""
    numbers = range(1, sentences + 1)
    citations = [
        citation(number, f"Quote {number}: ships passed the harbour.", source=f"Outlet {number}")
        for number in numbers
    ]
    texts = [
        (f"Sentence {number} of the answer says something about ships.".ljust(46, "."), [number])
        for number in numbers
    ]
    return answer_of(texts, citations)


def serve_articles(server: ChatServer) -> None:
    """Puts the articles behind the citations."""
    server.articles["herald"] = article_of(
        HERALD_CITATION,
        HERALD["text"],
        corrections=[
            {"version": 1, "title": "Ship hits bridge", "seen_at": "2025-03-11T00:00:00Z"}
        ],
    )
    server.articles["mercury"] = article_of(MERCURY_CITATION, THREE_MONTHS)


def in_order(*answers: dict[str, Any], **options: Any) -> list[Script]:
    """Streams of these answers, the first for the first question."""
    return [streamed(answer, **options) for answer in answers]
