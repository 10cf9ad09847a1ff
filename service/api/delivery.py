"""How every door hands out an answer: noted for log and metrics, kept, whole or as it is made."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from fastapi import Request

from service.answering.answer import Answer, Question
from service.answering.events import AnswerFinished, Event, SourcesFound, StatementWritten
from service.api.connection import while_connected
from service.api.errors import Problem
from service.api.presentation import answer_body
from service.api.request_log import note_answer
from service.api.schemas import AskResponse
from service.api.streaming import begun, broken_off, paced
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

    async def events(self) -> AsyncGenerator[Event, None]:
        """What happens while it is answered; the answer is noted and kept when it is there.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        async with aclosing(self.state.engine.stream(self.question)) as events:
            async for event in events:
                if isinstance(event, AnswerFinished):
                    self._delivered(event.answer)
                yield event

    async def parts(self) -> Parts:
        """The answer as it is made; what fails before its first part is raised here.

        The texts, put together, are the answer's, also where it is a refusal.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        events = await begun(self.state.engine.stream(self.question))

        async def all_parts() -> Parts:
            told = 0
            async with aclosing(paced(events)) as paced_events:
                async for event in paced_events:
                    if isinstance(event, Exception):
                        yield broken_off(event, self.request)
                    elif isinstance(event, StatementWritten):
                        told += len(event.text)
                        yield event.text
                    elif isinstance(event, AnswerFinished):
                        if rest := event.answer.text[told:]:
                            yield rest
                        yield self._delivered(event.answer)
                    else:
                        yield event

        return all_parts()

    def _delivered(self, answer: Answer) -> AskResponse:
        note_answer(self.request.scope, answer)
        body = answer_body(answer)
        self.state.answers.keep(body.model_dump_json(), self.question.text)
        return body
