"""Whether gold evidence supports a sentence: a check that shares nothing with the verification.

A sentence is *unsupported* where it states a number in digits, a date or a name that stands nowhere
in the retrieved passages, or anything in answer to a question that the articles do not answer. It
is *supported* where its names stand in the gold articles, its numbers and dates in the gold
sentences, and it holds a gold wording or most of its content words stand in one gold sentence. What
neither holds of is *undecided*: for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.analysis import terms_in
from evaluation.metrics.answers import normalised, stated
from tests.llm.grading.gold import YES_OR_NO, Gold
from tests.llm.grading.stating import Source, Stated, stated_in

ENOUGH = 0.6
"""Share of a sentence's content words that must stand in one gold sentence."""
FEWEST = 4
"""Content words below which sharing them says nothing."""

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denie[sd]|deny)\b|n['’]t\b",
    re.IGNORECASE,
)
_SILENCE = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|has|have)(?: not|n['’]t)|\bcannot|\bnor)"
    r"(?: (?:been|be|explicitly|directly|specifically|clearly))*"
    r" (?:mention|state|say|specif|provid|contain|includ|indicat|report|disclos|discuss|describ|"
    r"determin|give|known|clear|available|answer|enough)"
    r"|\b(?:no|not enough|not any|without)(?: \w+)? "
    r"(?:information|mention|evidence|indication|details?|reference|answer)\b",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What gold says of a sentence."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNDECIDED = "undecided"


class Reason(StrEnum):
    """Which rule decided, or why none did."""

    INVENTED = "states what no retrieved passage has"
    UNANSWERABLE = "answers what the articles do not answer"
    RIGHT_WORD = "says yes or no as gold does"
    WORDING = "holds a gold wording"
    SENTENCE = "shares most words with a gold sentence"
    SILENCE = "says that the articles do not say"
    OTHER_WORD = "does not say yes or no as gold does"
    ELSEWHERE = "states what gold does not have"
    NEGATED = "denies what gold does not, or the reverse"
    FEW_SHARED = "shares few words with gold"
    BY_HAND = "decided by hand"


VERDICTS = {
    Reason.UNANSWERABLE: Verdict.UNSUPPORTED,
    Reason.RIGHT_WORD: Verdict.SUPPORTED,
    Reason.WORDING: Verdict.SUPPORTED,
    Reason.SENTENCE: Verdict.SUPPORTED,
}
"""The reasons that decide, besides invented values; all others leave a sentence undecided."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict, its reason, and the values that are invented."""

    verdict: Verdict
    reason: Reason
    invented: tuple[str, ...] = ()


def grade(sentence: str, gold: Gold, retrieved: Source) -> Grade:
    """What gold says of one sentence without markers.

    Args:
        sentence: as the model wrote it, or as it was shown.
        gold: of its question.
        retrieved: the passages that were found for the question.
    """
    values = stated_in(sentence)
    invented = tuple(retrieved.lacks(values))
    if invented:
        return Grade(Verdict.UNSUPPORTED, Reason.INVENTED, invented)
    reason = _without_values(sentence, gold) or _by_gold(sentence, values, gold)
    return Grade(VERDICTS.get(reason, Verdict.UNDECIDED), reason)


def _without_values(sentence: str, gold: Gold) -> Reason | None:
    """What its first word, its silence or the question decides; ``None`` where gold must."""
    word = next(iter(normalised(sentence)), "")
    if gold.yes_or_no is not None and word in YES_OR_NO:
        return Reason.RIGHT_WORD if word == gold.yes_or_no else Reason.OTHER_WORD
    if _SILENCE.search(sentence):
        return Reason.SILENCE
    return Reason.UNANSWERABLE if gold.question.unanswerable else None


def _by_gold(sentence: str, values: Stated, gold: Gold) -> Reason:
    if not (gold.passage.has_all(values) and gold.evidence.has_figures(values)):
        return Reason.ELSEWHERE
    terms = set(terms_in(sentence))
    near = [one for one in gold.sentences if len(terms) >= FEWEST and _share(terms, one) >= ENOUGH]
    telling = [one for one in gold.sentences if stated(one, gold.wordings)]
    holds_wording = bool(stated(sentence, gold.wordings))
    if not holds_wording and not near:
        return Reason.FEW_SHARED
    denies = _denies(sentence)
    if denies and not any(map(_denies, [*near, *telling])):
        return Reason.NEGATED
    if holds_wording:
        return Reason.WORDING
    return Reason.SENTENCE if any(_denies(one) == denies for one in near) else Reason.NEGATED


def _share(terms: set[str], gold: str) -> float:
    """The share of content words that stand in one gold sentence, 0 to 1."""
    return len(terms & set(terms_in(gold))) / len(terms)


def _denies(sentence: str) -> bool:
    return bool(_NEGATION.search(sentence))
