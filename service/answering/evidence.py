"""What an answerer may rely on: retrieved passages, cut into sentences that can be quoted."""

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


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """One sentence of a retrieved passage.

    ``passage_rank`` (from 1) is the best rank of the passages that hold it; ``position`` counts the
    sentences of its passage from 0; ``previous`` and ``following`` are its neighbours' texts;
    ``vector``, shape (dimensions,), is its embedding where the model gives sentences theirs.
    """

    quote: Quote
    passage_rank: int
    position: int
    previous: str = ""
    following: str = ""
    vector: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)

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
        texts = [passage.text[span.start : span.end] for span in spans]
        for position, span in enumerate(spans):
            start, end = passage.start + span.start, passage.start + span.end
            if (article.article_id, start, end) in seen:
                continue
            seen.add((article.article_id, start, end))
            sentences.append(
                EvidenceSentence(
                    quote=Quote(article, start, end, hit.copies),
                    passage_rank=hit.rank,
                    position=position,
                    previous=texts[position - 1] if position else "",
                    following=texts[position + 1] if position + 1 < len(texts) else "",
                    vector=None if vectors is None else vectors[position],
                )
            )
    return Evidence(tuple(hits), tuple(sentences))


@lru_cache(maxsize=4_096)
def _spans(text: str, language: str | None) -> tuple[Span, ...]:
    return tuple(sentences_in(text, language))


def _vectors(packed: bytes | None, sentences: int) -> NDArray[np.float32] | None:
    return None if packed is None else unpack(packed, sentences)
