"""Between the bodies of the HTTP interface and the domain's values, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from corpus.answer_ledger import Feedback
from corpus.browsing import Listing
from corpus.models import Article, Copy, Filters, Hit
from service.answering.answer import (
    Answer,
    AnswererChoice,
    Citation,
    Disagreement,
    Question,
    Quote,
    Statement,
    Turn,
    Unsupported,
)
from service.answering.events import SourcesFound
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
    FeedbackBody,
    HighlightBody,
    HitBody,
    PositionBody,
    SearchResponse,
    SearchTimings,
    SourcesEvent,
    StatementBody,
    UsageBody,
    VerificationBody,
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
        unsupported=Unsupported(request.unsupported),
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
        headline=answer.headline,
        understood_as=answer.understood_as,
        confidence=answer.confidence,
        statements=[statement_body(statement) for statement in answer.statements],
        citations=[cited_body(one) for one in answer.citations],
        disagreements=[disagreement_body(one, answer.citations) for one in answer.disagreements],
        corroboration=CorroborationBody(independent_sources=answer.independent_sources),
        nearest=[citation_body(one.number, one.quote) for one in answer.nearest],
        answerer=AnswererBody(**asdict(answer.identity)),
        verification=None if answer.counts is None else VerificationBody(**asdict(answer.counts)),
        usage=UsageBody(**asdict(answer.usage)),
        timings_ms=AnswerTimings(**asdict(answer.timings)),
    )


def sources_body(found: SourcesFound) -> SourcesEvent:
    """The evidence, best first; the numbers are ranks."""
    sources = [citation_body(number, quote) for number, quote in enumerate(found.quotes, 1)]
    return SourcesEvent(sources=sources, understood_as=found.understood_as)


def disagreement_body(
    disagreement: Disagreement, citations: Sequence[Citation]
) -> DisagreementBody:
    """Who says what, with the newest side marked where its day is after that of all others."""
    articles = {one.number: one.quote.article for one in citations}
    dates = [
        max(
            (day for n in position.citations if (day := articles[n].published_at) is not None),
            default=None,
        )
        for position in disagreement.positions
    ]
    days = sorted(day.date() for day in dates if day is not None)
    newest = days[-1] if len(days) > 1 and days[-2] < days[-1] else None
    return DisagreementBody(
        about=disagreement.about,
        positions=[
            PositionBody(
                value=position.value,
                citations=list(position.citations),
                sources=list(
                    dict.fromkeys(s for n in position.citations if (s := articles[n].source))
                ),
                published_at=day,
                newest=newest is not None and day is not None and day.date() == newest,
            )
            for position, day in zip(disagreement.positions, dates, strict=True)
        ],
    )


def statement_body(statement: Statement) -> StatementBody:
    """One sentence of an answer."""
    return StatementBody(
        text=statement.text,
        start=statement.start,
        end=statement.end,
        citations=list(statement.citations),
        support=statement.support.value,
    )


def cited_body(citation: Citation) -> CitationBody:
    """A citation of an answer, with its short answer marked."""
    body, span = citation_body(citation.number, citation.quote), citation.highlight
    if span is None:
        return body
    return body.model_copy(update={"highlight": HighlightBody(start=span.start, end=span.end)})


def citation_body(number: int, quote: Quote) -> CitationBody:
    """A numbered quote with where it stands."""
    article = quote.article
    return CitationBody(
        number=number,
        article_id=article.article_id,
        version=article.version,
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


def feedback_body(given: Feedback) -> FeedbackBody:
    """What a reader said, with what it was said of."""
    return FeedbackBody(
        id=given.feedback_id,
        answer_id=given.answer_id,
        given_at=given.given_at,
        rating=given.opinion.rating,
        citation=given.opinion.citation,
        article_id=given.article_id,
        comment=given.opinion.comment,
        answer_status=given.answer_status,
        answerer=given.answerer,
        question=given.question,
    )


def search_body(hits: Sequence[Hit], *, total_ms: float) -> SearchResponse:
    """Retrieved passages as the contract shows them."""
    return SearchResponse(
        hits=[
            HitBody(
                rank=hit.rank,
                score=hit.score,
                article_id=hit.article.article_id,
                version=hit.article.version,
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


def article_summary(article: Article | Listing) -> ArticleSummary:
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
    """One version of an article with its text.

    Args:
        versions: it and all before it, oldest first.
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
