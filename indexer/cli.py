"""The commands ``index``, ``remove``, ``list`` and ``prepare``.

What a command needs is imported when it runs: LlamaIndex and Chroma take seconds, and
``dateline --help`` or ``dateline ask`` need not wait for what they do not use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.browsing import Listing
    from indexer.pipeline import IndexSummary
    from indexer.sources import Failure, Omission

app = typer.Typer()

_SHOWN = 50

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


@app.command()
def index(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH_OR_URL...",
            help="Files or folders: .txt, .md, .html, .json, .jsonl; or addresses of web pages.",
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Add or update articles from files, folders and web pages.

    Indexing the same files again changes nothing. What cannot be read is listed and counted, and
    the rest is indexed. So is an article whose date or address cannot be kept, without it. The
    exit status is 0 if any article was read, and 1 if none was.
    """
    if not all(map(str.strip, paths)):
        raise typer.BadParameter("a path is empty; give a file, a folder or an address")
    summary = _index(paths)
    _list(summary.failures)
    _list(summary.warnings)
    typer.echo(
        json.dumps(summary_object(summary), ensure_ascii=False) if as_json else _told(summary)
    )
    if not summary.articles:
        raise typer.Exit(1)


@app.command()
def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID...", help="As listed.")],
) -> None:
    """Take articles out. If one id is unknown, none is removed."""
    from corpus.ownership import sole_writer
    from corpus.progress import open_embedder
    from corpus.settings import CorpusSettings
    from corpus.stores import Stores
    from indexer.pipeline import Indexer

    settings = CorpusSettings()
    with sole_writer(settings.data_dir, "dateline remove"):
        stores = Stores.open(settings)
        try:
            # A mistyped id is told before the model is loaded.
            for article_id in article_ids:
                stores.catalogue.article(article_id)
            Indexer(stores, open_embedder(settings)).remove(article_ids)
        finally:
            stores.close()
    count = len(set(article_ids))
    typer.echo(f"removed {count} article{'s' if count != 1 else ''}")


@app.command("list")
def list_articles(as_json: AsJson = False) -> None:
    """List the articles, newest first: id, outlet, date, title."""
    from corpus.browsing import all_listings
    from corpus.catalogue import Catalogue
    from corpus.settings import CorpusSettings

    settings = CorpusSettings()
    catalogue = Catalogue.open(settings.database.url, settings.data_dir)
    is_empty = True
    listed: list[dict[str, object]] = []
    try:
        for article in all_listings(catalogue):
            is_empty = False
            if as_json:
                listed.append(article_object(article))
            else:
                typer.echo(_line(article))
    finally:
        catalogue.close()
    if as_json:
        typer.echo(json.dumps({"articles": listed, "next_cursor": None}, ensure_ascii=False))
    elif is_empty:
        typer.echo("no articles yet; add some with `dateline index PATH`", err=True)


@app.command()
def prepare() -> None:
    """Fetch and convert the local embedding model now, so that nothing waits for it later."""
    from corpus.progress import open_embedder
    from corpus.settings import CorpusSettings

    settings = CorpusSettings()
    embedder = open_embedder(settings)
    typer.echo(f"{embedder.model} is ready in {settings.cache_dir}")


def summary_object(summary: IndexSummary) -> dict[str, object]:
    """The summary as the contract writes it."""
    return {
        "new": summary.new,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "duplicates": summary.duplicates,
        "failed": summary.failed,
        "passages": summary.passages,
        "seconds": round(summary.seconds, 3),
        "articles_per_second": round(summary.articles_per_second, 2),
        "failures": [
            {"source": failure.source, "line": failure.line, "reason": failure.reason}
            for failure in summary.failures
        ],
        "warnings": [
            {"source": one.source, "line": one.line, "reason": one.reason}
            for one in summary.warnings
        ],
    }


def article_object(article: Listing) -> dict[str, object]:
    """An article of the list, as the HTTP interface writes it."""
    published = article.published_at
    return {
        "article_id": article.article_id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published_at": published and published.isoformat().replace("+00:00", "Z"),
        "language": article.language,
        "version": article.version,
    }


def _index(paths: list[str]) -> IndexSummary:
    from corpus.ownership import sole_writer
    from corpus.progress import counting, open_embedder
    from corpus.settings import CorpusSettings
    from corpus.stores import Stores
    from indexer.pipeline import Indexer
    from indexer.sources import Omission, count_sources, read_sources

    settings = CorpusSettings()
    with sole_writer(settings.data_dir, "dateline index"):
        stores = Stores.open(settings)
        try:
            indexer = Indexer(stores, open_embedder(settings))
            total = count_sources(paths) if sys.stderr.isatty() else None
            warnings = list[Omission]()
            sources = read_sources(paths, fetching=settings.fetch, note=warnings.append)
            with counting("indexing articles", total) as advance:
                summary = indexer.run(sources, lambda step: advance(step.articles))
            return replace(summary, warnings=tuple(warnings))
        finally:
            stores.close()


def _list(noted: Sequence[Failure | Omission]) -> None:
    for one in noted[:_SHOWN]:
        place = one.source if one.line is None else f"{one.source}:{one.line}"
        typer.echo(f"{place}: {one.reason}", err=True)
    if len(noted) > _SHOWN:
        typer.echo(f"and {len(noted) - _SHOWN:,} more; --json lists all", err=True)


def _told(summary: IndexSummary) -> str:
    parts = [
        f"{summary.new:,} new",
        f"{summary.updated:,} updated",
        f"{summary.unchanged:,} unchanged",
        f"{summary.duplicates:,} duplicates",
        f"{summary.failed:,} failed",
    ]
    return (
        f"{', '.join(parts)}; {summary.passages:,} passages indexed in {summary.seconds:.1f} s "
        f"({summary.articles_per_second:.1f} articles/s)"
    )


def _line(article: Listing) -> str:
    day = article.published_at.date().isoformat() if article.published_at else "no date"
    return f"{article.article_id}  {article.source or 'no outlet'}, {day}: {article.title or '-'}"
