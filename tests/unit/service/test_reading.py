"""The reader model at work: what it is given, what it says, and when it says nothing."""

from __future__ import annotations

import math
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.errors import ModelDamaged
from corpus.models import Article, Hit, Passage, PassageId
from service.answering.evidence import Evidence, gather
from service.answering.reading.evidence_reader import WEIGHTS, EvidenceReader
from service.answering.reading.model import CARD_NAME, MODEL_NAME, TOKENIZER_NAME, Reader
from tests.fakes.evidence import article

QUESTION = "How many people were told to leave Hollin?"
ANSWERING = "Officials told 2,300 people to leave Hollin. Rain is expected. Roads are open."
OTHER = "The chess club meets on Fridays. Its chair is Odile Brandt."
SPANISH = "Las autoridades pidieron a 2.300 personas que dejaran Hollin. Se espera lluvia."


@pytest.fixture(scope="module")
def reader() -> EvidenceReader:
    return EvidenceReader.load(2)


def hit(rank: int, one: Article) -> Hit:
    passage = Passage(
        PassageId(f"{one.article_id}@1#0"),
        one.article_id,
        1,
        0,
        0,
        len(one.text),
        one.text,
        "",
        None,
    )
    return Hit(rank, 1.0, passage, one)


RANKS = range(1, 100)
"""Every passage is worth reading."""


def evidence(*articles: Article) -> Evidence:
    return gather([hit(rank, one) for rank, one in enumerate(articles, start=1)])


def test_the_sentence_that_answers_scores_highest_and_holds_the_span(
    reader: EvidenceReader,
) -> None:
    found = evidence(article(OTHER), article(ANSWERING))
    readings = reader.read(QUESTION, found, RANKS)
    assert readings is not None
    read = [(one, s.text) for one, s in zip(readings, found.sentences, strict=True) if one]
    best, text = max(read, key=lambda pair: pair[0].sentence)
    assert "2,300" in text[best.start : best.end]


def test_a_passage_is_read_the_same_whatever_stands_beside_it(reader: EvidenceReader) -> None:
    answering, others = article(ANSWERING), [article(OTHER) for _ in range(5)]
    alone = reader.read(QUESTION, evidence(answering), RANKS)
    among = reader.read(QUESTION, evidence(answering, *others), RANKS)
    assert alone is not None
    assert among is not None
    assert list(among[: len(alone)]) == list(alone)


def test_what_is_not_worth_reading_gets_the_least_that_is_said_of_the_rest(
    reader: EvidenceReader,
) -> None:
    found = evidence(article(OTHER), article(ANSWERING))
    readings = reader.read(QUESTION, found, {2})
    assert readings is not None
    passed = [one for one, s in zip(readings, found.sentences, strict=True) if s.passage_rank == 1]
    read = [one for one in readings if one is not None and one not in passed]
    assert read
    assert {(one.sentence, one.start, one.end) for one in passed if one} == {
        (min(one.sentence for one in read), 0, 0)
    }


def test_all_is_read_where_nothing_that_is_worth_reading_can_be(reader: EvidenceReader) -> None:
    found = evidence(article(SPANISH, language="es"), article(ANSWERING))
    assert reader.read(QUESTION, found, {1}) == reader.read(QUESTION, found, RANKS)


def test_sentences_in_another_language_are_left_unread(reader: EvidenceReader) -> None:
    spanish = article(SPANISH, language="es")
    found = evidence(article(ANSWERING), spanish)
    readings = reader.read(QUESTION, found, RANKS)
    assert readings is not None
    assert [one is None for one in readings] == [
        sentence.quote.article.language == "es" for sentence in found.sentences
    ]


@pytest.mark.parametrize(
    "question",
    ["¿Cuántas personas debían dejar Hollin?", "Combien de personnes devaient quitter Hollin ?"],
)
def test_a_question_is_read_in_each_language_that_the_model_learnt(
    reader: EvidenceReader, question: str
) -> None:
    found = evidence(article(ANSWERING), article(OTHER))
    readings = reader.read(question, found, RANKS)
    assert readings is not None
    scores = [-99.0 if one is None else one.sentence + one.passage for one in readings]
    best = found.sentences[max(range(len(scores)), key=scores.__getitem__)]
    assert best.passage_rank == 1


def test_nothing_is_read_for_a_question_or_passages_in_another_language(
    reader: EvidenceReader,
) -> None:
    spanish = article(SPANISH, language="es")
    assert (
        reader.read(
            "Che cosa hanno detto gli abitanti della città?", evidence(article(OTHER)), RANKS
        )
        is None
    )
    assert reader.read(QUESTION, evidence(spanish), RANKS) is None
    assert reader.read(QUESTION, evidence(), RANKS) is None


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "word " * 10_000,
        "NO SENTENCE ENDS HERE AND ALL CAPITALS " * 40,
        "Name\tVotes\nAshgrove\t212\nVerrill\t187\n",
        "🚢🚢🚢 🌉",
        "これは橋です。閉鎖されました。",
        "\ud800 half a pair",
    ],
)
@pytest.mark.parametrize("question", [QUESTION, "?", "橋はいつ閉鎖されましたか", "x" * 2_000])
def test_odd_texts_and_questions_get_finite_scores(
    reader: EvidenceReader, text: str, question: str
) -> None:
    sentences = [text, "A second sentence."]
    (scores,) = reader.model.read(question, [sentences])
    assert math.isfinite(scores.relevance)
    assert all(math.isfinite(score) for score in scores.sentences)
    for span in scores.spans:
        assert span is None or 0 <= span.start <= span.end <= len(sentences[span.sentence])


@pytest.mark.parametrize("name", [MODEL_NAME, TOKENIZER_NAME, CARD_NAME])
@pytest.mark.parametrize("is_missing", [True, False])
def test_a_missing_or_changed_file_is_told(tmp_path: Path, name: str, *, is_missing: bool) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(str(files("service.answering.reading").joinpath(WEIGHTS)), folder)
    if is_missing:
        (folder / name).unlink()
    else:
        with (folder / name).open("ab") as file:
            file.write(b"?")
    with pytest.raises(ModelDamaged):
        Reader(folder)


def test_each_word_of_the_question_gets_a_doubt_at_its_place(reader: EvidenceReader) -> None:
    question = "Did Odile Brandt leave-take?"
    (scores,) = reader.model.read(question, [[ANSWERING, OTHER]])
    words = [question[doubt.start : doubt.end] for doubt in scores.doubts]
    assert words == ["Did", "Odile", "Brandt", "leave-take?"]
    assert all(math.isfinite(doubt.score) for doubt in scores.doubts)


def test_a_word_that_the_passage_lacks_is_doubted_most(reader: EvidenceReader) -> None:
    question = "How many people were told to leave Brussels?"
    (scores,) = reader.model.read(question, [[ANSWERING]])
    worst = max(scores.doubts, key=lambda doubt: doubt.score)
    assert question[worst.start : worst.end].startswith("Brussels")


def test_an_empty_question_has_no_doubts(reader: EvidenceReader) -> None:
    (scores,) = reader.model.read("", [[ANSWERING]])
    assert scores.doubts == ()
