"""Pairs of short windows for a model that checks: one supports or answers, the other does not.

The two differ by little: a statement and the same one made wrong, over the same sentences; a
question and its counterpart that they do not answer. So they are short, as what a statement cites
is, and a step holds many.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from typing import TypeVar

from reader.claim_groups import ClaimMaker
from reader.examples import ASKED, Example, Statement, near_miss_id, words_of
from reader.translated import plain
from reader.windows import GroupMaker, Window, lacks_answer, refuse, with_headline

NEIGHBOUR, WHOLE, HEADLINE, PLAIN = 0.6, 0.1, 0.55, 0.25
"""Shares of neighbours that stand in a window, of windows that are the whole paragraph, of ones
with a headline, and of questions without capitals and mark."""
LONG_STATEMENT = 14
"""Words from which a statement often tells what two sentences say."""
SECOND, THIRD = 0.4, 0.25
"""Shares of windows with the second and third sentence that may support a statement."""
REMOVED = 0.12
"""Share of statements whose rival is the same one without its support."""
ELSEWHERE, COUNTERPART = 0.16, 0.74
"""Share of questions whose rival is the same question over the nearest sentences of another
paragraph; and of the others, those whose rival is a question that is not answered, not the same
question without its answer."""
NEAREST = 0.35
"""Share of these that stand over the sentences nearest to them, not over those that answer."""
MOST_WORDS = 120

T, R = TypeVar("T"), TypeVar("R")
SHARES = (0.32, 0.06, 0.18, 0.34, 0.03, 0.07)
"""Of statements as models write them, of shorter ones, of questions, of those written later (open,
quiz-like, in far words), of statements by rules, of answers with yes or no."""
ALL_OF_IT = 0.5
"""Share of open questions whose window has all of the answer's sentences, not one alone."""
Spans = tuple[tuple[int, int], ...]
Support = Callable[[str, Sequence[str]], Sequence[float]]
"""How likely each of some sentences supports a statement: logits."""


@dataclass(frozen=True, slots=True)
class PairPlan:
    """How pairs are drawn.

    Attributes:
        shares: of each kind, as in `SHARES`; they need not add up to 1.
        seed: of all chance.
        words: most of a window's sentences.
        abroad: share of questions asked in another language, where they were translated.
    """

    shares: Sequence[float] = SHARES
    seed: int = 1
    words: int = MOST_WORDS
    abroad: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """Statements that were written, each with what it is about.

    Attributes:
        pairs: as models write them.
        yes_no: answers with yes or no.
    """

    pairs: Sequence[tuple[Example, Statement]] = ()
    yes_no: Sequence[tuple[Example, Statement]] = ()


class PairMaker:
    """Makes pairs of windows, statements and questions by turns."""

    def __init__(
        self,
        maker: GroupMaker,
        claims: ClaimMaker,
        written: Written,
        support: Support,
        plan: PairPlan,
    ) -> None:
        """Collects statements and questions.

        Args:
            maker: holds the examples.
            claims: makes statements from sentences of the examples, and wrong ones of them.
            written: statements that were written, each with what it is about.
            support: finds where the support of a statement stands.
            plan: how they are drawn.
        """
        self._rng = random.Random(plan.seed)
        self._claims = claims
        self._support = support
        self._shares = plan.shares
        self._words = plan.words
        self._abroad = plan.abroad
        self._examples = maker.examples
        self._maker = maker
        self._written = written
        self._statements = statements_of(maker.examples)
        near: dict[tuple[str, ...], list[Example]] = defaultdict(list)
        for example in maker.examples:
            if not example.answers and example.question:
                near[example.sentences].append(example)
        self._near = near
        self._by_id = {example.id: example for example in maker.examples}
        self._questions = [example for example in maker.examples if near.get(example.sentences)]
        self._questions = [example for example in self._questions if example.answers]
        self._asked_too = [one for one in self._questions if one.id.startswith(ASKED)]
        self._questions = [one for one in self._questions if not one.id.startswith(ASKED)]
        self._rarity = rarity_of(self._examples)

    def make_pairs(self) -> Iterator[tuple[Window, ...]]:
        """Yields pairs without end; of each kind every one once, before any comes again."""
        sources = (
            self._endless(self._written.pairs, lambda one: self._of_statement(*one)),
            self._endless(self._statements, lambda one: self._of_statement(*one)),
            self._endless(self._questions, self._of_question),
            self._endless(self._asked_too, self._of_question),
            self._endless(self._questions, self._of_rules),
            self._endless(self._written.yes_no, lambda one: self._of_statement(*one)),
        )
        asked = (self._questions, self._asked_too, self._questions)
        stated = (self._written.pairs, self._statements)
        sizes = map(len, (*stated, *asked, self._written.yes_no))
        shares = [share if size else 0.0 for share, size in zip(self._shares, sizes, strict=True)]
        while True:
            pair = next(self._rng.choices(sources, shares)[0])
            if pair is not None:
                yield pair

    def _endless(self, items: Sequence[T], make: Callable[[T], R]) -> Iterator[R]:
        order = list(items)
        while True:
            self._rng.shuffle(order)
            yield from map(make, order)

    def _of_statement(self, example: Example, statement: Statement) -> tuple[Window, ...]:
        rng = self._rng
        order = self._by_support(example, statement)
        chosen = {order[0]}
        is_long = len(statement.text.split()) >= LONG_STATEMENT
        if is_long or rng.random() < SECOND:
            chosen |= set(order[1:2])
        if rng.random() < THIRD:
            chosen |= set(order[2:3])
        sentences = self._around(example.sentences, chosen)
        right = _supported(statement.text, sentences)
        if rng.random() < REMOVED:
            left = order[2:4]
            if left:
                other = self._around(example.sentences, left, without=order[:2])
                return self._headed(right, _wrong(statement.text, other, None), example)
        return self._headed(
            right, _wrong(statement.wrong, sentences, (statement.wrong_at,)), example
        )

    def _by_support(self, example: Example, statement: Statement) -> list[int]:
        """The numbers of its sentences, those that support the statement first."""
        scores = self._support(statement.text, example.sentences)
        order = sorted(range(len(scores)), key=lambda n: -scores[n])
        return sorted(order, key=lambda n: n != statement.support)

    def _of_question(self, example: Example) -> tuple[Window, ...]:
        rng = self._rng
        answer = rng.choice(example.answers)
        held = {answer.sentence}
        if example.is_open and rng.random() < ALL_OF_IT:
            held = {one.sentence for one in example.answers}
        numbers = self._numbers(example.sentences, held)
        sentences = tuple(example.sentences[n] for n in numbers)
        counts = Counter(one.sentence for one in example.answers)
        total = sum(counts[n] for n in numbers)
        gold = tuple(counts[n] / total for n in numbers)
        span = (numbers.index(answer.sentence), answer.start, answer.end)
        is_abroad = bool(example.translations) and rng.random() < self._abroad
        language = rng.randrange(len(example.translations)) if is_abroad else 0
        asked = self._asked(example.translations[language] if is_abroad else example.question)
        right = Window(asked, sentences, gold, span, changed=(), is_open=example.is_open)
        other = self._maker.alike_elsewhere(example) if rng.random() < ELSEWHERE else None
        if other is None and is_abroad:
            rival = self._rival_abroad(example, language, asked, sentences)
        elif other is None:
            rival = self._rival(example, asked, sentences)
        else:
            closest = self._closest(asked, other.sentences)
            rival = refuse(asked, self._around(other.sentences, {closest}))
        rival = replace(rival, is_open=example.is_open)
        if rng.random() >= HEADLINE:
            return right, rival
        return with_headline(right, example.title), with_headline(rival, (other or example).title)

    def _rival(self, example: Example, asked: str, answering: tuple[str, ...]) -> Window:
        """What its paragraph does not answer, beside the question over what answers it."""
        rng = self._rng
        left = [one for one in example.sentences if lacks_answer((one,), example)]
        if left and rng.random() >= COUNTERPART:
            return refuse(asked, self._around(left, {self._closest(asked, left)}))
        near = self._near_miss(example)
        if rng.random() < NEAREST:
            closest = self._closest(near.question, near.sentences)
            answering = self._around(near.sentences, {closest})
        return refuse(self._asked(near.question), answering, near.unsaid)

    def _rival_abroad(
        self, example: Example, language: int, asked: str, answering: tuple[str, ...]
    ) -> Window:
        """The same beside a translated question: its own near miss, in the same language."""
        near = self._by_id.get(near_miss_id(example.id))
        told = near.translations[language : language + 1] if near is not None else ()
        left = [one for one in example.sentences if lacks_answer((one,), example)]
        if told and (not left or self._rng.random() < COUNTERPART):
            return refuse(self._asked(told[0]), answering)
        if left:
            return refuse(asked, self._around(left, {self._closest(example.question, left)}))
        return self._rival(example, asked, answering)

    def _of_rules(self, example: Example) -> tuple[Window, ...] | None:
        made = self._claims.make_from_sentence(example)
        if made is None:
            return None
        right, wrong, gold = made
        sentences = self._around(example.sentences, set(gold))
        return self._headed(
            _supported(right.text, sentences, right.changed),
            _wrong(wrong.text, sentences, wrong.changed),
            example,
        )

    def _near_miss(self, example: Example) -> Example:
        counterpart = self._by_id.get(near_miss_id(example.id))
        if counterpart is not None and self._rng.random() < 0.75:
            return counterpart
        return self._rng.choice(self._near[example.sentences])

    def _asked(self, question: str) -> str:
        return plain(question) if self._rng.random() < PLAIN else question

    def _closest(self, text: str, sentences: Sequence[str]) -> int:
        words = set(words_of(text))
        shared = [
            sum(self._rarity.get(word, 0.0) for word in words & set(words_of(one)))
            for one in sentences
        ]
        return max(range(len(shared)), key=shared.__getitem__)

    def _numbers(
        self,
        sentences: Sequence[str],
        chosen: Collection[int],
        without: Collection[int] = (),
    ) -> list[int]:
        """The chosen sentences with some of their neighbours, as long as there is room."""
        rng = self._rng
        is_short = sum(len(one.split()) for one in sentences) <= self._words
        if not without and (is_short or self._words >= MOST_WORDS) and rng.random() < WHOLE:
            chosen = range(len(sentences))
        used = sum(len(sentences[n].split()) for n in chosen)
        kept = set(chosen)
        beside = [m for n in sorted(chosen) for m in (n - 1, n + 1)]
        rng.shuffle(beside)
        for number in beside:
            if number in kept or number in without or not 0 <= number < len(sentences):
                continue
            words = len(sentences[number].split())
            if rng.random() < NEIGHBOUR and used + words <= self._words:
                kept.add(number)
                used += words
        return sorted(kept)

    def _around(
        self,
        sentences: Sequence[str],
        chosen: Collection[int],
        without: Collection[int] = (),
    ) -> tuple[str, ...]:
        return tuple(sentences[n] for n in self._numbers(sentences, chosen, without))

    def _headed(self, right: Window, wrong: Window, example: Example) -> tuple[Window, ...]:
        if self._rng.random() >= HEADLINE:
            return right, wrong
        return with_headline(right, example.title), with_headline(wrong, example.title)


def _supported(text: str, sentences: Sequence[str], changed: Spans = ()) -> Window:
    return Window(text, tuple(sentences), (), None, changed=changed, is_claim=True, supported=True)


def _wrong(text: str, sentences: Sequence[str], changed: Spans | None) -> Window:
    return Window(text, tuple(sentences), (), None, changed=changed, is_claim=True)


def statements_of(examples: Sequence[Example]) -> list[tuple[Example, Statement]]:
    """The statements of examples, each with what it is about."""
    return [(example, statement) for example in examples for statement in example.statements]


def rarity_of(examples: Sequence[Example]) -> dict[str, float]:
    """How rare each word is among the paragraphs: the logarithm of one in so many."""
    paragraphs = {example.sentences for example in examples}
    counts = Counter(chain.from_iterable(set(words_of(" ".join(one))) for one in paragraphs))
    return {word: log(len(paragraphs) / count) for word, count in counts.items()}
