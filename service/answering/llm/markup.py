"""What a model writes, without tags, fences and the addresses of links: the words they dress stay.

What is no dress stays as it is, and costs the sentence that it stands in: the call of a tool, data
in a fence, a tag of a program, an address among the words of a sentence.
"""

from __future__ import annotations

import re

_FRAMES = (
    "answer|final|final_?answer|short_?answer|response|reply|output|result|summary|text|statement|"
    "sentence|paragraph"
)
_BLOCKS = "p|div|br|hr|li|ul|ol|h[1-6]|blockquote|section|article|main|body|html|pre"
_INLINE = "b|strong|i|em|u|s|mark|small|big|span|font|q|a|code|sup|sub|abbr|time|cite"
_NEW_LINE = re.compile(rf"</?(?:{_FRAMES}|{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_WITHIN_LINES = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG_BEGUN = re.compile(r"</?(?:[a-z][^<>\n]*)?\Z", re.IGNORECASE)
_RAISED = re.compile(r"<sup>\s*(\d{1,2})\s*</sup>", re.IGNORECASE)
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CITED = re.compile(
    r"<(?P<tag>cite|ref|citation|source)\b[^<>]*>\s*\[?(?P<number>\d{1,3})\]?\s*</(?P=tag)>",
    re.IGNORECASE,
)

_DATA = r"(?:jsonl?|json5|ya?ml|xml|py|python|js|javascript|sql|bash|sh|csv|toml|tool_\w+)\b"
_FENCE = r"(?:```+|~~~+)"
_FENCE_LINE = re.compile(rf"^[ \t]*{_FENCE}[ \t]*(?!{_DATA})\w*[ \t]*$", re.MULTILINE)
_FENCE_BEFORE = re.compile(rf"\A\s*{_FENCE}[ \t]*(?!{_DATA}|[\[{{<])(?=\S)")
_FENCE_BEHIND = re.compile(rf"(?<=\S){_FENCE}[ \t]*$", re.MULTILINE)

_URL = r"(?:https?://|www\.)[^\s<>\[\]()\"“”]*(?:\([^\s()]*\)[^\s<>\[\]()\"“”]*)*"
_TARGET = (
    r"\s*<?[^\s()<>]*[./:#][^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?"
    r"(?:\s+[\"'][^\"'\n]*[\"'])?\s*"
)
_IMAGE = re.compile(rf"!\[[^\[\]\n]*\]\({_TARGET}\)")
_LINK = re.compile(rf"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\({_TARGET}\)")
_NUMBERS = re.compile(
    r"\s*\^?(?:[a-z]{1,9}\.?\s*|#)?\d{1,3}(?:[\s,;&^–-]+\d{1,3})*\s*", re.IGNORECASE
)
_LED = r"(?:(?:see|via|source|link|url|(?:read )?more|quelle|fuente|fonte)(?: at)?\s*:?\s*)?"
_ASIDE = re.compile(rf"[ \t]*(?:\({_LED}{_URL}\s*\)|\[{_LED}{_URL}\s*\]|<{_URL}>)", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?<=[.!?…\])”\"])[ \t]+(?i:{_LED}{_URL})"
    r"(?=[ \t]*(?:$|[\[【])|[ \t]+[\"“«„‘(]?[^\W\d_a-zß-öø-ÿ])",
    re.MULTILINE,
)
"""Not before a small letter, with which the sentence of the address goes on."""
_ALONE = re.compile(
    rf"^[ \t]*(?:[-*•]|\d{{1,2}}[.)]|\[[^\[\]\n]{{1,40}}\]:?)?[ \t]*{_LED}{_URL}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def without_tags(text: str) -> str:
    """The text without fences and the tags that lay out, name or frame it; digits stay raised."""
    text = _FENCE_BEFORE.sub("", _FENCE_BEHIND.sub("", _FENCE_LINE.sub("", text)))
    text = _CITED.sub(r"[\g<number>]", text)
    text = _RAISED.sub(lambda match: match[1].translate(_DIGITS), text)
    return _TAG_BEGUN.sub("", _WITHIN_LINES.sub("", _NEW_LINE.sub("\n", text)))


def without_addresses(text: str) -> str:
    """The text with the words of its links alone, and without addresses that no sentence needs."""
    text = _LINK.sub(_words, _IMAGE.sub("", text))
    return _BEHIND.sub("", _ASIDE.sub("", _ALONE.sub("", text)))


def _words(link: re.Match[str]) -> str:
    """What a link is set on; numbers alone are a marker, and keep their brackets."""
    words = link["words"]
    return f"[{words}]" if _NUMBERS.fullmatch(words) else words
