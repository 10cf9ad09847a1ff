"""Bytes to text: UTF-8 first, then what a byte order mark or the bytes themselves say."""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnusableSource
from indexer.extraction.language import classify

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
# The languages that tell a code page: nothing else makes it likelier than Windows-1252.
_LATIN: dict[str, frozenset[str]] = {
    "cp1250": frozenset(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq")),
    "cp1254": frozenset(("tr", "az")),
}
_SLAVIC = frozenset(("ru", "uk", "bg", "be", "sr", "mk"))
_OTHER_SCRIPTS: dict[str, frozenset[str]] = {
    "cp1251": _SLAVIC, "koi8-r": _SLAVIC, "cp1253": frozenset(("el",)),
    "cp1255": frozenset(("he",)), "cp1256": frozenset(("ar", "fa", "ur")),
    "shift_jis": frozenset(("ja",)), "euc_jp": frozenset(("ja",)), "gb18030": frozenset(("zh",)),
    "big5": frozenset(("zh",)), "euc_kr": frozenset(("ko",)),
}  # fmt: skip
# Signs that a wrong encoding sets into words: "przylecia³", "¿eby".
_ODD = re.compile(r"(?<=[^\W\d_])[¡-©«-´¶-¹»-¿×÷]+(?=[^\W\d_])|[²³¹¼½¾](?=\s)|[¿¡](?=[a-zà-ÿ])")
# UTF-8 read as Windows-1252: "CafÃ©", "itâ€™s".
_MISREAD = re.compile("[ÂÃ][\xa0-¿€-™]|â€")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_LONG_RUN = re.compile(rb"[\x80-\xff]{3}")
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_FEWEST_OTHER_BYTES = 10
"""Fewer bytes outside Latin words tell no code page: any two of them are letters of several."""
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
    intact, broken = _utf8_characters(data)
    return data.decode("utf-8", "replace") if intact >= _BROKEN_PER_GOOD * broken else None


def _utf8_characters(data: bytes) -> tuple[int, int]:
    """How many non-ASCII characters of the bytes are UTF-8, and how many are broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text[:_SAMPLE]) - broken, broken


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
    """The text in the code page that its words tell.

    Letters within Latin words are Windows-1252 unless the language tells another code page. A
    code page of another script counts only where whole words are written in it.
    """
    text = _latin(data) if _has_latin_words(data) else _of_other_script(data)
    if text is None:
        raise UnusableSource(_UNKNOWN)
    return text


def _has_latin_words(data: bytes) -> bool:
    """Whether letters beyond ASCII stand within Latin words rather than forming words."""
    within = alone = 0
    for word in _WORD.findall(data[:_SAMPLE]):
        if word.isascii() or len(word) == 1:
            continue
        is_latin = _ASCII_LETTER.search(word) and not _LONG_RUN.search(word)
        within, alone = within + bool(is_latin), alone + (not is_latin)
    return within >= alone


def _latin(data: bytes) -> str | None:
    intact, broken = _utf8_characters(data)
    western = _attempt(data, "cp1252")
    if western and intact >= broken and _MISREAD.search(western):
        return None  # damaged UTF-8
    for encoding, languages in _LATIN.items():
        text = _attempt(data, encoding)
        if text is None or _language(text) not in languages:
            continue
        if western is None or (_language(western) or "") in ("", *languages) or _is_odd(western):
            return text
    return western


def _of_other_script(data: bytes) -> str | None:
    """The text in the encoding whose own language it is in most clearly."""
    found: list[tuple[int, float, str]] = []
    for encoding, languages in _OTHER_SCRIPTS.items():
        text = _attempt(data, encoding)
        words = _words_beyond_ascii(text) if text else ""
        if text is None or len(words.encode(encoding)) < _FEWEST_OTHER_BYTES:
            continue
        language, confidence = classify(words)
        if language in languages and confidence >= _CERTAIN:
            found.append((-len(_ODD.findall(words)), confidence, text))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _words_beyond_ascii(text: str) -> str:
    return " ".join(word for word in text[:_SAMPLE].split() if not word.isascii())


def _language(text: str) -> str | None:
    """The language of a page without its markup; ``None`` where that is not certain."""
    language, confidence = classify(_MARKUP.sub(" ", text[:_SAMPLE]))
    return language if confidence >= _CERTAIN else None


def _is_odd(text: str) -> bool:
    return _ODD.search(text[:_SAMPLE]) is not None


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    plain = sum(one.isascii() or one.isalnum() or one.isspace() for one in sample)
    controls = sum("\x7f" <= character <= "\x9f" for character in sample)
    return text if plain * 10 >= 7 * len(sample) and controls == 0 else None
