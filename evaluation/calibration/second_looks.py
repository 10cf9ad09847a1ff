"""``python -m evaluation.calibration.second_looks``: how the checker's opinion counts.

Fitted to the looks at the best sentences of questions with known answers, over the weights that
pick them; prints what it changes on each set when that set is left out. ``--of`` names the weights
to fit: those of the checker of English, or of the one for other languages, over articles that the
reader cannot read (``second_look_abroad``) and for questions in another language over those that it
can (``second_look_crossing``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.progress import track

from evaluation.calibration.collecting import add_set_options, collect, write
from evaluation.calibration.fitting import (
    Matrix,
    Sample,
    fit_logistic,
    fit_pick,
    weighted_quantile,
)
from evaluation.calibration.short_answers import Pointing, by_look, fit_short_answers
from service.answering.calibration import (
    Calibration,
    Judgement,
    Linear,
    SecondLook,
    ShortAnswerWeights,
    Variant,
    judged,
    load_calibration,
)
from service.answering.checker.checker import ABROAD, WEIGHTS, Checker, Look
from service.answering.ranking import tellable_order
from service.answering.second_look import (
    decision_inputs,
    is_looked_at,
    looked_at,
    looks_at,
    pick_inputs,
)
from service.answering.signals import PASSAGE_COSINE


class Sort(NamedTuple):
    """The checker, the questions whose sentences it looks at, and at how many of the best.

    ``reads_on`` is whether it looks at all of these though one surely answers, ``false_refusals``
    the share of the answerable that the threshold refuses.
    """

    checker: str
    variants: Sequence[Variant]
    sentences: int
    reads_on: bool
    false_refusals: float = 0.07


SECOND_LOOK = "second_look"
SORTS = {
    SECOND_LOOK: Sort(WEIGHTS, (Variant.READ,), 8, reads_on=False, false_refusals=0.085),
    "second_look_abroad": Sort(ABROAD, (Variant.UNREAD, Variant.FOREIGN), 12, reads_on=True),
    "second_look_crossing": Sort(ABROAD, (Variant.FOREIGN_READ,), 12, reads_on=True),
}
"""By the weights to fit. Where words do not help to pick, eight hold the answer less often."""
_PENALTY = 0.05


@dataclass(frozen=True, slots=True)
class Looked:
    """A sample with the checker's looks at the best sentences, by their places, best first."""

    sample: Sample
    judgement: Judgement
    looks: Mapping[int, Look]

    @property
    def places(self) -> list[int]:
        """The places of the sentences that were read."""
        return list(self.looks)

    @property
    def inputs(self) -> Matrix:
        """What is weighed of each sentence that was read."""
        return pick_inputs(self.judgement.scores[self.places], list(self.looks.values()))

    @property
    def labels(self) -> Matrix:
        """Which of these sentences answer."""
        return self.sample.labels[self.places]

    def judged_again(self, weights: SecondLook) -> Judgement:
        """The judgement with the checker's opinion."""
        cosines = self.sample.values[:, PASSAGE_COSINE]
        return looked_at(self.judgement, cosines, self.looks, weights)

    def decision(self, pick: Linear) -> Matrix:
        """What the decision to answer looks at."""
        first = self.places[int(pick.score(self.inputs).argmax())]
        cosine = float(self.sample.values[first, PASSAGE_COSINE])
        told = list(self.looks.values())
        return decision_inputs(self.judgement.confidence, cosine, self.looks[first], told)


def looked(
    samples: Iterable[Sample], calibration: Calibration, checker: Checker, sort: Sort
) -> Iterator[Looked]:
    """Each sample that the checker can read, with what it says.

    Args:
        samples: of any questions.
        calibration: the weights of the first step.
        checker: the model.
        sort: which questions it looks at, and how.
    """
    for sample in samples:
        asked = sample.asked
        if asked is None or not is_looked_at(asked.shape) or not len(sample.values):
            continue
        variant = _variant(sample)
        if variant not in sort.variants:
            continue
        judgement = judged(sample.values, variant, calibration.variants[variant])
        places = tellable_order(asked.evidence, judgement)[: sort.sentences]
        best = [asked.evidence.sentences[n] for n in places]
        looks = looks_at(checker, asked.shape.text, best, reads_on=sort.reads_on)
        if looks:
            by_place = {places[n]: look for n, look in sorted(looks.items())}
            yield Looked(sample, judgement, by_place)


def _variant(sample: Sample) -> Variant:
    """Which weights judge the sample first."""
    if sample.is_foreign:
        return Variant.FOREIGN_READ if sample.is_read else Variant.FOREIGN
    return Variant.READ if sample.is_read else Variant.UNREAD


def fit_second_look(looks: Sequence[Looked], sort: Sort) -> SecondLook:
    """The weights; a question whose evidence lacks its answer is left out.

    Args:
        looks: what the checker says.
        sort: how it looked.
    """
    found = [one for one in looks if one.labels.any()]
    pick = fit_pick(
        [one.inputs for one in found],
        [one.labels / one.labels.sum() for one in found],
        np.array([one.sample.weight for one in found]),
    )
    answered = [one for one in looks if one.sample.is_answerable and one.sample.labels.any()]
    judged_on = [*answered, *(one for one in looks if not one.sample.is_answerable)]
    inputs = np.array([one.decision(pick) for one in judged_on])
    truth = np.array([float(one.sample.is_answerable) for one in judged_on])
    weighed = np.array([one.sample.weight for one in judged_on])
    answer = fit_logistic(inputs, truth, weighed, penalty=_PENALTY)
    confidence = 1 / (1 + np.exp(-answer.score(inputs[: len(answered)])))
    weights = [one.sample.weight for one in answered]
    threshold = weighted_quantile(confidence, weights, sort.false_refusals)
    groups = sorted({one.sample.group for one in looks})
    fitted_on = f"development halves of {', '.join(groups)}; {len(looks)} samples"
    fitted = SecondLook(
        fitted_on=fitted_on,
        sentences=sort.sentences,
        reads_on=sort.reads_on,
        pick=pick,
        answer=answer,
        threshold=threshold,
        short_answer=load_calibration().short_answer,
    )
    return fitted.model_copy(update={"short_answer": fit_short_answers_of(looks, fitted)})


def fit_short_answers_of(looks: Sequence[Looked], weights: SecondLook) -> ShortAnswerWeights:
    """How likely the words that the checker points at are the short answer."""
    judgements = {id(one.sample): one.judged_again(weights) for one in looks}

    def pointing(sample: Sample, place: int) -> Pointing:
        reading = judgements[id(sample)].closely.get(place)
        return ("", None, False) if reading is None else by_look(sample, place, reading)

    samples = [one.sample for one in looks]
    return fit_short_answers(samples, lambda sample: judgements[id(sample)], pointing)


def auc(right: Matrix, wrong: Matrix) -> float:
    """The chance that a right one scores above a wrong one."""
    ahead = (right[:, None] > wrong[None]).mean() + 0.5 * (right[:, None] == wrong[None]).mean()
    return float(ahead)


def report(looks: Sequence[Looked], sort: Sort) -> Iterator[str]:
    """A line per set, fitted on the others: first sentences that answer, AUC, refusals."""
    groups = sorted({one.sample.group for one in looks})
    for group in groups if len(groups) > 1 else ():
        own = [one for one in looks if one.sample.group == group]
        fitted = fit_second_look([one for one in looks if one.sample.group != group], sort)
        yield f"{group:28}{_figures(own, fitted)}"


def _figures(own: Sequence[Looked], fitted: SecondLook) -> str:
    found = [one for one in own if one.labels.any()]
    before = np.mean([one.labels[0] for one in found])
    after = np.mean([one.labels[int(fitted.pick.score(one.inputs).argmax())] for one in found])
    line = f"{len(found):5} found, first {before:.3f} -> {after:.3f}"
    right = [one for one in own if one.sample.is_answerable and one.sample.labels.any()]
    wrong = [one for one in own if not one.sample.is_answerable]
    if not wrong:
        return line
    first = [np.array([one.judgement.confidence for one in part]) for part in (right, wrong)]
    second = [
        fitted.answer.score(np.array([one.decision(fitted.pick) for one in part]))
        for part in (right, wrong)
    ]
    bar = float(np.log(fitted.threshold / (1 - fitted.threshold)))
    answered = [one.judgement.is_answerable for one in (*right, *wrong)]
    kept, refused = _shares(answered, len(right))
    kept_now, refused_now = _shares(
        [bool(one >= bar) for one in np.concatenate(second)], len(right)
    )
    return (
        f"{line}; AUC {auc(*first):.3f} -> {auc(*second):.3f}; "
        f"kept {kept:.3f} -> {kept_now:.3f}, refused {refused:.3f} -> {refused_now:.3f}"
    )


def _shares(answered: Sequence[bool], right: int) -> tuple[float, float]:
    return float(np.mean(answered[:right])), 1 - float(np.mean(answered[right:]))


def main() -> None:
    """Reads the arguments, collects the looks, reports, and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration.second_looks")
    add_set_options(parser)
    parser.add_argument("--output", type=Path, required=True, help="weights file to complete")
    parser.add_argument("--of", choices=SORTS, default=SECOND_LOOK, help="the weights to fit")
    arguments = parser.parse_args()
    calibration = load_calibration()
    samples = track(collect(arguments), "looks", console=Console(stderr=True))
    sort = SORTS[arguments.of]
    looks = list(looked(samples, calibration, Checker.load(0, sort.checker), sort))
    for line in report(looks, sort):
        sys.stdout.write(f"{line}\n")
    second_look = fit_second_look(looks, sort)
    update: dict[str, object] = {arguments.of: second_look}
    if arguments.of == SECOND_LOOK:
        judgements = {id(one.sample): one.judged_again(second_look) for one in looks}
        update["short_answer"] = fit_short_answers(
            [one.sample for one in looks], lambda sample: judgements[id(sample)]
        )
    write(calibration.model_copy(update=update), arguments.output)


if __name__ == "__main__":
    main()
