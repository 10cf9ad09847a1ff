"""Rewriting a claim so that it stays true."""

from __future__ import annotations

import random
import re

from reader.claim import Claim, name_places
from reader.content_words import ContentWords
from reader.lexicon import Lexicon, Use
from reader.number_words import SMALL_NUMBERS

ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
SHORTEST_CLAIM = 5
LONGEST_OPENING = 9


class Reworder:
    """Rewrites claims; each kind of edit returns None where the claim has no place for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` tells what words mean."""
        self._lexicon = lexicon
        self._words = ContentWords(lexicon)

    def reword(self, claim: Claim, rng: random.Random) -> Claim:
        """The claim with one thing said in another way, or left out; itself where that fails."""
        edits = (self._synonym, self._synonym, self._broader, _shorter, _surname, _digits)
        return rng.choice(edits)(claim, rng) or claim

    def _synonym(self, claim: Claim, rng: random.Random) -> Claim | None:
        def synonyms(use: Use) -> list[str]:
            return self._lexicon.synonyms(use) if use.part != "ADV" else []

        return self._words.exchange(claim, synonyms, rng, is_true=True)

    def _broader(self, claim: Claim, rng: random.Random) -> Claim | None:
        return self._words.exchange(claim, self._lexicon.broader, rng, is_true=True)


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
    spans = [s for s in name_places(claim) if len(claim.text[slice(*s)].split()) == 2]
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
