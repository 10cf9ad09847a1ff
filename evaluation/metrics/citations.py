"""Whether statements are carried by their citations, and citations carry their statements.

Source: citation recall and precision as in ALCE (Gao et al., "Enabling Large Language Models to
Generate Text with Citations", 2023, section 3.3). Recall: the share of statements that their
citations, taken together, support. Precision: the share of citations that are not irrelevant; one
is irrelevant where it alone does not support the statement and the others alone do. A citation of a
statement that is not supported at all counts against precision. Several statements: micro-averaged
within an answer, answers are averaged after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.metrics.support import Judge


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A statement and the texts of its citations, in order."""

    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationScores:
    """Recall and precision of one answer; None where nothing could be judged."""

    recall: float | None
    precision: float | None


def citation_scores(statements: Sequence[CitedStatement], judge: Judge) -> CitationScores:
    """ALCE's citation recall and precision of one answer.

    Statements and citations that the judge cannot decide are left out; a statement without a
    citation is not supported.
    """
    supported: list[bool] = []
    useful: list[bool] = []
    for statement in statements:
        verdict = judge.supports(statement.quotes, statement.text) if statement.quotes else False
        if verdict is None:
            continue
        supported.append(verdict)
        useful.extend(
            relevant
            for place in range(len(statement.quotes))
            if (relevant := verdict and _is_relevant(statement, place, judge)) is not None
        )
    return CitationScores(_share(supported), _share(useful))


def article_citation_scores(cited: Sequence[str], gold: Sequence[str]) -> CitationScores:
    """The same question asked of articles: which gold ones are cited, which cited ones are gold.

    Args:
        cited: the article of each citation.
        gold: the gold articles; both figures are None without any.
    """
    if not gold:
        return CitationScores(None, None)
    reached = len(set(gold) & set(cited)) / len(set(gold))
    return CitationScores(reached, _share([article in set(gold) for article in cited]))


def _is_relevant(statement: CitedStatement, place: int, judge: Judge) -> bool | None:
    """Whether the citation of a supported statement is needed; None where the judge cannot tell."""
    quotes = statement.quotes
    if len(quotes) == 1:
        return True
    alone = judge.supports((quotes[place],), statement.text)
    if alone is not False:
        return alone
    without = judge.supports(quotes[:place] + quotes[place + 1 :], statement.text)
    return None if without is None else not without


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
