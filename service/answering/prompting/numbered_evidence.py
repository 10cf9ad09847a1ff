"""Evidence as a language model sees it: numbered sentences, grouped by article, within a budget."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.models import Article, ArticleId
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.inert_text import inert
from service.answering.language_model import estimated_tokens

TITLE_CHARACTERS = 200
OUTLET_CHARACTERS = 80
_MARKER_TOKENS = 4
_HEADING_TOKENS = 12


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One numbered sentence; ``text`` is inert and on one line."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceArticle:
    """The numbered sentences of one article, in the order of its text."""

    outlet: str
    title: str
    date: str
    lines: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """What stands in a prompt: ``sentences[n - 1]`` is the sentence with number ``n``."""

    articles: tuple[EvidenceArticle, ...]
    sentences: tuple[EvidenceSentence, ...]


def number_evidence(evidence: Evidence, *, tokens: int) -> NumberedEvidence:
    """The best-ranked sentences that fit into ``tokens``, whole, numbered from 1.

    Sentences are taken by the rank of their passage; one that does not fit is left out and shorter
    ones after it may still come in. What was taken is grouped by article, the article of the
    best passage first, and stands in the order of the text, so that pronouns can be resolved.
    """
    chosen = _within_budget(evidence.sentences, tokens)
    by_article: dict[ArticleId, list[EvidenceSentence]] = {}
    for sentence in chosen:
        by_article.setdefault(sentence.quote.article.article_id, []).append(sentence)
    articles: list[EvidenceArticle] = []
    numbered: list[EvidenceSentence] = []
    for group in by_article.values():
        lines = []
        for sentence in sorted(group, key=lambda one: one.quote.start):
            numbered.append(sentence)
            lines.append(EvidenceLine(len(numbered), inert(sentence.text)))
        articles.append(_article(group[0].quote.article, lines))
    return NumberedEvidence(tuple(articles), tuple(numbered))


def day_of(article: Article) -> str:
    """The day an article was published, as prompts name it; empty where it is not known."""
    published = article.published_at
    return f"{published:%A}, {published.day} {published:%B %Y}" if published else ""


def _within_budget(sentences: tuple[EvidenceSentence, ...], tokens: int) -> list[EvidenceSentence]:
    ranked = sorted(sentences, key=lambda one: (one.passage_rank, one.position))
    chosen: list[EvidenceSentence] = []
    headed: set[ArticleId] = set()
    left = tokens
    for sentence in ranked:
        article = sentence.quote.article
        cost = estimated_tokens(sentence.text) + _MARKER_TOKENS
        if article.article_id not in headed:
            heading = f"{article.source or ''} {article.title or ''}"[:TITLE_CHARACTERS]
            cost += estimated_tokens(heading) + _HEADING_TOKENS
        if cost <= left and inert(sentence.text):
            left -= cost
            headed.add(article.article_id)
            chosen.append(sentence)
    return chosen


def _article(article: Article, lines: list[EvidenceLine]) -> EvidenceArticle:
    return EvidenceArticle(
        outlet=inert(article.source or "", characters=OUTLET_CHARACTERS),
        title=inert(article.title or "", characters=TITLE_CHARACTERS),
        date=day_of(article),
        lines=tuple(lines),
    )
