"""``python -m tests.llm.statements_report``: sentences as models write them, through the check.

`tests/cases/statements.jsonl` has questions about invented articles, and for each a sentence that
is right, has one thing wrong, or is beside the question. Prints the shares that are dropped and
shown wrongly, and with ``--each`` every such sentence. With ``--translated`` 320 of them are asked
and told in another language than the articles', and counted by language. Asks no language model.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import track

from corpus.embeddings import embedder_from
from corpus.settings import EmbeddingSettings
from evaluation.calibration.written_statements import evidence_by_set, records, seen_with
from service.answering.beside import is_beside
from service.answering.checker.checker import ENGLISH, Checker
from service.answering.phrases import language_of_question
from service.answering.question_shape import shape_of
from service.answering.relevance import relevance_of
from service.answering.verification import SupportChecker, calibration_for
from service.answering.verification.read_support import ReadSupport, load_weights

CASES = Path(__file__).parents[1] / "cases"
DROPPED, HELD = "dropped", "held back"


def check_with(checker: Checker) -> SupportChecker:
    """The check as the service has it by default."""
    embedder = embedder_from(EmbeddingSettings(), user_cache_path("dateline"))
    return SupportChecker(
        calibration_for(embedder.model), embedder, ReadSupport(checker.model, load_weights())
    )


def cases() -> list[dict[str, Any]]:
    """The written sentences, or those that were translated, in place of the English words."""
    written = records(CASES / "statements.jsonl")
    if "--translated" not in sys.argv[1:]:
        return written
    known = {case["id"]: case for case in written}
    translated = records(CASES / "translations" / "statements.jsonl")
    return [{**known[one["id"]], **one} for one in translated]


def judged() -> Iterator[tuple[dict[str, Any], str, bool]]:
    """Each case, what is asked of it and whether it passes: support, or that it may answer."""
    checker = Checker.load(threads=2)
    check = check_with(checker)
    sentences = evidence_by_set(CASES / "statements_articles.jsonl", ENGLISH)
    for case in track(cases(), console=Console(stderr=True)):
        every = sentences[case["set"]]
        cited, seen = seen_with(case, every)
        if case["label"] != "wrong":
            quotes = [one.quote for one in cited]
            far = relevance_of(checker, case["question"], case["statement"], quotes)
            yield (
                case,
                HELD,
                not is_beside(shape_of(case["question"]), case["statement"], None, far),
            )
        if case["label"] == "beside":
            continue
        verdict = check.check(
            case["statement"],
            cited=cited,
            evidence=seen,
            language=case.get("language") or language_of_question(case["statement"]),
            question=case["question"],
        )
        yield case, DROPPED, verdict.holds


def main() -> None:
    """Checks every sentence and prints the shares."""
    counts: dict[tuple[str, str, str], Counter[bool]] = defaultdict(Counter)
    for case, what, passes in judged():
        counts[case.get("language", case["set"]), case["label"], what][passes] += 1
        if passes != (case["label"] == "right") and "--each" in sys.argv[1:]:
            print(case["id"], what, case["label"], "|", case["question"], "|", case["statement"])
    for (name, label, what), passed in sorted(counts.items()):
        amiss = passed[label != "right"]
        done = what if label == "right" else f"not {what}"
        print(
            f"{name:10} {label:7} {done} {amiss} of {passed.total()} ({amiss / passed.total():.3f})"
        )


if __name__ == "__main__":
    main()
