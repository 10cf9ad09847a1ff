"""Which sentences of an article may stand in an answer: what tells something, to people.

An article is plain text, so markup in it is furniture or smuggled in; an answer links to the cited
articles only; a question tells nothing; a byline tells of no event. Such a sentence stays in the
article and is never picked.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|</?[a-zA-Z]+\s+[\w-]+=|<!--|-->|<!\w")
_LINK = re.compile(r"\b(?:https?|ftp)://|\bwww\.|\bjavascript:|\bmailto:", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟][\s\"'”’»)\]]*\Z")
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
        _QUESTION.search(text) or _MARKUP.search(text) or _LINK.search(text) or _BYLINE.match(text)
    )
