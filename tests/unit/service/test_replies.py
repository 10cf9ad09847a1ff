"""A bare reply is read with its question: a yes or no must be so, a name or value be quoted."""

from __future__ import annotations

import pytest

from service.answering.checker.checker import Checker
from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker, Verdict
from service.answering.verification.read_support import ReadSupport, load_weights
from service.answering.verification.replies import bare_reply, lacking
from tests.fakes.evidence import article, evidence_of

COURIER = evidence_of(
    article(
        "The Teal bridge was closed on Monday after a crack was found by Mara Lindqvist. She wrote "
        "to the council in March. Two barges were held at the lock, but nobody was hurt. The lock "
        "was not damaged. The council meets in the old mill.",
        source="Teal Courier",
    )
).sentences
ECHO = evidence_of(
    article(
        "Le pont de Teal a été fermé lundi. L'écluse n'a pas été endommagée.",
        source="Echo",
        language="fr",
    )
).sentences
CLOSED = "Was the Teal bridge closed?"
HURT = "Was anybody hurt?"
DAMAGED = "Was the lock damaged?"
FOUND = "Who found the crack?"
BARGES = "How many barges were held?"


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    """As the service uses it, without an embedder."""
    return SupportChecker(WORDS_ONLY, reader=ReadSupport(Checker.load(1).model, load_weights()))


def check(checker: SupportChecker, reply: str, question: str, *cited: int) -> Verdict:
    quotes = [COURIER[place] for place in cited]
    return checker.check(reply, cited=quotes, evidence=COURIER, question=question)


@pytest.mark.parametrize(
    ("question", "cited", "right", "wrong"),
    [
        (CLOSED, 0, "Yes.", "No."),
        (CLOSED, 0, "It was.", "No, it was not."),
        (CLOSED, 0, "Yes, it was.", "It wasn't."),
        (HURT, 2, "No.", "Yes."),
        (DAMAGED, 3, "It was not.", "It was."),
        (DAMAGED, 3, "No, it was not.", "Yes, it was."),
    ],
)
def test_a_yes_or_no_needs_a_quote_that_says_so(
    checker: SupportChecker, question: str, cited: int, right: str, wrong: str
) -> None:
    verdict = check(checker, right, question, cited)
    assert verdict.holds
    assert verdict.quotes == (COURIER[cited],)
    assert not verdict.is_recited
    assert not check(checker, wrong, question, cited).holds


def test_the_quote_of_a_yes_that_cites_none_is_found(checker: SupportChecker) -> None:
    verdict = check(checker, "Yes.", CLOSED)
    assert verdict.holds and verdict.is_recited
    assert verdict.quotes == (COURIER[0],)
    assert not check(checker, "No.", CLOSED).holds


@pytest.mark.parametrize("reply", ["Yes.", "No.", "It was.", "It was not."])
def test_what_a_quote_says_nothing_of_is_neither_so_nor_not(
    checker: SupportChecker, reply: str
) -> None:
    assert not check(checker, reply, "Was the Teal bridge sold?", 1).holds


@pytest.mark.parametrize(
    ("reply", "question"), [("Yes.", FOUND), ("Yes, it was not.", DAMAGED), ("No.", BARGES)]
)
def test_a_reply_that_answers_no_such_question_has_no_support(
    checker: SupportChecker, reply: str, question: str
) -> None:
    verdict = check(checker, reply, question, 0)
    assert not verdict.holds
    assert [problem.kind for problem in verdict.problems] == [ProblemKind.WORDING]


@pytest.mark.parametrize(
    ("question", "cited", "right", "wrong"),
    [
        (FOUND, 0, "Mara Lindqvist.", "Tom Berg."),
        ("Who wrote to the council?", 1, "Mara Lindqvist.", "Ida Holm."),
        (BARGES, 2, "Two.", "Three."),
        ("When did she write to the council?", 1, "In March.", "In May."),
        ("Where were the barges held?", 2, "At the lock.", "At the quay."),
        (FOUND, 0, "According to the Teal Courier, Mara Lindqvist.", "A welder."),
    ],
)
def test_a_short_reply_stands_in_its_quote(
    checker: SupportChecker, question: str, cited: int, right: str, wrong: str
) -> None:
    assert check(checker, right, question, cited).holds
    assert not check(checker, wrong, question, cited).holds


def test_what_a_short_reply_lacks_is_told_by_value_word_and_name() -> None:
    def kind_lacking(reply: str, question: str, place: int) -> ProblemKind | None:
        problem = lacking(reply, question, [COURIER[place]])
        return problem.kind if problem else None

    assert kind_lacking("about two", BARGES, 2) is None
    assert kind_lacking("2", BARGES, 2) is None
    assert kind_lacking("12", BARGES, 2) is ProblemKind.FIGURE
    assert kind_lacking("at the quay", "Where?", 2) is ProblemKind.WORDING
    assert kind_lacking("Lindqvist", FOUND, 0) is None
    assert kind_lacking("Mara Lindqvist", FOUND, 4) is ProblemKind.NAME
    assert kind_lacking("Ida Lindqvist", FOUND, 0) is ProblemKind.NAME
    assert kind_lacking("a crack that runs along the whole of its pier", FOUND, 0) is None


@pytest.mark.parametrize("reader", [True, False])
@pytest.mark.parametrize(
    ("question", "cited", "right", "wrong"),
    [
        ("Le pont de Teal a-t-il été fermé ?", 0, "Oui.", "Non."),
        ("L'écluse a-t-elle été endommagée ?", 1, "Non.", "Oui."),
    ],
)
def test_in_another_language_words_tell_a_yes_from_a_no(
    checker: SupportChecker, question: str, cited: int, right: str, wrong: str, reader: bool
) -> None:
    by = checker if reader else SupportChecker(WORDS_ONLY)
    for reply, holds in ((right, True), (wrong, False)):
        verdict = by.check(
            reply, cited=[ECHO[cited]], evidence=ECHO, language="fr", question=question
        )
        assert verdict.holds is holds


DIARIO = evidence_of(
    article(
        "Mara Lindqvist halló una grieta. Dos barcazas quedaron retenidas en la esclusa en marzo.",
        source="Diario",
        language="es",
    )
).sentences


@pytest.mark.parametrize("language", [None, "es"])
@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("¿Cuántas barcazas quedaron retenidas?", "Dos.", "Tres."),
        ("¿Cuándo quedaron retenidas las barcazas?", "En marzo.", "En mayo."),
        ("¿Dónde quedaron retenidas las barcazas?", "En la esclusa.", "En el muelle."),
        ("¿Quién halló la grieta?", "Mara Lindqvist.", "Ida Holm."),
    ],
)
def test_a_short_reply_is_in_the_language_of_its_question(
    checker: SupportChecker, question: str, right: str, wrong: str, language: str | None
) -> None:
    for reply, holds in ((right, True), (wrong, False)):
        verdict = checker.check(
            reply, cited=[], evidence=DIARIO, language=language, question=question
        )
        assert verdict.holds is holds


def test_without_a_reader_words_tell_a_yes_from_a_no() -> None:
    by_words = SupportChecker(WORDS_ONLY)
    assert check(by_words, "Yes.", CLOSED, 0).holds
    assert not check(by_words, "No.", CLOSED, 0).holds
    assert check(by_words, "It was not.", DAMAGED, 3).holds
    assert not check(by_words, "It was.", DAMAGED, 3).holds


@pytest.mark.parametrize(
    ("sentence", "is_yes"),
    [
        ("Yes.", True),
        ("No, it was not.", False),
        ("They haven't.", False),
        ("Not yet.", False),
        ("“Yes,” it did!", True),
        ("Sí.", True),
        ("Nein.", False),
        ("No one.", None),
        ("Yes, two.", None),
        ("It was closed.", None),
        ("", None),
        ("—", None),
    ],
)
def test_which_replies_say_no_more_than_yes_or_no(sentence: str, is_yes: bool | None) -> None:
    reply = bare_reply(sentence, CLOSED)
    assert (reply and reply.is_yes) == is_yes
    assert bare_reply(sentence, "") is None
