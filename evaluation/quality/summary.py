"""The short table of the README, from the same baselines as the quality page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.quality.measured import Measured
from evaluation.quality.tables import share

ANSWERED = ("five_articles", "event_questions", "newsquiz")
REFUSED = ("clapnq", "multihoprag", "squad2")
RETRIEVED = ("scifact", "newsquiz")
RIVAL = "naive picking"


def summary_table(sets: Sequence[Measured]) -> Iterator[str]:
    """Right answers, refusals and retrieval on the sets that matter most; none that is missing."""
    known = {one.section.name: one for one in sets}
    yield "| | |"
    yield "|---|---|"
    for name in ANSWERED:
        if name in known:
            yield f"| {known[name].title} | {_answers(known[name])} |"
    for name in REFUSED:
        if name in known and (auc := known[name].figure("confidence_auc")):
            yield f"| {known[name].title}, AUC of refusing | {share(auc, 'confidence_auc')} |"
    for name in RETRIEVED:
        if name in known:
            yield f"| {known[name].title}, nDCG@10 | {_retrieval(known[name])} |"
    yield "| quotes that differ from their article | none, by construction |"


def _answers(one: Measured) -> str:
    parts = []
    if right := one.figure("right"):
        count = f"{round(right.value * right.n)} of {right.n} right"
        other = next((s.figures.get("right") for s in one.section.systems if s.name == RIVAL), None)
        parts.append(count + (f" ({RIVAL}: {round(other.value * other.n)})" if other else ""))
    if refused := one.figure("false_refusals"):
        parts.append(f"{share(refused, 'false_refusals')} of the answerable refused")
    if recall := one.figure("refusal_recall"):
        parts.append(f"{share(recall, 'refusal_recall')} of the unanswerable refused")
    return ", ".join(parts)


def _retrieval(one: Measured) -> str:
    figures = {
        system.name: share(system.figures["ndcg@10"], "ndcg@10")
        for system in one.section.systems
        if "ndcg@10" in system.figures and system.name != RIVAL
    }
    own = figures.pop("Dateline")
    others = ", ".join(f"{name}: {value}" for name, value in figures.items())
    return f"{own} ({others})" if others else own
