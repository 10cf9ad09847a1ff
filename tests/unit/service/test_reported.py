"""What a statement says that an outlet reports: that outlet's own articles must say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.answering.evidence import EvidenceSentence
from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker, Verdict
from service.answering.verification.claim import claim_of
from service.answering.verification.reported import reported_in
from tests.fakes.evidence import article, evidence_of

OBSERVER = evidence_of(
    article(
        "The line cancelled 38 sailings until Wednesday. Osric Fenn leads the guild.",
        source="The Marlow Observer",
        published_at=datetime(2025, 6, 3, tzinfo=UTC),
    )
).sentences
GAZETTE = evidence_of(
    article(
        "The line has cancelled 52 sailings since Monday. Pia Lund leads the guild. "
        "The Gazette and the Marlow Observer were told by the line that 38 trips remain.",
        source="Strait Gazette",
        published_at=datetime(2025, 6, 4, tzinfo=UTC),
    )
).sentences
TIME = evidence_of(article("The clock stopped at noon.", source="Time")).sentences
EVIDENCE = [*OBSERVER, *GAZETTE, *TIME]
BOTH = [OBSERVER[0], GAZETTE[0]]


def check(statement: str, cited: list[EvidenceSentence]) -> Verdict:
    return SupportChecker(WORDS_ONLY).check(statement, cited=cited, evidence=EVIDENCE)


def outlet_problems(statement: str, quotes: list[EvidenceSentence]) -> list[ProblemKind]:
    found = claim_of(statement, EVIDENCE, "en", "").outlet_problem(quotes)
    return [one.kind for one in found]


@pytest.mark.parametrize(
    "statement",
    [
        "The Marlow Observer says 52 sailings were cancelled, the Strait Gazette says 38.",
        "The Marlow Observer puts it at 52, the Strait Gazette at 38.",
        "While the Marlow Observer speaks of 52 sailings, the Strait Gazette gives 38.",
        "52 were cancelled, according to the Marlow Observer, and 38, according to the Gazette.",
        "52 were cancelled, the Marlow Observer said, while the Strait Gazette said 38.",
        "The Strait Gazette reported that 38 sailings were cancelled until Wednesday.",
        "38 sailings were cancelled until Wednesday, according to the Strait Gazette.",
    ],
)
def test_one_outlets_figure_is_not_told_of_another(statement: str) -> None:
    assert outlet_problems(statement, BOTH) == [ProblemKind.OUTLET]
    assert not check(statement, BOTH).holds


@pytest.mark.parametrize(
    "statement",
    [
        "The Marlow Observer says 38 sailings were cancelled, the Strait Gazette says 52.",
        "The Marlow Observer puts it at 38, the Strait Gazette at 52.",
        "While the Marlow Observer speaks of 38 sailings, the Strait Gazette gives 52.",
        "38 were cancelled, according to the Marlow Observer, and 52, according to the Gazette.",
        "38 were cancelled, the Marlow Observer said, while the Strait Gazette said 52.",
        "The Marlow Observer and the Strait Gazette give 38 and 52 sailings.",
        "38 sailings were cancelled, but the Strait Gazette says 52.",
        "The line cancelled 38 sailings, then 52.",
    ],
)
def test_each_outlet_may_be_told_its_own_figure(statement: str) -> None:
    assert outlet_problems(statement, BOTH) == []


def test_a_name_is_told_of_the_outlet_that_has_it() -> None:
    told = [OBSERVER[1], GAZETTE[1]]
    wrong = "The Marlow Observer says Pia Lund leads the guild, the Strait Gazette Osric Fenn."
    right = "The Marlow Observer says Osric Fenn leads the guild, the Strait Gazette Pia Lund."
    assert outlet_problems(wrong, told) == [ProblemKind.OUTLET]
    assert outlet_problems(right, told) == []


def test_what_another_article_says_of_an_outlet_is_that_outlets_too() -> None:
    assert outlet_problems("The Marlow Observer was told that 38 trips remain.", [GAZETTE[2]]) == []
    police = evidence_of(
        article(
            "A fourth man is sought. Police would not confirm a report in the Marlow Observer.",
            source="Halden News",
        )
    ).sentences
    assert outlet_problems("The Marlow Observer reported on a fourth man.", [*police]) == []


def test_what_an_outlet_reports_needs_a_quote_of_its_own() -> None:
    statement = "According to the Strait Gazette, Osric Fenn leads the guild."
    assert outlet_problems(statement, [OBSERVER[1]]) == [ProblemKind.OUTLET]
    assert outlet_problems("Time is short: Osric Fenn leads the guild.", [OBSERVER[1]]) == [
        ProblemKind.SPEAKER
    ]


def test_the_quote_of_the_outlet_that_is_named_is_found() -> None:
    agency = "The guild called the offer a tip."
    both = [
        *evidence_of(article(agency, source="Marlow Post")).sentences,
        *evidence_of(article(agency, source="Halden News")).sentences,
    ]
    verdict = SupportChecker(WORDS_ONLY).check(
        "The Halden News reported that the guild called the offer a tip.",
        cited=[both[0]],
        evidence=both,
    )
    assert verdict.holds
    assert verdict.quotes == (both[1],)


def test_a_clause_belongs_to_the_outlets_that_it_names() -> None:
    outlets = {"The Marlow Observer", "Strait Gazette"}
    (clause,) = reported_in("12 left, the Strait Gazette said; all came back.", outlets)
    assert clause.outlets == {"Strait Gazette"}
    assert clause.text == "12 left"
    (both,) = reported_in("The Marlow Observer and the Strait Gazette say 12 left.", outlets)
    assert both.outlets == outlets
    assert reported_in("12 left.", outlets) == ()
