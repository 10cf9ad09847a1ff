"""What was written about invented news, told and asked in other languages as well.

A line of `written_items/translated.jsonl` is a news passage with its questions, near misses and
statements, all of them translated. The checker for other languages learns from both sides: a
question over the text in its own language, and over the text in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reader.claim import exchanged
from reader.examples import ASKED, Answer, Example, Statement, near_miss_id, read_lines
from reader.written import FOLDER, NEWS_POOL

TRANSLATED = "translated.jsonl"


@dataclass(frozen=True, slots=True)
class Translated:
    """All that was translated.

    Attributes:
        asked: questions over translated passages, each followed by its near miss; in English too.
        abroad: by the id of a question in English, the same in other languages, in one order.
        told: statements over translated passages, and over the same in English.
        in_english: every sentence, headline, question and statement, and what it is in English.
        left_out: documents of which nothing is among these, since it is on the other side.
    """

    asked: tuple[Example, ...]
    abroad: Mapping[str, Sequence[str]]
    told: tuple[tuple[Example, Statement], ...]
    in_english: Mapping[str, str]
    left_out: frozenset[str] = frozenset()

    def in_both_languages(self, asked: Iterable[Example]) -> Iterator[Example]:
        """English questions, each with its translations where there are any."""
        for one in asked:
            told = self.abroad.get(one.id)
            yield replace(one, translations=tuple(told)) if told else one


def plain(question: str) -> str:
    """A question as people type it who leave its marks and capitals out."""
    return question.strip("¿?. ").lower()


def read_translated(
    examples: Sequence[Example],
    asked: Sequence[Example],
    folder: Path = FOLDER,
    *,
    held_out: bool = False,
) -> Translated:
    """Reads what was translated of passages that are at hand in English.

    Args:
        examples: of the news, with the English sentences.
        asked: the English questions and near misses, by whose ids the translations are found.
        folder: holds `translated.jsonl`.
        held_out: only those that training leaves out, or only the others.
    """
    news = {one.document: one for one in examples if one.pool == NEWS_POOL}
    texts = {one.id: one.question for one in asked}
    questions: list[Example] = []
    abroad: dict[str, list[str]] = defaultdict(list)
    statements: list[tuple[Example, Statement]] = []
    words: dict[str, str] = {}
    left_out: set[str] = set()
    for record in read_lines(folder / TRANSLATED):
        english = news.get(record["about"])
        if record.get("held_out", False) is not held_out:
            left_out.add(record["about"])
            continue
        if english is None:
            continue
        foreign = replace(
            english,
            pool=f"{NEWS_POOL}-{record['language']}",
            title=record["title"],
            sentences=tuple(record["sentences"]),
            translations=(),
            statements=(),
            unsaid=None,
        )
        words[foreign.title] = english.title
        words |= zip(foreign.sentences, english.sentences, strict=True)
        for number, one in enumerate(record["questions"]):
            name = f"{ASKED}{record['about']}-{number}"
            for ident, text in ((name, one["question"]), (near_miss_id(name), one["near_miss"])):
                if ident in texts:
                    abroad[ident].append(text)
                    words |= {text: texts[ident], plain(text): plain(texts[ident])}
            questions += _asked(one, foreign, name, texts)
        for one in record["statements"]:
            words |= {one[kind]: one["english"][kind] for kind in ("text", "wrong")}
            statements += _stated(one, foreign, english)
    return Translated(tuple(questions), abroad, tuple(statements), words, frozenset(left_out))


def _asked(
    record: Mapping[str, Any], foreign: Example, name: str, texts: Mapping[str, str]
) -> Iterator[Example]:
    """A question over a translated passage and its near miss, each with its words in English."""
    places = [record["sentence"]] if "sentence" in record else record["sentences"]
    answers = tuple(_answer(record, foreign.sentences[place], place) for place in places)
    is_open = "answer" not in record
    for ident, text, found in (
        (name, record["question"], answers),
        (near_miss_id(name), record["near_miss"], ()),
    ):
        english = (texts[ident],) if ident in texts else ()
        yield replace(
            foreign,
            id=ident.replace(ASKED, f"{ASKED}{foreign.pool}-", 1),
            question=text,
            answers=found,
            translations=english,
            is_open=is_open,
        )


def _answer(record: Mapping[str, Any], sentence: str, place: int) -> Answer:
    text = record.get("answer", sentence)
    start = sentence.index(text)
    return Answer(place, start, start + len(text), text)


def _stated(record: Mapping[str, Any], *about: Example) -> Iterator[tuple[Example, Statement]]:
    differing = exchanged(record["text"], record["wrong"])
    if differing is not None:
        statement = Statement(record["text"], record["wrong"], differing.changed[0])
        yield from ((one, statement) for one in about)
