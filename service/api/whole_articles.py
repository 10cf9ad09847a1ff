"""An article as it stands in the catalogue, for whoever asks by its id."""

from __future__ import annotations

from corpus.catalogue import Catalogue
from service.api.errors import VersionNotFound
from service.api.presentation import article_body
from service.api.schemas import ArticleBody


def whole_article(catalogue: Catalogue, article_id: str, version: int | None = None) -> ArticleBody:
    """One version of an article with its text, the current one where none is named.

    Raises:
        ArticleNotFound: there is no such article.
        VersionNotFound: there is no such version of it.
    """
    versions = catalogue.versions(article_id)
    if version is not None:
        newest = versions[-1].version
        versions = tuple(one for one in versions if one.version <= version)
        if not versions or versions[-1].version != version:
            raise VersionNotFound(article_id, version, newest)
    story = versions[-1].story_id
    return article_body(versions, catalogue.copies([story])[story])
