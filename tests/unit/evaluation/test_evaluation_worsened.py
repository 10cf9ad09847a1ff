"""A configuration made worse on purpose is flagged by the metric that it hurts; the same is not.

The whole path runs: articles are indexed, questions asked over the service in this process, reports
written and compared. What is worsened is the real part (keyword search, prompt, verifier); fakes
stand at the outside only: the embedder and the language model's server.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from openai import AsyncOpenAI

from corpus.analysis import terms_in
from corpus.embeddings import Embedder
from corpus.keywords import KeywordIndex
from corpus.models import Filters, ScoredPassage
from corpus.stores import Stores
from evaluation.comparison import compare_reports
from evaluation.datasets.recognition import find
from evaluation.evaluator import Program
from evaluation.options import Options
from evaluation.report.document import DatasetChange, Report
from evaluation.session import Files, run_session
from evaluation.targets import Assemble
from service.answering.answer import DraftAnswer, Question, Support
from service.answering.engine import Engine
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.language_model import OpenAILanguageModel
from service.answering.llm import LlmAnswerer
from service.answering.llm_settings import LlmSettings
from service.answering.prompting import Prompt, load_prompt
from service.answering.prompting.prompt_file import parse_prompt
from service.answering.retrieval import Retriever
from service.answering.verification import WORDS_ONLY, SupportChecker, Verdict
from service.settings import ServiceSettings
from service.state import ServiceState, kept_answers
from tests.fakes.answerer import WordAnswerer
from tests.fakes.embedder import WordEmbedder
from tests.fakes.model_server import FakeModelServer, Reply, text

STEMS = ("Aver", "Brack", "Cor", "Dun", "East", "Fen")
TOWNS = [f"{stem}{ending}" for stem in STEMS for ending in ("mouth", "wick", "dale", "brook")]
REFUSAL_RULE = "Example of an answer where the evidence"


def _write_data(folder: Path) -> Path:
    """An article a town, alike but for names and figures, and two questions about each."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    questions = []
    for number, town in enumerate(TOWNS):
        (articles / f"{town.lower()}.txt").write_text(
            f"Council of {town} votes on its school budget\n\n"
            f"The council of {town} gave {number + 31} million crowns to the schools on Monday. "
            "The vote was close, and the mayor thanked the members for a long and fair debate. "
            "Parents had asked for new roofs, smaller classes and safer roads for many years.\n"
        )
        questions += [
            {
                "id": f"{town}-budget",
                "question": f"How many million crowns did the council of {town} give to schools?",
                "answers": [f"{number + 31} million"],
                "articles": [town.lower()],
            },
            {
                "id": f"{town}-bridge",
                "question": f"Which freighter hit the lighthouse of {town} harbour?",
                "kind": "unanswerable",
                "unanswerable": True,
            },
        ]
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in questions))
    return path


class NoKeywords(KeywordIndex):
    """A keyword index that finds nothing: retrieval without BM25."""

    def search(
        self,
        query: str,
        *,
        top_k: int,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        languages: Collection[str] = (),
    ) -> list[ScoredPassage]:
        return []


class UnsureAnswerer(WordAnswerer):
    """Says nothing of how sure it is: only prompt and check keep the model from answering."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        return replace(await super().answer(question, evidence), confidence=None)


class LenientChecker(SupportChecker):
    """Lets everything through with the quotes it cites: the verifier switched off."""

    def check(self, statement: str, **options: Any) -> Verdict:
        cited: tuple[EvidenceSentence, ...] = tuple(options["cited"])
        return Verdict(Support.SUPPORTED, 1.0, cited, ())


class ScriptedModel(FakeModelServer):
    """Follows the prompt it is given: refuses only where a rule says so, and always invents.

    It repeats the evidence line with most words of the question. Where that shares too few, it
    writes the refusal word if the system message has the rule, else the line all the same. Then it
    adds a sentence that no article says, with a citation.
    """

    def _take(self, body: bytes, authorization: str) -> Reply:
        self.requests.append(json.loads(body))
        system, user = (message["content"] for message in self.requests[-1]["messages"])
        question = re.findall(r"===== QUESTION \S+ =====\n(.*)\n", user)[0]
        lines = re.findall(r"^\[(\d+)\] (.+)$", user, re.MULTILINE)
        asked = set(terms_in(question))
        number, line = max(lines, key=lambda pair: len(asked & set(terms_in(pair[1]))))
        if len(asked & set(terms_in(line))) < 5 and REFUSAL_RULE in system:
            return text("NO_ANSWER")
        return text(f"{line.rstrip('.')} [{number}]. The mayor resigned at once [{number}].")


def _extractive(keywords: type[KeywordIndex] = KeywordIndex) -> Assemble:
    def assemble(settings: ServiceSettings, stores: Stores, embedder: Embedder) -> ServiceState:
        searched = replace(stores, keywords=keywords(settings.data_dir / "keywords"))
        engine = Engine(Retriever(searched, embedder), WordAnswerer(), None, 8, 2)
        return ServiceState(settings, stores, engine, kept_answers(settings, stores))

    return assemble


def _written(
    prompt: Prompt | None = None, checker: Callable[..., SupportChecker] = SupportChecker
) -> Assemble:
    def assemble(settings: ServiceSettings, stores: Stores, embedder: Embedder) -> ServiceState:
        client = AsyncOpenAI(
            api_key="k",
            base_url="http://model.test/v1",
            max_retries=0,
            http_client=ScriptedModel(text("")).client(),
        )
        llm = LlmSettings(model="scripted", retries=0)
        writer = LlmAnswerer(
            OpenAILanguageModel(client, llm),
            prompt or load_prompt("answer", 1),
            llm,
            checker=checker(WORDS_ONLY),
        )
        engine = Engine(Retriever(stores, embedder), UnsureAnswerer(), writer, 8, 2)
        return ServiceState(settings, stores, engine, kept_answers(settings, stores))

    return assemble


def _without_refusal_rule() -> Prompt:
    source = files("prompts").joinpath("answer.v1.md").read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    kept = [
        # Still declared and used, as the service gives it, and never shown.
        "{% if not refusal %}{{ refusal }}{% endif %}\n" if line.startswith(REFUSAL_RULE) else line
        for line in lines
    ]
    assert kept != lines
    return parse_prompt("".join(kept), name="answer", version=1)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of questions."""
    return _write_data(tmp_path_factory.mktemp("towns"))


def _evaluated(dataset: Path, assemble: Assemble, *, limit: int | None = None) -> Report:
    folder = dataset.parent
    settings = ServiceSettings.model_validate(
        {"data_dir": folder / "data", "cache_dir": folder / "cache"}
    )
    # Few dimensions: towns are told apart by their names, which only keywords see sharply.
    program = Program(settings, WordEmbedder("fake/coarse/1", 16), assemble)
    session = run_session(find(str(dataset)), program, Options(limit=limit), Files(folder / "out"))
    return asyncio.run(session).report


def _change(old: Report, new: Report) -> DatasetChange:
    (change,) = compare_reports(old, new, against="the old one").datasets
    return change


def test_retrieval_without_bm25_is_flagged_by_the_retrieval_metrics(dataset: Path) -> None:
    good = _evaluated(dataset, _extractive())
    change = _change(good, _evaluated(dataset, _extractive(NoKeywords)))
    assert {"ndcg@10", "mrr", "hit@1"} <= set(change.worse)
    assert not {"refusal_recall", "quote_exact", "duplicate_source"} & set(change.worse)


def test_a_prompt_without_the_refusal_rule_is_flagged_by_refusals(dataset: Path) -> None:
    good = _evaluated(dataset, _written())
    change = _change(good, _evaluated(dataset, _written(_without_refusal_rule())))
    assert {"refusal_recall", "refusal_f1"} <= set(change.worse)
    assert not {"ndcg@10", "right", "quote_exact"} & set(change.worse)


def test_a_verifier_that_is_off_is_flagged_by_citation_recall(dataset: Path) -> None:
    good = _evaluated(dataset, _written())
    change = _change(good, _evaluated(dataset, _written(checker=LenientChecker)))
    assert "citation_recall" in change.worse
    assert not {"ndcg@10", "right", "refusal_recall"} & set(change.worse)


@pytest.mark.slow
@pytest.mark.parametrize("assemble", [_extractive(), _written()], ids=["extractive", "written"])
def test_the_same_configuration_is_not_flagged_in_twenty_repeats(
    dataset: Path, assemble: Assemble
) -> None:
    first = _evaluated(dataset, assemble, limit=12)
    for _ in range(20):
        change = _change(first, _evaluated(dataset, assemble, limit=12))
        assert change.worse == () and change.questions == ()
