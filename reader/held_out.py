"""What a checker makes of written items that training leaves out: a right one beside its rival.

A statement stands over the headline and the two sentences that the reader holds for its support, a
question over the headline, the sentence that answers it and its neighbours, as the service shows
them to the checker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.examples import Example, read_examples
from reader.measures import measure_auc
from reader.translated import read_translated
from reader.written import (
    NEWS_POOL,
    read_held_out_news,
    read_question_pairs,
    read_statement_pairs,
    read_written,
    read_yes_no,
)
from service.answering.reading.model import Reader

STATEMENTS, YES_NO, OPEN, SHORT = "statements", "yes or no", "open questions", "short questions"
TOLD_TWICE = "told twice: "
"""Kinds about events that two passages tell of: the later, harder ones."""
SUPPORTING = 2


@dataclass(frozen=True, slots=True)
class Rivals:
    """What a window supports or answers, and what it does not.

    Attributes:
        kind: of the pair, for the table.
    """

    kind: str
    right: str
    wrong: str
    window: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How well a model tells the right ones of a kind from their rivals, by its relevance.

    Attributes:
        auc: of all right ones against all wrong ones.
        before: share of right ones whose score is above their own rival's.
        right_above, wrong_above: shares with a logit above 0.
    """

    kind: str
    pairs: int
    auc: float
    before: float
    right_above: float
    wrong_above: float

    def __str__(self) -> str:
        return (
            f"{self.kind:<28} {self.pairs:>4} pairs: AUC {self.auc:.3f}, before its rival "
            f"{self.before:.3f}, above 0: right {self.right_above:.3f}, "
            f"wrong {self.wrong_above:.3f}"
        )


def read_rivals(data: Path, support: Reader, *, abroad: bool = False) -> Iterator[Rivals]:
    """Yields the pairs that are held out.

    Args:
        data: folder of the data sets, some of whose paragraphs the items are about.
        support: finds the sentences that a statement stands over.
        abroad: only those in other languages than English, or only those in English.
    """
    if abroad:
        yield from _abroad(data, support)
        return
    plain = read_examples(data / "reader")
    examples = [*plain, *read_written(plain), *read_held_out_news()]
    for about, told in read_statement_pairs(examples, held_out=True):
        scores = support.read(told.text, [about.sentences])[0].sentences
        best = sorted(range(len(scores)), key=lambda n: -scores[n])[:SUPPORTING]
        yield Rivals(_kind(STATEMENTS, about), told.text, told.wrong, _over(about, sorted(best)))
    for about, told in read_yes_no(examples, held_out=True):
        around = _beside(about, told.support or 0)
        yield Rivals(_kind(YES_NO, about), told.text, told.wrong, _over(about, around))
    asked = list(read_question_pairs(examples, held_out=True))
    for question, near in zip(asked[::2], asked[1::2], strict=True):
        kind = _kind(OPEN if question.is_open else SHORT, question)
        around = _beside(question, question.answers[0].sentence)
        yield Rivals(kind, question.question, near.question, _over(question, around))


def _abroad(data: Path, support: Reader) -> Iterator[Rivals]:
    """What was translated and is left out: over the translated text, and over the English one."""
    plain = read_examples(data / "reader")
    examples = [*plain, *read_written(plain)]
    english = list(read_question_pairs(examples))
    others = read_translated(examples, english, held_out=True)
    for about, told in others.told:
        passage = [others.in_english.get(text, text) for text in about.sentences]
        scores = support.read(others.in_english[told.text], [passage])[0].sentences
        best = sorted(range(len(scores)), key=lambda n: -scores[n])[:SUPPORTING]
        kind = f"{STATEMENTS} over {about.pool}"
        yield Rivals(kind, told.text, told.wrong, _over(about, sorted(best)))
    asked = [*others.asked, *(one for one in others.in_both_languages(english) if one.translations)]
    for question, near in zip(asked[::2], asked[1::2], strict=True):
        kind = f"{OPEN if question.is_open else SHORT} over {question.pool}"
        around = _beside(question, question.answers[0].sentence)
        texts = zip(question.translations, near.translations, strict=True)
        if question.pool != NEWS_POOL:
            texts = zip([question.question], [near.question], strict=True)
        for right, wrong in texts:
            yield Rivals(kind, right, wrong, _over(question, around))


def measure(model: Reader, pairs: Iterable[Rivals]) -> Iterator[Told]:
    """Yields the figures of each kind."""
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in pairs:
        right, wrong = (model.read(text, [one.window])[0] for text in (one.right, one.wrong))
        scores[one.kind].append((right.relevance, wrong.relevance))
    for kind, found in scores.items():
        count = len(found)
        yield Told(
            kind,
            count,
            auc=measure_auc([right for right, _ in found], [wrong for _, wrong in found]),
            before=sum(right > wrong for right, wrong in found) / count,
            right_above=sum(right > 0 for right, _ in found) / count,
            wrong_above=sum(wrong > 0 for _, wrong in found) / count,
        )


def _kind(name: str, about: Example) -> str:
    return TOLD_TWICE + name if about.event else name


def _beside(about: Example, number: int) -> range:
    return range(max(0, number - 1), min(number + 2, len(about.sentences)))


def _over(about: Example, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(filter(None, (about.title, *(about.sentences[n] for n in numbers))))
