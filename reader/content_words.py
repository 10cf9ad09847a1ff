"""The content words of a claim, and others in their place."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

from reader.claim import WORD, Claim
from reader.lexicon import Lexicon, Use
from reader.questions import FUNCTION_WORDS

FEWEST_LETTERS = 3


class ContentWords:
    """Finds and exchanges the words that a lexicon knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` tells what words mean."""
        self._lexicon = lexicon

    def places(self, claim: Claim, rng: random.Random) -> list[tuple[int, int, Use]]:
        """Returns the unchanged lower-case content words with their places, in random order."""
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

    def exchange(
        self,
        claim: Claim,
        candidates: Callable[[Use], list[str]],
        rng: random.Random,
        forbidden: str = "",
        *,
        is_true: bool = False,
    ) -> Claim | None:
        """Returns the claim with one content word exchanged for a candidate; None where none fits.

        Args:
            claim: to change.
            candidates: other words for a use of one.
            rng: source of chance.
            forbidden: text that must not hold the new word.
            is_true: whether the claim stays true by it.
        """
        for start, end, use in self.places(claim, rng):
            found = [
                word
                for word in candidates(use)
                if word and word != claim.text[start:end] and word not in forbidden
            ]
            if found:
                return claim.replaced(start, end, rng.choice(found), is_true=is_true)
        return None
