"""A number of one sentence that the next names: "… 410 sheets. That is how many were lost"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from corpus.sentences import sentences_in
from service.answering.answer import Quote
from service.answering.values import Amount, Value, ValueKind, values_in

_POINTING = re.compile(r"(?:that|this|those|it) (?:is|was|are|were) how many\b", re.IGNORECASE)
_LOOKED_BACK = 400  # characters


class Antecedent(NamedTuple):
    """The number that a sentence points back to, and both sentences as one quote."""

    quote: Quote
    value: Value


def antecedent_of(quote: Quote, counted: tuple[str, ...]) -> Antecedent | None:
    """The only number of the sentence before one that says what it counts.

    Args:
        quote: the sentence that may point back.
        counted: the stems of what is counted; the number is one of these, whatever noun it has.
    """
    if not counted or not _POINTING.match(quote.text):
        return None
    article = quote.article
    earliest = max(0, quote.start - _LOOKED_BACK)
    spans = sentences_in(article.text[earliest : quote.start], article.language)
    if not spans:
        return None
    start, end = earliest + spans[-1].start, earliest + spans[-1].end
    values = values_in(article.text[start:end], article.language, kinds=(ValueKind.COUNT,))
    if len(values) != 1 or not isinstance(values[0].meaning, Amount):
        return None
    meaning = replace(values[0].meaning, unit=counted[0], nouns=counted)
    return Antecedent(replace(quote, start=start), replace(values[0], meaning=meaning))
