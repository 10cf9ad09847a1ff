"""When a page says it was published: lines that are a date, or a date after a mark."""

from __future__ import annotations

import re
from datetime import datetime

from indexer.extraction.dates import find_date, parse_date

_LONGEST_LINE = 160
_PUBLISHED = re.compile(
    r"^\W*(?:(?:editor[’']s )?note\s?:\s*)?(?:this (?:story|article|post|column|piece) )?(?:was )?"
    r"(?P<mark>date|(?:originally |first )?published(?: on| at)?|publication date|posted(?: on)?"
    r"|issued"
    r"|fecha(?: de publicación)?|publicado(?: el| em| a)?|publicada(?: el| em)?"
    r"|publié(?:e)?(?: le)?"
    r"|veröffentlicht(?: am)?|stand|erschienen(?: am)?|datum|data(?: de publicação)?"
    r"|pubblicato(?: il)?|gepubliceerd(?: op)?|opublikowano|опубликовано|опубліковано"
    r"|дата публикации|дата публікації|δημοσιεύ(?:τηκε|θηκε)|δημοσίευση|تاريخ النشر|نشر(?:ت)? في"
    r"|פורסם(?: ב)?|प्रकाशित|发布时间|發布時間|发布于|发表于|公開日?|掲載日?|配信"
    r"|(?:기사)?입력|등록|게시)"
    r"(?:\s*[:|-]?\s+|\s*[:：]\s*)(?P<rest>.+)$",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:published|posted|publicad[oa]|publiée?|veröffentlicht|erschienen|pubblicato)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\W*\b(?:last )?(?:updated|modified|act\.(?= \d)|actualizado|actualizada|mis à jour"
    r"|mise à jour|aktualisiert|atualizado|atualizada|aggiornato"
    r"|bijgewerkt|zaktualizowano|обновлено|оновлено)\b.*$",
    re.IGNORECASE,
)
_UPDATE_MARK = re.compile(
    r"^\W*(?:last )?(?:updated|modified)(?: on| at)?\s*[:|]?\s+", re.IGNORECASE
)
_DAY_FIRST_MARKS = (
    "fecha", "publicad", "publié", "veröff", "stand", "ersch", "datum", "data de", "pubbl",
    "gepub", "opubl", "опубл",
)  # fmt: skip
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2}\.\d{1,2}\.)(?P<year>[0-4]\d)(?=$|[\s,;|])")
# What may stand behind the day, a place or who put it there: "14 March 2025 10:47 pm - KALDURGA".
_FOLLOWING = re.compile(
    r"\s*(?:by \w+|[-–—|·•/]\s*(?!by )[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,2})\W*", re.IGNORECASE
)
_LEADING_MARKER = re.compile(
    r"^(?:date|published|posted|fecha|datum|data|publié)\s*:?\s*(?P<date>\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)\b[ \t]*[|:–—-]?\s*",
    re.IGNORECASE,
)


def leading_date(text: str) -> tuple[datetime | None, str]:
    """The date of a ``date 2024-09-03`` marker at the start, and the text without such markers."""
    published: datetime | None = None
    while match := _LEADING_MARKER.match(text):
        published = published or parse_date(match["date"])
        text = text[match.end() :].lstrip()
    return published, text


def without_update(line: str) -> str:
    """The line without what it says about its last update."""
    return _UPDATED.sub("", line).strip(" |·•,;–—-")


def marked_date(line: str) -> datetime | None:
    """The date that a mark ("Published", "Fecha") introduces, where the line says nothing else.

    A mark in a language that writes days first settles the order.
    """
    match = _PUBLISHED.match(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    day_first = match["mark"].lower().startswith(_DAY_FIRST_MARKS)
    rest = match["rest"]
    if short := _SHORT_YEAR.match(rest):  # "01.03.24": full stops are set in days of this order
        rest = f"{short['day']}20{short['year']}{rest[short.end() :]}"
    whole = parse_date(rest, day_first=day_first or None) or parse_date(rest.rstrip(" ."))
    return whole or _followed_date(rest)


def _followed_date(text: str) -> datetime | None:
    """The date that a text begins with, where no more than a place or a name follows."""
    found = find_date(text)
    is_followed = found and found[1] == 0 and _FOLLOWING.fullmatch(text[found[2] :])
    return found[0] if found and is_followed else None


def closing_date(line: str) -> datetime | None:
    """The date of a closing line that says "published"; "Date:" there is of something else."""
    return marked_date(line) if _SAYS_PUBLISHED.search(line) else None


def bare_date(line: str) -> datetime | None:
    """The date that a line is, a day's name before it and a time after it included."""
    if len(line) > _LONGEST_LINE:
        return None
    within = find_date(line)
    if within and within[1] > 0:
        return None
    return parse_date(line)


def is_update(block: str) -> bool:
    """Whether a block only says when the page was last changed."""
    if len(block) > _LONGEST_LINE or not _UPDATED.match(block):
        return False
    words = r"^\W*[^\W\d_]+(?: [^\W\d_]+){0,3}?\s*[:|]?\s+(?=[\w])"
    rest = re.sub(words, "", block, count=1)
    texts = (rest, _UPDATE_MARK.sub("", block))
    return any(parse_date(text) or _followed_date(text) for text in texts)
