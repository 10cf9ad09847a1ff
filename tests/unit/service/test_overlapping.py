"""Work that overlaps: in the order of what it is made of, ended with it, its time counted once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from service.answering.llm.overlapping import Stopwatch, in_order


class Source:
    """Gives numbers, then fails if it is told to; ``closed`` says that its end was reached."""

    def __init__(self, count: int, failure: Exception | None = None) -> None:
        self.count = count
        self.failure = failure
        self.closed = False

    async def numbers(self) -> AsyncGenerator[int, None]:
        try:
            for number in range(self.count):
                yield number
                await asyncio.sleep(0)
            if self.failure:
                raise self.failure
        finally:
            self.closed = True


def test_results_keep_their_order_whichever_is_done_first() -> None:
    done: list[int] = []

    async def work(number: int) -> int:
        await asyncio.sleep((3 - number) / 50)
        done.append(number)
        return number

    async def story() -> list[int]:
        return [one async for one in in_order(Source(3).numbers(), work)]

    assert asyncio.run(story()) == [0, 1, 2]
    assert done == [2, 1, 0]


def test_a_result_is_given_before_the_next_item_is_there() -> None:
    goes_on = asyncio.Event()

    async def items() -> AsyncGenerator[int, None]:
        yield 1
        await goes_on.wait()
        yield 2

    async def same(number: int) -> int:
        return number

    async def story() -> list[int]:
        given = []
        async with asyncio.timeout(5):
            async for one in in_order(items(), same):
                given.append(one)
                goes_on.set()
        return given

    assert asyncio.run(story()) == [1, 2]


def test_a_failure_of_the_source_comes_after_the_results_before_it() -> None:
    given: list[int] = []

    async def slow(number: int) -> int:
        await asyncio.sleep(0.02)
        return number

    async def story() -> None:
        results = in_order(Source(2, ValueError("no more")).numbers(), slow)
        given.append(await anext(results))
        given.append(await anext(results))
        await anext(results)

    with pytest.raises(ValueError, match="no more"):
        asyncio.run(story())
    assert given == [0, 1]


def test_a_failure_of_the_work_is_raised_and_ends_the_reading() -> None:
    source = Source(1_000)

    async def fail(number: int) -> int:
        raise ZeroDivisionError

    async def story() -> None:
        async with aclosing(in_order(source.numbers(), fail)) as results:
            async for _ in results:
                pass

    with pytest.raises(ZeroDivisionError):
        asyncio.run(story())
    assert source.closed


def test_leaving_ends_the_source_and_the_work() -> None:
    source, ended = Source(1_000), asyncio.Event()

    async def work(number: int) -> int:
        if not number:
            return number
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return number

    async def story() -> None:
        async with aclosing(in_order(source.numbers(), work)) as results:
            async for _ in results:
                await asyncio.sleep(0.01)
                break

    asyncio.run(story())
    assert source.closed
    assert ended.is_set()


def test_time_that_overlaps_counts_once() -> None:
    now = 0.0
    watch = Stopwatch(lambda: now)
    with watch.running():
        now = 1.0
        with watch.running():
            now = 3.0
        now = 4.0
    now = 10.0
    with watch.running():
        now = 11.0
    assert watch.seconds == 5.0
