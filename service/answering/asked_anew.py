"""The question before, asked once more: "why?", "are you sure?", "tell me more"."""

from __future__ import annotations

from service.answering.conversation_words import (
    ASKING_ALONE,
    CONJUNCTIONS,
    DENYING,
    DETERMINERS,
    KNOWN,
    NEGATING,
    PREPOSITIONS,
    WHY,
    WHY_NOT,
)
from service.answering.earlier import Earlier
from service.answering.question_shape import AnswerKind
from service.answering.values import Reading
from service.answering.values.tokens import tokens_of
from service.answering.values.verbs import AUXILIARIES

_CONTRACTED = {"will": "won't", "can": "can't"}


def asked_anew(reading: Reading, earlier: Earlier) -> str | None:
    """What the question before asked, asked with "why?" instead: "why was the bridge closed?".

    Where that was denied, or "why not?" is asked, why it was not.
    """
    words = [token for token in reading.tokens if token.low[0].isalpha()]
    asking = [token for token in words if token.low not in CONJUNCTIONS | NEGATING]
    if not asking or any(token.low not in ASKING_ALONE for token in asking):
        return None
    if reading.language != earlier.shape.language:
        return None
    start = _opening(earlier)
    is_negated = any(token.low in NEGATING for token in words)
    asks_why = any(token.low in WHY for token in asking)
    is_denied = is_negated or (asks_why and _is_denied(earlier))
    opening = reading.text[: asking[-1].end]
    if is_denied and (start is None or reading.language == "fr"):
        return f"{opening} {WHY_NOT[reading.language]}: {earlier.question}"
    if start is None:
        return None
    rest = _denied(earlier, start) if is_denied else earlier.question[start:]
    return f"{opening} {rest[0].lower()}{rest[1:]}"


def known_of_topic(earlier: Earlier) -> str | None:
    """What asks for all that is told of what the question before was about."""
    stretches = [earlier.with_article(*one) for one in earlier.stretches(earlier.actions)]
    if not stretches:
        return None
    named = [words for words in stretches if any(name.text in words for name in earlier.names)]
    topic = ", ".join(named or stretches)
    return KNOWN[earlier.shape.language].format(topic=topic)


def _opening(earlier: Earlier) -> int | None:
    """Where what is asked begins, behind the words that ask; ``None`` where that is not told.

    At its auxiliary; a question that opens with its verb has none.
    """
    words = [token for token in earlier.tokens if token.low[0].isalpha()]
    at = next((n for n, token in enumerate(words) if token.low in AUXILIARIES), None)
    if at is not None:
        # "Larkmouth a-t-elle fermé": what is asked about stands before it
        is_first = all(token.low in ASKING_ALONE for token in words[:at])
        return words[at].start if is_first else None
    first = words[0] if words else None
    is_yes_no = earlier.shape.wanted is AnswerKind.YES_NO and earlier.shape.language != "en"
    if first is None or not is_yes_no or first.low in DETERMINERS | PREPOSITIONS:
        return None
    return None if any(name.start == first.start for name in earlier.names) else first.start


def _is_denied(earlier: Earlier) -> bool:
    answer = tokens_of(earlier.answer)
    is_yes_no = earlier.shape.wanted is AnswerKind.YES_NO
    return is_yes_no and bool(answer) and answer[0].low in DENYING


def _denied(earlier: Earlier, start: int) -> str:
    """The question from ``start`` on, asked of the opposite."""
    language, rest = earlier.shape.language, earlier.question[start:]
    first = tokens_of(rest)[0]
    behind = rest[first.end :]
    if language == "en":
        low = first.text.lower()
        return _CONTRACTED.get(low, f"{low}n't") + behind
    if language == "de":
        body = rest.rstrip(" ?!.")
        last = body.rsplit(" ", 1)[-1]
        if last[:1].islower():  # its participle ends a German clause
            return f"{body[: -len(last)]}nicht {last}{rest[len(body) :]}"
        return f"{body} nicht{rest[len(body) :]}"
    return f"{WHY_NOT[language]} {first.text.lower()}{behind}"
