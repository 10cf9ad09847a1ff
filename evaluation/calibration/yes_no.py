"""``python -m evaluation.calibration.yes_no``: how far a sentence says yes, fitted to known ones.

Questions of ``tests/cases/told_differently.jsonl`` that want a yes or a no, with the sentences that
say which: fitted on the events of the development half, told how well it does on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.progress import track

from corpus.embeddings import embedder_from
from corpus.stores import Stores
from evaluation.calibration.fitting import Matrix, fit_logistic
from evaluation.collections import article_items, caching, prepare
from evaluation.datasets.recognition import find
from service.answering.checker.checker import (
    BY_NOTHING,
    BY_QUOTE,
    BY_SENTENCE,
    BY_WINDOW,
    Checker,
)
from service.answering.compared import SURE_AFFIRMED
from service.answering.evidence import EvidenceSentence, gather
from service.settings import ServiceSettings
from service.state import assemble

WORDS = {"yes": True, "no": False}
PENALTY = 0.02


class Said(NamedTuple):
    """What the checker prefers of one sentence (differences of logits), and what it says."""

    preferences: tuple[float, ...]
    is_yes: bool
    is_development: bool


def main() -> None:
    """Reads the arguments, asks the checker, prints weights and how well they do."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.calibration.yes_no", description=__doc__
    )
    cases = Path("tests/cases")
    parser.add_argument("--questions", type=Path, default=cases / "told_differently.jsonl")
    parser.add_argument("--articles", type=Path, default=cases / "told_differently_articles.jsonl")
    arguments = parser.parse_args()
    said = list(_asked(arguments.questions, arguments.articles))
    own = [one for one in said if one.is_development]
    others = [one for one in said if not one.is_development]
    rows, truth, weights = _arrays(own)
    fitted = fit_logistic(rows, truth, weights, penalty=PENALTY)
    plain = np.array(fitted.weights) / np.array(fitted.scales)
    intercept = fitted.intercept - float(plain @ np.array(fitted.means))
    console = Console()
    console.print(
        f"by window {plain[0]:.2f}, by quote {plain[1]:.2f}, by sentence {plain[2]:.2f}, "
        f"by nothing {intercept:.2f}; fitted on {len(own)} sentences"
    )
    rows, truth, weights = _arrays(others)
    shipped = rows @ np.array([BY_WINDOW, BY_QUOTE, BY_SENTENCE]) + BY_NOTHING
    for name, odds in (("fitted", fitted.score(rows)), ("shipped", shipped)):
        sure = np.abs(odds) >= SURE_AFFIRMED
        right = (odds > 0) == (truth > 0)
        losses = np.log1p(np.exp(-np.where(truth > 0, odds, -odds)))
        console.print(
            f"{name}, on {len(others)} others: log loss "
            f"{float(np.average(losses, weights=weights)):.3f}, right {right.mean():.3f}, "
            f"sure of {sure.mean():.2f} and right of these {right[sure].mean():.3f}"
        )


def _arrays(said: Sequence[Said]) -> tuple[Matrix, Matrix, Matrix]:
    """Inputs, truth, and weights by which yes and no count alike."""
    truth = np.array([float(one.is_yes) for one in said])
    share = float(truth.mean())
    return (
        np.array([one.preferences for one in said]),
        truth,
        np.where(truth > 0, 1 / share, 1 / (1 - share)),
    )


def _asked(questions: Path, articles: Path) -> Iterator[Said]:
    """Every sentence of a known yes or no, as retrieval brings it."""
    settings = ServiceSettings()
    dataset = next(iter(find(str(questions)))).load()
    embedder = caching(embedder_from(settings.embedding, settings.cache_dir), settings)
    items = article_items(dataset, [articles])
    collection = prepare(dataset.name, items, settings=settings, embedder=embedder)
    stores = Stores.open(collection.settings)
    retriever = assemble(collection.settings, stores, embedder).engine.retriever
    checker = Checker.load(settings.answering.reader_threads)
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    wanted = [one for one in lines if one.get("why") == "yes/no"]
    try:
        for line in track(wanted, "yes or no", console=Console(stderr=True)):
            hits = retriever.retrieve(line["question"], top_k=settings.answering.passages)
            told = list(_told(line, gather(hits).sentences))
            preferred = checker.preferences(line["question"], [one for one, _ in told])
            for preferences, (_, is_yes) in zip(preferred, told, strict=True):
                yield Said(preferences, is_yes, line["split"] == "dev")
    finally:
        stores.close()


def _told(
    line: Mapping[str, Any], sentences: Sequence[EvidenceSentence]
) -> Iterator[tuple[EvidenceSentence, bool]]:
    """The sentences that say yes or no, with which of the two."""
    sides = {
        article: WORDS[word]
        for position in line.get("positions", ())
        if (word := _first_word(position["value"])) in WORDS
        for article in position["articles"]
    }
    if line.get("says") in WORDS:
        sides = dict.fromkeys(line["articles"], WORDS[line["says"]])
    gold = {(one["article"], one["text"]) for one in line.get("sentences", ())}
    for sentence in sentences:
        article = sentence.quote.article.article_id
        says_it = any(home == article and sentence.text in text for home, text in gold)
        if article in sides and says_it:
            yield sentence, sides[article]


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(",.").lower() if text.split() else ""


if __name__ == "__main__":
    main()
