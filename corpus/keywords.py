"""The BM25 index over passages: derived from the catalogue, disposable, rebuilt by the doctor.

Terms come from ``corpus.analysis``; tantivy keeps and ranks them, so what is indexed survives a
crash at the last commit and takes adds and deletes at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log1p
from pathlib import Path
from shutil import rmtree

import tantivy

from corpus.analysis import query_terms, terms_in
from corpus.errors import StorageUnavailable
from corpus.models import Filters, PassageId, PassageRecord, ScoredPassage, epoch_seconds

WRITER_HEAP_BYTES = 64_000_000
_SCHEMA_VERSION = "1"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("source", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", stored=False, tokenizer_name="raw", index_option="basic")
    for name in ("published_at", "available_at"):
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
    return builder.build()


class KeywordIndex:
    """BM25 (k1 = 1.2, b = 0.75) over stemmed terms of header and text.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.

    Raises:
        StorageUnavailable: where the folder cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"v{_SCHEMA_VERSION}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), path=str(self._folder))
        except (OSError, ValueError) as error:
            raise StorageUnavailable(
                f"the keyword index in {self._folder} cannot be opened ({error}); "
                "`dateline doctor --repair` rebuilds it"
            ) from error

    def replace(self, records: Iterable[PassageRecord], removed: Iterable[PassageId] = ()) -> None:
        """Adds or renews ``records`` and drops ``removed``, in one commit: all or nothing."""
        try:
            writer = self._index.writer(WRITER_HEAP_BYTES, num_threads=1)
            # A run that was killed while it committed leaves files of the names that the next
            # commit writes to.
            writer.garbage_collect_files()
            for passage_id in removed:
                writer.delete_documents_by_term("passage_id", passage_id)
            for record in records:
                writer.delete_documents_by_term("passage_id", record.passage.passage_id)
                writer.add_document(_document(record))
            writer.commit()
            writer.wait_merging_threads()
        except (OSError, ValueError) as error:
            raise StorageUnavailable(
                f"the keyword index in {self._folder} cannot be written ({error}); "
                "free disk space, end other indexing runs, then run the same command again"
            ) from error
        self._index.reload()

    def search(
        self,
        query: str,
        *,
        top_k: int,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        languages: Collection[str] = (),
    ) -> list[ScoredPassage]:
        """The best ``top_k`` passages, best first; ties in the order of their ids.

        Args:
            query: free text; no operators.
            top_k: most passages to return.
            filters: conditions that must hold.
            languages: ISO 639-1 codes of the articles that may answer.
        """
        groups = query_terms(query, languages)
        if not groups:
            return []
        schema = self._index.schema
        wanted = [(tantivy.Occur.Should, _any_of(schema, group)) for group in groups]
        must = [(tantivy.Occur.Must, condition) for condition in _conditions(schema, filters)]
        scored: tantivy.Query = tantivy.Query.boolean_query(wanted)
        if must:
            scored = tantivy.Query.boolean_query([(tantivy.Occur.Must, scored), *must])
        return self._best(scored, top_k)

    def search_among(
        self,
        query: str,
        passage_ids: Collection[PassageId],
        *,
        top_k: int,
        languages: Collection[str],
        common: KeywordIndex,
    ) -> list[ScoredPassage]:
        """As ``search``, among some passages, each term being as rare as it is in ``common``.

        So the scores of this index can stand beside those of ``common``.
        """
        groups = query_terms(query, languages)
        if not groups or not passage_ids:
            return []
        schema = self._index.schema
        stems = sorted({stem for group in groups for stem in group})
        own, theirs = (index.rarities([(s,) for s in stems]) for index in (self, common))
        boosts = {s: there / here for s, here, there in zip(stems, own, theirs, strict=True)}
        wanted = [(tantivy.Occur.Should, _any_of(schema, group, boosts)) for group in groups]
        among = tantivy.Query.term_set_query(schema, "passage_id", list(passage_ids))
        return self._best(
            tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, tantivy.Query.boolean_query(wanted)),
                    (tantivy.Occur.Must, _unscored(among)),
                ]
            ),
            top_k,
        )

    def _best(self, scored: tantivy.Query, top_k: int) -> list[ScoredPassage]:
        with self._searching() as searcher:
            hits = [
                ScoredPassage(PassageId(searcher.doc(address)["passage_id"][0]), float(score))
                for score, address in searcher.search(scored, limit=top_k, count=False).hits
            ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))

    def rarities(self, groups: Sequence[tuple[str, ...]]) -> list[float]:
        """How rare each query term is: BM25's inverse document frequency, 0 or more.

        Args:
            groups: terms as ``corpus.analysis.query_terms`` gives them; a passage holds a term if
                it holds any of its stems, for which the most common one stands.
        """
        searcher = self._index.searcher()
        return [
            _rarity(max(searcher.doc_freq("terms", stem) for stem in group), searcher.num_docs)
            for group in groups
        ]

    def rarity_of_the_unknown(self) -> float:
        """How rare a term is that no passage holds: the highest of all rarities."""
        return _rarity(0, self._index.searcher().num_docs)

    def knows(self, stems: Iterable[str]) -> bool:
        """Whether any passage holds any of these stems."""
        searcher = self._index.searcher()
        return any(searcher.doc_freq("terms", stem) for stem in stems)

    def passage_ids(self) -> set[PassageId]:
        """Every passage id the index holds."""
        everything = tantivy.Query.all_query()
        with self._searching() as searcher:
            if searcher.num_docs == 0:
                return set()
            hits = searcher.search(everything, limit=searcher.num_docs, count=False).hits
            return {PassageId(searcher.doc(address)["passage_id"][0]) for _, address in hits}

    def count(self) -> int:
        """How many passages the index holds."""
        with self._searching() as searcher:
            return int(searcher.num_docs)

    @contextmanager
    def _searching(self) -> Iterator[tantivy.Searcher]:
        """What was committed last, by whichever process."""
        try:
            self._index.reload()
            yield self._index.searcher()
        except (OSError, ValueError) as error:
            raise StorageUnavailable(
                f"the keyword index in {self._folder} cannot be read ({error}); "
                "`dateline doctor --repair` rebuilds it"
            ) from error

    @staticmethod
    def discard(folder: Path) -> None:
        """Removes the index's files; an index opened afterwards is empty."""
        rmtree(folder, ignore_errors=True)


def _document(record: PassageRecord) -> tantivy.Document:
    passage = record.passage
    document = tantivy.Document()
    document.add_text("passage_id", passage.passage_id)
    document.add_text("terms", " ".join(terms_in(passage.embedded_text, record.language)))
    if record.source is not None:
        document.add_text("source", record.source)
    if record.language is not None:
        document.add_text("language", record.language)
    if record.published_at is not None:
        document.add_integer("published_at", epoch_seconds(record.published_at))
    document.add_integer("available_at", epoch_seconds(record.available_at))
    return document


def _rarity(held: int, total: int) -> float:
    return log1p((total - held + 0.5) / (held + 0.5))


def _any_of(
    schema: tantivy.Schema, stems: Sequence[str], boosts: Mapping[str, float] | None = None
) -> tantivy.Query:
    terms = [tantivy.Query.term_query(schema, "terms", stem, index_option="freq") for stem in stems]
    if boosts is not None:
        pairs = zip(terms, stems, strict=True)
        terms = [tantivy.Query.boost_query(term, boosts[stem]) for term, stem in pairs]
    return terms[0] if len(terms) == 1 else tantivy.Query.disjunction_max_query(terms)


def _conditions(schema: tantivy.Schema, filters: Filters) -> list[tantivy.Query]:
    conditions = []
    for field, values in (("source", filters.sources), ("language", filters.languages)):
        if values:
            conditions.append(_unscored(tantivy.Query.term_set_query(schema, field, list(values))))
    first = epoch_seconds(filters.published_from) if filters.published_from else None
    last = epoch_seconds(filters.published_to) - 1 if filters.published_to else None
    if first is not None or last is not None:
        conditions.append(_between(schema, "published_at", first, last))
    if filters.available_until is not None:
        until = epoch_seconds(filters.available_until)
        conditions.append(_between(schema, "available_at", None, until))
    return conditions


def _between(
    schema: tantivy.Schema, field: str, first: int | None, last: int | None
) -> tantivy.Query:
    return _unscored(
        tantivy.Query.range_query(schema, field, tantivy.FieldType.Integer, first, last)
    )


def _unscored(condition: tantivy.Query) -> tantivy.Query:
    """The condition without weight of its own: it decides what counts, never the order."""
    return tantivy.Query.const_score_query(condition, 0.0)
