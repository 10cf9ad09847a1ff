"""What a question seeks, as far as a value can be told to be that or not."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.value import AnswerKind, Value


class Sought(NamedTuple):
    """What a question seeks, as stems; ``passive`` where a "who" asks for the one it was done to.

    ``ahead`` where it asks about the future. ``verbs`` are in the question's order; ``given`` are
    the values that cannot be the answer. ``named`` are the terms of names that the text around a
    sentence holds, so that the sentence itself need not; ``nameless`` where the question has none.
    ``at_event`` where the sentence stands in an article about the event asked about, so that a toll
    in it is of that event; ``of_age`` where the question asks how old somebody is.
    """

    kind: AnswerKind
    terms: frozenset[str]
    verbs: tuple[str, ...]
    counted: tuple[str, ...]
    given: tuple[Value, ...]
    passive: bool = False
    ahead: bool = False
    named: frozenset[str] = frozenset()
    nameless: bool = False
    at_event: bool = False
    of_age: bool = False
