"""Rewriting a claim: so that it stays true, or so that a known part of it becomes false."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.lexicon import Lexicon, Use
from reader.questions import FUNCTION_WORDS, NAME, NUMBER, shift_number
from reader.verbs import swap_verb

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
FEWEST_LETTERS = 3


def listed(text: str) -> tuple[str, ...]:
    """Returns the words of a list."""
    return tuple(text.split())


NUMBER_WORDS = listed(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    dozens hundreds thousands millions billions"""
)
SMALL_NUMBERS, COUNTED = NUMBER_WORDS[:12], NUMBER_WORDS[:16]
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
ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
PHRASE = re.compile(r"\b(?:in|on|at|with|after|during|for|by|near|despite)\s[^,;:.()]+")
LONGEST_PHRASE = 6
SHORTEST_CLAIM = 5
LONGEST_OPENING = 9


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; ``changed`` are the half-open characters that its evidence does not support."""

    text: str
    changed: tuple[tuple[int, int], ...] = ()

    def replaced(self, start: int, end: int, new: str, *, is_true: bool) -> Claim:
        """The claim with other words at a place."""
        shift = len(new) - (end - start)
        kept = [
            (low, high) if high <= start else (low + shift, high + shift)
            for low, high in self.changed
            if high <= start or low >= end
        ]
        if not is_true:
            kept.append((start, start + len(new)))
        return Claim(self.text[:start] + new + self.text[end:], tuple(sorted(kept)))

    def is_changed(self, start: int, end: int) -> bool:
        """Whether something there was changed already."""
        return any(low < end and start < high for low, high in self.changed)


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


class Editor:
    """Rewrites claims; each kind of edit returns None where the claim has no place for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` tells what words mean."""
        self._lexicon = lexicon
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

    def reword(self, claim: Claim, rng: random.Random) -> Claim:
        """The claim with one thing said in another way, or left out; itself where that fails."""
        edits = (self._synonym, self._synonym, self._broader, _shorter, _surname, _digits)
        return rng.choice(edits)(claim, rng) or claim

    def _uses(self, claim: Claim, rng: random.Random) -> list[tuple[int, int, Use]]:
        """The lower-case content words in random order."""
        words = list(WORD.finditer(claim.text))
        found = []
        for before, word in pairwise([None, *words]):
            form = word.group() if word else ""
            if word is None or len(form) < FEWEST_LETTERS or not form.islower():
                continue
            if form in FUNCTION_WORDS or claim.is_changed(*word.span()):
                continue
            use = self._lexicon.use_of(form, before.group().lower() if before else "")
            if use is not None:
                found.append((*word.span(), use))
        rng.shuffle(found)
        return found

    def _synonym(self, claim: Claim, rng: random.Random) -> Claim | None:
        def synonyms(use: Use) -> list[str]:
            return self._lexicon.synonyms(use) if use.part != "ADV" else []

        return self._exchanged(claim, synonyms, rng, is_true=True)

    def _broader(self, claim: Claim, rng: random.Random) -> Claim | None:
        return self._exchanged(claim, self._lexicon.broader, rng, is_true=True)

    def _opposite(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        return self._exchanged(claim, self._lexicon.opposites, rng, around.evidence)

    def _sibling(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        def siblings(use: Use) -> list[str]:
            return self._lexicon.siblings(use) if use.part == "NOUN" else []

        return self._exchanged(claim, siblings, rng, around.evidence)

    def _other_word(self, claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
        def any_word(use: Use) -> list[str]:
            return [self._lexicon.some(use.part, use.tag, rng) for _ in range(2)]

        return self._exchanged(claim, any_word, rng, around.evidence)

    def _exchanged(
        self,
        claim: Claim,
        candidates: Callable[[Use], list[str]],
        rng: random.Random,
        forbidden: str = "",
        *,
        is_true: bool = False,
    ) -> Claim | None:
        for start, end, use in self._uses(claim, rng):
            found = [
                word
                for word in candidates(use)
                if word and word != claim.text[start:end] and word not in forbidden
            ]
            if found:
                return claim.replaced(start, end, rng.choice(found), is_true=is_true)
        return None

    def _extra_word(self, claim: Claim, _: Surroundings, rng: random.Random) -> Claim | None:
        for start, _end, use in self._uses(claim, rng):
            if use.part in {"NOUN", "ADJ"}:
                word = self._lexicon.some("ADJ", "JJ", rng)
                return _inserted(claim, start, word) if word else None
            if use.part == "VERB":
                word = self._lexicon.some("ADV", "RB", rng)
                return _inserted(claim, start, word) if word else None
        return None


def names_of(sentences: Sequence[str]) -> list[str]:
    """The names of sentences; a single word that opens one may be no name."""
    return [
        match.group()
        for sentence in sentences
        for match in NAME.finditer(sentence)
        if (match.start() or " " in match.group())
        and len(match.group()) > 2
        and match.group().split()[0].casefold() not in FUNCTION_WORDS
    ]


def _inserted(claim: Claim, at: int, words: str) -> Claim:
    made = claim.replaced(at, at, f"{words} ", is_true=False)
    low, high = at, at + len(words)
    spans = [span for span in made.changed if span != (low, high + 1)]
    return Claim(made.text, tuple(sorted([*spans, (low, high)])))


def _without_space(claim: Claim, at: int) -> Claim:
    """The claim with the change at a place beginning one character later."""
    shifted = tuple((at + 1, high) if low == at else (low, high) for low, high in claim.changed)
    return Claim(claim.text, shifted)


def _names(claim: Claim) -> list[tuple[int, int]]:
    """Ranges of what looks like names; the first word counts only where others follow it."""
    return [
        match.span()
        for match in NAME.finditer(claim.text)
        if match.group().casefold() not in FUNCTION_WORDS
        and (match.start() or " " in match.group())
        and not claim.is_changed(*match.span())
    ]


def _name(claim: Claim, around: Surroundings, rng: random.Random) -> Claim | None:
    spans = _names(claim)
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
    new = swap_verb(claim.text, around.evidence, rng)
    if new is None:
        return None
    start = next(
        at for at, pair in enumerate(zip(claim.text, new, strict=False)) if pair[0] != pair[1]
    )
    while start and claim.text[start - 1].isalpha():
        start -= 1
    end = start
    while end < len(claim.text) and (claim.text[end].isalpha() or claim.text[end] == "-"):
        end += 1
    if claim.is_changed(start, end):
        return None
    rest = len(claim.text) - end
    return claim.replaced(start, end, new[start : len(new) - rest], is_true=False)


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
    spans = _names(claim)
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


def _shorter(claim: Claim, rng: random.Random) -> Claim | None:
    """Without an aside, its opening words before a comma, or its last clause."""
    text = claim.text
    if claim.changed:
        return None
    without = ASIDE.sub("", text)
    if without != text:
        return Claim(without)
    commas = [match.start() for match in re.finditer(r", ", text)]
    if not commas:
        return None
    opening, ending = text[: commas[0]], text[commas[-1] + 2 :]
    if rng.random() < 0.5:
        rest = text[commas[0] + 2 :]
        is_phrase = opening.split()[0] in {
            "In",
            "On",
            "At",
            "After",
            "During",
            "By",
            "With",
            "From",
        }
        if not is_phrase or len(opening.split()) > LONGEST_OPENING or "," in rest[:20]:
            return None
        kept = rest[0].upper() + rest[1:]
    else:
        if not re.match(r"(?:which|who|whose|where|while|with|including|according)\b", ending):
            return None
        kept = text[: commas[-1]] + "."
    return Claim(kept) if len(kept.split()) >= SHORTEST_CLAIM else None


def _surname(claim: Claim, rng: random.Random) -> Claim | None:
    spans = [s for s in _names(claim) if len(claim.text[slice(*s)].split()) == 2]
    if not spans:
        return None
    start, end = rng.choice(spans)
    return claim.replaced(start, end, claim.text[start:end].split()[-1], is_true=True)


def _digits(claim: Claim, rng: random.Random) -> Claim | None:
    """A small number in digits instead of letters, or the other way round."""
    small = SMALL_NUMBERS
    words = re.finditer(r"\b(?:\d\d?|[a-z]+)\b", claim.text)
    found = [m for m in words if m.group() in small[1:] or m.group() in map(str, range(2, 13))]
    found = [m for m in found if not claim.is_changed(*m.span())]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    new = small[int(old) - 1] if old.isdigit() else str(small.index(old) + 1)
    return claim.replaced(*match.span(), new, is_true=True)
