"""What can be measured about each evidence sentence before deciding whether it answers.

Every signal is a number of its own meaning; ``service.answering.calibration`` weighs them. None
depends on the language beyond stemming, except the reader's, which is absent where it cannot read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from corpus.analysis import query_terms, terms_in, words_in
from corpus.keywords import KeywordIndex
from corpus.models import Hit
from service.answering.corroboration import corroboration
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.question_shape import QuestionShape
from service.answering.reading_opinion import NOTHING_READ, UNKNOWN, Reading
from service.answering.recency import ages_of
from service.answering.values import carries, stems_of

Vector = NDArray[np.float32]

SIGNALS = (
    "sentence_cosine",
    "passage_cosine",
    "own_terms",
    "near_terms",
    "passage_terms",
    "rarest_term",
    "names",
    "figures",
    "carries",
    "rank",
    "words",
    "question_terms",
    "age",
    "reader_sentence",
    "reader_passage",
    "reader_span",
    "reader_doubt",
    "reader_doubts",
    "corroboration",
)
"""The columns of ``Signals.values``, in order."""
_READ = slice(SIGNALS.index("reader_sentence"), None)
AGREEMENT, PASSAGE_COSINE = SIGNALS.index("corroboration"), SIGNALS.index("passage_cosine")

COMMONEST = 0.3
"""Weight of a word that every passage holds, as a share of that of a word no passage holds: in a
small collection on one event even the words that say what is asked about stand everywhere."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of every evidence sentence of one question.

    Attributes:
        values: shape (n_sentences, n_signals), columns as in ``SIGNALS``; the reader's are NaN for
            a sentence it cannot read among others that it reads.
        readings: the reader's opinions behind its columns; ``None`` where these mean nothing.
        is_same_language: whether question and articles share words, so that terms can count.
    """

    values: NDArray[np.float64]
    readings: tuple[Reading | None, ...] | None
    is_same_language: bool

    @property
    def is_read(self) -> bool:
        """Whether the reader's columns mean anything."""
        return self.readings is not None


@dataclass(frozen=True, slots=True)
class TermWeights:
    """The question's terms, each a tuple of stems, with their rarity in the collection."""

    groups: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, question: str, keywords: KeywordIndex, languages: Sequence[str]) -> TermWeights:
        """The terms of a question as the keyword index stems and weighs them."""
        groups = query_terms(question, languages)
        floor = COMMONEST * keywords.rarity_of_the_unknown()
        return cls(tuple(groups), tuple(max(floor, w) for w in keywords.rarities(groups)))

    def coverage(self, terms: frozenset[str]) -> float:
        """The share of the question's terms, by rarity, that are among ``terms``; 0 to 1."""
        total = sum(self.weights)
        if not total:
            return 0.0
        held = (w for group, w in zip(self.groups, self.weights, strict=True) if terms & {*group})
        return sum(held) / total

    def holds_rarest(self, terms: frozenset[str]) -> float:
        """1 where the question's rarest term is among ``terms``, else 0."""
        if not self.groups:
            return 0.0
        rarest = max(range(len(self.groups)), key=lambda index: self.weights[index])
        return float(bool(terms & {*self.groups[rarest]}))


def measure(
    shape: QuestionShape, evidence: Evidence, terms: TermWeights, query: Vector | None
) -> Signals:
    """The signals of every sentence of ``evidence``, as nobody has read them yet.

    Args:
        shape: what is asked.
        evidence: the sentences, in the order of the rows.
        terms: the question's terms.
        query: the question's vector, shape (dimensions,).
    """
    hits = {hit.rank: hit for hit in evidence.hits}
    passages = {rank: _passage_terms(hit) for rank, hit in hits.items()}
    floor = min((hit.dense for hit in evidence.hits if hit.dense is not None), default=0.0)
    ages = dict(zip(hits, ages_of(list(hits.values()), shape.text), strict=True))
    unread = [*NOTHING_READ.columns, 0.0]
    rows = []
    for sentence in evidence.sentences:
        hit = hits[sentence.passage_rank]
        dense = hit.dense if hit.dense is not None else floor
        row = _row(shape, sentence, hit, dense, terms, passages[hit.rank], query)
        rows.append([*row, ages[hit.rank], *unread])
    values = np.array(rows, np.float64).reshape(len(rows), len(SIGNALS))
    return Signals(values, None, _shares_words(shape, evidence))


def read_by(
    signals: Signals, evidence: Evidence, readings: Sequence[Reading | None] | None
) -> Signals:
    """The signals with a reader's opinion.

    Args:
        signals: as `measure` gives them.
        evidence: what they were measured of.
        readings: of each sentence; ``None`` where the reader cannot read it, and for all if it
            reads nothing.
    """
    if readings is None:
        return signals
    agreeing = corroboration(evidence.sentences, readings)
    columns = [UNKNOWN if one is None else one.columns for one in readings]
    values = signals.values.copy()
    values[:, _READ] = np.c_[np.array(columns).reshape(len(readings), -1), agreeing]
    return replace(signals, values=values, readings=tuple(readings))


def _row(  # noqa: PLR0913, PLR0917 - one row of signals needs them all
    shape: QuestionShape, sentence: EvidenceSentence, hit: Hit, dense: float,
    terms: TermWeights, passage_terms: frozenset[str], query: Vector | None,
) -> list[float]:  # fmt: skip
    language = hit.article.language
    known = _known_by_last_word(shape.names, hit)
    context = f"{hit.passage.header} {hit.passage.text}"
    own = _terms(sentence.text, language) | _named(known, sentence.text, language)
    near = own | _terms(sentence.previous, language) | _terms(sentence.following, language)
    near |= _terms(hit.passage.header, language)
    passage_terms |= _named(known, context, language)
    return [
        _cosine(sentence, query, dense),
        dense,
        terms.coverage(own),
        terms.coverage(near),
        terms.coverage(passage_terms),
        terms.holds_rarest(passage_terms),
        _share_named(shape.names, context, known),
        _share_named([value.text for value in (*shape.dates, *shape.numbers)], context),
        _carries(sentence.text, shape),
        1.0 / (hit.rank + 1),
        log(1 + len(sentence.text.split())),
        log(1 + len(terms.groups)),
    ]


def _cosine(sentence: EvidenceSentence, query: Vector | None, dense: float) -> float:
    """Of the sentence and the question; its passage's where the sentence has no vector of its own.

    Vectors that were packed when the passage had another number of sentences may seem to be as many
    as it has now, and are of another length then.
    """
    vector = sentence.vector
    if query is None or vector is None or vector.shape != query.shape or not vector.any():
        return dense
    return float(vector @ query)


def _carries(text: str, shape: QuestionShape) -> float:
    return carries(
        text,
        shape.wanted,
        excluding=shape.given,
        counted=stems_of(shape.counted) if shape.counted else (),
    )


def _share_named(names: Sequence[str], text: str, known: Sequence[str] = ()) -> float:
    """The share of ``names`` of which every word stands in ``text``; 1 where there are none.

    Of those in ``known`` the last word does.
    """
    if not names:
        return 1.0
    words = _words(text)
    told = [words_in(name)[-1:] if name in known else words_in(name) for name in names]
    return sum(all(word in words for word in name) for name in told) / len(names)


def _known_by_last_word(names: Sequence[str], hit: Hit) -> list[str]:
    """The names of several words that the article has in full: it may go on with "Ms Marr"."""
    return [name for name in names if len(words_in(name)) > 1 and name in hit.article.text]


def _named(known: Sequence[str], text: str, language: str | None) -> frozenset[str]:
    """The terms of the names that the text holds by their last words."""
    words = _words(text) if known else frozenset()
    held = (name for name in known if words_in(name)[-1] in words)
    return frozenset().union(*(_terms(name, language) for name in held))


def _shares_words(shape: QuestionShape, evidence: Evidence) -> bool:
    """Whether most evidence is in the question's language; unknown counts as the same."""
    languages = [hit.article.language for hit in evidence.hits]
    same = sum(language in (None, shape.language) for language in languages)
    return same * 2 >= len(languages)


def _passage_terms(hit: Hit) -> frozenset[str]:
    return _terms(f"{hit.passage.header} {hit.passage.text}", hit.article.language)


@lru_cache(maxsize=20_000)
def _terms(text: str, language: str | None) -> frozenset[str]:
    return frozenset(terms_in(text, language))


@lru_cache(maxsize=4_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(words_in(text))
