"""Which quotes state what an answer leads with: only their outlets corroborate it."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.answer import Quote
from service.answering.bound_answers import Bound, compared
from service.answering.corroboration import read_words, short_words
from service.answering.evidence import EvidenceSentence
from service.answering.reading_opinion import Reading
from service.answering.values.grouping import agreeing


def backing(
    lead: Sequence[Quote],
    told: Sequence[Bound],
    sentences: Sequence[EvidenceSentence],
    readings: Sequence[Reading | None],
) -> tuple[Quote, ...]:
    """The quotes of the leading statement and those that give the same answer.

    Where the lead answers by a value, those whose values agree with it; else those of which the
    reader takes the same short words, one's all among the other's.

    Args:
        lead: the quotes of the first statement, at least one.
        told: sentences with the value by which each answers.
        sentences: of the evidence.
        readings: the reader's view of each; ``None`` where there is none.
    """
    own = next((one for one in told if one.quote in lead), None)
    if own is not None:
        agree = (one.quote for one in told if agreeing(compared(own, one)))
        return tuple(dict.fromkeys((*lead, *agree)))
    views = {one.quote: (one, read) for one, read in zip(sentences, readings, strict=True)}
    first = short_words(*views[lead[0]]) if lead[0] in views else frozenset()
    alike = (
        quote
        for quote, (sentence, reading) in views.items()
        if (theirs := read_words(sentence, reading)) and (first <= theirs or theirs <= first)
    )
    return tuple(dict.fromkeys((*lead, *(alike if first else ()))))
