"""What the service needs of whoever adds and removes articles; given to it by the command line.

The service does not import the indexer: in production they may be different processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from corpus.models import ArticleId


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was handed in."""

    article_id: ArticleId
    outcome: Literal["new", "updated", "unchanged", "duplicate"]


class ArticleIntake(Protocol):
    """Takes articles in and out. Calls block, and are safe from several threads."""

    def add(self, record: Mapping[str, object]) -> Added:
        """Adds or updates one article given as the fields of the contract.

        Raises:
            UnusableSource: the record holds no usable article.
            PageUnavailable: its page cannot be fetched at this moment.
            DataFolderBusy: another process is changing the collection.
        """
        ...

    def remove(self, article_id: str) -> None:
        """Takes one article out.

        Raises:
            ArticleNotFound: there is none.
            DataFolderBusy: another process is changing the collection.
        """
        ...
