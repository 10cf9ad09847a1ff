"""What two outlets say in one sentence is checked clause by clause, each against its own quotes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from service.answering.checker.checker import Checker
from service.answering.evidence import EvidenceSentence
from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker
from service.answering.verification.elliptical import in_full
from service.answering.verification.read_support import ReadSupport, load_weights
from service.answering.verification.structure import structural_problems
from tests.fakes.evidence import article, evidence_of

OUTLETS = {"The Marlow Observer", "Marlow Gazette"}
OBSERVER = [
    "The ferry line said 38 sailings had been cancelled by Sunday night.",
    "The strike left 38 sailings cancelled and 4,000 passengers stranded.",
    "38 of the week's 90 sailings were cancelled, a spokeswoman for the line said.",
]
GAZETTE = [
    "Over the weekend, 52 scheduled departures from Marlow did not leave port.",
    "The harbour master counted 52 cancelled departures over the weekend.",
    "Fifty-two departures were scrapped because of the strike.",
]


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    """As the service uses it, without an embedder."""
    return SupportChecker(WORDS_ONLY, reader=ReadSupport(Checker.load(1).model, load_weights()))


def told_by(source: str, *texts: str) -> tuple[EvidenceSentence, ...]:
    day = datetime(2025, 6, 3, tzinfo=UTC)
    return evidence_of(article(" ".join(texts), source=source, published_at=day)).sentences


def holds(checker: SupportChecker, statement: str, observer: str, gazette: str) -> bool:
    first = told_by("The Marlow Observer", observer, "Talks resume on Monday.")
    second = told_by("Marlow Gazette", "The union spoke of a success.", gazette)
    verdict = checker.check(
        statement, cited=[first[0], second[1]], evidence=[*first, *second], language="en"
    )
    assert not verdict.holds or set(verdict.quotes) == {first[0], second[1]}
    return verdict.holds


SIDES = "The Marlow Observer says {} were cancelled, the Marlow Gazette says {}."


@pytest.mark.parametrize(("observer", "gazette"), [*product(OBSERVER, GAZETTE)])
def test_each_outlet_may_be_told_in_its_own_words(
    checker: SupportChecker, observer: str, gazette: str
) -> None:
    assert holds(checker, SIDES.format("38 sailings", "52 departures"), observer, gazette)


@pytest.mark.parametrize(
    "statement",
    [
        SIDES.format("52 sailings", "38 departures"),
        SIDES.format("52 departures", "38"),
        SIDES.format("38 sailings", "38 departures"),
        SIDES.format("38 sailings", "60 departures"),
        "The Marlow Gazette says 38 sailings were cancelled, the Marlow Observer says 52.",
        "52 departures were cancelled, the Marlow Observer said; the Marlow Gazette puts it at 38.",
    ],
)
@pytest.mark.parametrize(("observer", "gazette"), [*zip(OBSERVER, GAZETTE, strict=True)])
def test_no_outlet_is_told_the_others_figure(
    checker: SupportChecker, statement: str, observer: str, gazette: str
) -> None:
    assert not holds(checker, statement, observer, gazette)


@pytest.mark.parametrize(
    ("first", "part", "full"),
    [
        (
            "The Marlow Observer says 38 sailings were cancelled",
            "the Marlow Gazette says 52 departures.",
            "the Marlow Gazette says 52 departures were cancelled.",
        ),
        (
            "The Marlow Observer reports that the line cancelled 38 sailings",
            "the Marlow Gazette puts the figure at 52.",
            "the Marlow Gazette puts the line cancelled 52.",
        ),
        (
            "38 sailings were cancelled, according to the Marlow Observer",
            "52 departures, according to the Marlow Gazette.",
            "52 departures were cancelled, according to the Marlow Gazette.",
        ),
    ],
)
def test_an_amount_alone_is_put_into_the_clause_before(first: str, part: str, full: str) -> None:
    assert in_full(part, first, OUTLETS) == full


@pytest.mark.parametrize(
    ("first", "part"),
    [
        ("The Marlow Observer says 38 sailings were cancelled", "52 departures."),
        ("The Marlow Observer says nothing", "the Marlow Gazette says 52 departures."),
        (
            "The Marlow Observer says 38 sailings were cancelled",
            "the Marlow Gazette says 52 departures were late.",
        ),
        (
            "The Marlow Observer says 38 of 60 sailings and 4 trains were cancelled",
            "the Marlow Gazette says 52 departures.",
        ),
    ],
)
def test_what_is_no_amount_alone_stays_as_it_is(first: str, part: str) -> None:
    assert in_full(part, first, OUTLETS) == part


def test_a_part_is_not_taken_for_another_than_what_it_is_a_part_of() -> None:
    quote = told_by("Marlow Gazette", "The strike hit 52 of 120 departures.")
    part = structural_problems("The strike hit 52 departures.", quote)
    assert ProblemKind.OTHER_THING not in {one.kind for one in part}
