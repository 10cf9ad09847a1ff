"""The judge of support where no gold sentences are known: Dateline's own verifier, by name.

A verifier that judges the answers it let through is lenient with its own mistakes: hence the report
names the judge, gold sentences go first, and the verifier itself is measured on pairs that people
judged (SummEdits, ExpertQA).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from corpus.models import Article, ArticleId, StoryId
from corpus.sentences import sentences_in
from evaluation.metrics.support import JudgeVerdict
from service.answering.answer import Quote, Support
from service.answering.checker.checker import Checker
from service.answering.evidence import EvidenceSentence
from service.answering.verification import WORDS_ONLY, SupportChecker
from service.answering.verification.read_support import ReadSupport, load_weights
from service.answering.verification.support import MOST_QUOTES

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class VerifierJudge:
    """Dateline's support check, by words and reader: the same for every embedding model."""

    name = "Dateline's verifier"

    def __init__(self) -> None:
        model = Checker.load(0).model
        self._checker = SupportChecker(WORDS_ONLY, reader=ReadSupport(model, load_weights()))

    def supports(self, premises: Sequence[str], statement: str) -> bool | None:
        """Whether the premises support every sentence of the statement."""
        found = self.verdict(premises, statement)
        return found.supported if found else None

    def verdict(self, premises: Sequence[str], statement: str) -> JudgeVerdict | None:
        """The verdict on the statement's weakest sentence; None where it has none.

        A few sentences are what it cites, more are a text that it may be from.
        """
        evidence = [one for premise in premises for one in evidence_in(premise)]
        cited = evidence if len(evidence) <= MOST_QUOTES else ()
        spans = sentences_in(statement)
        if not spans:
            return None
        verdicts = [
            self._checker.check(statement[span.start : span.end], cited=cited, evidence=evidence)
            for span in spans
        ]
        scores = [0.0 if one.problems else one.score for one in verdicts]
        supported = all(one.support is Support.SUPPORTED for one in verdicts)
        return JudgeVerdict(supported, min(scores))


def evidence_in(text: str) -> list[EvidenceSentence]:
    """The sentences of a text as evidence, in order."""
    return sentences_of(article_of(text))


def article_of(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published_at: datetime | None = None,
    language: str | None = None,
) -> Article:
    """A text as an article that no collection holds."""
    return Article(
        article_id=ArticleId("premise"),
        version=1,
        story_id=StoryId("premise"),
        text=text,
        title=title,
        source=source,
        author=None,
        url=None,
        published_at=published_at,
        language=language,
        section=None,
        content_hash="",
        first_seen_at=_NEVER,
        seen_at=_NEVER,
    )


def sentences_of(article: Article) -> list[EvidenceSentence]:
    """The sentences of an article as evidence, in order."""
    spans = sentences_in(article.text)
    texts = ["", *(article.text[span.start : span.end] for span in spans), ""]
    return [
        EvidenceSentence(
            Quote(article, span.start, span.end),
            passage_rank=1,
            position=place,
            previous=texts[place],
            following=texts[place + 2],
        )
        for place, span in enumerate(spans)
    ]
