"""The exported reader at work: numpy, onnxruntime and tokenizers only."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelDamaged
from service.answering.reading.layout import Layout, lay_out, load_tokenizer
from service.answering.reading.processor import session_of

UNSEEN = -1e4
"""Score of what the model has not seen; far below any logit, and still a finite number."""
SPAN_TOKENS = 30
MODEL_NAME, CARD_NAME, TOKENIZER_NAME = "model.onnx", "card.json", "tokenizer.json"
RELEVANCE, SENTENCE, START, END, CHANGED = range(5)

Logits = npt.NDArray[np.float32]


class Span(NamedTuple):
    """A possible short answer: half-open characters of one sentence, and its logit.

    ``lead`` is how far that is above the sentence's best one beside it, which shares no token with
    it; 0 where there is no room for another.
    """

    sentence: int
    start: int
    end: int
    score: float
    lead: float = 0.0


class Doubt(NamedTuple):
    """How far a word of the question, at its half-open characters, lacks support: a logit."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the reader says of one window; all scores are logits.

    Attributes:
        relevance: does the window answer the question, or support the claim that stands for it.
        sentences: per sentence, is it the answer; `UNSEEN` beyond the room for tokens.
        spans: per sentence, its best short answer; None where it is not seen.
        no_answer: to be compared with a span's score.
        doubts: per word of the question, is it something that the window does not say.
    """

    relevance: float
    sentences: tuple[float, ...]
    spans: tuple[Span | None, ...]
    no_answer: float
    doubts: tuple[Doubt, ...] = ()

    @property
    def span(self) -> Span | None:
        """The best short answer of all; None where no sentence is seen."""
        seen = [span for span in self.spans if span is not None]
        return max(seen, key=lambda span: span.score, default=None)


class Reader:
    """Reads windows of sentences for a question.

    Each window alone, so that a score never depends on its neighbours (dynamic int8 scales with
    whatever shares its batch), and several at once: two cores take 11.6 ms a window so, 15 with
    both threads inside each product. Safe to call from several threads.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Loads model and tokenizer.

        Args:
            folder: holds the model, its card and its tokenizer.
            threads: windows read at a time; 0 = one per core.

        Raises:
            ModelDamaged: a file is missing, or its SHA-256 differs from the card's.
        """
        card = _card(folder / CARD_NAME)
        verify(folder / MODEL_NAME, card["sha256"])
        verify(folder / TOKENIZER_NAME, card["tokenizer_sha256"])
        self._workers = ThreadPoolExecutor(threads or os.cpu_count() or 1, "reader")
        self.identity = f"{card['name']}/{card['version']}"
        self._tokenizer = load_tokenizer(str(folder / TOKENIZER_NAME))
        self._tokens = int(card["maximum_tokens"])
        self.question_languages = frozenset(card["question_languages"])
        self._session = session_of(folder / MODEL_NAME)

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> list[WindowScores]:
        """Returns the scores of each window, in their order.

        Args:
            question: any text; its first 64 tokens count.
            windows: the sentences of each passage; what exceeds the model's room is not seen.
        """
        layouts = [
            lay_out(self._tokenizer, question, window, tokens=self._tokens) for window in windows
        ]
        # Longest first: no thread ends alone with a long one.
        order = sorted(range(len(layouts)), key=lambda index: -len(layouts[index].ids))
        scores = self._workers.map(self._score, [layouts[index] for index in order])
        found = dict(zip(order, scores, strict=True))
        return [found[index] for index in range(len(layouts))]

    def _score(self, layout: Layout) -> WindowScores:
        logits: Logits = self._session.run(None, layout.inputs())[0][0]
        scores = tuple(
            float(logits[start:end, SENTENCE].mean()) if start < end else UNSEEN
            for start, end in layout.sentences
        )
        return WindowScores(
            relevance=float(logits[0, RELEVANCE]),
            sentences=scores,
            spans=tuple(find_spans(logits, layout)),
            no_answer=float(logits[0, START] + logits[0, END]),
            doubts=tuple(find_doubts(logits, layout)),
        )


def find_spans(logits: Logits, layout: Layout) -> Iterator[Span | None]:
    """Yields the best span of each sentence, at most `SPAN_TOKENS` tokens long."""
    for number, (low, high) in enumerate(layout.sentences):
        if low == high:
            yield None
            continue
        starts, ends = logits[low:high, START], logits[low:high, END]
        sums = starts[:, None] + ends[None, :]
        reach = np.arange(high - low)
        length = reach[None, :] - reach[:, None]
        sums = np.where((length >= 0) & (length < SPAN_TOKENS), sums, UNSEEN)
        first, last = divmod(int(sums.argmax()), high - low)
        start, end = layout.offsets[low + first][0], layout.offsets[low + last][1]
        best = float(sums[first, last])
        beside = max(
            float(sums[:first, :first].max(initial=UNSEEN)),
            float(sums[last + 1 :, last + 1 :].max(initial=UNSEEN)),
        )
        yield Span(number, start, end, best, best - beside if beside > UNSEEN else 0.0)


def find_doubts(logits: Logits, layout: Layout) -> Iterator[Doubt]:
    """Yields the doubt about each word of the question: that of its most doubtful piece."""
    start = end = 0
    score = UNSEEN
    for token in range(1, layout.question_tokens - 1):
        low, high = layout.offsets[token]
        if end and low > end:
            yield Doubt(start, end, score)
            start, score = low, UNSEEN
        elif not end:
            start = low
        end, score = high, max(score, float(logits[token, CHANGED]))
    if end:
        yield Doubt(start, end, score)


def verify(path: Path, sha256: str) -> None:
    """Returns if a file is the one that is expected.

    Raises:
        ModelDamaged: it is missing, or its SHA-256 is another.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelDamaged(f"the reader's file {path.name} cannot be read ({error})") from error
    if found != sha256:
        raise ModelDamaged(
            f"{path.name} is not the file its card describes; install Dateline again"
        )


def _card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelDamaged(f"the reader's card {path.name} cannot be read ({error})") from error
    return card
