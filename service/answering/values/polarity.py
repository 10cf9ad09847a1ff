"""Whether a text says that something is so, is not so, or leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from service.answering.values.acts import other_form
from service.answering.values.reading import Reading, read
from service.answering.values.words import stem, word_set


class Polarity(StrEnum):
    """What a text says about a verb."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_NEGATIONS = word_set(
    """not no never n't without neither nor nobody none cannot nothing hardly no ni nunca jamas sin
    tampoco nadie ne n' jamais sans aucun aucune nicht kein keine keinen keiner nie niemals
    ohne niemand nao nunca jamais sem nem ninguem"""
)
_REFUSALS = word_set(
    """failed failure refusal fails fail refused refuses refuse declined declines denied denies deny
    rejected rejects reject dismissed refuted avoided avoids prevented blocked cancelled
    canceled ruled false untrue nego niega rechazo evito fallo desmintio dementi refuse rejete
    nie dementiert bestreitet lehnte verweigerte weigerte negou rejeitou recusou evitou
    desmentiu niega niegan negaron nega negam negaram rechaza rechazan rechazaron descarto
    descarta descartou recusa recusaram rejeita rejeitaram"""
)
_OPEN = word_set(
    """may might could would should must whether if possible possibly reportedly allegedly expected
    planned plans plan urged called asked obliged hopes hope consider considering considers
    unclear suspected podria podrian deberia si posible debe quizas pourrait pourraient
    devrait doit peut-etre eventuel konnte konnten sollte sollten ob moglich muss poderia
    poderiam deveria talvez puede pueden pode podem podra podran quizas preve preveem planea
    planeja estudia considera supuestamente presuntamente supostamente alegadamente"""
)
_ANTONYMS = (
    ("approve", "reject"),
    ("confirm", "deny"),
    ("raise", "fall"),
    ("win", "lose"),
    ("accept", "reject"),
    ("accept", "refuse"),
    ("agree", "reject"),
    ("attend", "skip"),
    ("attend", "boycott"),
    ("survive", "dead"),
    ("keep", "cancel"),
    ("ban", "allow"),
    ("arrested", "release"),
    ("remain", "resign"),
    ("convict", "acquit"),
    ("guilty", "innocent"),
    ("approve", "veto"),
    ("sign", "veto"),
)
_BLOWS = word_set("hit hits struck strikes rammed rams collided collides")
_BLOW_STEMS = frozenset(map(stem, word_set("hit strike struck ram rammed collide collided")))
OPPOSITES: dict[str, frozenset[str]] = {}
for _left, _right in _ANTONYMS:
    _pair = (stem(_left), stem(_right))
    for _one, _other in (_pair, _pair[::-1]):
        OPPOSITES[_one] = OPPOSITES.get(_one, frozenset()) | {_other}

_CLAUSE_MARKS = frozenset(",;:.()—–")
_CLAUSE_WORDS = word_set(
    "but while although because pero aunque mais aber mas und and y et e sino porem embora"
)
_REACH_BEFORE = 7
_REACH_AFTER = 3


def polarity_of(
    text: str,
    verbs: Sequence[str],
    language: str | None = None,
    *,
    reading: Reading | None = None,
) -> Polarity:
    """What the text says about the first of ``verbs`` (stems) it holds; open where it holds none.

    Two refusals or negations in one clause cancel out; a modal leaves it open.
    """
    reading = reading or read(text, language)
    stems = [stem(token.low) if token.is_word else "" for token in reading.tokens]
    for verb in verbs:
        opposites = OPPOSITES.get(verb, frozenset())
        for index, own in enumerate(stems):
            told = tells_act(reading.low(index), verb)
            if (told or own in opposites) and not _is_noun(reading, index):
                return _at(reading, index, opposite=not told)
    return Polarity.UNCLEAR


def tells_act(low: str, verb: str) -> bool:
    """Whether the word tells the act of this stem: "spoke" of "speak", "struck" of "hit"."""
    alike = verb in _BLOW_STEMS and low in _BLOWS
    return verb in {stem(low), other_form(low)} or alike


def _is_noun(reading: Reading, index: int) -> bool:
    """Whether the word names the act, not that it happens: "his arrest", "arrest warrant"."""
    before = reading.low(index - 1)
    has = before == "a" and reading.language in ("fr", "es")  # "a démissionné": has resigned
    return (before in _DETERMINERS and not has) or reading.low(index + 1) in _HEADS


_DETERMINERS = word_set(
    "a an the his her its their 's of any possible alleged el la un una le der su sus del al o um "
    "uma do da seu sua"
)
_HEADS = word_set("warrant warrants order orders attempt attempts deal talks")


def _at(reading: Reading, index: int, *, opposite: bool) -> Polarity:
    turns, is_open = int(opposite), False
    refused_here = reading.tokens[index].low in _REFUSALS and not opposite
    for at in range(index - 1, max(index - 1 - _REACH_BEFORE, -1), -1):
        low = reading.tokens[at].low
        if low in _CLAUSE_MARKS or low in _CLAUSE_WORDS:
            break
        doubled = low in _DOUBLED and flips(reading.low(at - 1))
        affirmed = low in _NOT and reading.low(at + 1) in _ONLY
        turns += flips(low) and not doubled and not affirmed
        is_open = is_open or low in _OPEN
    for at in range(index + 1, min(index + 1 + _REACH_AFTER, len(reading.tokens))):
        low = reading.tokens[at].low
        if low in _CLAUSE_MARKS:
            break
        turns += low in _AFTER_VERB
    infinitive = reading.low(index - 1) == "to" and not turns
    if (is_open or infinitive) and not refused_here:
        return Polarity.UNCLEAR
    return Polarity.NO if turns % 2 else Polarity.YES


_AFTER_VERB = word_set("no nobody none neither nicht nie pas jamais nothing keine kein")
_DOUBLED = frozenset(("pas", "jamais"))
# "Not only approved" says that it was.
_NOT = word_set("not no nicht nao")
_ONLY = word_set("only just merely solo solamente nur apenas so somente")


def flips(low: str) -> bool:
    """Whether the word turns what follows into its opposite: a negation or a refusal."""
    return negates(low) or low in _REFUSALS


def negates(low: str) -> bool:
    """Whether the word is a negation: "not", "didn't", the French "n'a"."""
    return low in _NEGATIONS or low.endswith("n't") or low.startswith("n'")


def is_negated(text: str, language: str | None = None) -> bool:
    """Whether the text holds a negation at all."""
    return any(negates(token.low) for token in read(text, language).tokens if token.is_word)
