"""How a question and a window of sentences become the token sequence the model reads.

`[CLS] question [SEP] sentence 1 ... sentence n [SEP]`; every sentence keeps its token range, so
the same rule serves training and answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MARKS = (("[CLS]", "[SEP]"), ("<s>", "</s>"))
"""The first token and the separator, as WordPiece and unigram vocabularies spell them."""
QUESTION_TOKENS = 64
TEXT_CHARACTERS = 8_000
"""Longest text that is tokenised at all: more than any window can hold, less than harm."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One model input.

    Attributes:
        ids: token ids, at most the tokens asked for.
        question_tokens: length of the prefix `[CLS] question [SEP]`.
        sentences: half-open token range of each sentence; empty where nothing of it is seen.
        offsets: per token, its half-open character range in its own sentence, or in the question;
            (0, 0) for the marks between them.
    """

    ids: list[int]
    question_tokens: int
    sentences: tuple[tuple[int, int], ...]
    offsets: list[tuple[int, int]]

    @property
    def types(self) -> list[int]:
        """Segment of each token: 0 for the question's part, 1 for the sentences' part."""
        return [0] * self.question_tokens + [1] * (len(self.ids) - self.question_tokens)

    def inputs(self) -> dict[str, NDArray[np.int32]]:
        """What the exported model is fed with: one window, shape (1, tokens) each."""
        rows = {"input_ids": self.ids, "token_type_ids": self.types}
        rows["attention_mask"] = [1] * len(self.ids)
        return {name: np.array([row], np.int32) for name, row in rows.items()}


def lay_out(
    tokenizer: Tokenizer,
    question: str,
    sentences: Sequence[str],
    *,
    tokens: int,
) -> Layout:
    """Returns the layout of a window, cut off where the room for tokens ends.

    Args:
        tokenizer: one without truncation or padding.
        question: cut to `QUESTION_TOKENS` tokens.
        sentences: in the order of the text; those beyond the room keep an empty range.
        tokens: room for the whole sequence, special tokens included.
    """
    encoded = tokenizer.encode_batch(
        [sound_text(question[:TEXT_CHARACTERS]), *seen_texts(sentences)],
        add_special_tokens=False,
    )
    first, separator = marks_of(tokenizer)
    room = min(QUESTION_TOKENS, tokens // 2)
    ids = [first, *encoded[0].ids[:room], separator]
    prefix = len(ids)
    offsets = [(0, 0), *encoded[0].offsets[:room], (0, 0)]
    ranges: list[tuple[int, int]] = []
    for sentence in encoded[1:]:
        room = tokens - 1 - len(ids)
        start = len(ids)
        ids.extend(sentence.ids[:room])
        offsets.extend(sentence.offsets[:room])
        ranges.append((start, len(ids)))
    ranges.extend([(len(ids), len(ids))] * (len(sentences) - len(ranges)))
    ids.append(separator)
    offsets.append((0, 0))
    return Layout(ids, prefix, tuple(ranges), offsets)


def marks_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of the first token and the separator.

    Raises:
        ValueError: the vocabulary has neither kind.
    """
    for first, separator in MARKS:
        begins, separates = tokenizer.token_to_id(first), tokenizer.token_to_id(separator)
        if begins is not None and separates is not None:
            return begins, separates
    raise ValueError("the tokenizer has no tokens that begin and separate")


def seen_texts(sentences: Sequence[str]) -> list[str]:
    """Returns the sentences worth tokenising: the first ones, `TEXT_CHARACTERS` in all."""
    texts: list[str] = []
    room = TEXT_CHARACTERS
    for sentence in sentences:
        if room <= 0:
            break
        texts.append(sound_text(sentence[:room]))
        room -= max(1, len(sentence))
    return texts


def sound_text(text: str) -> str:
    """Returns the text with a question mark for each lone surrogate, as long as before."""
    return text.encode("utf-8", "replace").decode("utf-8")


def load_tokenizer(path: str) -> Tokenizer:
    """Returns the tokenizer of a file, with its own truncation and padding switched off."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
