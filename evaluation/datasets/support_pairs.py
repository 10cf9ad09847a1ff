"""Claims with a text that people judged to support them or not: they calibrate the verifier.

Sources: Laban et al., "SummEdits", 2023 (Apache-2.0); Malaviya et al., "ExpertQA", 2023 (MIT).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.datasets.dataset import Dataset, SupportPair
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, Record, read_records, text_of

SUMMEDITS = "summedits_news.jsonl"
EXPERTQA = "expertqa_rand_val.jsonl"

JUDGED = {"Complete": True, "Partial": False, "Incomplete": False, "Missing": False}


def load_summedits(folder: Path) -> Dataset:
    """Summaries of news articles, consistent with the article or edited so that they are not."""
    problems = ProblemList()
    pairs: list[SupportPair] = []
    for where, record in read_records(folder / SUMMEDITS, problems):
        claim, evidence = text_of(record, "summary"), text_of(record, "doc")
        label, pair_id = record.get("label"), text_of(record, "id")
        if not (claim and evidence and pair_id) or label not in (0, 1):
            problems.add(MISSING_FIELD, where, "id, doc, summary or label")
            continue
        pairs.append(SupportPair(pair_id, claim, evidence, label == 1))
    return Dataset("summedits", problems=tuple(problems.problems), pairs=tuple(pairs))


def load_expertqa(folder: Path) -> Dataset:
    """Claims of cited answers; experts judged whether the cited text supports them completely.

    Claims without a cited text, or without a judgement, are left out and counted in the notes.
    """
    problems = ProblemList()
    pairs: list[SupportPair] = []
    unused = 0
    for number, (_, record) in enumerate(read_records(folder / EXPERTQA, problems)):
        for place, claim in enumerate(_claims(record)):
            text, evidence = text_of(claim, "claim_string"), _evidence(claim)
            supported = JUDGED.get(text_of(claim, "support"))
            if not text or not evidence or supported is None:
                unused += 1
                continue
            pairs.append(SupportPair(f"expertqa_{number}_{place}", text, evidence, supported))
    notes = (f"{unused} claims without a cited text or a judgement are left out",)
    return Dataset("expertqa", problems=tuple(problems.problems), pairs=tuple(pairs), notes=notes)


def _claims(record: Record) -> Iterator[Record]:
    answers = record.get("answers")
    for answer in answers.values() if isinstance(answers, dict) else ():
        for claim in answer.get("claims") or ():
            if isinstance(claim, dict):
                yield claim


def _evidence(claim: Record) -> str:
    texts = [one for one in claim.get("evidence") or () if isinstance(one, str)]
    return "\n".join(text.strip() for text in texts).strip()
