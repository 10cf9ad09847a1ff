"""Pairs of windows that differ by little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import pytest

from reader.claim import Claim
from reader.examples import ASKED as ASKED_ID
from reader.examples import Answer, Example, Statement, near_miss_id
from reader.pairs import MOST_WORDS, PairMaker, PairPlan, Written
from reader.windows import GroupMaker, Window

SENTENCES = (
    "The council of Ostmark voted on Monday.",
    "Nine of its members chose the older plan.",
    "Three of them wanted a bridge instead.",
    "Work begins next spring, mayor Anna Vidal said.",
    "The ferry will go on until then.",
)
STATEMENT = Statement(
    "Nine councillors picked the plan that was older.",
    "Nine councillors picked the plan that was newer.",
    (42, 47),
)
ASKED = Example(
    "q", "pool", "doc", "Ostmark votes", "Who named the date?", SENTENCES,
    (Answer(3, 31, 41, "Anna Vidal"),),
)  # fmt: skip
NEAR = Example(near_miss_id("q"), "pool", "doc", "", "Who paid for it?", SENTENCES, ())


OPEN = Example(
    f"{ASKED_ID}o", "pool", "doc", "Ostmark votes", "how did the vote go", SENTENCES,
    tuple(Answer(n, 0, len(SENTENCES[n]), SENTENCES[n]) for n in (1, 2)), is_open=True,
)  # fmt: skip
UNTOLD = Example(
    near_miss_id(f"{ASKED_ID}o"), "pool", "doc", "", "how long did the vote take", SENTENCES, (),
    is_open=True,
)  # fmt: skip


class NoClaims:
    """Makes a claim of the first sentence."""

    def make_from_sentence(self, example: Example) -> tuple[Claim, Claim, tuple[int, ...]]:
        """A claim, the same one made wrong, and which sentences support the first."""
        wrong = Claim(example.sentences[0].replace("Monday", "Friday"), ((32, 38),))
        return Claim(example.sentences[0]), wrong, (0,)


def in_the_second(statement: str, sentences: Sequence[str]) -> list[float]:
    """The support of any statement stands in the second sentence, some in the third."""
    return [-3.0, 4.0, 1.0, *[-5.0] * (len(sentences) - 3)]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Window, ...]]:
    maker = GroupMaker([ASKED, NEAR], rivals=1, seed=1)
    written = Written([(ASKED, STATEMENT)])
    made = PairMaker(maker, NoClaims(), written, in_the_second, PairPlan(seed=2))  # type: ignore[arg-type]
    return list(islice(made.make_pairs(), 300))


def test_the_first_of_each_two_supports_or_answers_and_the_other_does_not(
    pairs: list[tuple[Window, ...]],
) -> None:
    assert all(one.relevant and not other.relevant for one, other in pairs)


def test_a_statement_stands_over_the_sentence_that_supports_it(
    pairs: list[tuple[Window, ...]],
) -> None:
    told = [one for one, _ in pairs if one.question == STATEMENT.text]
    assert told
    assert all(SENTENCES[1] in one.sentences for one in told)
    assert any(len(one.sentences) < len(SENTENCES) for one in told)


def test_its_rival_is_wrong_over_the_same_sentences_or_lacks_the_support(
    pairs: list[tuple[Window, ...]],
) -> None:
    rivals = [(one, other) for one, other in pairs if one.question == STATEMENT.text]
    wrong = [pair for pair in rivals if pair[1].question == STATEMENT.wrong]
    bare = [other for _, other in rivals if other.question == STATEMENT.text]
    assert all(one.sentences == other.sentences for one, other in wrong)
    assert wrong[0][1].changed == (STATEMENT.wrong_at,)
    assert bare
    assert all(SENTENCES[1] not in one.sentences for one in bare)


def test_a_question_is_answered_and_its_near_miss_is_not(
    pairs: list[tuple[Window, ...]],
) -> None:
    asked = [(one, other) for one, other in pairs if one.span is not None]
    for one, other in asked:
        number, start, end = one.span or (0, 0, 0)
        assert one.sentences[number][start:end] == "Anna Vidal"
        is_bare = other.question == one.question
        assert not is_bare or SENTENCES[3] not in other.sentences
    assert any("paid" in other.question for _, other in asked)


def test_an_answer_with_yes_or_no_stands_over_its_sentence_and_not_what_seems_to_support_it() -> (
    None
):
    told = Statement(
        "Yes, work begin in spring.", "No, not work begin in spring.", (0, 7), support=3
    )
    maker = GroupMaker([ASKED, NEAR], rivals=1, seed=1)
    plan = PairPlan(shares=(0, 0, 0, 0, 0, 1), seed=6)
    made = PairMaker(maker, NoClaims(), Written(yes_no=[(ASKED, told)]), in_the_second, plan)  # type: ignore[arg-type]
    drawn = list(islice(made.make_pairs(), 60))
    assert {one.question for one, _ in drawn} == {told.text}
    assert all(SENTENCES[3] in one.sentences for one, _ in drawn)
    assert any(SENTENCES[1] not in one.sentences for one, _ in drawn)


ABROAD = ("The council of Velm named a date.", "Its mayor was not there.")
AGAIN = ("The town's head gave the day.", "It was Ms Vidal who named the date.")


def test_a_rival_may_be_alike_from_elsewhere_but_never_of_the_same_event() -> None:
    asked = replace(ASKED, event="vote")
    other = Example("v", "pool", "velm", "Velm names a date", "Who?", ABROAD, ())
    same = Example("a", "pool", "again", "Vidal names the date", "Why?", AGAIN, (), event="vote")
    maker = GroupMaker([asked, NEAR, other, same], rivals=1, seed=1)
    made = PairMaker(maker, NoClaims(), Written(), in_the_second, PairPlan(seed=7))  # type: ignore[arg-type]
    rivals = [rival for one, rival in islice(made.make_pairs(), 300) if one.span is not None]
    assert any(set(rival.sentences) & set(ABROAD) for rival in rivals)
    assert not any(set(rival.sentences) & set(AGAIN) for rival in rivals)


def test_neighbours_stand_in_a_window_only_while_there_is_room() -> None:
    long = tuple(f"Sentence {n} {'word ' * 50}end." for n in range(12))
    example = Example("l", "pool", "long", "", "Where?", long, (Answer(5, 0, 8, "Sentence"),))
    near = Example(near_miss_id("l"), "pool", "long", "", "Why?", long, ())
    maker = GroupMaker([example, near], rivals=1, seed=1)
    made = PairMaker(maker, NoClaims(), Written(), in_the_second, PairPlan(seed=3))  # type: ignore[arg-type]
    windows = [window for pair in islice(made.make_pairs(), 200) for window in pair]
    cut = [one for one in windows if len(one.sentences) < len(long) - 1]
    assert cut
    assert all(len(" ".join(one.sentences).split()) <= MOST_WORDS for one in cut)


def test_an_open_question_stands_over_sentences_and_has_no_short_answer() -> None:
    maker = GroupMaker([OPEN, UNTOLD], rivals=1, seed=1)
    made = PairMaker(maker, NoClaims(), Written(), in_the_second, PairPlan(seed=4))  # type: ignore[arg-type]
    made_pairs = list(islice(made.make_pairs(), 200))
    assert all(one.is_open and other.is_open for one, other in made_pairs)
    assert all(one.relevant and not other.relevant for one, other in made_pairs)
    held = [set(SENTENCES[1:3]) & set(one.sentences) for one, _ in made_pairs]
    assert {len(each) for each in held} == {1, 2}
    assert any(other.question.startswith("how long") for _, other in made_pairs)


def test_the_shares_say_what_is_drawn() -> None:
    maker = GroupMaker([ASKED, NEAR, OPEN, UNTOLD], rivals=1, seed=1)
    plan = PairPlan(shares=(0, 0, 0, 1, 0, 0), seed=5)
    made = PairMaker(maker, NoClaims(), Written([(ASKED, STATEMENT)]), in_the_second, plan)  # type: ignore[arg-type]
    assert {one.question for one, _ in islice(made.make_pairs(), 40)} <= {
        OPEN.question,
        OPEN.question.lower(),
    }


def test_a_question_in_another_language_has_its_rival_in_the_same() -> None:
    asked = replace(ASKED, translations=("¿quién dijo la fecha?", "wer nannte das Datum"))
    near = replace(NEAR, translations=("¿quién lo pagó?", "wer hat es bezahlt"))
    maker = GroupMaker([asked, near], rivals=1, seed=1)
    plan = PairPlan(shares=(0, 0, 1, 0, 0, 0), seed=4, abroad=0.7)
    made = PairMaker(maker, NoClaims(), Written(), in_the_second, plan)  # type: ignore[arg-type]
    drawn = [
        (one.question.casefold().strip("¿? "), other.question.casefold().strip("¿? "))
        for one, other in islice(made.make_pairs(), 200)
    ]
    rivals: dict[str, set[str]] = {}
    for one, other in drawn:
        rivals.setdefault(one, set()).add(other)
    assert rivals == {
        "who named the date": {"who named the date", "who paid for it"},
        "quién dijo la fecha": {"quién dijo la fecha", "quién lo pagó"},
        "wer nannte das datum": {"wer nannte das datum", "wer hat es bezahlt"},
    }


def test_a_window_has_no_more_words_than_the_plan_allows() -> None:
    maker = GroupMaker([ASKED, NEAR], rivals=1, seed=1)
    plan = PairPlan(shares=(0, 0, 1, 0, 0, 0), seed=4, words=20)
    made = PairMaker(maker, NoClaims(), Written(), in_the_second, plan)  # type: ignore[arg-type]
    for one, _ in islice(made.make_pairs(), 100):
        told = [text for text in one.sentences if text != ASKED.title]
        assert sum(len(text.split()) for text in told) <= 20
