"""Groups of windows about a claim: one whose evidence supports it and two that do not."""

from __future__ import annotations

import random
from collections.abc import Sequence

from reader.claim import Claim
from reader.claims import as_pair, declare, rival_answer, with_answer
from reader.examples import Answer, Example, Statement
from reader.falsifying import Falsifier, Surroundings
from reader.lexicon import Lexicon
from reader.rewording import Reworder
from reader.windows import GroupMaker, Window

FROM_QUESTION, AS_PAIR, JOINED = 0.45, 0.3, 0.2
"""Shares of claims made from questions, of those that keep the question, of two sentences each."""
RIVAL_ANSWER = 0.55
REWORDINGS = (0, 0, 1, 1, 2, 3)
SECOND_EDIT = 0.3
WRITTEN = 0.85
"""Share of claims that were written about a paragraph, where there are any."""
REMOVED, ELSEWHERE = 0.35, 0.25
"""Shares of third windows whose evidence was taken out, and that are of another paragraph."""
LEAST_WORDS, MOST_WORDS = 6, 60


class ClaimMaker:
    """Makes groups about claims from the examples of a `GroupMaker`."""

    def __init__(self, maker: GroupMaker, lexicon: Lexicon, *, seed: int) -> None:
        """Collects names and sentences to draw from.

        Args:
            maker: cuts the windows.
            lexicon: knows words.
            seed: of all chance.
        """
        self._rng = random.Random(seed)
        self._maker = maker
        self._lexicon = lexicon
        self._falsifier = Falsifier(lexicon)
        self._reworder = Reworder(lexicon)
        self._answers = [
            answer.text for example in maker.examples for answer in example.answers[:1]
        ]

    def make_group(self, example: Example) -> tuple[Window, ...] | None:
        """The window that supports a claim, first, and two that do not; None where that fails."""
        if not example.answers:
            return None
        rng = self._rng
        if example.statements and rng.random() < WRITTEN:
            return self._from_written(example)
        if rng.random() < FROM_QUESTION:
            made = self._from_question(example, rng.choice(example.answers))
        else:
            made = self._from_sentence(example)
        if made is None:
            return None
        claim, rival, gold = made
        numbers = self._maker.grow_around(example.sentences, gold[0])
        if not set(gold) <= set(numbers):
            numbers = range(min(gold[0], gold[-1]), max(gold) + 1)
        around = self._maker.surroundings(example)
        windows = [_window(Claim(claim.text), example, numbers, gold)]
        first = rival or self._falsified(claim, around)
        if first is None:
            return None
        windows.append(_window(first, example, numbers, ()))
        third = self._third(claim, example, numbers, gold, around)
        windows.append(third or windows[-1])
        return tuple(windows)

    def make_from_sentence(self, example: Example) -> tuple[Claim, Claim, tuple[int, ...]] | None:
        """A claim, the same one made wrong, and which sentences support the first."""
        made = self._from_sentence(example)
        if made is None:
            return None
        claim, _, gold = made
        edited = self._falsified(claim, self._maker.surroundings(example))
        return None if edited is None else (claim, edited, gold)

    def _from_written(self, example: Example) -> tuple[Window, ...]:
        """Over the whole paragraph: which of its sentences support a statement is not known."""
        chosen = self._rng.choice(example.statements)
        other = self._rng.choice(example.statements)
        supported = Window(
            chosen.text, example.sentences, (), None, changed=(), is_claim=True, supported=True
        )
        wrong = _wrong(chosen, example)
        elsewhere = self._maker.other_sentences(example)
        if other is not chosen:
            return supported, wrong, _wrong(other, example)
        if elsewhere:
            return supported, wrong, _unsupported(chosen.text, elsewhere)
        edited = self._falsified(Claim(chosen.text), self._maker.surroundings(example))
        third = _window(edited, example, range(len(example.sentences)), ()) if edited else wrong
        return supported, wrong, third

    def _from_question(
        self, example: Example, answer: Answer
    ) -> tuple[Claim, Claim | None, tuple[int, ...]] | None:
        sentence = example.sentences[answer.sentence]
        text = answer.text.strip(" .,;")
        made = None
        if self._rng.random() >= AS_PAIR:
            made = declare(example, sentence, text, self._lexicon)
        told, at = made or as_pair(example.question, text)
        rival = None
        if self._rng.random() < RIVAL_ANSWER:
            other = rival_answer(text, example.sentences, self._answers, self._rng)
            rival = with_answer(told, at, text, other) if other else None
        return Claim(told), rival, (answer.sentence,)

    def _from_sentence(
        self, example: Example
    ) -> tuple[Claim, Claim | None, tuple[int, ...]] | None:
        fit = [
            number
            for number, sentence in enumerate(example.sentences)
            if LEAST_WORDS <= len(sentence.split()) <= MOST_WORDS
        ]
        if not fit:
            return None
        number = self._rng.choice(fit)
        claim, gold = Claim(example.sentences[number]), (number,)
        for _ in range(self._rng.choice(REWORDINGS)):
            claim = self._reworder.reword(claim, self._rng)
        if self._rng.random() < JOINED and number + 1 in fit:
            second = self._reworder.reword(Claim(example.sentences[number + 1]), self._rng)
            claim, gold = Claim(f"{claim.text} {second.text}"), (number, number + 1)
        return claim, None, gold

    def _falsified(self, claim: Claim, around: Surroundings) -> Claim | None:
        edited = self._falsifier.falsify(claim, around, self._rng)
        if edited is not None and self._rng.random() < SECOND_EDIT:
            edited = self._falsifier.falsify(edited, around, self._rng) or edited
        return edited

    def _third(
        self,
        claim: Claim,
        example: Example,
        numbers: range,
        gold: tuple[int, ...],
        around: Surroundings,
    ) -> Window | None:
        chance = self._rng.random()
        if chance < REMOVED:
            left = [example.sentences[n] for n in numbers if n not in gold]
            return _unsupported(claim.text, left) if left else None
        if chance < REMOVED + ELSEWHERE:
            other = self._maker.other_sentences(example)
            return _unsupported(claim.text, other) if other else None
        edited = self._falsified(claim, around)
        return _window(edited, example, numbers, ()) if edited else None


def _window(claim: Claim, example: Example, numbers: range, gold: Sequence[int]) -> Window:
    sentences = tuple(example.sentences[n] for n in numbers)
    shares = tuple(1 / len(gold) if n in gold else 0.0 for n in numbers)
    return Window(
        claim.text,
        sentences,
        shares,
        None,
        changed=claim.changed,
        is_claim=True,
        supported=bool(gold),
    )


def _wrong(statement: Statement, example: Example) -> Window:
    shares = (0.0,) * len(example.sentences)
    changed = (statement.wrong_at,)
    return Window(statement.wrong, example.sentences, shares, None, changed=changed, is_claim=True)


def _unsupported(claim: str, sentences: Sequence[str]) -> Window:
    shares = (0.0,) * len(sentences)
    return Window(claim, tuple(sentences), shares, None, is_claim=True)
