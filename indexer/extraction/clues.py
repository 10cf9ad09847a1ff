"""What a page says about itself in passing: its title, author, outlet and date of publication.

Only explicit evidence counts. Agencies named at the end ("Source: The Associated Press") are the
weakest evidence of the outlet and count only where there is no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from indexer.extraction.dates import parse_date
from indexer.extraction.furniture_rules import BIOGRAPHY

_HEAD_BLOCKS, _TAIL_BLOCKS = 8, 4
_LONGEST_LINE = 160
_LONGEST_TITLE, _LONGEST_TITLE_WORDS = 220, 30

_PUBLISHED = re.compile(
    r"^\W*(?P<mark>date|published(?: on| at)?|publication date|posted(?: on)?|first published"
    r"|issued"
    r"|fecha(?: de publicación)?|publicado(?: el| em| a)?|publicada(?: el| em)?"
    r"|publié(?:e)?(?: le)?"
    r"|veröffentlicht(?: am)?|stand|erschienen(?: am)?|datum|data(?: de publicação)?"
    r"|pubblicato(?: il)?)"
    r"\s*[:|-]?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\W*\b(?:last )?(?:updated|modified|actualizado|actualizada|mis à jour|mise à jour"
    r"|aktualisiert"
    r"|atualizado|atualizada|aggiornato)\b.*$",
    re.IGNORECASE,
)
_DAY_FIRST_MARKS = (
    "fecha",
    "publicad",
    "publié",
    "veröff",
    "stand",
    "ersch",
    "datum",
    "data de",
    "pubbl",
)
_LEADING_MARKER = re.compile(
    r"^(?:date|published|posted|fecha|datum|data|publié)\s*:?\s*(?P<date>\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)\b[ \t]*[|:–—-]?\s*",
    re.IGNORECASE,
)
_PARTICLES = r"(?:(?:de|del|da|do|dos|van|von|der|den|bin|al|el|la|le) ){0,2}"
_NAME = rf"[^\W\d_a-z][\w.’'-]*(?: {_PARTICLES}[^\W\d_a-z][\w.’'-]*){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:, | and | & | und | et | y | e ){_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"^\W*(?P<mark>[Bb]y|BY|[Ww]ritten by|[Aa]uthors?\s?:|[Rr]eporter\s?:|[Vv]on|[Pp]or|[Pp]ar"
    rf"|[Dd]i|Autora?\s?:|Auteur\s?:)"
    rf"\s+(?P<names>{_NAMES})(?:(?:,| \||\s?[–—/-]| for"
    rf"| at)\s?(?P<outlet>[A-ZÀ-Þ][\w.&’' -]{{1,40}}))?\W*$"
)
_SIGNED = re.compile(
    r"^[–—−‒-]{1,2}\s?by[\s/:]+(?P<names>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3})$",
    re.IGNORECASE,
)
_OUTLET = r"(?:[Tt]he )?[A-ZÀ-Þ][\w.&’'-]*(?: (?:of |de |for )?[A-ZÀ-Þ][\w.&-]*){0,4}"
_WORKS_FOR = re.compile(
    rf"\b(?:reporter|writer|journalist|correspondent|editor|columnist|producer|news|columns?)\b"
    rf"[^.]{{0,60}}? (?:for|at|with) (?P<outlet>{_OUTLET})(?=[.,;]|$| and | who | based "
    rf"| covering )"
)
_CONTRIBUTED = re.compile(
    rf"^(?P<outlet>{_OUTLET})[’']s? {_NAMES} (?:also )?contributed to this (?:report|story|article)"
)
_SOURCE = re.compile(
    r"^\W*(?:source|original source|via|fuente|quelle|fonte|bron)\s?[:|–—-]\s*"
    r"(?P<outlet>(?:[Tt]he )?[^\W\d_][\w.&’'-]*(?: [\w.&’'-]+){0,4})\W*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w .,’'/-]{1,60}?)\s?\((?P<outlet>[A-Za-z][\w.& -]{1,24})\)\s?(?:[–—−:-]"
    r"|\s-)"
)
_STATION = re.compile(
    r"^(?:[A-Z][\w.’-]+(?: [A-Z][\w.’-]+)?,? )?(?P<outlet>CNN)(?: Business| Sport"
    r"| Politics)?\s?[—–-]?$"
)
_AGENCIES = {
    "ap": "The Associated Press", "afp": "Agence France-Presse", "reuters": "Reuters", "dpa": "dpa",
    "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "tass": "TASS", "xinhua": "Xinhua", "cnn": "CNN",
    "bloomberg": "Bloomberg", "associated press": "The Associated Press", "lusa": "Lusa",
    "europa press": "Europa Press", "kyodo": "Kyodo", "yonhap": "Yonhap", "pti": "PTI",
    "anadolu": "Anadolu", "interfax": "Interfax", "sid": "SID", "belga": "Belga",
}  # fmt: skip
_MASTHEAD = re.compile(
    r"^(?:[Tt]he |El |La |Le |Der |Die |O |A )?(?:[A-ZÀ-Þ][\w.&’'-]*(?: of)? ){0,4}"
    r"(?:Times|Post|Herald|Gazette|Tribune|Journal|Courier|Chronicle|Observer|Mercury|Examiner"
    r"|Advertiser|Telegraph|Guardian|Independent|Inquirer|Dispatch|Sentinel|Bulletin|Argus|Echo"
    r"|Gazeta|Zeitung|Anzeiger|Rundschau|Nachrichten|Diario|Periódico|Jornal|Correio|Ledger"
    r"|News Agency|Daily News|Evening News|Morning News|Daily Mail|Newswire)$"
)
_FEWEST_BELOW_MASTHEAD = 3
_ENDED = re.compile(r"[.。;,:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found, and the positions of the blocks that say nothing else."""

    author: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    spent: frozenset[int] = frozenset()


def leading_date(text: str) -> tuple[datetime | None, str]:
    """The date of a ``date 2024-09-03`` marker at the start, and the text without such markers."""
    published: datetime | None = None
    while match := _LEADING_MARKER.match(text):
        published = published or parse_date(match["date"])
        text = text[match.end() :].lstrip()
    return published, text


def is_title(block: str, *, body: list[str]) -> bool:
    """Whether a first block reads as the title of the blocks that follow it."""
    if not body or len(block) > _LONGEST_TITLE or _ENDED.search(block):
        return False
    if block.count(" ") >= _LONGEST_TITLE_WORDS or not any(map(str.isalpha, block)):
        return False
    longest = max(map(len, body))
    return longest > len(block) and not _DATELINE.match(block)


def find_clues(blocks: list[str]) -> Clues:
    """What the first and the last blocks of a page say about it."""
    head = range(min(_HEAD_BLOCKS, len(blocks)))
    tail = range(max(len(blocks) - _TAIL_BLOCKS, 0), len(blocks))
    published, date_lines = _publication(blocks, head)
    author, outlet, name_lines = _byline(blocks, head, tail)
    source, source_lines = _source(blocks, tail)
    masthead, masthead_lines = _masthead(blocks, head)
    outlet = outlet or masthead or _employer(blocks, tail) or _dateline(blocks, head) or source
    return Clues(
        author=author or _biography(blocks, tail),
        outlet=outlet,
        published_at=published,
        spent=frozenset(date_lines | name_lines | source_lines | masthead_lines),
    )


def outlet_name(name: str) -> str:
    """The outlet as it is usually called: agencies by their name, others as written."""
    bare = " ".join(name.split()).strip(" .,")
    return _AGENCIES.get(bare.lower().removeprefix("the "), bare)


def _masthead(blocks: list[str], head: range) -> tuple[str | None, set[int]]:
    """A newspaper's name alone on a line above the text, where another line can be the title."""
    lines = [position for position in head if _MASTHEAD.match(blocks[position])]
    if not lines or len(blocks) < _FEWEST_BELOW_MASTHEAD:
        return None, set()
    return outlet_name(blocks[lines[0]]), {lines[0]}


def _publication(blocks: list[str], head: range) -> tuple[datetime | None, set[int]]:
    published: datetime | None = None
    spent: set[int] = set()
    for position in head:
        block = blocks[position]
        if len(block) > _LONGEST_LINE or not any(map(str.isdigit, block)):
            continue
        only_updated = _UPDATED.match(block) is not None
        line = _UPDATED.sub("", block).strip(" |·•,;–—-")
        match = _PUBLISHED.match(line)
        moment = _marked_date(match) if match else parse_date(line)
        if moment or (only_updated and _is_updated_line(block)):
            spent.add(position)
        published = published or moment
    return published, spent


def _marked_date(match: re.Match[str]) -> datetime | None:
    """The date after a marker; a marker in a language that writes days first settles the order."""
    day_first = match["mark"].lower().startswith(_DAY_FIRST_MARKS)
    return parse_date(match["rest"], day_first=day_first or None)


def _is_updated_line(block: str) -> bool:
    rest = re.sub(r"^\W*[^\W\d_]+(?: [^\W\d_]+){0,3}?\s*[:|]?\s+(?=[\w])", "", block, count=1)
    return parse_date(rest) is not None


def _byline(blocks: list[str], head: range, tail: range) -> tuple[str | None, str | None, set[int]]:
    for position in head:
        match = _BYLINE.match(blocks[position]) if len(blocks[position]) <= _LONGEST_LINE else None
        if match:
            outlet = outlet_name(match["outlet"]) if match["outlet"] else None
            return match["names"], outlet, {position}
    for position in tail:
        match = _SIGNED.match(blocks[position])
        if match:
            return match["names"], None, {position}
    return None, None, set()


def _source(blocks: list[str], tail: range) -> tuple[str | None, set[int]]:
    for position in tail:
        match = _SOURCE.match(blocks[position]) if len(blocks[position]) <= 80 else None
        if match and (match["outlet"][:1].isupper() or match["outlet"] in _AGENCIES):
            return outlet_name(match["outlet"]), {position}
    return None, set()


def _employer(blocks: list[str], tail: range) -> str | None:
    """The outlet that the people at the end of the page work for, if they name just one."""
    found: set[str] = set()
    for position in tail:
        block = blocks[position]
        if len(block) > 500:
            continue
        match = _CONTRIBUTED.match(block)
        if match is None and BIOGRAPHY.match(block):
            match = _WORKS_FOR.search(block)
        if match:
            found.add(outlet_name(match["outlet"]))
    return found.pop() if len(found) == 1 else None


def _dateline(blocks: list[str], head: range) -> str | None:
    for position in head:
        match = _DATELINE.match(blocks[position]) or _STATION.match(blocks[position])
        if match and (match["outlet"].lower() in _AGENCIES):
            return outlet_name(match["outlet"])
    return None


def _biography(blocks: list[str], tail: range) -> str | None:
    """The one person a closing "X is a writer for Y" introduces; nobody where there are several."""
    names = {
        match["name"]
        for position in tail
        if len(blocks[position]) <= 500
        and (match := BIOGRAPHY.match(blocks[position]))
        and _WORKS_FOR.search(blocks[position])
        and not any(match["name"].split()[-1] in block for block in blocks[: tail.start])
    }
    return names.pop() if len(names) == 1 else None
