"""Which sentences of an article may stand in an answer: what tells something, to people.

An article is plain text, so markup in it is furniture or smuggled in; an answer links to the cited
articles only; a question tells nothing; what speaks to a language model is no news; what an
article says of its own earlier version is wrong by its own word; a byline tells of no event. Such
a sentence stays in the article and is never picked.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|</?[a-zA-Z]+\s+[\w-]+=|<!--|-->|<!\w")
_LINK = re.compile(r"\b(?:https?|ftp)://|\bwww\.|\bjavascript:|\bmailto:", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟][\s\"'”’»)\]]*\Z")
_TO_A_MODEL = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,40}"
    r"\b(?:previous|prior|above|earlier|preceding|system|initial|your)\b[^.!?]{0,30}"
    r"\b(?:instructions?|prompts?|directions?|guidelines|rules|training|commands?)\b"
    r"|\b(?:ignor\w+|olvid\w+|oubli\w+|vergiss|vergessen sie|esque[çc]\w+)\b[^.!?]{0,60}"
    r"\b(?:instrucciones|instructions|anweisungen|instru[çc][õo]es)\b[^.!?]{0,30}"
    r"\b(?:anteriores|previas|pr[ée]c[ée]dentes|vorherigen|bisherigen)\b"
    r"|\b(?:vorherigen|bisherigen)\s+anweisungen\b"
    r"|\bsystem prompt\b|\b(?:developer|system) (?:mode|override|message)\b"
    r"|\btraining data override\b|\byou are (?:now )?(?:an? )?(?:ai|language model|chatbot)\b"
    r"|\bas an ai\b|<\|[a-z_]+\|>|\[/?INST\]",
    re.IGNORECASE,
)
_OUTDATED = re.compile(
    r"\b(?:earlier|previous|prior|original|first) version of (?:this|the|our|that) "
    r"(?:article|story|report|page)\b"
    r"|\bthis (?:article|story|report) (?:first|originally|initially|previously|earlier) "
    r"(?:gave|said|stated|named|misstated|reported|put)\b"
    r"|\bversión anterior de (?:este|esta|la|el)\b|\bversion (?:précédente|antérieure) de c\w+\b"
    r"|\b(?:frühere|vorherige|ursprüngliche)n? (?:Version|Fassung) dieses\b"
    r"|\bversão anterior dest[ea]\b",
    re.IGNORECASE,
)
"""What a correction says that an article said before it was corrected."""
_NAME = r"[A-ZÀ-Þ][\w.'’-]+"
_NAMES = rf"(?: {_NAME}| (?:de|da|van|von|der|del|la)\b){{1,5}}"
_MOMENT = rf"{_NAME}|\d[\d:./T+-]*Z?|at|on|am|pm|de|le|um|el|[ap]\.m\.|–|\|"
_BYLINE = re.compile(
    rf"\W*(?:(?:By|Par|Por|Von) {_NAME}{_NAMES}(?:(?:,| and| in){_NAMES})*"
    r"|(?:First )?(?:Published|Updated|Last (?:updated|modified)|Posted|Publicado|Publié|"
    rf"Veröffentlicht):?(?:[ ,]+(?:{_MOMENT}))+)\W*\Z"
)
"""A line that says who wrote an article, or when it was published: no sentence of it."""


def is_tellable(text: str) -> bool:
    """Whether an answer may give this sentence of an article."""
    return not (
        _QUESTION.search(text)
        or _MARKUP.search(text)
        or _LINK.search(text)
        or _TO_A_MODEL.search(text)
        or _OUTDATED.search(text)
        or _BYLINE.match(text)
    )
