"""The pages say what is there: links lead to files, commands exist, nothing is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import dateline
from benchmarks.page import PAGE, committed

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
DECISIONS = DOCS / "decisions"
README_LINES = 150
DECISION_HEADINGS = ["Context", "Decision", "Consequences", "Alternatives"]
UNPUBLISHED = {"docs", "tests", "benchmarks", "examples", "data"}
"""Folders of the root without a page of their own."""

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"```.*?```", re.DOTALL)
_COMMAND = re.compile(r"(?:^|[`\s/])dateline (?P<name>[a-z]+)\b(?P<rest>[^`\n]*)", re.MULTILINE)
_TARGET = re.compile(r"(?:^|`)make (?P<name>[a-z]+(?:-[a-z]+)*)\b", re.MULTILINE)
_PATH = re.compile(r"`(?P<path>[\w.-]+(?:/[\w.-]+)+\.(?:py|md|json|jsonl|toml|yml))`")
_HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)


def _pages() -> list[Path]:
    root = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [page for page in [*root, *sorted(DOCS.rglob("*.md"))] if page.exists()]


PAGES = [pytest.param(page, id=str(page.relative_to(REPOSITORY))) for page in _pages()]


@cache
def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _anchors(page: Path) -> set[str]:
    """The fragments that lead to the page's headings, as GitHub makes them."""
    headings = _HEADING.findall(_CODE.sub("", _text(page)))
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def _broken_links(page: Path) -> Iterator[str]:
    for match in _LINK.finditer(_CODE.sub("", _text(page))):
        path, _, fragment = match["target"].partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        target = (page.parent / path).resolve() if path else page
        missing_heading = fragment and target.suffix == ".md" and fragment not in _anchors(target)
        if not target.exists() or missing_heading:
            yield match["target"]


@cache
def _commands() -> dict[str, set[str]]:
    """Every command of the program with its options."""
    group = cast(TyperGroup, get_command(dateline.build_app(with_evaluation=True)))
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in group.commands.items()
    }


def _linked(page: Path) -> set[Path]:
    """The pages that a page links to."""
    targets = [match["target"].partition("#")[0] for match in _LINK.finditer(_text(page))]
    paths = {(page.parent / target).resolve() for target in targets if "://" not in target}
    return {path for path in paths if path.suffix == ".md" and path.is_file()}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_what_is_there(page: Path) -> None:
    assert not list(_broken_links(page))


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page: Path) -> None:
    named = {match["path"] for match in _PATH.finditer(_CODE.sub("", _text(page)))}
    places = (REPOSITORY, page.parent, REPOSITORY / page.stem)
    missing = [path for path in named if not any((place / path).exists() for place in places)]
    assert not [path for path in missing if not path.startswith(("benchmarks/results/", "shared/"))]


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_their_options_exist(page: Path) -> None:
    for match in _COMMAND.finditer(_text(page)):
        if match["name"] in _commands():
            given = set(re.findall(r"(?<=\s)--[a-z-]+", match["rest"]))
            assert given <= _commands()[match["name"]] | {"--help"}, match.group().strip()


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {match["name"] for match in _TARGET.finditer(_text(page))} <= targets


def test_the_readme_is_short_and_begins_with_an_answer_and_two_commands() -> None:
    text = _text(REPOSITORY / "README.md")
    assert len(text.splitlines()) < README_LINES
    assert re.search(r"\[1\]", text[:3_000]), "the first screen shows a cited answer"
    for needed in ("make demo", "make test", "docs/", "CONTRIBUTING.md", "LICENSE"):
        assert needed in text, needed


def test_every_page_can_be_reached_from_the_index() -> None:
    reached = {DOCS / "README.md"}
    while more := {page for one in reached for page in _linked(one)} - reached:
        reached |= more
    assert not set(DOCS.rglob("*.md")) - reached


def test_every_folder_has_a_page() -> None:
    folders = {
        entry.name
        for entry in REPOSITORY.iterdir()
        if (entry / "__init__.py").exists() and entry.name not in UNPUBLISHED
    }
    pages = {page.stem for page in DOCS.glob("*.md")}
    assert not {name for name in folders - pages if not (REPOSITORY / name / "README.md").exists()}


@pytest.mark.parametrize(
    "record", [pytest.param(page, id=page.stem) for page in sorted(DECISIONS.glob("0*.md"))]
)
def test_decision_records_have_their_four_parts_and_link_code(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", _text(record), re.MULTILINE)
    assert headings == DECISION_HEADINGS
    links = [match["target"] for match in _LINK.finditer(_text(record))]
    assert any(link.endswith((".py", ".toml")) for link in links)


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in sorted(DECISIONS.glob("0*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_page_of_figures_is_what_the_committed_figures_give() -> None:
    assert _text(PAGE) == committed()
