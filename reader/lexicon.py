"""Words and their senses, from WordNet: words that mean the same, the opposite, something near.

Source: Miller, "WordNet: A Lexical Database for English", 1995; the files of version 3.0, as the
Debian package wordnet-base holds them. Inflection by lemminflect (Jascob, 2019).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import lemminflect

PARTS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
LETTERS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "s": "ADJ", "r": "ADV"}
NUMBERS = {"1": "NOUN", "2": "VERB", "3": "ADJ", "4": "ADV", "5": "ADJ"}
SURE = 0.75
"""Share of a form's uses that one part of speech must have, for the form to be taken as that."""
USUAL_SENSES = 2
"""Senses, the most frequent first, that a synonym must share with the word."""
OPPOSITE, ABOVE, BELOW = "!", "@", "~"
OPEN_AUXILIARIES = frozenset(
    ["be", "been", "being", "was", "were", "is", "are", "has", "have", "had", "by", "got"]
)


class Synset(NamedTuple):
    """Words of one meaning, and what it points to: (kind, synset, word it holds for or 0)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, tuple[str, int], int, int], ...]


class Use(NamedTuple):
    """A form as it stands in a text: its lemma, part of speech and Penn tag."""

    lemma: str
    part: str
    tag: str


@dataclass(frozen=True)
class Lexicon:
    """WordNet, read from its folder when it is first needed."""

    folder: Path

    @cached_property
    def synsets(self) -> dict[tuple[str, int], Synset]:
        """All synsets by part of speech and offset."""
        return {key: synset for part in PARTS for key, synset in _synsets(self.folder, part)}

    @cached_property
    def senses(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """The offsets of each word's senses, the most frequent first."""
        found = {}
        for part, name in PARTS.items():
            for line in _lines(self.folder / f"index.{name}"):
                fields = line.split()
                count = int(fields[2])
                found[part, fields[0]] = tuple(int(one) for one in fields[-count:])
        return found

    @cached_property
    def uses(self) -> Counter[tuple[str, str]]:
        """How often each lemma was met as each part of speech."""
        counts: Counter[tuple[str, str]] = Counter()
        for line in (self.folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
            key, _, count = line.split()
            lemma, _, rest = key.partition("%")
            counts[NUMBERS[rest[0]], lemma] += int(count)
        return counts

    @cached_property
    def common(self) -> dict[str, list[str]]:
        """The lemmas of one word that are met often, by part of speech."""
        found: dict[str, list[str]] = defaultdict(list)
        for (part, lemma), count in self.uses.items():
            if count >= 4 and lemma.isalpha() and len(lemma) > 3:
                found[part].append(lemma)
        return found

    def use_of(self, word: str, before: str = "") -> Use | None:
        """What a lower-case form is; None where that is open or it is no word of this kind.

        Args:
            word: the form.
            before: the word before it, which tells a participle from a past tense.
        """
        return _use_of(self, word, before in OPEN_AUXILIARIES)

    def synonyms(self, use: Use) -> list[str]:
        """Other words with the usual meaning, in the same form."""
        offsets = self.senses.get((use.part, use.lemma), ())[:1]
        found = [
            word
            for offset in offsets
            for word in self.synsets[use.part, offset].words
            if word != use.lemma
            and offset in self.senses.get((use.part, word), ())[:USUAL_SENSES]
            and self.uses[use.part, word]
        ]
        return _inflected(found, use)

    def opposites(self, use: Use) -> list[str]:
        """Words with an opposite meaning, in the same form."""
        found = []
        for offset in self.senses.get((use.part, use.lemma), ())[:USUAL_SENSES]:
            synset = self.synsets[use.part, offset]
            for kind, target, source, place in synset.pointers:
                if kind == OPPOSITE and source and synset.words[source - 1] == use.lemma:
                    found.append(self.synsets[target].words[place - 1])
        return _inflected(found, use)

    def broader(self, use: Use) -> list[str]:
        """Words that hold wherever the usual meaning of this one does, in the same form."""
        found = []
        for offset in self.senses.get((use.part, use.lemma), ())[:1]:
            for kind, above, _, _ in self.synsets[use.part, offset].pointers:
                if kind == ABOVE:
                    found += [w for w in self.synsets[above].words if self.uses[use.part, w] > 4]
        return _inflected(found, use)

    def siblings(self, use: Use) -> list[str]:
        """Words for other things of the same kind, in the same form."""
        offsets = self.senses.get((use.part, use.lemma), ())
        if not offsets:
            return []
        own = self.synsets[use.part, offsets[0]]
        found = []
        for kind, above, _, _ in own.pointers:
            if kind != ABOVE:
                continue
            for below, near, _, _ in self.synsets[above].pointers:
                if below == BELOW and near != (use.part, offsets[0]):
                    found += self.synsets[near].words
        meanings = set(offsets)
        return _inflected(
            [
                word
                for word in dict.fromkeys(found)
                if self.uses[use.part, word] > 1
                and word not in own.words
                and not meanings & set(self.senses.get((use.part, word), ()))
            ],
            use,
        )

    def some(self, part: str, tag: str, rng: random.Random) -> str:
        """Any word of a part of speech, in a form; empty where none has it."""
        words = self.common.get(part, [])
        for _ in range(10 if words else 0):
            found = _inflected([rng.choice(words)], Use("", part, tag))
            if found:
                return found[0]
        return ""


@lru_cache(maxsize=100_000)
def _use_of(lexicon: Lexicon, word: str, is_participle: bool) -> Use | None:  # noqa: FBT001
    counts: Counter[tuple[str, str]] = Counter()
    for part, lemmas in lemminflect.getAllLemmas(word).items():
        if part in PARTS:
            for lemma in lemmas:
                counts[part, lemma] = max(counts[part, lemma], lexicon.uses[part, lemma.lower()])
    if not counts:
        return None
    (part, lemma), count = counts.most_common(1)[0]
    if count < SURE * sum(counts.values()) or not count:
        return None
    forms = lemminflect.getAllInflections(lemma, part)
    tags = [tag for tag, spelled in forms.items() if word in spelled]
    if not tags:
        return None
    is_past = bool({"VBD", "VBN"} & set(tags))
    past = "VBN" if is_participle or "VBD" not in tags else "VBD"
    return Use(lemma.lower(), part, past if is_past else tags[0])


def _inflected(lemmas: list[str], use: Use) -> list[str]:
    found = []
    for lemma in lemmas:
        if not lemma.isalpha() or not lemma.islower():
            continue
        forms = lemminflect.getInflection(lemma, use.tag)
        if forms:
            found.append(forms[0])
        elif use.part in {"ADJ", "ADV"}:
            found.append(lemma)
    return found


def _synsets(folder: Path, part: str) -> Iterator[tuple[tuple[str, int], Synset]]:
    for line in _lines(folder / f"data.{PARTS[part]}"):
        fields = line.partition("|")[0].split()
        count = int(fields[3], 16)
        words = tuple(word.partition("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2])
        place = 4 + 2 * count
        pointers = []
        for at in range(place + 1, place + 1 + 4 * int(fields[place]), 4):
            kind, offset, letter, numbers = fields[at : at + 4]
            if kind in {OPPOSITE, ABOVE, BELOW}:
                target = (LETTERS[letter], int(offset))
                source, place_there = bytes.fromhex(numbers)
                pointers.append((kind, target, source, place_there))
        yield (part, int(fields[0])), Synset(words, tuple(pointers))


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="latin-1") as lines:
        yield from (line for line in lines if not line.startswith(" "))
