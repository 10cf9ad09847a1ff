"""What a question seeks in a sentence, and whether the sentence stands where it is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from service.answering.answer import Quote
from service.answering.question_shape import QuestionShape
from service.answering.values import AnswerKind, Reading, read
from service.answering.values.ages import asks_age
from service.answering.values.namesakes import holds_name
from service.answering.values.sought import Sought
from service.answering.values.tellings import abodes_left, stems_in
from service.answering.values.tokens import Token, folded, tokens_of
from service.answering.values.verbs import PREPOSITIONS
from service.answering.values.words import CONCEPT_OF, STATES, stem, word_set

_CONTEXT = 400  # characters
_LATELY = word_set("latest newest current currently now far")
_PLACES = word_set("place town city village country island region")
"""Of what sort the answer to a question is: "in which town" is asked of Orlo."""
_AHEAD = word_set("will would plan plans planned going promise promised expected")


def sought_by(shape: QuestionShape) -> Sought:
    """What binds a value to a question."""
    reading = read(shape.text, shape.language)
    told = dict(
        zip((token.text.casefold() for token in reading.tokens), stems_in(reading), strict=True)
    )

    def stems(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told.get(word) or stem(folded(word)) for word in words))

    passed_over = PREPOSITIONS | _LATELY | abodes_left(reading)
    if shape.wanted is AnswerKind.PLACE:
        passed_over |= _PLACES
    return Sought(
        shape.wanted,
        frozenset(stems([term for term in shape.terms if term not in passed_over])),
        stems(shape.verbs),
        stems(shape.counted),
        shape.given,
        shape.passive,
        nameless=not shape.names,
        of_age=asks_age(folded(shape.text)),
        ahead=bool(_AHEAD & {token.low for token in tokens_of(shape.text)}),
    )


def sought_in(shape: QuestionShape, surroundings: Sequence[Token], reading: Reading) -> Sought:
    """What is sought, as far as this sentence can hold it.

    Names that stand whole in it or around it are taken as named; a word of the question that no
    table translates is not missed in a sentence of another language, where what is counted and
    something else of the question, no name, is translated. It is where a time is asked for: what
    began or was lifted then is what tells one time from another.
    """
    sought = sought_by(shape)
    held = {stem(token.low) for token in (*reading.tokens, *surroundings)}
    names = [{stem(token.low) for token in tokens_of(name)} for name in shape.names]
    named = frozenset().union(*(name for name in names if name <= held))
    terms = sought.terms
    is_of_time = shape.wanted in {AnswerKind.DATE, AnswerKind.TIME_OF_DAY}
    if reading.language != shape.language and not is_of_time:
        kept = {*named, *CONCEPT_OF.values(), *stems_in(reading)}
        known = frozenset(term for term in terms if term in kept or term.isdigit())
        is_counted = not sought.counted or not known.isdisjoint(sought.counted)
        tells = known - named - {"people"}
        terms = known if is_counted and tells and len(known) > 1 else terms
    at_event = _is_at_event(shape, sought, held)
    return sought._replace(terms=terms, named=named & terms, at_event=at_event)


def _is_at_event(shape: QuestionShape, sought: Sought, held: Collection[str]) -> bool:
    """Whether the words around a sentence tell of the event asked about.

    A name of several words is enough ("the Orla Star"), of one, as towns have, half of the rest is
    needed as well: a fire and a flood may be in one town.
    """
    if any(len(tokens_of(name)) > 1 for name in shape.names):
        return True
    named = {stem(token.low) for name in shape.names for token in tokens_of(name)}
    beside = named | STATES | set(sought.counted) | set(sought.verbs[:1]) | {"people"}
    event = sought.terms - beside
    return 2 * len(event.intersection(held)) >= len(event)


def around(quote: Quote) -> Sequence[Token]:
    """The title of the article and the text before the sentence."""
    article = quote.article
    before = article.text[max(0, quote.start - _CONTEXT) : quote.start]
    return tokens_of(f"{article.title or ''} {before}")


def names_all(shape: QuestionShape, surroundings: Sequence[Token], reading: Reading) -> bool:
    """Whether the sentence, or the title or text before it, names all that the question names.

    One that names less may be about another visit of the same minister.
    """
    return all(holds_name(name, (reading.tokens, surroundings)) for name in shape.names)
