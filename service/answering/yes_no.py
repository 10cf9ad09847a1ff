"""What a sentence answers to a question that wants a yes or a no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.answer import Quote
from service.answering.bound_answers import Bound
from service.answering.question_shape import QuestionShape
from service.answering.values import Polarity, polarity_of, read, stems_of
from service.answering.values.binding import is_about
from service.answering.values.polarity import tells_act
from service.answering.values.sought import Sought
from service.answering.values.tellings import stems_in
from service.answering.values.words import word_set

_POLARITY_WORDS = {
    "en": ("yes", "no"),
    "es": ("sí", "no"),
    "fr": ("oui", "non"),
    "de": ("ja", "nein"),
    "pt": ("sim", "não"),
}
_BEING = re.compile(r"\W*(?:is|are|was|were)\b", re.IGNORECASE)
_SUBORDINATING = word_set(
    """when while after before because during since cuando mientras antes despues durante lorsque
    pendant apres avant als wahrend nach bevor quando enquanto antes depois"""
)


def bind_yes_no(
    shape: QuestionShape, sought: Sought, quote: Quote, relevance: float
) -> Bound | None:
    """The quote with "yes" or "no", or ``None`` where it leaves the question open.

    Only what the main clause asks counts: that a ferry sailed is not what is asked by "was there a
    warning when the ferry sailed".

    Args:
        shape: of the question.
        sought: in this sentence.
        quote: the sentence.
        relevance: how well it answers.
    """
    reading = read(quote.text, quote.article.language)
    named = {word.casefold() for name in shape.names for word in name.split()}
    main = tuple(term for term in _of_main_clause(shape) if term not in named)
    acts = [verb for verb in shape.verbs if verb in main]
    verbs = stems_of((acts if _is_of_being(shape) else acts[:1]) or main)
    sought = sought._replace(verbs=verbs)
    lows = {token.low for token in reading.tokens}
    told = {verb for verb in verbs for low in lows if tells_act(low, verb)}
    stems = {*stems_in(reading), *told}
    done_to = set(stems_of(_done_to(shape, main))) & sought.terms - sought.named
    if not is_about(stems, sought) or (done_to and done_to.isdisjoint(stems)):
        return None
    polarity = polarity_of(quote.text, verbs, reading=reading)
    if polarity is Polarity.UNCLEAR:
        return None
    is_whole = stems >= sought.terms - sought.named
    word = polarity_word(shape, is_yes=polarity is not Polarity.NO)
    return Bound(quote, None, word, relevance, is_whole)


def polarity_word(shape: QuestionShape, *, is_yes: bool) -> str:
    """A yes or no in the language of the question."""
    return _POLARITY_WORDS[shape.language][not is_yes]


def _of_main_clause(shape: QuestionShape) -> tuple[str, ...]:
    """The terms before "when the ferry sailed" or "after the signing"."""
    tokens = read(shape.text, shape.language).tokens
    joint = next((n for n, token in enumerate(tokens) if n and token.low in _SUBORDINATING), None)
    words = {token.text.casefold() for token in tokens[:joint]}
    return tuple(term for term in shape.terms if term in words)


def _is_of_being(shape: QuestionShape) -> bool:
    """Whether an English question asks what is or was: "was there", "were papers missing"."""
    return shape.language == "en" and _BEING.match(shape.text) is not None


def _done_to(shape: QuestionShape, main: Sequence[str]) -> Sequence[str]:
    """The terms behind the verb: to hit a ferry is not to hit a pier.

    None where it is asked what is or was: a place may follow then.
    """
    at = next((n for n, term in enumerate(main) if term in shape.verbs[:1]), len(main))
    return () if _is_of_being(shape) else main[at + 1 :]
