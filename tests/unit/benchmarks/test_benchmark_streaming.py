"""The benchmark of streaming: its model keeps its pace, and its figures mean what they say."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openai import OpenAI

from benchmarks.answering import serving
from benchmarks.paced_server import Pace, paced_app, tokens_of
from benchmarks.streaming import Known, answer_from, answerable_questions, main
from benchmarks.streaming_figures import (
    StreamingFigures,
    StreamTimes,
    read_streaming,
    write_streaming,
)
from benchmarks.streaming_stand import check, first_sentence_at
from service.answering.llm.output import OutputReader
from service.answering.prompting import number_evidence
from tests.fakes.evidence import article, evidence_of

QUESTION = "How long was the bridge closed?"
ANSWER = "The bridge was closed for 6 weeks. [12] Nobody was killed in the accident. [3]"
TIMES = StreamTimes(
    retrieve=10,
    model_first_token=400,
    model_first_sentence=990,
    model_total=1990,
    sources=12,
    first_delta=1100,
    last_delta=2100,
    answer=2200,
)
BECAME = {"written": 3, "dropped": 0, "repaired": 0}


def figures(*times: StreamTimes) -> StreamingFigures:
    return StreamingFigures("2026-11-27", {"cores": "2"}, Pace(), times)


def test_tokens_are_short_and_together_the_text() -> None:
    assert "".join(tokens_of(f"{ANSWER}\n")) == f"{ANSWER}\n"
    assert tokens_of("A spillway [12]") == ["A", " spillw", "ay", " [", "12", "]"]


def test_the_model_writes_the_answer_to_the_question_at_its_pace() -> None:
    pace = Pace(first_token_ms=80, tokens_per_second=200)
    with (
        serving(paced_app({"Who?": "Nobody.", QUESTION: ANSWER}, pace)) as address,
        OpenAI(api_key="none", base_url=f"{address}/v1", max_retries=0) as client,
    ):
        began = time.perf_counter()
        stream = client.chat.completions.create(
            model="paced",
            messages=[{"role": "user", "content": f"===== QUESTION =====\n{QUESTION}\n====="}],
            stream=True,
        )
        pieces = [
            (time.perf_counter() - began, choice.delta.content)
            for chunk in stream
            for choice in chunk.choices
            if choice.delta.content
        ]
    assert [text for _, text in pieces] == tokens_of(ANSWER)
    assert pieces[0][0] >= 0.08
    assert pieces[-1][0] >= pace.due_seconds(len(pieces) - 1)


def test_the_answer_is_plain_sentences_of_the_evidence_with_their_numbers() -> None:
    english = article(
        "“That call saved lives,” said the superintendent of the local police force on Tuesday. "
        "The crossing carries about 31,000 vehicles a day to the docks. It opened in 1968. "
        "The harbour authority said the bridge would stay closed for six weeks. "
        "Two members of a night crew were taken to hospital with broken bones. "
        "Divers will inspect the damaged pier again before the end of the month.",
    )
    copy = article("The crossing carries about 31,000 vehicles a day to the docks.")
    spanish = article(
        "El puente de Tarrow permanecerá cerrado durante seis semanas.", language="es"
    )
    numbered = number_evidence(evidence_of(spanish, english, copy), tokens=3_000)
    known = Known(frozenset(["six weeks"]), frozenset([english.article_id]))
    assert answer_from(numbered, known) == (
        "The harbour authority said the bridge would stay closed for six weeks. [5] "
        "The crossing carries about 31,000 vehicles a day to the docks. [3] "
        "Two members of a night crew were taken to hospital with broken bones. [6]"
    )
    assert not answer_from(numbered, Known(frozenset(["nine weeks"]), known.articles))
    assert not answer_from(numbered, Known(known.answers, frozenset(["another-article"])))


def test_the_first_sentence_is_finished_when_the_next_has_begun() -> None:
    reader = OutputReader(
        model="paced", question=QUESTION, messages=(), evidence_count=12, most_sentences=6
    )
    pieces = [(float(place), token) for place, token in enumerate(tokens_of(ANSWER))]
    moment = first_sentence_at(pieces, reader)
    assert pieces[int(moment)][1] == " Nobody"


def test_a_lone_sentence_is_finished_with_the_text() -> None:
    reader = OutputReader(
        model="paced", question=QUESTION, messages=(), evidence_count=12, most_sentences=6
    )
    assert first_sentence_at([(1.0, "The bridge "), (2.0, "was closed.")], reader) == 2.0


def test_ratios_are_medians_of_pairs_against_retrieval_and_the_model() -> None:
    slow = replace(TIMES, first_delta=5000, answer=9000)
    measured = figures(TIMES, TIMES, slow)
    assert measured.first_token.ratio == pytest.approx(1100 / 410)
    assert measured.first_sentence.ratio == pytest.approx(1.1)
    assert measured.first_sentence.added_ms == pytest.approx(100)
    assert measured.last_words.added_ms == pytest.approx(100)
    assert measured.total.ratio == pytest.approx(1.1)


def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    measured = figures(TIMES, replace(TIMES, answer=2200.5))
    write_streaming(measured, tmp_path / "streaming.json")
    assert read_streaming(tmp_path / "streaming.json") == measured


def test_only_questions_that_the_examples_answer_are_asked() -> None:
    questions = answerable_questions()
    assert "By how many votes did Leona Ashgrove win the recount?" in questions
    assert "How high is the Hollin Dam?" not in questions


@pytest.mark.parametrize(
    ("kind", "became"),
    [
        ("extractive", None),
        ("llm", BECAME | {"written": 2}),
        ("llm", BECAME | {"dropped": 1}),
        ("llm", BECAME | {"repaired": 1}),
    ],
)
def test_an_answer_that_is_not_what_the_model_wrote_is_refused(
    kind: str, became: dict[str, int] | None
) -> None:
    answer: dict[str, Any] = {"answer": "", "answerer": {"kind": kind}, "verification": became}
    with pytest.raises(RuntimeError, match=kind):
        check(answer)


def test_an_answer_that_is_all_the_model_wrote_is_taken() -> None:
    check({"answer": "", "answerer": {"kind": "llm"}, "verification": BECAME})


def test_figures_without_the_draft_are_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--keep", "--without-draft"])
    assert "as it is" in capsys.readouterr().err
