"""What the extraction of a page leaves out of an article: headings, rows of tables, list items.

They are put back where they stand in the page, only between or right below paragraphs that were
found, and never from asides, menus and promotions. Rows of a table are lines: "Ada Holm; 1,204".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html as lxml_html

_HEADINGS = frozenset(("h2", "h3", "h4"))
_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dd",
                     "dt", "tr"))  # fmt: skip
_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "header", "form", "figure", "figcaption"))
_ASIDE_CLASS = re.compile(
    r"promo|related|recirc|recommend|newsletter|subscri|share|social|comment|advert|sponsor|teaser"
    r"|most-?read|menu|nav\b|breadcrumb|footer|sidebar|widget|cookie|infobox|(?:^|[\s_-])ads?(?:[\s_-]|$)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?。！？…][\"”’»)\]]*$")
_RULE = re.compile(r"\|(?:\s?:?-+:?\s?\|)+")
_LONGEST_CELL, _LONGEST_HEADING_WORDS = 120, 20
_FEWEST_ROWS, _FEWEST_CELLS = 2, 2
_BETWEEN_CELLS = "; "


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the page that no other block is within, and its text on one line."""

    element: lxml_html.HtmlElement
    text: str


def with_lost_lines(text: str, tree: lxml_html.HtmlElement) -> tuple[str, frozenset[str]]:
    """The extracted text with the lines of the page that belong there; the headings of parts.

    Args:
        text: the paragraphs that were found, one a line.
        tree: the page, without what its reader does not see.
    """
    lines = [line for found in text.split("\n") for line in _cells_on_a_line(found)]
    at = {_folded(line): number for number, line in reversed(list(enumerate(lines)))}
    blocks = _blocks(tree)
    kept = [at.get(_folded(block.text)) for block in blocks]
    parents = {block.element.getparent() for block, line in zip(blocks, kept, strict=True)
               if line is not None}  # fmt: skip
    above: dict[int, str] = {}
    below: dict[int, list[str]] = {}
    last = -1
    for position, (block, line) in enumerate(zip(blocks, kept, strict=True)):
        if line is not None:
            last = line
        elif not _belongs(blocks, kept, position, parents=parents):
            continue
        elif block.element.tag in _HEADINGS:
            above[kept[position + 1] or 0] = block.text
        else:
            below.setdefault(last, []).append(block.text)
    restored: list[str] = []
    for number, found in enumerate(lines):
        restored += [*filter(None, (above.get(number),)), found, *below.get(number, ())]
    found_headings = {
        block.text
        for position, block in enumerate(blocks)
        if kept[position] is not None and _heads_a_part(blocks, kept, position)
    }
    return "\n".join(restored), frozenset(above.values()) | found_headings


def _blocks(tree: lxml_html.HtmlElement) -> list[_Block]:
    blocks: list[_Block] = []
    for element in tree.iter(*_BLOCKS):
        if element.tag == "tr":
            text = _row(element)
        elif any(inner is not element for inner in element.iter(*_BLOCKS)):
            continue
        else:
            text = " ".join(element.text_content().split())
        if text:
            blocks.append(_Block(element, text))
    return blocks


def _row(row: lxml_html.HtmlElement) -> str:
    """The cells of a row of figures or names on one line; empty for tables that lay out a page."""
    if any(inner is not row for inner in row.iter(*_BLOCKS)):
        return ""
    cells = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
    filled = [cell for cell in cells if cell]
    if len(filled) < _FEWEST_CELLS or max(map(len, filled)) > _LONGEST_CELL:
        return ""
    return _BETWEEN_CELLS.join(filled)


def _cells_on_a_line(line: str) -> list[str]:
    """A line as it is; the row of a table between bars as one line, long cells as one each."""
    line = line.strip()
    if not (line.startswith("|") and line.endswith("|")) or _RULE.fullmatch(line):
        return [line] if line and not _RULE.fullmatch(line) else []
    cells = [cell.strip() for cell in line.strip("|").split("|") if cell.strip()]
    is_short = all(len(cell) <= _LONGEST_CELL for cell in cells)
    return [_BETWEEN_CELLS.join(cells)] if cells and is_short else cells


def _belongs(
    blocks: list[_Block],
    kept: list[int | None],
    position: int,
    *,
    parents: set[lxml_html.HtmlElement],
) -> bool:
    """Whether a block that was not found is part of the article among the found ones."""
    element, text = blocks[position].element, blocks[position].text
    if _is_aside(element) or _is_mostly_links(element):
        return False
    if element.tag in _HEADINGS:
        return _heads_a_part(blocks, kept, position)
    container = {"tr": "table", "li": None}.get(element.tag, "")
    if container == "" or not any(line is not None for line in kept[:position]):
        return False
    if container == "table":
        table = next(element.iterancestors("table"), None)
        return table is not None and _has_rows(table) and _stands_beside(table, parents)
    return _ENDED.search(text) is not None and _stands_beside(element.getparent(), parents)


def _heads_a_part(blocks: list[_Block], kept: list[int | None], position: int) -> bool:
    """Whether a block is a short heading right above a found sibling."""
    heading, below = blocks[position], position + 1
    if heading.element.tag not in _HEADINGS or below == len(blocks) or kept[below] is None:
        return False
    is_short = heading.text.count(" ") < _LONGEST_HEADING_WORDS
    return is_short and blocks[below].element.getparent() is heading.element.getparent()


def _has_rows(table: lxml_html.HtmlElement) -> bool:
    return sum(bool(_row(row)) for row in table.iter("tr")) >= _FEWEST_ROWS


def _stands_beside(
    element: lxml_html.HtmlElement | None, parents: set[lxml_html.HtmlElement]
) -> bool:
    """Whether an element, or the frame that holds nothing else, is a sibling of a found one."""
    while element is not None:
        parent = element.getparent()
        if parent in parents:
            return True
        if parent is None or len(parent) > 1:
            return False
        element = parent
    return False


def _is_aside(element: lxml_html.HtmlElement) -> bool:
    return any(
        one.tag in _ASIDE_TAGS
        or _ASIDE_CLASS.search(f"{one.get('class', '')} {one.get('id', '')}") is not None
        for one in (element, *element.iterancestors())
        if one.tag not in ("html", "body")
    )


def _is_mostly_links(element: lxml_html.HtmlElement) -> bool:
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked * 2 > len(element.text_content())


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
