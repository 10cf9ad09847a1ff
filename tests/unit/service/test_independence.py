"""Which cited articles count as sources of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.models import StoryId
from service.answering.answer import Citation, Quote
from service.answering.independence import independent_sources
from tests.fakes.evidence import article


def counted(*told: tuple[str | None, str]) -> int:
    """The sources among articles, each given by outlet and story."""
    articles = [
        replace(article("It rains."), source=outlet, story_id=StoryId(story))
        for outlet, story in told
    ]
    return independent_sources(Citation(1, Quote(one, 0, 9)) for one in articles)


@pytest.mark.parametrize(
    ("told", "sources"),
    [
        ((), 0),
        ((("Post", "a"), ("Post", "a")), 1),
        ((("Post", "a"), ("Post", "b")), 1),
        ((("Post", "a"), (" the  POST", "b"), ("The Post", "c")), 2),
        ((("Post", "a"), ("Mail", "b")), 2),
        ((("Post", "a"), ("Mail", "a")), 1),
        ((("Post", "a"), ("Mail", "b"), ("Mail", "a")), 1),
        (((None, "a"), (None, "b"), ("", "c")), 3),
        (((None, "a"), (None, "a")), 1),
    ],
)
def test_outlets_count_once_and_so_do_copies(
    told: tuple[tuple[str | None, str], ...], sources: int
) -> None:
    assert counted(*told) == sources
