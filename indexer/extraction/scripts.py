"""What scripts differ in: how sentences end, what counts as a word, which letters stand for one."""

from __future__ import annotations

import re

ENDS = ".!?…。！？｡؟।॥۔"
"""Signs that end a sentence, in any script; for use within a character class."""
CLOSING = "\"'”’»)\\]」』）】》〉״"
"""What may stand behind them: quotes and brackets, for use within a character class."""

END = rf"(?:[{ENDS}]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)[{CLOSING}]*$"
"""A pattern for the end of a line that ends a sentence; Greek asks with a semicolon."""

_ELSEWHERE = re.compile(
    "[\u0370-\u058f\u0590-\u07ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3]"
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_THAI = re.compile("[\u0e00-\u0eff]")
_SIGNS_A_WORD, _THAI_SIGNS_A_WORD = 2, 5
_ENDLESS = 80
"""Code points of Thai from which on a line is a paragraph: Thai ends no sentence with a sign."""
# Vowel signs of Arabic and Hebrew, which pages set or leave out, and the stretching of letters.
_UNWRITTEN = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0655\u0670\u200e\u200f]")
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ё": "е",
     "\u200c": " "}
)  # fmt: skip
_UNSPACED_PAIR = re.compile("(?=([\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2}))")
# Devanagari writes vowels as marks, which are no letters to a pattern.
_MARKED_WORD = re.compile("[\u0900-\u0963\u0966-\u0dff]{3,}")


def is_elsewhere(text: str) -> bool:
    """Whether a text has letters of another script than the Latin one."""
    return not text.isascii() and _ELSEWHERE.search(text) is not None


def count_words(text: str) -> int:
    """How many words a text has, about as many where no spaces are set between them."""
    spaced = text.count(" ") + 1
    if text.isascii():
        return spaced
    ideographs, thai = len(_IDEOGRAPHS.findall(text)), len(_THAI.findall(text))
    return max(spaced, ideographs // _SIGNS_A_WORD + thai // _THAI_SIGNS_A_WORD)


def is_endless(text: str) -> bool:
    """Whether a line is prose in a script that ends no sentence with a sign."""
    return not text.isascii() and len(_THAI.findall(text)) >= _ENDLESS


def folded(text: str) -> str:
    """The text in small letters, letters that are written in several ways in one of them."""
    return _UNWRITTEN.sub("", text).translate(_SAME).lower()


def unspaced_words(text: str) -> list[str]:
    """What tells of what a text is about in scripts whose words no pattern of letters finds.

    Pairs of signs where there are no spaces, and whole words of the scripts of India.
    """
    if text.isascii():
        return []
    return [*_UNSPACED_PAIR.findall(text), *_MARKED_WORD.findall(text)]
