"""Work that overlaps: results in the order of what they are made of, and the time it takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


async def in_order(
    items: AsyncGenerator[Item, None], work: Callable[[Item], Awaitable[Result]]
) -> AsyncGenerator[Result, None]:
    """What ``work`` makes of each item, in the order of the items, each as soon as it is there.

    Items are read without waiting for what becomes of them, so that a slow ``work`` does not hold
    up who gives them. What ends ``items`` early is raised after the results of those before.
    Closing the generator ends the reading and the work.
    """
    started: asyncio.Queue[asyncio.Task[Result] | None] = asyncio.Queue()
    tasks: list[asyncio.Task[Result]] = []

    async def result_of(item: Item) -> Result:
        return await work(item)

    async def read() -> None:
        try:
            async with aclosing(items):
                async for item in items:
                    tasks.append(asyncio.create_task(result_of(item)))
                    started.put_nowait(tasks[-1])
        finally:
            started.put_nowait(None)

    reading = asyncio.create_task(read())
    try:
        while (task := await started.get()) is not None:
            yield await task
        await reading
    finally:
        for one in (reading, *tasks):
            one.cancel()
        await asyncio.gather(reading, *tasks, return_exceptions=True)


class Stopwatch:
    """The time in which anything was under way; what overlaps counts once.

    Args:
        clock: seconds that never run backwards.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds = 0.0
        self._clock = clock
        self._running = 0
        self._since = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measures the block."""
        if not self._running:
            self._since = self._clock()
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self.seconds += self._clock() - self._since
