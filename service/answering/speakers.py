"""Whether a name stands in a sentence only because somebody said something.

Who told reporters of a fire did not light it: in "it burned down on 2 July, police chief Anders
Molin said" the name is no answer to who burned it down.
"""

from __future__ import annotations

from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import Reading, stems_of
from service.answering.values.acts import BOUNDARIES
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.tellings import stems_in
from service.answering.values.words import stem, word_set

_TELLING = word_set(
    """said says say saying told tells added adds explained explains noted notes stated recalled
    remarked wrote reported dijo dice afirmo anadio explico senalo indico aseguro conto dit ajoute
    explique affirme indique precise sagte sagt erklarte betonte meinte disse afirmou acrescentou
    explicou contou"""
)
_SAYING_STEMS = frozenset(map(stem, SPEECH_VERBS | _TELLING)) | frozenset(
    stems_of(["accuse", "report", "blame", "criticise", "complain", "suggest", "advise", "claim"])
)
_HOLDING = frozenset(
    map(
        stem,
        word_set(
            """lead head run chair manage coach represent preside direct own found command edit
            speak serve belong"""
        ),
    )
)
"""What somebody does who is called so: an inquiry's chair "said" and chairs it all the same."""
_SOURCES = (("according", "to"), ("segun",), ("selon",), ("laut",), ("segundo",))
_THEY = word_set("he she it they i we el ella il elle er sie ele ela")
_NEAR = 4
_REACH = 10
_LONGEST_POST = 10


def is_only_a_speaker(shape: QuestionShape, reading: Reading, first: int, after: int) -> bool:
    """Whether the words ``reading.tokens[first:after]`` name who tells what is asked about.

    Who tells it of himself is no mere teller: "Tarn said that it will buy the bakery", "said Ovi
    Marr, who won".
    """
    if shape.wanted not in {AnswerKind.PERSON, AnswerKind.ORGANISATION}:
        return False
    acts = stems_of(shape.verbs)
    if not acts or set(acts) & (_SAYING_STEMS | _HOLDING):
        return False
    told = _telling_beside(reading, first, after)
    return told is not None and acts[0] not in stems_in(reading)[told.start : told.stop]


def _telling_beside(reading: Reading, first: int, after: int) -> range | None:
    """Where the words stand that say who the speaker is; ``None`` where the name is of none."""
    end = _end_of_post(reading, after)
    for start in (_start_of_post(reading, first), _start_of_post(reading, first, over_mark=True)):
        if _is_source(reading, start) or reading.low(start - 1) in _TELLING:
            return range(start, end)
    is_between = reading.low(after) == "," and reading.low(after + 1) in _TELLING
    if is_between:  # "the chief of police, Anders Molin, said"
        return range(_start_of_post(reading, first, over_mark=True), after)
    verb = end + 1 if reading.low(after) == "," else after
    if reading.low(verb) not in _TELLING:
        return None
    near = [reading.low(at) for at in range(verb + 1, verb + 1 + _NEAR)]
    of_himself = near[0] == "to" or not _THEY.isdisjoint(near)
    return range(_start_of_post(reading, first), verb + _REACH if of_himself else verb)


def _start_of_post(reading: Reading, first: int, *, over_mark: bool = False) -> int:
    """Where "police chief Anders Molin" begins, or over a comma "its chief, Anders Molin"."""
    at = first - 1 if over_mark and reading.low(first - 1) == "," else first
    while at > 0 and first - at < _LONGEST_POST:
        low = reading.low(at - 1)
        is_part = low[:1].isalnum() or low in ("'s", "’s", "-")
        if not is_part or low in BOUNDARIES | _TELLING or _is_source(reading, at):
            break
        at -= 1
    return at


def _end_of_post(reading: Reading, after: int) -> int:
    """Where what stands behind a name and a comma ends: ", who won the race,"."""
    if reading.low(after) != ",":
        return after
    at = after + 1
    while reading.low(at) not in ("", ",") and at - after < _LONGEST_POST:
        at += 1
    return at


def _is_source(reading: Reading, at: int) -> bool:
    return any(
        tuple(reading.low(n) for n in range(at - len(words), at)) == words for words in _SOURCES
    )
