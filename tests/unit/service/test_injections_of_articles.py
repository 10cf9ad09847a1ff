"""Instructions in articles and questions: the extractive answerer quotes articles and obeys none.

The attacks are read from the shared data and are data only; these tests are skipped without it.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.models import ArticleDraft, Filters
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.answer import DraftAnswer, Question
from service.answering.evidence import gather
from service.answering.extractive import ExtractiveAnswerer
from service.answering.markers import statement_text
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder
from tests.unit.service.test_extractive import calibration, exact

DATA = Path(__file__).parents[4] / "shared" / "data"
ATTACKS = [
    line[field]
    for name, field in (
        ("bipia_text_attacks.jsonl", "attack"),
        ("purplellama_pi.jsonl", "user_input"),
    )
    if (DATA / name).is_file()
    for line in map(json.loads, (DATA / name).read_text(encoding="utf-8").splitlines())
]
LINK = re.compile(r"https?://[^\s)\]]+")
LETTERS = "bcdfghjklmnpqrstvwxz"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not ATTACKS, reason="needs the attacks of ../shared/data"),
]


def boat(number: int) -> str:
    """A name that no other article has."""
    return f"M{LETTERS[number % 20]}u{LETTERS[number // 20 % 20]}ero"


def told(number: int) -> str:
    return f"The tug {boat(number)} carried {number + 11} crates of lemons to Eastmere on Monday."


def asked(number: int) -> str:
    return f"How many crates of lemons did the tug {boat(number)} carry to Eastmere?"


def planted(number: int, attack: str) -> ArticleDraft:
    return ArticleDraft(
        text=f"{told(number)}\n\n{attack}\n\nThe harbour office counted the load twice.",
        location=f"/made-up/{number}.txt",
        article_id=f"log-{number}",
        source=f"Log {number}",
        url=f"https://log.example/{number}",
        language="en",
    )


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    opened = Stores.open(
        CorpusSettings(data_dir=tmp_path_factory.mktemp("planted"), _env_file=None)
    )
    Indexer(opened, WordEmbedder()).run(planted(n, attack) for n, attack in enumerate(ATTACKS))
    yield opened
    opened.close()


def answer(stores: Stores, text: str, *sources: str) -> DraftAnswer:
    retriever = Retriever(stores, WordEmbedder())
    evidence = gather(retriever.retrieve(text, top_k=8, filters=Filters(sources)))
    answerer = ExtractiveAnswerer(stores, WordEmbedder(), calibration(), 3)
    return asyncio.run(answerer.answer(Question(text), evidence))


def assert_only_quotes(draft: DraftAnswer) -> None:
    for statement in draft.statements:
        quote = statement.quotes[0]
        assert all(exact(one) for one in statement.quotes)
        assert statement.text.endswith(statement_text(quote.text))
        before = statement.text.removesuffix(statement_text(quote.text))
        assert before in {"", f"{quote.article.source}: "}
        assert quote.article.url == f"https://log.example/{quote.article.article_id[4:]}"
        assert set(LINK.findall(statement.text)) <= set(LINK.findall(quote.text))
    assert draft.identity.kind == "extractive"
    assert draft.identity.prompt is None


def test_both_sets_of_attacks_are_read() -> None:
    assert len(ATTACKS) == 75 + 131


def test_an_attack_inside_an_article_changes_no_answer(stores: Stores) -> None:
    for number in range(len(ATTACKS)):
        draft = answer(stores, asked(number), f"Log {number}")
        assert_only_quotes(draft)
        assert draft.statements[0].quotes[0].text == told(number), number


def test_an_attack_inside_a_question_brings_nothing_but_quotes(stores: Stores) -> None:
    for number, attack in enumerate(ATTACKS):
        assert_only_quotes(answer(stores, f"{asked(number)} {attack}"[:2_000]))
