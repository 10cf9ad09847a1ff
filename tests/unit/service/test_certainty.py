"""What may, should or is to happen must not be told as sure or as done; the reverse may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from service.answering.checker.checker import Checker
from service.answering.evidence import EvidenceSentence
from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker, Verdict
from service.answering.verification.certainty import raised_certainty
from service.answering.verification.read_support import ReadSupport, load_weights
from tests.fakes.evidence import article, evidence_of

COULD = "The council could close the Teal bridge for repairs next spring."
IS_TO = "The yard is to make 300 jobs redundant in Marlow."
PLANS = "Orlo plans to build a second brewery in Tarn."
LEND = "The museum is expected to lend the collar to Brannoch."
HOPES = "The ferry line hopes to hire 40 pilots this year."
PROPOSED = "The mayor proposed closing the harbour school."
CONSIDER = "The parties agreed to consider raising the harbour tax."
MAY = "The court may release the captain on Friday, his lawyer said."
AGREED = "The group has agreed to buy the mill for 9 million crowns."
SCRAPPED = "The minister proposed that the toll be scrapped."
ASKED = "The union asked the owners last week to reopen the mill."


def sentences(*texts: str, source: str = "Teal Courier") -> tuple[EvidenceSentence, ...]:
    return evidence_of(article(" ".join(texts), source=source)).sentences


def raised(statement: str, *texts: str) -> str | None:
    quotes = sentences(*texts)
    return raised_certainty(statement, quotes[:1], quotes)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (COULD, "The council would close the Teal bridge next spring."),
        (COULD, "The council will close the Teal bridge for repairs."),
        (COULD, "The council closed the Teal bridge for repairs."),
        (COULD, "The Teal bridge was closed for repairs."),
        (COULD, "The Courier reports that the council closed the Teal bridge for repairs."),
        (IS_TO, "The yard made 300 jobs redundant in Marlow."),
        (IS_TO, "The yard makes 300 jobs redundant in Marlow."),
        (IS_TO, "The yard has made 300 jobs redundant."),
        (PLANS, "Orlo built a second brewery in Tarn."),
        (PLANS, "Orlo will build a second brewery in Tarn."),
        (LEND, "The museum lent the collar to Brannoch."),
        (LEND, "The museum will lend the collar to Brannoch."),
        (HOPES, "The ferry line hired 40 pilots this year."),
        (PROPOSED, "The mayor closed the harbour school."),
        (PROPOSED, "The mayor will close the harbour school."),
        (CONSIDER, "The parties raised the harbour tax."),
        (CONSIDER, "The parties agreed to raise the harbour tax."),
        (MAY, "The court released the captain on Friday."),
        (MAY, "The court will release the captain on Friday, his lawyer said."),
        (AGREED, "The group bought the mill for 9 million crowns."),
        (SCRAPPED, "The toll was scrapped."),
        (SCRAPPED, "The minister scrapped the toll."),
        (ASKED, "The owners reopened the mill."),
    ],
)
def test_what_is_open_or_ahead_is_not_told_as_surer(quote: str, statement: str) -> None:
    assert raised(statement, quote)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (COULD, COULD),
        (COULD, "The mayor said the council could close the Teal bridge."),
        (COULD, "The Teal bridge may be closed for repairs."),
        (COULD, "If the council closed the Teal bridge, repairs would begin."),
        (IS_TO, "The yard will make 300 jobs redundant in Marlow."),
        (IS_TO, "The yard makes 300 jobs redundant in May."),
        (PLANS, "Orlo intends to build a second brewery in Tarn."),
        (PLANS, "The planned brewery, built in Tarn, is Orlo's second."),
        (AGREED, "The group will buy the mill for 9 million crowns."),
        (AGREED, "The mill is being bought by the group."),
        (MAY, "On Friday in May the council met."),
        ("The council closed the Teal bridge.", "The council may have closed the Teal bridge."),
        ("The council closed the Teal bridge.", "The council would close the Teal bridge."),
        ("The crew could see the light of the tug.", "The crew saw the light of the tug."),
        ("The crew had to close the hatch.", "The crew closed the hatch."),
        ("The crew managed to close the hatch.", "The crew closed the hatch."),
        ("The storm forced the line to cancel 38 trips.", "The line cancelled 38 trips."),
        ("The line could not close the hatch.", "The line closed no hatch."),
        ("The union, which could call a strike, rejected the offer.", "It rejected the offer."),
        ("Will Brandt closed the hatch.", "Brandt closed the hatch."),
        (COULD, "The council closed a school in Marlow."),
    ],
)
def test_what_is_as_sure_or_less_is_let_pass(quote: str, statement: str) -> None:
    assert raised(statement, quote) is None


def test_what_any_evidence_tells_as_done_is_done() -> None:
    assert (
        raised("The Teal bridge was closed.", COULD, "The Teal bridge was closed on Monday.")
        is None
    )
    closed = "The council closed the Teal bridge."
    assert raised(closed, COULD, "The council closed a school in Marlow.")


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    """As the service uses it, without an embedder."""
    return SupportChecker(WORDS_ONLY, reader=ReadSupport(Checker.load(1).model, load_weights()))


def checked(
    checker: SupportChecker,
    statement: str,
    cited: Sequence[EvidenceSentence],
    evidence: Sequence[EvidenceSentence],
) -> Verdict:
    return checker.check(statement, cited=cited, evidence=evidence, language="en")


def test_no_reading_outweighs_it(checker: SupportChecker) -> None:
    quotes = sentences(IS_TO)
    verdict = checked(checker, "The yard makes 300 jobs redundant in Marlow.", quotes, quotes)
    assert not verdict.holds
    assert ProblemKind.CERTAINTY in {problem.kind for problem in verdict.problems}
    assert checked(checker, "The yard will make 300 jobs redundant.", quotes, quotes).holds


def test_a_later_article_supports_what_an_earlier_one_tells_as_ahead(
    checker: SupportChecker,
) -> None:
    told = "The Teal museum {} on 3 May after two years of work."
    earlier, later = (
        evidence_of(article(told.format(act), source=source, published_at=day)).sentences[0]
        for act, source, day in (
            ("will open", "Teal Courier", datetime(2025, 4, 20, tzinfo=UTC)),
            ("opened", "Marlow Post", datetime(2025, 5, 4, tzinfo=UTC)),
        )
    )
    statement = "The Teal museum opened on 3 May."
    for cited in ([earlier, later], [later], [earlier]):
        verdict = checked(checker, statement, cited, [earlier, later])
        assert verdict.holds
        assert verdict.quotes[0] is later
    assert not checked(checker, statement, [earlier], [earlier]).holds
