"""What a sentence of an answer asserts: without "Yes,", in full, and clause by clause."""

from __future__ import annotations

import re
from collections.abc import Collection

from service.answering.values.polarity import is_negated
from service.answering.values.verbs import PREPOSITIONS
from service.answering.verification.aligning import without_outlets
from service.answering.verification.connectives import without_connectives
from service.answering.verification.told import BEING, HAVING, MODALS, Told, told

_REPLY = re.compile(
    r"^\s*(?P<word>yes|no|not yet|not so far)\b\s*(?:[,:;.–—-]+\s*|$)(?:but\s+)?", re.IGNORECASE
)
_HEDGE = re.compile(
    r"^\s*the (?:indexed |available |given )?(?:articles?|sources?|reports?|evidence) "
    r"(?:do|does|did) not (?:say|state|specify|mention|give)\b[^,;.]*[,;]\s*"
    r"(?:but|however,?|although)\s+",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s*;\s+|,\s+(?:with|while|whereas|but|and|although|though|yet)\s+|\s+(?:whereas|while)\s+|"
    r"\s+and\s+(?=(?:was|were|is|are|has|have|had|will|would|could|said|says)\b|\w+ed\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile('["“”«»„]')
_LEAST_WORDS = 3
_LONGEST_SUBJECT, _LONGEST_REPLY = 8, 5
_HEDGING = frozenset(("about", "around", "nearly", "almost", "because", "until", "by", "since"))
_ACTS = BEING | HAVING | MODALS - {"to"}


def asserted(sentence: str, question: str, outlets: Collection[str] = ()) -> str:
    """The sentence without what it only answers with: "No, ", "The articles do not say why, but".

    "However," goes as well. What has no verb, as "On 12 May." or "The Post reported 12.", is put
    behind its question, which says what is asserted.

    Args:
        sentence: of an answer, in English.
        question: that it answers; may be empty.
        outlets: those of the evidence that it names.
    """
    bare = _HEDGE.sub("", _REPLY.sub("", without_connectives(sentence, "en"))).strip()
    text = without_connectives(bare, "en") or sentence
    is_reply = question and _is_fragment(told(without_outlets(text, outlets)))
    return f"{question} {_uncapitalised(text)}" if is_reply else text


def is_false_yes(sentence: str, question: str) -> bool:
    """Whether it says yes and then denies: "Yes, there was no danger"."""
    reply = _REPLY.match(sentence)
    if reply is None or reply["word"].casefold() != "yes" or is_negated(question, "en"):
        return False
    return is_negated(sentence[reply.end() :], "en")


def clauses(text: str, outlets: Collection[str] = ()) -> list[str]:
    """The clauses that assert something each, with the subject of the first where one has none.

    What a second outlet says is a clause of its own: "The Post says 12, the Herald 14".
    """
    if _QUOTED.search(text):
        return [text]  # what is quoted is not cut
    others = "|".join(rf"(?:[Tt]he )?{re.escape(name.removeprefix('The '))}" for name in outlets)
    pieces = re.split(rf",\s+(?={others})", text) if others else [text]
    parts = [part.strip() for piece in pieces for part in _APART.split(piece) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) < _LEAST_WORDS for part in parts):
        return [text]
    subject = _subject(told(parts[0]))
    return [parts[0], *(_with_subject(part, subject) for part in parts[1:])]


def _is_fragment(sentence: Told) -> bool:
    """Whether it says too little to be true or false by itself.

    Of several words that begin with no figure or preposition one may be a verb not known here.
    """
    tokens = range(len(sentence.stems))
    words = sum(token.is_word for token in sentence.reading.tokens)
    begins = sentence.reading.low(0) in PREPOSITIONS | _HEDGING or 0 in dict(sentence.figures)
    if words > _LONGEST_REPLY and not begins:
        return False
    return not any(sentence.reading.low(at) in _ACTS or sentence.is_verb(at) for at in tokens)


def _uncapitalised(text: str) -> str:
    return text if told(text).name_at(0) else f"{text[:1].lower()}{text[1:]}"


def _subject(clause: Told) -> str:
    """The words before the first verb; empty where it has none or they are many."""
    for at in range(len(clause.stems)):
        if clause.reading.low(at) in _ACTS or clause.is_verb(at):
            words = clause.reading.tokens[:at]
            if not words or at > _LONGEST_SUBJECT or words[0].low in PREPOSITIONS:
                return ""
            return clause.reading.text[words[0].start : words[-1].end]
    return ""


def _with_subject(clause: str, subject: str) -> str:
    first = told(clause)
    begins_with_verb = first.reading.low(0) in _ACTS or (first.stems and first.is_verb(0))
    return f"{subject} {clause}" if subject and begins_with_verb else clause
