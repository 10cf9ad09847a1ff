"""What is known to be right of a question: wordings, evidence sentences, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.models import ArticleDraft
from corpus.sentences import sentence_texts
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.answers import contains, normalised, stated
from tests.llm.grading.records import Stretch
from tests.llm.grading.stating import Source, source_of

YES_OR_NO = {"yes", "no"}


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one question.

    Attributes:
        question: with its answers and facts as the data set has them.
        wordings: of answers and facts that say something by themselves.
        sentences: the evidence sentences.
        passage: the gold articles with the question, where names are looked up.
        evidence: the evidence sentences with the question, where numbers and dates are: another
            number of the same article may be the wrong one.
    """

    question: EvaluationQuestion
    wordings: tuple[str, ...]
    sentences: tuple[str, ...]
    passage: Source
    evidence: Source

    @property
    def yes_or_no(self) -> str | None:
        """The right one of the two words, where the answer is one of them."""
        said = {" ".join(normalised(one)) for one in self.question.answers}
        return said.pop() if len(said) == 1 and said <= YES_OR_NO else None


def gold_of(question: EvaluationQuestion, articles: Mapping[str, ArticleDraft]) -> Gold:
    """The gold of a question whose gold articles are named as in ``articles``.

    Where the data set has no evidence sentences, those of the gold articles that state a wording.
    """
    facts = [wording for fact in question.facts for wording in fact]
    wordings = facts or list(question.answers)
    telling = tuple(one for one in wordings if _tells(one, question))
    home = [articles[one] for one in question.articles if one in articles]
    sentences = [one.text for one in question.sentences] or [
        sentence
        for article in home
        for sentence in sentence_texts(article.text, article.language)
        if stated(sentence, telling)
    ]
    texts = [article.text for article in home]
    passage = _source(question, home, texts)
    evidence = _source(question, home, sentences) if sentences else passage
    return Gold(question, telling, tuple(sentences), passage, evidence)


def retrieved_source(
    question: EvaluationQuestion, passages: Sequence[Stretch], articles: Mapping[str, ArticleDraft]
) -> Source:
    """The passages that were retrieved, with what a prompt tells of their articles."""
    known = [one for one in passages if one.article_id in articles]
    texts = [articles[one.article_id].text[one.start : one.end] for one in known]
    return _source(question, [articles[one.article_id] for one in known], texts)


def _tells(wording: str, question: EvaluationQuestion) -> bool:
    """Whether the words alone say something: neither yes or no, nor words of the question."""
    is_bare = " ".join(normalised(wording)) in YES_OR_NO
    return not is_bare and not contains(question.text, wording)


def _source(
    question: EvaluationQuestion, articles: Iterable[ArticleDraft], texts: Iterable[str]
) -> Source:
    articles = list(articles)
    heads = [f"{one.source or ''}\n{one.title or ''}\n{one.author or ''}" for one in articles]
    return source_of([question.text, *heads, *texts], [one.published_at for one in articles])
