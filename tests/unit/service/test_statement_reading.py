"""The reader's say on a statement: what it is shown, and how its opinion is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from service.answering.answer import Support
from service.answering.calibration import Linear
from service.answering.checker.checker import Checker
from service.answering.reading.model import Doubt, Span, WindowScores
from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker, Verdict
from service.answering.verification.features import FEATURES
from service.answering.verification.read_support import ReadSupport, SupportWeights, load_weights
from tests.fakes.evidence import article, evidence_of

HERALD = article(
    "Putin arrived in Mongolia on Monday. "
    "Mongolia signed the Rome Statute in 2000 and ratified it in 2002. "
    "Kremlin spokesman Dmitry Peskov said there was no worry. "
    "Mongolia did not arrest him. "
    "Exports rose 5.5 percent to 1,500 tonnes worth 3.4 million euros. "
    "Herders from three provinces drove their animals to the capital in protest.",
    title="Putin in Mongolia",
    source="Steppe Herald",
    published_at=datetime(2024, 9, 3, tzinfo=UTC),
)
SENTENCES = evidence_of(HERALD).sentences
WEIGHTS = SupportWeights(
    fitted_on="nothing",
    fitted_at="2026-11-27",
    linear=Linear(
        means=(0.0,) * len(FEATURES),
        scales=(1.0,) * len(FEATURES),
        weights=tuple(float(name == "support") for name in FEATURES),
    ),
    supported_from=0.5,
    partial_from=0.2,
)


class Opinion:
    """A reader of one opinion; keeps what it was shown."""

    def __init__(self, support: float, doubt: float = -9.0) -> None:
        self.support, self.doubt = support, doubt
        self.windows: list[Sequence[str]] = []

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> list[WindowScores]:
        self.windows += windows
        doubts = (Doubt(0, 8, -9.0), Doubt(9, 17, self.doubt))
        spans = tuple(Span(n, 0, 1, 0.0) for n, _ in enumerate(windows[0]))
        return [
            WindowScores(self.support, (0.0,) * len(window), spans, 0.0, doubts)
            for window in windows
        ]


def check(statement: str, reader: Opinion, language: str | None = "en") -> Verdict:
    checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(reader, WEIGHTS))
    return checker.check(statement, cited=[], evidence=SENTENCES, language=language)


def test_the_reader_can_support_what_shares_few_words() -> None:
    statement = "Farmers brought livestock into the main city to protest."
    assert not SupportChecker(WORDS_ONLY).check(statement, cited=[], evidence=SENTENCES).holds
    verdict = check(statement, Opinion(2.0))
    assert verdict.holds
    assert verdict.quotes


def test_the_reader_can_deny_what_shares_all_words_and_says_which_it_lacks() -> None:
    verdict = check("Mongolia ratified the Rome Statute in 2002.", Opinion(-5.0, doubt=3.0))
    assert verdict.support is Support.UNSUPPORTED
    assert [(one.kind, one.detail) for one in verdict.problems] == [(ProblemKind.DOUBT, "ratified")]


def test_the_reader_cannot_overrule_a_wrong_quotation() -> None:
    assert not check('Peskov said there was "no risk".', Opinion(9.0)).holds


def test_the_very_words_of_a_quote_need_no_reading() -> None:
    reader = Opinion(-9.0)
    assert check("Mongolia did not arrest him.", reader).holds
    assert check("Dmitry Peskov said there was no worry", reader).holds
    assert reader.windows == []


def test_a_whole_quote_supports_itself_whatever_a_rule_reads_into_it() -> None:
    text = "The old lodge, not the new one, that opened in the late 1920s burned down in 1932."
    lodge = evidence_of(article(text, source="Steppe Herald")).sentences
    checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(Opinion(-9.0), WEIGHTS))
    assert checker.check(text, cited=lodge, evidence=lodge, language="en").holds


def test_the_quotes_are_shown_between_their_neighbours_in_order() -> None:
    reader = Opinion(1.0)
    check("There was no worry, Kremlin spokesman Dmitry Peskov said.", reader)
    first = reader.windows[0]
    assert list(first) == [SENTENCES[number].text for number in (1, 2, 3)]


def test_another_language_is_not_read() -> None:
    reader = Opinion(9.0)
    check("Mongolia ratificó el Estatuto de Roma en 2002.", reader, language="es")
    assert reader.windows == []


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    """As the service uses it, without an embedder."""
    shipped = ReadSupport(Checker.load(2).model, load_weights())
    return SupportChecker(WORDS_ONLY, reader=shipped)


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("Mongolia ratified the Rome Statute in 2002.", True),
        ("In 2002 the Rome Statute was ratified by Mongolia.", True),
        ("Herders drove animals to the capital to protest.", True),
        ("Dmitry Peskov said that there was no worry.", True),
        ("Mongolia withdrew from the Rome Statute in 2002.", False),
        ("Mongolia arrested Putin.", False),
        ("Mongolia arrested him.", False),
        ("Exports fell 5.5 percent to 1,500 tonnes.", False),
        ("Exports rose 6.5 percent to 1,500 tonnes.", False),
        ("Exports rose 5.5 percent to 1,500 tonnes.", True),
        ("Mongolia ratified the Rome Statute in 2003.", False),
        ("Mongolia ratified the Rome Statute in 2000.", False),
        ("Dmitry Peskov said there was worry.", False),
        ("Herders from three provinces burned their animals in the capital.", False),
        ("Peskov said there was no worry.", True),
        ("Lavrov arrived in Mongolia on Monday.", False),
        ("Putin arrived in Kazakhstan on Monday.", False),
        ("Mongolia ratified the Geneva Statute in 2002.", False),
        ("Napoleon lost at Waterloo.", False),
        ("Mongolia built a harbour in 2002.", False),
    ],
)
def test_the_shipped_reader_tells_true_statements_from_wrong_ones(
    statement: str, holds: bool, checker: SupportChecker
) -> None:
    assert checker.check(statement, cited=[], evidence=SENTENCES, language="en").holds is holds


def test_the_shipped_weights_fit_the_features() -> None:
    weights = load_weights()
    assert len(weights.linear.weights) == len(FEATURES)
    assert 0 < weights.partial_from < weights.supported_from < 1
    score, _ = weights.judge(np.array(weights.linear.means))
    assert 0 < score < 1
