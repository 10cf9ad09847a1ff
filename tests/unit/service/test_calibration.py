from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service.answering.calibration import (
    COLUMNS,
    Calibration,
    Linear,
    Values,
    Variant,
    decision_inputs,
    judge,
    load_calibration,
    select,
)
from service.answering.reading_opinion import Reading
from service.answering.signals import SIGNALS, Signals

SHIPPED = load_calibration()
VARIANTS = sorted(SHIPPED.variants)
ROWS = st.lists(
    st.lists(st.floats(-5, 5), min_size=len(SIGNALS), max_size=len(SIGNALS)),
    min_size=1,
    max_size=8,
)


def signals(values: Values, variant: Variant = Variant.UNREAD) -> Signals:
    is_foreign = variant in {Variant.FOREIGN, Variant.FOREIGN_READ}
    return Signals(values, read_by(variant), is_same_language=not is_foreign)


def read_by(variant: Variant) -> tuple[Reading, ...] | None:
    if variant in {Variant.UNREAD, Variant.FOREIGN}:
        return None
    return (Reading(0.0, 0.0, 0.0),)


def typical(variant: Variant, rows: int = 4) -> Values:
    """Sentences as the calibration knows them on average."""
    values = np.zeros((rows, len(SIGNALS)))
    columns = [SIGNALS.index(name) for name in COLUMNS[variant]]
    values[:, columns] = SHIPPED.variants[variant].pick.means
    return values


def test_every_question_can_be_judged() -> None:
    assert set(VARIANTS) == set(Variant)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_shipped_weights_fit_the_columns(variant: Variant) -> None:
    weights, columns = SHIPPED.variants[variant], COLUMNS[variant]
    inputs = decision_inputs(np.ones((2, len(columns))), np.zeros(2))
    for linear, width in ((weights.pick, len(columns)), (weights.answer, len(inputs))):
        assert len(linear.means) == len(linear.scales) == len(linear.weights) == width
        assert min(linear.scales) > 0
    assert 0 < weights.threshold < 1


def test_each_variant_uses_signals_that_exist_in_their_order() -> None:
    for columns in COLUMNS.values():
        assert [SIGNALS.index(name) for name in columns] == sorted(
            SIGNALS.index(name) for name in columns
        )
        # The decision looks at the cosines first.
        assert columns[:2] == ("sentence_cosine", "passage_cosine")


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_better_cosine_makes_a_sentence_better(variant: Variant) -> None:
    values = typical(variant)
    values[2, SIGNALS.index("sentence_cosine")] += 0.05
    judgement = judge(signals(values, variant), SHIPPED)
    assert int(np.argmax(judgement.scores)) == 2


def test_more_of_the_asked_terms_make_an_answer_likelier() -> None:
    confidences = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        values = typical(Variant.UNREAD, rows=1)
        for name in ("own_terms", "near_terms", "passage_terms"):
            values[0, SIGNALS.index(name)] = share
        confidences.append(judge(signals(values), SHIPPED).confidence)
    assert confidences == sorted(confidences)
    assert confidences[-1] - confidences[0] > 0.1


@pytest.mark.parametrize("variant", list(Variant))
def test_no_evidence_is_refused_for_certain(variant: Variant) -> None:
    judgement = judge(signals(np.empty((0, len(SIGNALS))), variant), SHIPPED)
    assert (len(judgement.scores), judgement.confidence) == (0, 0.0)
    assert not judgement.is_answerable


@given(ROWS, st.sampled_from(VARIANTS))
def test_judging_gives_a_chance_and_a_score_per_sentence(
    rows: list[list[float]], variant: Variant
) -> None:
    judgement = judge(signals(np.array(rows), variant), SHIPPED)
    assert judgement.scores.shape == (len(rows),)
    assert np.isfinite(judgement.scores).all()
    assert 0 <= judgement.confidence <= 1
    threshold = SHIPPED.variants[variant].threshold
    assert judgement.is_answerable == (judgement.confidence >= threshold)


@given(ROWS)
def test_the_order_of_sentences_does_not_change_their_scores(rows: list[list[float]]) -> None:
    values = np.array(rows)
    scores = judge(signals(values), SHIPPED).scores
    np.testing.assert_allclose(judge(signals(values[::-1]), SHIPPED).scores, scores[::-1])


def test_the_variant_is_what_can_be_trusted() -> None:
    values = np.zeros((1, len(SIGNALS)))
    for variant in Variant:
        assert Variant.of(signals(values, variant)) is variant


def test_columns_are_taken_by_name() -> None:
    values = np.arange(2.0 * len(SIGNALS)).reshape(2, -1)
    assert select(values, Variant.READ).tolist() == values.tolist()
    foreign = select(values, Variant.FOREIGN)
    assert foreign[0].tolist() == [SIGNALS.index(name) for name in COLUMNS[Variant.FOREIGN]]


def test_the_decision_sees_best_lead_and_cosines() -> None:
    columns = np.array([[0.2, 0.5, 7.0], [0.8, 0.4, 5.0], [0.5, 0.6, 6.0]])
    inputs = decision_inputs(columns, np.array([1.0, 3.0, 2.0]))
    assert inputs[:3].tolist() == [0.8, 0.4, 5.0]  # of the best sentence
    assert inputs[3:5].tolist() == [3.0, 1.5]  # its score, and its lead before the others' mean
    assert inputs[5:8].tolist() == [0.8, 0.6, 7.0]  # highest among the best few
    assert inputs[8:10].tolist() == [0.8, 0.6]  # highest cosines
    standing_out = (0.8 - 0.5) / (np.std([0.2, 0.8, 0.5]) + 1e-3)
    assert inputs[10] == pytest.approx(standing_out)


def test_a_single_sentence_has_no_lead() -> None:
    assert decision_inputs(np.ones((1, 3)), np.array([2.0]))[4] == 0.0


def test_a_weighted_sum_is_of_standardised_inputs() -> None:
    linear = Linear(means=(1.0, 2.0), scales=(2.0, 0.5), weights=(3.0, -1.0), intercept=0.25)
    assert linear.score(np.array([[5.0, 3.0]])).tolist() == [3.0 * 2 - 1.0 * 2 + 0.25]


def test_unknown_fields_in_the_file_are_refused() -> None:
    with pytest.raises(ValidationError):
        Calibration.model_validate({**SHIPPED.model_dump(), "treshold": 0.5})
