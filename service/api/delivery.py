"""How every door hands out an answer: noted for log and metrics, kept, whole or as it is made."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from fastapi import Request

from service.answering.answer import Answer, Question
from service.answering.events import AnswerFinished, SourcesFound, StatementWritten
from service.api.connection import while_connected
from service.api.errors import Problem
from service.api.presentation import answer_body
from service.api.request_log import note_answer
from service.api.schemas import AskResponse
from service.api.streaming import Step, begun, broken_off, paced, text_of
from service.state import ServiceState

Parts = AsyncGenerator[SourcesFound | str | AskResponse | Problem | None, None]
"""Evidence, text as it grows, the answer, last; or a problem, last. ``None`` where it was silent
for long."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One question of one caller."""

    question: Question
    state: ServiceState
    request: Request

    async def whole(self) -> AskResponse:
        """The answer in one piece.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
            CallerGone: nobody waits for it any more.
        """
        engine = self.state.engine
        return self._delivered(await while_connected(self.request, engine.ask(self.question)))

    async def steps(self) -> AsyncGenerator[Step, None]:
        """What happens while it is answered; the answer is noted and kept when it is there.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        async with aclosing(self.state.engine.stream(self.question)) as events:
            async for event in events:
                yield self._delivered(event.answer) if isinstance(event, AnswerFinished) else event

    async def parts(self) -> Parts:
        """The answer as it is made; what fails before its first part is raised here.

        The texts, put together, are the answer's, also where it is a refusal.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        steps = await begun(self.steps())

        async def all_parts() -> Parts:
            told = 0
            async with aclosing(paced(steps)) as paced_steps:
                async for step in paced_steps:
                    if isinstance(step, Exception):
                        yield broken_off(step, self.request)
                        continue
                    if step is not None and (text := text_of(step, told)):
                        told += len(text)
                        yield text
                    if not isinstance(step, StatementWritten):
                        yield step

        return all_parts()

    def _delivered(self, answer: Answer) -> AskResponse:
        note_answer(self.request.scope, answer)
        body = answer_body(answer)
        self.state.answers.keep(body.model_dump_json(), self.question.text)
        return body
