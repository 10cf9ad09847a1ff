"""Evaluates one data set after another: load, index, ask, score."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import corpus
import indexer
import service
from corpus.embeddings import Embedder, embedder_from
from corpus.models import ArticleDraft
from evaluation.asking import HttpRespondent, Respondent
from evaluation.collections import (
    Collection,
    article_items,
    articles_of,
    caching,
    code_digest,
    prepare,
)
from evaluation.datasets.assembly import resolved
from evaluation.datasets.dataset import Dataset, Problem
from evaluation.datasets.recognition import Source
from evaluation.datasets.selection import limited, of_split, with_fewer_articles
from evaluation.datasets.translations import translated
from evaluation.extraction_check import check_pages
from evaluation.journal import Journal
from evaluation.judges import VerifierJudge
from evaluation.judging import claims_in, counts_of, judge_ahead
from evaluation.metrics.support import ScoringJudge
from evaluation.model_judge import ModelJudge
from evaluation.options import Options
from evaluation.peers.assembly import peers_for
from evaluation.progress import Progress
from evaluation.report.document import DatasetSection, SystemSection
from evaluation.report.sections import Scoring, dataset_section, system_section
from evaluation.runner import run_questions
from evaluation.support_check import check_pairs
from evaluation.targets import Assemble, at_url, in_process, list_articles
from indexer.pipeline import Progress as Progressed
from service.answering.language_model import LanguageModel
from service.settings import ServiceSettings
from service.state import assemble

NOT_INDEXED = "article not indexed"
OWN_NAME = "Dateline"


@dataclass(frozen=True)
class Target:
    """Dateline over the collection of one data set, ready to be asked."""

    respondent: Respondent
    articles: Mapping[str, ArticleDraft]
    identity: str
    failures: tuple[str, ...] = ()
    has_texts: bool = True


@dataclass(frozen=True, slots=True)
class Program:
    """The service that is evaluated, and the language models beside it.

    Attributes:
        settings: of the service.
        model: takes the place of the configured embedder.
        assemble: puts the service together.
        writer: the language model that peers write with; None leaves those peers out.
        judge: the language model that judges support; None leaves it to Dateline's verifier.
    """

    settings: ServiceSettings
    model: Embedder | None = None
    assemble: Assemble = assemble
    writer: LanguageModel | None = None
    judge: LanguageModel | None = None


@dataclass(frozen=True)
class Evaluator:
    """Evaluates data sets with the same program, options and judge."""

    program: Program
    options: Options
    progress: Progress

    @property
    def settings(self) -> ServiceSettings:
        """The settings of the service."""
        return self.program.settings

    @cached_property
    def embedder(self) -> Embedder:
        """The configured model; fetched and loaded when it is first needed."""
        return self.program.model or embedder_from(self.settings.embedding, self.settings.cache_dir)

    @cached_property
    def judge(self) -> ScoringJudge:
        """Who judges support where no gold sentences are known."""
        model = self.program.judge
        if model is None:
            return VerifierJudge()
        memory = self.settings.cache_dir / "evaluation" / "verdicts.sqlite"
        concurrency = self.settings.llm.concurrent_requests
        return ModelJudge(model, memory=memory, concurrency=concurrency)

    async def evaluate(self, source: Source) -> DatasetSection:
        """The section of one data set.

        Raises:
            UnusableDataset: it cannot be read.
            UnusableServer: the server cannot be evaluated.
            DatelineError: articles cannot be indexed or searched.
        """
        dataset = await asyncio.to_thread(source.load)
        if self.options.translations is not None:
            dataset = translated(dataset, self.options.translations)
        dataset = limited(
            of_split(dataset, self.options.split), self.options.limit, self.options.seed
        )
        dataset = with_fewer_articles(dataset, self.options.collection, self.options.seed)
        if dataset.pairs:
            return await self._check_support(dataset)
        if dataset.pages:
            return await self._check_extraction(dataset)
        if not dataset.questions:
            return dataset_section(dataset, (), judge="nobody: no questions")
        async with self._target(dataset, source) as target:
            return await self._ask(dataset, target)

    async def _ask(self, dataset: Dataset, target: Target) -> DatasetSection:
        dataset = resolved(dataset, target.articles.values())
        failed = tuple(Problem(NOT_INDEXED, one) for one in target.failures)
        dataset = replace(dataset, problems=dataset.problems + failed)
        before = counts_of(self.judge)
        systems = [await self._system(dataset, target.respondent, target)]
        if self.options.peers and target.has_texts:
            articles = list(target.articles.values())
            remembered = caching(self.embedder, self.settings)
            peers = peers_for(articles, remembered, self.program.writer, self.options.peers)
            while (peer := await asyncio.to_thread(next, peers, None)) is not None:
                systems.append(await self._system(dataset, peer, target, is_peer=True))
        return dataset_section(
            dataset,
            systems,
            judge=self._judge_name(dataset),
            judge_counts=counts_of(self.judge) - before,
            split=self.options.split,
            articles=len(target.articles),
        )

    async def _system(
        self, dataset: Dataset, respondent: Respondent, target: Target, *, is_peer: bool = False
    ) -> SystemSection:
        key = f"{dataset.fingerprint} {respondent.name} {target.identity}"
        name = f"{dataset.name}-{sha256(key.encode()).hexdigest()[:16]}.jsonl"
        path = self.settings.cache_dir / "evaluation" / "journals" / name
        title = f"{dataset.name}: {respondent.name}"
        with (
            Journal(path, key) as journal,
            self.progress.task(title, len(dataset.questions)) as advance,
        ):
            responses = await run_questions(
                dataset.questions,
                respondent,
                journal,
                concurrency=1 if is_peer else self.options.concurrency,
                on_answer=advance,
            )
            claims = claims_in(dataset.questions, responses)
            await judge_ahead(self.judge, claims, self.progress, title)
            section = await asyncio.to_thread(
                system_section,
                respondent.name,
                dataset.questions,
                responses,
                Scoring(self.judge, target.articles, self.options.seed),
                in_detail=not is_peer,
            )
        if not any(one.retry for one in responses.values()):
            self.progress.finished(path)
        return section

    async def _check_support(self, dataset: Dataset) -> DatasetSection:
        pairs = dataset.pairs[: self.options.limit]
        dataset = replace(dataset, pairs=pairs)
        before = counts_of(self.judge)
        claims = [((pair.evidence,), pair.claim) for pair in pairs]
        await judge_ahead(self.judge, claims, self.progress, dataset.name)
        with self.progress.task(f"{dataset.name}: {self.judge.name}", len(pairs)) as advance:
            section = await check_pairs(
                dataset, self.judge, seed=self.options.seed, on_answer=advance
            )
        counts = counts_of(self.judge) - before
        return dataset_section(dataset, [section], judge="people", judge_counts=counts)

    async def _check_extraction(self, dataset: Dataset) -> DatasetSection:
        dataset = replace(dataset, pages=dataset.pages[: self.options.limit])
        with self.progress.task(f"{dataset.name}: reading pages", len(dataset.pages)) as advance:
            section = await check_pages(dataset, seed=self.options.seed, on_answer=advance)
        return dataset_section(dataset, [section], judge="the pages' expected texts")

    @asynccontextmanager
    async def _target(self, dataset: Dataset, source: Source) -> AsyncIterator[Target]:
        seconds = self.options.timeout_seconds
        if self.options.server:
            url = self.options.server
            async with at_url(url, self.settings, timeout_seconds=seconds) as client:
                known = {str(one.article_id): one for one in await list_articles(client, url)}
                respondent = HttpRespondent(client, name=OWN_NAME)
                yield Target(respondent, known, f"server {url}", has_texts=False)
            return
        collection = await asyncio.to_thread(self._collection, dataset, source)
        articles = await asyncio.to_thread(articles_of, collection.settings)
        own = collection.settings
        async with in_process(
            own, self.embedder, timeout_seconds=seconds, assemble=self.program.assemble
        ) as client:
            yield Target(
                HttpRespondent(client, name=OWN_NAME),
                {str(one.article_id): one for one in articles},
                f"{self._code} {own.model_dump_json(exclude={'cache_dir', 'api_keys'})}",
                collection.failures,
            )

    def _collection(self, dataset: Dataset, source: Source) -> Collection:
        """The data set's own articles, indexed once; else the collection of the settings."""
        folders = [source.articles_folder] if source.articles_folder else []
        paths: Sequence[Path] = self.options.articles or folders
        if not dataset.articles and not paths:
            return Collection(self.settings, 0)
        items = article_items(dataset, paths)
        with self.progress.task(f"{dataset.name}: indexing", len(items)) as advance:
            done = 0

            def on_progress(step: Progressed) -> None:
                nonlocal done
                done += step.articles
                advance(step.articles)

            collection = prepare(
                dataset.name,
                items,
                settings=self.settings,
                embedder=self.embedder,
                on_progress=on_progress,
            )
            advance(len(items) - done)  # all of them, where an earlier run has indexed them
        return collection

    def _judge_name(self, dataset: Dataset) -> str:
        labelled = sum(bool(question.sentences) for question in dataset.questions)
        if not labelled:
            return self.judge.name
        if labelled == sum(not question.unanswerable for question in dataset.questions):
            return "gold sentences"
        return f"gold sentences for {labelled} questions, {self.judge.name} for the rest"

    @cached_property
    def _code(self) -> str:
        return code_digest(corpus, indexer, service)
