"""Training windows: one that answers, rivals that do not, and questions about something else."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evaluation.datasets.reader_files import is_held_out
from reader.examples import Answer, Example, split_held_out, split_sentences
from reader.leaks import TestText, drop_leaks
from reader.questions import make_keywords, shift_number, swap_entity
from reader.verbs import BY_SENSE, swap_verb
from reader.windows import GroupMaker, lacks_answer


def example(number: int, *, question: str, sentences: tuple[str, ...], answer: str) -> Example:
    place = next(n for n, sentence in enumerate(sentences) if answer in sentence)
    start = sentences[place].index(answer)
    return Example(
        id=str(number),
        pool="pool",
        document=f"document {number // 2}",
        title="Harbours of Averil",
        question=question,
        sentences=sentences,
        answers=(Answer(place, start, start + len(answer), answer),),
    )


EXAMPLES = [
    example(
        number,
        question=f"When did Port Averil open Quay {number}?",
        sentences=(
            f"Quay {number} is the longest of Port Averil.",
            f"Port Averil opened Quay {number} in {1900 + number}.",
            "Grain ships call there in autumn.",
        ),
        answer=str(1900 + number),
    )
    for number in range(8)
]


@pytest.mark.parametrize("seed", range(30))
def test_the_first_window_answers_and_its_rivals_do_not(seed: int) -> None:
    maker = GroupMaker(EXAMPLES, rivals=2, seed=seed)
    for (first, *rivals), asked in zip(maker.make_epoch(), _order(seed), strict=True):
        assert first.span is not None
        sentence, start, end = first.span
        assert first.sentences[sentence][start:end] == asked.answers[0].text
        assert first.gold[sentence] == pytest.approx(1)
        assert len(rivals) == 2
        assert not any(rival.relevant or any(rival.gold) for rival in rivals)


@pytest.mark.parametrize("seed", range(20))
def test_a_rival_with_the_same_question_lacks_the_answer(seed: int) -> None:
    groups = GroupMaker(EXAMPLES, rivals=2, seed=seed).make_epoch()
    for (first, *rivals), asked in zip(groups, _order(seed), strict=True):
        same = [rival for rival in rivals if rival.question == first.question]
        assert all(lacks_answer(rival.sentences, asked) for rival in same)


def test_another_verb_asks_about_another_event() -> None:
    rng = random.Random(1)
    for _ in range(50):
        changed = swap_verb("When did Mongolia ratify the statute?", "It signed in 2000.", rng)
        assert changed is not None
        assert changed.startswith("When did Mongolia ")
        assert changed.endswith(" the statute?")
        verb = changed.split()[3]
        assert verb in {verb[0] for sense in BY_SENSE for verb in sense}, "a base form after did"
        assert verb not in {"ratify", "sign", "approve", "adopt", "pass"}, "nor one of its sense"


def test_another_verb_never_stands_in_the_passage_and_nouns_stay() -> None:
    rng = random.Random(2)
    held = "They lost, left and sold it."
    for _ in range(100):
        changed = swap_verb("Who won the cup?", held, rng)
        assert changed is not None
        assert changed.split()[1] not in {"lost", "left", "quit", "sold"} - {"quit"}
    assert swap_verb("Who is known by name?", "", rng) is None
    assert swap_verb("What is the capital?", "", rng) is None


def test_names_and_numbers_are_exchanged_for_others() -> None:
    rng = random.Random(3)
    changed = swap_entity(EXAMPLES[3], ["Kelby Sound"], "opened in 1903", rng)
    assert changed is not None
    assert changed != EXAMPLES[3].question
    assert shift_number("1,903", rng) != "1903"


def test_keywords_leave_out_function_words() -> None:
    assert make_keywords("When did Port Averil open Quay 3?") == "port averil open quay 3"
    assert not make_keywords("Who is it?")


def test_what_shares_a_question_or_a_text_with_a_test_set_is_dropped() -> None:
    asked = example(
        1, question="Who designed the old lighthouse?", sentences=("Ada Quill did.",), answer="Ada"
    )
    read = example(
        2,
        question="How deep is the inner basin?",
        sentences=("The inner basin of the harbour is eleven metres deep at low tide in March.",),
        answer="eleven",
    )
    test = TestText()
    test.add_question("who designed the old lighthouse")
    test.add_text(read.sentences[0])
    assert drop_leaks([asked, read, EXAMPLES[3]], test) == [EXAMPLES[3]]


def test_sentences_are_ranges_of_the_text_without_white_space_around() -> None:
    text = "  He left the U.S. on Jan. 5.  Nobody knew.\n"
    assert [text[low:high] for low, high in split_sentences(text)] == [
        "He left the U.S. on Jan. 5.",
        "Nobody knew.",
    ]


def _order(seed: int) -> list[Example]:
    """The order in which an epoch with this seed asks."""
    order = list(EXAMPLES)
    random.Random(seed).shuffle(order)
    return order


def test_the_evaluation_holds_out_the_same_documents() -> None:
    documents = [replace(EXAMPLES[0], document=f"document {number}") for number in range(300)]
    kept, held_out = split_held_out(documents)
    assert kept and held_out
    assert all(is_held_out(one.document) for one in held_out)
    assert not any(is_held_out(one.document) for one in kept)
