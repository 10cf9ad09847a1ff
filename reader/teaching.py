"""A checker that reads English teaches one that reads other languages what it thinks of a window.

What it says of the same window in English is learned beside what is known of it, which tells far
more than yes or no. Source: Reimers and Gurevych, "Making monolingual sentence embeddings
multilingual using knowledge distillation" (2020), here of logits instead of vectors.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from reader.windows import Window, batched
from service.answering.reading.model import UNSEEN, WindowScores

AT_ONCE = 16
"""Groups that are read together, on all processors."""


class Teacher(Protocol):
    """A model that reads windows of English sentences for a question."""

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> Sequence[WindowScores]:
        """Scores of each window, in their order; all logits."""
        ...


def taught(
    groups: Iterable[tuple[Window, ...]], teacher: Teacher, in_english: Mapping[str, str]
) -> Iterator[tuple[Window, ...]]:
    """Yields the groups, with what the teacher says of each window that was translated.

    Args:
        groups: of windows in any language.
        teacher: reads English.
        in_english: what each translated question and sentence is in English.
    """

    def teach(window: Window) -> Window:
        if not any(text in in_english for text in (window.question, *window.sentences)):
            return window
        sentences = [in_english.get(text, text) for text in window.sentences]
        (read,) = teacher.read(in_english.get(window.question, window.question), [sentences])
        each = (math.nan if score == UNSEEN else score for score in read.sentences)
        return replace(window, taught=(read.relevance, *each))

    with ThreadPoolExecutor() as workers:
        for some in batched(groups, AT_ONCE):
            windows = iter(list(workers.map(teach, [one for group in some for one in group])))
            yield from (tuple(next(windows) for _ in group) for group in some)
