"""A whole graded run over invented articles, with a scripted model server in the model's place."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.embeddings import Embedder
from corpus.stores import Stores
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.progress import Progress
from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Support,
    Unsupported,
    WritingCounts,
)
from service.answering.llm_settings import LlmSettings
from service.answering.verification import Verdict as SupportVerdict
from service.settings import ServiceSettings
from service.state import ServiceState, assemble
from tests.fakes.answerer import WordAnswerer
from tests.fakes.embedder import WordEmbedder
from tests.fakes.model_server import FakeModelServer, Reply, failure, text
from tests.llm.grading.asking import Writer, ask, journal_of, known, waiting
from tests.llm.grading.by_hand import FILE, UnreadMark, marks_in, read_rows, write_rows
from tests.llm.grading.figures import SECONDS, figures_of, totals
from tests.llm.grading.graded import GradedQuestion, graded
from tests.llm.grading.grader import Reason, Verdict
from tests.llm.grading.notes import Notes
from tests.llm.grading.questions import PreparedSet, QuestionSet, chosen, prepared
from tests.llm.grading.recording import agree
from tests.llm.grading.records import Fate
from tests.llm.grading.report import write_report

BY = Writer(
    LlmSettings(model="fake", retries=0, concurrent_requests=1, failures_before_pause=99), "fake"
)
HARBOUR = (
    "Mayor Ilse Brandt reopened the harbour of Norhaven on 3 May 2021. The closure of the harbour "
    "had lasted 14 weeks. Ferries to the island of Sundholm run again, the mayor said."
)
RAILWAY = (
    "The railway to Sundholm opens in 2023, said the engineer Jonas Falk. The railway will cost 90 "
    "million euros. It has been planned for a long time, the engineer said."
)
ROWS: tuple[dict[str, Any], ...] = (
    {
        "id": "weeks",
        "question": "How long was the harbour of Norhaven closed?",
        "answers": ["14 weeks"],
        "facts": [["14 weeks"]],
        "articles": ["harbour"],
    },
    {
        "id": "cost",
        "question": "What will the railway to Sundholm cost?",
        "answers": ["90 million euros"],
        "facts": [["90 million"]],
        "articles": ["railway"],
    },
    {"id": "builder", "question": "Who built the harbour of Norhaven?", "unanswerable": True},
)
WEEKS = "The closure of the harbour had lasted 14 weeks. The closure of the harbour cost 77 euros."
MENDED = "1: Ferries to the island of Sundholm run again."
COST = "The railway will cost 90 million euros."
REPLIES = (text(WEEKS), text(MENDED), text(COST), text("NO_ANSWER"))


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda url: monkeypatch.setenv("OPENAI_BASE_URL", url)


@pytest.fixture
def questions(tmp_path: Path) -> Iterator[PreparedSet]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(f"Norhaven has its harbour back\n\n{HARBOUR}\n")
    (folder / "railway.txt").write_text(f"A railway for Sundholm\n\n{RAILWAY}\n")
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS))
    settings = ServiceSettings.model_validate(
        {"cache_dir": tmp_path / "cache", "answering": {"reader": False}}
    )
    with Progress() as progress:
        yield prepared(
            QuestionSet(path, (folder,)),
            count=3,
            seed=0,
            settings=settings,
            embedder=WordEmbedder(),
            progress=progress,
        )


def picking_by_words(settings: ServiceSettings, stores: Stores, embedder: Embedder) -> ServiceState:
    state = assemble(settings, stores, embedder)
    return replace(state, engine=replace(state.engine, extractive=WordAnswerer()))


def asked(
    one: PreparedSet, address: Callable[[str], None], *replies: Reply
) -> tuple[FakeModelServer, list[GradedQuestion]]:
    server, journal = FakeModelServer(*replies), journal_of(one, BY, keep=False)

    async def run() -> None:
        async with server.listening() as url:
            address(url)
            with Progress() as progress:
                await ask(
                    one,
                    journal,
                    BY,
                    embedder=WordEmbedder(),
                    progress=progress,
                    assemble=picking_by_words,
                )

    asyncio.run(run())
    return server, list(graded(one, known(one, journal), {}))


def test_each_sentence_is_recorded_as_written_with_its_fate_and_its_grades(
    questions: PreparedSet, address: Callable[[str], None]
) -> None:
    _, (weeks, cost, builder) = asked(questions, address, *REPLIES)
    kept, mended = weeks.sentences
    assert (kept.sentence.text, kept.sentence.fate) == (
        "The closure of the harbour had lasted 14 weeks.",
        Fate.KEPT,
    )
    assert kept.written.verdict is Verdict.SUPPORTED and kept.shown == kept.written
    assert kept.sentence.evidence[0].article_id == "harbour"
    assert mended.sentence.text == "The closure of the harbour cost 77 euros."
    assert mended.sentence.fate is Fate.REPAIRED
    assert mended.sentence.shown == "Ferries to the island of Sundholm run again."
    assert (mended.written.reason, mended.written.invented) == (Reason.INVENTED, ("77",))
    assert mended.shown is not None and mended.shown.verdict is Verdict.UNDECIDED
    assert [one.sentence.fate for one in cost.sentences] == [Fate.KEPT]
    assert weeks.facts["right"] == cost.facts["right"] == 1.0
    assert builder.sentences == () and builder.facts["refused"] == 1.0


def test_a_sentence_that_cannot_be_mended_is_dropped_and_the_fallback_counted(
    questions: PreparedSet, address: Callable[[str], None]
) -> None:
    invented = text("The closure of the harbour lasted 99 weeks.")
    _, found = asked(questions, address, invented, text("1: NO_ANSWER"), text(COST))
    (dropped,) = found[0].sentences
    assert (dropped.sentence.fate, dropped.sentence.shown, dropped.shown) == (
        Fate.DROPPED,
        None,
        None,
    )
    assert totals(found)["fallback"] >= 1


def test_a_run_goes_on_without_asking_anything_twice(
    questions: PreparedSet, address: Callable[[str], None]
) -> None:
    first = PreparedSet(
        questions.dataset.with_questions(questions.dataset.questions[:1]),
        questions.settings,
        questions.articles,
    )
    whole = journal_of(questions, BY, keep=False)
    assert waiting(questions, whole) == 3 and not whole.is_begun
    asked(first, address, *REPLIES)
    again, _ = asked(first, address, *REPLIES)
    assert again.requests == []
    kept = journal_of(questions, BY, keep=True)
    assert waiting(questions, kept) == 2
    assert waiting(questions, journal_of(questions, BY, keep=False)) == 3


def test_a_question_that_the_model_was_away_for_is_asked_again(
    questions: PreparedSet, address: Callable[[str], None]
) -> None:
    _, found = asked(questions, address, failure(500))
    assert found == []
    assert waiting(questions, journal_of(questions, BY, keep=False)) == 3
    server, found = asked(questions, address, *REPLIES)
    assert len(found) == 3 and len(server.requests) == 4


def test_the_report_counts_before_and_after_and_a_person_decides_the_rest(
    questions: PreparedSet, address: Callable[[str], None], tmp_path: Path
) -> None:
    _, found = asked(questions, address, *REPLIES)
    figures = figures_of(found)
    assert (figures["unsupported_written"].part, figures["unsupported_written"].whole) == (1, 3)
    assert (figures["unsupported_shown"].part, figures["unsupported_shown"].whole) == (0, 3)
    assert figures["right_dropped"].interval.value == 0.0
    assert figures["right"].interval.value == figures["right_refusals"].interval.value == 1.0
    assert figures["false_refusals"].interval.value == 0.0
    assert figures[SECONDS].whole == 3
    page = write_report(found, {"model": "fake"}, tmp_path)
    assert "| written: unsupported | 0.333 (" in page
    document = json.loads((tmp_path / "report.json").read_text())
    assert len(document["questions"]) == 3
    articles = {questions.dataset.name: questions.articles}
    write_rows(found, articles, tmp_path)
    (row,) = read_rows(tmp_path)
    assert (row["sentence"], row["hand"]) == ("Ferries to the island of Sundholm run again.", "")
    assert row["question_id"] == "cases/weeks" and row["evidence"]
    row["hand"] = "supported"
    (tmp_path / FILE).write_text(json.dumps(row))
    before = read_rows(tmp_path)
    marked = list(
        graded(
            questions,
            known(questions, journal_of(questions, BY, keep=False)),
            marks_in(before),
        )
    )
    assert totals(marked)["shown_by_hand"] == 1
    write_rows(marked, articles, tmp_path, before)
    assert [one["hand"] for one in read_rows(tmp_path)] == ["supported"]


def test_a_mark_that_is_no_verdict_is_named_and_old_marks_are_kept(tmp_path: Path) -> None:
    row = {"question_id": "a/1", "sentence": "It did.", "hand": "supported"}
    (tmp_path / FILE).write_text(json.dumps(row))
    write_rows([], {}, tmp_path, read_rows(tmp_path))
    assert marks_in(read_rows(tmp_path)) == {("a/1", "It did."): Verdict.SUPPORTED}
    (tmp_path / FILE).write_text(json.dumps({**row, "hand": "perhaps"}))
    with pytest.raises(UnreadMark, match="line 1"):
        read_rows(tmp_path)


@pytest.mark.parametrize(
    ("unanswerable", "answerable", "drawn"), [(12, 28, 6), (64, 51, 10), (0, 9, 0)]
)
def test_the_draw_is_repeatable_and_mixed(unanswerable: int, answerable: int, drawn: int) -> None:
    kinds = [True] * unanswerable + [False] * answerable
    dataset = Dataset(
        "d",
        questions=tuple(
            EvaluationQuestion(f"q{number}", "Why?", unanswerable=kind)
            for number, kind in enumerate(kinds)
        ),
    )
    found = chosen(dataset, 20, 0).questions
    assert len(found) == min(20, len(kinds))
    assert sum(one.unanswerable for one in found) == drawn
    assert chosen(dataset, 20, 0).questions == found


def test_a_sentence_that_waited_for_a_repair_is_none_itself() -> None:
    notes = Notes()
    for said, support in (
        ("It cost 9 euros.", Support.UNSUPPORTED),
        ("It is red.", Support.SUPPORTED),
        ("It cost 8 euros.", Support.UNSUPPORTED),
    ):
        notes.checked(said, SupportVerdict(support, 0.0, (), ()))
    notes.repaired = (None, "It cost 7 euros.")
    for shown in ("It is red.", "It cost 7 euros."):
        notes.given_out(DraftStatement(shown, (), Support.SUPPORTED))
    fates = [one.fate for one in notes.sentences(Unsupported.DROP)]
    assert fates == [Fate.DROPPED, Fate.KEPT, Fate.REPAIRED]


@pytest.mark.parametrize(("kept", "has_thought"), [(3, False), (3, True), (1, False)])
def test_what_is_shown_and_not_noted_ends_the_grading(kept: int, has_thought: bool) -> None:
    notes = Notes()
    for said in ("It is red.", "It is old."):
        notes.checked(said, SupportVerdict(Support.SUPPORTED, 0.0, (), ()))

    def told(shown: int) -> DraftAnswer:
        counts = WritingCounts(written=shown + 2, dropped=1, repaired=1)
        return DraftAnswer((), AnswererIdentity(kind="llm"), counts=counts)

    agree(told(2), notes, has_thought=has_thought)
    with pytest.raises(AssertionError, match="were noted to hold"):
        agree(told(kept), notes, has_thought=has_thought)


def test_without_notes_there_is_no_sentence() -> None:
    assert Notes().sentences(Unsupported.FLAG) == ()
