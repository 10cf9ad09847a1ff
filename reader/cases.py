"""The test sets as questions to paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from reader.examples import (
    Example,
    read_examples,
    read_lines,
    split_held_out,
    split_sentences,
)
from reader.leaks import drop_leaks, read_test_text
from reader.written import read_held_out_news


@dataclass(frozen=True, slots=True)
class Case:
    """A question to its gold paragraph.

    Attributes:
        gold: numbers of the sentences that answer; empty where the paragraph does not.
        answers: short reference answers; empty where there are none.
    """

    question: str
    sentences: tuple[str, ...]
    gold: frozenset[int]
    answers: tuple[str, ...]


def from_example(example: Example) -> Case:
    """Returns a training-style question as a case."""
    gold = frozenset(answer.sentence for answer in example.answers)
    texts = tuple(answer.text for answer in example.answers)
    return Case(example.question, example.sentences, gold, texts)


def read_held_out(data: Path) -> list[Case]:
    """Returns the cases of the documents that training left out."""
    clean = drop_leaks(read_examples(data / "reader"), read_test_text(data))
    return [from_example(example) for example in split_held_out(clean)[1]]


def read_news(_: Path) -> list[Case]:
    """Returns the questions about invented news that training left out, near misses too."""
    return [from_example(example) for example in read_held_out_news()]


def read_translated_news(_: Path) -> list[Case]:
    """Returns the same answered questions in other languages."""
    return [
        from_example(replace(example, question=translation))
        for example in read_held_out_news()
        for translation in example.translations
    ]


def read_statements(_: Path) -> list[Case]:
    """Returns statements about the same news; no sentence supports those made wrong."""
    pairs = [(e, statement) for e in read_held_out_news() for statement in e.statements]
    right = [Case(one.text, e.sentences, frozenset({0}), ()) for e, one in pairs]
    return right + [Case(one.wrong, e.sentences, frozenset(), ()) for e, one in pairs]


def read_xquad(data: Path) -> list[Case]:
    """Returns the English questions of XQuAD, all answerable."""
    contexts = {r["ctx_id"]: r["text"] for r in read_lines(data / "xquad_contexts.jsonl")}
    cases: list[Case] = []
    for record in read_lines(data / "xquad_questions.jsonl"):
        text = contexts[record["ctx_id"]]
        ranges = split_sentences(text)
        gold = {
            number
            for number, (low, high) in enumerate(ranges)
            if any(low <= start < high for start in record["answer_start"])
        }
        sentences = tuple(text[low:high] for low, high in ranges)
        cases.append(Case(record["question"], sentences, frozenset(gold), tuple(record["answers"])))
    return cases


def read_clapnq(data: Path) -> list[Case]:
    """Returns the questions of CLAPNQ; any annotator's evidence sentence counts."""
    cases: list[Case] = []
    for record in read_lines(data / "clapnq.jsonl"):
        sentences = tuple(record["passages"][0]["sentences"])
        chosen = {text for output in record["outputs"] for text in output["selected_sentences"]}
        gold = frozenset(n for n, text in enumerate(sentences) if text in chosen)
        cases.append(Case(record["question"], sentences, gold, ()))
    return cases


def read_squad2(data: Path) -> list[Case]:
    """Returns the sample of SQuAD 2.0, about half of it unanswerable on purpose."""
    cases: list[Case] = []
    for record in read_lines(data / "squad2_sample.jsonl"):
        text = record["context"]
        sentences = tuple(text[low:high] for low, high in split_sentences(text))
        gold = frozenset(() if record["is_impossible"] else (0,))
        cases.append(Case(record["question"], sentences, gold, tuple(record["answers"])))
    return cases
