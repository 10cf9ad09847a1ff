"""BEIR-style data: a corpus, queries, and graded judgements of which document answers which query.

Two layouts are read: BEIR's folder (``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``) and
flat files named ``NAME_corpus.jsonl``, ``NAME_queries.SPLIT.jsonl``, ``NAME_qrels.SPLIT.jsonl``.
Source: Thakur et al., "BEIR", 2021.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, base_name, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.dates import moment
from evaluation.datasets.lines import (
    BROKEN_LINE,
    MISSING_FIELD,
    ProblemList,
    Record,
    UnusableDataset,
    open_text,
    read_records,
    text_of,
)

SPLITS = ("test", "dev", "train")
_FLAT = re.compile(rf"(.+)_(?:corpus|(?:queries|qrels)\.(?:{'|'.join(SPLITS)}))\.jsonl")
UNKNOWN_QUERY = "judgement of an unknown query"
UNKNOWN_DOCUMENT = "judgement of an unknown document"

Judgements = dict[str, dict[str, int]]


def load_folder(folder: Path) -> Dataset:
    """The BEIR folder's data set with the judgements of its first split (test, dev, train).

    Raises:
        UnusableDataset: where a part is missing.
    """
    qrels = next((p for s in SPLITS if (p := folder / "qrels" / f"{s}.tsv").is_file()), None)
    if qrels is None:
        raise UnusableDataset(f"{folder} has no qrels/test.tsv, as a BEIR folder has")
    return _load(folder.name, folder / "corpus.jsonl", folder / "queries.jsonl", qrels)


def corpus_of(path: Path) -> Path | None:
    """The corpus of the flat data set that a file belongs to; ``None`` where it belongs to none."""
    name = _FLAT.fullmatch(path.name)
    if name is None:
        return None
    corpus = path.with_name(f"{name[1]}_corpus.jsonl")
    return corpus if corpus.is_file() else None


def load_flat(corpus: Path) -> Dataset:
    """The data set of ``NAME_corpus.jsonl`` and the queries and judgements beside it.

    Raises:
        UnusableDataset: where they are missing.
    """
    name = base_name(corpus).removesuffix("_corpus")
    for split in SPLITS:
        queries = corpus.with_name(f"{name}_queries.{split}.jsonl")
        qrels = corpus.with_name(f"{name}_qrels.{split}.jsonl")
        if queries.is_file() and qrels.is_file():
            return _load(name, corpus, queries, qrels)
    raise UnusableDataset(f"beside {corpus} there are no {name}_queries and {name}_qrels files")


def _load(name: str, corpus: Path, queries: Path, qrels: Path) -> Dataset:
    problems = ProblemList()
    articles = list(_articles(name, corpus, problems))
    judged = _judgements(qrels, problems)
    asked = dict(_queries(queries, problems))
    known = {article.article_id for article in articles}
    for query_id, documents in judged.items():
        if query_id not in asked:
            problems.add(UNKNOWN_QUERY, f"query {query_id}")
        for document in [one for one in documents if one not in known]:
            problems.add(UNKNOWN_DOCUMENT, f"query {query_id}", document)
    questions = (
        EvaluationQuestion(
            query_id, text, kind="retrieval", relevance=tuple(judged[query_id].items())
        )
        for query_id, text in asked.items()
        if query_id in judged
    )
    unjudged = sum(query_id not in judged for query_id in asked)
    notes = (f"{unjudged} queries without a judgement are not asked",) if unjudged else ()
    return assemble(name, articles, questions, problems, notes=notes)


def _articles(name: str, path: Path, problems: ProblemList) -> Iterator[ArticleDraft]:
    for where, record in read_records(path, problems):
        article_id = text_of(record, "_id", "doc_id", "id")
        if not article_id:
            problems.add(MISSING_FIELD, where, "_id or doc_id")
            continue
        yield draft(
            name,
            article_id,
            text_of(record, "text", "body"),
            title=text_of(record, "title") or None,
            url=text_of(record, "url") or None,
            source=text_of(record, "source") or None,
            published_at=moment(text_of(record, "published_at", "date")),
        )


def _queries(path: Path, problems: ProblemList) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, record in read_records(path, problems):
        query_id, text = text_of(record, "_id", "qid", "id"), text_of(record, "text", "query")
        if not (query_id and text):
            problems.add(MISSING_FIELD, where, "id or text of the query")
        elif query_id in seen:
            problems.add("duplicate question id", f"question {query_id}", "first one kept")
        else:
            seen.add(query_id)
            yield query_id, text


def _judgements(path: Path, problems: ProblemList) -> Judgements:
    judged: Judgements = defaultdict(dict)
    rows = _table_rows(path, problems) if path.suffix == ".tsv" else read_records(path, problems)
    for where, record in rows:
        query_id = text_of(record, "query-id", "qid")
        document = text_of(record, "corpus-id", "doc_id")
        try:
            grade = int(text_of(record, "score", "rel"))
        except ValueError:
            problems.add(BROKEN_LINE, where, "the grade is not a whole number")
            continue
        if query_id and document:
            judged[query_id][document] = max(grade, judged[query_id].get(document, 0))
        else:
            problems.add(MISSING_FIELD, where, "query or document")
    return dict(judged)


def _table_rows(path: Path, problems: ProblemList) -> Iterator[tuple[str, Record]]:
    """Rows of BEIR's judgements (query, document, grade) or TREC's (query, 0, document, grade)."""
    with open_text(path) as lines:
        for number, line in enumerate(lines, start=1):
            cells = line.split()
            where = f"{path.name} line {number}"
            if not cells or (number == 1 and "score" in cells):
                continue
            if len(cells) not in (3, 4):
                problems.add(BROKEN_LINE, where, "neither three nor four columns")
                continue
            yield where, {"qid": cells[0], "doc_id": cells[-2], "rel": cells[-1]}
