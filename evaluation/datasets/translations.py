"""The questions of a data set in other languages: JSON lines of ``id, language, question``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation.datasets.dataset import Dataset
from evaluation.datasets.lines import (
    BROKEN_LINE,
    MISSING_FIELD,
    ProblemList,
    UnusableDataset,
    read_records,
    text_of,
)


def translated(dataset: Dataset, path: Path) -> Dataset:
    """The data set's questions that ``path`` has a translation of, asked in it.

    The articles stay as they are. Lines without a text, or about no question, become problems.

    Raises:
        UnusableDataset: the file cannot be read, or translates none of the questions.
    """
    problems = ProblemList(list(dataset.problems))
    known = {question.question_id: question for question in dataset.questions}
    asked = []
    for where, record in read_records(path, problems):
        name, text = text_of(record, "id"), text_of(record, "question")
        language = text_of(record, "language")
        if not (name and text and language):
            problems.add(MISSING_FIELD, where, "id, language or question")
        elif name not in known:
            problems.add(BROKEN_LINE, where, f"translates no question of {dataset.name}: {name}")
        else:
            asked.append(replace(known[name], text=text, language=language, kind="translated"))
    if not asked:
        raise UnusableDataset(f"{path} translates no question of {dataset.name}")
    return replace(
        dataset,
        name=f"{dataset.name}_translated",
        questions=tuple(asked),
        problems=tuple(problems.problems),
    )
