r"""Lines that pages, agencies and archives put around an article, known by their form.

Consent banners and their buttons, skip links, breadcrumbs, the age of the page, a wire's codes, the
headings of an archive. None of them is a title, and none of them is a sentence of an article.
"""

# ruff: noqa: E501 -- one form a line reads as a table
from __future__ import annotations

import re

from indexer.extraction.sections import HOMES, SECTIONS

_LONGEST = 200
_MOST_CRUMB_WORDS = 4
_DASHES = re.compile(r"\s+[–—-]\s+")
_FEWEST_DASHED = 4
_CRUMBS = re.compile(r"\s*[>›»→]\s*|\s+/\s+")
_AGO = r"(?:\d{1,3}|an?|one|a few) ?(?:sec(?:ond)?|min(?:ute)?|hour|hr|h|m|d|day|week|month|year)s? ago"
_CLOCK_AGO = r"(?:\d{1,3} (?:sec(?:ond)?|min(?:ute)?|hour|hr|day)s?|an hour|a minute) ago"
_FORMS: tuple[str, ...] = (
    # Consent
    r"(?:we|.{2,40}) (?:and our \d* ?partners )?(?:value|respect|care about) your privacy",
    r"(?:we|this site) and (?:our|its) (?:\d[\d,.]* )?(?:trusted )?partners (?:store|use|process|and|may)\b.*",
    r"(?:accept|reject|allow|decline|agree(?: to)?) (?:all|and (?:close|continue)|all and (?:close|continue))(?: cookies)?",
    r"(?:manage|more|cookie|privacy|show) (?:preferences|options|choices|settings|purposes|vendors)|(?:your|do not sell my|manage) (?:privacy choices|personal information|consent|cookies?(?: settings)?)",
    r"(?:alle akzeptieren|alles? ablehnen|einstellungen verwalten|tout (?:accepter|refuser)|continuer sans accepter|aceptar todo|rechazar todo|aceitar tudo|alles accepteren)",
    # Ways around a page
    r"(?:skip to (?:main |site )?(?:content|navigation|index|search|footer|article)\s*)+",
    r"skip (?:ad|advertisement|past newsletter promotion)",
    r"(?:view|open|read) (?:this (?:email|message) )?(?:in|on) (?:your |a )?(?:browser|web|app)(?: version)?",
    r"(?:unsubscribe|manage (?:your )?(?:subscription|preferences)|update (?:your )?preferences|forward to a friend)",
    r"listen to (?:this )?(?:article|story)\b.{0,40}",
    r"subscribe (?:now )?for [$£€]\s?[\d.,]+ ?/ ?\w+.{0,20}",
    r"(?:order reprints|today.s paper|reuse this content|reprints? (?:&|and) permissions|quick guide)",
    r"a version of this (?:article|story|column) (?:appears|appeared|will appear) in print\b.*",
    # How old a page is
    rf"(?:(?:(?:last )?(?:updated|published|posted|modified|edited):? {_AGO}|{_CLOCK_AGO})[\s|·•,-]*){{1,2}}",
    r"this (?:article|story|post) is (?:more than|over) .{1,12} (?:year|month)s? old",
    # Mails
    r"(?:sent|get outlook|gesendet|von meinem|envoyé|enviado|inviato|verzonden)\b(?: (?:from|with|for|von|mit|de|depuis|desde|do|da|dal|met|vanaf|via))?(?: (?:my|meinem|der|mon|ma|mi|meu|mijn|mio))? (?:outlook|yahoo|gmail|gmx|i(?:phone|pad|os)|android|samsung|galaxy|blackberry|mobile|handy|smartphone|web\.de|proton)[\w .-]{0,30}(?: gesendet)?",
    r"[-_]{3,} ?(?:forwarded message|original message|weitergeleitete nachricht|original-?nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht) ?[-_]{3,}",
    # Wires
    r"eds\.?: .{2,160}",
    r"z[cz]zc(?: [\w/ ]{0,20})?|nnnn|\(?more to (?:come|follow)\)?|-{0,3}30-{0,3}|\(?end(?:s|it)?\)",
    r"\((?:adds|updates|recasts|corrects|refiles|releads|rewrites|writes through|repeats|changes|removes)\b[^()]{2,120}\)",
    r"\(\([^()]*(?:\([^()]*\)[^()]*)?\)\)",
    # Archives
    r"\d{1,4} of \d{1,5} documents?",
    r"(?:责任编辑|责编|编辑|責任編輯)\s?[:：]\s?[\u4e00-\u9fff ]{2,12}",
)  # fmt: skip
_FORM = re.compile(rf"\W*(?:{'|'.join(_FORMS)})\W*", re.IGNORECASE)
# "NLN0412 4 WD 231 BC-MINE-RESCUE", "BC-EU--Summit, 1st Ld".
_VERSION = r"(?:\d{1,2}(?:st|nd|rd|th) )?(?:Ld|Lead|Add|Sub|Writethru|Urgent|NewsAlert|Adv\d*|Bjt)(?:-[A-Z]\w+)*|URGENT|[A-Z]{2,4}\d{3,5}"
_WORD = r"[A-Z0-9][\w/’'-]*"
_SLUG = re.compile(
    r"[A-Z]{1,4}\d{3,5}\b[A-Z0-9 /-]{3,60}"
    # "US-China" alone, since "US-China talks resume" is a headline.
    rf"|\^?(?:AM|PM|BC|US|EU)-{{1,2}}(?=[A-Z]\S{{3}}){_WORD}(?:,? (?:{_VERSION}))*"
    rf"|\^?(?:[A-Z]{{2,3}}-)?[A-Z]{{2,3}}--{_WORD}(?: {_WORD}){{0,4}}(?:,? (?:{_VERSION}))*"
    rf"|\^?[A-Z]{{2,}}-{_WORD}(?: {_WORD}){{0,5}}, (?:{_VERSION})(?:,? (?:{_VERSION}))*"
    r"|[a-z]\d{4} ?[a-z]{1,2} ?[a-z]{1,2} (?:[a-z]{2}-)?[a-z][\w-]+(?: [\d-]+)*"
)
_ARCHIVE_LABEL = re.compile(
    r"(?:LENGTH|SECTION|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|GRAPHIC)\s?:\s.{1,80}(?<![.!?])"
)  # fmt: skip
_READING_TIME = re.compile(
    r"\W*(?:reading time:? )?(?:\d{1,2}\s?[–-]\s?)?\d{1,2}[ -]?min(?:ute)?s?\.?(?: read)?\W*",
    re.IGNORECASE,
)
_EDGES = " \t.,:;!?…|-–—_*#•·()[]\"'“”"


def is_banner(block: str) -> bool:
    """Whether a line belongs to the page, the wire or the archive rather than to the article."""
    if len(block) > _LONGEST and not block.lower().startswith(("we and our", "we and its")):
        return False
    return (
        _FORM.fullmatch(block) is not None
        or _SLUG.fullmatch(block) is not None
        or _ARCHIVE_LABEL.fullmatch(block) is not None
        or is_breadcrumb(block)
        or _is_dashed_menu(block)
    )


def _is_dashed_menu(block: str) -> bool:
    """Whether a line is a row of short entries between dashes, sections of a paper among them."""
    entries = _DASHES.split(block.strip())
    if len(entries) < _FEWEST_DASHED or any(entry.count(" ") > 1 for entry in entries):
        return False
    return sum(map(is_section, entries)) > 0 and not block.rstrip().endswith((".", "!", "?"))


def is_reading_time(block: str) -> bool:
    """Whether a line only tells how long reading takes: "3–4 minutes", "4 min read"."""
    return len(block) < 30 and _READING_TIME.fullmatch(block) is not None


def is_breadcrumb(block: str) -> bool:
    """Whether a line is the way from the front page to a section: "Home > World"."""
    crumbs = _CRUMBS.split(block.strip(_EDGES)) if len(block) <= _LONGEST else []
    if len(crumbs) < 2 or any(crumb.count(" ") >= _MOST_CRUMB_WORDS for crumb in crumbs[:-1]):
        return False
    return crumbs[0].strip().lower() in HOMES


def is_section(block: str) -> bool:
    """Whether a line is only the name of a section of a paper."""
    return len(block) < 30 and block.strip(_EDGES).lower() in SECTIONS
