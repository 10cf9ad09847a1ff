"""The reader's training files: paragraphs with questions, answer spans, and some without an answer.

Dateline's reader is trained on them, so figures on them say nothing about new questions; they are
loaded to look for what training missed. Only the documents that training held out (`dev`) may be
fitted on. Sources: SQuADShifts (Miller et al., 2020), Natural
Questions (Kwiatkowski et al., 2019), TimeQA (Chen et al., 2021).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, base_name, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of, texts_of
from evaluation.datasets.squad import gold_sentence

FILES = ("squadshifts_newwiki.jsonl", "nq_gold_passages.jsonl", "timeqa_paragraphs.jsonl")
SEEN = "the reader model was trained on this file"
HELD_OUT, TRAINED_ON = "dev", "trained"
HELD_OUT_SHARE = 0.03
"""Of documents, by the same checksum as ``reader/examples.py``, which may not be imported here."""


def loader(name: str) -> Callable[[Path], Dataset]:
    """Loads the file of that name from a folder."""
    return lambda folder: load(folder / name)


def load(path: Path) -> Dataset:
    """The data set of one of the files; equal paragraphs become one article."""
    problems = ProblemList()
    articles: dict[str, ArticleDraft] = {}
    questions = list(_questions(path, articles, problems))
    return assemble(base_name(path), articles.values(), questions, problems, notes=(SEEN,))


def _questions(
    path: Path, articles: dict[str, ArticleDraft], problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    name = base_name(path)
    for where, record in read_records(path, problems):
        question_id, question = text_of(record, "id"), text_of(record, "question")
        text = text_of(record, "context")
        if not (question_id and question and text):
            problems.add(MISSING_FIELD, where, "id, question or context")
            continue
        home = f"{name}_{sha256(text.encode()).hexdigest()[:12]}"
        title = text_of(record, "title").replace("_", " ") or None
        articles.setdefault(home, draft(name, home, text, title=title, language="en"))
        spans = [one for one in record.get("answers") or () if isinstance(one, dict)]
        answers = texts_of([one.get("text") for one in spans])
        starts = [one["start"] for one in spans if isinstance(one.get("start"), int)]
        yield EvaluationQuestion(
            question_id,
            question,
            kind="short answer" if answers else "unanswerable",
            answers=answers,
            relevance=((home, 1),) if answers else (),
            sentences=gold_sentence(text, home, starts),
            unanswerable=not answers,
            split=HELD_OUT if is_held_out(text_of(record, "document")) else TRAINED_ON,
        )


def is_held_out(document: str) -> bool:
    """Whether the reader was trained without the questions about a document."""
    return crc32(document.encode()) % 1_000 / 1_000 < HELD_OUT_SHARE
