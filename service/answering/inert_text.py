"""Text that strangers wrote, changed so that it cannot act on the prompt it is put into."""

from __future__ import annotations

import re
import unicodedata

_BRACKETED_NUMBER = re.compile(r"[\[【［]\s*(\^?\d[\d\s,;–—-]*(?:†[^\]】］]*)?)\s*[\]】］]")
_CHAT_TOKEN = re.compile(r"<\|+|\|+>|<(?=/?s>)|\[(?=/?INST\])|<<(?=/?SYS>>)|<(?=/?think>)")
_RULE = re.compile(r"={3,}|-{3,}|#{3,}")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_KEPT_FORMAT = frozenset("\u200c\u200d")  # joiners that Persian, Hindi and emoji are spelled with

_ROOM = 4
"""Characters read for each that is wanted, since white space and invisible ones are taken out."""


def inert(text: str, *, characters: int | None = None) -> str:
    """``text`` on one line, with nothing in it that a prompt, parser or chat template acts on.

    White space becomes single spaces, so no line can be forged. Control, invisible and
    direction-changing characters go. Bracketed numbers become round brackets, so that they are no
    citation markers. Tokens of chat templates, and rules such as those around the evidence, are
    broken up. Words, figures and punctuation stay.

    Args:
        text: a sentence, title, name, question or earlier turn.
        characters: what is longer is cut at a word and ends in "…", and the work is bounded
            however long it is; ``None`` cuts nothing.
    """
    read = text if characters is None else text[: characters * _ROOM]
    visible = "".join(
        " " if char.isspace() else char
        for char in read
        if char.isspace()
        or char in _KEPT_FORMAT
        or unicodedata.category(char) not in _DROPPED_CATEGORIES
    )
    line = " ".join(visible.split())
    line = _BRACKETED_NUMBER.sub(lambda match: f"({match[1].strip()})", line)
    line = _CHAT_TOKEN.sub(lambda match: f"{match[0][0]} {match[0][1:]}", line)
    line = _RULE.sub(lambda match: match[0][:2], line)
    if characters is None or (len(line) <= characters and len(read) == len(text)):
        return line
    return _cut(line, characters)


def _cut(line: str, characters: int) -> str:
    head = line[: max(1, characters - 1)]
    word_end = head.rfind(" ")
    return (head[:word_end] if word_end > characters // 2 else head).rstrip() + "…"
