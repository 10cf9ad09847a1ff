"""Acts told in several words: "left their homes", "lifted the order", "set the ballots aside"."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.calendar_words import TIME_UNITS
from service.answering.values.reading import Reading
from service.answering.values.words import stem, word_set


class _Telling(NamedTuple):
    """What a verb tells by the words near it.

    ``objects`` stand behind the verb, before it too where ``either``; ``between`` are the words
    that may come between, any but a mark where there are none.
    """

    concept: str
    verbs: frozenset[str]
    objects: frozenset[str]
    reach: int
    between: frozenset[str] = frozenset()
    either: bool = False


_OWN = word_set(
    """the their his her its our both these those flooded own sus su la las los el leur leurs le les
    ihre ihr die das der seine suas sua as os a o de"""
)
_ABODES = word_set(
    """home homes house houses valley village villages town towns area region island islands
    district neighbourhood neighborhood zone hogar hogares casa casas vivienda viviendas pueblo
    valle domicile domiciles maison maisons logement logements foyer village villages hauser haus
    wohnungen wohnung heim dorf tal lar lares moradias aldeia aldeias vale"""
)
_ORDERS = word_set(
    """order orders ban bans curfew restrictions restriction warning warnings alert alerts lockdown
    siege sanctions embargo blockade emergency orden ordenes prohibicion toque restricciones alerta
    estado bloqueo ordre interdiction alerte blocus anordnung verbot ausgangssperre sperre warnung
    ordem proibicao restricoes"""
)
ORDER_STEMS = frozenset(map(stem, _ORDERS))
"""What is lifted: orders, bans, sieges. One is not another."""
_ASIDE = stem("aside")
_TELLINGS = (
    _Telling(
        "visit",  # "will be spending four days in Velia", "how many days will she spend there"
        word_set(
            """spend spends spent spending pasa paso pasara pasar passe passera passer verbringt
            verbrachte verbringen passou passara passar"""
        ),
        frozenset(unit for units in TIME_UNITS.values() for unit in units),
        4,
        either=True,
    ),
    # Not "left homes in ruins": what is left behind has somebody's word before it.
    _Telling(
        "displaced",
        word_set(
            """leave leaves leaving left abandon abandoned abandoning abandonar abandonaron dejar
            dejaron salir salieron quitter quitte quittent quitterent deixar deixaram abandonaram"""
        ),
        _ABODES,
        3,
        between=_OWN,
    ),
    _Telling("displaced", word_set("verlassen verliessen"), _ABODES, 3, either=True),
    _Telling(
        "end",
        word_set(
            """lift lifts lifted lifting levanta levanto levantaron levantar levantada levee leve
            lever aufgehoben hob hoben levantou levantaram"""
        ),
        _ORDERS,
        5,
        either=True,
    ),
    _Telling(stem("depth"), word_set("metres meters feet fathoms"), word_set("water"), 2),
    _Telling(
        _ASIDE,
        word_set("set sets put puts placed laid kept lock locked sealed"),
        word_set("aside apart"),
        5,
        either=True,
    ),
    _Telling(
        _ASIDE, word_set("set put puts placed kept"), word_set("locked sealed separate safe"), 6
    ),
    _Telling(_ASIDE, word_set("lock locked sealed"), word_set("box boxes bag bags safe vault"), 3),
)
_BARE = word_set("home homes")
_STATE_LEFT = word_set(
    "without damaged destroyed ruined devastated isolated cut reeling sin sans ohne sem"
)


def told_at(reading: Reading, index: int) -> str:
    """The concept of the act that the word there tells together with words near it, if any."""
    low = reading.low(index)
    for telling in _TELLINGS:
        if low in telling.verbs and _object_of(reading, index, telling) is not None:
            return telling.concept
    return ""


def abodes_left(reading: Reading) -> set[str]:
    """The words for what is left where people leave their homes: they tell nothing else."""
    found = (
        _object_of(reading, at, telling)
        for at, token in enumerate(reading.tokens)
        for telling in _TELLINGS
        if telling.objects is _ABODES and token.low in telling.verbs
    )
    return {reading.tokens[at].text.casefold() for at in found if at is not None}


def stems_in(reading: Reading) -> list[str]:
    """The stem of each token, or the concept that it tells together with words near it."""
    return [told_at(reading, at) or stem(token.low) for at, token in enumerate(reading.tokens)]


# "Left the town without power" moves nobody: the words of _STATE_LEFT say how it was left.
def _object_of(reading: Reading, index: int, telling: _Telling) -> int | None:
    for step in (1, -1) if telling.either else (1,):
        for far in range(1, telling.reach + 1):
            at = index + far * step
            low = reading.low(at)
            if not low or (not low[0].isalnum() and low != "'s"):
                break
            if low in telling.objects:
                bare = bool(telling.between) and far == 1
                if not bare or low == "home" or (low in _BARE and reading.low(index) != "left"):
                    as_it_was = telling.between and reading.low(at + 1) in _STATE_LEFT
                    return None if as_it_was else at
            if telling.between and low not in telling.between:
                break
    return None
