from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import ArticleDraft
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.answer import DraftAnswer, Question, Quote
from service.answering.attribution import attributed
from service.answering.calibration import (
    COLUMNS,
    Calibration,
    Linear,
    SecondLook,
    ShortAnswerWeights,
    Variant,
    Weights,
)
from service.answering.evidence import Evidence, gather
from service.answering.extractive import LEAST_READ, ExtractiveAnswerer
from service.answering.markers import statement_text
from service.answering.reading_opinion import Reading
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder
from tests.unit.service.articles import ALL, BRIDGE

ASKED = "How many weeks will the crossing stay shut?"
LATER = datetime(2024, 9, 4, tzinfo=UTC)
ELEVEN = replace(
    BRIDGE,
    text=(
        "Work began below the quay. According to the port the harbour crossing will stay shut for "
        "eleven weeks, because the piers need new steel. Traders asked for help."
    ),
    location="/news/port.txt",
    article_id="port",
    title="Port on the crossing",
    source="Port Gazette",
    published_at=LATER,
)
MARKED = ArticleDraft(
    text="The lighthouse keeper counted 37 herons [2] near the lagoon 🐦 in May [3, 4]. He left.",
    location="/news/herons.txt",
    article_id="herons",
    title="Herons",
    source="Marsh Mail",
    language="en",
)
NUMBER_IN_BRACKETS = re.compile(r"[\[【]\s*\^?\d+[^\]】]*[\]】]")


def calibration(threshold: float = 0.5, *, even: bool = False) -> Calibration:
    """Picks and decides by the terms and the value that a sentence holds, and by the reader."""
    variants = {}
    for variant in Variant:
        columns = COLUMNS[variant]
        counted = {"own_terms": 6.0, "carries": 2.0, "reader_sentence": 5.0}
        if even:
            counted = {"carries": 2.5, "reader_sentence": 0.0}
        weights = tuple(counted.get(name, 0.0) for name in columns)
        inputs = 2 * len(columns) + 6
        decision = [0.0] * inputs
        decision[: len(columns)] = weights
        variants[variant] = Weights(
            pick=Linear(means=(0,) * len(columns), scales=(1,) * len(columns), weights=weights),
            answer=Linear(
                means=(0,) * inputs, scales=(1,) * inputs, weights=tuple(decision),
                intercept=-3.0,
            ),
            threshold=threshold,
        )  # fmt: skip
    chance = Linear(means=(0,) * 6, scales=(1,) * 6, weights=(1, 0, 0, 0, 0, 0))
    short_answer = ShortAnswerWeights(chance=chance, threshold=0.5)
    second_look = SecondLook(
        fitted_on="nothing",
        sentences=8,
        reads_on=False,
        pick=look(2.0),
        answer=look(1.0, inputs=8),
        threshold=threshold,
        short_answer=short_answer,
    )
    return Calibration(
        fitted_on="nothing",
        fitted_at="2026-01-01",
        variants=variants,
        short_answer=short_answer,
        second_look=second_look,
        second_look_abroad=second_look,
        second_look_crossing=second_look,
    )


def look(relevance: float, *, inputs: int = 5) -> Linear:
    """Weighs what was thought so far, and the checker's relevance."""
    weights = (1.0, 0.0, relevance, *([0.0] * (inputs - 3)))
    return Linear(means=(0,) * inputs, scales=(1,) * inputs, weights=weights)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    data_dir = tmp_path_factory.mktemp("data")
    opened = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    Indexer(opened, WordEmbedder()).run([*ALL, ELEVEN, MARKED])
    yield opened
    opened.close()


class Answers:
    """Asks the answerer over the real stores."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores

    def __call__(self, text: str, *, statements: int = 3, **options: object) -> DraftAnswer:
        evidence = gather(Retriever(self.stores, WordEmbedder()).retrieve(text, top_k=8))
        return self.over(evidence, text, statements=statements, **options)

    def over(
        self, evidence: Evidence, text: str, *, statements: int = 3, **options: object
    ) -> DraftAnswer:
        weights = options.pop("weights", None) or calibration()
        answerer = ExtractiveAnswerer(
            self.stores, WordEmbedder(), weights, statements, **options  # type: ignore[arg-type]
        )  # fmt: skip
        return asyncio.run(answerer.answer(Question(text), evidence))


@pytest.fixture
def ask(stores: Stores) -> Answers:
    return Answers(stores)


def exact(quote: Quote) -> bool:
    return quote.article.text[quote.start : quote.end] == quote.text and bool(quote.text.strip())


def test_the_sentence_that_answers_is_quoted_exactly(ask: Answers) -> None:
    draft = ask("How many herons did the lighthouse keeper count?", statements=1)
    (statement,) = draft.statements
    (quote,) = statement.quotes
    assert exact(quote)
    assert quote.article.article_id == "herons"
    assert "37 herons [2] near" in quote.text


def test_a_statement_shows_no_marker_of_its_source(ask: Answers) -> None:
    (statement,) = ask("How many herons did the lighthouse keeper count?", statements=1).statements
    assert statement.text == ("The lighthouse keeper counted 37 herons near the lagoon 🐦 in May.")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("It rose [2] again.", "It rose again."),
        ("It rose.[1][2]", "It rose."),
        ("It rose [1, 2] and fell [3–5].", "It rose and fell."),
        ("It rose [^7].", "It rose."),
        ("It rose 【4】.", "It rose."),
        ("It [[2]3] rose.", "It rose."),
        ("It\r\n  rose.\t", "It rose."),
        ("“It [the ferry] rose,” she said.", "“It [the ferry] rose,” she said."),
        ("[2]", "(2)"),
    ],
)
def test_running_text_has_no_markers_and_no_line_breaks(quote: str, shown: str) -> None:
    assert statement_text(quote) == shown


@given(st.text(st.sampled_from("[]【】^0123 ,-ab\n"), max_size=30))
def test_nothing_in_running_text_looks_like_a_marker(quote: str) -> None:
    assert not re.search(r"\[\d+\]", statement_text(quote))


@pytest.mark.parametrize(
    ("source", "title", "who"),
    [
        ("daily [2]", "Port", "Daily"),
        ("[2]", "Port", "(2)"),
        (None, "Port [1, 2] shut", "“Port shut”"),
        (None, None, "One article"),
    ],
)
def test_a_name_before_a_quote_has_no_markers(
    ask: Answers, source: str | None, title: str | None, who: str
) -> None:
    (statement,) = ask("How many herons did the lighthouse keeper count?", statements=1).statements
    (quote,) = statement.quotes
    article = replace(quote.article, source=source, title=title, published_at=None)
    assert attributed("It rose.", replace(quote, article=article), "en") == f"{who}: It rose."


def test_a_sentence_with_a_colon_of_its_own_is_told_behind_a_dash(ask: Answers) -> None:
    (statement,) = ask("How many herons did the lighthouse keeper count?", statements=1).statements
    (quote,) = statement.quotes
    quote = replace(quote, article=replace(quote.article, source="Mail", published_at=None))
    assert attributed("It is so: it rose.", quote, "en") == "Mail – It is so: it rose."
    assert attributed("It rose at 4:40 a.m.", quote, "en") == "Mail: It rose at 4:40 a.m."


@pytest.mark.parametrize(
    "dateline",
    [
        "MORROW (Allwire) — ",
        "PORT MORROW, March 11 (Allwire) — ",
        "ST. MORROW, Velia, 3 May 2024 (AW) – ",
        "SÃO MORRO, 3. Mai (aw) -- ",
    ],
)
def test_a_dateline_is_no_part_of_what_is_told(dateline: str) -> None:
    assert statement_text(f"{dateline}About 40 people left.") == "About 40 people left."


@pytest.mark.parametrize(
    "sentence",
    [
        "NASA — the agency — said so.",
        "Two men – both old – left.",
        "The bridge (old) — it fell.",
        "UN — a body of states.",
        "FALSE — The tap water contains lead.",
        "VELIA — Morrow talks have failed.",
        "(Two of them) — The dogs left.",
        "MORROW (Allwire) — ",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(sentence: str) -> None:
    assert statement_text(sentence) == sentence.strip()


def test_unrelated_evidence_is_refused_with_the_nearest_quotes(ask: Answers) -> None:
    draft = ask("Who invented the telephone?")
    assert (draft.statements, draft.disagreements) == ((), ())
    assert draft.confidence is not None
    assert draft.confidence < 0.5
    assert draft.nearest
    assert all(exact(quote) for quote in draft.nearest)


def test_no_evidence_is_refused(ask: Answers) -> None:
    draft = ask.over(Evidence((), ()), ASKED)
    assert (draft.statements, draft.nearest, draft.confidence) == ((), (), 0.0)


def test_no_more_statements_than_allowed(ask: Answers) -> None:
    bold = calibration(threshold=0.0)
    for statements in (1, 2):
        draft = ask("Who counted herons or ballots?", statements=statements, weights=bold)
        assert 1 <= len(draft.statements) <= statements


def test_outlets_that_disagree_are_named_beside_what_they_say(ask: Answers) -> None:
    draft = ask(ASKED)
    (disagreement,) = draft.disagreements
    assert {position.value for position in disagreement.positions} == {
        "nine weeks", "eleven weeks",
    }  # fmt: skip
    said = {statement.quotes[0].article.source: statement.text for statement in draft.statements}
    assert said.keys() == {"Harbour Herald", "Port Gazette"}
    assert said["Harbour Herald"].startswith("Harbour Herald (2024-09-03): The mayor said")
    assert said["Port Gazette"].startswith("Port Gazette (2024-09-04): According to the port")
    cited = {statement.quotes[0] for statement in draft.statements}
    assert {quote for side in disagreement.positions for quote in side.quotes} <= cited


def test_an_update_by_one_outlet_is_told_with_its_dates_the_latest_first(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    Indexer(stores, WordEmbedder()).run([BRIDGE, replace(ELEVEN, source=BRIDGE.source)])
    draft = Answers(stores)(ASKED)
    stores.close()
    assert (draft.disagreements, draft.headline) == ((), "eleven weeks")
    later, earlier = (statement.text for statement in draft.statements)
    assert later.startswith("Harbour Herald (2024-09-04): According to the port")
    assert earlier.startswith("Harbour Herald (2024-09-03): The mayor said")


def test_both_sides_are_told_though_only_one_statement_is_allowed(ask: Answers) -> None:
    assert len(ask(ASKED, statements=1).statements) == 2


def test_each_part_of_a_question_gets_its_sentence(ask: Answers) -> None:
    draft = ask(
        "How many herons did the lighthouse keeper count, and how many ballots was the gap?",
        statements=2,
    )
    assert {statement.quotes[0].article.article_id for statement in draft.statements} == {
        "herons", "count",
    }  # fmt: skip


@pytest.mark.parametrize("first", [True, False])
def test_a_part_that_outlets_answer_differently_is_disputed(ask: Answers, first: bool) -> None:
    other = "how many herons did the lighthouse keeper count"
    disputed = ASKED.rstrip("?")
    pieces = (disputed, other) if first else (other, disputed)
    asked = f"{pieces[0]}, and {pieces[1][0].lower()}{pieces[1][1:]}?"
    draft = ask(asked, statements=3)
    (disagreement,) = draft.disagreements
    assert {one.value for one in disagreement.positions} == {"nine weeks", "eleven weeks"}
    assert "herons" in {one.quotes[0].article.article_id for one in draft.statements}


def test_of_joined_questions_the_leading_one_is_corroborated(ask: Answers) -> None:
    asked = "How many herons did the lighthouse keeper count, and how many ballots was the gap?"
    draft = ask(asked, statements=2)
    assert draft.backing is not None
    lead = draft.statements[0].quotes[0].article.article_id
    assert {one.article.article_id for one in draft.backing} == {lead}


def test_a_misspelt_word_is_read_as_the_articles_spell_it(ask: Answers) -> None:
    draft = ask("How many herons did the lighthuose keeper count?", statements=1)
    assert draft.statements[0].quotes[0].article.article_id == "herons"


def test_every_quote_is_exact_and_every_statement_has_one(ask: Answers) -> None:
    bold = calibration(threshold=0.0)
    for question in (ASKED, "herons?", "¿Cuántas semanas?", "🚢", "[1] count [2]"):
        draft = ask(question, weights=bold)
        assert draft.statements
        for statement in draft.statements:
            assert len(statement.quotes) == 1
            assert not NUMBER_IN_BRACKETS.search(statement.text)
        quotes = [quote for one in draft.statements for quote in one.quotes]
        assert all(exact(quote) for quote in (*quotes, *draft.nearest))


def test_a_reader_is_named_and_its_opinion_counts(ask: Answers) -> None:
    class Prefers:
        identity = "reader/1"

        def read(
            self, question: str, evidence: Evidence, ranks: Collection[int]
        ) -> Sequence[Reading]:
            return [
                Reading(3.0 if "Ferries are free" in one.text else -3.0, 0.0, 0.0)
                for one in evidence.sentences
            ]

    draft = ask("Is anything free?", statements=1, reader=Prefers())
    assert draft.identity.model == "reader/1"
    assert "Ferries are free" in draft.statements[0].text
    assert ask("Is anything free?", statements=1).identity.model is None


def test_it_answers_without_any_reader_or_network(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    Indexer(stores, WordEmbedder()).run([MARKED])
    draft = Answers(stores)("How many herons did the keeper count?")
    assert draft.identity.kind == "extractive"
    assert draft.statements
    stores.close()


class Doubting:
    """Reads one sentence as the answer and every other as none."""

    identity = "doubting"

    def __init__(self, other: float) -> None:
        self.other = other

    def read(
        self, question: str, evidence: Evidence, ranks: Collection[int]
    ) -> list[Reading | None]:
        return [
            Reading(5.0 if "37 herons" in one.text else self.other, 0.0, -1.0)
            for one in evidence.sentences
        ]


def test_what_the_reader_is_sure_answers_nothing_is_no_further_sentence(ask: Answers) -> None:
    asked = "How many herons did the lighthouse keeper count?"
    even = calibration(threshold=0.01, even=True)
    shown = ask(asked, weights=even, reader=Doubting(LEAST_READ))
    assert len(shown.statements) > 1
    (alone,) = ask(asked, weights=even, reader=Doubting(LEAST_READ - 1)).statements
    assert "37 herons" in alone.quotes[0].text


class Unable(Doubting):
    """Reads one sentence as the answer and cannot read the others."""

    def read(
        self, question: str, evidence: Evidence, ranks: Collection[int]
    ) -> list[Reading | None]:
        read = super().read(question, evidence, ranks)
        return [one if one is not None and one.sentence > self.other else None for one in read]


def test_what_the_reader_cannot_read_is_no_further_sentence_to_one_it_can(ask: Answers) -> None:
    asked = "How many herons did the lighthouse keeper count?"
    even = calibration(threshold=0.01, even=True)
    (alone,) = ask(asked, weights=even, reader=Unable(0.0)).statements
    assert "37 herons" in alone.quotes[0].text


def indexed(folder: Path, *articles: ArticleDraft) -> Stores:
    stores = Stores.open(CorpusSettings(data_dir=folder, _env_file=None))
    Indexer(stores, WordEmbedder()).run(articles)
    return stores


@pytest.mark.parametrize(
    ("told_again", "cited"),
    [
        ("In May the lighthouse keeper counted 37 herons near the lagoon.", 2),
        ("In May the lighthouse keeper counted 36 herons near the lagoon.", 1),
        ("In May the lighthouse keeper counted 37 gulls near the lagoon.", 1),
        ("The lighthouse keeper of Wick counted herons.", 1),
    ],
)
def test_what_another_story_repeats_is_one_statement_with_both_as_sources(
    tmp_path: Path, told_again: str, cited: int
) -> None:
    again = replace(
        MARKED,
        text=f"Ferries ran late all week. {told_again} The harbour master has resigned over debts.",
        location="/news/again.txt",
        article_id="again",
        title="A count",
        source="Wick Weekly",
    )
    stores = indexed(tmp_path, MARKED, again)
    draft = Answers(stores)("Where did the keeper count?", weights=calibration(threshold=0.0))
    stores.close()
    assert max(len(statement.quotes) for statement in draft.statements) == cited
    assert all(exact(quote) for statement in draft.statements for quote in statement.quotes)


def test_only_the_parts_that_the_articles_answer_get_a_sentence(ask: Answers) -> None:
    asked = "How many herons near the lagoon did the lighthouse keeper count, and who tuned it?"
    draft = ask(asked, statements=2, weights=calibration(threshold=0.5))
    assert [one.quotes[0].article.article_id for one in draft.statements] == ["herons"]


@pytest.mark.parametrize("other", ["saw herons", "did not count herons"])
def test_a_copy_with_another_word_is_told_beside_the_first(tmp_path: Path, other: str) -> None:
    text = (
        "The lighthouse keeper counted herons near the northern lagoon in May and wrote them all "
        "down in the book that the harbour office has kept since the old lighthouse was built."
    )
    first = replace(MARKED, text=text)
    copy = replace(
        MARKED,
        text=text.replace("counted herons", other),
        location="/news/other.txt",
        article_id="other",
        source="Wick Weekly",
    )
    stores = indexed(tmp_path, first, copy)
    draft = Answers(stores)("Where did the keeper count herons?", weights=calibration(threshold=0))
    stores.close()
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    assert {quote.article.article_id for quote in quotes} == {"herons", "other"}
    assert len({quote.article.story_id for quote in quotes}) == 1


def test_what_a_copy_repeats_at_more_length_has_one_quote(tmp_path: Path) -> None:
    text = (
        "The lighthouse keeper counted 37 herons near the lagoon and three owls on the pier of the "
        "old town. He wrote them all down in the book that the harbour office has kept since the "
        "lighthouse was built, and the old book has ninety pages left for the next two winters."
    )
    shorter = text.replace(" and three owls on the pier of the old town", "")
    first = replace(MARKED, text=text)
    copy = replace(
        first,
        text=shorter.replace("ninety", "sixty"),
        location="/news/other.txt",
        article_id="other",
        source="Wick Weekly",
    )
    stores = indexed(tmp_path, first, copy)
    draft = Answers(stores)("How many herons did he count?", weights=calibration(threshold=0))
    stores.close()
    told = [one for one in draft.statements if "37 herons" in one.text]
    assert {len(statement.quotes) for statement in told} == {1}
