"""Questions and statements written for training, in `reader/written_items`.

People's questions about a text often share no word with it, and what almost answers them was not
made by exchanging a word. Such questions, near misses, translations and statements with one place
made wrong were written for paragraphs of the training files, and for news passages that were
invented for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.claim import exchanged
from reader.examples import ASKED, Answer, Example, Statement, near_miss_id, read_lines, words_of
from reader.questions import FUNCTION_WORDS
from service.answering.checker.affirming import NO, YES, as_statements

FOLDER = Path(__file__).parent / "written_items"
PARAGRAPHS, NEWS = "paragraphs.jsonl", "invented_news.jsonl"
PAIRS, QUESTIONS = "statement_pairs.jsonl", "question_pairs.jsonl"
NEWS_POOL = "invented_news"


def read_written(examples: Sequence[Example], folder: Path = FOLDER) -> list[Example]:
    """Returns what was written about the paragraphs of examples, and about invented news.

    Args:
        examples: of the training files; a line about a paragraph names one of them by its id.
        folder: holds `paragraphs.jsonl` and `invented_news.jsonl`; a missing folder holds nothing.
    """
    if not folder.is_dir():
        return []
    known = {example.id: example for example in examples}
    made: list[Example] = []
    for number, record in enumerate(read_lines(folder / PARAGRAPHS)):
        about = known.get(record["about"])
        if about is not None:
            made += _examples(record, about, f"written-{number}")
    return made + list(_read_news(folder / NEWS, held_out=False))


def read_held_out_news(folder: Path = FOLDER) -> list[Example]:
    """Returns what was written about the news passages that training leaves out."""
    return list(_read_news(folder / NEWS, held_out=True))


def read_statement_pairs(
    examples: Sequence[Example], folder: Path = FOLDER, *, held_out: bool = False
) -> Iterator[tuple[Example, Statement]]:
    """Yields statements as models write them, each with an example of what it is about.

    Args:
        examples: of the training files and of what was written; a line names the paragraph of one
            by its id, or a news passage by its document.
        folder: holds `statement_pairs.jsonl`; a missing one holds nothing.
        held_out: only those that training leaves out, or only the others.
    """
    for about, record in _records(examples, folder / PAIRS, held_out=held_out):
        for told in record["statements"]:
            differing = exchanged(told["text"], told["wrong"])
            if differing is not None:
                yield about, Statement(told["text"], told["wrong"], differing.changed[0])


def read_yes_no(
    examples: Sequence[Example], folder: Path = FOLDER, *, held_out: bool = False
) -> Iterator[tuple[Example, Statement]]:
    """Yields the answers of questions as "Yes, ..." and "No, not ...", the wrong one second.

    Args:
        examples: of the training files and of what was written, as for `read_statement_pairs`.
        folder: holds `question_pairs.jsonl`; a missing one holds nothing.
        held_out: only those that training leaves out, or only the others.
    """
    for about, record in _records(examples, folder / QUESTIONS, held_out=held_out):
        for asked in record["questions"]:
            if "yes" not in asked or asked["sentence"] >= len(about.sentences):
                continue
            yes, no = as_statements(asked["question"])
            right, wrong, word = (yes, no, NO) if asked["yes"] else (no, yes, YES)
            yield about, Statement(right, wrong, (0, len(word)), support=asked["sentence"])


def read_question_pairs(
    examples: Sequence[Example], folder: Path = FOLDER, *, held_out: bool = False
) -> Iterator[Example]:
    """Yields open and quiz-like questions, each followed by its near miss.

    Args:
        examples: of the training files and of what was written, as for `read_statement_pairs`.
        folder: holds `question_pairs.jsonl`; a missing one holds nothing.
        held_out: only those that training leaves out, or only the others.
    """
    for about, record in _records(examples, folder / QUESTIONS, held_out=held_out):
        for number, asked in enumerate(record["questions"]):
            name = f"{ASKED}{record['about']}-{number}"
            answers = tuple(_answers(asked, about.sentences))
            if not answers:
                continue
            is_open = "answer" not in asked
            plain = replace(about, translations=(), statements=(), unsaid=None)
            yield replace(
                plain, id=name, question=asked["question"], answers=answers, is_open=is_open
            )
            yield replace(
                plain,
                id=near_miss_id(name),
                question=asked["near_miss"],
                answers=(),
                is_open=is_open,
            )


def _answers(asked: Mapping[str, Any], sentences: Sequence[str]) -> Iterator[Answer]:
    """The run of words that answers, or the whole sentences that do, best first."""
    if "answer" in asked:
        number, text = asked["sentence"], asked["answer"]
        start = sentences[number].find(text) if number < len(sentences) else -1
        if start >= 0:
            yield Answer(number, start, start + len(text), text)
        return
    for number in asked["sentences"]:
        if number < len(sentences):
            yield Answer(number, 0, len(sentences[number]), sentences[number])


def _records(
    examples: Sequence[Example], path: Path, *, held_out: bool
) -> Iterator[tuple[Example, Mapping[str, Any]]]:
    """The lines of a file of pairs, each with an example of the paragraph it is about."""
    if not path.is_file():
        return
    known = {example.document: example for example in examples if example.pool == NEWS_POOL}
    known |= {example.id: example for example in examples if example.pool != NEWS_POOL}
    for record in read_lines(path):
        about = known.get(record["about"])
        if about is not None and record.get("held_out", False) is held_out:
            yield about, record


def _read_news(path: Path, *, held_out: bool) -> Iterator[Example]:
    for record in read_lines(path):
        if record.get("held_out", False) is not held_out:
            continue
        about = Example(
            id=record["id"],
            pool=NEWS_POOL,
            document=record["id"],
            title=record["title"],
            question="",
            sentences=tuple(record["sentences"]),
            answers=(),
            event=record.get("event", ""),
        )
        for number, item in enumerate(record["items"]):
            yield from _examples(item, about, f"{record['id']}-{number}")


def _examples(record: Mapping[str, Any], about: Example, name: str) -> Iterator[Example]:
    """The question that is answered and the one that is not."""
    statements = tuple(map(_statement, record.get("statements", ())))
    answer = _placed(about.sentences, record["answer"])
    if answer is not None:
        yield Example(
            id=name,
            pool=about.pool,
            document=about.document,
            title=about.title,
            question=record["question"],
            sentences=about.sentences,
            answers=(answer,),
            translations=_told(record, "translation"),
            statements=statements,
            event=about.event,
        )
    yield Example(
        id=near_miss_id(name),
        pool=about.pool,
        document=about.document,
        title=about.title,
        question=record["near_miss"],
        sentences=about.sentences,
        answers=(),
        translations=_told(record, "near_miss_translation"),
        unsaid=_unsaid(record, about.sentences),
        event=about.event,
    )


def _told(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (record[key],) if key in record else ()


def _statement(record: Mapping[str, Any]) -> Statement:
    """With the place of the difference alone: what was marked often holds words of both."""
    text, wrong = record["text"], record["wrong"]
    differing = exchanged(text, wrong)
    ((low, high),) = differing.changed if differing else (tuple(record["wrong_at"]),)
    return Statement(text, wrong, (low, high))


def _unsaid(
    record: Mapping[str, Any], sentences: Sequence[str]
) -> tuple[tuple[int, int], ...] | None:
    """What is marked; None where nothing is, or all of it stands in the text."""
    spans = tuple((low, high) for low, high in record.get("unsaid_at", ()))
    marked = {word for low, high in spans for word in words_of(record["near_miss"][low:high])}
    told = set(words_of(" ".join(sentences)))
    return spans if marked - FUNCTION_WORDS - told else None


def _placed(sentences: Sequence[str], answer: Mapping[str, int]) -> Answer | None:
    """The answer within its sentence: `sentence`, `start` and `end` as they were written down."""
    number, start, end = answer["sentence"], answer["start"], answer["end"]
    if number >= len(sentences) or end > len(sentences[number]):
        return None
    return Answer(number, start, end, sentences[number][start:end])
