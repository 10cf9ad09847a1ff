"""Reads a few sentences closely: do they support a statement, do they answer a question.

Larger than the reader, which reads every retrieved passage, and trained on pairs that differ by
little: a statement and the same one made wrong, a question and its near miss. So it is shown only
what is picked already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from statistics import fmean

from service.answering.checker.affirming import as_statements
from service.answering.evidence import EvidenceSentence
from service.answering.phrases import language_of_question
from service.answering.reading.model import Reader, WindowScores
from service.answering.reading_opinion import Reading

WEIGHTS, ABROAD = "weights", "weights_abroad"
"""Of the checker of English, and of the one of the other languages whose questions are read."""
AT_ONCE = 2
"""Sentences that are looked at a time. The same on every machine: what has been read when somebody
stops reading counts, and an answer must not depend on the number of processors."""
FIRST = 3
"""Sentences that it must be able to read: what it has not read is put behind what it has."""
AFFIRMING, AFFIRMED = 0.61, 0.22
"""Log-odds of a yes by how much better "Yes, ..." is supported than "No, not ...": a logistic
regression over the 148 written questions that training leaves out (AUC .90)."""
BY_WINDOW, BY_QUOTE, BY_SENTENCE, BY_NOTHING = 0.31, 0.19, 0.43, 0.3
"""The same by how much better the window supports it, the sentence read alone, and the sentence
within the window: a logistic regression over 132 sentences, the last between its .54 and the .22
above (``python -m evaluation.calibration.yes_no``). Of 136 other sentences .89 are read rightly."""
LOWEST = -15.0
"""Logit for a short answer where there is none; below nearly all that the model gives."""
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Look:
    """What the checker says of a sentence between its neighbours; logits.

    Attributes:
        relevance: do they answer the question.
        sentence: does the sentence.
        span: the best short answer in it, compared with there being none.
        doubt: of the question's words, the one that they most likely do not say.
        start, end: half open characters of that answer in the sentence; equal where there is none.
        lead: of that answer before the next best of the sentence.
    """

    relevance: float
    sentence: float
    span: float
    doubt: float
    start: int = 0
    end: int = 0
    lead: float = 0.0

    @property
    def reading(self) -> Reading:
        """The same as the reader would tell it."""
        return Reading(
            sentence=self.sentence,
            passage=self.relevance,
            span=self.span,
            start=self.start,
            end=self.end,
            doubt=self.doubt,
            own_span=self.span,
            lead=self.lead,
        )


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks statements and questions against sentences, in the languages of its model."""

    model: Reader

    @property
    def identity(self) -> str:
        """Name and version of the model."""
        return self.model.identity

    @classmethod
    def load(cls, threads: int, weights: str = WEIGHTS) -> Checker:
        """A shipped model.

        Args:
            threads: windows read at a time; 0 = one per core.
            weights: `WEIGHTS`, or `ABROAD` for questions and articles in other languages.

        Raises:
            ModelDamaged: a file is not the one its card describes, or is missing.
        """
        with as_file(files("service.answering.checker").joinpath(weights)) as path:
            return cls(Reader(path, threads))

    def knows(self, question: str) -> bool:
        """Whether the question is in a language that it reads."""
        return language_of_question(question) in self.model.question_languages

    def relevance(self, question: str, windows: Sequence[Sequence[str]]) -> float | None:
        """How far windows of English sentences answer the question: the mean of their logits.

        ``None`` for a question in a language that the model does not know.
        """
        if not self.knows(question):
            return None
        return fmean(read.relevance for read in self.model.read(question, windows))

    def _reads(self, sentence: EvidenceSentence) -> bool:
        """Whether the sentence is in a language that the model reads, or in an unknown one."""
        language = sentence.quote.article.language
        return language is None or language in self.model.question_languages

    def look(
        self, question: str, sentences: Sequence[EvidenceSentence]
    ) -> Iterator[dict[int, Look]]:
        """Yields what it says of two sentences at a time, by their places among all.

        Nothing of those in another language, and nothing at all where one of the first is. Whoever
        has seen enough stops.

        Args:
            question: as asked.
            sentences: best first.
        """
        if not all(map(self._reads, sentences[:FIRST])) or not self.knows(question):
            return
        places = [place for place, one in enumerate(sentences) if self._reads(one)]
        for some in (places[n : n + AT_ONCE] for n in range(0, len(places), AT_ONCE)):
            windows = [_window(sentences[place]) for place in some]
            read = self.model.read(question, windows)
            yield {
                place: _look(scores, window.index(sentences[place].text))
                for place, window, scores in zip(some, windows, read, strict=True)
            }

    def look_around(
        self, question: str, parts: Sequence[Sequence[EvidenceSentence]]
    ) -> list[list[Look]]:
        """What it says of each sentence of some parts of articles, a part read at a time.

        Args:
            question: as asked, in a language that it knows.
            parts: a few sentences each that follow one another, in English.
        """
        windows = [_headed(part, [one.text for one in part]) for part in parts]
        read = self.model.read(question, windows)
        return [
            [_look(scores, window.index(one.text)) for one in part]
            for part, window, scores in zip(parts, windows, read, strict=True)
        ]

    def affirms(self, question: str, sentences: Sequence[EvidenceSentence]) -> list[float]:
        """How far each sentence answers a yes-or-no question with yes rather than no.

        Returns:
            Log-odds that it is a yes.
        """
        return [
            BY_WINDOW * window + BY_QUOTE * quote + BY_SENTENCE * sentence + BY_NOTHING
            for window, quote, sentence in self.preferences(question, sentences)
        ]

    def preferences(
        self, question: str, sentences: Sequence[EvidenceSentence]
    ) -> list[tuple[float, float, float]]:
        """How much better "Yes, ..." is supported than "No, not ...", for each sentence.

        By the sentence between its neighbours, by the sentence read alone, and by the sentence as
        one of its window; differences of logits.
        """
        windows = [_window(one) for one in sentences]
        alone = [[one.text] for one in sentences]
        yes, no = (self.model.read(told, [*windows, *alone]) for told in as_statements(question))
        preferred: list[tuple[float, float, float]] = []
        for n, window in enumerate(windows):
            at, by_itself = window.index(sentences[n].text), len(sentences) + n
            preferred.append(
                (
                    yes[n].relevance - no[n].relevance,
                    yes[by_itself].relevance - no[by_itself].relevance,
                    yes[n].sentences[at] - no[n].sentences[at],
                )
            )
        return preferred


def _look(read: WindowScores, place: int) -> Look:
    """The look at the sentence at a place of a window."""
    span = read.spans[place]
    return Look(
        relevance=read.relevance,
        sentence=max(read.sentences[place], LOWEST),
        span=LOWEST if span is None else max(span.score - read.no_answer, LOWEST),
        doubt=max((one.score for one in read.doubts), default=0.0),
        start=span.start if span else 0,
        end=span.end if span else 0,
        lead=span.lead if span else 0.0,
    )


def _window(sentence: EvidenceSentence) -> list[str]:
    """The headline, the sentence and its neighbours, each once."""
    return _headed([sentence], [sentence.previous, sentence.text, sentence.following])


def _headed(part: Sequence[EvidenceSentence], texts: Sequence[str]) -> list[str]:
    """The headline of an article and some of its text, each once."""
    return list(dict.fromkeys(filter(None, (part[0].quote.article.title, *texts))))
