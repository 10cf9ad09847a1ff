"""From responses to the sections of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.models import ArticleDraft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.metrics.support import Judge
from evaluation.report.document import (
    CitationRow,
    DatasetSection,
    Detail,
    Failure,
    HitRow,
    QuestionRow,
    SystemSection,
)
from evaluation.report.figures import figures_by_kind, figures_of, risk_curve
from evaluation.scoring import facts_of, reason_of_failure
from evaluation.thresholds import fitted_threshold
from evaluation.wire import CheckedQuote, CitationPart, HitPart, Reply, Response

SHOWN_HITS = 5
SHOWN_TEXT = 400
"""Code points of a passage or gold answer that the report keeps."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """What all systems of a data set are scored with.

    ``articles``, the collection's by id, are needed to check outlet, date and URL of citations.
    """

    judge: Judge
    articles: Mapping[str, ArticleDraft] | None = None
    seed: int = 0


def dataset_section(  # noqa: PLR0913 - what stands in a section
    dataset: Dataset,
    systems: Sequence[SystemSection],
    *,
    judge: str,
    judge_counts: Mapping[str, int] | None = None,
    split: str | None = None,
    articles: int | None = None,
) -> DatasetSection:
    """A data set with the results of all systems; ``articles`` where they are kept elsewhere."""
    return DatasetSection(
        name=dataset.name,
        fingerprint=dataset.fingerprint,
        split=split,
        articles=len(dataset.articles) if articles is None else articles,
        questions=len(dataset.questions) or len(dataset.pairs) or len(dataset.pages),
        problems=tuple(str(problem) for problem in dataset.problems),
        problem_counts=dataset.problem_counts,
        notes=dataset.notes,
        judge=judge,
        judge_counts=dict(judge_counts or {}),
        systems=tuple(systems),
    )


def system_section(
    name: str,
    questions: Sequence[EvaluationQuestion],
    responses: Mapping[str, Response],
    scoring: Scoring,
    *,
    in_detail: bool = True,
) -> SystemSection:
    """One system's figures; failed questions are named and left out of every figure."""
    by_id = {question.question_id: question for question in questions}
    answered = [q for q in questions if responses[q.question_id].failure is None]
    facts = {
        q.question_id: facts_of(q, responses[q.question_id], scoring.judge, scoring.articles)
        for q in answered
    }
    rows = [
        _row(q, responses[q.question_id], facts[q.question_id], in_detail=in_detail)
        for q in answered
    ]
    return SystemSection(
        name=name,
        identity=_identity(responses),
        asked=len(questions),
        failures=tuple(
            Failure(id=key, reason=one.failure, retry=one.retry)
            for key, one in responses.items()
            if one.failure is not None
        ),
        figures=figures_of(list(facts.values()), seed=scoring.seed),
        kinds=figures_by_kind(rows, seed=scoring.seed),
        curve=risk_curve(list(facts.values())),
        threshold=fitted_threshold(by_id, facts),
        questions=tuple(rows),
    )


def _identity(responses: Mapping[str, Response]) -> dict[str, str]:
    """Who wrote the answers; several are joined, so that a fallback midway shows."""
    answerers = [one.reply.answerer for one in responses.values() if one.reply is not None]
    fields = ("kind", "model", "prompt", "prompt_sha256", "fallback_reason")
    values = {field: {getattr(one, field) for one in answerers} - {None, ""} for field in fields}
    return {field: ", ".join(sorted(found)) for field, found in values.items() if found}


def _row(
    question: EvaluationQuestion, response: Response, facts: dict[str, float], *, in_detail: bool
) -> QuestionRow:
    reason = reason_of_failure(question, facts) if response.reply is not None else ""
    return QuestionRow(
        id=question.question_id,
        kind=question.kind,
        facts=facts,
        reason=reason,
        detail=_detail(question, response) if in_detail else None,
    )


def _detail(question: EvaluationQuestion, response: Response) -> Detail:
    reply = response.reply
    gold = question.articles
    return Detail(
        text=question.text,
        kind=question.kind,
        as_of=question.as_of.isoformat() if question.as_of else None,
        unanswerable=question.unanswerable,
        answers=tuple(_short(answer) for answer in question.answers[:5]),
        positions=tuple(" / ".join(wordings) for wordings in question.positions),
        articles=gold,
        sentences=tuple(_short(sentence.text) for sentence in question.sentences[:5]),
        status=reply.status if reply else "",
        short_answer=(reply.headline or "") if reply else "",
        answer=reply.answer if reply else "",
        disagreements=_disagreements(reply) if reply else (),
        citations=_citations(reply, response.quotes, gold) if reply else (),
        hits=tuple(_hit(hit, gold) for hit in response.hits[:SHOWN_HITS]),
    )


def _disagreements(reply: Reply) -> tuple[str, ...]:
    return tuple(
        f"{one.about}: {' against '.join(position.value for position in one.positions)}"
        for one in reply.disagreements
    )


def _citations(
    reply: Reply, quotes: Sequence[CheckedQuote], gold: tuple[str, ...]
) -> tuple[CitationRow, ...]:
    shown = reply.citations or reply.nearest
    checked = [*quotes, *[CheckedQuote(exact=False)] * len(shown)]
    return tuple(_citation(c, q, gold) for c, q in zip(shown, checked, strict=False))


def _citation(citation: CitationPart, quote: CheckedQuote, gold: tuple[str, ...]) -> CitationRow:
    return CitationRow(
        number=citation.number,
        article_id=citation.article_id,
        title=citation.title,
        source=citation.source,
        url=citation.url,
        published_at=citation.published_at.isoformat() if citation.published_at else None,
        quote=citation.quote,
        before=quote.before,
        after=quote.after,
        exact=quote.exact,
        gold=citation.article_id in gold if gold else None,
    )


def _hit(hit: HitPart, gold: tuple[str, ...]) -> HitRow:
    return HitRow(
        article_id=hit.article_id,
        title=hit.title,
        source=hit.source,
        text=_short(hit.text),
        gold=hit.article_id in gold if gold else None,
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_TEXT else text[: SHOWN_TEXT - 1].rstrip() + "…"
