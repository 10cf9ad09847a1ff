"""Answerers without a model: one picks by words, one says what it is told to."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from corpus.analysis import terms_in
from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Question,
    Usage,
    WritingCounts,
)
from service.answering.evidence import Evidence

FEWEST_SHARED = 2
LLM = AnswererIdentity(kind="llm", model="fake")


class WordAnswerer:
    """Quotes one sentence, or refuses where none shares two words with the question."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        asked = set(terms_in(question.text))
        ranked = sorted(evidence.sentences, key=lambda one: -len(asked & set(terms_in(one.text))))
        quotes = tuple(one.quote for one in ranked)
        is_answered = bool(ranked) and len(asked & set(terms_in(ranked[0].text))) >= FEWEST_SHARED
        return DraftAnswer(
            statements=(DraftStatement(ranked[0].text, quotes[:1]),) if is_answered else (),
            identity=AnswererIdentity(kind="extractive"),
            nearest=quotes,
            confidence=0.9 if is_answered else 0.1,
        )


class BrokenAnswerer:
    """Fails as nobody foresaw."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        raise ZeroDivisionError


class ScriptedWriter:
    """A writer that says sentences, each tied to the next evidence sentence, or fails in between.

    ``closed`` says whether its stream was ended before its end; ``unsupported`` is what it would
    have shown behind the rest where it fails.
    """

    identity = LLM

    def __init__(
        self, *script: str | Exception, unsupported: tuple[DraftStatement, ...] = ()
    ) -> None:
        self.script = script
        self.unsupported = unsupported
        self.closed = False

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        told: list[DraftStatement] = []
        try:
            for number, part in enumerate(self.script):
                if isinstance(part, Exception):
                    yield _drafted([*told, *self.unsupported])
                    raise part
                told.append(DraftStatement(part, (evidence.sentences[number].quote,)))
                yield told[-1]
        except GeneratorExit:
            self.closed = True
            raise
        yield _drafted(told)


def _drafted(told: list[DraftStatement]) -> DraftAnswer:
    counts = WritingCounts(written=len(told))
    return DraftAnswer(tuple(told), LLM, usage=Usage(100, 20, 0.5), counts=counts)
