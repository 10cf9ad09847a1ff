"""What a block looks like, whatever it says: addresses, contacts, signatures, shouted headlines."""

from __future__ import annotations

import re

_STREET = re.compile(
    r"^(?:\d{1,6}[a-z]? (?:[NSEW]\.? |North |South |East |West )?(?:[\w.’'-]+ ){1,4}"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Way|Ct|Court|Plaza|Sq|Square"
    r"|Pkwy|Parkway|Hwy|Highway|Pl|Place|Terrace)\.?(?:,? (?:Suite|Ste\.?|Floor|Fl\.?|Apt\.?"
    r"|#) ?\w+)?"
    r"|P\.? ?O\.? Box \d+|(?:Calle|Avenida|Av\.|Rua|Rue|Avenue|Via|Plaza"
    r"|Praça) [\w. ’'-]{2,40},? \d{1,5}"
    r"|[\w.-]{3,30}(?:straße|strasse|str\.|platz|allee) \d{1,4}[a-z]?)"
    r"(?:,? [\w .’'-]{2,30},? (?:[A-Z]{2} )?\d{4,5}(?:-\d{4})?)?(?:,? (?:USA|United States))?\W*$",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"^(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}, [A-Z]{2},? \d{5}(?:-\d{4})?(?:,? (?:USA"
    r"|United States))?"
    r"|[A-Z][\w ’'-]{2,25},? [A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}"
    r"|(?:[A-Z]{1,2}-)?\d{5} [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2})\W*$"
)
_PHONE = re.compile(
    r"^(?:(?:tel|phone|fax|call(?: us)?|telephone|telefon|t[ée]l|tel[ée]fono|telefone"
    r"|mobile)\b[.:]?\s?)?"
    r"\(?\+?\(?\d[\d ().-]{6,18}\d$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:(?:or|and|e-?mail|mail|contact|twitter|x|facebook|instagram|web(?:site)?|correo"
    r"|courriel)\s?:?\s?)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30}|https?://\S+|www\.\S+"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|co\.uk|de|fr|es|br|eu))"
    r"(?:\s*[,;|·/]\s*(?:[\w.+-]+@[\w.-]+|@\w{2,30}))*\W*$",
    re.IGNORECASE,
)
# "ada@ledger.example, 555-0142 or follow at …": an address first, then how else to reach somebody.
_REACHED_AT = re.compile(
    r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+,?(?: \(?\d[\d ().-]{6,18})?[,;]?"
    r"(?: (?:or|and) (?:follow|on|at)\b.{0,60})?$"
)
_SIGNATURE = re.compile(
    r"^[–—−‒-]{1,2}\s?(?:by[\s/:]+)?[^\W\d_][\w.’'-]*(?: (?:de |van |von |and "
    r"|& )?[^\W\d_][\w.’'-]*){1,3}"
    r"(?:(?:,| for) [A-Z][\w ]{1,25})?$"
)
_ONE_NAME_SIGNATURE = re.compile(
    r"^[–—−‒-]{1,2}\s?(?:by[\s/:]+\S+|Reuters|AP|AFP|dpa|EFE|Associated Press)$"
)
# "HPA/ho/vs": who wrote and who edited, as agencies end a report.
_SIGNED_OFF = re.compile(r"^\W{0,2}[A-Z]{2,5}(?:\s?/\s?[a-z]{2,4}){1,4}\W{0,2}$")
_HOUSE = re.compile(r"^\d{1,6}[a-z]? (?:[A-ZÀ-Þ][\w.’'-]* ?){1,5}$")
_DIGIT = re.compile(r"\d")
_LOWER = re.compile(r"[a-zà-öø-ÿ]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DATELINE = re.compile(r"^[A-ZÀ-Þ][\w.’'-]*,?(?: [A-ZÀ-Þ][\w.’'-]*,?){0,5}\s?[—–]$")
_BARS = re.compile(r"\s+[|•·»›>]\s+|\s?\|\s?")
_FEWEST_ENTRIES, _LONGEST_MENU = 3, 300
_CALLING_ENTRIES = 4
"""Entries from which on one may call out: "News | Stars | Sport | Win a car!"."""
_ENTRY_WORDS, _LONG_ENTRY_WORDS, _MOST_LONG_ENTRIES = 3, 6, 5
_FEWEST_SHOUTED_WORDS = 5
_LONGEST_SHOUTED_WORDS = 40


def may_be_street(block: str) -> bool:
    """Whether a line could be a house number and a street, whatever streets are called there.

    Only its neighbours can tell: a postal line below it, say.
    """
    return _HOUSE.match(block) is not None


def is_address(block: str) -> bool:
    """Whether the whole block is a street address, a place with its postcode, or a phone number."""
    if len(block) > 120 or not _DIGIT.search(block):
        return False
    return any(pattern.match(block) for pattern in (_STREET, _CITY, _PHONE))


def is_contact(block: str) -> bool:
    """Whether the whole block is an e-mail address, a handle or a link."""
    return len(block) <= 200 and (
        _CONTACT.match(block) is not None or _REACHED_AT.match(block) is not None
    )


def is_menu(block: str) -> bool:
    """Whether the block is a row of short entries between bars, dots or arrows."""
    entries = menu_entries(block)
    ends = (".", "?") if len(entries) >= _CALLING_ENTRIES else (".", "!", "?")
    if len(entries) < _FEWEST_ENTRIES or any(entry.endswith(ends) for entry in entries):
        return False
    if sum(map(bool, map(_DIGIT.search, entries))) * 2 > len(entries):
        return False  # a row of a table
    longest = _LONG_ENTRY_WORDS if len(entries) <= _MOST_LONG_ENTRIES else _ENTRY_WORDS
    return all(entry.count(" ") < longest for entry in entries)


def menu_entries(block: str) -> list[str]:
    """The pieces of a line between bars, dots or arrows; none of a line too long for a menu."""
    return _BARS.split(block) if len(block) <= _LONGEST_MENU else []


def is_stub(block: str) -> bool:
    """Whether the block says nothing: mere signs, initials, a dateline without its text."""
    if len(block) > 60:
        return not any(map(str.isalnum, block))
    is_cut = _DATELINE.match(block) or _SIGNED_OFF.match(block)
    return bool(is_cut) or not any(map(str.isalnum, block))


def is_signature(block: str) -> bool:
    """Whether the block is a dash and a name, as reporters sign parts of a live page."""
    if len(block) > 70 or block[:1] not in "–—−‒-" or not block:
        return False
    if _ONE_NAME_SIGNATURE.match(block):
        return True
    if not _SIGNATURE.match(block):
        return False
    names = re.sub(r"^[–—−‒-]{1,2}\s?", "", block)
    if names.lower().startswith(("by ", "by/", "by:")):
        return True
    return all(name[:1].isupper() for name in names.split() if name not in _PARTICLES)


_PARTICLES = frozenset(
    {"and", "&", "de", "del", "da", "do", "van", "von", "der", "for", "al", "bin"}
)


def is_shouted(block: str) -> bool:
    """Whether the block is a headline all in capitals, as pages set those of other stories."""
    if (
        _LOWER.search(block)
        or any(map(str.islower, block))
        or block.endswith((".", "!", "”", '"', "’", "'"))
    ):
        return False
    words = _WORDS.findall(block)
    if not _FEWEST_SHOUTED_WORDS <= len(words) <= _LONGEST_SHOUTED_WORDS:
        return False
    capitals = sum(character.isupper() for character in block)
    return capitals * 10 > 6 * sum(not character.isspace() for character in block)
