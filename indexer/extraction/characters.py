"""Code points that no reader sees, and how lines end."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x1c\x1d\x1e\u2029]")
# Page and line breaks that stand within sentences as well; a sentence goes on with a small letter,
# or wherever the text has line feeds for its lines.
_BREAK = "[\v\f\x85\u2028]"
_WITHIN_LINE = re.compile(rf"(?<=[^\W_]|[,;–—-])[ \t]*{_BREAK}+[ \t]*(?=[^\W_]|[\"“‘(])")
_WITHIN_SENTENCE = re.compile(
    rf"(?<=[^\W_]|[,;–—-])[ \t]*{_BREAK}+[ \t]*(?=[a-zß-öø-ÿ])|(?<=[,;])[ \t]*{_BREAK}+"
)
_OTHER_BREAKS = re.compile(_BREAK)
# Controls, soft hyphen, zero-width and invisible operators, bidirectional embeddings and
# isolates, byte order mark, lone surrogates, non-characters, language tags.
# Kept: joiners (U+200C, U+200D) and direction marks (U+200E, U+200F), which spelling needs.
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[ \t]{2,}|\t")
_UNFIT_IN_NAMES = re.compile(f"[\t\n\r\x1c-\x1e\u2029]|{_BREAK}|{_JUNK.pattern}")


def scrub(text: str) -> str:
    """The text with line feeds only, no invisible junk, and single spaces only between words."""
    text = _LINE_ENDS.sub("\n", text)
    if _OTHER_BREAKS.search(text):
        inner = _WITHIN_LINE if "\n" in text.strip() else _WITHIN_SENTENCE
        text = _OTHER_BREAKS.sub("\n", inner.sub(" ", text))
    text = _JUNK.sub("", text)
    lines = _SPACES.sub(" ", text).split("\n")
    return "\n".join(map(str.strip, lines)).strip()


def one_line(text: str) -> str:
    """The text scrubbed and on one line, as names and titles are kept."""
    return " ".join(scrub(text).split())


def unseen_in(name: str) -> str | None:
    """The first code point of a name that no line shows, as "U+200B"; ``None`` without any.

    For names that must stay as they are: tabs, ends of lines, and what ``scrub`` takes out.
    """
    found = _UNFIT_IN_NAMES.search(name)
    return f"U+{ord(found[0]):04X}" if found else None
