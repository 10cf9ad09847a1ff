"""What of a text has to agree with its evidence: terms, names, figures, negations, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis import folded, terms_in, words_in
from service.answering.values import Value, ValueKind, values_in
from service.answering.values.words import STOP_WORDS, word_set
from service.answering.verification.denials import amounts_to, denials_in, tells_denials
from service.answering.verification.figures import figures_in

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«\s*([^»]+?)\s*»|„([^“”]+)[“”]")
_LACKS = re.compile(
    r"\b(?:lack(?:s|ed|ing)?|los[et]s?|turn(?:ed|s)? down|rather than|instead of|out of|rul\w+ out|"
    r"leav\w+ out|left out|at odds (?:over|about)|short of|dismiss\w*|exclud\w+)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.!?—]")
_NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})
_ELISION = re.compile(r"\A(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_COMMON = word_set(
    """si no oui non sim nao parlamento parlement estado estados etat etats gobierno gouvernement
    governo iglesia eglise igreja camara chambre senado senat ministerio ministere ministro consejo
    conseil conselho tribunal congreso congresso bolsa bourse policia otros otras ninguno ninguna
    nenhum nenhuma cerca segun selon segundo parmi perto bem sol soleil tierra terre terra luna lune
    lua justicia justice justica constitucion constitution constituicao presidente president"""
)
"""Words of Spanish, French and Portuguese that are capitalised and name nobody."""
NEGATION_REACH = 3
"""Content words after a negation that it is taken to negate, within its clause."""

SPEAKER_REACH = 4
"""Content words next to a verb of saying that are taken to name who says it."""
_SAYS = re.compile(
    r"\b(?:said|says|told|stated|states|announced|added|dijo|afirmó|declaró|a dit|a déclaré|"
    r"sagte|erklärte|disse|afirmou|ha detto|zei)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|según|selon|laut|segundo|secondo|volgens)\b", re.IGNORECASE
)

_NEGATIONS = frozenset(
    folded(word)
    for word in [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "unable",
        "unlikely",
        "deny",
        "denies",
        "denied",
        "refuse",
        "refuses",
        "refused",
        "reject",
        "rejects",
        "rejected",
        "fail",
        "fails",
        "failed",
        "failure",
        "nunca",
        "jamás",
        "nadie",
        "nada",
        "ningún",
        "ninguna",
        "ninguno",
        "tampoco",
        "sin",
        "negó",
        "niega",
        "rechazó",
        "ne",
        "pas",
        "jamais",
        "aucun",
        "aucune",
        "rien",
        "personne",
        "sans",
        "nie",
        "refuse",
        "refusé",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "nie",
        "niemals",
        "niemand",
        "nichts",
        "ohne",
        "não",
        "nem",
        "nenhum",
        "nenhuma",
        "ninguém",
        "sem",
        "nega",
        "negou",
        "non",
        "nessuno",
        "nessuna",
        "niente",
        "mai",
        "senza",
        "niet",
        "geen",
        "nooit",
        "niemand",
        "niets",
        "zonder",
    ]
)


_REPORTING = """according said say says saying told tell reported reports report reportedly stated
states announced added article newspaper según dijo dice informó afirmó declaró selon dit déclaré
rapporte affirme annoncé laut sagte sagt berichtet erklärte zufolge segundo disse informou afirmou
secondo detto riferito volgens zei aldus"""


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, read once. All words are folded; ``terms`` are stems of content words.

    ``figures`` are its dates and amounts; ``names`` its capitalised words
    outside figures. ``claims`` are the terms outside figures and without words of reporting
    ("said"); ``plain`` those of them that are no names either, and say what happened. ``negated``
    are the stems that a negation reaches, ``lacking`` those behind words such as "lost" and "turned
    down", which a statement may deny instead; ``quotations`` the words between quotation marks.
    ``turns`` are the stems that a statement must not affirm, ``amounts`` whether the text may deny
    without a negation.
    """

    text: str
    language: str | None
    terms: frozenset[str]
    claims: frozenset[str]
    plain: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    figures: tuple[Value, ...]
    has_negation: bool
    negated: frozenset[str]
    lacking: frozenset[str]
    turns: frozenset[str]
    amounts: bool
    quotations: tuple[str, ...]
    speakers: frozenset[str]


@lru_cache(maxsize=4_096)
def profile_of(text: str, language: str | None = None) -> Profile:
    """The profile of ``text``; ``language`` is an ISO 639-1 code, English where unknown."""
    has_negation, negated = _negations(text, language)
    turns = negated
    if language is not None and tells_denials(language):
        has_negation, negated, turns, _amounts = denials_in(text, language)
    figures = figures_in(text, language)
    rest = _without(text, figures)
    names = _names(rest, language)
    claims = frozenset(terms_in(rest, language)) - _reporting_terms(language)
    return Profile(
        text=text,
        language=language,
        terms=frozenset(terms_in(text, language)),
        claims=claims,
        plain=claims - frozenset(terms_in(" ".join(names), language)),
        words=frozenset(words_in(text)),
        names=names,
        figures=figures,
        has_negation=has_negation,
        negated=negated,
        lacking=_lacking(text, language),
        turns=turns,
        amounts=amounts_to(text, language),
        quotations=tuple(
            next(group for group in match.groups() if group) for match in _QUOTATION.finditer(text)
        ),
        speakers=_speakers(rest, language),
    )


def _without(text: str, figures: Sequence[Value]) -> str:
    kept, start = [], 0
    for figure in figures:
        kept.append(text[start : figure.start])
        start = max(start, figure.end)
    return " ".join([*kept, text[start:]])


def _names(text: str, language: str | None) -> frozenset[str]:
    """Every capitalised word but the first, which must look like a name in other ways too."""
    if language in _NOUNS_ARE_CAPITALISED:
        return frozenset()
    words = [_POSSESSIVE.sub("", match.group()) for match in _WORD.finditer(text)]
    if language is not None and tells_denials(language):
        return _names_told(words, language)
    named = values_in(text, language, kinds=(ValueKind.NAME,))
    begins_with_name = bool(named) and not text[: named[0].start].strip(" \"'“‘«¿¡(")
    return frozenset(
        part
        for word in words[0 if begins_with_name else 1 :]
        if word[:1].isupper() and len(word) > 1 and not _is_small(word)
        for part in words_in(word)
    )


def _names_told(words: Sequence[str], language: str) -> frozenset[str]:
    """The names among the words of a Spanish, French or Portuguese sentence.

    Its first word is one where another capital follows at once: "Recurrió" is a verb, and so may
    be any first word. "Parlamento" and "Estado" are capitalised and name nobody.
    """
    told = [_ELISION.sub("", word) for word in words]
    begins = len(told) > 1 and told[1][:1].isupper()
    return frozenset(
        part
        for place, word in enumerate(told)
        if word[:1].isupper() and len(word) > 1 and (place or begins)
        for part in words_in(word)
        if part not in _COMMON and language not in STOP_WORDS.get(part, ())
    )


def _is_small(word: str) -> bool:
    """Whether it is a word such as "Neither", capital or not."""
    return "en" in STOP_WORDS.get(folded(word), ())


def _negations(text: str, language: str | None) -> tuple[bool, frozenset[str]]:
    negated: set[str] = set()
    found = False
    for clause in _CLAUSE_END.split(text):
        words = [match.group() for match in _WORD.finditer(clause)]
        for place, word in enumerate(words):
            if is_negation(word) and (language == "it" or word.casefold() != "mai"):
                found = True
                following = terms_in(" ".join(words[place + 1 :]), language)
                negated.update(following[:NEGATION_REACH])
    return found, frozenset(negated)


def _lacking(text: str, language: str | None) -> frozenset[str]:
    return frozenset(
        term
        for match in _LACKS.finditer(text)
        for clause in _CLAUSE_END.split(text[match.end() :], maxsplit=1)[:1]
        for term in terms_in(clause, language)[:NEGATION_REACH]
    )


def _speakers(text: str, language: str | None) -> frozenset[str]:
    """Who says it: the words before "said" in its clause, or after "according to"."""
    found: set[str] = set()
    for clause in _CLAUSE_END.split(_QUOTATION.sub(",", text)):
        said = _SAYS.search(clause)
        source = _ACCORDING.search(clause)
        if said:
            found.update(terms_in(clause[: said.start()], language)[-SPEAKER_REACH:])
        if source:
            found.update(terms_in(clause[source.end() :], language)[:SPEAKER_REACH])
    return frozenset(found) - _reporting_terms(language)


@lru_cache(maxsize=64)
def _reporting_terms(language: str | None) -> frozenset[str]:
    return frozenset(terms_in(_REPORTING, language))


def is_negation(word: str) -> bool:
    """Whether the word negates, in any of the languages known here."""
    plain = folded(word.replace("’", "'"))
    return plain in _NEGATIONS or plain.endswith("n't")


def verbatim_form(text: str) -> str:
    """``text`` as quotations are compared: folded words, without punctuation."""
    return " ".join(words_in(text))
