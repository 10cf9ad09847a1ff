"""Which names are towns, as their sentence tells: "the town hall of Orlo", "Orlo, the capital"."""

from __future__ import annotations

from bisect import bisect_left

from service.answering.values.name_words import CITIES, LOCATIVES
from service.answering.values.reading import Reading
from service.answering.values.value import Name, Value
from service.answering.values.words import word_set

_SETTLEMENTS = word_set("town city village capital port harbour seaport hamlet")
_PARTS_OF_NAMES = word_set("city town port villa")
_BETWEEN = word_set("the of , hall square old small little northern southern eastern western")


def is_settlement(reading: Reading, name: Value) -> bool:
    """Whether the name is of a town: known as one, or called one beside it or in it."""
    if not isinstance(name.meaning, Name):
        return False
    words = name.meaning.words
    if words[-1] in CITIES or (len(words) > 1 and not _PARTS_OF_NAMES.isdisjoint(words)):
        return True
    starts = [token.start for token in reading.tokens]
    first, after = bisect_left(starts, name.start), bisect_left(starts, name.end)
    if not _SETTLEMENTS.isdisjoint(reading.low(at) for at in _leading(reading, first)):
        return True
    behind = [reading.low(at) for at in range(after, after + 4)]
    return behind[:1] == [","] and not _SETTLEMENTS.isdisjoint(behind)


def is_located(reading: Reading, name: Value) -> bool:
    """Whether a preposition of place stands before the name and what it is called."""
    starts = [token.start for token in reading.tokens]
    first = bisect_left(starts, name.start)
    leading = _leading(reading, first)
    at = min(leading, default=first) - 1
    return reading.low(at) in LOCATIVES and not name.text.isupper()


def _leading(reading: Reading, first: int) -> range:
    """The words before a name that may call it a town: "in *the old town of* Orlo"."""
    at = first
    while at > 0 and reading.low(at - 1) in _BETWEEN | _SETTLEMENTS:
        at -= 1
    return range(at, first)
