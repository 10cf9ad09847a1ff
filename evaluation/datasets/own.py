"""The own format: questions that a newsroom fills in, as JSONL or CSV, about its articles.

Columns: ``id, question, kind, language, answers, articles, sentences, unanswerable, positions,
as_of``, and ``split`` (``dev`` or ``held-out``). In CSV several values of a cell stand on lines of
their own or are divided by ``|``. JSONL may also hold ``facts``: a list of facts, each a list of
wordings; a full answer states one wording of every fact. And ``among``: ids of the only articles,
of those given, that the collection is made of; the union over all lines counts. ``articles`` are
ids or file names of articles that state the answer: any of them is right. They stand in a folder
``articles`` beside the file; without one, the collection that Dateline is configured for is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluation.datasets.assembly import assemble, base_name
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.dates import moment
from evaluation.datasets.lines import (
    BROKEN_LINE,
    MISSING_FIELD,
    ProblemList,
    Record,
    UnusableDataset,
    read_records,
    read_table,
    text_of,
    texts_of,
)

COLUMNS = (
    "id",
    "question",
    "kind",
    "language",
    "answers",
    "articles",
    "sentences",
    "unanswerable",
    "positions",
    "as_of",
)
TRUE = {"true", "yes", "1", "x", "y", "wahr"}
FALSE = {"", "false", "no", "0", "n", "falsch"}


def load(path: Path) -> Dataset:
    """The questions of ``path`` (.jsonl or .csv); the articles are found by the collection.

    Raises:
        UnusableDataset: where no line could be read as a question.
    """
    problems = ProblemList()
    rows = read_table(path, problems) if path.suffix == ".csv" else read_records(path, problems)
    kept = list(rows)
    questions = [one for where, row in kept if (one := _question(where, row, problems))]
    among = sorted({one for _, row in kept for one in texts_of(row.get("among"))})
    name = path.parent.name if path.stem == "questions" else base_name(path)
    dataset = assemble(name, (), questions, problems)
    if not dataset.questions:
        raise UnusableDataset(
            f"{path} holds no question that can be scored; its columns are {', '.join(COLUMNS)}"
        )
    return replace(dataset, among=tuple(among))


def articles_folder(path: Path) -> Path | None:
    """The folder of articles that belongs to a file of questions, if there is one."""
    folder = path.parent / "articles"
    return folder if folder.is_dir() else None


def _question(where: str, row: Record, problems: ProblemList) -> EvaluationQuestion | None:
    question_id, text = text_of(row, "id", "question_id"), text_of(row, "question")
    if not (question_id and text):
        problems.add(MISSING_FIELD, where, "id or question")
        return None
    unanswerable, as_of = _flag(row.get("unanswerable")), text_of(row, "as_of")
    if unanswerable is None:
        problems.add(BROKEN_LINE, where, "unanswerable is neither true nor false")
        return None
    if as_of and moment(as_of) is None:
        problems.add(BROKEN_LINE, where, f"as_of is not a date: {as_of[:40]}")
        return None
    return EvaluationQuestion(
        question_id,
        text,
        kind=text_of(row, "kind") or "question",
        language=text_of(row, "language") or "en",
        answers=_several(row.get("answers")),
        facts=_facts(row.get("facts")),
        relevance=tuple((one, 1) for one in _several(row.get("articles"))),
        sentences=tuple(_sentences(row.get("sentences"))),
        unanswerable=unanswerable,
        positions=_positions(row.get("positions")),
        as_of=moment(as_of),
        split=text_of(row, "split") or None,
    )


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace("\r", "\n").replace("|", "\n").split("\n")
    return texts_of(value)


def _positions(value: object) -> tuple[tuple[str, ...], ...]:
    """Positions given as texts, or as objects with a ``value`` and its spellings ``answers``."""
    items = value if isinstance(value, list) else _several(value)
    groups = (
        texts_of([item.get("value"), *texts_of(item.get("answers"))])
        if isinstance(item, dict)
        else texts_of(item)
        for item in items
    )
    return tuple(wordings for wordings in groups if wordings)


def _facts(value: object) -> tuple[tuple[str, ...], ...]:
    """Facts as a list of lists of wordings; only JSONL can say that."""
    groups = value if isinstance(value, list) else []
    return tuple(wordings for group in groups if (wordings := texts_of(group)))


def _sentences(value: object) -> Iterator[GoldSentence]:
    """Sentences given as text, or as objects with ``text`` (or ``quote``) and ``article``."""
    items = value if isinstance(value, list) else _several(value)
    for item in items:
        if isinstance(item, dict):
            home = text_of(item, "article", "article_id") or None
            text = text_of(item, "text", "quote", "sentence")
        else:
            home, text = None, str(item).strip()
        if text:
            yield GoldSentence(text, home)


def _flag(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return bool(value)
    text = str(value).strip().lower()
    return True if text in TRUE else False if text in FALSE else None
