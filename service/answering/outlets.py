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
_SAYING = re.compile(
    rf"\s*[¿]?(?:what (?:does|did|do)|qu[eé] (?:dice|dijo|cuenta|informa)|que (?:dit|écrit)|"
    rf"was (?:sagt|schreibt|berichtet|meldet)|o que (?:diz|disse|escreve)) {_ARTICLE}(?=\S)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\s+(?:(?:say|report|write|tell us)\s+)?(?=(?:about|on|of|sobre|acerca|sur|de|à propos|über|"
    r"von|zu)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:about|on|of|sobre|sur|über)\s+(?=(?:how|when|where|who|whom|why|what|which|whether|"
    r"cuánt[oa]s?|cuándo|dónde|quién|cómo|combien|quand|où|qui|pourquoi|wie|wann|wo|wer|warum|"
    r"quant[oa]s?|quando|onde|quem)\b)",
    re.IGNORECASE,
)
"""What stands between the outlet and a question that stands alone: "about how long it will run"."""
_IS_SAID = {
    "en": "What is said ",
    "es": "Qué se dice ",
    "fr": "Que dit-on ",
    "de": "Was wird berichtet ",
    "pt": "O que se diz ",
}
_JOINT = re.compile(rf"\s*(?:,|(?P<and>\s(?:and|y|et|und|e)))\s+{_ARTICLE}(?=\S)", re.IGNORECASE)
_LONGEST_NAME = 60
_NAME = re.compile(
    r"(?:[A-ZÀ-Ý][\w&.’-]*)(?:(?:\s+(?:of|the|de|del|do|da|des|du|la|le))*\s+[A-ZÀ-Ý][\w&.’-]*)*"
)
_OUTLET_WORD = re.compile(
    r"\b(?:times|post|herald|tribune|gazette|courier|journal|newspaper|news|observer|guardian|"
    r"telegraph|chronicle|daily|reuters|bbc|cnn|nbc|cbs|npr|afp|dpa|efe|bloomberg|associated press|"
    r"usa today|al jazeera|el pa[ií]s|el mundo|le monde|le figaro|libération|spiegel|die zeit|"
    r"die welt|zeitung|nachrichten|tagesschau|folha|o globo|p[uú]blico|diario|diário|periódico|"
    r"jornal|correio|economist|ledger|dispatch|mirror|xinhua|tass)\b",
    re.IGNORECASE,
)
"""A word by which a name is that of an outlet, indexed or not."""


def mentions_source(text: str) -> bool:
    """Whether a question may name an outlet as its source."""
    return _BEFORE.search(text) is not None or _SAYING.match(text) is not None


def from_outlet(question: Question, outlets: Sequence[str]) -> Question:
    """The question restricted to the outlet that it names, without the words that name it.

    Unchanged where it names none of ``outlets``. Where its filters exclude the one named, no
    article passes.
    """
    named = _named(question.text, outlets)
    if len(named) != 1 or len(_opened(question.text)) != 1:
        return question  # what two sources are named for stands in the articles of both
    ((start, end, outlet, instead),) = named
    sources, end = _joined(question.text, end, outlet, outlets)
    text = " ".join(f"{question.text[:start]}{instead}{question.text[end:]}".split())
    text = re.sub(r"\s+(?=[?.!,])", "", text).lstrip(" ,")
    if not sources or len(text) <= len(instead) + 1:
        return question
    allowed = {source.casefold() for source in question.filters.sources}
    kept = tuple(source for source in sources if not allowed or source.casefold() in allowed)
    filters = replace(question.filters, sources=kept or sources)
    if not kept:
        filters = filters.none()
    return replace(question, text=f"{text[:1].upper()}{text[1:]}", filters=filters)


def _opened(text: str) -> list[re.Match[str]]:
    """Where words stand that a source is named behind."""
    return [*_BEFORE.finditer(text), *filter(None, [_SAYING.match(text)])]


def _joined(
    text: str, end: int, outlet: str, outlets: Sequence[str]
) -> tuple[tuple[str, ...], int]:
    """All outlets of "the Post and the Courier", and where they end; none if another is unknown."""
    sources = [outlet]
    while joint := _JOINT.match(text, end):
        other = _outlet_at(text, joint.end(), outlets)
        if other is None:
            is_named = joint["and"] and _name_at(text, joint.end())
            return ((), end) if is_named else (tuple(sources), end)
        sources.append(other[0])
        end = other[1]
    return tuple(sources), end


def absent_outlet(text: str, outlets: Sequence[str]) -> str | None:
    """The outlet that a question names as its source and that is none of ``outlets``."""
    if _named(text, outlets):
        return None
    names = [name for before in _opened(text) if (name := _name_at(text, before.end()))]
    return next((name for name in names if _OUTLET_WORD.search(name)), None)


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
        asking = _ASKING.match(text, said.end())
        is_said = _IS_SAID.get(language_of_question(text), _IS_SAID["en"])
        found.append(
            (0, asking.end() if asking else said.end(), named[0], "" if asking else is_said)
        )
    return found


def _outlet_at(text: str, at: int, outlets: Sequence[str]) -> tuple[str, int] | None:
    """The outlet whose name stands there, and where that ends; of several the longest."""
    rest = text[at : at + _LONGEST_NAME].casefold()
    for outlet in sorted(outlets, key=len, reverse=True):
        core = re.sub(rf"\A{_ARTICLE}(?=\S)", "", outlet.casefold())
        follows = rest[len(core) : len(core) + 1]
        if core and rest.startswith(core) and not follows.isalnum():
            return outlet, at + len(core)
    return _by_last_word(text, at, outlets)


def _name_at(text: str, at: int) -> str | None:
    """The name there, with an article that is part of it: "Le Monde"."""
    name = _NAME.match(text, at)
    before = re.search(rf"{_ARTICLE}\Z", text[:at], re.IGNORECASE)
    is_part = before is not None and before[0][:1].isupper()
    return f"{before[0]}{name[0]}" if name and before and is_part else name and name[0]


def _by_last_word(text: str, at: int, outlets: Sequence[str]) -> tuple[str, int] | None:
    """The only outlet whose name ends in the one word there: "the Courier"."""
    name = _NAME.match(text, at)
    if name is None or " " in name[0]:
        return None
    ending = [one for one in outlets if one.casefold().split()[-1:] == [name[0].casefold()]]
    return (ending[0], name.end()) if len(ending) == 1 else None
