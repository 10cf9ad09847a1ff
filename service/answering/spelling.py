"""Reads past slips of the keyboard: a word that no article knows, but one letter off one in sight.

Only words that the whole collection and English lack are read differently, and only as a word of
the retrieved evidence, so a name that is merely absent stays absent, and "injured" is not read as
"insured". Evidence in another language lends its names alone: Spanish "visita" is no slip of
English "visit". Doubled letters are missed often ("kervile" for "Kerrville"), and two words are run
together ("whitehouse"). A Spanish or Portuguese word may be read as another form of it, which helps
to find the sentence and is nothing to tell the reader: "nació" as "nacido".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from corpus.analysis import STOP_WORDS, folded
from service.answering.ordinary_words import is_ordinary
from service.answering.phrases import language_of_question
from service.answering.values.words import word_set

SHORTEST = 5
"""Letters a word must have: among shorter ones every second word is a letter from another."""
SHORTEST_DOUBLED = 4
"""Letters it must have where only a doubled letter is written once: "jimy" for "Jimmy"."""
LONG = 9
"""Letters from which two slips are forgiven instead of one."""
SHORTEST_NAME = 7
"""Letters from which a capitalised word may lack a letter or have another: "Niger" and "Nigel" are
both meant. In a shorter one only swapped neighbours are a slip, as "Nolna" for "Nolan"."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_TYPED = re.compile(rf"[^\W\d_]{{{SHORTEST_DOUBLED},}}")
_PAIR = re.compile(r"(?=\b([^\W\d_]{3,}) ([^\W\d_]{3,})\b)")
_DOUBLED = re.compile(r"(.)\1+")
_INFLECTED = ("es", "pt")
_ENDINGS = word_set(
    """a o e as os es an en am em ar er ir ado ada ados adas ido ida idos idas ando iendo endo indo
    io ieron aron ou eu iu ei aram eram iram aba aban ava avam ia ian iam ara aran era eran ira
    iran are ere ire asse esse isse s"""
) | {""}
"""Endings of Spanish and Portuguese verbs, nouns and adjectives, folded."""
_SHORTEST_STEM = 3
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:\n])[^\w\n]*$")


def corrected(
    question: str, evidence: Iterable[tuple[str, str | None]], is_known: Callable[[str], bool]
) -> str:
    """``question`` with each misspelt word as the evidence spells it, everything else untouched.

    Args:
        question: as the reader typed it.
        evidence: the texts of the retrieved passages, each with its language where that is known.
        is_known: whether any article of the collection holds a word.
    """
    language = language_of_question(question)
    suspects = [match for match in _TYPED.finditer(question) if _may_be_slip(match)]
    unknown = [match for match in suspects if not is_known(match.group())]
    if not unknown:
        return question
    evidence = list(evidence)
    vocabulary, pairs = _vocabulary(evidence, language), _pairs(evidence, language)
    for match in reversed(unknown):
        word = folded(match.group())
        meant = pairs.get(word)
        if meant is None:
            meant = _nearest(word, vocabulary, swaps=_is_short_name(match, question))
        if meant is not None:
            question = f"{question[: match.start()]}{meant}{question[match.end() :]}"
    return question


def edits(one: str, other: str, most: int) -> int:
    """Letters to insert, drop, change or swap with a neighbour; ``most + 1`` where more.

    Source: Boytsov, "Indexing methods for approximate dictionary searching", 2011 (optimal string
    alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row = row, [i]
        for j, rival in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != rival))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == rival:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def is_respelt(question: str, read: str) -> bool:
    """Whether a word was read as another one, not only as another form of itself.

    Args:
        question: as the reader typed it.
        read: the same with words as the evidence spells them.
    """
    typed, meant = _WORD.findall(question), _WORD.findall(read)
    if len(typed) != len(meant) or language_of_question(question) not in _INFLECTED:
        return question != read
    return any(
        one != other and not (other[0].islower() and is_other_form(folded(one), folded(other)))
        for one, other in zip(typed, meant, strict=True)
    )


def is_other_form(one: str, other: str) -> bool:
    """Whether two folded words are a stem and two endings of Spanish or Portuguese."""
    shared = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return any(
        one[at:] in _ENDINGS and other[at:] in _ENDINGS for at in range(_SHORTEST_STEM, shared + 1)
    )


def _may_be_slip(match: re.Match[str]) -> bool:
    word = match.group()
    return not is_ordinary(word) and not any(folded(word) in some for some in STOP_WORDS.values())


def _is_short_name(match: re.Match[str], question: str) -> bool:
    word = match.group()
    is_name = word[0].isupper() and match.start() > 0 and not question.isupper()
    return is_name and len(word) < SHORTEST_NAME


def _vocabulary(evidence: Iterable[tuple[str, str | None]], language: str) -> dict[str, str]:
    """Folded word -> as it is written first; from texts of other languages only names."""
    vocabulary: dict[str, str] = {}
    for text, written_in in evidence:
        is_foreign = written_in is not None and written_in[:2] != language
        for match in _names(text, written_in) if is_foreign else _WORD.finditer(text):
            vocabulary.setdefault(folded(match.group()), match.group())
    return vocabulary


def _pairs(evidence: Iterable[tuple[str, str | None]], language: str) -> dict[str, str]:
    """Two words that stand beside one another, run together and folded -> as they are written."""
    return {
        folded("".join(match.groups())): " ".join(match.groups())
        for text, written_in in evidence
        if written_in is None or written_in[:2] == language
        for match in _PAIR.finditer(text)
    }


def _names(text: str, language: str | None) -> list[re.Match[str]]:
    """The words written with a capital wherever they stand; none where every noun is, in German."""
    if language == "de":
        return []
    words = list(_WORD.finditer(text))
    lower = {folded(match.group()) for match in words if match.group()[0].islower()}
    inside = {
        folded(match.group())
        for match in words
        if match.group()[0].isupper() and not _BEGINS_SENTENCE.search(text, 0, match.start())
    }
    return [match for match in words if folded(match.group()) in inside - lower]


def _nearest(word: str, vocabulary: dict[str, str], *, swaps: bool) -> str | None:
    """The word of the vocabulary that was meant; only by swapped neighbours where ``swaps``."""
    most = 2 if len(word) >= LONG else 1
    found = [
        (distance, known)
        for known in vocabulary
        if known[0] == word[0]
        and (not swaps or sorted(known) == sorted(word))
        and (distance := _distance(word, known, most)) <= most
    ]
    return vocabulary[min(found)[1]] if found else None


def _distance(word: str, known: str, most: int) -> int:
    """Slips from one word to the other; letters that are doubled in one of them alone are one.

    In a short word nothing else is any.
    """
    one, other = _DOUBLED.sub(r"\1", word), _DOUBLED.sub(r"\1", known)
    if one == other:
        return 1
    return most + 1 if len(word) < SHORTEST else edits(word, known, most)
