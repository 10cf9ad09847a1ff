"""Citations: ALCE's recall and precision, exact quotes, copies, attribution."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from corpus.models import ArticleDraft
from evaluation.datasets.dataset import GoldSentence
from evaluation.metrics.attribution import attribution_scores
from evaluation.metrics.citations import (
    CitedStatement,
    article_citation_scores,
    citation_scores,
)
from evaluation.metrics.quotes import CitedQuote, duplicate_rate, is_exact
from evaluation.metrics.support import GoldJudge, WordJudge, same_passage
from evaluation.wire import CitationPart


class LetterJudge:
    """Supports a statement where every one of its letters stands in the premises."""

    name = "letters"

    def supports(self, premises: Sequence[str], statement: str) -> bool | None:
        return None if statement == "?" else set(statement) <= set("".join(premises))


def test_recall_and_precision_of_one_supported_statement() -> None:
    scores = citation_scores([CitedStatement("ab", ("ab",))], LetterJudge())
    assert (scores.recall, scores.precision) == (1.0, 1.0)


def test_citations_that_support_only_together_are_all_relevant() -> None:
    scores = citation_scores([CitedStatement("ab", ("a", "b"))], LetterJudge())
    assert (scores.recall, scores.precision) == (1.0, 1.0)


def test_a_citation_that_adds_nothing_to_the_others_is_irrelevant() -> None:
    scores = citation_scores([CitedStatement("ab", ("ab", "x"))], LetterJudge())
    assert (scores.recall, scores.precision) == (1.0, 0.5)


def test_citations_of_an_unsupported_statement_count_against_precision() -> None:
    statements = [CitedStatement("ab", ("ab",)), CitedStatement("cd", ("c",))]
    scores = citation_scores(statements, LetterJudge())
    assert (scores.recall, scores.precision) == (0.5, 0.5)


def test_a_statement_without_citations_is_not_supported() -> None:
    scores = citation_scores([CitedStatement("ab", ())], LetterJudge())
    assert (scores.recall, scores.precision) == (0.0, None)


def test_what_the_judge_cannot_tell_is_left_out() -> None:
    statements = [CitedStatement("?", ("a",)), CitedStatement("a", ("a",))]
    assert citation_scores(statements, LetterJudge()).recall == 1.0
    assert citation_scores([CitedStatement("?", ("a",))], LetterJudge()).recall is None


def test_a_citation_the_judge_cannot_tell_is_neither_useful_nor_useless() -> None:
    class Unsure(LetterJudge):
        """Decides about both quotes together, and about nothing less."""

        def supports(self, premises: Sequence[str], statement: str) -> bool | None:
            return super().supports(premises, statement) if len(premises) > 1 else None

    scores = citation_scores([CitedStatement("ab", ("a", "b"))], Unsure())
    assert (scores.recall, scores.precision) == (1.0, None)


def test_gold_sentences_judge_by_where_the_quote_stands() -> None:
    gold = "Mongolia signed the Rome Statute in the year 2000."
    judge = GoldJudge((GoldSentence(gold, "a"),))
    assert judge.supports(["Mongolia signed the Rome Statute in the year 2000"], "x") is True
    assert judge.supports(["The president arrived at the airport on Monday."], "x") is False
    assert GoldJudge(()).supports(["anything"], "x") is None


def test_a_quote_inside_a_gold_sentence_is_the_same_passage() -> None:
    assert same_passage(
        "signed the Rome Statute in 2000", "Mongolia signed the Rome Statute in 2000"
    )
    assert not same_passage("", "Mongolia signed")


def test_shared_words_do_not_support_another_number() -> None:
    judge = WordJudge()
    assert judge.supports(["Two of 12 ships sank near the bridge."], "12 ships sank near bridge")
    assert not judge.supports(
        ["Two of 12 ships sank near the bridge."], "13 ships sank near bridge"
    )
    assert judge.supports(["text"], "...") is None


def test_article_citations_are_judged_by_the_gold_articles() -> None:
    scores = article_citation_scores(["a", "x", "a"], ["a", "b"])
    assert scores.recall == 0.5
    assert scores.precision == pytest.approx(2 / 3)
    assert article_citation_scores(["a"], []).recall is None


def test_a_quote_is_exact_only_at_its_place() -> None:
    text = "Zürich 👍 voted."
    assert is_exact(CitedQuote("a", "voted", 9, 14), text)
    assert not is_exact(CitedQuote("a", "voted", 8, 13), text)
    assert not is_exact(CitedQuote("a", "voted.", 9, 99), text)
    assert not is_exact(CitedQuote("a", "", 3, 3), text)
    assert not is_exact(CitedQuote("a", "voted", 9, 14), None)


def test_a_copy_counts_twice_when_listed_or_word_for_word_the_same() -> None:
    first = CitedQuote("a", "The bridge is closed.", 0, 21, copies=("b",))
    listed = CitedQuote("b", "Other words", 0, 11)
    same_words = CitedQuote("c", "the bridge is closed", 5, 25)
    other = CitedQuote("a", "The ship sank.", 30, 44)
    assert duplicate_rate([first, listed, same_words, other]) == 0.5
    assert duplicate_rate([first, other]) == 0.0
    assert duplicate_rate([]) is None


def test_outlet_date_and_url_are_compared_with_the_article() -> None:
    day = datetime(2025, 3, 1, 23, tzinfo=UTC)
    article = ArticleDraft(
        "text", "x", "a", source="Herald", url="https://h.example/1", published_at=day
    )
    cited = CitationPart(
        article_id="a", source="Herald", url=None, published_at=day, quote="text", start=0, end=4
    )
    scores = attribution_scores([cited], {"a": article})
    assert scores == {"outlet_right": 1.0, "date_right": 1.0, "url_right": 0.0}
    assert set(attribution_scores([cited], {}).values()) == {None}
