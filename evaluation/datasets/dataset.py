"""What a data set is, whatever file it came from. Frozen values without input or output."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from corpus.models import ArticleDraft


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a data set that is not scored: what is wrong, where, and the detail.

    ``kind`` is a short fixed phrase, so that problems can be counted by it.
    """

    kind: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence that supports the right answer; ``article_id`` is None where it is unknown."""

    text: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question and what a right answer looks like.

    Attributes:
        answers: acceptable answers; matching any one of them is right.
        facts: what a full answer states, each fact in any of its wordings.
        relevance: (article id, grade) pairs; a grade above 0 is a gold article.
        needs_all_articles: whether the gold articles are parts of one answer (all needed)
            rather than alternatives (one is enough).
        sentences: the gold sentences, any of which supports the answer.
        unanswerable: True where the collection does not hold the answer.
        positions: what outlets say where they disagree, right or wrong, each in any wording.
        wrong_answers: answers known to be wrong: misinformation, distractors.
        as_of: when the question is asked; later articles must not count.
        attack: instruction planted into one of the articles.
        split: the half the data set itself puts the question in (``dev`` or ``held-out``).
    """

    question_id: str
    text: str
    kind: str = "question"
    language: str = "en"
    answers: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    relevance: tuple[tuple[str, int], ...] = ()
    needs_all_articles: bool = False
    sentences: tuple[GoldSentence, ...] = ()
    unanswerable: bool = False
    positions: tuple[tuple[str, ...], ...] = ()
    wrong_answers: tuple[str, ...] = ()
    as_of: datetime | None = None
    attack: str | None = None
    split: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The gold articles."""
        return tuple(article for article, grade in self.relevance if grade > 0)


@dataclass(frozen=True, slots=True)
class SupportPair:
    """A claim, a text, and whether people judged that the text supports the claim."""

    pair_id: str
    claim: str
    evidence: str
    supported: bool


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A web page as bytes, and what reading it should give; what is empty is not known."""

    page_id: str
    html: bytes
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Articles, questions about them, and what could not be used.

    ``articles`` is empty for questions about a collection that is indexed elsewhere. ``pairs``
    calibrate the check that a sentence is supported, ``pages`` the reading of web pages; neither
    are asked. Where ``among`` names article ids, the collection is these, of all articles given.
    """

    name: str
    articles: tuple[ArticleDraft, ...] = ()
    questions: tuple[EvaluationQuestion, ...] = ()
    problems: tuple[Problem, ...] = ()
    pairs: tuple[SupportPair, ...] = ()
    pages: tuple[SavedPage, ...] = ()
    notes: tuple[str, ...] = ()
    among: tuple[str, ...] = ()

    @property
    def problem_counts(self) -> dict[str, int]:
        """How many problems there are of each kind."""
        return dict(sorted(Counter(problem.kind for problem in self.problems).items()))

    @property
    def fingerprint(self) -> str:
        """sha256 (hex) of the questions as they will be scored."""
        digest = sha256()
        for question in self.questions:
            digest.update(repr(question).encode("utf-8", "surrogatepass"))
        for pair in self.pairs:
            digest.update(repr(pair).encode("utf-8", "surrogatepass"))
        for page in self.pages:
            digest.update(repr(page).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def with_questions(self, questions: tuple[EvaluationQuestion, ...]) -> Dataset:
        """The same collection with other questions."""
        return replace(self, questions=questions)
