"""The check of support: what a quote must agree on, and which quote a sentence is tied to."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embeddings import Vectors
from service.answering.answer import Support
from service.answering.verification import (
    WITH_E5,
    WORDS_ONLY,
    Calibration,
    ProblemKind,
    SupportChecker,
    Verdict,
    calibration_for,
)
from tests.fakes.evidence import article, evidence_of

HERALD = article(
    "Putin arrived in Mongolia on Monday. "
    "Mongolia signed the Rome Statute in 2000 and ratified it in 2002. "
    "Kremlin spokesman Dmitry Peskov said there was no worry. "
    "Mongolia did not arrest him. "
    "He will spend four days there. "
    "“I am very pleased to be in Mongolia,” he said. "
    "Exports rose 5.5 percent to 1,500 tonnes worth 3.4 million euros.",
    title="Putin in Mongolia",
    source="Steppe Herald",
    published_at=datetime(2024, 9, 3, tzinfo=UTC),
)
SENTENCES = evidence_of(HERALD).sentences


def check(statement: str, *cited: int, language: str | None = "en") -> Verdict:
    return SupportChecker(WORDS_ONLY).check(
        statement,
        cited=[SENTENCES[place] for place in cited],
        evidence=SENTENCES,
        language=language,
    )


@pytest.mark.parametrize(
    ("statement", "cited", "expected"),
    [
        ("Mongolia ratified the Rome Statute in 2002.", [1], [1]),
        ("Putin arrived in Mongolia on 2 September 2024.", [0], [0]),
        ("Mongolia did not arrest Putin.", [3], [3]),
        ("Putin said he was “very pleased to be in Mongolia”.", [5], [5]),
        ("According to the Steppe Herald, Mongolia ratified the Rome Statute in 2002.", [1], [1]),
        ("Dmitry Peskov said that there was no worry.", [2], [2]),
        ("Exports rose 5.5% to 1500 tonnes.", [6], [6]),
    ],
)
def test_a_true_sentence_keeps_its_citation(
    statement: str, cited: list[int], expected: list[int]
) -> None:
    verdict = check(statement, *cited)
    assert verdict.support is Support.SUPPORTED, verdict
    assert [SENTENCES.index(quote) for quote in verdict.quotes] == expected
    assert not verdict.is_recited


@pytest.mark.parametrize(
    ("statement", "cited", "kind"),
    [
        ("Mongolia ratified the Rome Statute in 2003.", 1, ProblemKind.FIGURE),
        ("Putin arrived in Mongolia on 1 September 2024.", 0, ProblemKind.FIGURE),
        ("Putin arrived in Mongolia on 2 September 2023.", 0, ProblemKind.FIGURE),
        ("He will spend two days there.", 4, ProblemKind.FIGURE),
        ("Exports rose 7 percent to 1,500 tonnes.", 6, ProblemKind.FIGURE),
        ("Mongolia arrested Putin.", 3, ProblemKind.NEGATION),
        ("Putin did not arrive in Mongolia.", 0, ProblemKind.NEGATION),
        ("Kremlin spokesman Sergei Lavrov said there was no worry.", 2, ProblemKind.NAME),
        ("The port authority said Putin arrived in Mongolia on Monday.", 0, ProblemKind.SPEAKER),
        ("Putin arrived in Mongolia on Monday, according to the police.", 0, ProblemKind.SPEAKER),
        ("Lavrov arrived in Mongolia on Monday.", 0, ProblemKind.NAME),
        ("Putin said he was “delighted to be in Mongolia”.", 5, ProblemKind.QUOTATION),
        ("Exports fell 5.5 percent to 1,500 tonnes.", 6, ProblemKind.OPPOSITE),
        ("Exports will fall 5.5 percent to 1,500 tonnes.", 6, ProblemKind.OPPOSITE),
    ],
)
def test_one_wrong_detail_makes_a_sentence_unsupported(
    statement: str, cited: int, kind: ProblemKind
) -> None:
    verdict = check(statement, cited)
    assert verdict.support is Support.UNSUPPORTED
    assert kind in {problem.kind for problem in verdict.problems}


@pytest.mark.parametrize(
    "statement",
    [
        "Mongolia withdrew from the Rome Statute in 2002.",
        "Napoleon lost at Waterloo.",
        "Mongolia built a harbour in 2002.",
    ],
)
def test_a_sentence_of_another_matter_is_unsupported(statement: str) -> None:
    assert not check(statement, 1).holds


def test_a_wrong_citation_is_replaced() -> None:
    verdict = check("Mongolia ratified the Rome Statute in 2002.", 4)
    assert [SENTENCES.index(quote) for quote in verdict.quotes] == [1]
    assert verdict.is_recited


def test_a_missing_citation_is_found() -> None:
    verdict = check("Mongolia ratified the Rome Statute in 2002.")
    assert [SENTENCES.index(quote) for quote in verdict.quotes] == [1]


def test_two_quotes_can_support_a_sentence_together() -> None:
    verdict = check("Exports rose 5.5 percent and Mongolia ratified the Rome Statute.", 1, 6)
    assert verdict.holds
    assert {SENTENCES.index(quote) for quote in verdict.quotes} == {1, 6}


def test_every_cited_quote_that_supports_the_sentence_stays() -> None:
    other = article("Mongolia ratified the Rome Statute in 2002.", source="Neva Post")
    both = [*SENTENCES, *evidence_of(other).sentences]
    verdict = SupportChecker(WORDS_ONLY).check(
        "Mongolia ratified the Rome Statute in 2002.", cited=[both[1], both[-1]], evidence=both
    )
    assert set(verdict.quotes) == {both[1], both[-1]}


def test_each_outlet_supports_its_own_version() -> None:
    other = article("Putin will spend two days in Mongolia.", source="Neva Post")
    both = [*SENTENCES, *evidence_of(other).sentences]
    checker = SupportChecker(WORDS_ONLY)
    for days, place in (("four", 4), ("two", len(both) - 1)):
        verdict = checker.check(
            f"He will spend {days} days in Mongolia.", cited=[both[place]], evidence=both
        )
        assert verdict.holds
        assert both[place] in verdict.quotes


@given(st.text(max_size=120), st.sampled_from(["en", "es", "fr", "de", "zh", None]))
def test_any_text_can_be_checked(statement: str, language: str | None) -> None:
    verdict = check(statement, 1, language=language)
    assert 0 <= verdict.score <= 1
    assert verdict.quotes


def test_without_evidence_nothing_is_supported() -> None:
    verdict = SupportChecker(WORDS_ONLY).check("Anything.", cited=[], evidence=[])
    assert verdict.support is Support.UNSUPPORTED
    assert verdict.quotes == ()


def test_another_language_needs_nearness_of_meaning() -> None:
    statement = "Mongolia ratificó el Estatuto de Roma en 2002."
    assert not check(statement, 1, language="es").holds
    near = SupportChecker(WITH_E5, _Near(0.95))
    far = SupportChecker(WITH_E5, _Near(0.5))
    for checker, holds in ((near, True), (far, False)):
        verdict = checker.check(statement, cited=[SENTENCES[1]], evidence=SENTENCES, language="es")
        assert verdict.holds is holds
    wrong_year = near.check(
        statement.replace("2002", "2005"), cited=[SENTENCES[1]], evidence=SENTENCES, language="es"
    )
    assert not wrong_year.holds


def test_a_calibration_belongs_to_the_embedder_it_was_measured_with() -> None:
    assert calibration_for("multilingual-e5-small/int8/1") is WITH_E5
    assert calibration_for("openai:text-embedding-3-small") is WORDS_ONLY
    assert calibration_for(None) is WORDS_ONLY


def test_scores_grow_with_what_is_found() -> None:
    scores = [WORDS_ONLY.within_a_language(part, part, None)[0] for part in (0.0, 0.5, 1.0)]
    assert scores == sorted(scores)
    huge = Calibration(1e9, 0, 0, 0, 0.5, 0.4)
    assert huge.within_a_language(1, 1, None)[0] == pytest.approx(1)


class _Near:
    """An embedder for which any two texts have one given cosine."""

    model = "near"
    dimensions = 2

    def __init__(self, cosine: float) -> None:
        self._cosine = cosine

    def embed_passages(self, texts: object, on_progress: object = None) -> Vectors:
        count = len(texts)  # type: ignore[arg-type]
        first = np.array([[1.0, 0.0]], dtype=np.float32)
        rest = np.array([[self._cosine, np.sqrt(1 - self._cosine**2)]], dtype=np.float32)
        return np.concatenate([first, np.repeat(rest, count - 1, axis=0)])

    def embed_query(self, text: str) -> Vectors:
        return np.array([1.0, 0.0], dtype=np.float32)
