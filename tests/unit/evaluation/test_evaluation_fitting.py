"""The weights that are fitted: on samples whose right answer one signal tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evaluation.calibration.fitting import FALSE_REFUSALS, Sample, fit
from service.answering.calibration import COLUMNS, Variant, decision_inputs, select
from service.answering.signals import SIGNALS

COSINE, READ = SIGNALS.index("sentence_cosine"), SIGNALS.index("reader_sentence")


def sample(chance: np.random.Generator, *, is_answerable: bool, column: int) -> Sample:
    """Six sentences; in an answerable one the second scores high in one column."""
    values = chance.normal(0, 0.1, (6, len(SIGNALS)))
    labels = np.zeros(6)
    if is_answerable:
        labels[1] = 1
        values[1, column] += 3
    return Sample("group", values, labels, is_answerable)


def samples(column: int = COSINE, count: int = 60) -> list[Sample]:
    chance = np.random.default_rng(3)
    return [sample(chance, is_answerable=n % 2 == 0, column=column) for n in range(count)]


def confidence(one: Sample, variant: Variant, made_of: list[Sample]) -> float:
    weights = fit(made_of, variant)
    columns = select(one.values, variant)
    inputs = decision_inputs(columns, weights.pick.score(columns))
    return float(1 / (1 + np.exp(-weights.answer.score(inputs[np.newaxis])[0])))


@pytest.mark.parametrize("variant", list(Variant))
def test_the_signal_that_tells_gets_the_weight(variant: Variant) -> None:
    fitted = fit(samples(), variant)
    assert int(np.argmax(fitted.pick.weights)) == COLUMNS[variant].index("sentence_cosine")
    chance = np.random.default_rng(9)
    right = confidence(sample(chance, is_answerable=True, column=COSINE), variant, samples())
    wrong = confidence(sample(chance, is_answerable=False, column=COSINE), variant, samples())
    assert wrong < fitted.threshold <= right


def test_only_what_was_read_teaches_how_to_weigh_the_reader() -> None:
    read = samples(READ)
    unread = [replace(one, is_read=False) for one in samples(COSINE)]
    fitted = fit([*read, *unread], Variant.READ)
    assert fitted == fit(read, Variant.READ)


def test_questions_in_another_language_teach_only_their_own_variant() -> None:
    own = samples()
    foreign = [replace(one, is_foreign=True) for one in samples(COSINE, count=10)]
    for variant in (Variant.READ, Variant.UNREAD):
        assert fit([*own, *foreign], variant) == fit(own, variant)
    assert fit([*own, *foreign], Variant.FOREIGN) != fit(own, Variant.FOREIGN)


def test_a_sentence_that_was_not_read_among_others_counts_as_an_average_one() -> None:
    with_gaps = samples(READ)
    for one in with_gaps[::3]:
        one.values[4, READ] = np.nan
    fitted = fit(with_gaps, Variant.READ)
    assert np.isfinite(fitted.pick.weights).all()
    assert np.isfinite(fitted.answer.weights).all()


def test_the_threshold_refuses_its_share_of_the_weight() -> None:
    made_of = samples(count=200)
    fitted = fit(made_of, Variant.UNREAD)
    scores = []
    for one in made_of:
        columns = select(one.values, Variant.UNREAD)
        odds = fitted.answer.score(
            decision_inputs(columns, fitted.pick.score(columns))[np.newaxis]
        )[0]
        if one.is_answerable:
            scores.append(float(1 / (1 + np.exp(-odds))))
    refused = np.mean([score < fitted.threshold for score in scores])
    assert refused == pytest.approx(FALSE_REFUSALS, abs=0.02)
