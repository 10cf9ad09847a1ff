"""What an answerer may rely on: retrieved passages, cut into sentences that can be quoted.

What a correction notice withdraws, and what speaks to a language model, is none of it: whoever
picks, writes or checks an answer sees neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.models import Hit, Span
from corpus.sentence_vectors import unpack
from corpus.sentences import sentences_in
from service.answering.answer import Quote
from service.answering.spoken_to_models import speaks_to_a_model
from service.answering.withdrawn import what_stands


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """One sentence of a retrieved passage.

    ``passage_rank`` (from 1) is the best rank of the passages that hold it; ``position`` counts the
    sentences of its passage from 0; ``previous`` and ``following`` are its neighbours' texts;
    ``vector``, shape (dimensions,), is its embedding where the model gives sentences theirs. Of a
    correction only what stands is quoted: ``begins`` counts the characters left out before it.
    """

    quote: Quote
    passage_rank: int
    position: int
    previous: str = ""
    following: str = ""
    vector: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    begins: int = 0

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.quote.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The hits of one question, best first, and their sentences in passage order, each once."""

    hits: tuple[Hit, ...]
    sentences: tuple[EvidenceSentence, ...]


def gather(hits: Sequence[Hit]) -> Evidence:
    """The evidence in ``hits``; a sentence of two overlapping passages belongs to the better."""
    seen: set[tuple[str, int, int]] = set()
    sentences: list[EvidenceSentence] = []
    for hit in hits:
        passage, article = hit.passage, hit.article
        spans = _spans(passage.text, article.language)
        vectors = _vectors(passage.sentence_vectors, len(spans))
        begun = article.text[article.text.rfind("\n", 0, passage.start) + 1 : passage.start]
        smuggled = _smuggled(begun, passage.text, article.language)
        texts = [
            "" if position in smuggled else passage.text[span.start : span.end]
            for position, span in enumerate(spans)
        ]
        for position, span in enumerate(spans):
            previous = texts[position - 1] if position else ""
            told = what_stands(texts[position], previous) if texts[position] else None
            if told is None:
                continue
            start = passage.start + span.start + told.start
            end = passage.start + span.start + told.end
            if (article.article_id, start, end) in seen:
                continue
            seen.add((article.article_id, start, end))
            sentences.append(
                EvidenceSentence(
                    quote=Quote(article, start, end, hit.copies),
                    passage_rank=hit.rank,
                    position=position,
                    previous=previous,
                    following=texts[position + 1] if position + 1 < len(texts) else "",
                    vector=None if vectors is None else vectors[position],
                    begins=told.start,
                )
            )
    return Evidence(tuple(hits), tuple(sentences))


@lru_cache(maxsize=4_096)
def _smuggled(begun: str, text: str, language: str | None) -> frozenset[int]:
    """The positions of the sentences that speak to a language model.

    With those behind one in its paragraph, which are what it is told to say.

    Args:
        begun: what stands before the passage in the paragraph that it begins in.
        text: of the passage.
        language: of both.
    """
    found: set[int] = set()
    goes_on = any(speaks_to_a_model(begun[one.start : one.end]) for one in _spans(begun, language))
    end = 0
    for position, span in enumerate(_spans(text, language)):
        goes_on = goes_on and "\n" not in text[end : span.start]
        goes_on = goes_on or speaks_to_a_model(text[span.start : span.end])
        if goes_on:
            found.add(position)
        end = span.end
    return frozenset(found)


@lru_cache(maxsize=4_096)
def _spans(text: str, language: str | None) -> tuple[Span, ...]:
    return tuple(sentences_in(text, language))


def _vectors(packed: bytes | None, sentences: int) -> NDArray[np.float32] | None:
    return None if packed is None else unpack(packed, sentences)
