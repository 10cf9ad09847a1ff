"""The short answer that heads an extractive answer."""

from __future__ import annotations

from service.answering.answer import DraftStatement
from service.answering.dated_headline import with_day
from service.answering.disagreement import Contradictions
from service.answering.markers import statement_text
from service.answering.picked import Picked
from service.answering.question_shape import QuestionShape


def _latest(found: Contradictions, first: DraftStatement) -> str | None:
    """The newest value of an update, where the first statement tells it."""
    tells = found.latest is not None and first.quotes[0] in found.updates[:1]
    return statement_text(found.latest) if found.latest and tells else None


def headline_of(
    first: DraftStatement,
    shape: QuestionShape,
    found: Contradictions,
    *,
    has_sides: bool,
    rival: Picked | None,
) -> str | None:
    """The short answer as running text; none where another sentence may as well be right."""
    if has_sides:
        return _latest(found, first)
    span, quote = first.highlight, first.quotes[0]
    if span is None or rival is not None:
        return None
    return with_day(statement_text(quote.text[span.start : span.end]), shape, quote, span)
