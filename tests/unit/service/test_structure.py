"""Statements that have every word of their quote and say something else, and such as do not."""

from __future__ import annotations

from datetime import date

import pytest

from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import ProblemKind
from service.answering.verification.asserting import asserted, clauses, is_false_yes
from service.answering.verification.figures import figures_in, missing_figures
from service.answering.verification.structure import structural_problems
from service.answering.verification.told import told
from service.answering.verification.wording import wording_problem
from tests.fakes.evidence import article, evidence_of

TUNNEL = "The Elm tunnel was opened in 1971 and widened in 2012 for 30 million crowns."
FIRMS = "Shares in Orlo fell 4 per cent, while those of Velm rose 12 per cent."
DEAL = "The brewer Orlo Drinks has agreed to buy the bakery chain Velm Foods for 90 million crowns."
TALKS = "The talks were led by the former judge Ada Brill, after a first round had failed."
VOTE = 'Ina Holt, the leader of the Reed Party, called the budget "a coat with no sleeves".'
PLAN = "Orlo Drinks intends to build a second brewery in Tarn, its spokesman said."
CLAIM = "The mayor accused the ferry company of having ignored the storm warning for two hours."


REPAIR = "The bridge will be closed for three months, according to the engineer in charge."
VALUE = "The director, Ida Lund, put the value of the hoard at 2 million crowns."


def sentences(text: str, source: str | None = None) -> tuple[EvidenceSentence, ...]:
    return evidence_of(article(text, source=source)).sentences


@pytest.mark.parametrize(
    ("statement", "quote", "kind"),
    [
        ("The Elm tunnel was widened in 1971.", TUNNEL, ProblemKind.OTHER_THING),
        ("Velm fell 4 per cent and Orlo rose 12 per cent.", FIRMS, ProblemKind.OTHER_THING),
        (
            "The firm employs 900 people.",
            "The firm delivers to 900 shops and employs 70 people.",
            ProblemKind.OTHER_THING,
        ),
        (
            "Two children and six tourists are among the dead.",
            "Among the dead are six children and two tourists.",
            ProblemKind.OTHER_THING,
        ),
        ("Velm Foods has agreed to buy Orlo Drinks.", DEAL, ProblemKind.ROLE),
        ("The talks were led by Paul Wick.", TALKS, ProblemKind.ROLE),
        ('Tom Arbel called the budget "a coat with no sleeves".', VOTE, ProblemKind.ROLE),
        (
            "The union asked the owners for a delay.",
            "The owners asked the union for a delay.",
            ProblemKind.ROLE,
        ),
        (
            "Ira Wend is an analyst at Stone Bank.",
            'Ira Wend, an analyst at Mill Securities, said the loan of Stone Bank was "dear".',
            ProblemKind.ROLE,
        ),
        (
            "The ferry vanished from the radar at 21.05.",
            "The ferry sent a call at 21.05 and vanished from the radar ten minutes later.",
            ProblemKind.OTHER_THING,
        ),
        ("Orlo Drinks has built a second brewery in Tarn.", PLAN, ProblemKind.MODALITY),
        (
            "The monument was unveiled in Tarn.",
            "The monument is to be unveiled in Tarn next year.",
            ProblemKind.MODALITY,
        ),
        (
            "The ferry company ignored the storm warning for two hours.",
            CLAIM,
            ProblemKind.MODALITY,
        ),
        (
            "The men will spend six years in prison.",
            "If convicted, the men could spend six years in prison.",
            ProblemKind.MODALITY,
        ),
        (
            "All seven bridges were closed.",
            "Four of the seven bridges were closed.",
            ProblemKind.WORDING,
        ),
        (
            "Orlo is the largest brewer of the region.",
            "Orlo is the third-largest brewer of the region.",
            ProblemKind.WORDING,
        ),
        (
            "It was the worst fire of the county.",
            "It was the worst fire of the county since the mill burned down in 1950.",
            ProblemKind.WORDING,
        ),
        (
            "Lena Voss is his sister.",
            "Lena Voss, his sister-in-law, owns half of the firm.",
            ProblemKind.WORDING,
        ),
        (
            "The governor of the bank resigned.",
            "The deputy governor of the bank resigned.",
            ProblemKind.WORDING,
        ),
        (
            "Residents are campaigning for the dam.",
            "Residents said they would campaign against the dam.",
            ProblemKind.WORDING,
        ),
        (
            "The work stopped because the money ran out.",
            "The work stopped because a beam had cracked.",
            ProblemKind.WORDING,
        ),
        (
            "He worked in Tarn after he joined the bank.",
            "Before he joined the bank he had worked in Tarn.",
            ProblemKind.WORDING,
        ),
        (
            "Profit went from 20 million to 30 million crowns.",
            "Profit came to 20 million crowns, compared with 30 million a year earlier.",
            ProblemKind.WORDING,
        ),
    ],
)
def test_what_is_turned_round_is_found(statement: str, quote: str, kind: ProblemKind) -> None:
    assert kind in {problem.kind for problem in structural_problems(statement, sentences(quote))}


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The Elm tunnel was widened in 2012 at a cost of 30 million crowns.", TUNNEL),
        ("Orlo lost 4 per cent, Velm gained 12 per cent.", FIRMS),
        ("Velm Foods is to be bought by Orlo Drinks for 90 million crowns.", DEAL),
        ("Ada Brill, a former judge, led the talks.", TALKS),
        ('Ina Holt of the Reed Party called the budget "a coat with no sleeves".', VOTE),
        ("A second brewery is planned in Tarn, according to Orlo Drinks.", PLAN),
        ("The mayor says the ferry company ignored the storm warning for two hours.", CLAIM),
        (
            '"A door is a door," said Professor Ida Lund.',
            'Professor Ida Lund said: "A door is a door."',
        ),
        (
            "Two of the six boats were lowered.",
            "Only two of the six boats could be lowered before the ship sank.",
        ),
        (
            "Ingrid Sol and her husband Per Nym founded the firm in 2003.",
            "The firm was founded in 2003 by Ingrid Sol and her husband, Per Nym.",
        ),
    ],
)
def test_what_only_says_it_in_other_words_is_not(statement: str, quote: str) -> None:
    assert structural_problems(statement, sentences(quote)) == ()


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The Tarn Mercury reported that the bridge would be closed for three months.", REPAIR),
        ("The bridge will be closed for three months, the Tarn Mercury said.", REPAIR),
        ("The Mercury puts the value of the hoard at 2 million crowns.", VALUE),
    ],
)
def test_an_outlet_reports_what_whoever_it_quotes_says(statement: str, quote: str) -> None:
    own, other = sentences(quote, "The Tarn Mercury"), sentences(quote, "Halden Post")
    assert structural_problems(statement, own) == ()
    assert ProblemKind.ROLE in {one.kind for one in structural_problems(statement, other)}


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Paul Wick said that the bridge would be closed for three months.", REPAIR),
        ("Paul Wick put the value of the hoard at 2 million crowns.", VALUE),
        ("The Tarn Mercury bought the Halden Post.", "The Halden Post bought the Tarn Mercury."),
    ],
)
def test_nobody_else_does_what_another_does(statement: str, quote: str) -> None:
    found = structural_problems(statement, sentences(quote, "The Tarn Mercury"))
    assert ProblemKind.ROLE in {one.kind for one in found}


@pytest.mark.parametrize(
    ("statement", "quote", "missing"),
    [
        ("It was closed on 4 March 2025.", "It was closed on Tuesday.", ()),
        ("It was closed on 11 March 2025.", "It was closed on Tuesday.", ("11 March 2025",)),
        ("It provides about 10 per cent of the power.", "It provides a tenth of the power.", ()),
        ("The report is due before the end of 2025.", "It is due by the end of the year.", ()),
        (
            "More than 4,700 people left.",
            "More than 4,200 people left.",
            ("More than 4,700 people",),
        ),
        ("Over 4,000 people left.", "More than 4,200 people left.", ()),
        (
            "Fewer than 4,200 people left.",
            "More than 4,200 people left.",
            ("Fewer than 4,200 people",),
        ),
        (
            "It holds 300 million litres.",
            "It holds 300 million cubic metres.",
            ("300 million litres",),
        ),
    ],
)
def test_a_figure_is_given_in_other_words_and_no_other_figure_is(
    statement: str, quote: str, missing: tuple[str, ...]
) -> None:
    published = date(2025, 3, 4)
    found = missing_figures(
        figures_in(statement, "en"), figures_in(quote, "en"), published, quoted_text=quote
    )
    assert found == missing


def test_an_answer_is_checked_for_what_it_asserts() -> None:
    question = "When did the tunnel open?"
    assert asserted("In 1971.", question) == "When did the tunnel open? in 1971."
    assert asserted("No, it stayed shut.", question) == "it stayed shut."
    reported = "The Tarn Mercury reported 1971."
    assert asserted(reported, question, {"The Tarn Mercury"}) == (
        "When did the tunnel open? the Tarn Mercury reported 1971."
    )
    assert asserted(reported, question) == reported
    for whole in ("Ferries to the isle of Tarn run again.", "Residents pay two crowns a day."):
        assert asserted(whole, question) == whole
    assert asserted("The articles do not say why, but it opened late.", question) == (
        "it opened late."
    )
    assert is_false_yes("Yes, there was no danger.", "Was there any danger?")
    assert not is_false_yes("Yes, it opened.", "Did it open?")


def test_clauses_keep_their_subject_and_quoted_words_stay_whole() -> None:
    assert clauses("Ida Lund was named in May and confirmed by the court in June.") == [
        "Ida Lund was named in May",
        "Ida Lund confirmed by the court in June.",
    ]
    assert clauses("The Post says 12, the Herald 14 people.", {"Post", "Herald"}) == [
        "The Post says 12",
        "the Herald 14 people.",
    ]
    quoted = 'He said: "It rained, and it snowed and it froze."'
    assert clauses(quoted) == [quoted]


def test_one_reading_serves_both_sides() -> None:
    same = told("All seven bridges were closed.")
    assert wording_problem(same, same) is None
