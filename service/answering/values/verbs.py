"""Which words of a question name the action it asks about."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.values.reading import Reading
from service.answering.values.tellings import told_at
from service.answering.values.tokens import Token, folded
from service.answering.values.value import Value, ValueKind
from service.answering.values.words import CONCEPT_OF, STOP_WORDS, word_set

AUXILIARIES = word_set(
    """did does do has have had is was were are will would can could ha han a ont est sont hat
    haben ist war wurde wird foi fue tem"""
)
PREPOSITIONS = word_set(
    """of in on at by for from with near below above across along around beside beneath beyond
    behind inside outside against toward towards"""
)
_BARE_NOUNS = word_set(
    """people soldiers protesters children homes workers countries ship fire flood quake fund votes
    damage coach firefighters passenger tourists students curfew warning restrictions
    emergency"""
)
# "Did the mayor *take* money": these are verbs, whatever noun comes behind them.
_NO_NOUNS = word_set(
    """take make give get go come become bring find keep know lose meet pay say sell send speak
    spend tell think leave write choose stay remain"""
)
_JOINTS = PREPOSITIONS | word_set("to over under between about after before during")
_NEAR_TIMES = frozenset(("next", "last"))
_NAMING = frozenset((ValueKind.NAME, ValueKind.DATE))
_DONE = ("ed", "en", "wn", "lt", "ld", "rn")
_SHORT_DONE = word_set("sent spent won hit shot cut put met lost paid made")


def verbs_in(reading: Reading, terms: Sequence[str], given: Sequence[Value]) -> tuple[str, ...]:
    """The terms that may name an action, likeliest first: not in a name, not after an article."""
    ranks: dict[str, int] = {}
    spans = [(value.start, value.end) for value in given if value.kind in _NAMING]
    in_noun_phrase = False
    acting = _after_subject(reading)
    for at, token in enumerate(reading.tokens):
        term = token.text.casefold()
        functional = reading.language in STOP_WORDS.get(token.low, ())
        in_noun_phrase = token.low in _DETERMINERS or (in_noun_phrase and not functional)
        inside = any(start <= token.start < end for start, end in spans)
        tells = _is_verb(term) or bool(told_at(reading, at))
        if term in terms and (term == acting or (tells and not inside)):
            ranks.setdefault(term, -1 if term == acting else int(in_noun_phrase))
    return tuple(sorted(ranks, key=ranks.__getitem__))


def _after_subject(reading: Reading) -> str | None:
    """The verb an English question puts behind its subject: "will the opera *reopen*"."""
    tokens = [token for token in reading.tokens if token.is_word or token.text in "?,;"]
    start = next((n for n, t in enumerate(tokens) if t.low in AUXILIARIES), None)
    if reading.language != "en" or start is None:
        return None
    verb = verb_behind_subject(tokens[start:])
    return verb.text.casefold() if verb is not None else None


def verb_behind_subject(tokens: Sequence[Token]) -> Token | None:
    """The verb of an English clause that starts with its auxiliary and subject."""
    run: list[Token] = []
    joined_at = 0  # how long the run was at the last preposition that joins two nouns
    in_noun_phrase = True
    for token in tokens[1:]:
        if token.low in _DETERMINERS | _JOINTS and in_noun_phrase:
            continue
        is_joint = token.low in _JOINTS and len(run) == joined_at + 1
        in_noun_phrase = token.low == "of" or is_joint
        if in_noun_phrase:
            joined_at = len(run)
            continue  # "the visit *of* the minister *to* Hollin"
        is_verb = token is tokens[-1] or (not tokens[-1].is_word and token is tokens[-2])
        if (
            token.low in PREPOSITIONS
            or (token.low in _NEAR_TIMES and not (is_verb and run))  # "how long did it last?"
            or "en" in STOP_WORDS.get(token.low, ())
            or not token.is_word
        ):
            if token.low in ("he", "she", "it", "they") and not run:
                run.append(token)
                continue
            break
        run.append(token)
    while run and run[-1].is_capitalised:
        run.pop()  # "did Velia arrest *Orlo*"
    if len(run) < 2:
        return None
    being = tokens[0].low in ("is", "are", "was", "were", "has", "have", "had")
    if being:
        return next((token for token in run if is_done(token)), None)
    return next((token for token in run[1:] if token.low in _NO_NOUNS), run[-1])


def ends_noun_phrase(last: str, token: Token, language: str) -> bool:
    """Whether a verb follows the noun phrase that ends in ``last``: "vehicles use".

    A verb never ends in "s" behind a plural ("police officers"); in German only nouns have
    capitals.
    """
    if language == "de":
        return last[:1].isupper() and not token.is_capitalised
    low = folded(last)
    is_plural = low in _PLURALS or (low.endswith("s") and not low.endswith("ss"))
    return is_plural and not token.low.endswith("s")


_PLURALS = word_set("people children men women police troops staff cattle sheep gente")
_DETERMINERS = word_set(
    """the a an his her its their this that of in el la los las un una su de le les l' une son sa
    der die das den dem des ein eine o a os as um uma seu sua do da"""
)


def _is_verb(term: str) -> bool:
    concept = CONCEPT_OF.get(folded(term))
    known = concept is not None and concept not in _BARE_NOUNS
    return known or (term.endswith("ed") and len(term) > 4)


def is_done(token: Token) -> bool:
    """Whether the word looks like an English participle."""
    known = token.low.endswith(_DONE) or token.low in _SHORT_DONE
    return known and not token.is_capitalised
