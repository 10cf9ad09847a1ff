"""Collections for data sets: each indexed once, in a folder of its own under the cache.

The folder's name is made from the articles, the embedding model and the code that reads and cuts
articles, so that a changed rule is measured on a fresh index. Vectors come from a cache by text,
hence re-indexing embeds only passages that are new.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from types import ModuleType

import corpus
import indexer
from corpus.browsing import all_articles
from corpus.embeddings import Embedder, SentenceAware
from corpus.errors import DatelineError
from corpus.models import Article, ArticleDraft
from corpus.ownership import sole_writer
from corpus.stores import Stores
from evaluation.cached_embedder import CachedEmbedder, CachedSentenceEmbedder
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.lines import UnusableDataset
from evaluation.datasets.recognition import with_known_articles
from indexer.pipeline import Indexer, IndexSummary, Progress
from indexer.sources import Failure, read_sources
from service.settings import ServiceSettings

DONE = "indexed.json"
KEPT = 3
"""Outdated indexes of one collection that are kept."""

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Collection:
    """An indexed collection: the settings that open it, its articles, what failed."""

    settings: ServiceSettings
    articles: int
    failures: tuple[str, ...] = ()


def article_items(dataset: Dataset, paths: Sequence[Path]) -> list[ArticleDraft | Failure]:
    """The articles of a data set, and those of article files or public data sets given beside it.

    An article without an id gets its file's name without the ending, where that is unique, so that
    questions can name it.

    Raises:
        UnusableDataset: a data set cannot be read, or lacks an article that this one is made of.
    """
    drafts, files = with_known_articles(dataset.articles, paths)
    items = [*drafts, *read_sources(files)]
    names = Counter(name for item in items if (name := _file_name(item)))
    named = [
        replace(item, article_id=name)
        if isinstance(item, ArticleDraft) and (name := _file_name(item)) and names[name] == 1
        else item
        for item in items
    ]
    return _among(dataset, named) if dataset.among else named


def _among(
    dataset: Dataset, items: Sequence[ArticleDraft | Failure]
) -> list[ArticleDraft | Failure]:
    wanted = set(dataset.among)
    kept = [one for one in items if isinstance(one, Failure) or one.article_id in wanted]
    missing = wanted - {one.article_id for one in kept if isinstance(one, ArticleDraft)}
    if missing:
        raise UnusableDataset(
            f"{dataset.name} is about articles that were not given: "
            f"{', '.join(sorted(missing)[:3])}; name their file with --articles"
        )
    return kept


def _file_name(item: ArticleDraft | Failure) -> str | None:
    if isinstance(item, Failure) or item.article_id or "#" in item.location:
        return None
    return PurePath(item.location).stem or None


def prepare(
    name: str,
    items: Sequence[ArticleDraft | Failure],
    *,
    settings: ServiceSettings,
    embedder: Embedder,
    on_progress: OnProgress = lambda _: None,
) -> Collection:
    """The collection of these articles, indexed now if it is not yet.

    A run that was killed while indexing goes on where it stopped.

    Raises:
        DatelineError: the folder is in use or cannot be written, or the model cannot be used.
    """
    key = collection_key(items, embedder.model)
    root = settings.cache_dir / "evaluation" / "collections"
    folder = root / f"{name}-{key}"
    own = settings.model_copy(update={"data_dir": folder})
    if not (folder / DONE).is_file():
        _forget_outdated(root, name)
        summary = _index(own, items, embedder, on_progress)
        record = {
            "articles": summary.articles,
            "failures": [f"{one.source}: {one.reason}" for one in summary.failures],
        }
        (folder / DONE).write_text(json.dumps(record), encoding="utf-8")
    record = json.loads((folder / DONE).read_text(encoding="utf-8"))
    return Collection(own, record["articles"], tuple(record["failures"]))


def caching(embedder: Embedder, settings: ServiceSettings) -> CachedEmbedder:
    """The embedder with the vectors that were computed before."""
    path = settings.cache_dir / "evaluation" / "vectors.sqlite"
    if isinstance(embedder, SentenceAware):
        return CachedSentenceEmbedder(embedder, embedder, path)
    return CachedEmbedder(embedder, path)


def articles_of(settings: ServiceSettings) -> list[ArticleDraft]:
    """Every article of a collection, as the catalogue keeps it: what peers search too.

    By id, since samples are drawn from this list and peers break ties by it.
    """
    stores = Stores.open(settings)
    try:
        found = sorted(all_articles(stores.catalogue), key=lambda article: article.article_id)
        return [_draft(article) for article in found]
    finally:
        stores.close()


def _draft(article: Article) -> ArticleDraft:
    return ArticleDraft(
        article.text,
        location=article.article_id,
        article_id=article.article_id,
        url=article.url,
        title=article.title,
        source=article.source,
        author=article.author,
        published_at=article.published_at,
        language=article.language,
        section=article.section,
    )


def collection_key(items: Iterable[ArticleDraft | Failure], model: str) -> str:
    """Twelve hex digits of articles, embedding model and indexing code."""
    digest = sha256(f"{model}\x1f{code_digest(corpus, indexer)}".encode())
    for key in sorted(_item_key(item) for item in items):
        digest.update(b"\x1e" + key.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def _item_key(item: ArticleDraft | Failure) -> str:
    if isinstance(item, Failure):
        return f"failure {item.source} {item.line} {item.reason}"
    return f"{item.article_id} {item.location} {item.content_hash}"


def code_digest(*packages: ModuleType) -> str:
    """sha256 of the packages' modules, so that what another version made is not taken for ours."""
    digest = sha256()
    for package in packages:
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _index(
    settings: ServiceSettings,
    items: Sequence[ArticleDraft | Failure],
    embedder: Embedder,
    on_progress: OnProgress,
) -> IndexSummary:
    with sole_writer(settings.data_dir, "dateline evaluate"):
        stores = Stores.open(settings)
        try:
            summary = Indexer(stores, caching(embedder, settings)).run(items, on_progress)
        finally:
            stores.close()
    if not summary.articles:
        raise DatelineError("the data set's articles could not be indexed: none was usable")
    return summary


def _forget_outdated(root: Path, name: str) -> None:
    """Removes all but the newest outdated indexes of a collection."""
    found = [path for path in root.glob(f"{name}-*") if path.is_dir()]
    found.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
