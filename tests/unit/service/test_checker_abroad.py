"""The checker of other languages: whom it reads, what it says, and how the answerer uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.models import ArticleDraft
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.answer import DraftAnswer, Question
from service.answering.calibration import Calibration, Linear, SecondLook, load_calibration
from service.answering.checker.checker import ABROAD, Checker, Look
from service.answering.evidence import Evidence, EvidenceSentence, gather
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading_opinion import Reading
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder
from tests.fakes.evidence import article, evidence_of

TEXTS = {
    "de": (
        "Der Rat von Ostmark stimmte am Montag für den älteren Plan. Neun Mitglieder wählten ihn, "
        "drei wollten stattdessen eine Brücke. Bürgermeisterin Anna Vidal sagte, die Arbeiten "
        "begännen im nächsten Frühjahr."
    ),
    "en": (
        "The council of Ostmark voted on Monday for the older plan. Nine of its members chose it, "
        "and three wanted a bridge instead. Mayor Anna Vidal said that work would begin next "
        "spring."
    ),
}
ASKED = {
    "de": "Wie viele Mitglieder des Rats wählten den älteren Plan?",
    "es": "¿Cuántos miembros del consejo eligieron el plan más antiguo?",
    "fr": "Combien de membres du conseil ont choisi l'ancien plan ?",
    "pt": "Quantos membros do conselho escolheram o plano mais antigo?",
}
MISSED = {
    "de": "Wie viele Kilometer lang soll die neue Straße werden?",
    "es": "¿Cuántos kilómetros medirá la nueva carretera?",
    "fr": "Combien de kilomètres fera la nouvelle route ?",
    "pt": "Quantos quilômetros terá a nova estrada?",
}


@pytest.fixture(scope="module")
def abroad() -> Checker:
    return Checker.load(2, ABROAD)


def sentences(language: str) -> Sequence[EvidenceSentence]:
    return evidence_of(article(TEXTS[language], language=language)).sentences


def best_of(checker: Checker, question: str, told: Sequence[EvidenceSentence]) -> float:
    looks = [look for some in checker.look(question, told) for look in some.values()]
    assert len(looks) == len(told)
    return max(min(one.relevance, one.sentence) for one in looks)


@pytest.mark.parametrize("text", ["de", "en"])
@pytest.mark.parametrize("language", ["de", "es", "fr", "pt"])
def test_a_question_is_answered_more_than_one_that_the_text_does_not_answer(
    abroad: Checker, language: str, text: str
) -> None:
    told = sentences(text)
    answered = best_of(abroad, ASKED[language], told)
    assert answered > best_of(abroad, MISSED[language], told)


def test_the_checker_of_english_leaves_both_to_it() -> None:
    english = Checker.load(2)
    assert not list(english.look(ASKED["de"], sentences("en")))
    assert not list(english.look("How many members chose it?", sentences("de")))


@dataclass
class Scripted:
    """Finds the answer where a word stands, or nowhere; counts what it was shown."""

    word: str
    shown: list[str] = field(default_factory=list)
    identity: str = "scripted"

    def look(
        self, question: str, sentences: Sequence[EvidenceSentence]
    ) -> Iterator[dict[int, Look]]:
        """All at once."""
        self.shown += [one.text for one in sentences if question]
        good, bad = Look(5.0, 5.0, 5.0, -3.0, 0, 4), Look(-8.0, -8.0, -8.0, 3.0)
        yield {n: good if self.word in one.text else bad for n, one in enumerate(sentences)}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with closing(indexed(tmp_path_factory.mktemp("data"), "de")) as opened:
        yield opened


@pytest.fixture(scope="module")
def english_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with closing(indexed(tmp_path_factory.mktemp("data"), "en")) as opened:
        yield opened


def indexed(folder: Path, language: str) -> Stores:
    """Stores that hold the article in one language."""
    opened = Stores.open(CorpusSettings(data_dir=folder, _env_file=None))
    draft = ArticleDraft(
        text=TEXTS[language], location="/rat.txt", article_id="rat", title="Rat stimmt ab",
        source="Ostmarker Bote", language=language,
    )  # fmt: skip
    Indexer(opened, WordEmbedder()).run([draft])
    return opened


def by_relevance(inputs: int, at: int) -> Linear:
    """Weighs how relevant the checker of other languages finds it, and nothing else."""
    weights = [0.0] * inputs
    weights[at] = 1.0
    return Linear(means=(0,) * inputs, scales=(1,) * inputs, weights=tuple(weights))


def trusting() -> Calibration:
    """The shipped weights, but those of the checker of other languages, which decides alone."""
    shipped = load_calibration()
    look = SecondLook(
        fitted_on="nothing",
        sentences=8,
        reads_on=False,
        pick=by_relevance(5, 1),
        answer=by_relevance(8, 2),
        threshold=0.5,
        short_answer=shipped.short_answer,
    )
    return shipped.model_copy(update={"second_look_abroad": look, "second_look_crossing": look})


def answer(stores: Stores, checker: Scripted, question: str) -> DraftAnswer:
    answerer = ExtractiveAnswerer(
        stores, WordEmbedder(), trusting(), statements=1, checker_abroad=checker
    )
    evidence = gather(Retriever(stores, WordEmbedder()).retrieve(question, top_k=4))
    return asyncio.run(answerer.answer(Question(question), evidence))


def test_what_it_finds_is_told(stores: Stores) -> None:
    checker = Scripted("Neun")
    told = answer(stores, checker, ASKED["de"])
    assert len(checker.shown) == 3
    assert [one.text for one in told.statements] == [
        "Neun Mitglieder wählten ihn, drei wollten stattdessen eine Brücke."
    ]
    assert told.identity.model == "scripted"


def test_what_it_finds_nowhere_is_refused(stores: Stores) -> None:
    told = answer(stores, Scripted("no such word"), ASKED["de"])
    assert not told.statements
    assert told.nearest


class ReadsAll:
    """A reader that has read every sentence and prefers none."""

    identity = "reads all"

    def read(
        self, question: str, evidence: Evidence, ranks: Collection[int]
    ) -> Sequence[Reading | None]:
        """The same of each, whatever the question and the passages worth reading."""
        return [Reading(0.0, 0.0, 0.0) for _ in evidence.sentences if question and ranks]


@pytest.mark.parametrize(("language", "shown"), [("es", 3), ("en", 0)])
def test_what_is_read_is_looked_at_for_questions_in_another_language(
    english_stores: Stores, language: str, shown: int
) -> None:
    asked = {"en": "How many members of the council chose the older plan?", **ASKED}[language]
    checker = Scripted("Nine")
    answerer = ExtractiveAnswerer(
        english_stores, WordEmbedder(), trusting(), statements=1,
        reader=ReadsAll(), checker_abroad=checker,
    )  # fmt: skip
    evidence = gather(Retriever(english_stores, WordEmbedder()).retrieve(asked, top_k=4))
    told = asyncio.run(answerer.answer(Question(asked), evidence))
    assert len(checker.shown) == shown
    if shown:
        assert [one.text for one in told.statements] == [
            "Nine of its members chose it, and three wanted a bridge instead."
        ]


def test_a_question_with_yes_or_no_is_not_put_to_the_checker_of_english(stores: Stores) -> None:
    evidence = gather(Retriever(stores, WordEmbedder()).retrieve("Stimmte der Rat ab?", top_k=4))
    answerer = ExtractiveAnswerer(
        stores, WordEmbedder(), trusting(), statements=1,
        checker=Checker.load(1), checker_abroad=Scripted("Rat"),
    )  # fmt: skip
    told = asyncio.run(answerer.answer(Question("Stimmte der Rat am Montag ab?"), evidence))
    assert told.statements
    assert not told.disagreements
