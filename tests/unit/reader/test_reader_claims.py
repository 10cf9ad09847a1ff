"""Claims to train the reader on: the true ones stay true, and what was changed is known."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.claim import Claim, names_of
from reader.claim_groups import ClaimMaker
from reader.claims import as_pair, declare, rival_answer, with_answer
from reader.examples import Answer, Example
from reader.falsifying import Falsifier, Surroundings
from reader.lexicon import Lexicon
from reader.rewording import Reworder
from reader.windows import GroupMaker

NOUNS = """\
00000100 04 n 01 harbour 0 001 @ 00000300 n 0000 | where ships lie
00000200 04 n 01 station 0 001 @ 00000300 n 0000 | where trains stop
00000300 04 n 01 place 0 002 ~ 00000100 n 0000 ~ 00000200 n 0000 | somewhere
"""
VERBS = """\
00000100 30 v 02 open 0 unlock 0 001 ! 00000200 v 0101 01 + 08 00 | make open
00000200 30 v 01 close 0 001 ! 00000100 v 0101 01 + 08 00 | make shut
00000300 30 v 02 finish 0 complete 0 000 01 + 08 00 | bring to an end
"""
ADJECTIVES = """\
00000100 00 a 01 large 0 001 ! 00000200 a 0101 | big
00000200 00 a 01 small 0 001 ! 00000100 a 0101 | little
"""
COUNTS = {
    "noun": {"harbour": (100,), "station": (200,), "place": (300,)},
    "verb": {
        "open": (100,),
        "unlock": (100,),
        "close": (200,),
        "finish": (300,),
        "complete": (300,),
    },
    "adj": {"large": (100,), "small": (200,)},
    "adv": {},
}
KINDS = {"noun": "1", "verb": "2", "adj": "3", "adv": "4"}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A WordNet of ten words."""
    folder = tmp_path_factory.mktemp("wordnet")
    counts = []
    for name, text in (("noun", NOUNS), ("verb", VERBS), ("adj", ADJECTIVES), ("adv", "")):
        (folder / f"data.{name}").write_text(f"  1 a licence\n{text}")
        lines = []
        for word, offsets in COUNTS[name].items():
            places = " ".join(f"{offset:08}" for offset in offsets)
            lines.append(f"{word} {name[0]} {len(offsets)} 0 {len(offsets)} 1 {places}  \n")
            counts.append(f"{word}%{KINDS[name]}:00:00:: 1 9\n")
        (folder / f"index.{name}").write_text("".join(lines))
    (folder / "cntlist.rev").write_text("".join(counts))
    return Lexicon(folder)


def test_words_are_exchanged_in_their_form(lexicon: Lexicon) -> None:
    opened, harbours = lexicon.use_of("opened"), lexicon.use_of("harbours")
    finished, large = lexicon.use_of("finished", before="was"), lexicon.use_of("large")
    assert opened and harbours and finished and large
    assert lexicon.opposites(opened) == ["closed"]
    assert lexicon.siblings(harbours) == ["stations"]
    assert lexicon.broader(harbours) == ["places"]
    assert finished.tag == "VBN" and lexicon.synonyms(finished) == ["completed"]
    assert lexicon.opposites(large) == ["small"]
    assert lexicon.use_of("xqzt") is None


def example(question: str, sentence: str, answer: str) -> Example:
    start = sentence.index(answer)
    place = Answer(0, start, start + len(answer), answer)
    return Example("1", "news", "doc", "Port", question, (sentence,), (place,))


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "expected"),
    [
        (
            "When did the harbour close?",
            "The harbour closed in 1987.",
            "1987",
            "The harbour closed in 1987.",
        ),
        (
            "Who opened the harbour?",
            "Ana Pires opened it.",
            "Ana Pires",
            "Ana Pires opened the harbour.",
        ),
        (
            "Where was the station opened?",
            "In Lisbon they opened the station.",
            "Lisbon",
            "The station was opened in Lisbon.",
        ),
        (
            "Who was the first mayor?",
            "Rui Lobo, the first mayor, spoke.",
            "Rui Lobo",
            "Rui Lobo was the first mayor.",
        ),
    ],
)
def test_a_question_and_its_answer_become_a_statement(
    question: str, sentence: str, answer: str, expected: str, lexicon: Lexicon
) -> None:
    made = declare(example(question, sentence, answer), sentence, answer, lexicon)
    assert made is not None
    text, at = made
    assert text == expected
    assert text[at : at + len(answer)] == answer


def test_a_question_of_another_form_becomes_none(lexicon: Lexicon) -> None:
    odd = example("name the harbour", "The harbour is Faro.", "Faro")
    assert declare(odd, odd.sentences[0], "Faro", lexicon) is None


def test_a_rival_answer_is_of_the_same_shape_and_marked() -> None:
    rng = random.Random(1)
    sentences = ("Ana Pires met Rui Lobo in Lisbon.",)
    other = rival_answer("Ana Pires", sentences, ["Eva Dahl", "1999"], rng)
    assert other and other[0].isupper() and other != "Ana Pires"
    assert rival_answer("in 1987", sentences, [], rng) not in {None, "in 1987"}
    text, at = as_pair("Who met Rui Lobo?", "Ana Pires")
    claim = with_answer(text, at, "Ana Pires", "Eva Dahl")
    assert claim.text == "Who met Rui Lobo? Eva Dahl"
    assert [claim.text[low:high] for low, high in claim.changed] == ["Eva Dahl"]


SENTENCES = (
    "Ana Pires opened the large harbour of Faro on Monday, which took 12 years.",
    "The minister did not close the old station in March 1999 (see above).",
    "Rui Lobo and Eva Dahl were praised in Lisbon for two reports.",
)


@given(st.integers(0, 2), st.integers(0, 10_000))
def test_what_was_changed_is_where_the_marks_say(lexicon: Lexicon, number: int, seed: int) -> None:
    rng = random.Random(seed)
    names = names_of(SENTENCES)
    around = Surroundings(" ".join(SENTENCES), names, ["Oslo", "Ivo Berg"], SENTENCES)
    claim = Reworder(lexicon).reword(Claim(SENTENCES[number]), rng)
    assert claim.changed == ()
    edited = Falsifier(lexicon).falsify(claim, around, rng)
    if edited is None:
        return
    assert edited.text != claim.text
    assert edited.changed
    assert all(0 <= low < high <= len(edited.text) for low, high in edited.changed)
    kept, place = [], 0
    for low, high in edited.changed:
        kept.append(edited.text[place:low])
        place = high
    kept.append(edited.text[place:])
    assert all(part.strip(" ") in claim.text for part in kept), "only marked words are new"


def test_a_group_holds_one_supported_claim_and_two_that_are_not(lexicon: Lexicon) -> None:
    one = Example(
        "1",
        "news",
        "doc",
        "Port",
        "Who opened the large harbour?",
        SENTENCES,
        (Answer(0, 0, 9, "Ana Pires"),),
    )
    maker = GroupMaker([one], rivals=2, seed=1, lexicon=lexicon)
    claims = ClaimMaker(maker, lexicon, seed=1)
    groups = [group for _ in range(40) if (group := claims.make_group(one))]
    assert groups
    for group in groups:
        assert [window.relevant for window in group] == [True, False, False]
        assert all(window.is_claim and window.span is None for window in group)
        assert group[0].changed == () and sum(group[0].gold) == pytest.approx(1)
        assert group[1].changed
