"""One collection behind Dateline, the model it asks, and the ways to both that are timed."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
from openai import OpenAI

from benchmarks.answering import ASK
from benchmarks.streaming_figures import StreamTimes
from service.answering.answer import AnswererIdentity, DraftAnswer, Question
from service.answering.evidence import Evidence, gather
from service.answering.language_model import Message
from service.answering.llm import LlmAnswerer
from service.answering.llm.answerer import MOST_STATEMENTS
from service.answering.llm.output import OutputReader
from service.answering.prompting import NumberedEvidence, number_evidence
from service.answering.retrieval import Retriever
from service.settings import ServiceSettings
from service.state import ServiceState

MODEL = "paced"
SENTENCES = 3
"""Sentences that the model writes: as many as the prompt allows."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Retrieval as Dateline does it, alone."""

    retriever: Retriever
    settings: ServiceSettings

    def evidence(self, question: str) -> NumberedEvidence:
        """The evidence that a language model is shown."""
        hits = self.retriever.retrieve(question, top_k=self.settings.answering.passages)
        return number_evidence(gather(hits), tokens=self.settings.llm.evidence_tokens)

    def milliseconds(self, question: str) -> float:
        """What retrieval takes."""
        began = time.perf_counter()
        self.retriever.retrieve(question, top_k=self.settings.answering.passages)
        return _since(began)


@dataclass(frozen=True, slots=True)
class Stand:
    """One collection, one model, and the ways to them that are timed."""

    finder: Finder
    state: ServiceState
    sdk: OpenAI
    http: httpx2.Client

    def ask(self, question: str, number: int) -> StreamTimes:
        """The times of one question in a round; every other round Dateline goes first."""
        # Another number of spaces: what is remembered of one wording does not help the other side.
        one, other = (question + " " * count for count in (2 * number, 2 * number + 1))
        if number % 2:
            alone = self._alone(one)
            return StreamTimes(*alone, *self._whole(other))
        whole = self._whole(other)
        return StreamTimes(*self._alone(one), *whole)

    def _alone(self, question: str) -> tuple[float, float, float, float]:
        """Retrieval; the model's first token, first finished sentence and whole stream."""
        retrieve = self.finder.milliseconds(question)
        writer = self.state.engine.written
        if not isinstance(writer, LlmAnswerer):
            raise TypeError("the service was assembled without its language model")
        numbered = self.finder.evidence(question)
        messages = writer.messages(Question(question), numbered)
        pieces, total = self._written(messages)
        reader = OutputReader(
            model=MODEL,
            question=question,
            messages=messages,
            evidence_count=len(numbered.sentences),
            most_sentences=MOST_STATEMENTS,
        )
        return retrieve, pieces[0][0], first_sentence_at(pieces, reader), total

    def _written(self, messages: Sequence[Message]) -> tuple[list[tuple[float, str]], float]:
        """The pieces with the milliseconds they came after, and when the stream had ended."""
        system, user = (message.content for message in messages)
        settings = self.finder.settings.llm
        began = time.perf_counter()
        stream = self.sdk.chat.completions.create(
            model=MODEL,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            max_tokens=settings.output_tokens,
            temperature=settings.temperature,
            stream=True,
            stream_options={"include_usage": True},
        )
        pieces = [
            (_since(began), choice.delta.content)
            for chunk in stream
            for choice in chunk.choices
            if choice.delta.content
        ]
        return pieces, _since(began)

    def _whole(self, question: str) -> tuple[float, float, float, float]:
        """Dateline's evidence, first and last words, and whole answer."""
        moments: dict[str, list[float]] = {}
        name = data = ""
        body = {"question": question, "stream": True}
        began = time.perf_counter()
        with self.http.stream("POST", ASK, json=body) as response:
            for line in response.raise_for_status().iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    moments.setdefault(name, []).append(_since(began))
                    data = value
        if name != "answer":
            raise RuntimeError(f"the stream of {question!r} ended with {name or 'nothing'}: {data}")
        check(json.loads(data))
        deltas = moments["delta"]
        return moments["sources"][0], deltas[0], deltas[-1], moments["answer"][0]


class EmptyDraft:
    """An extractive answerer that takes no time and finds nothing."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:  # noqa: ARG002
        """A refusal."""
        return DraftAnswer((), AnswererIdentity(kind="extractive"))


def check(answer: dict[str, Any]) -> None:
    """Refuses an answer that is not all of what the model wrote: its times would mean other things.

    Raises:
        RuntimeError: the model was not used, or not every sentence was supported as it was.
    """
    became = answer["verification"] or {}
    is_whole = (became.get("written"), became.get("dropped")) == (SENTENCES, 0)
    if answer["answerer"]["kind"] != "llm" or not is_whole or became["repaired"]:
        raise RuntimeError(f"{answer['answer']!r}: {answer['answerer']}, {became}")


def first_sentence_at(pieces: Sequence[tuple[float, str]], reader: OutputReader) -> float:
    """When the first sentence was finished as Dateline reads it, found after the stream has ended.

    It is when the next sentence has begun, or the text has ended.
    """
    return next((moment for moment, piece in pieces if reader.feed(piece)), pieces[-1][0])


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
