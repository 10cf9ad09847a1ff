"""Groups of windows as tensors, in parts of a few fixed shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from reader.windows import Window, batched
from service.answering.reading.layout import Layout, lay_out

TOKENS = 256
"""Room of a training window; also the widest the reader is meant for."""
STEP = 16
"""Parts are as long as a multiple of this: few shapes."""
PART = 12
"""Windows per part: small enough for the processor's cache, three times faster than 48."""
SENTENCES = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows; those of a question follow each other, the answering one first.

    Attributes:
        parts: rows of like length and how many tokens they need; together every row once.
        ids, types, seen: shape (windows, tokens).
        pooling: averages a sentence's tokens, shape (windows, SENTENCES, tokens).
        sentences: true where a sentence is seen, and known whether it answers; shape
            (windows, SENTENCES).
        gold: share of annotators, same shape.
        relevant: 1 where the window answers, shape (windows,).
        spans: first and last token of the answer, 0 for none, shape (windows, 2).
        readable: true where a span may start or end, shape (windows, tokens).
        spanned: rows that tell where the answer is, or that there is none; shape (windows,).
        changed: 1 where a token of the question is not supported, shape (windows, tokens).
        told: true where that is known, same shape.
        taught: what a teacher says of the window and of its sentences, NaN where it says nothing;
            shape (windows, 1 + SENTENCES).
    """

    parts: tuple[tuple[Tensor, int], ...]
    ids: Tensor
    types: Tensor
    seen: Tensor
    pooling: Tensor
    sentences: Tensor
    gold: Tensor
    relevant: Tensor
    spans: Tensor
    readable: Tensor
    spanned: Tensor
    changed: Tensor
    told: Tensor
    taught: Tensor


def make_batches(
    groups: Iterable[Sequence[Window]], tokenizer: Tokenizer, *, size: int
) -> Iterator[Batch]:
    """Yields batches of as many groups as asked for, in the order of the groups."""
    for part in batched(groups, size):
        rows = [window for group in part for window in group]
        yield make_batch(
            [(w, lay_out(tokenizer, w.question, w.sentences, tokens=TOKENS)) for w in rows]
        )


def split_parts(lengths: Sequence[int]) -> tuple[tuple[Tensor, int], ...]:
    """Returns the rows in parts of like length, each with a fixed number of tokens."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    parts = [order[start : start + PART] for start in range(0, len(order), PART)]
    return tuple((torch.tensor(part), -(-lengths[part[-1]] // STEP) * STEP) for part in parts)


def make_batch(rows: Sequence[tuple[Window, Layout]]) -> Batch:
    """Returns the tensors of windows and their layouts."""
    parts = split_parts([len(layout.ids) for _, layout in rows])
    tokens = max(longest for _, longest in parts)
    count = len(rows)
    ids = torch.zeros(count, tokens, dtype=torch.long)
    types = torch.zeros(count, tokens, dtype=torch.long)
    seen = torch.zeros(count, tokens, dtype=torch.bool)
    pooling = torch.zeros(count, SENTENCES, tokens)
    sentences = torch.zeros(count, SENTENCES, dtype=torch.bool)
    gold = torch.zeros(count, SENTENCES)
    spans = torch.zeros(count, 2, dtype=torch.long)
    readable = torch.zeros(count, tokens, dtype=torch.bool)
    changed = torch.zeros(count, tokens)
    told = torch.zeros(count, tokens, dtype=torch.bool)
    taught = torch.full((count, 1 + SENTENCES), torch.nan)
    for row, (window, layout) in enumerate(rows):
        length = len(layout.ids)
        ids[row, :length] = torch.tensor(layout.ids)
        types[row, :length] = torch.tensor(layout.types)
        seen[row, :length] = True
        readable[row, 0] = True
        readable[row, layout.question_tokens : length - 1] = True
        for number, (start, end) in enumerate(layout.sentences[:SENTENCES]):
            if start < end:
                pooling[row, number, start:end] = 1 / (end - start)
                if window.gold:
                    sentences[row, number] = True
                    gold[row, number] = window.gold[number]
        said = window.taught[: 1 + SENTENCES]
        taught[row, : len(said)] = torch.tensor(said)
        spans[row] = torch.tensor(find_span(window, layout))
        if window.changed is not None:
            asked = range(1, layout.question_tokens - 1)
            told[row, 1 : layout.question_tokens - 1] = True
            for low, high in window.changed:
                inside = [t for t in asked if overlaps(layout.offsets[t], low, high)]
                changed[row, inside] = 1.0
    spanned = torch.tensor([not (window.is_claim or window.is_open) for window, _ in rows])
    relevant = torch.tensor([float(window.relevant) for window, _ in rows])
    return Batch(
        parts,
        ids,
        types,
        seen,
        pooling,
        sentences,
        gold,
        relevant,
        spans,
        readable,
        spanned,
        changed,
        told,
        taught,
    )


def find_span(window: Window, layout: Layout) -> tuple[int, int]:
    """Returns the first and last token of a window's answer; (0, 0) for none or unseen."""
    if window.span is None:
        return 0, 0
    number, low, high = window.span
    start, end = layout.sentences[number]
    inside = [t for t in range(start, end) if overlaps(layout.offsets[t], low, high)]
    return (inside[0], inside[-1]) if inside else (0, 0)


def overlaps(offsets: tuple[int, int], low: int, high: int) -> bool:
    """Says whether a token's characters overlap a range."""
    return offsets[0] < high and offsets[1] > low
