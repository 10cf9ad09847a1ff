"""What other stories say of the same: the checker reads the likeliest part of each.

Once one sentence surely answers, nobody reads on; but another outlet may tell it otherwise, in
words that the weights for single sentences put far behind. In 32 of 43 cases of two development
sets the sentence that tells the other side stood in the part around its story's best sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from corpus.models import StoryId
from service.answering.answer import Quote
from service.answering.checker.checker import Look
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.one_event import tell_of_one_event
from service.answering.picked import Picked
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.second_look import CLEAR

MOST_STORIES = 4
AROUND, MOST_WORDS = 2, 100
"""Sentences on each side of the best that are read with it, and words of them all."""
ANSWERS = -1.0
"""The logit of a sentence from which on it is asked for its yes or no, and no further part of its
story is read."""


class StoryReader(Protocol):
    """A model that reads parts of articles for all their sentences."""

    def knows(self, question: str) -> bool:
        """Whether it reads questions of this language."""
        ...

    def look_around(
        self, question: str, parts: Sequence[Sequence[EvidenceSentence]]
    ) -> list[list[Look]]:
        """What it says of each sentence of some parts."""
        ...

    def affirms(self, question: str, sentences: Sequence[EvidenceSentence]) -> list[float]:
        """How far each sentence answers a yes-or-no question with yes: log-odds."""
        ...


def with_tellings(
    checker: StoryReader, shape: QuestionShape, evidence: Evidence, ranked: Sequence[Picked]
) -> list[Picked]:
    """The sentences, those of other stories with the checker's view of their likeliest part.

    Where nothing in it comes near an answer, the next likeliest part is read as well.

    Args:
        checker: the model.
        shape: of the question.
        evidence: the sentences in the order of their passages.
        ranked: at least one of them, best first.
    """
    if not checker.knows(shape.text):
        return list(ranked)
    stories = _others(ranked)
    for enough in (CLEAR, ANSWERS):
        parts = _parts_of(stories, evidence, ranked, enough)
        if parts:
            ranked = _read(checker, shape, parts, ranked)
    return list(ranked)


def _read(
    checker: StoryReader,
    shape: QuestionShape,
    parts: Sequence[Sequence[EvidenceSentence]],
    ranked: Sequence[Picked],
) -> list[Picked]:
    """The sentences with what the checker says of some parts."""
    read = {
        sentence.quote: look
        for part, seen in zip(parts, checker.look_around(shape.text, parts), strict=True)
        for sentence, look in zip(part, seen, strict=True)
    }
    return [
        replace(one, closely=read[one.sentence.quote].reading)
        if one.closely is None and one.sentence.quote in read
        else one
        for one in ranked
    ]


def affirmed_by(
    checker: StoryReader, shape: QuestionShape, ranked: Sequence[Picked]
) -> dict[Quote, float]:
    """Log-odds that the best sentence of each story answers a yes-or-no question with yes.

    Args:
        checker: the model.
        shape: of the question; of any other kind there is none.
        ranked: sentences, some of which the checker has read.
    """
    if shape.wanted is not AnswerKind.YES_NO or not checker.knows(shape.text):
        return {}
    best: dict[StoryId, Picked] = {}
    for one in ranked:
        story = one.sentence.quote.article.story_id
        if one.closely is None or one.closely.sentence < ANSWERS:
            continue
        told = best.get(story)
        if told is None or told.closely is None or one.closely.sentence > told.closely.sentence:
            best[story] = one
    sentences = [one.sentence for one in best.values()][:MOST_STORIES]
    if len(sentences) < 2:
        return {}
    odds = checker.affirms(shape.text, sentences)
    return {one.quote: odd for one, odd in zip(sentences, odds, strict=True)}


def _others(ranked: Sequence[Picked]) -> list[StoryId]:
    """The first few other stories of the same event that do not surely answer yet, best first."""
    first = ranked[0].sentence.quote.article
    clear = _telling(ranked, CLEAR)
    stories: dict[StoryId, None] = {}
    for one in ranked:
        article = one.sentence.quote.article
        if article.story_id in {first.story_id, *clear, *stories} or one.closely is not None:
            continue
        if article.language in {None, "en"} and tell_of_one_event(first, article):
            stories[article.story_id] = None
    return list(stories)[:MOST_STORIES]


def _telling(ranked: Sequence[Picked], enough: float) -> set[StoryId]:
    """The stories in which the checker's logit of a sentence is ``enough``."""
    return {
        one.sentence.quote.article.story_id
        for one in ranked
        if one.closely is not None and one.closely.sentence >= enough
    }


def _parts_of(
    stories: Sequence[StoryId], evidence: Evidence, ranked: Sequence[Picked], enough: float
) -> list[list[EvidenceSentence]]:
    """The part around the best unread sentence of each story that does not tell ``enough`` yet."""
    left = [story for story in stories if story not in _telling(ranked, enough)]
    best: dict[StoryId, EvidenceSentence] = {}
    for one in ranked:
        story = one.sentence.quote.article.story_id
        if story in left and story not in best and one.closely is None:
            best[story] = one.sentence
    return [_part_around(evidence, sentence) for sentence in best.values()]


def _part_around(evidence: Evidence, best: EvidenceSentence) -> list[EvidenceSentence]:
    """A sentence with those around it in its passage, as long as there is room."""
    passage = [one for one in evidence.sentences if one.passage_rank == best.passage_rank]
    at = passage.index(best)
    low = high = at
    words = len(best.text.split())
    for step in range(1, AROUND + 1):
        for place in (at - step, at + step):
            if not 0 <= place < len(passage) or place not in {low - 1, high + 1}:
                continue
            more = len(passage[place].text.split())
            if words + more <= MOST_WORDS:
                words += more
                low, high = min(low, place), max(high, place)
    return passage[low : high + 1]
