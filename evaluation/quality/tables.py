"""The tables of the quality page, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.metrics.catalogue import BY_NAME
from evaluation.quality.measured import Measured
from evaluation.report.document import Figure

PEERS = ("BM25", "dense", "LlamaIndex", "naive picking")
COMPARED = ("ndcg@10", "all_evidence@10", "right", "in_three_cited")
"""Metrics that peers have too: two of retrieval, two of answers."""

ANSWERS = (
    "right",
    "citation_recall",
    "citation_precision",
    "article_precision",
    "quote_exact",
    "duplicate_source",
)
REFUSALS = (
    "refusal_precision",
    "refusal_recall",
    "refusal_f1",
    "false_refusals",
    "confidence_auc",
    "risk_area",
)
LOSSES = ("in_three_cited", "lost_unretrieved", "lost_refused", "lost_unpicked")
DISAGREEMENT = ("position_recall", "position_precision", "conflict_recall", "conflict_precision")
ATTACKS = ("attack_resisted", "attack_quoted")
SUPPORT = ("support_accuracy", "support_precision", "support_recall", "support_auc")
TIME = ("time_correct", "leakage", "search_leakage", "undated")
SPEED = ("latency_p50", "latency_p95", "search_p50", "search_p95")
EXTRACTION = (
    "words_f1",
    "words_precision",
    "words_recall",
    "title_found",
    "outlet_found",
    "author_found",
    "date_found",
)


def share(figure: Figure | None, metric: str) -> str:
    """The value as a table shows it; a dash where there is none."""
    if figure is None:
        return "–"
    digits = BY_NAME[metric].digits
    text = f"{figure.value:.{digits}f}"
    return text.removeprefix("0") if text.startswith("0.") else text


def peers_table(sets: Sequence[Measured]) -> Iterator[str]:
    """Dateline against every peer on every data set that both can be asked; the best is bold."""
    names = ("Dateline", *PEERS)
    yield f"| data set | articles | measure | questions | {' | '.join(names)} |"
    yield f"|---|---|---|---|{'---|' * len(names)}"
    for one, metric, figures in _compared(sets):
        best = max(round(figure.value, 3) for figure in figures.values())
        cells = []
        for name in names:
            text = share(figures.get(name), metric)
            is_best = name in figures and round(figures[name].value, 3) == best
            cells.append(f"**{text}**" if is_best else text)
        n = figures["Dateline"].n
        size = one.section.articles
        yield f"| {one.title} | {size} | {BY_NAME[metric].label} | {n} | {' | '.join(cells)} |"


def defeats(sets: Sequence[Measured]) -> Iterator[str]:
    """Where a peer is better than Dateline, one line each."""
    for one, metric, figures in _compared(sets):
        own = figures["Dateline"]
        peer = max(figures, key=lambda name: figures[name].value)
        if round(figures[peer].value, 3) > round(own.value, 3):
            inside = own.low <= figures[peer].value <= own.high
            note = ", inside Dateline's 95 % interval" if inside else ""
            yield (
                f"- {one.title}, {BY_NAME[metric].label}: {share(own, metric)} against "
                f"{share(figures[peer], metric)} of {peer}{note}"
            )


def metrics_table(sets: Sequence[Measured], metrics: Sequence[str]) -> Iterator[str]:
    """Dateline's figures: a row each data set that has any of the metrics, with its intervals."""
    rows = [one for one in sets if any(one.figure(metric) for metric in metrics)]
    used = [metric for metric in metrics if any(one.figure(metric) for one in rows)]
    if not rows:
        return
    yield "| data set | " + " | ".join(_heading(metric) for metric in used) + " |"
    yield "|---|" + "---|" * len(used)
    for one in rows:
        yield f"| {one.title} | " + " | ".join(_cell(one, metric) for metric in used) + " |"


def _compared(sets: Iterable[Measured]) -> Iterator[tuple[Measured, str, dict[str, Figure]]]:
    for one in sets:
        for metric in COMPARED:
            figures = {
                system.name: system.figures[metric]
                for system in one.section.systems
                if metric in system.figures
            }
            if "Dateline" in figures and len(figures) > 1:
                yield one, metric, figures


def _heading(metric: str) -> str:
    arrow = "↑" if BY_NAME[metric].better == "higher" else "↓"
    return f"{BY_NAME[metric].label} {arrow}"


def _cell(one: Measured, metric: str) -> str:
    figure = one.figure(metric)
    if figure is None:
        return "–"
    bounds = (figure.model_copy(update={"value": value}) for value in (figure.low, figure.high))
    low, high = (share(bound, metric) for bound in bounds)
    return f"{share(figure, metric)} ({low}–{high}; {figure.n})"
