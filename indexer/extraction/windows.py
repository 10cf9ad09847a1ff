"""The title of a page's window: the headline and the name of the site, in either order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s+(?:[|–—·«»-]|::)\s+")
_SUFFIX = re.compile(r"\s+(?:[|–—·»-]|::)\s+[^|–—·»]{2,40}$")
_LONGEST_SITE = 40
_FEWEST_SPACES = 2


@dataclass(frozen=True, slots=True)
class Window:
    """A window's title in ``full``, its headline, and the site's name where one end is one.

    ``is_headed`` says that the page has the headline for a heading.
    """

    full: str
    headline: str
    site: str | None = None
    is_headed: bool = False


def read_window(
    window: str, *, headings: Collection[str], is_site: Callable[[str], bool]
) -> Window:
    """The two parts of a window's title.

    What the page has for a heading is the headline, the whole title or a part that does not name
    the site; else what the site's name leaves; else all but a short last part.

    Args:
        window: the title, on one line.
        headings: the page's headings.
        is_site: whether a name is known to be the site's, or formed as one is.
    """
    parts = [part for part in _BETWEEN.split(window) if part]
    ends = [part for part in (parts[-1], parts[0]) if len(part) <= _LONGEST_SITE] if parts else []
    site = next((part for part in ends if is_site(part)), None) if len(parts) > 1 else None
    known = {_folded(heading) for heading in headings}
    if _folded(window) in known:
        return Window(window, window, site, is_headed=True)
    headed = [part for part in parts if _folded(part) in known and part != site]
    if len(parts) > 1 and (likely := [part for part in headed if _may_be_headline(part, parts)]):
        return Window(window, max(likely, key=len), site, is_headed=True)
    if site is not None and site != parts[-1]:
        return Window(window, _BETWEEN.split(window, maxsplit=1)[1], site)
    if len(parts) == 1:
        return _before_colon(window, known, is_site)
    return Window(window, _SUFFIX.sub("", window), site)


def _before_colon(window: str, headings: Collection[str], is_site: Callable[[str], bool]) -> Window:
    """The parts about a colon, which headlines have too: only a heading tells what it parts."""
    before, _, behind = window.partition(": ")
    if not behind or _folded(behind) not in headings or len(before) > _LONGEST_SITE:
        return Window(window, window)
    return Window(window, behind, before if is_site(before) else None, is_headed=True)


def _may_be_headline(part: str, parts: Sequence[str]) -> bool:
    """Whether a part with a heading's words is a headline, and not the name of a section."""
    return part.count(" ") >= _FEWEST_SPACES or part == max(parts, key=len)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
