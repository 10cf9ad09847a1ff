"""Whether a sentence gives an amount as what could be, was asked for or was refused, not as fact.

"He could be banned for four years" is not how long he is banned, "prosecutors had asked for nine
years" not what he got, and "rejected a rise of 3.5%" not the rise. English only.
"""

from __future__ import annotations

import re

from corpus.models import Span
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import Reading, Value, ValueKind, read, values_in
from service.answering.values.acts import BOUNDARIES
from service.answering.values.tokens import folded

_EVERY = (
    ValueKind.MONEY,
    ValueKind.PERCENT,
    ValueKind.DURATION,
    ValueKind.QUANTITY,
    ValueKind.COUNT,
)
_KINDS: dict[AnswerKind, tuple[ValueKind, ...]] = {
    AnswerKind.MONEY: (ValueKind.MONEY,),
    AnswerKind.PERCENT: (ValueKind.PERCENT,),
    AnswerKind.DURATION: (ValueKind.DURATION,),
    AnswerKind.COUNT: (ValueKind.COUNT,),
    AnswerKind.QUANTITY: (ValueKind.QUANTITY, ValueKind.COUNT, ValueKind.PERCENT),
    AnswerKind.OTHER: _EVERY,
}
_OPEN_BEFORE = re.compile(
    r"\b(?:could|might|may|would have|if|unless"
    r"|fac(?:e|es|ed|ing) (?:up to|as (?:much|many|long) as|a maximum)|risk(?:s|ed|ing)?"
    r"|(?:ask|call|press|push)(?:s|ed|ing)? for|sought|seek(?:s|ing)?"
    r"|(?:(?<!is )(?<!was )(?<!are )(?<!were )wanted|wants|wanting)"
    r"|(?:demand|request|threaten|recommend|reject)(?:s|ed|ing)?|(?:propos|urg|refus)(?:es|ed|ing)"
    r"|(?:aim|hop)(?:s|es|ed|ing)|spurn(?:s|ed|ing)?|turn(?:s|ed|ing)? down"
    r"|expect(?:s|ed|ing)?|predict(?:s|ed|ing)?|forecast(?:s|ing)?|projected|budgeted"
    r"|(?:(?:is|are|was|were) (?:to|due to|supposed to|meant to))"
    r"|(?:a|the) (?:maximum|limit|ceiling) of)\b"
)
"""Ahead of an amount in its clause."""
_LIMITED = re.compile(r"\b(?:maximum|usual|normal|customary|potential|possible|proposed)\Z")
"""Right before an amount."""
_OPEN_BEHIND = re.compile(
    r"\b(?:if|unless)\b|\A(?:[\w'’-]+ ){0,4}(?:could|might|may"
    r"|(?:is|are|was|were) (?:to be|expected|due to|supposed to|meant to|sought|demanded|rejected"
    r"|proposed|requested|refused))\b"
)
_ABLE = re.compile(r"\b(?:only|just|not|no|n't)\b")
"""'Only twelve could be rescued' is a fact."""
_ASKS_OTHERWISE = re.compile(
    r"\b(?:will|would|could|might|may|can|should|if|ask|seek|sought|demand|request|propos|want|urge"
    r"|threat|recommend|reject|refus|turn(?:ed|ing)? down|aim|hope|expect|predict|forecast|project"
    r"|budget|fac(?:e[sd]?|ing)\b|risk|offer|plan|going to|due to|to be\b|likely|at most|maximum"
    r"|longest|limit|usual|normal|target|potential|possible|call(?:s|ed|ing)? for|suing|sue)",
    re.IGNORECASE,
)
"""In a question that asks for what may be, was sought or is the rule, or that looks ahead."""
_REACH = 14
"""Tokens around an amount that may leave it open."""
_CLAUSE_ENDS = BOUNDARIES - {"and"}


def is_unsettled(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    """Whether the amount in ``span`` is told as no fact, though the question asks for one.

    Args:
        shape: of the question.
        text: the sentence.
        language: ISO 639-1 code of the sentence, where known.
        span: of the words that may be the short answer, in code points of ``text``.
    """
    if shape.language != "en" or shape.parts or _ASKS_OTHERWISE.search(shape.text):
        return False
    amount = amount_in(shape, text, language, span)
    if amount is None:
        return False
    reading = read(text, language)
    return reading.language == "en" and _is_open(reading, amount)


def amount_in(
    shape: QuestionShape,
    text: str,
    language: str | None,
    span: Span,
    *,
    kinds: tuple[ValueKind, ...] = _EVERY,
) -> Value | None:
    """The first amount that ``span`` touches, of ``kinds`` and of those that the question allows.

    Other arguments as for ``is_unsettled``.
    """
    kinds = tuple(kind for kind in _KINDS.get(shape.wanted, ()) if kind in kinds)
    if not kinds:
        return None
    inside = (
        value
        for value in values_in(text, language, kinds=kinds)
        if value.start < span.end and span.start < value.end
    )
    return next(inside, None)


def _is_open(reading: Reading, amount: Value) -> bool:
    before, behind = _clause_around(reading, amount)
    if _LIMITED.search(before):
        return True
    upto = f"{before} {folded(amount.text)}"  # "up to nine years" is an amount
    found = _OPEN_BEFORE.search(upto) or _OPEN_BEHIND.search(behind)
    if found is None:
        return False
    is_ability = found[0].endswith("could") and _ABLE.search(before) is not None
    return not is_ability


def _clause_around(reading: Reading, amount: Value) -> tuple[str, str]:
    """The words of the clause before the amount and behind it; the month of May left out."""
    tokens = reading.tokens
    first = next(n for n, token in enumerate(tokens) if token.end > amount.start)
    after = next((n for n, t in enumerate(tokens) if t.start >= amount.end), len(tokens))
    lows = ["" if token.text == "May" else token.low for token in tokens]
    before = lows[max(0, first - _REACH) : first]
    wall = next((n for n in range(len(before), 0, -1) if before[n - 1] in _CLAUSE_ENDS), 0)
    behind = lows[after : after + _REACH]
    end = next((n for n, low in enumerate(behind) if low in BOUNDARIES), len(behind))
    return " ".join(before[wall:]), " ".join(behind[:end])
