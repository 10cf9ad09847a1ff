"""Groups of windows to train on: one that answers the question and rivals that do not."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reader.claim import Claim, exchanged, names_of
from reader.examples import Answer, Example, near_miss_id
from reader.falsifying import Falsifier, Surroundings
from reader.keywords import KeywordIndex
from reader.lexicon import Lexicon
from reader.questions import NO_MARK, names_in, swap_entity, vary_question
from reader.verbs import swap_verb

WHOLE_WORDS = 170
SHORT_WORDS = range(20, 110)
WHOLE, EXTENDED, HEADLINE = 0.4, 0.15, 0.2
"""Shares of windows as long as a passage, of ones over two paragraphs, of ones with a headline."""
UNANSWERED, UNANSWERED_PLAIN = 0.6, 0.45
"""Share of near misses that are questions asked about the paragraph which it does not answer; and
of these that lose their capitals, as those that are answered do (a quarter was written so)."""
COUNTERPART = 0.5
"""Share of these that were made from the very question that is answered, where there is one."""
CANDIDATES = 20
HARDEST = 5


@dataclass(frozen=True, slots=True)
class Window:
    """A question, or a claim in its place, and neighbouring sentences.

    Attributes:
        gold: share of annotators per sentence, summing to 1; all 0 where nothing answers, empty
            where it is not known which sentence does.
        span: sentence number and half-open characters within it; None where nothing answers.
        changed: half-open characters of the question that the sentences do not support; None where
            that is not known.
        is_claim: a claim has no short answer to find.
        supported: of a claim.
        is_open: the answer is whole sentences, so there is no short answer to find either.
        taught: what a teacher says of it, logits: of the window, then of each sentence, NaN where
            it says nothing; empty without a teacher.
    """

    question: str
    sentences: tuple[str, ...]
    gold: tuple[float, ...]
    span: tuple[int, int, int] | None
    changed: tuple[tuple[int, int], ...] | None = None
    is_claim: bool = False
    supported: bool = False
    is_open: bool = False
    taught: tuple[float, ...] = ()

    @property
    def relevant(self) -> bool:
        """Says whether the window answers the question, or supports the claim."""
        return self.supported if self.is_claim else self.span is not None


def refuse(
    question: str, sentences: Sequence[str], changed: tuple[tuple[int, int], ...] | None = None
) -> Window:
    """Returns a window that does not answer."""
    return Window(question, tuple(sentences), (0.0,) * len(sentences), None, changed)


def grow(sentences: Sequence[str], first: int, words: int, rng: random.Random) -> range:
    """Returns sentence numbers around one, grown left and right by chance up to some words."""
    low, high = first, first + 1
    used = len(sentences[first].split())
    while low > 0 or high < len(sentences):
        left = low > 0 and (high == len(sentences) or rng.random() < 0.5)
        used += len(sentences[low - 1 if left else high].split())
        if used > words:
            break
        low, high = (low - 1, high) if left else (low, high + 1)
    return range(low, high)


def batched(
    groups: Iterable[Sequence[Window]], size: int
) -> Iterator[tuple[Sequence[Window], ...]]:
    """Yields the groups a few at a time."""
    source = iter(groups)
    while part := tuple(islice(source, size)):
        yield part


class GroupMaker:
    """Makes groups from examples; each epoch's are other ones."""

    def __init__(
        self,
        examples: Sequence[Example],
        *,
        rivals: int,
        seed: int,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Indexes the paragraphs of each pool.

        Args:
            examples: the only questions and paragraphs that are used.
            rivals: windows per group that do not answer: 2, or 1 of either kind by chance.
            seed: of all chance.
            lexicon: lets any word of a question be exchanged, and claims be made; without it only
                names, numbers and some verbs are.
        """
        self._rng = random.Random(seed)
        self._falsifier = Falsifier(lexicon) if lexicon else None
        self._examples = list(examples)
        self._rivals = rivals
        paragraphs = {example.sentences: example for example in examples}
        self._pools: dict[str, list[Example]] = defaultdict(list)
        self._documents: dict[str, list[Example]] = defaultdict(list)
        for example in paragraphs.values():
            self._pools[example.pool].append(example)
            self._documents[example.document].append(example)
        self._unanswered: dict[tuple[str, ...], list[Example]] = defaultdict(list)
        for example in examples:
            if not example.answers:
                self._unanswered[example.sentences].append(example)
        self._by_id = {example.id: example for example in examples}
        self._all_sentences = [s for example in paragraphs for s in example]
        self._all_names = names_of(self._all_sentences)
        self._names = {
            name: names_in([s for example in pool for s in example.sentences])
            for name, pool in self._pools.items()
        }
        self._indexes = {
            name: KeywordIndex([f"{e.title} {' '.join(e.sentences)}" for e in pool])
            for name, pool in self._pools.items()
        }
        self._ranked: dict[str, list[int]] = {}

    def make_epoch(self) -> Iterator[tuple[Window, ...]]:
        """Yields a group of windows per answerable question, in random order."""
        order = [example for example in self._examples if example.answers]
        self._rng.shuffle(order)
        for example in order:
            yield self.make_group(example)

    def make_group(self, example: Example) -> tuple[Window, ...]:
        """Returns the window that answers, first, and its rivals, which do not."""
        answer = self._rng.choice(example.answers)
        positive = self._answering(example, answer)
        kinds = self._rng.sample((self._hard_negative, self._near_miss), self._rivals)
        group = (positive, *(make(example, positive) for make in kinds))
        if self._rng.random() >= HEADLINE:
            return group
        return tuple(with_headline(window, example.title) for window in group)

    @property
    def examples(self) -> Sequence[Example]:
        """All that groups are made from."""
        return self._examples

    def grow_around(self, sentences: Sequence[str], number: int) -> range:
        """Returns the sentences of a window of some length around one."""
        return grow(sentences, number, self._words(), self._rng)

    def surroundings(self, example: Example) -> Surroundings:
        """Returns what an edit of something about the example's paragraph draws from."""
        return Surroundings(
            " ".join(example.sentences),
            names_of(example.sentences),
            self._all_names,
            self._all_sentences,
        )

    def other_sentences(self, example: Example) -> list[str]:
        """Returns a window of another paragraph of the document; empty if there is none."""
        other = self._other_paragraph(example)
        return self._cut(other.sentences) if other else []

    def _words(self) -> int:
        if self._rng.random() < WHOLE:
            return WHOLE_WORDS
        return self._rng.choice(SHORT_WORDS)

    def _answering(self, example: Example, answer: Answer) -> Window:
        sentences, shift = list(example.sentences), 0
        if self._rng.random() < EXTENDED:
            other = self._other_paragraph(example)
            if other is not None and self._rng.random() < 0.5:
                sentences, shift = [*other.sentences, *sentences], len(other.sentences)
            elif other is not None:
                sentences += other.sentences
        kept = grow(sentences, answer.sentence + shift, self._words(), self._rng)
        counts = Counter(a.sentence + shift for a in example.answers)
        total = sum(counts[number] for number in kept)
        gold = tuple(counts[number] / total for number in kept)
        question = vary_question(
            example, example.sentences[answer.sentence], answer.text, self._rng
        )
        span = (answer.sentence + shift - kept.start, answer.start, answer.end)
        return Window(question, tuple(sentences[n] for n in kept), gold, span, changed=())

    def _cut(self, sentences: Sequence[str]) -> list[str]:
        first = self._rng.randrange(len(sentences))
        return [sentences[n] for n in grow(sentences, first, self._words(), self._rng)]

    def _hard_negative(self, example: Example, positive: Window) -> Window:
        alike = self.alike_elsewhere(example)
        sentences = alike.sentences if alike else self._random_paragraph(example)
        return refuse(positive.question, self._cut(sentences))

    def alike_elsewhere(self, example: Example) -> Example | None:
        """A paragraph among those nearest to the question by BM25 that lacks its answer.

        Not one that tells of the same event: it may answer in other words.
        """
        pool = self._pools[example.pool]
        if example.id not in self._ranked:
            ranked = self._indexes[example.pool].rank(example.question, CANDIDATES)
            fit = [n for n in ranked if _is_rival(pool[n], example)]
            self._ranked[example.id] = fit[:HARDEST]
        numbers = self._ranked[example.id]
        return pool[self._rng.choice(numbers)] if numbers else None

    def _near_miss(self, example: Example, positive: Window) -> Window:
        # A rival is in the language of the question: the language alone must tell nothing.
        is_translated = positive.question in example.translations
        if self._rng.random() < UNANSWERED:
            near = self._unanswered_about(example, translated=is_translated)
            if near is not None and is_translated:
                return refuse(self._rng.choice(near.translations), positive.sentences)
            if near is not None:
                asked = near.question
                if self._rng.random() < UNANSWERED_PLAIN:
                    asked = asked.rstrip("?. ").lower()
                return refuse(asked, positive.sentences, near.unsaid)
        kinds = ["deleted", "swapped", "other verb", "neighbour"]
        if self._falsifier:
            kinds = ["deleted", "neighbour", "edited", "edited", "swapped"]
        if is_translated:
            kinds = ["deleted", "neighbour"]
        self._rng.shuffle(kinds)
        for kind in kinds:
            window = self._make_near_miss(kind, example, positive)
            if window is not None:
                return window
        return refuse(positive.question, self._cut(self._random_paragraph(example)))

    def _unanswered_about(self, example: Example, *, translated: bool) -> Example | None:
        """A question about the paragraph that it does not answer, or its translations."""
        found = self._unanswered.get(example.sentences, [])
        fit = [near for near in found if near.translations or not translated]
        counterpart = self._by_id.get(near_miss_id(example.id))
        if counterpart in fit and self._rng.random() < COUNTERPART:
            return counterpart
        return self._rng.choice(fit) if fit else None

    def _make_near_miss(self, kind: str, example: Example, positive: Window) -> Window | None:
        if kind == "deleted":
            left = [s for s in positive.sentences if lacks_answer((s,), example)]
            left = [s for s in left if positive.gold[positive.sentences.index(s)] == 0]
            return refuse(positive.question, left) if left else None
        if kind == "edited" and self._falsifier:
            edited = self._falsifier.falsify(
                Claim(example.question), self.surroundings(example), self._rng
            )
            return self._changed(edited, positive) if edited else None
        if kind == "swapped":
            near = self._rng.choice(self._documents[example.document])
            names = names_in(near.sentences) if self._rng.random() < 0.5 else []
            gold = " ".join(s for s, g in zip(positive.sentences, positive.gold, strict=True) if g)
            question = swap_entity(example, names or self._names[example.pool], gold, self._rng)
            return self._changed(exchanged(example.question, question), positive)
        if kind == "other verb":
            question = swap_verb(example.question, " ".join(positive.sentences), self._rng)
            return self._changed(exchanged(example.question, question), positive)
        other = self._other_paragraph(example)
        return refuse(positive.question, self._cut(other.sentences)) if other else None

    def _changed(self, asked: Claim | None, positive: Window) -> Window | None:
        if asked is None:
            return None
        question = asked.text
        if self._rng.random() < NO_MARK:
            question = question.rstrip("?. ").lower()
        return refuse(question, positive.sentences, asked.changed)

    def _other_paragraph(self, example: Example) -> Example | None:
        near = self._documents[example.document]
        for other in self._rng.sample(near, min(4, len(near))):
            if other.sentences != example.sentences and _is_rival(other, example):
                return other
        return None

    def _random_paragraph(self, example: Example) -> tuple[str, ...]:
        for _ in range(20):
            other = self._rng.choice(self._pools[example.pool])
            if lacks_answer(other.sentences, example):
                return other.sentences
        return other.sentences


def _is_rival(other: Example, example: Example) -> bool:
    is_told_alike = bool(example.event) and other.event == example.event
    return not is_told_alike and lacks_answer(other.sentences, example)


def lacks_answer(sentences: Iterable[str], example: Example) -> bool:
    """Says whether no annotator's answer stands in the sentences, in any case."""
    text = " ".join(sentences).casefold()
    return all(answer.text.casefold() not in text for answer in example.answers)


def with_headline(window: Window, title: str) -> Window:
    """Returns the window with a headline as its first sentence, as news passages have one."""
    if not title:
        return window
    span = window.span
    return replace(
        window,
        sentences=(title, *window.sentences),
        gold=(0.0, *window.gold) if window.gold else (),
        span=None if span is None else (span[0] + 1, span[1], span[2]),
    )
