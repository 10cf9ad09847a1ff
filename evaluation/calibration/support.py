"""``python -m evaluation.calibration.support``: what supports a statement enough.

Fits the weights by which words and reader decide on a statement of an answer, on sentences written
as models write them and on the development half of CLAPNQ's grounded answers; prints what they are
worth on each written set when it is left out, and on the other judged sets.
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
from evaluation.calibration.written_statements import read_written
from service.answering.answer import Support
from service.answering.calibration import Linear
from service.answering.checker.checker import Checker
from service.answering.verification import WORDS_ONLY, SupportChecker
from service.answering.verification.read_support import ReadSupport, SupportWeights

PENALTY = 0.01
WRITTEN, GROUNDED = "written", "clapnq"
SHARES = {WRITTEN: 0.7, GROUNDED: 0.3}
"""What each kind of set weighs in the fit, right and wrong statements half of it."""
UNSEEN = frozenset({"untouched-1", "untouched-2", "untouched-3"})
"""Written sets that nothing is fitted on: they are only reported."""
RIGHT_DROPPED = 0.18
"""Share of the right written statements, each set judged by weights that have not seen it, that the
threshold drops: about as many as it then shows of the wrong ones."""
DIGITS = 6
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

    ``is_denied`` says that a sentence is denied whatever the weights; one without rows is verbatim
    else.
    """

    statement: JudgedStatement
    kind: str
    rows: tuple[NDArray[np.float64], ...]
    is_denied: bool

    def score(self, linear: Linear) -> float:
        """The chance that the sentence which fares worst is supported."""
        if self.is_denied:
            return 0.0
        logits = [float(linear.score(row[np.newaxis])[0]) for row in self.rows]
        return float(1 / (1 + np.exp(-min(logits)))) if logits else 1.0


def measured(statements: Sequence[JudgedStatement], kind: str) -> Iterator[Measured]:
    """Each statement with its features; ``kind`` says how it counts."""
    recorder = Recorder()
    checking = Checker.load(0)
    checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(checking.model, recorder))
    for one in track(statements, statements[0].group, console=Console(stderr=True)):
        rows: list[NDArray[np.float64]] = []
        denied = False
        spans = sentences_in(one.text)
        texts = [one.text[span.start : span.end] for span in spans]
        for sentence in [one.text] if kind == WRITTEN else texts:
            recorder.features = None
            verdict = checker.check(
                sentence, cited=one.cited, evidence=one.evidence, question=one.question
            )
            denied |= not verdict.holds
            if recorder.features is not None:
                rows.append(recorder.features)
        yield Measured(one, kind, tuple(rows), denied)


def fitted(samples: Sequence[Measured]) -> Linear:
    """Weights fitted to the statements of one sentence each that the reader read."""
    usable = [one for one in samples if len(one.rows) == 1]
    kinds = [(one.kind, one.statement.is_supported) for one in usable]
    sizes = {kind: kinds.count(kind) for kind in kinds}
    return fit_logistic(
        np.array([one.rows[0] for one in usable]),
        np.array([float(one.statement.is_supported) for one in usable]),
        np.array([100 * SHARES[kind] / sizes[kind, right] for kind, right in kinds]),
        penalty=PENALTY,
    )


def left_out_scores(samples: Sequence[Measured]) -> list[tuple[Measured, float]]:
    """Each written statement with its score by weights fitted without its set and the unseen."""
    groups = sorted({one.statement.group for one in samples if one.kind == WRITTEN})
    scored: list[tuple[Measured, float]] = []
    for group in groups:
        linear = fitted([one for one in samples if one.statement.group not in UNSEEN | {group}])
        own = [one for one in samples if one.statement.group == group]
        scored += [(one, one.score(linear)) for one in own]
    return scored


def report(scored: Sequence[tuple[Measured, float]], supported_from: float) -> Iterator[str]:
    """A line for each set and half: right statements kept, wrong ones passed, their balance."""
    parts = sorted({_part(one) for one, _ in scored})
    for part in parts:
        own = [(one.statement.is_supported, score) for one, score in scored if _part(one) == part]
        wrong = [score >= supported_from for is_right, score in own if not is_right]
        right = [score >= supported_from for is_right, score in own if is_right]
        passed = float(np.mean(wrong))
        line = f"{' '.join(part):36}{len(wrong):5} wrong {passed:.3f} passed"
        if right:
            kept = float(np.mean(right))
            line += f"{len(right):5} right {kept:.3f} kept"
            line += f"   balanced accuracy {(kept + 1 - passed) / 2:.3f}"
        yield line


def _part(one: Measured) -> tuple[str, str]:
    return one.statement.group, "left out" if one.kind == WRITTEN else one.statement.part


def main() -> None:
    """Reads the arguments, collects the features, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration.support")
    parser.add_argument("--data", type=Path, required=True, help="folder of the judged sets")
    parser.add_argument("--statements", type=Path, required=True, help="written statements")
    parser.add_argument("--articles", type=Path, required=True, help="what these are about")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    written = read_written(arguments.statements, arguments.articles)
    samples = list(measured(written, WRITTEN))
    judged = [
        one
        for _, statements in judged_sets(arguments.data)
        for one in measured(statements, GROUNDED)
    ]
    samples += [
        one
        for one in judged
        if one.statement.group.startswith(GROUNDED) and one.statement.part == "dev"
    ]
    left_out = left_out_scores(samples)
    linear = fitted([one for one in samples if one.statement.group not in UNSEEN])
    right = sorted(
        score
        for one, score in left_out
        if one.statement.is_supported and one.statement.group not in UNSEEN
    )
    supported_from = right[int(RIGHT_DROPPED * len(right))]
    weights = SupportWeights(
        fitted_on="written statements; development half of clapnq",
        fitted_at=datetime.now(UTC).date().isoformat(),
        linear=linear,
        supported_from=supported_from,
        partial_from=PARTIAL_SHARE * supported_from,
    )
    rounded = json.loads(
        weights.model_dump_json(), parse_float=lambda text: float(f"{float(text):.{DIGITS}g}")
    )
    arguments.output.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    scored = [*left_out, *((one, one.score(linear)) for one in judged)]
    for line in report(scored, supported_from):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
