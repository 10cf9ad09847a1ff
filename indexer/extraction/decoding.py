"""Bytes to text: UTF-8 first, then what a byte order mark or the bytes themselves say."""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnusableSource
from indexer.extraction.language import language_confidence

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES: tuple[bytes, ...] = (
    b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF89a", b"\x7fELF",
    b"\xd0\xcf\x11\xe0", b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3\x00", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
_MOST_CONTROLS = 0.01
_SAMPLE = 65_536
_BROKEN_PER_GOOD = 20
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
# Of two in which a text reads equally well the first counts.
_ENCODINGS = (
    "cp1252", "cp1250", "cp1254", "cp1251", "koi8-r", "cp1253", "cp1255", "cp1256",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
# Signs that a wrong encoding sets into words: "przylecia³", "¿eby".
_ODD = re.compile(r"(?<=[^\W\d_])[¡-©«-´¶-¹»-¿×÷]+(?=[^\W\d_])|[²³¹¼½¾](?=\s)|[¿¡](?=[a-zà-ÿ])")
_CERTAIN = 0.6
_NOT_TEXT = "this is not text; index .txt, .md, .html, .json or .jsonl files"
_UNKNOWN = "its text encoding cannot be recognised; save it as UTF-8"


def decode(data: bytes) -> str:
    """The text of a file's bytes.

    Raises:
        UnusableSource: if the bytes are not text or in no recognisable encoding.
    """
    if data.startswith(_SIGNATURES):
        raise UnusableSource(_NOT_TEXT)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if _is_binary(data):
        raise UnusableSource(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _declared(data) or _recognised(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnusableSource(_UNKNOWN) from error


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(_MOST_CONTROLS * len(sample), 2)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken characters, which become U+FFFD; ``None`` for other encodings."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    intact = sum(not character.isascii() for character in text[:_SAMPLE]) - broken
    return text if intact >= _BROKEN_PER_GOOD * broken else None


def _declared(data: bytes) -> str | None:
    """The text in the encoding a page declares, where that fits."""
    match = _DECLARED.search(data[:4_096])
    if match is None:
        return None
    try:
        return data.decode(match[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _recognised(data: bytes) -> str:
    """The text in the encoding in which it reads most like a language."""
    texts = [text for encoding in _ENCODINGS if (text := _attempt(data, encoding)) is not None]
    best = max(texts, key=_likelihood, default=None)
    if best is None or language_confidence(best) < _CERTAIN:
        best = _attempt(data, "cp1252") if _is_mostly_ascii(data) else None
    if best is None:
        raise UnusableSource(_UNKNOWN)
    return best


def _likelihood(text: str) -> tuple[int, float]:
    """Few signs in the middle of words first, then how much the text reads like a language."""
    return -len(_ODD.findall(text[:_SAMPLE])), language_confidence(text)


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    plain = sum(character.isalnum() or character.isspace() for character in sample)
    controls = sum("\x7f" <= character <= "\x9f" for character in sample)
    return text if plain * 10 >= 7 * len(sample) and controls == 0 else None


def _is_mostly_ascii(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(byte >= 128 for byte in sample) * 5 < len(sample)
