"""Work in a thread of its own, beside the caller's."""

from __future__ import annotations

from contextvars import ContextVar
from threading import Event, get_ident

import pytest

from corpus.alongside import alongside

NAME: ContextVar[str] = ContextVar("NAME")


def test_the_work_goes_on_while_the_caller_does_another() -> None:
    is_done = Event()
    waits = alongside(lambda: is_done.wait(timeout=10) and get_ident())
    is_done.set()
    assert waits() not in {False, get_ident()}


def test_an_error_is_raised_where_it_is_waited_for() -> None:
    waits = alongside(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        waits()


def test_the_work_sees_the_caller_s_context() -> None:
    NAME.set("request 7")
    assert alongside(NAME.get)() == "request 7"
