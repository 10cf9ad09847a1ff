"""A language model as the judge of support: asked once for each verdict, read with suspicion.

Only one of two fixed words, alone on its line, is a verdict. Everything else, and a model that is
away, is counted by its reason and decides nothing. Verdicts are remembered by model, prompt, quotes
and statement, so that a resumed or repeated run asks (and pays) for none twice.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from corpus.errors import DatelineError
from evaluation.metrics.support import Claim, JudgeVerdict
from evaluation.verdicts import Verdicts
from service.answering.language_model import LanguageModel
from service.answering.llm.verdict_words import (
    OUTPUT_TOKENS,
    is_too_long,
    read_verdict,
    verdict_messages,
)
from service.answering.prompting import Prompt, load_prompt, new_boundary

PROMPT_VERSION = 1
"""Quotes alone, as they are scored; runs stay comparable as long as it does not change."""
DECIDED = "verdicts"
RUBBISH = "no verdict: the judge wrote neither word"
TOO_LONG = "no verdict: quotes too long for the judge"


class ModelJudge:
    """Asks a language model; ``supports`` is for threads beside the event loop it was made in."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        memory: Path,
        concurrency: int = 4,
        make_boundary: Callable[[], str] = new_boundary,
    ) -> None:
        """``memory`` is the file that verdicts are kept in; make it inside a running loop."""
        self._places = asyncio.Semaphore(concurrency)
        self._model = model
        self._prompt: Prompt = load_prompt("judge", PROMPT_VERSION)
        self._memory = Verdicts(memory)
        self._make_boundary = make_boundary
        self._loop = asyncio.get_running_loop()
        self._tried: dict[bytes, bool | None] = {}
        self.counts: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """What the report says of who judged."""
        return f"{self._model.name} with {self._prompt.reference}"

    def supports(self, premises: Sequence[str], statement: str) -> bool | None:
        """Whether the model says that the premises support the statement; None without a verdict.

        Not for the thread of the event loop, which would wait for itself.
        """
        key = self._key(premises, statement)
        if key in self._tried:
            return self._tried[key]
        asked = self.decide(premises, statement)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    def verdict(self, premises: Sequence[str], statement: str) -> JudgeVerdict | None:
        """The same with a score: 1 or 0, since the model gives no shades."""
        supported = self.supports(premises, statement)
        return None if supported is None else JudgeVerdict(supported, float(supported))

    async def decide_all(
        self, claims: Iterable[Claim], on_verdict: Callable[[], None] = lambda: None
    ) -> None:
        """Asks for many verdicts at once, so that ``supports`` knows them; each once."""

        async def decide(claim: Claim) -> None:
            await self.decide(*claim)
            on_verdict()

        async with asyncio.TaskGroup() as tasks:
            for claim in dict.fromkeys(claims):
                tasks.create_task(decide(claim))

    async def decide(self, premises: Sequence[str], statement: str) -> bool | None:
        """The verdict, remembered or asked for; what went wrong is counted, once a claim."""
        key = self._key(premises, statement)
        if key not in self._tried:
            known = self._memory.known(key)
            self._tried[key] = known if known is not None else await self._ask(premises, statement)
            if self._tried[key] is not None:
                self.counts[DECIDED] += 1
        return self._tried[key]

    async def _ask(self, premises: Sequence[str], statement: str) -> bool | None:
        if is_too_long(premises, statement):
            self.counts[TOO_LONG] += 1
            return None
        messages = verdict_messages(
            self._prompt, quotes=premises, statement=statement, boundary=self._make_boundary()
        )
        try:
            async with self._places:
                completion = await self._model.complete(messages, output_tokens=OUTPUT_TOKENS)
        except DatelineError as error:
            self.counts[f"no verdict: {type(error).__name__}"] += 1
            return None
        supported = read_verdict(completion.text)
        if supported is None:
            self.counts[RUBBISH] += 1
        else:
            self._memory.keep(self._key(premises, statement), supported=supported)
        return supported

    def _key(self, premises: Sequence[str], statement: str) -> bytes:
        parts = (self._model.name, self._prompt.sha256, *premises, statement)
        return sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]
