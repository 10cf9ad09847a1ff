"""Other forms of a question: as typed into a search box, as a cloze, about something else."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from reader.examples import Example, words_of

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+|de\s+)?[A-Z][\w’'-]+)*")
FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "during",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "she",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
    ]
)
NO_MARK, KEYWORDS, CLOZE = 0.3, 0.07, 0.05
"""Shares of questions asked without a question mark, as keywords, as a cloze."""
TRANSLATED = 0.3
"""Share of questions with a translation that are asked in it."""


def vary_question(example: Example, sentence: str, answer: str, rng: random.Random) -> str:
    """Returns the question, or at times another way of asking for the same answer."""
    if example.translations and rng.random() < TRANSLATED:
        return rng.choice(example.translations)
    chance = rng.random()
    if chance < CLOZE and answer:
        return make_cloze(sentence, answer, rng) or example.question
    if chance < CLOZE + KEYWORDS:
        return make_keywords(example.question) or example.question
    if chance < CLOZE + KEYWORDS + NO_MARK:
        return example.question.rstrip("?. ").lower() or example.question
    return example.question


def make_keywords(question: str) -> str:
    """Returns the content words of a question in their order; empty if there are too few."""
    words = [word for word in words_of(question) if word not in FUNCTION_WORDS]
    return " ".join(words) if len(words) >= 3 else ""


def make_cloze(sentence: str, answer: str, rng: random.Random) -> str:
    """Returns the sentence asking for its answer, a part of its other words left out."""
    left, found, right = sentence.partition(answer)
    if not found:
        return ""
    words = [word for word in left.split() if rng.random() < 0.6]
    words += ["what"]
    words += [word for word in right.split() if rng.random() < 0.6]
    return " ".join(words).rstrip(".") if len(words) >= 5 else ""


def names_in(sentences: Sequence[str]) -> list[str]:
    """Returns the capitalised names of sentences, function words and short ones left out."""
    found = (match.group() for sentence in sentences for match in NAME.finditer(sentence))
    return [name for name in found if len(name) > 3 and name.casefold() not in FUNCTION_WORDS]


def swap_entity(
    example: Example, names: Sequence[str], forbidden: str, rng: random.Random
) -> str | None:
    """Returns the question with one name or number exchanged for another; None if it has none.

    Args:
        example: its sentences tell which words of the question are names.
        names: to choose a replacement from.
        forbidden: text that must not hold the replacement.
        rng: source of chance.
    """
    question = example.question
    targets = [match.span() for match in NUMBER.finditer(question)]
    lowered = question.casefold()
    for name in set(names_in([*example.sentences, example.title])):
        start = lowered.find(name.casefold())
        if start >= 0:
            targets.append((start, start + len(name)))
    if not targets:
        return None
    longest = sorted(targets, key=lambda span: span[0] - span[1])[:2]
    start, end = rng.choice(longest)
    old, avoid = lowered[start:end], forbidden.casefold()
    for _ in range(20):
        new = shift_number(old, rng) if old[0].isdigit() else rng.choice(names)
        if new.casefold() not in avoid and new.casefold() not in lowered:
            return question[:start] + new + question[end:]
    return None


def shift_number(text: str, rng: random.Random) -> str:
    """Returns another number of a like size, for a year another year."""
    digits = re.sub(r"\D", "", text)
    value = int(digits[:12])
    reach = 20 if len(digits) == 4 else max(3, value)
    return str(abs(value + rng.choice((-1, 1)) * rng.randint(1, reach)))
