"""Asks the whole service each question once, with the small model as its writer; resumable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import corpus
import indexer
import prompts
import service
from corpus.embeddings import Embedder
from evaluation.asking import HttpRespondent
from evaluation.progress import Progress
from evaluation.runner import run_questions
from evaluation.targets import Assemble, in_process
from service.answering.llm_settings import LlmSettings
from service.settings import ServiceSettings
from service.state import assemble
from tests.llm.grading.questions import PreparedSet
from tests.llm.grading.recording import RecordingRespondent, RecordingWriter
from tests.llm.grading.records import WritingJournal, WrittenResponse


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the settings to ask a model with, and what tells its file from others."""

    llm: LlmSettings
    model: str


def journal_of(one: PreparedSet, by: Writer, *, keep: bool) -> WritingJournal:
    """The journal of a set: of these questions, this writer and this code.

    Args:
        one: the set.
        by: the writer.
        keep: takes the newest journal there is, whatever code and writer it is of.
    """
    settings = one.settings.model_dump_json(exclude={"cache_dir", "api_keys", "llm"})
    parts = [one.dataset.fingerprint, by.model, by.llm.model_dump_json(), code_digest(), settings]
    key = " ".join(parts)
    folder = journals_in(one.settings)
    name = f"llm-grading-{one.dataset.name}"
    newest = max(folder.glob(f"{name}-*.jsonl"), key=_changed_at, default=None) if keep else None
    if newest is not None:
        with newest.open(encoding="ascii") as lines:
            return WritingJournal(newest, json.loads(lines.readline())["run"])
    return WritingJournal(folder / f"{name}-{sha256(key.encode()).hexdigest()[:16]}.jsonl", key)


def code_digest() -> str:
    """sha256 (hex) of all that makes an answer: modules, weights and prompts."""
    digest = sha256()
    for package in (corpus, indexer, prompts, service):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def journals_in(settings: ServiceSettings) -> Path:
    """Where answers wait for the rest of their run, and for being graded again."""
    return settings.cache_dir / "evaluation" / "journals"


def waiting(one: PreparedSet, journal: WritingJournal) -> int:
    """How many questions of a set have no answer yet."""
    if not journal.is_begun:
        return len(one.dataset.questions)
    with journal:
        return sum(q.question_id not in journal.settled for q in one.dataset.questions)


def known(one: PreparedSet, journal: WritingJournal) -> Mapping[str, WrittenResponse]:
    """The answers there are, by question."""
    if not journal.is_begun:
        return {}
    with journal:
        asked = {question.question_id for question in one.dataset.questions}
        return {key: found for key, found in journal.written.items() if key in asked}


async def ask(
    one: PreparedSet,
    journal: WritingJournal,
    by: Writer,
    *,
    embedder: Embedder,
    progress: Progress,
    assemble: Assemble = assemble,
) -> None:
    """Asks what the journal does not hold, one question at a time.

    The model is reached as the service reaches any: by OPENAI_BASE_URL. A server that goes away is
    noticed after a few questions; the rest stays to be asked.

    Args:
        one: the set.
        journal: keeps each answer at once.
        by: the writer.
        embedder: the model that the collection was indexed with.
        progress: is moved on a step a question.
        assemble: puts the service together.
    """
    seconds = 3 * by.llm.total_timeout_seconds  # to write, to repair, and all that is not the model
    settings = one.settings.model_copy(update={"llm": by.llm})
    writer = RecordingWriter(assemble)
    title = f"{one.dataset.name}: asking"
    with journal, progress.task(title, len(one.dataset.questions)) as advance:
        async with in_process(
            settings, embedder, timeout_seconds=seconds, assemble=writer.assemble
        ) as client:
            respondent = RecordingRespondent(HttpRespondent(client), writer)
            await run_questions(
                one.dataset.questions, respondent, journal, concurrency=1, on_answer=advance
            )


def _changed_at(path: Path) -> float:
    return path.stat().st_mtime
