"""What the end of a page says about who made it: employers, sources, owners, writers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.furniture_rules import BIOGRAPHY
from indexer.extraction.outlets import agency, is_vouched_for, outlet_name

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*(?: [^\W\d_a-zß-öø-ÿ][\w.’'-]*){1,3}"
_OUTLET = r"(?:[Tt]he )?[A-ZÀ-Þ][\w.&’'-]*(?: (?:of |de |for |& )?[A-ZÀ-Þ][\w.&-]*){0,4}"
_AFTER_OUTLET = r"(?=[.,;]|$| and | who | based | covering )"
_WORKS_FOR = re.compile(
    rf"\b(?:reporter|writer|journalist|correspondent|editor|columnist|producer|news|columns?)\b"
    rf"[^.]{{0,60}}? (?:for|at|with) (?P<outlet>{_OUTLET}){_AFTER_OUTLET}"
)
_COVERS_FOR = re.compile(
    rf"^\W*{_NAME} (?:covers?|writes?|reports?)\b[^.]{{0,90}}? for (?P<outlet>{_OUTLET})"
    rf"{_AFTER_OUTLET}"
)
_CONTRIBUTED = re.compile(
    rf"^\W*(?P<outlet>{_OUTLET})[’']s? {_NAME}(?:(?:, | and ){_NAME})* (?:also )?contributed to"
    r" this (?:report|story|article)"
)
_SOURCE = re.compile(
    r"^\W*(?:source|original source|via|fuente|quelle|fonte|bron)\s?[:|–—-]\s*"
    r"(?P<outlet>(?:[Tt]he )?[^\W\d_][\w.&’'-]*(?: [\w.&’'-]+){0,4})\W*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W*(?i:source|outlet|publication|publisher|newspaper|medio|fuente|média|quelle|fonte"
    r"|bron|źródło|источник|джерело|المصدر|来源|來源)\s?[:：]\s*"
    r"(?P<outlet>[^\W\d_a-zß-öø-ÿ][\w.&’'-]*(?: [\w.&’'-]+){0,4})\W*$"
)
_LONGEST_LABELLED = 80
_REFERENCE = re.compile(
    r"\b(?:[Aa]ccording to|(?:[Rr]eported|[Cc]ited|[Qq]uoted) by|[Cc]iting|[Ss]egún|[Ss]elon"
    r"|[Ll]aut|[Ss]egundo|[Ss]econdo|[Vv]olgens)(?: (?:an?|the|a los|les))?"
    r"(?: (?:news )?(?:reports?|reporting|accounts?|articles?) (?:from|by|in|of))?"
    rf" (?P<outlet>{_OUTLET})"
)
_LONGEST_THANKS, _LONGEST_NOTICE = 300, 200
_PUBLICATION = (
    r"(?:[Tt]he )?[A-ZÀ-Þ][\w.&’'-]*(?: (?:of|and|the|for|de|&|[A-ZÀ-Þ0-9][\w.&’'-]*)){0,5}"
)
_THANKS = re.compile(
    rf"\W*(?:Thank(?:s| you) for reading (?P<thanked>{_PUBLICATION})(?=[!.])"
    rf"|(?P<supported>{_PUBLICATION}) is a (?:free,? )?reader-supported (?:publication|newsletter))"
)
_COPYRIGHT = re.compile(
    r"^\W*(?:copyright|©|\(c\))[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[–-]\s?\d{4})?,? )?(?:by )?"
    rf"(?P<outlet>{_OUTLET}?)(?=[.,|]|$| [Aa]ll )",
    re.IGNORECASE,
)


def publication(blocks: Sequence[str]) -> str | None:
    """The newsletter or site that thanks its readers by its name."""
    for block in blocks:
        match = _THANKS.match(block) if len(block) <= _LONGEST_THANKS else None
        if match:
            return outlet_name(match["thanked"] or match["supported"])
    return None


def is_owner(name: str, blocks: Sequence[str]) -> bool:
    """Whether a line says that the text is somebody's of this name."""
    notices = (_COPYRIGHT.match(block) for block in blocks if len(block) <= _LONGEST_NOTICE)
    return any(notice["outlet"] == name for notice in notices if notice)


def source_line(blocks: list[str], tail: range) -> tuple[str | None, set[int]]:
    """The agency a closing "Source: ..." names, and where it does.

    No outlet is named by it where the text refers to that agency as others do ("according to The
    AP"): then somebody else retells what it reported.
    """
    for position in tail:
        line = blocks[position]
        match = _SOURCE.match(line) if len(line) <= _LONGEST_LABELLED else None
        if match and (match["outlet"][:1].isupper() or agency(match["outlet"])):
            outlet = outlet_name(match["outlet"])
            is_retold = any(_refers_to(outlet, block) for block in blocks[:position])
            return None if is_retold else outlet, {position}
    return None, set()


def labelled_outlet(line: str) -> str | None:
    """The outlet that a line above an article names as such: "Outlet: Health Monitor"."""
    match = _LABELLED.match(line) if len(line) <= _LONGEST_LABELLED else None
    return outlet_name(match["outlet"]) if match else None


def _refers_to(outlet: str, block: str) -> bool:
    return any(
        outlet_name(match["outlet"]) == outlet or agency(match["outlet"].split(" ")[0]) == outlet
        for match in _REFERENCE.finditer(block)
    )


def employer(blocks: list[str], tail: range) -> str | None:
    """The outlet that the people at the end of the page work for, if they name just one."""
    found: set[str] = set()
    for position in tail:
        block = blocks[position]
        if len(block) > 500:
            continue
        match = _CONTRIBUTED.match(block) or _COVERS_FOR.match(block)
        if match is None and BIOGRAPHY.match(block):
            match = _WORKS_FOR.search(block)
        if match:
            found.add(outlet_name(match["outlet"]))
    return found.pop() if len(found) == 1 else None


def owner(blocks: list[str], tail: range) -> str | None:
    """Whose the text is, by a notice at the end."""
    for position in tail:
        match = (
            _COPYRIGHT.match(blocks[position]) if len(blocks[position]) <= _LONGEST_NOTICE else None
        )
        if match and is_vouched_for(match["outlet"], ()):
            return outlet_name(match["outlet"])
    return None


def introduced_writer(blocks: list[str], tail: range) -> str | None:
    """The one person a closing "X is a writer for Y" introduces; nobody where there are several."""
    names = {
        match["name"]
        for position in tail
        if len(blocks[position]) <= 500
        and (match := BIOGRAPHY.match(blocks[position]))
        and (_WORKS_FOR.search(blocks[position]) or _COVERS_FOR.match(blocks[position]))
        and not any(match["name"].split()[-1] in block for block in blocks[: tail.start])
    }
    return names.pop() if len(names) == 1 else None
