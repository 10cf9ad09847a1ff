"""The reader's own invented news: questions people ask about it, and near misses of each.

Only the stories that the reader was not trained on are asked about; the others stand beside them
in the collection. Half of the stories asked about are for fitting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of, texts_of

NAME = "invented_news"
FILE = "invented_news.jsonl"
_FIELDS = {
    "question": ("paraphrase", True, False),
    "translation": ("translated", True, True),
    "near_miss": ("near miss", False, False),
    "near_miss_translation": ("translated near miss", False, True),
}
"""Field of an item -> kind of question, whether it is answered, whether it is translated."""


def load(folder: Path) -> Dataset:
    """The data set of the file in ``folder``: every story an article of its sentences."""
    problems = ProblemList()
    articles: list[ArticleDraft] = []
    questions: list[EvaluationQuestion] = []
    for where, story in read_records(folder / FILE, problems):
        name, sentences = text_of(story, "id"), texts_of(story.get("sentences"))
        if not (name and sentences):
            problems.add(MISSING_FIELD, where, "id or sentences")
            continue
        text = " ".join(sentences)
        articles.append(draft(NAME, name, text, title=text_of(story, "title"), language="en"))
        if story.get("held_out") is True:
            try:
                questions += _questions(name, sentences, story["items"])
            except (KeyError, TypeError, IndexError) as error:
                problems.add(MISSING_FIELD, where, f"an item without {error}")
    return assemble(NAME, articles, questions, problems)


def _questions(
    story: str, sentences: tuple[str, ...], items: list[Mapping[str, Any]]
) -> Iterator[EvaluationQuestion]:
    split = "dev" if crc32(story.encode()) % 2 == 0 else "held-out"
    for number, item in enumerate(items):
        place = item["answer"]
        sentence = sentences[place["sentence"]]
        answered: dict[str, Any] = {
            "answers": (sentence[place["start"] : place["end"]],),
            "relevance": ((story, 1),),
            "sentences": (GoldSentence(sentence, story),),
        }
        for field, (kind, is_answered, is_translated) in _FIELDS.items():
            if field in item:
                yield EvaluationQuestion(
                    f"{story}/{number}/{field}",
                    item[field],
                    kind=kind,
                    language=item["language"] if is_translated else "en",
                    unanswerable=not is_answered,
                    split=split,
                    **(answered if is_answered else {}),
                )
