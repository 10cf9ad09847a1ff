"""Quoted speech and its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.reading import Reading
from service.answering.values.value import Name, NameSort, Speech, Value, ValueKind

_LONGEST = 1200
_QUOTED = re.compile(
    rf"“[^“”]{{1,{_LONGEST}}}”|«[^«»]{{1,{_LONGEST}}}»|„[^„“”]{{1,{_LONGEST}}}[“”]"
    rf"|\"[^\"\n]{{1,{_LONGEST}}}\""
)
_REACH = 160


def quotations_in(reading: Reading, names: Sequence[Value]) -> list[Value]:
    """Every quotation with its marks; the speaker is the name beside a verb of saying."""
    verbs = [token.start for token in reading.tokens if token.low in SPEECH_VERBS]
    speakers = [name for name in names if _may_speak(name)]
    starts = [name.start for name in speakers]
    found = []
    for match in _QUOTED.finditer(reading.text):
        words = match[0][1:-1].strip()
        verb = _verb_beside(verbs, match.start(), match.end())
        if not words:
            continue
        speaker = None
        if verb is not None:
            near = slice(bisect_left(starts, verb - _REACH), bisect_left(starts, verb + _REACH))
            speaker = _speaker(speakers[near], match.start(), match.end(), verb)
        speech = Speech(words, speaker)
        found.append(Value(ValueKind.QUOTATION, match[0], match.start(), match.end(), speech))
    return found


def _may_speak(name: Value) -> bool:
    return isinstance(name.meaning, Name) and name.meaning.sort is not NameSort.PLACE


def _verb_beside(verbs: Sequence[int], start: int, end: int) -> int | None:
    """The verb of saying nearest to the quotation, outside it and within reach."""
    before = verbs[bisect_left(verbs, start - _REACH) : bisect_left(verbs, start)]
    after = verbs[bisect_left(verbs, end) : bisect_left(verbs, end + _REACH)]
    near = [*before[-1:], *after[:1]]
    return min(near, key=lambda at: min(abs(at - start), abs(at - end)), default=None)


def _speaker(people: Sequence[Value], start: int, end: int, verb: int) -> str | None:
    """The name outside the quotation that stands nearest to the verb."""
    outside = [name for name in people if name.end <= start or name.start >= end]
    nearest = min(outside, key=lambda name: abs((name.start + name.end) / 2 - verb), default=None)
    return nearest.text if nearest else None


def without_marks(text: str) -> str:
    """A text whose quoted words stand without their quotation marks."""
    return _QUOTED.sub(lambda match: match[0][1:-1].strip(), text)
