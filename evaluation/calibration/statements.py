"""Statements that are known to be supported by a text or not, from judged and grounded answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from corpus.sentences import sentence_texts
from evaluation.datasets.clapnq import load as load_clapnq
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.support_pairs import load_expertqa, load_summedits
from evaluation.judges import evidence_in
from service.answering.evidence import EvidenceSentence
from service.answering.values import Value, values_in

Part = Literal["dev", "held-out"]
WITHOUT = "clapnq without the evidence"
OTHER_WORD = "clapnq with another word"
ALIKE = 2
"""Last letters that an exchanged word keeps: "opened" becomes "worked"."""
_WORD = re.compile(r"\b[a-z]{5,}\b")
APART = 7
"""How many answers lie between one and that whose values replace its own."""


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """A statement and a text; ``key`` is what all statements that belong together share.

    One that was written as an answer has its ``question``, and the sentences it cites.
    """

    group: str
    text: str
    evidence: Sequence[EvidenceSentence]
    is_supported: bool
    key: str
    question: str = ""
    cited: Sequence[EvidenceSentence] = ()

    @property
    def part(self) -> Part:
        """The half it belongs to; only ``dev`` may be fitted on."""
        return part_of(self.key)


def part_of(key: str) -> Part:
    """The half of a text, by its hash."""
    return "dev" if sha256(f"split\x1f{key}".encode()).digest()[0] % 2 == 0 else "held-out"


def judged_sets(folder: Path) -> Iterator[tuple[str, list[JudgedStatement]]]:
    """Each set's name and its statements."""
    for load in (load_summedits, load_expertqa):
        dataset = load(folder)
        yield (
            dataset.name,
            [
                JudgedStatement(
                    dataset.name,
                    pair.claim,
                    evidence_in(pair.evidence),
                    pair.supported,
                    key=pair.evidence,
                )
                for pair in dataset.pairs
            ],
        )
    yield "clapnq", list(_grounded(load_clapnq(folder)))


def _grounded(dataset: Dataset) -> Iterator[JudgedStatement]:
    """The sentences of answers that were written from a passage, and four spoilt forms of each.

    With a value or a word of another passage, beside another passage, and without the sentences it
    is from.
    """
    texts = {article.article_id: article.text for article in dataset.articles}
    asked = [one for one in dataset.questions if one.answers and one.articles]
    for place, question in enumerate(asked):
        text = texts[question.articles[0]]
        evidence = evidence_in(text)
        other = texts[asked[(place + APART) % len(asked)].articles[0]]
        gold = {sentence.text.strip() for sentence in question.sentences}
        left = " ".join(one for one in sentence_texts(text, "en") if one.strip() not in gold)
        for sentence in sentence_texts(question.answers[0], "en"):
            yield JudgedStatement("clapnq", sentence, evidence, is_supported=True, key=text)
            spoilt = _with_other_value(sentence, values_in(other, "en"))
            if spoilt:
                yield JudgedStatement("clapnq", spoilt, evidence, is_supported=False, key=text)
            spoilt = _with_other_word(sentence, text, other)
            if spoilt:
                yield JudgedStatement(OTHER_WORD, spoilt, evidence, is_supported=False, key=text)
            yield JudgedStatement(
                "clapnq", sentence, evidence_in(other), is_supported=False, key=text
            )
            if left and gold:
                yield JudgedStatement(
                    WITHOUT, sentence, evidence_in(left), is_supported=False, key=text
                )


def _with_other_word(sentence: str, text: str, other: str) -> str | None:
    """The sentence with one lower-case word exchanged for one that ends alike and is not near."""
    own = [match for match in _WORD.finditer(sentence) if match.start()]
    known: set[str] = set(_WORD.findall(text))
    offered: list[str] = _WORD.findall(other)
    for match in sorted(own, key=lambda one: sha256(one.group().encode()).digest()):
        ending = match.group()[-ALIKE:]
        for word in offered:
            if word.endswith(ending) and word not in known:
                return sentence[: match.start()] + word + sentence[match.end() :]
    return None


def _with_other_value(sentence: str, others: tuple[Value, ...]) -> str | None:
    for value in values_in(sentence, "en")[:1]:
        other = next((one for one in others if one.kind is value.kind), None)
        if other is not None and other.text != value.text:
            return sentence[: value.start] + other.text + sentence[value.end :]
    return None
