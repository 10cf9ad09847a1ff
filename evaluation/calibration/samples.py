"""Questions with known answers, asked of a collection: their signals and which sentences answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np

from corpus.analysis import words_in
from corpus.models import Hit
from evaluation.calibration.fitting import Asked, Sample
from evaluation.calibration.short_answers import pointed
from evaluation.datasets.dataset import EvaluationQuestion
from service.answering.evidence import Evidence, gather
from service.answering.extractive import ExtractiveAnswerer
from service.answering.question_shape import shape_of
from service.answering.retrieval import Retriever

SPARE = 28
"""Passages retrieved beyond those read, to take the places of gold ones that are removed."""
SHORTEST = 12
"""Letters a sentence must have to be recognised inside a gold sentence."""


def is_development(question: EvaluationQuestion) -> bool:
    """Whether a question may be fitted on: its data set's own split, else every other one."""
    if question.split is not None:
        return question.split == "dev"
    return crc32(question.question_id.encode()) % 2 == 0


def samples(  # noqa: PLR0913 - what is asked, of what, and how it counts
    group: str,
    questions: Iterable[EvaluationQuestion],
    retriever: Retriever,
    answerer: ExtractiveAnswerer,
    *,
    passages: int,
    weight: float,
    twins: bool,
) -> Iterator[Sample]:
    """The samples of a data set's development questions.

    Args:
        group: the data set's name.
        questions: of which those for testing are passed over.
        retriever: over the data set's collection.
        answerer: measures the signals.
        passages: how many are read for each question.
        weight: of each question in the fit.
        twins: whether each answerable question is asked again with its gold articles removed, as
            an unanswerable one.
    """
    for question in filter(is_development, questions):
        hits = retriever.retrieve(question.text, top_k=passages + SPARE)
        yield _sample(group, question, hits[:passages], answerer, weight)
        if twins and not question.unanswerable:
            gold = set(question.articles)
            rest = [hit for hit in hits if hit.article.article_id not in gold]
            twin = replace(question, unanswerable=True)
            yield _sample(group, twin, rest[:passages], answerer, weight)


def _sample(
    group: str,
    question: EvaluationQuestion,
    hits: Sequence[Hit],
    answerer: ExtractiveAnswerer,
    weight: float,
) -> Sample:
    read = [replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)]
    evidence = gather(read)
    text = answerer.spelt(question.text, evidence)
    shape = shape_of(text)
    signals = answerer.signals(text, shape, evidence)
    return Sample(
        group=group,
        values=signals.values,
        labels=_labels(question, evidence),
        is_answerable=not question.unanswerable,
        weight=weight,
        is_read=signals.is_read,
        is_foreign=not signals.is_same_language,
        pointed=pointed(question, shape, evidence, signals),
        asked=Asked(shape, evidence),
    )


def _labels(
    question: EvaluationQuestion, evidence: Evidence
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """1 for each sentence that answers: a gold one, or one of a gold article with the answer."""
    if question.unanswerable:
        return np.zeros(len(evidence.sentences))
    gold = [_folded(sentence.text) for sentence in question.sentences]
    wordings = [w for fact in question.facts for w in fact] or list(question.answers)
    answers = [_folded(wording) for wording in wordings]
    articles = set(question.articles)
    labels = []
    for sentence in evidence.sentences:
        text = _folded(sentence.text)
        if gold:
            holds = len(text) > SHORTEST and any(text in one or one in text for one in gold)
        else:
            in_gold = not articles or sentence.quote.article.article_id in articles
            holds = in_gold and any(answer in text for answer in answers)
        labels.append(float(holds))
    return np.array(labels)


def _folded(text: str) -> str:
    return f" {' '.join(words_in(text))} "
