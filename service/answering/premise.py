"""Whether a question takes for granted what the evidence tells otherwise.

That something was undone which was only done, that it was in another year, or that the holder of a
post holds it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.analysis import terms_in
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import Calendar, Name, ValueKind, read, values_of
from service.answering.values.tokens import folded, tokens_of
from service.answering.values.words import word_set

LOOKED_AT = 6
"""How many of the best sentences must tell of no undoing."""
REFUTED = 0.1
"""The confidence that is left to a question whose premise the best sentence contradicts."""
_COMING = word_set(
    """next coming upcoming will proximo proxima prochain prochaine nachsten nachstes nachster
    kommenden kommendes wird werden seguinte vem sera"""
)
_OF = frozenset(("of", "at"))
_OPEN = frozenset({AnswerKind.YES_NO, AnswerKind.QUOTE, AnswerKind.REASON})
"""Kinds of questions that take nothing for granted, or that the opposite may answer."""


def _stems(words: str) -> frozenset[str]:
    return frozenset(term for word in words.split() for term in terms_in(word, "en"))


# Few, and one way only: whoever asks who bought something is answered by who sold it, and what
# becomes of a shop that closes is told by when it opens.
_UNDONE = _stems("withdraw withdrew withdrawn renounce revoke repeal rescind")
_TELLS_UNDOING = _UNDONE | _stems(
    "withdrawal leave left quit exit pull abandon cancel denounce end scrap"
)
_DONE = _stems("join sign ratify accede adopt enact approve introduce")


def contradicts_premise(shape: QuestionShape, sentences: Sequence[EvidenceSentence]) -> bool:
    """Whether the best sentence tells otherwise what a question takes for granted.

    Args:
        shape: of the question.
        sentences: the evidence, best first.
    """
    if not sentences:
        return False
    return (
        _only_tells_the_doing(shape, [sentence.text for sentence in sentences])
        or _is_of_another_year(shape, sentences[0])
        or _is_of_another_post(shape, sentences[0])
    )


def _is_of_another_year(shape: QuestionShape, best: EvidenceSentence) -> bool:
    """Whether a question names a year that the article of the best sentence knows nothing of.

    It was published neither then nor in the year after, nor does it tell in the year before of what
    is to come; what is not dated may be of any year, and of several years that are asked about none
    decides.
    """
    years = {
        value.meaning.year
        for value in shape.dates
        if isinstance(value.meaning, Calendar) and value.meaning.year and not value.meaning.decade
    }
    article = best.quote.article
    if len(years) != 1 or article.published_at is None:
        return False
    (year,) = years
    published, text = article.published_at.year, f"{article.title or ''} {article.text}"
    if year == published + 1 and not _COMING.isdisjoint(token.low for token in tokens_of(text)):
        return False
    return not published - 1 <= year <= published and str(year) not in text


def _is_of_another_post(shape: QuestionShape, best: EvidenceSentence) -> bool:
    """Whether "who is the head of Tarn?" is met by a sentence that names the head of another firm.

    English only. The name may stand anywhere in the sentence, but not only around it.
    """
    if shape.language != "en" or shape.wanted is not AnswerKind.PERSON or len(shape.names) != 1:
        return False
    asked = [token.low for token in tokens_of(shape.text)]
    name = folded(shape.names[0])
    post = _post_before_of(asked, name.split()[0])
    text = folded(best.text)
    if not post or name in text:
        return False
    reading = read(best.text, best.quote.article.language)
    named_at = {
        value.start
        for value in values_of(reading, kinds=(ValueKind.NAME,))
        if isinstance(value.meaning, Name)
    }
    tokens = reading.tokens
    return any(
        tokens[at].low == post and tokens[at + 1].low in _OF and tokens[at + 2].start in named_at
        for at in range(len(tokens) - 2)
    )


def _post_before_of(asked: Sequence[str], name: str) -> str:
    """The word before "of" or "at" and the name: "executive" of "the chief executive of Tarn"."""
    for at in range(2, len(asked)):
        if asked[at] == name:
            of = at - 2 if asked[at - 1] == "the" else at - 1
            return asked[of - 1] if of > 0 and asked[of] in _OF else ""
    return ""


def _only_tells_the_doing(shape: QuestionShape, sentences: Sequence[str]) -> bool:
    """Whether a question asks of an undoing where the best sentence tells only what was done.

    "When did it withdraw from the treaty?", of articles that tell when it ratified it. English
    only.
    """
    if shape.language != "en" or shape.wanted in _OPEN or shape.negated:
        return False
    asked = frozenset(term for verb in shape.verbs for term in terms_in(verb, "en"))
    told = frozenset(term for text in sentences[:LOOKED_AT] for term in terms_in(text, "en"))
    best = frozenset(terms_in(sentences[0], "en"))
    return bool(asked & _UNDONE and best & _DONE) and not told & _TELLS_UNDOING
