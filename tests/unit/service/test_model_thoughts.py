"""Thoughts that a model writes before its answer, also where only their end is written."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime

import pytest
from openai import AsyncOpenAI

from service.answering.answer import DraftAnswer, DraftStatement, Question
from service.answering.language_model import OpenAILanguageModel
from service.answering.llm import LlmAnswerer, Repairer
from service.answering.llm.output import OutputReader
from service.answering.llm.repairing import read_repairs
from service.answering.llm.rewriting import read_rewritten
from service.answering.llm.thoughts import may_be_thoughts, without_thoughts
from service.answering.llm.verdict_words import read_verdict
from service.answering.llm_settings import LlmSettings
from service.answering.prompting import load_prompt
from service.answering.verification import WORDS_ONLY, SupportChecker
from tests.fakes.drafts import draft_of
from tests.fakes.evidence import article, evidence_of
from tests.fakes.model_server import FakeModelServer, Reply, text

EVIDENCE = evidence_of(
    article(
        "The canal is 12 metres deep. Boats use it daily. Ida Brandt dug the canal in 1904. It "
        "was widened in 1960. The lock is 30 metres long. The toll is 5 crowns. Ducks live there. "
        "The bridge is red.",
        title="The canal",
        source="Delta Post",
        published_at=datetime(2025, 5, 4, tzinfo=UTC),
    )
)
QUESTION = Question("How deep is the canal?")
DEEP = "The canal is 12 metres deep."
BOATS = "Boats use it daily."


def answerer_of(server: FakeModelServer) -> LlmAnswerer:
    settings = LlmSettings(model="fake", retries=0)
    client = AsyncOpenAI(
        api_key="k", base_url="http://model.test/v1", max_retries=0, http_client=server.client()
    )
    model = OpenAILanguageModel(client, settings)
    return LlmAnswerer(
        model,
        load_prompt("answer", 1),
        settings,
        checker=SupportChecker(WORDS_ONLY),
        repairer=Repairer(model, load_prompt("repair", 1)),
    )


def written(answer: str, question: Question = QUESTION) -> DraftAnswer:
    server = FakeModelServer(text(answer), text("1: NO_ANSWER"))
    return asyncio.run(draft_of(answerer_of(server), question, EVIDENCE))


def said(draft: DraftAnswer) -> list[str]:
    return [one.text for one in draft.statements]


@pytest.mark.parametrize(
    "thoughts",
    [
        "We need to find the depth. Sentence [1] says 12 metres. The toll is 5 crowns.",
        "Okay, so the user asks for the depth. The toll is 5 crowns. [6] I answer with [1].",
        "Let me see. The canal is 13 metres deep? No.\n\nThe toll is 5 crowns.",
        "",
    ],
)
def test_what_was_thought_aloud_before_a_lone_closing_tag_is_not_shown(thoughts: str) -> None:
    draft = written(f"{thoughts}\n</think>\n\n{DEEP} [1] {BOATS} [2]")
    assert said(draft) == [DEEP, BOATS]
    assert draft.counts is not None
    assert (draft.counts.written, draft.counts.dropped) == (2, 0)


def test_thoughts_that_sound_like_an_answer_cost_it_nothing() -> None:
    """What of them was checked and shown stays; the rest is neither repaired nor counted."""
    thoughts = (
        f"The toll is 5 crowns. [6] The canal is 13 metres deep. [1] {DEEP} [1] Ducks live there. "
        "The bridge is red. The lock is 30 metres long. It was dug in 1904. The end is near."
    )
    server = FakeModelServer(text(f"{thoughts} </think> {DEEP} [1] The toll is 5 crowns. [6]"))
    draft = asyncio.run(draft_of(answerer_of(server), QUESTION, EVIDENCE))
    assert said(draft) == ["The toll is 5 crowns.", DEEP]
    assert draft.counts is not None
    assert (draft.counts.written, draft.counts.dropped, draft.counts.repaired) == (2, 0, 0)
    assert len(server.requests) == 1


def test_thoughts_in_another_language_than_the_question_are_waited_for() -> None:
    reader = OutputReader(
        model="fake",
        question="Wie tief ist der Kanal, den Ida Brandt im Jahr 1904 gegraben hat?",
        messages=(),
        evidence_count=8,
        most_sentences=6,
    )
    thoughts = "The article from Delta Post gives the depth of the canal as twelve metres. Good. "
    assert reader.feed(f"{thoughts} Twelve it is. </think> Der Kanal ist 12 Meter tief. [1] ") == []
    (sentence,) = reader.finish(is_complete=True)
    assert (sentence.text, sentence.numbers) == ("Der Kanal ist 12 Meter tief.", (1,))


def test_a_model_that_left_its_thoughts_open_once_is_waited_for_the_next_time() -> None:
    thinking = text(f"The toll is 5 crowns. [6] Ducks live there. </think> {DEEP} [1]")
    server = FakeModelServer(thinking, thinking, text(f"{DEEP} [1] {BOATS} [2]"))
    answerer = answerer_of(server)

    def asked() -> list[str]:
        return said(asyncio.run(draft_of(answerer, QUESTION, EVIDENCE)))

    assert asked() == ["The toll is 5 crowns.", DEEP]
    assert asked() == [DEEP]
    assert asked() == [DEEP, BOATS]  # waited for in vain, and no longer the next time
    assert asyncio.run(first_while_writing(answerer, server)) == DEEP


async def first_while_writing(answerer: LlmAnswerer, server: FakeModelServer) -> str | None:
    server.replies.append(Reply(pieces=(f"{DEEP} [1] ", f"{BOATS} "), endless=True))
    server.replies.popleft()
    async with aclosing(answerer.stream(QUESTION, EVIDENCE)) as parts:
        async for part in parts:
            assert isinstance(part, DraftStatement)
            return part.text
    return None


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("<think>a</think>b", "b"),
        ("a</think>b", "b"),
        ("a<think>b</think>c</thinking>d", "d"),
        ("a</think>b</THINK>c", "c"),
        ("<thought>a</thought>b", "b"),
        ("<reasoning>a", ""),
        ("they think a </ b > c", "they think a </ b > c"),
    ],
)
def test_thoughts_stand_between_their_tags_or_before_the_last(raw: str, told: str) -> None:
    assert without_thoughts(raw) == told


@pytest.mark.parametrize(
    "answer",
    [
        DEEP,
        "Okay! Here is the answer: it is deep.",
        "The question of who dug it is open.",
        "Wells were dug. We",
        "Willem dug it.",
        "Nowhere is it deeper.",
        "Iris Lund dug it.",
    ],
)
def test_an_answer_does_not_sound_like_thoughts(answer: str) -> None:
    assert not may_be_thoughts(answer)


def test_thoughts_are_no_repair_no_verdict_and_no_question() -> None:
    (repaired,) = read_repairs(
        f"1: It was dug.\n</think>\n1: {DEEP} [1]", count=1, evidence_count=3
    )
    assert repaired is not None and (repaired.text, repaired.numbers) == (DEEP, (1,))
    assert read_verdict("NOT_SUPPORTED? No, it is.\n</think>\nSUPPORTED") is True
    thought = "How deep is it? Which one?\n</think>\nHow deep is the canal?"
    known = "How deep is it? the canal"
    assert read_rewritten(thought, asked="How deep is it?", known=known) == "How deep is the canal?"
