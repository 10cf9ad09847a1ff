"""What a question asks for: the kind of value, its subject, its conditions, its parts.

Rules and tables for English, Spanish, French, German and Portuguese; accents, the question mark
and one slip in the question word may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.answering.values import (
    AREA_UNIT,
    LENGTH_UNIT,
    MASS_UNIT,
    Amount,
    AnswerKind,
    Name,
    NameSort,
    Value,
    ValueKind,
    read,
    values_of,
)
from service.answering.values.amount_words import MEASURES
from service.answering.values.asking import kind_asked, slip_in, without_preamble
from service.answering.values.polarity import is_negated
from service.answering.values.reading import Reading
from service.answering.values.tokens import Token, folded
from service.answering.values.verbs import AUXILIARIES, ends_noun_phrase, verbs_in
from service.answering.values.words import CONCEPT_OF, STOP_WORDS, word_set

__all__ = ["AnswerKind", "QuestionShape", "shape_of"]


@dataclass(frozen=True, slots=True)
class QuestionShape:
    """What one question asks.

    ``terms`` are its content words, case-folded, in order; ``names`` its proper names and quoted
    phrases as written (none where capitals say nothing). ``dates`` and ``numbers`` are conditions
    the question gives, ``given`` every value it gives: an answer repeats none of them.
    ``counted`` are the words for what a "how many" counts. ``verbs`` are terms that may name an
    action, likeliest first.
    ``passive`` is set where a "who" asks for the one it was done to.
    ``parts`` are the questions joined in this one, at least two or none; each stands alone.
    """

    text: str
    language: str
    wanted: AnswerKind
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[Value, ...] = ()
    dates: tuple[Value, ...] = ()
    given: tuple[Value, ...] = ()
    counted: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    negated: bool = False
    passive: bool = False
    parts: tuple[QuestionShape, ...] = ()


_MOST_CHARACTERS = 4000
_NUMBER_BEHIND = re.compile(r" \d{1,3}(?![\d.,:%/-]*\d)(?!%|\s+[a-zà-ÿ]*s\b)")
_MOST_PARTS = 4
_TITLE_CASE_WORDS = 4
_MEASURED = {
    **dict.fromkeys(
        word_set("high tall deep depth wide width far alto alta haut hoch tief"), (LENGTH_UNIT,)
    ),
    **dict.fromkeys(word_set("heavy pesado pesada lourd lourde schwer"), (MASS_UNIT,)),
}
"""Adjectives that ask for a measure of one unit."""
_HOW_MANY = word_set(
    """many cuantos cuantas cuanta combien viele vielen vieler wieviele wievielen quantos quantas
    quanta number numero zahl anzahl"""
)
_ASKING = word_set(
    """tell know please many much long often wonder like dime saber dis savoir sag wissen diga
    gostaria
    quisiera voudrais mochte want quiero t time tiempo temps lange tempo exactly d'
    go going went gone get got make made"""
)
_AMOUNTS = (AnswerKind.MONEY, AnswerKind.PERCENT, AnswerKind.QUANTITY, AnswerKind.DURATION)
_PRONOUNS = word_set("it he she they el ella ellos il elle ils elles er sie es ele ela eles")
_OF_SOMEBODY, _OF_SOMETHING = word_set("his her"), word_set("its their")
_PASSIVE = re.compile(
    r"(?:who|whom|quien|quienes|qui|wer|quem) (?:is|are|was|were|has been|have been|will be|fue|"
    r"fueron|a ete|ont ete|est|wurde|wurden|wird|foi|foram) (?P<verb>\w+)"
)
_PARTICIPLES = {
    "en": ("ed", "orn", "ven"),
    "es": ("ado", "ido", "ada", "ida", "to", "cho"),
    "fr": ("e", "i", "u", "t"),
    "de": ("",),
    "pt": ("ado", "ido", "ada", "ida", "to"),
}
_JOINT = re.compile(
    r",?\s+(?:and|y|e|et|und)\s+(?=(?:(?:in|on|at|by|for|to|from|with|en|por|de|em|à|wie|mit)\s+)?"
    r"(?:when|where|who|whom|why|how|what|which|whether|did|does|cu[aá]ndo|d[oó]nde|qui[eé]n|"
    r"cu[aá]nt[oa]s?|por qu[eé]|qu[eé]|quand|o[uù]|qui|pourquoi|combien|comment|quelle?|wann|wo|"
    r"wer|"
    r"warum|wie|welche\w?|quando|onde|quem|quant[oa]s?|qual)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:what|which)(?:\s+\S+){2,}", re.IGNORECASE)
"""A question of its own that does not say of which kind its answer is: "what hit it"."""
_TWO_VERBS = re.compile(
    r"(?P<opening>.{2,60}?\b(?:did|does|do|"
    r"will) [^,;?]{1,80}? )(?P<first>[a-z]+) and (?P<second>[a-z]+)"
    r"(?P<object> [^?]{2,200})"
)
_PAIRED_VERBS = word_set(
    """sign ratify approve reject buy sell open close start begin end finish leave arrive enter
    win lose found build launch announce cancel suspend resume arrest release visit join quit
    design write direct accept adopt publish sue fire hire appoint elect acquire own deny confirm"""
)


def shape_of(question: str, language: str | None = None) -> QuestionShape:
    """What the question asks for. Without a language, the likeliest of the five is taken."""
    question = question[:_MOST_CHARACTERS]
    whole = _shape(question, read(question, language).language)
    texts = _parts(question, whole)
    if len(texts) < 2:
        return whole
    shapes = [_shape(text, whole.language) for text in texts]
    return replace(whole, parts=tuple(_carried(shapes)))


def _shape(question: str, language: str) -> QuestionShape:
    reading = read(question, language)
    plain = folded(question)
    slip = slip_in(plain, language)
    given = _given(reading, slip)
    terms = tuple(term for term in _terms(reading) if folded(term) != slip)
    wanted, passive = kind_asked(plain, language), _is_passive(plain, language)
    offered = _offered(given, question) if wanted is AnswerKind.YES_NO else ()
    if offered:
        wanted = _KIND_OFFERED[offered[-1].kind]
        given = tuple(value for value in given if value not in offered)
        terms = tuple(term for term in terms if not _is_within(term, offered))
    if passive and wanted is AnswerKind.DEFINITION:
        wanted = AnswerKind.PERSON
    counted = () if _asks_otherwise(reading, wanted) else _counted(reading)
    if wanted is AnswerKind.COUNT and (unit := _unit_of(counted)):
        wanted, counted = AnswerKind.QUANTITY, unit
    return QuestionShape(
        text=question,
        language=language,
        wanted=wanted,
        terms=terms,
        names=_subjects(given, question),
        numbers=tuple(v for v in given if v.kind not in _NO_NUMBER),
        dates=tuple(v for v in given if v.kind is ValueKind.DATE),
        given=given,
        counted=counted,
        verbs=verbs_in(reading, terms, given),
        negated=is_negated(question, language),
        passive=passive,
    )


_KIND_OFFERED = {
    ValueKind.DATE: AnswerKind.DATE,
    ValueKind.TIME_OF_DAY: AnswerKind.TIME_OF_DAY,
    ValueKind.DURATION: AnswerKind.DURATION,
    ValueKind.COUNT: AnswerKind.COUNT,
    ValueKind.QUANTITY: AnswerKind.QUANTITY,
    ValueKind.MONEY: AnswerKind.MONEY,
    ValueKind.PERCENT: AnswerKind.PERCENT,
}
_OR = re.compile(r"[\s,]*\b(?:or|o|u|ou|oder)\b(?:[\s'’]+[\w]+){0,2}[\s'’]*")


def _offered(given: Sequence[Value], question: str) -> tuple[Value, ...]:
    """The two values that a question lets choose between: "a two-day or a four-day visit"."""
    for one, other in pairwise(given):
        between = question[one.end : other.start]
        bare = isinstance(one.meaning, Amount) and not one.meaning.unit  # "two or four days"
        is_choice = (bare or one.kind is other.kind) and _OR.fullmatch(between) is not None
        if is_choice and other.kind in _KIND_OFFERED:
            return one, other
    return ()


def _is_within(term: str, values: Sequence[Value]) -> bool:
    return any(term in value.text.casefold() for value in values)


_NO_NUMBER = frozenset((ValueKind.DATE, ValueKind.NAME, ValueKind.QUOTATION))


def _given(reading: Reading, slip: str | None) -> tuple[Value, ...]:
    """Every value in the question; no names where capitals say nothing."""
    values = tuple(value for value in values_of(reading) if folded(value.text) != slip)
    if not _is_title_case(reading.tokens):
        return values
    return tuple(value for value in values if value.kind is not ValueKind.NAME)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word]
    functional = [token for token in words[1:] if token.low in STOP_WORDS]
    capitals = sum(token.is_capitalised for token in functional)
    return len(words) >= _TITLE_CASE_WORDS and capitals * 2 > len(functional) > 0


def _subjects(given: Sequence[Value], text: str) -> tuple[str, ...]:
    """Names and quoted phrases as written; a name inside a quoted phrase is part of it.

    The number behind a name belongs to it: "Precinct 14".
    """
    found: list[str] = []
    upto = -1
    for value in given:
        if value.kind not in (ValueKind.NAME, ValueKind.QUOTATION) or value.start < upto:
            continue
        quoted = value.kind is ValueKind.QUOTATION
        numbered = None if quoted else _NUMBER_BEHIND.match(text, value.end)
        name = f"{value.text}{numbered[0]}" if numbered else value.text
        found.append(value.text[1:-1].strip() if quoted else name)
        upto = value.end
    return tuple(dict.fromkeys(found))


def _terms(reading: Reading) -> tuple[str, ...]:
    words = [
        token.text.casefold()
        for token in reading.tokens
        if (token.is_word or token.is_digits)
        and reading.language not in STOP_WORDS.get(token.low, ())
        and token.low not in _ASKING
        and token.low not in ("'s", "’s")
    ]
    return tuple(dict.fromkeys(words))


def _counted(reading: Reading) -> tuple[str, ...]:
    """The noun phrase behind "how many", without the verb; the unit that a "how high" asks."""
    tokens = reading.tokens
    asking = _HOW_MANY | {"nombre"} if reading.language == "fr" else _HOW_MANY
    start = next((n for n, t in enumerate(tokens) if t.low in asking), None)
    if start is None:
        return next((_MEASURED[t.low] for t in tokens if t.low in _MEASURED), ())
    words: list[str] = []
    for token in tokens[start + 1 : start + 7]:
        functional = reading.language in STOP_WORDS.get(token.low, ())
        if not token.is_word or (functional and words):
            break
        if words and ends_noun_phrase(words[-1], token, reading.language):
            break
        if not functional and token.low != "d'":
            words.append(token.text)
    return tuple(word.casefold() for word in words)


def _asks_otherwise(reading: Reading, wanted: AnswerKind) -> bool:
    """Whether what looks like a noun counted, or a unit, is none: "combien coûte", "wie hoch"."""
    if wanted not in _AMOUNTS:
        return False
    lows = [token.low for token in reading.tokens]
    if reading.language == "de":
        return wanted is not AnswerKind.QUANTITY and _HOW_MANY.isdisjoint(lows)
    behind = lows[lows.index("combien") + 1 :] if "combien" in lows else []
    return reading.language == "fr" and bool(behind) and behind[0] not in ("de", "d'")


def _unit_of(counted: Sequence[str]) -> tuple[str, ...]:
    """The unit that a "how many metres" asks for; the words themselves for cubic metres.

    None for areas: of the acres that a fire burned every hour and every other fire has its own.
    """
    measure = MEASURES.get(folded(counted[-1])) if counted else None
    if measure is None or measure[0] == AREA_UNIT:
        return ()
    is_size = measure[0] in {LENGTH_UNIT, MASS_UNIT} and len(counted) == 1
    return (measure[0],) if is_size else tuple(counted)


def _is_passive(plain: str, language: str) -> bool:
    found = _PASSIVE.match(without_preamble(plain))
    if found is None:
        return False
    verb = found["verb"]
    return verb.endswith(_PARTICIPLES[language]) or (verb in CONCEPT_OF and language == "en")


def _parts(question: str, whole: QuestionShape) -> list[str]:
    """The questions joined in this one; fewer than two where it is a single question."""
    pieces = [piece.strip() for piece in _sentences(question) if piece.strip()]
    pieces = [part.strip() for piece in pieces for part in _JOINT.split(piece) if part.strip()]
    if 2 <= len(pieces) <= _MOST_PARTS:
        asked = [kind_asked(folded(piece), whole.language) for piece in pieces]
        stands = [
            kind is not AnswerKind.OTHER or _OPEN.match(piece) is not None
            for kind, piece in zip(asked, pieces, strict=True)
        ]
        is_any_known = any(kind is not AnswerKind.OTHER for kind in asked)
        return pieces if all(stands) and is_any_known else []
    found = _TWO_VERBS.match(question)
    if found and {found["first"].lower(), found["second"].lower()} <= _PAIRED_VERBS:
        return [f"{found['opening']}{found[verb]}{found['object']}" for verb in ("first", "second")]
    return []


def _sentences(question: str) -> list[str]:
    return re.split(r"(?<=\?)\s+(?=\S)", question)


def _carried(shapes: Sequence[QuestionShape]) -> list[QuestionShape]:
    """The parts, with the subject of the first where a later one has only a pronoun or nothing."""
    first = shapes[0]
    carried = [first]
    subject = _subject(first)
    for shape in shapes[1:]:
        own_name = any(value.kind is ValueKind.NAME for value in shape.given)
        if own_name or not first.names:
            carried.append(shape)
            continue
        text = _named(shape, subject)
        own = _shape(text, shape.language) if text != shape.text else shape
        names = tuple(dict.fromkeys((*own.names, *first.names)))
        named = [word.casefold() for name in names for word in name.split()]
        lacking = [term for term in first.terms if term in named]
        if not shape.terms or shape.terms == shape.counted:
            lacking = list(first.terms)
        terms = tuple(dict.fromkeys((*own.terms, *lacking)))
        carried.append(replace(own, names=names, terms=terms))
    return carried


def _subject(shape: QuestionShape) -> Value | None:
    """The name right after the auxiliary; ``None`` where none stands there."""
    for value in shape.given:
        if value.kind is ValueKind.NAME:
            before = folded(shape.text[: value.start]).split()
            before = (
                before[:-1] if before and before[-1] in ("the", "la", "el", "die", "o") else before
            )
            return value if before and before[-1] in AUXILIARIES else None
    return None


def _named(shape: QuestionShape, subject: Value | None) -> str:
    """The question with the subject for the pronoun after its auxiliary, or for "its", "his"."""
    if subject is None:
        return shape.text
    tokens = read(shape.text, shape.language).tokens
    pronouns = _whose(subject) if shape.language == "en" else frozenset()
    for token, following in pairwise(tokens):
        if token.low in pronouns and _may_be_owned(following):
            return f"{shape.text[: token.start]}{subject.text}'s{shape.text[token.end :]}"
    for before, token in pairwise(tokens):
        if before.low in AUXILIARIES and token.low in _PRONOUNS:
            return f"{shape.text[: token.start]}{subject.text}{shape.text[token.end :]}"
    return shape.text


def _may_be_owned(token: Token) -> bool:
    """Whether a word is no function word: "her seat", and not "met her at the airport"."""
    return token.is_word and "en" not in STOP_WORDS.get(token.low, ())


def _whose(subject: Value) -> frozenset[str]:
    """The possessive pronouns that stand for a name: "its spokesperson", "her lawyer"."""
    meaning = subject.meaning
    is_person = isinstance(meaning, Name) and meaning.sort is NameSort.PERSON
    return _OF_SOMEBODY if is_person else _OF_SOMETHING
