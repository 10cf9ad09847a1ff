"""How many other stories give the same short answer: what several tell is likelier the answer.

Source of the idea: Dumais et al., "Web question answering: is more always better?", SIGIR 2002.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p

from corpus.analysis import words_in
from corpus.models import StoryId
from service.answering.evidence import EvidenceSentence
from service.answering.reading_opinion import Reading

LONGEST = 8
"""Words above which two short answers are hardly ever the same."""
_ARTICLES = frozenset({"a", "an", "the"})


def corroboration(
    sentences: Sequence[EvidenceSentence], readings: Sequence[Reading | None]
) -> list[float]:
    """Of each sentence, the logarithm of one plus the other stories that agree with it.

    A story counts as much as its surest sentence with the same short answer is likely to answer,
    0 to 1. Two short answers are the same where all words of one stand in the other.

    Args:
        sentences: of the evidence.
        readings: the reader's view of each; ``None`` where there is none.
    """
    answers = [short_words(one, reading) for one, reading in zip(sentences, readings, strict=True)]
    chances = [1 / (1 + exp(-max(-30.0, one.sentence))) if one else 0.0 for one in readings]
    found = []
    for place, words in enumerate(answers):
        others: dict[StoryId, float] = {}
        own = sentences[place].quote.article.story_id
        for other, theirs in enumerate(answers) if words else ():
            story = sentences[other].quote.article.story_id
            if theirs and story != own and (words <= theirs or theirs <= words):
                others[story] = max(others.get(story, 0.0), chances[other])
        found.append(log1p(sum(others.values())))
    return found


def short_words(sentence: EvidenceSentence, reading: Reading | None) -> frozenset[str]:
    """The words that the reader takes for the short answer; none where they are many."""
    words = read_words(sentence, reading)
    return words if len(words) <= LONGEST else frozenset()


def read_words(sentence: EvidenceSentence, reading: Reading | None) -> frozenset[str]:
    """The words that the reader takes for the answer, however many, without articles."""
    if reading is None or reading.start >= reading.end:
        return frozenset()
    return frozenset(words_in(sentence.text[reading.start : reading.end])) - _ARTICLES
