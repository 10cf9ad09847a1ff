"""Between the bodies of the HTTP interface and the domain's values, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from corpus.models import Article, Copy, Filters, Hit
from service.answering.answer import Answer, AnswererChoice, Citation, Question, Turn
from service.api.requests import AskRequest, FiltersBody, SearchRequest
from service.api.schemas import (
    AnswererBody,
    AnswerTimings,
    ArticleBody,
    ArticleSummary,
    AskResponse,
    CitationBody,
    CopyBody,
    CorrectionBody,
    CorroborationBody,
    DisagreementBody,
    HitBody,
    PositionBody,
    SearchResponse,
    SearchTimings,
    StatementBody,
    UsageBody,
)


def question_from(request: AskRequest | SearchRequest) -> Question:
    """The question that a request asks."""
    if isinstance(request, SearchRequest):
        return Question(request.query, as_of=request.as_of, filters=filters_from(request.filters))
    return Question(
        text=request.question,
        history=tuple(Turn(turn.role, turn.content) for turn in request.history),
        as_of=request.as_of,
        filters=filters_from(request.filters),
        answerer=AnswererChoice(request.answerer),
    )


def filters_from(body: FiltersBody) -> Filters:
    """The domain's filters."""
    return Filters(
        sources=tuple(body.sources),
        languages=tuple(body.languages),
        published_from=body.published_from,
        published_to=body.published_to,
    )


def answer_body(answer: Answer) -> AskResponse:
    """An answer as the contract shows it."""
    return AskResponse(
        id=answer.answer_id,
        status=answer.status.value,
        answer=answer.text,
        confidence=answer.confidence,
        statements=[
            StatementBody(
                text=statement.text,
                start=statement.start,
                end=statement.end,
                citations=list(statement.citations),
                support=statement.support.value,
            )
            for statement in answer.statements
        ],
        citations=[citation_body(citation) for citation in answer.citations],
        disagreements=[
            DisagreementBody(
                about=disagreement.about,
                positions=[
                    PositionBody(value=position.value, citations=list(position.citations))
                    for position in disagreement.positions
                ],
            )
            for disagreement in answer.disagreements
        ],
        corroboration=CorroborationBody(independent_sources=answer.independent_sources),
        nearest=[citation_body(citation) for citation in answer.nearest],
        answerer=AnswererBody(**asdict(answer.identity)),
        usage=UsageBody(**asdict(answer.usage)),
        timings_ms=AnswerTimings(**asdict(answer.timings)),
    )


def citation_body(citation: Citation) -> CitationBody:
    """A numbered quote with where it stands."""
    quote, article = citation.quote, citation.quote.article
    return CitationBody(
        number=citation.number,
        article_id=article.article_id,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        also_in=[_copy_body(copy) for copy in quote.copies],
    )


def search_body(hits: Sequence[Hit], *, total_ms: float) -> SearchResponse:
    """Retrieved passages as the contract shows them."""
    return SearchResponse(
        hits=[
            HitBody(
                rank=hit.rank,
                score=hit.score,
                article_id=hit.article.article_id,
                title=hit.article.title,
                source=hit.article.source,
                url=hit.article.url,
                published_at=hit.article.published_at,
                text=hit.passage.text,
                start=hit.passage.start,
                end=hit.passage.end,
            )
            for hit in hits
        ],
        timings_ms=SearchTimings(retrieve=total_ms, total=total_ms),
    )


def article_summary(article: Article) -> ArticleSummary:
    """An article without its text."""
    return ArticleSummary(
        article_id=article.article_id,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
        version=article.version,
    )


def article_body(versions: Sequence[Article], copies: Sequence[Copy]) -> ArticleBody:
    """An article's current version with its text.

    Args:
        versions: all of them, oldest first, the current one last.
        copies: the articles of its story, with or without itself.
    """
    *earlier, current = versions
    return ArticleBody(
        **article_summary(current).model_dump(),
        section=current.section,
        text=current.text,
        also_in=[_copy_body(copy) for copy in copies if copy.article_id != current.article_id],
        corrections=[
            CorrectionBody(version=one.version, title=one.title, seen_at=one.seen_at)
            for one in earlier
        ],
    )


def _copy_body(copy: Copy) -> CopyBody:
    return CopyBody(article_id=copy.article_id, source=copy.source, url=copy.url)
