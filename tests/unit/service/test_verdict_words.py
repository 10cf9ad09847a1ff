"""What a judge writes: one of two words alone on its line is a verdict, all else is none."""

from __future__ import annotations

import pytest

from service.answering.llm.verdict_words import read_verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("SUPPORTED", True),
        ("NOT_SUPPORTED", False),
        ("not supported.", False),
        ("**Unsupported**", False),
        ("Verdict: SUPPORTED", True),
        ("<think>It is NOT_SUPPORTED at first.</think>\nSUPPORTED\n", True),
        ("<think>SUPPORTED", None),
        ("The quote says so.\n\nSUPPORTED", True),
        ("This is not really supported", None),
        ("SUPPORTED\nNOT_SUPPORTED", None),
        ("The statement is SUPPORTED by the quotes", None),
        ("yes", None),
        ("", None),
        ("```json\n{}\n```", None),
        ("reason\nSUPPORTED\nmore reasons", None),
    ],
)
def test_only_the_word_alone_on_its_line_is_a_verdict(said: str, verdict: bool | None) -> None:
    assert read_verdict(said) is verdict
