"""What must not be trained on: whatever shares a question or a paragraph with a test set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.examples import Example, read_lines, words_of

RUN = 8
"""Words in a run: eight in a row are seldom shared by chance."""
SHARED_RUNS = 0.02
SHARED_WORDS = 0.75
TEST_FILES = (
    "xquad_contexts.jsonl",
    "xquad_questions.jsonl",
    "clapnq.jsonl",
    "squad2_sample.jsonl",
    "newsquiz_questions.jsonl",
    "multihoprag_queries.jsonl",
    "multihoprag_corpus70.jsonl",
    "scifact_corpus.jsonl",
    "scifact_queries.test.jsonl",
)
QUESTION_FIELDS = frozenset({"question", "query"})
TEXT_FIELDS = frozenset({"text", "context", "body", "fact", "title"})


@dataclass(slots=True)
class TestText:
    """The questions and the runs of words of the test sets."""

    __test__ = False

    questions: list[frozenset[str]] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    runs: set[int] = field(default_factory=set)

    def add_question(self, text: str) -> None:
        """Remembers a test question by its set of words."""
        words = frozenset(words_of(text))
        for word in words:
            self.by_word[word].append(len(self.questions))
        self.questions.append(words)

    def add_text(self, text: str) -> None:
        """Remembers a test paragraph by its runs of words."""
        self.runs.update(runs_of(text))

    def holds_question(self, text: str) -> bool:
        """Says whether a test question has nearly the same words (Jaccard)."""
        words = frozenset(words_of(text))
        rarest = sorted(words, key=lambda word: len(self.by_word.get(word, ())))
        # Two sets this similar must share one of the rarest quarter of words, plus one.
        for word in rarest[: len(words) - int(SHARED_WORDS * len(words)) + 1]:
            for number in self.by_word.get(word, ()):
                other = self.questions[number]
                if len(words & other) >= SHARED_WORDS * len(words | other):
                    return True
        return False

    def holds_text(self, text: str) -> bool:
        """Says whether a notable share of the text's runs of words stands in a test text."""
        runs = runs_of(text)
        return bool(runs) and sum(run in self.runs for run in runs) >= SHARED_RUNS * len(runs)


def runs_of(text: str) -> list[int]:
    """Returns a hash for each run of `RUN` words; a shorter text is one run."""
    words = words_of(text)
    last = max(1, len(words) - RUN + 1)
    return [hash(tuple(words[start : start + RUN])) for start in range(last)] if words else []


def walk_strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yields every string of a JSON value with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk_strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_strings(inner, name)


def read_test_text(folder: Path) -> TestText:
    """Returns questions and texts of all test sets in a folder."""
    test = TestText()
    for name in TEST_FILES:
        for record in read_lines(folder / name):
            for field_name, text in walk_strings(record):
                if field_name in QUESTION_FIELDS:
                    test.add_question(text)
                elif field_name in TEXT_FIELDS:
                    test.add_text(text)
    return test


def drop_leaks(examples: Iterable[Example], test: TestText) -> list[Example]:
    """Returns the examples that share neither question nor paragraph with a test set."""
    seen: dict[tuple[str, ...], bool] = {}
    kept: list[Example] = []
    for example in examples:
        if example.sentences not in seen:
            seen[example.sentences] = test.holds_text(" ".join(example.sentences))
        if not seen[example.sentences] and not test.holds_question(example.question):
            kept.append(example)
    return kept
