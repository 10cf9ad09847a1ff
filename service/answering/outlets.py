"""Whose articles a question asks about: "according to the Harbour Post", "what does it say of …".

The outlet becomes a condition on what is searched, and its words leave the question, where they
would count as content. Only outlets that the collection has are meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.answer import Question
from service.answering.phrases import ONLY_IN, language_of_question

_ARTICLE = r"(?:(?:the|la|el|le|les|der|die|das|dem|o|a|os|as)\s+|l['’])?"
_BEFORE = re.compile(
    r",?\s*\b(?:according to|as (?:reported|told) (?:by|in)|según|segun|selon|d['’]après|laut|"
    rf"segundo|de acordo com|de acuerdo con)\s+{_ARTICLE}",
    re.IGNORECASE,
)
_SAYING = re.compile(rf"\s*what (?:does|did|do) {_ARTICLE}(?=\S)", re.IGNORECASE)
_SAID = re.compile(r"\s+(?:say|report|write|tell us)\s+(?=(?:about|on|of)\b)", re.IGNORECASE)
_LONGEST_NAME = 60


def mentions_source(text: str) -> bool:
    """Whether a question may name an outlet as its source."""
    return _BEFORE.search(text) is not None or _SAYING.match(text) is not None


def from_outlet(question: Question, outlets: Sequence[str]) -> Question:
    """The question restricted to the outlet that it names, without the words that name it.

    Unchanged where it names none of ``outlets``, or where its filters exclude the one named.
    """
    for start, end, outlet, instead in _named(question.text, outlets):
        if question.filters.sources and outlet not in question.filters.sources:
            continue
        text = " ".join(f"{question.text[:start]}{instead}{question.text[end:]}".split())
        text = re.sub(r"\s+(?=[?.!,])", "", text).lstrip(" ,")
        if len(text) > len(instead) + 1:
            filters = replace(question.filters, sources=(outlet,))
            return replace(question, text=f"{text[:1].upper()}{text[1:]}", filters=filters)
    return question


def shown_with_outlet(question: Question) -> str:
    """The question, and whose articles alone are searched for it."""
    told = ONLY_IN.get(language_of_question(question.text), ONLY_IN["en"])
    return f"{question.text} ({told.format(outlet=', '.join(question.filters.sources))})"


def _named(text: str, outlets: Sequence[str]) -> list[tuple[int, int, str, str]]:
    """Where outlets are named as sources, and what stands there instead."""
    found = []
    for before in _BEFORE.finditer(text):
        named = _outlet_at(text, before.end(), outlets)
        if named is not None:
            found.append((before.start(), named[1], named[0], ""))
    saying = _SAYING.match(text)
    named = _outlet_at(text, saying.end(), outlets) if saying else None
    said = _SAID.match(text, named[1]) if named else None
    if named is not None and said is not None:
        found.append((0, said.end(), named[0], "What is said "))
    return found


def _outlet_at(text: str, at: int, outlets: Sequence[str]) -> tuple[str, int] | None:
    """The outlet whose name stands there, and where that ends; of several the longest."""
    rest = text[at : at + _LONGEST_NAME].casefold()
    for outlet in sorted(outlets, key=len, reverse=True):
        core = re.sub(rf"\A{_ARTICLE}(?=\S)", "", outlet.casefold())
        follows = rest[len(core) : len(core) + 1]
        if core and rest.startswith(core) and not follows.isalnum():
            return outlet, at + len(core)
    return None
