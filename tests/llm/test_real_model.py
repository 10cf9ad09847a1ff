"""A real and weak model writes; whatever it writes, only exact and supporting quotes come through.

What the model gets right is printed, not demanded: it is the verification that is tested here.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.analysis import terms_in
from corpus.embeddings import Embedder
from corpus.models import Article
from service.answering.answer import DraftAnswer, Question, WritingCounts
from service.answering.evidence import Evidence
from service.answering.language_model import OpenAILanguageModel, openai_client
from service.answering.llm import LlmAnswerer, Repairer, UnusableCompletion
from service.answering.prompting import load_prompt
from service.answering.verification import SupportChecker, calibration_for
from tests.fakes.drafts import draft_of
from tests.fakes.evidence import article, evidence_of
from tests.llm.local_model import SETTINGS

pytestmark = [pytest.mark.llm, pytest.mark.shared, pytest.mark.timeout(1_200)]

ASKED = (
    "five-01", "five-02", "five-03", "five-04", "five-05", "five-16",
    "five-29", "five-31", "five-35", "five-37",
)  # fmt: skip
EVIDENCE_SENTENCES = 14


@pytest.fixture(scope="module")
def report() -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    print("\n".join(["", *lines]))


@pytest.fixture(scope="module")
def articles(shared_folder: Path) -> list[Article]:
    """The five articles as they are, without a title; the outlet is a number."""
    files = sorted((shared_folder / "articles").glob("*.txt"))
    return [
        article(file.read_text(encoding="utf-8"), source=f"Outlet {file.name[2]}") for file in files
    ]


@pytest.fixture(scope="module")
def cases(repository: Path) -> dict[str, dict[str, Any]]:
    lines = (
        (repository / "tests/cases/five_articles.jsonl").read_text(encoding="utf-8").splitlines()
    )
    return {case["id"]: case for case in map(json.loads, lines)}


def evidence_for(question: str, articles: Sequence[Article]) -> Evidence:
    """The sentences that share the rarest words with the question, of all articles."""
    everything = evidence_of(*articles).sentences
    terms = [frozenset(terms_in(f"{one.previous} {one.text}", "en")) for one in everything]
    frequency = Counter(term for one in terms for term in one)

    def weight(place: int) -> float:
        shared = terms[place] & set(terms_in(question, "en"))
        return sum(math.log(1 + len(everything) / frequency[term]) for term in shared)

    ranked = sorted(range(len(everything)), key=weight, reverse=True)[:EVIDENCE_SENTENCES]
    sentences = (replace(everything[place], passage_rank=n) for n, place in enumerate(ranked, 1))
    return Evidence((), tuple(sentences))


@pytest.mark.parametrize("case_id", ASKED)
def test_only_exact_supporting_quotes_come_through(
    case_id: str,
    model_address: str,
    articles: list[Article],
    cases: dict[str, dict[str, Any]],
    embedder: Embedder,
    report: list[str],
) -> None:
    case = cases[case_id]
    question = Question(case["question"])
    started = time.monotonic()
    outcome = asyncio.run(
        _asked(question, evidence_for(question.text, articles), model_address, embedder)
    )
    seconds = time.monotonic() - started
    draft = outcome if isinstance(outcome, DraftAnswer) else None
    report.append(f"{case_id} {seconds:5.0f} s  {question.text}\n    {_described(outcome, case)}")
    for statement in draft.statements if draft else ():
        assert statement.quotes
        assert "[" not in statement.text
        for quote in statement.quotes:
            assert quote.text
            assert quote.article.text[quote.start : quote.end] == quote.text


async def _asked(
    question: Question, evidence: Evidence, address: str, embedder: Embedder
) -> DraftAnswer | UnusableCompletion:
    async with openai_client(SETTINGS, {"OPENAI_BASE_URL": address}) as client:
        model = OpenAILanguageModel(client, SETTINGS)
        answerer = LlmAnswerer(
            model,
            load_prompt("answer", 1),
            SETTINGS,
            checker=SupportChecker(calibration_for(embedder.model), embedder),
            repairer=Repairer(model, load_prompt("repair", 1)),
        )
        try:
            return await draft_of(answerer, question, evidence)
        except UnusableCompletion as error:
            return error


def _described(outcome: DraftAnswer | UnusableCompletion, case: dict[str, Any]) -> str:
    if isinstance(outcome, UnusableCompletion):
        return f"failed: {outcome}"
    counts, usage = outcome.counts or WritingCounts(), outcome.usage
    text = " ".join(one.text for one in outcome.statements) or "(refused)"
    return (
        f"{_grade(outcome, case)}; written {counts.written}, dropped {counts.dropped}, "
        f"repaired {counts.repaired}, "
        f"recited {counts.recited}, uncited {counts.uncited}, invented {counts.invented_markers}; "
        f"tokens {usage.prompt_tokens} + {usage.completion_tokens}\n    {text}"
    )


def _grade(draft: DraftAnswer, case: dict[str, Any]) -> str:
    if case["unanswerable"]:
        return "WRONG: answered" if draft.statements else "right: refused"
    if not draft.statements:
        return "WRONG: refused"
    text = " ".join(one.text for one in draft.statements).casefold()
    is_right = all(any(fact.casefold() in text for fact in facts) for facts in case["facts"])
    return "right" if is_right else "WRONG or incomplete"
