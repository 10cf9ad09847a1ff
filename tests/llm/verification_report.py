"""Measures the check of support on judged data: ``python -m tests.llm.verification_report FOLDER``.

FOLDER holds `summedits_news.jsonl`, `expertqa_rand_val.jsonl` and `clapnq.jsonl`. Asks no language
model; add ``--words-only`` to leave the embedder out.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from corpus.embeddings import Embedder, embedder_from
from corpus.sentences import sentences_in
from corpus.settings import EmbeddingSettings
from service.answering.evidence import EvidenceSentence
from service.answering.values import values_in
from service.answering.verification import SupportChecker, calibration_for
from tests.fakes.evidence import article, evidence_of

_MARKER = re.compile(r"\s*\[\d+\]")
_LONGEST_EVIDENCE = 6_000


@dataclass(slots=True)
class Results:
    """Scores, labels and judgements of one set, one entry per claim; times add up."""

    labels: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    pairs: int = 0
    seconds: float = 0.0

    def line(self) -> str:
        labels, held = np.array(self.labels), np.array(self.held)
        right, wrong = held[labels].mean(), held[~labels].mean()
        return (
            f"{len(labels):5} claims  right kept {right:.3f}  wrong passed {wrong:.3f}  "
            f"balanced accuracy {(right + 1 - wrong) / 2:.3f}  "
            f"AUC {auc(labels, np.array(self.scores)):.3f}  "
            f"{1_000 * self.seconds / self.pairs:.2f} CPU ms per pair "
            "of claim and evidence sentence"
        )


def auc(labels: np.ndarray[Any, Any], scores: np.ndarray[Any, Any]) -> float:
    """The chance that a right claim scores above a wrong one; ties count half."""
    difference = scores[labels][:, None] - scores[~labels][None, :]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def judge(
    results: Results,
    checker: SupportChecker,
    claim: str,
    evidence: tuple[EvidenceSentence, ...],
    label: bool,
) -> None:
    """Adds the check of one claim, sentence by sentence; the worst sentence counts."""
    started = time.process_time()
    verdicts = [
        checker.check(claim[span.start : span.end], cited=[], evidence=evidence)
        for span in sentences_in(claim)
    ]
    results.seconds += time.process_time() - started
    results.pairs += len(verdicts) * len(evidence)
    results.labels.append(label)
    results.held.append(all(verdict.holds for verdict in verdicts))
    results.scores.append(min(verdict.score - 2.0 * bool(verdict.problems) for verdict in verdicts))


def summaries(folder: Path) -> Iterator[tuple[str, tuple[EvidenceSentence, ...], bool]]:
    evidence: dict[str, tuple[EvidenceSentence, ...]] = {}
    for row in _rows(folder / "summedits_news.jsonl"):
        text = row["doc"]
        if text not in evidence:
            evidence[text] = evidence_of(article(text)).sentences
        yield row["summary"], evidence[text], row["label"] == 1


def cited_claims(folder: Path) -> Iterator[tuple[str, tuple[EvidenceSentence, ...], bool]]:
    for row in _rows(folder / "expertqa_rand_val.jsonl"):
        for answer in row["answers"].values():
            for claim in answer["claims"]:
                texts = [one.split("\n\n", 1)[-1][:_LONGEST_EVIDENCE] for one in claim["evidence"]]
                judged = claim["support"] in {"Complete", "Partial", "Incomplete"}
                if judged and any(text.strip() for text in texts):
                    evidence = evidence_of(*(article(text) for text in texts)).sentences
                    text = _MARKER.sub("", claim["claim_string"])
                    yield text, evidence, claim["support"] == "Complete"


def grounded_answers(folder: Path) -> Iterator[tuple[str, tuple[EvidenceSentence, ...], bool]]:
    """Answers as written, and the same with one value changed for one of another passage."""
    rows = [row for row in _rows(folder / "clapnq.jsonl") if row["outputs"][0].get("answer")]
    for place, row in enumerate(rows):
        evidence = evidence_of(article(" ".join(row["passages"][0]["sentences"]))).sentences
        others = values_in(rows[(place + 7) % len(rows)]["passages"][0]["text"], "en")
        answer = row["outputs"][0]["answer"]
        for span in sentences_in(answer):
            sentence = answer[span.start : span.end]
            yield sentence, evidence, True
            for value in values_in(sentence, "en")[:1]:
                other = next((one for one in others if one.kind is value.kind), None)
                if other is not None and other.text != value.text:
                    yield (
                        sentence[: value.start] + other.text + sentence[value.end :],
                        evidence,
                        False,
                    )


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main(arguments: list[str]) -> None:
    """Prints one line per set."""
    folder = Path(next(one for one in arguments if not one.startswith("--")))
    embedder: Embedder | None = None
    if "--words-only" not in arguments:
        embedder = embedder_from(EmbeddingSettings(), user_cache_path("dateline"))
    checker = SupportChecker(calibration_for(embedder.model if embedder else None), embedder)
    for name, claims in (
        ("summedits_news", summaries(folder)),
        ("expertqa_rand_val", cited_claims(folder)),
        ("clapnq, one value changed", grounded_answers(folder)),
    ):
        results = Results()
        for claim, evidence, label in claims:
            judge(results, checker, claim, evidence, label)
        sys.stdout.write(f"{name:26}{results.line()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
