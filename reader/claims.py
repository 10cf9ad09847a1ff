"""Statements made from a question and its answer.

"When did X sign Y?" and "2002" give "X signed Y in 2002". With another answer of the same shape
such a statement is a claim of which is known that it is wrong, and where.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import lemminflect

from reader.claim import Claim, listed, names_of
from reader.examples import Example
from reader.lexicon import Lexicon
from reader.questions import FUNCTION_WORDS

WORD = re.compile(r"[\w’'-]+")
SUPPORTS = frozenset(["did", "does", "do"])
HELPERS = frozenset(listed("is are was were has have had can could will would should may might"))
ASKING = r"(?:who|what|which|when|where|why|how)"
SUBJECT_QUESTION = re.compile(r"^(?:who|what|which)\s+(?P<rest>.+)$", re.IGNORECASE)
INVERTED = re.compile(
    rf"^(?P<before>(?:\w+\s)?{ASKING}\b[^,]*?)\s"
    r"(?P<helper>did|does|do|is|are|was|were|has|have|had|can|could|will|would)\s(?P<rest>.+)$",
    re.IGNORECASE,
)
NO_VERBS = FUNCTION_WORDS - {"have", "do"}
BEFORE_NOUNS = frozenset(listed("the a an of in on his her its their this that"))
FEWEST_WORDS = 3
PREPOSITIONS = frozenset(
    listed("in on at by with from to for since until during after before of as")
)
YEAR_OR_MONTH = re.compile(r"^(?:the\s|early\s|late\s|mid-?)?(?:[A-Z][a-z]+\s)?\d{3,4}s?$")
DAY = re.compile(r"^(?:[A-Z][a-z]+day|[A-Z][a-z]+\s\d{1,2}\b|\d{1,2}\s[A-Z])")


def declare(
    example: Example, sentence: str, answer: str, lexicon: Lexicon
) -> tuple[str, int] | None:
    """The statement that a question and an answer make, and where the answer stands in it.

    Args:
        example: with the question.
        sentence: the one that answers; tells verbs from names.
        answer: put in the place of the words that ask.
        lexicon: knows verbs.

    Returns:
        None where the question is of no form known here.
    """
    question = re.sub(r"\s+", " ", example.question).strip(" ?.")
    answer = answer.strip(" .,;")
    inverted = INVERTED.match(question)
    if inverted is None:
        return _with_subject(question, answer, lexicon)
    before, helper = inverted["before"].lower(), inverted["helper"].lower()
    rest = inverted["rest"].split(" ")
    if helper in HELPERS and before in {"who", "what"} and len(rest) <= 8:
        return f"{_upper(answer)} {helper} {' '.join(rest)}.", 0
    place = _verb_place(rest, helper, sentence, lexicon)
    if place is None:
        return None
    subject = " ".join(rest[:place])
    verb, after = rest[place], " ".join(rest[place + 1 :])
    if helper in SUPPORTS:
        tag = {"did": "VBD", "does": "VBZ"}.get(helper)
        verb = (lemminflect.getInflection(verb.lower(), tag) or (verb,))[0] if tag else verb
        start = f"{_upper(subject)} {verb} {after}".strip()
    else:
        start = f"{_upper(subject)} {helper} {verb} {after}".strip()
    joined = f"{start} {_preposition(before, answer, start)}".rstrip()
    return f"{joined} {answer}.", len(joined) + 1


def _with_subject(question: str, answer: str, lexicon: Lexicon) -> tuple[str, int] | None:
    asked = SUBJECT_QUESTION.match(question)
    if asked is None or asked["rest"].split(" ")[0].lower() in SUPPORTS:
        return None
    words = asked["rest"].split(" ")
    use = lexicon.use_of(words[0].lower())
    if use is not None and use.part != "VERB" and len(words) > FEWEST_WORDS:
        words = words[1:]  # "what country joined": the answer stands for the country
    return f"{_upper(answer)} {' '.join(words)}.", 0


def _verb_place(words: Sequence[str], helper: str, sentence: str, lexicon: Lexicon) -> int | None:
    """Where the verb stands after its subject."""
    told = {lemma for word in WORD.findall(sentence) for lemma in _verb_lemmas(word)}
    candidates = []
    for place, word in enumerate(words[1:], start=1):
        if word in NO_VERBS or not word.islower():
            continue
        lemmas = _verb_lemmas(word)
        is_base = word in lemmas
        if helper in SUPPORTS and is_base:
            use = lexicon.use_of(word)
            is_other = word != "have" and (use is None or use.part != "VERB")
            is_noun = words[place - 1].lower() in BEFORE_NOUNS
            candidates.append((is_noun, is_other and not set(lemmas) & told, is_other, place))
        elif (
            helper not in SUPPORTS
            and lemmas
            and not is_base
            and word.endswith(("ed", "en", "ing", "n", "t"))
        ):
            candidates.append((False, False, False, place))
    return min(candidates)[3] if candidates else None


def _verb_lemmas(word: str) -> tuple[str, ...]:
    return lemminflect.getAllLemmas(word.lower()).get("VERB", ())


def _preposition(before: str, answer: str, start: str) -> str:
    first = answer.split(" ", maxsplit=1)[0].lower() if answer else ""
    last = start.rsplit(" ", maxsplit=1)[-1].lower()
    if first in PREPOSITIONS or last in PREPOSITIONS:
        return ""
    own = before.split(" ", maxsplit=1)[0]
    if own in PREPOSITIONS:
        return own
    if before.startswith("when") or "year" in before or "date" in before:
        return "on" if DAY.match(answer) else "in" if YEAR_OR_MONTH.match(answer) else ""
    if before.startswith("where"):
        return "in"
    return "because" if before.startswith("why") and first != "because" else ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_pair(question: str, answer: str) -> tuple[str, int]:
    """Question and answer one after the other, and where the answer starts."""
    asked = question.strip()
    asked = asked if asked.endswith("?") else f"{asked}?"
    return f"{asked} {answer}", len(asked) + 1


def rival_answer(
    answer: str, sentences: Sequence[str], pool: Sequence[str], rng: random.Random
) -> str | None:
    """Another answer of the same shape: a number for a number, a name for a name."""
    has_digit, is_name = bool(re.search(r"\d", answer)), answer[:1].isupper()
    if has_digit:
        number = rng.choice(re.findall(r"\d+", answer))
        new = str(
            abs(int(number[:9]) + rng.choice((-1, 1)) * rng.randint(1, max(3, len(number) * 3)))
        )
        return answer.replace(number, new, 1)
    near = [n for n in names_of(sentences) if is_name] if rng.random() < 0.6 else []
    for _ in range(15):
        other = rng.choice(near or pool)
        if other[:1].isupper() != is_name or re.search(r"\d", other):
            continue
        if other.casefold() in answer.casefold() or answer.casefold() in other.casefold():
            continue
        if not near and other.casefold() in " ".join(sentences).casefold():
            continue
        return other
    return None


def with_answer(text: str, at: int, answer: str, rival: str) -> Claim:
    """The claim with another answer at the place of the right one."""
    new = _upper(rival) if at == 0 else rival
    return Claim(text).replaced(at, at + len(answer), new, is_true=False)
