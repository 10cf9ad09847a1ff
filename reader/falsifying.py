"""Rewriting a claim so that a known part of it becomes false."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.claim import WORD, Claim, exchanged, listed, name_places
from reader.content_words import ContentWords
from reader.lexicon import Lexicon, Use
from reader.number_words import COUNTED, NUMBER_WORDS
from reader.questions import NUMBER, shift_number
from reader.verbs import swap_verb

MONTHS = listed(
    """January February March April May June July August September October November December"""
)
DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
RIVALS = listed(
    """all/none all/some/most many/few most/half every/no always/never often/rarely usually/never
    before/after first/second/last/third earlier/later above/below over/under more/less more/fewer
    higher/lower highest/lowest largest/smallest bigger/smaller largest/second-largest best/worst
    increase/decrease up/down north/south east/west northern/southern eastern/western left/right
    may/must could/will will/might might/did former/current only/also since/until with/without
    for/against into/from men/women man/woman he/she his/her son/daughter father/mother
    husband/wife brother/sister boys/girls people/animals minutes/hours hours/days days/weeks
    weeks/months months/years million/billion thousand/million percent/times daily/weekly
    weekly/monthly yesterday/tomorrow morning/evening summer/winter spring/autumn public/private
    national/local early/late young/old new/old near/far inside/outside alone/together
    partly/completely almost/exactly about/exactly both/neither either/neither
    because/although"""
)
HELPERS = frozenset(
    listed(
        """is are was were will would can could has have had should may might must does did do"""
    )
)
DENIALS = re.compile(r"\b(?:not|never|no longer|hardly)\s+|n['’]t\b")
PHRASE = re.compile(r"\b(?:in|on|at|with|after|during|for|by|near|despite)\s[^,;:.()]+")
LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an edit draws from.

    Attributes:
        evidence: the text that supports the claim; what is exchanged must not stand in it.
        near: names of the same document.
        far: names of any document.
        others: sentences of any document, to borrow phrases from.
    """

    evidence: str
    near: Sequence[str]
    far: Sequence[str]
    others: Sequence[str]


Edit = Callable[[Claim, Surroundings, random.Random], Claim | None]


class Falsifier:
    """Falsifies claims; each kind of edit returns None where the claim has no place for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` tells what words mean."""
        self._lexicon = lexicon
        self._words = ContentWords(lexicon)
        self._false: tuple[tuple[Edit, float], ...] = (
            (_name, 4.0),
            (_number, 2.5),
            (self._opposite, 3.0),
            (self._sibling, 3.0),
            (self._other_word, 2.5),
            (_verb, 1.5),
            (_rival, 2.5),
            (_denial, 2.5),
            (self._extra_word, 1.2),
            (_extra_phrase, 1.0),
            (_exchange, 1.0),
        )

    def falsify(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        """The claim with one thing in it no longer supported; None where nothing can be changed."""
        edits = [edit for edit, _ in self._false]
        weights = [weight for _, weight in self._false]
        for _ in range(8):
            edited = rng.choices(edits, weights)[0](claim, around, rng)
            if edited is not None and edited.text != claim.text:
                return edited
        return None

    def _opposite(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        return self._words.exchange(claim, self._lexicon.opposites, rng, around.evidence)

    def _sibling(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        def siblings(use: Use) -> list[str]:
            return self._lexicon.siblings(use) if use.part == "NOUN" else []

        return self._words.exchange(claim, siblings, rng, around.evidence)

    def _other_word(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        def any_word(use: Use) -> list[str]:
            return [self._lexicon.some(use.part, use.tag, rng) for _ in range(2)]

        return self._words.exchange(claim, any_word, rng, around.evidence)

    def _extra_word(self, claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
        for start, _end, use in self._words.places(claim, rng):
            if use.part in {"NOUN", "ADJ"}:
                word = self._lexicon.some("ADJ", "JJ", rng)
                return _inserted(claim, start, word) if word else None
            if use.part == "VERB":
                word = self._lexicon.some("ADV", "RB", rng)
                return _inserted(claim, start, word) if word else None
        return None


def _inserted(claim: Claim, at: int, words: str) -> Claim:
    made = claim.replaced(at, at, f"{words} ", is_true=False)
    low, high = at, at + len(words)
    spans = [span for span in made.changed if span != (low, high + 1)]
    return Claim(made.text, tuple(sorted([*spans, (low, high)])))


def _without_space(claim: Claim, at: int) -> Claim:
    """The claim with the change at a place beginning one character later."""
    shifted = tuple((at + 1, high) if low == at else (low, high) for low, high in claim.changed)
    return Claim(claim.text, shifted)


def _name(claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
    spans = name_places(claim)
    if not spans:
        return None
    start, end = rng.choice(spans)
    old = claim.text[start:end]
    for words in (DAYS, MONTHS):
        if old in words:
            return _replaced_by_one_of(claim, start, end, words, rng)
    pool = around.near if around.near and rng.random() < 0.5 else around.far
    for _ in range(20):
        new = rng.choice(pool)
        is_known = new.casefold() in claim.text.casefold() or old.casefold() in new.casefold()
        if is_known or (pool is around.far and new in around.evidence):
            continue
        if abs(len(new.split()) - len(old.split())) <= 1:
            return claim.replaced(start, end, new, is_true=False)
    return None


def _replaced_by_one_of(
    claim: Claim, start: int, end: int, words: Sequence[str], rng: random.Random
) -> Claim:
    others = [word for word in words if word != claim.text[start:end]]
    return claim.replaced(start, end, rng.choice(others), is_true=False)


def _number(claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
    spans = [match.span() for match in NUMBER.finditer(claim.text)]
    spans += [m.span() for m in WORD.finditer(claim.text) if m.group().lower() in NUMBER_WORDS]
    spans = [span for span in spans if not claim.is_changed(*span)]
    if not spans:
        return None
    start, end = rng.choice(spans)
    old = claim.text[start:end]
    if old[0].isdigit():
        return claim.replaced(start, end, shift_number(old, rng), is_true=False)
    same = COUNTED if old.lower() in COUNTED else NUMBER_WORDS[len(COUNTED) :]
    return _replaced_by_one_of(claim, start, end, same, rng)


def _verb(claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
    edited = exchanged(claim.text, swap_verb(claim.text, around.evidence, rng))
    if edited is None:
        return None
    ((start, end),) = edited.changed
    old_end = end - len(edited.text) + len(claim.text)
    if claim.is_changed(start, old_end):
        return None
    return claim.replaced(start, old_end, edited.text[start:end], is_true=False)


def _rival(claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
    found = []
    for match in WORD.finditer(claim.text):
        for rivals in RIVALS:
            words = rivals.split("/")
            if match.group() in words and not claim.is_changed(*match.span()):
                found.append((match.span(), words))
    if not found:
        return None
    (start, end), words = rng.choice(found)
    return _replaced_by_one_of(claim, start, end, words, rng)


def _denial(claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
    denied = DENIALS.search(claim.text)
    if denied:
        following = WORD.search(claim.text, denied.end())
        if following is None or claim.is_changed(denied.start(), following.end()):
            return None
        word = following.group()
        before = "" if claim.text[denied.start() - 1 : denied.start()] == " " else " "
        return claim.replaced(denied.start(), following.end(), before + word, is_true=False)
    helpers = [m for m in WORD.finditer(claim.text) if m.group() in HELPERS]
    if not helpers:
        return None
    at = rng.choice(helpers).end()
    if claim.is_changed(at, at + 1):
        return None
    made = claim.replaced(
        at, at, " " + rng.choice(["not", "not", "never", "no longer"]), is_true=False
    )
    return _without_space(made, at)


def _extra_phrase(claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
    for _ in range(5):
        found = PHRASE.search(rng.choice(around.others))
        phrase = " ".join(found.group().split()[:LONGEST_PHRASE]) if found else ""
        if phrase and phrase not in around.evidence:
            at = len(claim.text.rstrip(" .!?\"'”"))
            made = claim.replaced(at, at, f" {phrase}", is_true=False)
            return _without_space(made, at)
    return None


def _exchange(claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
    """Two names change places."""
    spans = name_places(claim)
    if len(spans) < 2:
        return None
    (low, end), (start, high) = sorted(rng.sample(spans, 2))
    first, second = claim.text[low:end], claim.text[start:high]
    if (
        first in second
        or second in first
        or re.fullmatch(r",?\s(?:and|or)\s|,\s", claim.text[end:start])
    ):
        return None
    return claim.replaced(start, high, first, is_true=False).replaced(
        low, end, second, is_true=False
    )
