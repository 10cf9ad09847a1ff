"""A checker on the written items that training leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from reader.held_out import TOLD_TWICE, YES_NO, Rivals, measure, read_rivals
from reader.written import read_held_out_news, read_yes_no
from service.answering.reading.model import Reader


@dataclass(frozen=True)
class Said:
    """What a model says of a window."""

    relevance: float
    sentences: tuple[float, ...] = ()


class Literal:
    """Holds for supported what stands in the window word for word."""

    def read(self, text: str, windows: Sequence[Sequence[str]]) -> list[Said]:
        """Each window's score, and its sentences' in their order."""
        return [
            Said(1.0 if text in " ".join(one) else -1.0, tuple(range(len(one)))) for one in windows
        ]


LITERAL = cast("Reader", Literal())


def test_the_right_one_is_compared_with_its_own_rival_and_with_all() -> None:
    pairs = [
        Rivals("statements", "It rained.", "It snowed.", ("It rained.",)),
        Rivals("statements", "Rain fell.", "It rained.", ("It rained.",)),
    ]
    (told,) = measure(LITERAL, pairs)
    assert (told.pairs, told.before, told.right_above, told.wrong_above) == (2, 0.5, 0.5, 0.5)
    assert told.auc == pytest.approx(0.5)
    assert "2 pairs: AUC 0.500" in str(told)


def test_what_is_held_out_stands_over_its_sentence_and_is_not_trained_on(tmp_path: Path) -> None:
    data = tmp_path / "reader"
    data.mkdir()
    for name in ("squadshifts_newwiki", "nq_gold_passages", "timeqa_paragraphs"):
        (data / f"{name}.jsonl").write_text("")
    pairs = list(read_rivals(tmp_path, LITERAL))
    told = [one for one in pairs if one.kind == TOLD_TWICE + YES_NO]
    assert told
    assert all(one.right.startswith(("Yes,", "No, not")) for one in told)
    assert {one.kind.removeprefix(TOLD_TWICE) for one in pairs} > {YES_NO, "open questions"}
    supports = {
        about.sentences[statement.support or 0]
        for about, statement in read_yes_no(read_held_out_news(), held_out=True)
    }
    assert all(set(one.window) & supports for one in told)


def test_what_was_translated_stands_over_both_texts(tmp_path: Path) -> None:
    data = tmp_path / "reader"
    data.mkdir()
    for name in ("squadshifts_newwiki", "nq_gold_passages", "timeqa_paragraphs"):
        (data / f"{name}.jsonl").write_text("")
    pairs = list(read_rivals(tmp_path, LITERAL, abroad=True))
    kinds = {one.kind.partition(" over ")[::2] for one in pairs}
    texts = {"invented_news", *(f"invented_news-{language}" for language in ("es", "fr"))}
    assert {(kind, text) for kind in ("statements", "open questions") for text in texts} <= kinds
    assert all(one.right != one.wrong for one in pairs)
    own = next(one for one in pairs if one.kind == "open questions over invented_news-es")
    assert any(
        (one.right, one.wrong) == (own.right, own.wrong) and one.window != own.window
        for one in pairs
        if one.kind == "open questions over invented_news"
    )
