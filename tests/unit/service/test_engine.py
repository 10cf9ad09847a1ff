from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from corpus.errors import ModelUnavailable
from corpus.models import Filters
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.answer import (
    Answer,
    AnswererChoice,
    AnswererIdentity,
    DraftAnswer,
    DraftDisagreement,
    DraftPosition,
    DraftStatement,
    Question,
    Status,
    Support,
    Usage,
    WritingCounts,
)
from service.answering.answerers import Answerer, Writer
from service.answering.engine import Engine
from service.answering.events import AnswerFinished, Event, SourcesFound, StatementWritten
from service.answering.evidence import Evidence
from service.answering.phrases import NO_MATCH, REFUSALS
from service.answering.retrieval import Retriever
from service.answering.understanding import Understanding
from tests.fakes.answerer import LLM, BrokenAnswerer, ScriptedWriter, WordAnswerer
from tests.fakes.embedder import WordEmbedder
from tests.unit.service.articles import ALL, BRIDGE, COUNT

ASKED = Question("How many weeks will the crossing stay shut?")
NOT_TOLD = Question("Who invented the telephone?")


class Disagreeing:
    """An answerer that finds two sides."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        first, second = (evidence.sentences[index].quote for index in (0, 1))
        sides = (DraftPosition("nine", (first,)), DraftPosition("ten", (second,)))
        return DraftAnswer(
            (DraftStatement("One says nine.", (first,)), DraftStatement("One ten.", (second,))),
            AnswererIdentity(kind="extractive"),
            disagreements=(DraftDisagreement("weeks", sides),),
        )


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    data_dir = tmp_path_factory.mktemp("data")
    stores = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    Indexer(stores, WordEmbedder()).run(ALL)
    yield Retriever(stores, WordEmbedder())
    stores.close()


def ask(
    retriever: Retriever,
    question: Question = ASKED,
    *,
    written: Writer | None = None,
    extractive: Answerer | None = None,
    nearest: int = 2,
) -> Answer:
    engine = Engine(retriever, extractive or WordAnswerer(), written, passages=5, nearest=nearest)
    return asyncio.run(engine.ask(question))


def choosing(answerer: AnswererChoice) -> Question:
    return replace(ASKED, answerer=answerer)


def test_an_answer_cites_the_sentence_it_rests_on(retriever: Retriever) -> None:
    answer = ask(retriever)
    assert answer.status is Status.ANSWERED
    (citation,) = answer.citations
    quote = citation.quote
    assert BRIDGE.text[quote.start : quote.end] == quote.text
    assert "nine weeks" in quote.text
    assert answer.text == f"{quote.text} [1]"
    assert [copy.article_id for copy in quote.copies] == ["copy"]
    assert (answer.independent_sources, answer.nearest) == (1, ())


def test_without_a_model_the_extractive_answerer_serves_and_says_so(retriever: Retriever) -> None:
    answer = ask(retriever)
    assert (answer.identity.kind, answer.identity.fallback_reason) == ("extractive", None)


def test_a_configured_model_writes_the_answer(retriever: Retriever) -> None:
    answer = ask(retriever, written=ScriptedWriter("Nine weeks."))
    assert answer.identity == LLM
    assert answer.text == "Nine weeks. [1]"
    assert answer.usage == Usage(100, 20, 0.5)


def test_a_failing_model_loses_no_answer_and_the_fallback_is_labelled(
    retriever: Retriever,
) -> None:
    answer = ask(retriever, written=ScriptedWriter(ModelUnavailable("it did not answer in 20 s")))
    assert answer.status is Status.ANSWERED
    assert answer.identity.kind == "extractive"
    assert answer.identity.fallback_reason == "it did not answer in 20 s"


class WithHeadline(WordAnswerer):
    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        return replace(await super().answer(question, evidence), headline="nine weeks")


def test_what_a_model_wrote_before_it_broke_off_stays_its_own(retriever: Retriever) -> None:
    writer = ScriptedWriter("Nine weeks.", ModelUnavailable("it broke off"))
    answer = ask(retriever, written=writer, extractive=WithHeadline())
    assert answer.text.startswith("Nine weeks. [1]")
    assert (answer.identity.kind, answer.identity.model) == ("llm", "fake")
    assert answer.identity.fallback_reason == "it broke off"
    assert answer.counts == WritingCounts(written=1)
    assert answer.usage == Usage(100, 20, 0.5)
    assert answer.headline is None
    assert answer.confidence == 0.9


def test_a_model_of_which_nothing_is_left_still_costs(retriever: Retriever) -> None:
    writer = ScriptedWriter(ModelUnavailable("it wrote data"))
    answer = ask(retriever, written=writer, extractive=WithHeadline())
    assert (answer.identity.kind, answer.counts, answer.headline) == (
        "extractive", None, "nine weeks",
    )  # fmt: skip
    assert answer.usage == Usage(100, 20, 0.5)


INVENTED = DraftStatement("It burned down.", (), Support.UNSUPPORTED)


def test_what_a_reader_wants_flagged_follows_the_extracts_of_a_failed_writer(
    retriever: Retriever,
) -> None:
    writer = ScriptedWriter(ModelUnavailable("nothing is supported"), unsupported=(INVENTED,))
    answer = ask(retriever, written=writer, extractive=WithHeadline())
    assert answer.text == f"{answer.citations[0].quote.text} [1] It burned down."
    assert [one.support for one in answer.statements] == [Support.SUPPORTED, Support.UNSUPPORTED]
    assert (answer.identity.kind, answer.headline) == ("llm", "nine weeks")
    assert answer.counts is not None


def test_unsupported_sentences_alone_are_no_answer(retriever: Retriever) -> None:
    writer = ScriptedWriter(ModelUnavailable("nothing is supported"), unsupported=(INVENTED,))
    answer = ask(retriever, NOT_TOLD, written=writer)
    assert answer.status is Status.UNANSWERABLE
    assert (answer.statements, answer.identity.kind, answer.counts) == ((), "extractive", None)


def test_an_error_nobody_foresaw_in_a_writer_loses_no_answer_and_is_logged_without_its_words(
    retriever: Retriever,
) -> None:
    with capture_logs() as lines:
        answer = ask(retriever, written=ScriptedWriter(KeyError(f"{ASKED.text} sk-secret")))
    assert (answer.status, answer.identity.kind) == (Status.ANSWERED, "extractive")
    assert (answer.identity.failure, answer.usage) == ("KeyError", Usage(100, 20, 0.5))
    assert (answer.identity.fallback_reason or "").startswith("something unforeseen")
    (line,) = lines
    assert (line["event"], line["log_level"], line["error"]) == (
        "writing_failed", "error", "KeyError",
    )  # fmt: skip
    assert line["places"][-1].startswith("answerer.py:")
    assert "sk-secret" not in f"{line} {answer.identity.fallback_reason}"


def test_what_was_told_before_an_error_nobody_foresaw_stays(retriever: Retriever) -> None:
    answer = ask(retriever, written=ScriptedWriter("Nine weeks.", KeyError("x")))
    assert answer.text.startswith("Nine weeks. [1]")
    assert (answer.identity.kind, answer.identity.failure) == ("llm", "KeyError")


def test_an_unforeseen_error_of_the_extractive_answerer_is_not_hidden(
    retriever: Retriever,
) -> None:
    for writer in (None, ScriptedWriter(KeyError("x"))):
        with pytest.raises(ZeroDivisionError):
            ask(retriever, written=writer, extractive=BrokenAnswerer())


def test_what_was_written_stands_where_the_signals_fail(retriever: Retriever) -> None:
    class Away:
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            raise ModelUnavailable("the embedding model is away")

    answer = ask(retriever, written=ScriptedWriter("Nine weeks."), extractive=Away())
    assert (answer.text, answer.identity.kind) == ("Nine weeks. [1]", "llm")
    assert answer.confidence is None


def test_what_was_written_stands_where_the_signals_fail_as_nobody_foresaw(
    retriever: Retriever,
) -> None:
    with capture_logs() as lines:
        answer = ask(retriever, written=ScriptedWriter("Nine weeks."), extractive=BrokenAnswerer())
    assert (answer.text, answer.identity.kind) == ("Nine weeks. [1]", "llm")
    assert [(one["event"], one["error"]) for one in lines] == [
        ("signals_left_out", "ZeroDivisionError")
    ]


def test_the_extractive_answerer_can_be_asked_for(retriever: Retriever) -> None:
    answer = ask(
        retriever, choosing(AnswererChoice.EXTRACTIVE), written=ScriptedWriter("Nine weeks.")
    )
    assert (answer.identity.kind, answer.identity.fallback_reason) == ("extractive", None)


def test_asking_for_a_model_that_is_not_there_is_labelled(retriever: Retriever) -> None:
    answer = ask(retriever, choosing(AnswererChoice.LLM))
    assert answer.status is Status.ANSWERED
    assert answer.identity.fallback_reason == "no language model is configured"


def test_a_refusal_has_no_citations_and_shows_what_is_nearest(retriever: Retriever) -> None:
    answer = ask(retriever, NOT_TOLD)
    assert answer.status is Status.UNANSWERABLE
    assert answer.text == REFUSALS["en"]
    assert (answer.citations, answer.statements, answer.disagreements) == ((), (), ())
    assert answer.independent_sources == 0
    assert [citation.number for citation in answer.nearest] == [1, 2]
    for citation in answer.nearest:
        quote = citation.quote
        assert quote.article.text[quote.start : quote.end] == quote.text != ""


def test_a_refusal_speaks_the_language_of_the_question(retriever: Retriever) -> None:
    assert ask(retriever, Question("¿Quién inventó el teléfono?")).text == REFUSALS["es"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_refusal_says_where_no_article_passes_the_filters(
    retriever: Retriever, language: str
) -> None:
    asked = {"en": "Who won the regatta?", "es": "¿Quién ganó la regata?"}[language]
    barred = Filters(sources=("Orlen Daily",))
    assert ask(retriever, Question(asked, filters=barred)).text == NO_MATCH[language]
    assert ask(retriever, Question(asked)).text == REFUSALS[language]


def test_nothing_nearest_is_shown_where_none_is_wanted(retriever: Retriever) -> None:
    assert ask(retriever, NOT_TOLD, nearest=0).nearest == ()


def test_sides_make_an_answer_conflicting(retriever: Retriever) -> None:
    answer = ask(retriever, extractive=Disagreeing())
    assert answer.status is Status.CONFLICTING
    (disagreement,) = answer.disagreements
    assert [one.citations for one in disagreement.positions] == [(1,), (2,)]


def test_every_side_of_a_written_answer_stands_in_its_text(retriever: Retriever) -> None:
    class ManyOnOneSide(Disagreeing):
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            draft = await super().answer(question, evidence)
            third = evidence.sentences[2].quote
            (found,) = draft.disagreements
            nine, ten = found.positions
            more = DraftPosition("nine", (*nine.quotes, third))
            return replace(draft, disagreements=(replace(found, positions=(more, ten)),))

    sides = ask(retriever, extractive=Disagreeing()).citations
    first, second = (citation.quote.article.source for citation in sides)
    writer = ScriptedWriter(f"{first} says nine.", f"The {second} says ten.")
    answer = ask(retriever, written=writer, extractive=ManyOnOneSide())
    assert answer.text == f"{first} says nine. [1] The {second} says ten. [2]"
    assert [citation.number for citation in answer.citations] == [1, 2]
    (disagreement,) = answer.disagreements
    assert [one.citations for one in disagreement.positions] == [(1,), (2,)]


def test_a_side_written_without_its_outlet_is_told_in_the_outlets_words(
    retriever: Retriever,
) -> None:
    sides = ask(retriever, extractive=Disagreeing()).citations
    first = sides[0].quote.article.source
    writer = ScriptedWriter(f"{first} says nine.", "Another says ten.")
    answer = ask(retriever, written=writer, extractive=Disagreeing())
    assert answer.text == f"{first} says nine. [1] Another says ten. [2] One ten. [2]"


def test_to_a_single_side_only_the_other_is_added(retriever: Retriever) -> None:
    writer = ScriptedWriter("It is nine.")
    answer = ask(retriever, written=writer, extractive=Disagreeing())
    assert answer.text == "It is nine. [1] One ten. [2]"
    assert answer.status is Status.CONFLICTING


def test_a_side_that_is_cited_for_something_else_is_still_missing(retriever: Retriever) -> None:
    writer = ScriptedWriter("It opened in spring.", "It is ten.")
    answer = ask(retriever, written=writer, extractive=Disagreeing())
    assert answer.text == "It opened in spring. [1] It is ten. [2] One says nine. [1]"


def test_what_came_later_does_not_exist_yet(retriever: Retriever) -> None:
    before = replace(ASKED, as_of=datetime(2024, 9, 2, tzinfo=UTC))
    answer = ask(retriever, before)
    assert (answer.status, answer.nearest) == (Status.UNANSWERABLE, ())


def test_filters_reach_retrieval(retriever: Retriever) -> None:
    only = replace(ASKED, filters=Filters(sources=("Civic Courier",)))
    assert {one.quote.article.title for one in ask(retriever, only).nearest} == {COUNT.title}


def test_search_gives_the_passages_best_first(retriever: Retriever) -> None:
    engine = Engine(retriever, WordAnswerer(), None, passages=5, nearest=0)
    hits = asyncio.run(engine.search(ASKED, 1))
    assert [(hit.rank, hit.article.article_id) for hit in hits] == [(1, "bridge/1")]


def test_times_add_up_and_ids_differ(retriever: Retriever) -> None:
    first, second = ask(retriever), ask(retriever)
    assert first.answer_id != second.answer_id
    assert first.answer_id.startswith("ans_")
    timings = first.timings
    assert timings.total == pytest.approx(timings.retrieve + timings.answer + timings.verify)
    assert min(timings.retrieve, timings.answer, timings.verify) >= 0


def test_an_empty_collection_refuses(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    stores.adopt_model(WordEmbedder().model)
    answer = ask(Retriever(stores, WordEmbedder()))
    assert (answer.status, answer.nearest) == (Status.UNANSWERABLE, ())
    stores.close()


class CarefulWriter:
    """A writer that takes its time, and refuses where the words of a question are not there."""

    identity = LLM

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        await asyncio.sleep(WRITING_SECONDS)
        draft = await WordAnswerer().answer(question, evidence)
        for statement in draft.statements:
            yield statement
        yield replace(
            draft,
            identity=LLM,
            usage=Usage(100, 20, 0.5),
            counts=WritingCounts(written=2, dropped=1),
            verify_ms=10.0,
        )


WRITING_SECONDS = 0.2
READ_TWICE = Question(
    "How many weeks will the crossing stay shut, as was said this month?",
    as_of=datetime(2024, 10, 5, tzinfo=UTC),
)
"""October has an article, which does not answer; September before it has the one that does."""


def events_of(
    retriever: Retriever, question: Question, *, now: datetime, written: Writer | None = None
) -> list[Event]:
    understanding = Understanding(clock=lambda: now)
    engine = Engine(
        retriever, WordAnswerer(), written, passages=5, nearest=2, understanding=understanding
    )

    async def collected() -> list[Event]:
        return [event async for event in engine.stream(question)]

    return asyncio.run(collected())


def test_a_question_read_twice_costs_and_lasts_what_both_readings_do(retriever: Retriever) -> None:
    answer = ask(retriever, READ_TWICE, written=CarefulWriter())
    assert answer.status is Status.ANSWERED
    assert answer.usage == Usage(200, 40, 1.0)
    assert answer.counts == WritingCounts(written=4, dropped=2)
    timings = answer.timings
    assert timings.verify >= 20
    assert timings.answer >= 2 * WRITING_SECONDS * 1000 - 20
    assert timings.total == pytest.approx(timings.retrieve + timings.answer + timings.verify)


def test_a_reading_of_unknown_price_makes_the_price_of_both_unknown() -> None:
    assert Usage(100, 20, 0.5) + Usage(10, 2, None) == Usage(110, 22, None)


@pytest.mark.parametrize("written", [None, CarefulWriter()])
def test_the_sources_of_a_question_read_twice_are_those_of_its_answer(
    retriever: Retriever, written: Writer | None
) -> None:
    first, *others = events_of(
        retriever, READ_TWICE, now=datetime(2024, 10, 5, tzinfo=UTC), written=written
    )
    assert isinstance(first, SourcesFound)
    assert {quote.article.article_id for quote in first.quotes} >= {"bridge/1"}
    assert [type(event) for event in others] == [StatementWritten, AnswerFinished]


def test_words_of_a_time_without_articles_send_no_empty_sources(retriever: Retriever) -> None:
    asked = Question(
        "How many weeks will the crossing stay shut, as was said this week?",
        filters=Filters(sources=("Harbour Herald",)),
    )
    first, *others = events_of(retriever, asked, now=datetime(2025, 3, 5, tzinfo=UTC))
    assert isinstance(first, SourcesFound)
    assert first.quotes
    assert first.understood_as and "at any time" in first.understood_as
    assert [type(event) for event in others] == [StatementWritten, AnswerFinished]


def test_a_refusal_after_two_readings_shows_the_sources_of_the_last(retriever: Retriever) -> None:
    asked = replace(READ_TWICE, text="Who invented the telephone this month?")
    events = events_of(retriever, asked, now=datetime(2024, 10, 5, tzinfo=UTC))
    assert [type(event) for event in events] == [SourcesFound, AnswerFinished]
    (sources, finished) = events
    assert isinstance(sources, SourcesFound)
    assert isinstance(finished, AnswerFinished)
    assert len({quote.article.article_id for quote in sources.quotes}) == 2
    assert finished.answer.status is Status.UNANSWERABLE


def test_a_model_that_writes_beside_the_question_is_not_told(retriever: Retriever) -> None:
    answer = ask(retriever, written=ScriptedWriter("The crossing is shut."))
    (statement,) = answer.statements
    assert "nine weeks" in statement.text
    assert "beside the question" in (answer.identity.fallback_reason or "")


class Respelling(WordAnswerer):
    """Reads every question as one without its typing errors."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        right = replace(question, text=ASKED.text)
        return replace(await super().answer(right, evidence), read_as=ASKED.text)


def test_what_a_mistyped_question_asks_for_is_known_all_the_same(retriever: Retriever) -> None:
    asked = Question("hwo mnay weks will the crossing stay shutt")
    written = ScriptedWriter("The crossing is shut.")
    assert ask(retriever, asked, written=written).identity == LLM
    answer = ask(retriever, asked, written=written, extractive=Respelling())
    assert "beside the question" in (answer.identity.fallback_reason or "")


def test_what_leads_to_the_answer_is_told_with_it(retriever: Retriever) -> None:
    answer = ask(retriever, written=ScriptedWriter("The crossing is shut.", "For nine weeks."))
    assert [one.text for one in answer.statements] == ["The crossing is shut.", "For nine weeks."]
    assert answer.identity == LLM


class FlaggingWriter(ScriptedWriter):
    """Says sentences, then what no quote supports, as a reader asked for it."""

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        told = [DraftStatement(str(part), (evidence.sentences[0].quote,)) for part in self.script]
        for statement in (*told, INVENTED):
            yield statement
        yield DraftAnswer((*told, INVENTED), LLM, counts=WritingCounts(written=2, flagged=1))


def test_what_is_flagged_follows_extracts_where_the_rest_is_beside(retriever: Retriever) -> None:
    answer = ask(retriever, written=FlaggingWriter("The crossing is shut."))
    first, last = answer.statements
    assert "nine weeks" in first.text
    assert last.text == INVENTED.text
    assert answer.counts == WritingCounts(written=2, flagged=1, dropped=1)


def test_what_is_flagged_follows_what_answers(retriever: Retriever) -> None:
    answer = ask(retriever, written=FlaggingWriter("Nine weeks."))
    assert [one.text for one in answer.statements] == ["Nine weeks.", INVENTED.text]
