"""The keyword index against its alternative: `python -m benchmarks.keyword_indexes FOLDER`.

FOLDER holds SciFact of BEIR as `scifact_corpus.jsonl` (doc_id, title, text),
`scifact_queries.test.jsonl` (qid, query) and `scifact_qrels.test.jsonl` (qid, doc_id, rel). Both
indexes get the same terms from `corpus.analysis`, so the figures compare how they rank and keep
them. See `docs/decisions/0003-keyword-index.md`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import bm25s
import ir_measures
import numpy as np

from corpus.analysis import query_terms, terms_in
from corpus.keywords import KeywordIndex
from corpus.models import ArticleId, Passage, PassageId, PassageRecord

TOP = 10
LANGUAGE = "en"
KILLS = 20
STEP = 50
Records = Sequence[PassageRecord]
Ranking = list[tuple[str, float]]


class Index(Protocol):
    """What is compared: an index of passages that is kept in a folder."""

    def replace(self, records: Records, removed: Sequence[PassageId] = ()) -> None:
        """Adds or renews records and drops others, on disk when it returns."""

    def ranking(self, query: str) -> Ranking:
        """The ids and scores of the best passages, best first."""

    def count(self) -> int:
        """How many passages it holds."""


class Tantivy:
    """The index that Dateline uses."""

    def __init__(self, folder: Path) -> None:
        self._index = KeywordIndex(folder)
        self.replace = self._index.replace
        self.count = self._index.count

    def ranking(self, query: str) -> Ranking:
        """The ids and scores of the best passages, best first."""
        found = self._index.search(query, top_k=TOP, languages=[LANGUAGE])
        return [(hit.passage_id, hit.score) for hit in found]


class Bm25s:
    """bm25s with its files beside a list of ids; any change makes the whole index anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._terms: dict[str, list[str]] = {}
        if (folder / "terms.json").exists():
            self._terms = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
            self._retriever = bm25s.BM25.load(folder)
            if self._retriever.scores["num_docs"] != len(self._terms):
                raise ValueError("the index and its ids do not belong together")

    def replace(self, records: Records, removed: Sequence[PassageId] = ()) -> None:
        """Adds or renews records and drops others, on disk when it returns."""
        for passage_id in removed:
            self._terms.pop(passage_id, None)
        for record in records:
            text = record.passage.embedded_text
            self._terms[record.passage.passage_id] = terms_in(text, record.language)
        self._retriever = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        self._retriever.index(list(self._terms.values()), show_progress=False)
        self._retriever.save(self._folder, show_progress=False)
        (self._folder / "terms.json").write_text(json.dumps(self._terms), encoding="utf-8")

    def ranking(self, query: str) -> Ranking:
        """The ids and scores of the best passages, best first."""
        terms = [stem for group in query_terms(query, [LANGUAGE]) for stem in group]
        scores = self._retriever.get_scores(terms)
        best = np.argsort(-scores, kind="stable")[:TOP]
        ids = list(self._terms)
        return [(ids[place], float(scores[place])) for place in best if scores[place] > 0]

    def count(self) -> int:
        """How many passages it holds."""
        return len(self._terms)


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection: passages, questions, and which passages are relevant to each."""

    records: Records
    queries: Mapping[str, str]
    relevant: Sequence[Any]


def read_collection(folder: Path) -> Collection:
    """SciFact, each abstract as one passage with its title as the header."""
    qrels = _lines(folder / "scifact_qrels.test.jsonl")
    judged = {row["qid"] for row in qrels}
    queries = _lines(folder / "scifact_queries.test.jsonl")
    return Collection(
        records=[_record(row) for row in _lines(folder / "scifact_corpus.jsonl")],
        queries={row["qid"]: row["query"] for row in queries if row["qid"] in judged},
        relevant=[ir_measures.Qrel(row["qid"], row["doc_id"], row["rel"]) for row in qrels],
    )


def measure(make: Callable[[Path], Index], collection: Collection) -> dict[str, float]:
    """Quality, times and what is left after a kill, of one kind of index."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        index = make(Path(name))
        indexing = _seconds(lambda: index.replace(collection.records))
        rankings: dict[str, Ranking] = {}
        query_ms = []
        for query_id, text in collection.queries.items():
            started = time.perf_counter()
            rankings[query_id] = index.ranking(text)
            query_ms.append((time.perf_counter() - started) * 1000)
        one = collection.records[:1]
        adding = [_seconds(lambda: index.replace(one)) for _ in range(5)]
        removing = _seconds(lambda: index.replace([], [one[0].passage.passage_id]))
        opening = _seconds(lambda: make(Path(name)).ranking("the first question"))
    return {
        "ndcg_at_10": _ndcg(collection.relevant, rankings),
        "index_seconds": indexing,
        "query_ms": statistics.median(query_ms),
        "add_one_ms": statistics.median(adding) * 1000,
        "remove_one_ms": removing * 1000,
        "open_ms": opening * 1000,
        "kills": KILLS,
        "damaged_by_kill": sum(_damaged(make, collection.records, kill) for kill in range(KILLS)),
    }


def _damaged(make: Callable[[Path], Index], records: Records, seed: int) -> bool:
    """Whether a process killed while it adds leaves an index that is not one of its commits."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        first = records[: len(records) // 2]
        make(Path(name)).replace(first)
        context = multiprocessing.get_context("spawn")
        ready = context.Event()
        process = context.Process(target=_add_forever, args=(make, Path(name), records, ready))
        process.start()
        ready.wait()
        time.sleep(random.Random(seed).uniform(0.2, 1.5))  # noqa: S311 - not a secret
        process.kill()
        process.join()
        try:
            index = make(Path(name))
            found = index.ranking(records[0].passage.text[:200])
        except Exception as error:  # noqa: BLE001 - whatever it raises, it cannot be read
            print(f"  after kill {seed}: {type(error).__name__}: {error}", flush=True)
            return True
        return not found or (index.count() - len(first)) % STEP != 0


def _add_forever(make: Callable[[Path], Index], folder: Path, records: Records, ready: Any) -> None:
    index = make(folder)
    ready.set()
    for start in range(len(records) // 2, len(records), STEP):
        index.replace(records[start : start + STEP])


def _record(row: Mapping[str, str]) -> PassageRecord:
    passage = Passage(
        passage_id=PassageId(row["doc_id"]),
        article_id=ArticleId(row["doc_id"]),
        version=1,
        position=0,
        start=0,
        end=len(row["text"]),
        text=row["text"],
        header=row["title"],
    )
    return PassageRecord(passage, None, LANGUAGE, datetime(2020, 1, 1, tzinfo=UTC), None)


def _ndcg(relevant: Sequence[Any], rankings: Mapping[str, Ranking]) -> float:
    measure = ir_measures.nDCG @ TOP
    run = [
        ir_measures.ScoredDoc(query_id, document, score)
        for query_id, ranking in rankings.items()
        for document, score in ranking
    ]
    return float(ir_measures.calc_aggregate([measure], relevant, run)[measure])


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Iterable[str] | None = None) -> int:
    """Measures both, prints the figures as JSON, and returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keyword_indexes")
    parser.add_argument("folder", type=Path, help="folder with the files of SciFact")
    options = parser.parse_args(None if arguments is None else list(arguments))
    collection = read_collection(options.folder)
    for name, make in (("tantivy", Tantivy), ("bm25s", Bm25s)):
        print(f"{name}: {len(collection.records)} abstracts …", flush=True)
        print(json.dumps(measure(make, collection), indent=2), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
