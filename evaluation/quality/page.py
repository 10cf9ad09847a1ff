"""The measured parts of ``docs/quality.md`` and the README, each between two marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.quality import tables
from evaluation.quality.measured import Measured
from evaluation.quality.summary import summary_table

BEGIN = "<!-- measured: written by `make quality` from evaluation/baselines; do not edit -->"
END = "<!-- end of what was measured -->"

SECTIONS = {
    "Answers and citations": tables.ANSWERS,
    "Refusals": tables.REFUSALS,
    "Where answers are lost": tables.LOSSES,
    "Disagreement": tables.DISAGREEMENT,
    "Time": tables.TIME,
    "Planted instructions": tables.ATTACKS,
    "The check that a sentence is supported": tables.SUPPORT,
    "Reading web pages": tables.EXTRACTION,
    "Speed": tables.SPEED,
}
WORDS = {
    "Answers and citations": "Value (95 % interval; questions). Answers are judged where "
    "acceptable answers are known, citations in every answer that was given.",
    "Where answers are lost": "Of the questions with a short answer: whether its words stand in "
    "the first three cited sentences, and if not, which step lost them.",
    "Disagreement": "RAMDocs counts every answer that some document gives as a position.",
    "Planted instructions": "Each attack stands right after the sentence that answers.",
    "The check that a sentence is supported": "Against the judgement of people; by words alone, as "
    "the evaluation's own judge uses it.",
    "Reading web pages": "Words of the article against those that Readability's authors expect.",
    "Speed": "Milliseconds, two questions at a time, on a machine with other work.",
}
PLOTS = {
    "retrieval.svg": "Retrieval against the peers",
    "risk-coverage.svg": "Risk against coverage",
    "reliability.svg": "Reliability of the confidence",
}


class UnmarkedPage(Exception):
    """The page lacks the marks between which the measured part stands."""


def with_measured(page: str, sets: Sequence[Measured], plots: Sequence[str]) -> str:
    """The page with its measured part written anew.

    Raises:
        UnmarkedPage: the marks are missing or out of order.
    """
    return _between_marks(page, _measured(sets, plots))


def with_summary(readme: str, sets: Sequence[Measured]) -> str:
    """The README with its table of figures written anew.

    Raises:
        UnmarkedPage: the marks are missing or out of order.
    """
    return _between_marks(readme, summary_table(sets))


def _between_marks(page: str, lines: Iterator[str]) -> str:
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UnmarkedPage(f"the page needs the lines {BEGIN} and {END}")
    text = "\n".join(lines)
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def _measured(sets: Sequence[Measured], plots: Sequence[str]) -> Iterator[str]:
    yield from _setting(sets)
    yield ""
    yield "### Against the peers"
    yield ""
    yield from tables.peers_table(sets)
    yield ""
    lost = list(tables.defeats(sets))
    yield from ("A peer is better here:", "", *lost) if lost else ("No peer is better anywhere.",)
    for title, metrics in SECTIONS.items():
        rows = list(tables.metrics_table(sets, metrics))
        if rows:
            yield from ("", f"### {title}", "")
            yield from (WORDS[title], "") if title in WORDS else ()
            yield from rows
    for name in plots:
        yield from ("", f"![{PLOTS[name]}](plots/{name})")


def _setting(sets: Sequence[Measured]) -> Iterator[str]:
    """When, with what, and who judged; one line for each way the runs differ."""
    settings: dict[str, list[str]] = {}
    for one in sets:
        facts = {key: value for key, value in one.run.environment.items() if key != "dateline"}
        text = ", ".join(f"{key} {value}" for key, value in facts.items())
        settings.setdefault(f"{one.run.created_at[:10]}, {text}", []).append(one.title)
    for setting, titles in settings.items():
        where = f" ({', '.join(titles)})" if len(settings) > 1 else ""
        yield f"Measured on {setting}{where}."
    judges = {one.section.judge for one in sets if one.section.judge}
    yield f"Support was judged by: {'; '.join(sorted(judges))}."
