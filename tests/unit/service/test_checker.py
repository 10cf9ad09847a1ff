"""The model that checks: what it is given, what it says, and when it says nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.errors import ModelDamaged
from corpus.models import Article, Hit, Passage, PassageId
from service.answering.checker.checker import LOWEST, Checker, Look
from service.answering.evidence import Evidence, EvidenceSentence, gather
from service.answering.reading.evidence_reader import EvidenceReader
from service.answering.relevance import relevance_of
from service.answering.verification.reading import read_statement
from service.readers import Readers
from service.settings import AnsweringSettings
from tests.fakes.evidence import article, evidence_of

TEXT = (
    "The council of Ostmark voted on Monday for the older plan. Nine of its members chose it, and "
    "three wanted a bridge instead. Mayor Anna Vidal said that work would begin next spring."
)
STRANGE = ("", "?", "😀 😀", "BRIDGE", "мост когда", "word " * 3_000)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load(2)


def looks_of(checker: Checker, question: str, told: Sequence[EvidenceSentence]) -> dict[int, Look]:
    """All that it says."""
    return {place: look for some in checker.look(question, told) for place, look in some.items()}


def evidence(one: Article) -> Evidence:
    place = PassageId(f"{one.article_id}@1#0")
    passage = Passage(place, one.article_id, 1, 0, 0, len(one.text), one.text, "", None)
    return gather([Hit(1, 1.0, passage, one)])


def sentences(language: str = "en") -> tuple[EvidenceSentence, ...]:
    return evidence(article(TEXT, language=language)).sentences


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Nine councillors backed the older plan.", "Three councillors backed the older plan."),
        (
            "Work is to start next spring, according to the mayor.",
            "Work started last spring, according to the mayor.",
        ),
        (
            "Three members of the council would have preferred a bridge.",
            "Nine members of the council would have preferred a bridge.",
        ),
    ],
)
def test_a_statement_is_supported_more_than_the_same_one_made_wrong(
    checker: Checker, right: str, wrong: str
) -> None:
    told = sentences()
    supports = [read_statement(checker.model, one, told).support for one in (right, wrong)]
    assert supports[0] > supports[1]


def test_a_question_is_answered_more_than_its_near_miss(checker: Checker) -> None:
    told = sentences()
    asked = looks_of(checker, "How many members chose the older plan?", told[1:2])
    missed = looks_of(checker, "How many members abstained from the vote?", told[1:2])
    assert asked[0].relevance > missed[0].relevance


@pytest.mark.parametrize(
    ("question", "relevance"),
    [("How many members chose the older plan?", 3.2), ("How many members abstained?", -2.3)],
)
def test_it_says_the_same_on_every_processor(
    checker: Checker, question: str, relevance: float
) -> None:
    # Products of eight-bit codes that overflow leave 0 of both.
    (read,) = checker.model.read(question, [[one.text for one in sentences()]])
    assert read.relevance == pytest.approx(relevance, abs=0.8)


def test_each_sentence_is_looked_at(checker: Checker) -> None:
    looks = looks_of(checker, "When will work begin?", sentences())
    assert sorted(looks) == [0, 1, 2]
    assert max(looks.values(), key=lambda one: one.sentence) is looks[2]


def test_two_sentences_are_read_at_a_time(checker: Checker) -> None:
    read = [sorted(some) for some in checker.look("When will work begin?", sentences())]
    assert read == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("question", "language"),
    [("¿Cuándo empezarán las obras?", "en"), ("When will work begin?", "de")],
)
def test_it_says_nothing_of_another_language(
    checker: Checker, question: str, language: str
) -> None:
    assert looks_of(checker, question, sentences(language)) == {}


def test_it_passes_over_a_later_sentence_of_another_language(checker: Checker) -> None:
    told = (*sentences(), *sentences("de"))
    assert sorted(looks_of(checker, "When will work begin?", told)) == [0, 1, 2]


def test_it_says_nothing_of_no_sentences(checker: Checker) -> None:
    assert looks_of(checker, "When will work begin?", ()) == {}


def test_what_the_window_has_no_room_for_gets_a_finite_score(checker: Checker) -> None:
    one = replace(sentences()[1], previous="word " * 400)
    (look,) = looks_of(checker, "How many members chose the older plan?", [one]).values()
    assert look.sentence == LOWEST


@pytest.mark.parametrize("text", STRANGE)
def test_any_text_gets_finite_scores(checker: Checker, text: str) -> None:
    (read,) = checker.model.read(text, [[text, TEXT, text]])
    assert math.isfinite(read.relevance)
    assert all(map(math.isfinite, read.sentences))


def test_what_a_sentence_says_of_another_matter_is_less_relevant(checker: Checker) -> None:
    question = "How many members chose the older plan?"
    quotes = [one.quote for one in sentences()]
    near = relevance_of(checker, question, "Nine members chose it.", quotes[1:2])
    far = relevance_of(checker, question, "The mayor is called Anna Vidal.", quotes[2:])
    bare = relevance_of(checker, question, "The mayor is called Anna Vidal.", [])
    assert near is not None
    assert far is not None
    assert bare is not None
    assert near > max(far, bare)


def test_what_is_not_english_has_no_relevance(checker: Checker) -> None:
    quotes = [one.quote for one in sentences("de")]
    assert relevance_of(checker, "How many chose it?", "Nine members chose it.", quotes) is None


def test_the_short_answer_stands_in_the_sentence(checker: Checker) -> None:
    told = sentences()[2:]
    looks = looks_of(checker, "Who said that work would begin next spring?", told)
    assert "Anna Vidal" in told[0].text[looks[0].start : looks[0].end]
    assert looks[0].reading.own_span == looks[0].span


def test_a_damaged_model_is_done_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def damaged(threads: int, weights: str = "") -> None:
        raise ModelDamaged("a file is missing")

    for kind in (Checker, EvidenceReader):
        monkeypatch.setattr(kind, "load", damaged)
    assert Readers.load(AnsweringSettings()) == Readers()
    told = capsys.readouterr()
    assert "checker_left_out" in told.out + told.err
    assert "reader_left_out" in told.out + told.err


def test_a_model_that_is_switched_off_is_not_loaded() -> None:
    assert Readers.load(AnsweringSettings(reader=False, checker=False)) == Readers()


def test_all_sentences_of_a_part_are_looked_at_in_one_window(checker: Checker) -> None:
    told = sentences()
    ((*looks,),) = checker.look_around("When will work begin?", [told])
    assert len(looks) == len(told)
    assert max(looks, key=lambda one: one.sentence) is looks[2]
    assert checker.look_around("When will work begin?", []) == []


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (
            "Was the van charging when it caught fire?",
            "The van hung on the charger behind the bakery when smoke came from under the seats.",
            "The van stood behind the bakery and had not been plugged in.",
        ),
        (
            "Did the company threaten to fire the strikers?",
            "The company wrote that strikers who stay away on Friday will be sacked.",
            "We threatened nobody with dismissal, the company said.",
        ),
        (
            "Was the insurer told about the other room?",
            "We wrote to the insurer about the change of room, and they thanked us.",
            "Nobody told us about the other room, said the insurer.",
        ),
    ],
)
def test_a_yes_is_told_from_a_no_without_the_words_of_the_question(
    checker: Checker, question: str, yes: str, no: str
) -> None:
    both = [evidence_of(article(text)).sentences[0] for text in (yes, no)]
    affirmed, denied = checker.affirms(question, both)
    assert affirmed > denied + 1.0
    assert denied < 0.0
