"""What the exported reader is worth, measured on sets it was never trained on."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from reader.cases import (
    Case,
    read_clapnq,
    read_held_out,
    read_news,
    read_squad2,
    read_statements,
    read_translated_news,
    read_xquad,
)
from reader.examples import read_lines, split_sentences
from reader.keywords import KeywordIndex
from reader.measures import (
    holds_answer,
    match_exactly,
    mean,
    measure_auc,
    measure_overlap,
)
from service.answering.reading.model import Reader, WindowScores

Figures = dict[str, float]
T = TypeVar("T")
PASSAGE_WORDS = 150
PASSAGES_READ = 16
SENTENCES_SHOWN = 3
PLACED: dict[str, Callable[[Path], list[Case]]] = {
    "held_out": read_held_out,
    "xquad": read_xquad,
    "clapnq": read_clapnq,
    "invented_news": read_news,
    "invented_news_translated": read_translated_news,
}
"""Sets that tell which sentence answers."""
UNPLACED: dict[str, Callable[[Path], list[Case]]] = {
    "squad2": read_squad2,
    "statements": read_statements,
}
"""Sets that only tell whether the paragraph answers, or supports."""


def best_sentence(scores: WindowScores) -> int:
    """Returns the number of the best sentence."""
    return max(range(len(scores.sentences)), key=scores.sentences.__getitem__)


class Scored(NamedTuple):
    """A question to its paragraph, and what the reader says."""

    case: Case
    scores: WindowScores


def score_cases(reader: Reader, cases: Sequence[Case]) -> list[Scored]:
    """Returns the cases as the reader reads them."""
    return [Scored(case, reader.read(case.question, [case.sentences])[0]) for case in cases]


def measure_paragraphs(reader: Reader, cases: Sequence[Case], *, placed: bool = True) -> Figures:
    """Returns sentence hit@1, spans and answerability for questions to their paragraphs.

    Args:
        reader: the model.
        cases: questions to paragraphs.
        placed: whether the cases tell which sentence answers.
    """
    began = time.perf_counter()
    scored = score_cases(reader, cases)
    seconds = time.perf_counter() - began
    figures: Figures = {"questions": len(cases), "ms": round(1e3 * seconds / len(cases), 2)}
    if placed:
        figures |= {name: mean(values) for name, values in values_of(scored).items()}
    for name in ANSWERABILITY:
        pair = answerability_of(scored, name)
        if all(pair):
            figures[f"auc_{name}"] = round(measure_auc(*pair), 4)
    return figures


def values_of(scored: Sequence[Scored]) -> dict[str, list[float]]:
    """Returns what each answerable question scores, by measure; spans where a text is known."""
    answered = [one for one in scored if one.case.gold]
    values = {"hit": [float(best_sentence(s) in case.gold) for case, s in answered]}
    texts = [(case, span_text(case, s)) for case, s in answered if case.answers]
    if texts:
        values["exact"] = [match_exactly(text, case.answers) for case, text in texts]
        values["f1"] = [measure_overlap(text, case.answers) for case, text in texts]
    return values


def answerability_of(scored: Sequence[Scored], name: str) -> tuple[list[float], list[float]]:
    """Returns a score of the answerable questions, and of the others."""
    score = ANSWERABILITY[name]
    return (
        [score(scores) for case, scores in scored if case.gold],
        [score(scores) for case, scores in scored if not case.gold],
    )


def span_text(case: Case, scores: WindowScores) -> str:
    """Returns the text of the best span."""
    span = scores.span
    return "" if span is None else case.sentences[span.sentence][span.start : span.end]


ANSWERABILITY: dict[str, Callable[[WindowScores], float]] = {
    "relevance": lambda scores: scores.relevance,
    "sentence": lambda scores: max(scores.sentences),
    "span": lambda scores: (scores.span.score if scores.span else 0.0) - scores.no_answer,
}


def measure_keywords(cases: Sequence[Case]) -> float:
    """Returns the sentence hit@1 of BM25 over the paragraph's sentences: the yardstick."""
    answered = [case for case in cases if case.gold]
    texts = sorted({sentence for case in answered for sentence in case.sentences})
    index, places = KeywordIndex(texts), {text: number for number, text in enumerate(texts)}
    hits = []
    for case in answered:
        scores = index.score(case.question)[[places[text] for text in case.sentences]]
        hits.append(float(int(scores.argmax()) in case.gold))
    return mean(hits)


def cut_passages(text: str) -> Iterator[tuple[str, ...]]:
    """Yields an article's sentences, about `PASSAGE_WORDS` words at a time."""
    part: list[str] = []
    words = 0
    for low, high in split_sentences(text):
        size = len(text[low:high].split())
        if part and words + size > PASSAGE_WORDS:
            yield tuple(part)
            part, words = [], 0
        part.append(text[low:high])
        words += size
    if part:
        yield tuple(part)


def take_sample(items: Sequence[T], size: int | None) -> Sequence[T]:
    """Returns some of the items, evenly spaced; all where no size is given."""
    if size is None or size >= len(items):
        return items
    return [items[number * len(items) // size] for number in range(size)]


def measure_news(reader: Reader, data: Path, sample: int | None) -> Figures:
    """Returns how often the answer's words stand in three sentences chosen from the news."""
    with gzip.open(data / "newsquiz_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    passages = [passage for article in articles for passage in cut_passages(article["text"])]
    index = KeywordIndex([" ".join(passage) for passage in passages])
    hits: dict[str, list[float]] = {"keywords_8": [], "reader_8": [], "reader_16": [], "bound": []}
    records = [
        r for r in read_lines(data / "newsquiz_questions.jsonl") if r["articles_with_answer"]
    ]
    for record in take_sample(records, sample):
        question, answers = record["question"], record["answers"]
        found = [passages[number] for number in index.rank(question, PASSAGES_READ)]
        hits["bound"].append(float(holds_answer(" ".join(s for p in found for s in p), answers)))
        flat = [sentence for passage in found[:8] for sentence in passage]
        matched = KeywordIndex(flat).rank(question, SENTENCES_SHOWN)
        hits["keywords_8"].append(holds(answers, [flat[n] for n in matched]))
        scores = reader.read(question, found)
        for name, count in (("reader_8", 8), ("reader_16", 16)):
            chosen = choose_sentences(found[:count], scores[:count])
            hits[name].append(holds(answers, chosen))
    return {"questions": len(hits["bound"])} | {name: mean(each) for name, each in hits.items()}


def holds(answers: Sequence[str], sentences: Sequence[str]) -> float:
    """Returns 1 where one of the sentences holds an answer's words, else 0."""
    return float(any(holds_answer(sentence, answers) for sentence in sentences))


def choose_sentences(
    passages: Sequence[Sequence[str]], scores: Sequence[WindowScores]
) -> list[str]:
    """Returns the best different sentences, by their own score plus their passage's."""
    ranked = sorted(
        (
            (window.relevance + score, sentence)
            for passage, window in zip(passages, scores, strict=True)
            for sentence, score in zip(passage, window.sentences, strict=True)
        ),
        reverse=True,
    )
    return list(dict.fromkeys(sentence for _, sentence in ranked))[:SENTENCES_SHOWN]


def evaluate(
    data: Path,
    reader: Reader,
    *,
    sets: Sequence[str] | None = None,
    sample: int | None = None,
    report: Callable[[str], None] = print,
) -> dict[str, Figures]:
    """Returns the figures of each test set.

    Args:
        data: folder of the data sets.
        reader: the exported model.
        sets: names of the only sets to measure; all if empty.
        sample: most questions per set; all if None.
        report: gets a line per set.
    """
    figures: dict[str, Figures] = {}
    for name in sets or (*PLACED, *UNPLACED, "newsquiz"):
        if name in PLACED:
            cases = take_sample(PLACED[name](data), sample)
            figures[name] = measure_paragraphs(reader, cases)
            figures[name]["keywords_hit"] = measure_keywords(cases)
        elif name in UNPLACED:
            cases = take_sample(UNPLACED[name](data), sample)
            figures[name] = measure_paragraphs(reader, cases, placed=False)
        else:
            figures[name] = measure_news(reader, data, sample)
        report(f"{name}: {json.dumps(figures[name])}")
    return figures
