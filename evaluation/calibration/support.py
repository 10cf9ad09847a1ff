"""``python -m evaluation.calibration.support --data FOLDER --output FILE``: what supports enough.

Fits the weights by which words and reader decide on a statement of an answer, on the development
halves of judged sets, and prints what they are worth on the other halves. FOLDER holds
``summedits_news.jsonl``, ``expertqa_rand_val.jsonl`` and ``clapnq.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from corpus.sentences import sentences_in
from evaluation.calibration.fitting import fit_logistic
from evaluation.calibration.statements import JudgedStatement, judged_sets
from evaluation.judges import evidence_in
from service.answering.answer import Support
from service.answering.reading.evidence_reader import EvidenceReader
from service.answering.verification import WORDS_ONLY, SupportChecker
from service.answering.verification.read_support import ReadSupport, SupportWeights

PENALTY = 0.02
ROUNDS = 4
"""Of several sentences of a wrong statement the one that scores worst is taken to be the wrong one;
so often is that chosen anew."""
DIGITS = 6
RIGHT_KEPT = 0.96
"""Share of the right sentences of grounded answers that the threshold lets through, at least."""
GROUNDED = "clapnq"
PARTIAL_SHARE = 0.5


@dataclass(slots=True)
class Recorder:
    """Keeps the features it is asked about."""

    features: NDArray[np.float64] | None = None

    def judge(self, features: NDArray[np.float64]) -> tuple[float, Support]:
        """No judgement: the features are what is wanted."""
        self.features = features
        return 0.5, Support.SUPPORTED


@dataclass(frozen=True, slots=True)
class Measured:
    """A judged statement, with the features of each of its sentences that the reader read.

    ``is_denied`` says that a rule denies one of them whatever the weights: words that disagree, or
    a reader that holds unlikely what words do not support either.
    """

    statement: JudgedStatement
    rows: tuple[NDArray[np.float64], ...]
    is_denied: bool


def measured(statements: Sequence[JudgedStatement], title: str) -> Iterator[Measured]:
    """Each statement with its features."""
    recorder = Recorder()
    reader = EvidenceReader.load(0)
    checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(reader.model, recorder))
    for one in track(statements, title, console=Console(stderr=True)):
        evidence = evidence_in(one.evidence)
        rows: list[NDArray[np.float64]] = []
        denied = False
        for span in sentences_in(one.text):
            recorder.features = None
            sentence = one.text[span.start : span.end]
            denied |= not checker.check(sentence, cited=(), evidence=evidence).holds
            if recorder.features is not None:
                rows.append(recorder.features)
        yield Measured(one, tuple(rows), denied)


def fit_support(samples: Sequence[Measured]) -> SupportWeights:
    """Weights and thresholds; every set counts the same, right and wrong statements half of it."""
    usable = [one for one in samples if one.rows]
    labels = np.array([float(one.statement.is_supported) for one in usable])
    weights = _balanced(usable)
    chosen = [one.rows[0] for one in usable]
    linear = None
    for _ in range(ROUNDS):
        linear = fit_logistic(np.array(chosen), labels, weights, penalty=PENALTY)
        chosen = [
            min(one.rows, key=lambda row: float(linear.score(row[np.newaxis])[0])) for one in usable
        ]
    assert linear is not None
    scores = 1 / (1 + np.exp(-linear.score(np.array(chosen))))
    right = sorted(
        score
        for score, one in zip(scores, usable, strict=True)
        if one.statement.is_supported and one.statement.group == GROUNDED
    )
    verbatim = sum(_is_verbatim(one) for one in samples)  # passes whatever the threshold
    lost = int((1 - RIGHT_KEPT) * (len(right) + verbatim))
    kept = float(right[lost])
    return SupportWeights(
        fitted_on="",
        fitted_at=datetime.now(UTC).date().isoformat(),
        linear=linear,
        supported_from=min(0.5, kept),
        partial_from=PARTIAL_SHARE * min(0.5, kept),
    )


def _is_verbatim(one: Measured) -> bool:
    """Whether a right grounded statement is its quotes' very words, which nobody reads."""
    known = one.statement.is_supported and one.statement.group == GROUNDED
    return known and not one.rows and not one.is_denied


def _balanced(samples: Sequence[Measured]) -> NDArray[np.float64]:
    kinds = [(one.statement.group, one.statement.is_supported) for one in samples]
    sizes = {kind: kinds.count(kind) for kind in kinds}
    return np.array([100 / sizes[kind] for kind in kinds])


def holds(one: Measured, weights: SupportWeights) -> bool:
    """Whether every sentence of a statement is found supported."""
    supports = (weights.judge(row)[1] is Support.SUPPORTED for row in one.rows)
    return not one.is_denied and all(supports)


def report(samples: Sequence[Measured], weights: SupportWeights) -> Iterator[str]:
    """A line for each set and half: right statements kept, wrong ones passed, their balance."""
    for group, part in sorted({(one.statement.group, one.statement.part) for one in samples}):
        own = [one for one in samples if (one.statement.group, one.statement.part) == (group, part)]
        wrong = [holds(one, weights) for one in own if not one.statement.is_supported]
        right = [holds(one, weights) for one in own if one.statement.is_supported]
        passed = float(np.mean(wrong))
        line = f"{group:28}{part:9}{len(wrong):5} wrong {passed:.3f} passed"
        if right:
            kept = float(np.mean(right))
            line += f"{len(right):5} right {kept:.3f} kept"
            line += f"   balanced accuracy {(kept + 1 - passed) / 2:.3f}"
        yield line


def main() -> None:
    """Reads the arguments, collects the features, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration.support")
    parser.add_argument("--data", type=Path, required=True, help="folder of the judged sets")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    samples = [
        one
        for name, statements in judged_sets(arguments.data)
        for one in measured(statements, name)
    ]
    weights = fit_support([one for one in samples if one.statement.part == "dev"])
    names = sorted({one.statement.group for one in samples})
    weights = weights.model_copy(update={"fitted_on": f"development halves of {', '.join(names)}"})
    rounded = json.loads(
        weights.model_dump_json(), parse_float=lambda text: float(f"{float(text):.{DIGITS}g}")
    )
    arguments.output.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    for line in report(samples, weights):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
