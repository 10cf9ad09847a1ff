"""Words that join a sentence to others assert nothing and are left out before it is checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from service.answering.reading.model import WindowScores
from service.answering.verification import WORDS_ONLY, SupportChecker
from service.answering.verification.aligning import as_quoted
from service.answering.verification.asserting import asserted
from service.answering.verification.connectives import without_connectives
from service.answering.verification.figures import figures_in, missing_figures
from service.answering.verification.read_support import ReadSupport, load_weights
from tests.fakes.evidence import article, evidence_of

CLOSED = "The museum will stay closed."
QUOTES = evidence_of(
    article(
        "The museum will stay closed until 1 October. Most coins are still missing.",
        source="Tarn Courier",
        published_at=datetime(2025, 9, 18, tzinfo=UTC),
    )
).sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "However, the museum will stay closed.",
        "In addition, the museum will stay closed.",
        "On the other hand, the museum will stay closed.",
        "Based on the provided articles, the museum will stay closed.",
        "According to the evidence, the museum will stay closed.",
        "The articles say that the museum will stay closed.",
        "Overall, according to the available articles, the museum will stay closed.",
        "The museum, however, will stay closed.",
        "The museum will stay closed, according to the articles.",
    ],
)
def test_what_only_joins_is_left_out(sentence: str) -> None:
    assert without_connectives(sentence, "en") == CLOSED
    assert asserted(sentence, "") == CLOSED


@pytest.mark.parametrize(
    "sentence",
    [
        "Therefore, the museum will stay closed.",
        "As a result, the museum will stay closed.",
        "Then, the museum closed.",
        "In addition to the museum, the library will stay closed.",
        "Still life paintings were sold.",
        "According to the report, the museum will stay closed.",
        "According to sources close to the mayor, the museum will stay closed.",
        "The report says that the museum will stay closed.",
        "The director said: “It will, however, stay closed.”",
        "However.",
    ],
)
def test_what_asserts_something_stays(sentence: str) -> None:
    assert without_connectives(sentence, "en") == sentence


@pytest.mark.parametrize(
    ("sentence", "language", "shorter"),
    [
        ("Sin embargo, el museo cerró.", "es", "El museo cerró."),
        ("No entanto, o museu fechou.", "pt", "O museu fechou."),
        ("Le musée, cependant, a fermé.", "fr", "Le musée a fermé."),
        ("Außerdem wurde das Museum geschlossen.", "de", "Wurde das Museum geschlossen."),
        ("Sin la llave, el museo cerró.", "es", "Sin la llave, el museo cerró."),
        ("However, it closed.", "es", "However, it closed."),
    ],
)
def test_other_languages_join_in_their_own_words(
    sentence: str, language: str, shorter: str
) -> None:
    assert without_connectives(sentence, language) == shorter


def test_a_joined_sentence_fares_like_the_plain_one() -> None:
    checker = SupportChecker(WORDS_ONLY)
    for opener in ("Overall", "Additionally", "Based on the evidence"):
        for told, holds in (("until 1 October", True), ("until 1 November", False)):
            statement = f"{opener}, the museum will stay closed {told}."
            verdict = checker.check(statement, cited=QUOTES[:1], evidence=QUOTES)
            assert verdict.holds is holds
            assert verdict.score == pytest.approx(
                checker.check(
                    f"The museum will stay closed {told}.", cited=QUOTES[:1], evidence=QUOTES
                ).score
            )


def test_a_negation_that_only_joins_denies_nothing() -> None:
    quotes = evidence_of(article("El museo cerró el lunes.", language="es")).sentences
    checker = SupportChecker(WORDS_ONLY)
    for sentence, holds in (
        ("Sin embargo, el museo cerró el lunes.", True),
        ("El museo no cerró el lunes.", False),
    ):
        verdict = checker.check(sentence, cited=quotes, evidence=quotes, language="es")
        assert verdict.holds is holds


def test_a_quote_that_joins_supports_itself() -> None:
    quotes = evidence_of(article("However, the coins were sold.")).sentences

    checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(_Silent(), load_weights()))
    assert checker.check(quotes[0].text, cited=quotes, evidence=quotes).holds


class _Silent:
    """A reader that nobody needs to ask."""

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> Sequence[WindowScores]:
        raise AssertionError(question)


@pytest.mark.parametrize(
    "opener",
    [
        "As of 18 September 2025, ",
        "As of Thursday, ",
        "As of September 2025, ",
    ],
)
def test_the_day_of_publication_is_when_it_was_known(opener: str) -> None:
    told = f"{opener}the museum will stay closed until 1 October."
    assert as_quoted(told, QUOTES) == "The museum will stay closed until 1 October."
    own = figures_in(told, "en")
    quoted = QUOTES[0].text
    assert missing_figures(own, figures_in(quoted, "en"), date(2025, 9, 18), quoted, told) == ()


@pytest.mark.parametrize("day", ["17 September 2025", "19 September 2025", "August 2025"])
def test_no_other_day_is(day: str) -> None:
    told = f"As of {day}, the museum will stay closed until 1 October."
    quoted = QUOTES[0].text
    assert day in as_quoted(told, QUOTES)
    missing = missing_figures(
        figures_in(told, "en"), figures_in(quoted, "en"), date(2025, 9, 18), quoted, told
    )
    assert missing == (day,)
