"""Saved web pages with the article and the metadata that reading them should give.

One folder a page: ``source.html``, ``expected.html``, ``expected-metadata.json``. Source: the test
pages of Mozilla's Readability (Apache-2.0; the pages are third parties').
"""

from __future__ import annotations

from pathlib import Path

from lxml import html as lxml_html
from lxml.etree import LxmlError

from evaluation.datasets.dataset import Dataset, SavedPage
from evaluation.datasets.lines import (
    BROKEN_LINE,
    MISSING_FIELD,
    ProblemList,
    UnusableDataset,
    read_document,
    text_of,
)

SOURCE = "source.html"
EXPECTED = "expected.html"
METADATA = "expected-metadata.json"


def is_here(folder: Path) -> bool:
    """Whether the folder holds such pages."""
    return any(folder.glob(f"*/{EXPECTED}"))


def load(folder: Path) -> Dataset:
    """The pages of the folder's folders, by name; one that lacks a file is named."""
    problems = ProblemList()
    homes = sorted(path for path in folder.iterdir() if path.is_dir())
    pages = tuple(page for home in homes if (page := _page(home, problems)))
    return Dataset(folder.name, problems=tuple(problems.problems), pages=pages)


def _page(folder: Path, problems: ProblemList) -> SavedPage | None:
    missing = [name for name in (SOURCE, EXPECTED, METADATA) if not (folder / name).is_file()]
    if missing:
        problems.add(MISSING_FIELD, f"page {folder.name}", ", ".join(missing))
        return None
    try:
        metadata = read_document(folder / METADATA)
        expected = lxml_html.fromstring((folder / EXPECTED).read_bytes().decode("utf-8", "replace"))
    except (UnusableDataset, LxmlError) as error:
        problems.add(BROKEN_LINE, f"page {folder.name}", str(error)[:80])
        return None
    return SavedPage(
        folder.name,
        (folder / SOURCE).read_bytes(),
        " ".join(map(str, expected.itertext())),
        title=text_of(metadata, "title"),
        source=text_of(metadata, "siteName"),
        author=text_of(metadata, "byline"),
        published=text_of(metadata, "publishedTime")[:10],
    )
