"""When outlets disagree, and when they only word, round, date or update the same thing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Article, ArticleId, StoryId
from service.answering.answer import DraftDisagreement, Quote
from service.answering.disagreement import Contradictions, ReadAnswers, find_contradictions
from service.answering.question_shape import shape_of
from service.answering.values import ValueKind, read, values_in
from service.answering.values.apart import is_of_a_part, is_taken_back

CASES = Path(__file__).parents[2] / "cases" / "disagreements.jsonl"
_SEEN = datetime(2025, 1, 1, tzinfo=UTC)


def quote(
    text: str, number: int, *, outlet: str = "", date: str | None = None, story: str | None = None
) -> Quote:
    """A quote that is a whole article of its own."""
    published = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
    article = Article(
        article_id=ArticleId(f"article-{number}"),
        version=1,
        story_id=StoryId(story or f"story-{number}"),
        text=text,
        title=None,
        source=outlet or f"Outlet {number}",
        author=None,
        url=None,
        published_at=published,
        language=None,
        section=None,
        content_hash="0",
        first_seen_at=_SEEN,
        seen_at=_SEEN,
    )
    return Quote(article, 0, len(text))


def contradictions(question: str, *quotes: Quote) -> Contradictions:
    return find_contradictions(shape_of(question), quotes, relevance=[1.0] * len(quotes))


def found(question: str, *quotes: Quote) -> tuple[DraftDisagreement, ...]:
    return contradictions(question, *quotes).disagreements


def sides(disagreements: tuple[DraftDisagreement, ...]) -> set[frozenset[str]]:
    """The outlets on each side."""
    return {
        frozenset(quote.article.source or "" for quote in position.quotes)
        for disagreement in disagreements
        for position in disagreement.positions
    }


def test_names_the_subject_and_each_sides_words() -> None:
    (disagreement,) = found(
        "How long was the minister's visit to Velia?",
        quote("The minister made a two-day visit to Velia.", 1),
        quote("The minister's visit to Velia lasted four days.", 2),
    )
    assert disagreement.about == "length of the minister's visit to Velia"
    assert {position.value for position in disagreement.positions} == {"two-day", "four days"}


def test_a_side_says_which_part_of_a_month_it_means() -> None:
    (disagreement,) = found(
        "When will the furnace in Orrin close?",
        quote("The furnace in Orrin will close at the end of August.", 1),
        quote("The furnace in Orrin will close in early July.", 2),
        quote("The furnace in Orrin will close on 30 May.", 3),
    )
    values = {position.value for position in disagreement.positions}
    assert values == {"the end of August", "early July", "30 May"}


def test_two_things_that_one_person_said_are_no_two_sides() -> None:
    assert not found(
        "What did Ana Keel say about the mill?",
        quote("“The mill is dear to us all,” Ana Keel said at a dinner with Mayor Tom Rusk.", 1),
        quote("Ana Keel’s spokesman Luis Brand said that she has no plans for the mill.", 2),
    )


def test_a_position_counts_stories_and_not_articles() -> None:
    disagreements = found(
        "How long was the minister's visit to Velia?",
        quote("The visit of the minister to Velia lasted two days.", 1, story="a"),
        quote("The visit of the minister to Velia lasted two days.", 2, story="a"),
        quote("The minister's visit to Velia lasted four days.", 3, story="b"),
    )
    assert [len(position.quotes) for position in disagreements[0].positions] == [1, 1]


def test_one_story_does_not_disagree_with_itself() -> None:
    assert not found(
        "How many people were hurt in the Delgo fire?",
        quote("The Delgo fire hurt 12 people.", 1, story="a"),
        quote("The Delgo fire hurt 15 people.", 2, story="a"),
    )


VISIT = "How long was the minister's visit to Velia?"
TWO, FOUR = "The minister made a two-day visit to Velia.", "The visit to Velia lasted four days."


@pytest.mark.parametrize("outlet", ["Post", " POST "])
def test_an_outlet_that_says_otherwise_later_updates_and_does_not_disagree(outlet: str) -> None:
    earlier = quote(TWO, 1, outlet="Post", date="2024-01-01")
    later = quote(FOUR, 2, outlet=outlet, date="2024-01-02")
    for quotes in ((earlier, later), (later, earlier)):
        told = contradictions(VISIT, *quotes)
        assert (told.disagreements, told.updates) == ((), (later, earlier))


def test_two_undated_stories_of_one_outlet_are_no_disagreement() -> None:
    told = contradictions(VISIT, quote(TWO, 1, outlet="Post"), quote(FOUR, 2, outlet="Post"))
    assert not told.disagreements
    assert len(told.updates) == 2


def test_an_outlet_holds_the_position_it_took_last() -> None:
    earlier = quote(TWO, 1, outlet="Post", date="2024-01-01")
    later = quote(FOUR, 2, outlet="Post", date="2024-01-02")
    other = quote(TWO.replace("two", "three"), 3, outlet="Mail", date="2024-01-01")
    same = quote(TWO, 4, outlet="Mail", date="2024-01-01")
    updated = quote(FOUR, 5, outlet="Mail", date="2024-01-03")
    (disagreement,) = found(VISIT, earlier, later, other)
    assert {one.quotes for one in disagreement.positions} == {(later,), (other,)}
    (disagreement,) = found(VISIT, earlier, later, same)
    assert {one.quotes for one in disagreement.positions} == {(later,), (same,)}
    assert not found(VISIT, earlier, later, updated)


def test_articles_without_a_known_outlet_each_speak_for_themselves() -> None:
    quotes = [
        replace(one, article=replace(one.article, source=None))
        for one in (quote(TWO, 1), quote(FOUR, 2))
    ]
    assert len(found(VISIT, *quotes)[0].positions) == 2


def test_a_rising_toll_is_a_disagreement_only_within_a_day() -> None:
    question = "How many people died in the Sanna quake?"
    texts = ("The Sanna quake killed 40 people.", "The Sanna quake killed 90 people.")
    later = [quote(t, n, date=f"2024-01-0{n + 1}") for n, t in enumerate(texts)]
    same_day = [quote(t, n, date="2024-01-01") for n, t in enumerate(texts)]
    undated = [quote(t, n) for n, t in enumerate(texts)]
    falling = [quote(t, n, date=f"2024-01-0{n + 1}") for n, t in enumerate(reversed(texts))]
    assert not found(question, *later)
    assert len(sides(found(question, *same_day))) == 2
    assert len(sides(found(question, *undated))) == 2
    assert len(sides(found(question, *falling))) == 2


def test_a_value_the_sentence_calls_outdated_is_no_position() -> None:
    assert not found(
        "How many people were killed in the Lodo crash?",
        quote("The Lodo crash killed 7 people, police said, revising an earlier toll of 5.", 1),
        quote("Seven people were killed in the Lodo crash.", 2),
    )


def test_sentences_far_less_relevant_count_only_if_they_hold_every_word_asked_about() -> None:
    shape = shape_of("How long was the minister's first visit to Velia?")
    first = quote("The minister's first visit to Velia lasted two days.", 1)
    whole = quote("The first visit of the minister to Velia lasted four days.", 2)
    loose = quote("The minister's visit to Velia lasted four days.", 3)

    def disagrees(other: Quote, relevance: float) -> bool:
        relevances = [1.0, relevance]
        return bool(find_contradictions(shape, [first, other], relevance=relevances).disagreements)

    assert disagrees(loose, 0.9)
    assert not disagrees(loose, 0.2)
    assert disagrees(whole, 0.2)
    assert not disagrees(whole, 0.05)


def test_another_event_months_away_is_no_other_opinion() -> None:
    assert not found(
        "How many people were hurt in the Delgo fire?",
        quote("The Delgo fire hurt 12 people.", 1, date="2024-01-01"),
        quote("The Delgo fire hurt 15 people.", 2, date="2023-01-01"),
    )


def test_each_part_of_a_joined_question_may_be_disputed() -> None:
    disagreements = found(
        "When did Norvia sign the Sea Pact and when did Norvia ratify the Sea Pact?",
        quote("Norvia signed the Sea Pact in 2000 and ratified it in 2002.", 1),
        quote("Norvia signed the Sea Pact in 2000 and ratified it in 2004.", 2),
    )
    assert [{p.value for p in one.positions} for one in disagreements] == [{"2002", "2004"}]


def test_a_time_of_another_act_is_no_position() -> None:
    assert not found(
        "When did the Sea Court issue its warrant?",
        quote("The Sea Court issued its warrant in March 2023.", 1, date="2024-09-03"),
        quote(
            "He landed on Monday in defiance of the warrant that the Sea Court issued.",
            2,
            date="2024-09-03",
        ),
    )


def test_a_reader_that_is_sure_binds_a_value_that_other_words_tell() -> None:
    shape = shape_of("When did the evacuation of Hollin end?")
    quotes = [
        quote("The evacuation of Hollin ended on Wednesday, 11 February.", 1, date="2026-02-12"),
        quote("The board let families back to Hollin on Monday, 9 February.", 2, date="2026-02-11"),
    ]
    read = [None, values_in(quotes[1].text, "en", kinds=(ValueKind.DATE,))[0]]
    assert not find_contradictions(shape, quotes, relevance=[1.0, 1.0]).disagreements
    told = find_contradictions(shape, quotes, relevance=[1.0, 1.0], answers=read)
    (disagreement,) = told.disagreements
    assert {position.value for position in disagreement.positions} == {
        "Wednesday, 11 February",
        "Monday, 9 February",
    }


def test_a_sure_answer_counts_whatever_other_words_stand_around_it() -> None:
    shape = shape_of("How many people took part in the march in Pellagrad against the deal?")
    quotes = [
        quote("In the streets there marched 9,000 persons, according to the union.", 1),
        quote("Across the water around 3,000 people marched against it, police said.", 2),
    ]
    counts = [values_in(one.text, "en", kinds=(ValueKind.COUNT,))[0] for one in quotes]
    both = [1.0, 1.0]
    unsure = find_contradictions(shape, quotes, relevance=both, answers=counts)
    assert not unsure.disagreements
    told = find_contradictions(
        shape, quotes, relevance=both, answers=counts, known=ReadAnswers(frozenset({0, 1}))
    )
    assert sides(told.disagreements) == {frozenset({"Outlet 1"}), frozenset({"Outlet 2"})}


@pytest.mark.parametrize("sure", [(), (1,)])
def test_no_reader_can_bind_what_the_sentence_sets_apart(sure: tuple[int, ...]) -> None:
    shape = shape_of("How many people were evacuated from Corvo?")
    quotes = [
        quote("Some 2,000 people were evacuated from Corvo.", 1),
        quote("Corvo was emptied in part, revising an earlier plan for 5,300 people.", 2),
    ]
    read = [None, values_in(quotes[1].text, "en", kinds=(ValueKind.COUNT,))[0]]
    known = ReadAnswers(frozenset(sure))
    told = find_contradictions(shape, quotes, relevance=[1.0, 1.0], answers=read, known=known)
    assert not told.disagreements


def test_needs_one_relevance_per_quote() -> None:
    with pytest.raises(ValueError, match="relevances"):
        find_contradictions(shape_of("Who won?"), [quote("A won.", 1)], relevance=[])


def within(article: str, sentence: str, number: int, *, date: str | None = None) -> Quote:
    """A sentence of an article."""
    whole = quote(article, number, date=date)
    start = article.index(sentence)
    return replace(whole, start=start, end=start + len(sentence))


def test_a_name_that_stands_before_a_sentence_need_not_stand_in_it() -> None:
    article = "The Tessin Dam cracked on Monday. In all, 3,000 people had fled."
    told = within(article, "In all, 3,000 people had fled.", 1)
    other = quote("Some 900 people fled below the Tessin Dam.", 2)
    question = "How many people fled the Tessin Dam?"
    assert len(found(question, told, other)) == 1
    elsewhere = within(
        article.replace("Tessin Dam", "Marn levee"), "In all, 3,000 people had fled.", 1
    )
    assert not found(question, elsewhere, other)


def test_a_number_of_people_in_an_article_about_the_event_is_no_answer_by_itself() -> None:
    article = "The Tessin Dam cracked on Monday. It gives water to 80,000 people."
    beside = within(article, "It gives water to 80,000 people.", 1)
    fled = quote("Some 900 people fled below the Tessin Dam.", 2)
    assert not found("How many people fled the Tessin Dam?", beside, fled)


def test_a_number_is_taken_from_the_sentence_that_the_next_one_points_to() -> None:
    article = "They talk about 260 slips of paper. That is how many ballots were lost in Ward 9."
    pointing = within(article, "That is how many ballots were lost in Ward 9.", 1)
    other = quote("In Ward 9, 210 ballots were lost, the clerk said.", 2)
    (disagreement,) = found("How many ballots were lost in Ward 9?", pointing, other)
    assert {position.value for position in disagreement.positions} == {"260 slips", "210 ballots"}
    told = {one.text for position in disagreement.positions for one in position.quotes}
    assert article in told


def test_a_position_has_no_capital_of_its_sentence() -> None:
    (disagreement,) = found(
        "How many people fled the Corda fire?",
        quote("MARN (Allwire) — About 900 people fled the Corda fire.", 1),
        quote("Two thousand people fled the Corda fire.", 2),
    )
    values = {position.value for position in disagreement.positions}
    assert values == {"about 900 people", "two thousand people"}
    (disagreement,) = found(
        "When did the curfew in Marn end?",
        quote("Wednesday saw the curfew in Marn end.", 1, date="2024-05-10"),
        quote("Yesterday the curfew in Marn ended.", 2, date="2024-05-10"),
    )
    assert {one.value for one in disagreement.positions} == {"Wednesday", "yesterday"}


def test_the_answer_of_a_reader_belongs_to_the_part_of_its_kind() -> None:
    shape = shape_of("When did Orlo land and how long will he stay by the lake?")
    quotes = [
        quote("Orlo landed on Monday for a two-day stay by the lake.", 1, date="2024-09-03"),
        quote("Orlo landed, and four days of talks await.", 2, date="2024-09-03"),
    ]
    read = [None, values_in(quotes[1].text, "en", kinds=(ValueKind.DURATION,))[0]]
    assert not find_contradictions(shape, quotes, relevance=[1.0, 1.0]).disagreements
    told = find_contradictions(shape, quotes, relevance=[1.0, 1.0], answers=read)
    (disagreement,) = told.disagreements
    assert {one.value for one in disagreement.positions} == {"two-day", "four days"}


@given(st.lists(st.text(max_size=80), max_size=4), st.text(min_size=1, max_size=80))
def test_any_texts_can_be_compared(texts: list[str], question: str) -> None:
    quotes = [quote(text, number) for number, text in enumerate(texts)]
    for disagreement in found(question, *quotes):
        assert len(disagreement.positions) > 1


def _cases(split: str) -> list[dict[str, Any]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["split"] == split]


@pytest.mark.parametrize("split", ["dev", "held_out", "challenge"])
def test_most_written_cases_are_told_apart(split: str) -> None:
    """A disagreement is right only where every side holds exactly the outlets expected."""
    right = claimed = expected = 0
    for case in _cases(split):
        quotes = [
            quote(s["text"], n, outlet=s["outlet"], date=s["date"], story=s.get("story"))
            for n, s in enumerate(case["sentences"])
        ]
        got = sides(found(case["question"], *quotes))
        wanted = {frozenset(position["outlets"]) for position in case["positions"]}
        claimed += bool(got)
        expected += bool(wanted)
        right += bool(wanted) and got == wanted
    assert right / claimed >= 0.8
    assert right / expected >= 0.7


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        (
            "How many people died in the South Marrow floods?",
            "In South Marrow, 12 people died in the floods.",
            "In North Marrow, 40 people died in the floods.",
        ),
        (
            "¿Cuántas personas murieron en las inundaciones de Marrow del Sur?",
            "En Marrow del Sur murieron 12 personas en las inundaciones.",
            "En Marrow del Norte murieron 40 personas en las inundaciones.",
        ),
    ],
)
def test_a_namesake_on_the_other_side_does_not_disagree(asked: str, one: str, other: str) -> None:
    assert not found(asked, quote(one, 1), quote(other, 2))
    assert found(asked, quote(one, 1), quote(one.replace("12", "40"), 2))


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Hauptlandebahnen hat der Flughafen?",
        "¿Cuántas pulgadas de nieve cayeron en el aeropuerto durante el fin de semana?",
    ],
)
def test_what_is_counted_must_be_translated_for_another_language_to_count_it(
    question: str,
) -> None:
    plane = quote("A small plane carrying 10 people crashed.", 1, date="2025-02-18")
    jet = quote("A jet carrying 64 people landed an hour later.", 2, date="2025-02-19")
    assert contradictions(question, plane, jet) == Contradictions()


def test_a_count_that_rose_is_told_latest_first() -> None:
    early = quote("The earthquake in Hatta killed 40 people.", 1, date="2026-04-10")
    late = quote("The death toll of the quake in Hatta has risen to 112.", 2, date="2026-04-14")
    told = contradictions("How many people did the earthquake in Hatta kill?", early, late)
    assert (told.disagreements, told.updates) == ((), (late, early))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How much did Norvane pay for the port?",
            "Norvane offered 150 million euros for the port.",
            "Norvane paid 200 million euros for the port.",
        ),
        (
            "How long is the tunnel?",
            "The tunnel is nine kilometres long.",
            "The tunnel is 12 metres wide.",
        ),
        (
            "Who won the Meridian Cup?",
            "Tarn Rovers won the Meridian Cup after a goal by Femi Abara.",
            "Ingrid Solheim became the first woman to win the Meridian Cup with her Tarn Rovers.",
        ),
        ("Who won the slalom?", "Ana Keel won the slalom.", "Jo Wray won the giant slalom."),
        (
            "How many people are in hospital?",
            "A further 21 people remain in hospital, five of them in intensive care.",
            "There are 20 people in hospital.",
        ),
        (
            "How many boats sank off Orlo?",
            "Off Orlo, only two of the six boats sank.",
            "Two boats sank off Orlo.",
        ),
        (
            "How many miners were trapped at Orlo?",
            "At Orlo, eleven of the 14 miners trapped there were rescued.",
            "At Orlo, 14 miners were trapped.",
        ),
        (
            "How many children were injured in the fire?",
            "The fire injured 14 people.",
            "In the fire 20 people were injured, the city said.",
        ),
        (
            "How much of the power comes from the dam of Orlo?",
            "The dam of Orlo, from which half of the power comes, is 12 metres high.",
            "The dam of Orlo, from which power comes, holds 40 cubic metres.",
        ),
        (
            "How deep is the lake of Orlo?",
            "The deep lake of Orlo took 34 lives; 34 people drowned.",
            "The lake of Orlo is 12 metres deep.",
        ),
        (
            "When was the pact on the Orlo signed?",
            "The envoy flew home on Friday after a visit in which he signed the pact on the Orlo.",
            "The pact on the Orlo was signed on Thursday.",
        ),
    ],
)
def test_another_thing_side_bid_or_part_is_no_position(question: str, one: str, other: str) -> None:
    assert not found(question, quote(one, 1), quote(other, 2))


def test_fewer_missing_on_a_later_day_are_an_update() -> None:
    early = quote("After the storm in Hatta 49 people were missing.", 1, date="2026-04-10")
    late = quote("Seven people are still missing in Hatta after the storm.", 2, date="2026-04-14")
    told = contradictions("How many people are missing in Hatta after the storm?", early, late)
    assert (told.disagreements, told.updates) == ((), (late, early))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "At what depth does the wreck of the Orla lie?",
            "The wreck of the Orla lies at a depth of 58 metres.",
            "The ship, the Orla, is lying on her side in 64 metres of water.",
        ),
        (
            "At what time did the ferry leave Orlo?",
            "The ferry left Orlo at 19.40 on Sunday.",
            "The ferry's departure from Orlo, at ten minutes to eight in the evening, was late.",
        ),
        (
            "Quand Orlomet a-t-elle été fondée ?",
            "Orlomet was founded in 1998 by three physicists.",
            "Orlomet, founded in 1997 as a spin-off, moved in 2006.",
        ),
    ],
)
def test_depths_hours_and_foundings_are_compared_in_any_words(
    question: str, one: str, other: str
) -> None:
    assert found(question, quote(one, 1), quote(other, 2))


def test_the_least_is_another_where_it_is_clearly_more() -> None:
    question = "How many litres must the dam of Orlo release a year?"
    told = "The dam of Orlo must release at least {} litres a year."
    assert found(question, quote(told.format("310"), 1), quote(told.format("340"), 2))
    assert not found(question, quote(told.format("310"), 1), quote(told.format("300"), 2))
    toll = "At least {} people died at the dam of Orlo."
    dead = [quote(toll.format(number), number) for number in (310, 340)]
    assert not found("How many people died at the dam of Orlo?", *dead)


def test_a_part_differs_from_another_part() -> None:
    (disagreement,) = found(
        "How many boats sank off Orlo?",
        quote("Off Orlo, only two of the six boats sank.", 1),
        quote("Three boats sank off Orlo.", 2),
    )
    assert {position.value for position in disagreement.positions} == {"two", "three boats"}


@pytest.mark.parametrize(
    ("question", "one", "other", "values"),
    [
        (
            "When was Felix Harn released?",
            "Felix Harn was released on Monday.",
            "Felix Harn was freed on Wednesday.",
            {"Monday", "Wednesday"},
        ),
        (
            "Where will the talks be held?",
            "The talks on the border will be held in Geneva.",
            "The talks on the border will be held in Vienna.",
            {"Geneva", "Vienna"},
        ),
        (
            "La Norvie a-t-elle signé le traité ?",
            "La Norvie a signé le traité.",
            "La Norvie n'a pas signé le traité.",
            {"oui", "non"},
        ),
        (
            "Did the emergency brake of the car engage?",
            "The emergency brake of the car engaged, investigators said.",
            "The emergency brake of the car did not engage, two people said.",
            {"yes", "no"},
        ),
    ],
)
def test_other_words_for_the_same_act_are_compared(
    question: str, one: str, other: str, values: set[str]
) -> None:
    (disagreement,) = found(question, quote(one, 1), quote(other, 2))
    assert {position.value for position in disagreement.positions} == values


@pytest.mark.parametrize(
    ("question", "earlier", "later"),
    [
        (
            "When will the Velia opera house reopen?",
            "The Velia opera house will reopen on 12 May, its director said.",
            "The reopening of the Velia opera house was moved from 12 May to 9 June.",
        ),
        (
            "When will the bridge over the Orran open?",
            "The new bridge over the Orran will open on 3 July, the minister said.",
            "The bridge over the Orran will not open soon; it had been planned for 3 July.",
        ),
        (
            "How many homes did the Delgo fire destroy?",
            "The Delgo fire destroyed 40 homes, the mayor said.",
            "The Delgo fire destroyed 26 homes, the mayor said, instead of 40 homes.",
        ),
    ],
)
def test_what_a_later_article_takes_back_is_an_update(
    question: str, earlier: str, later: str
) -> None:
    first = quote(earlier, 1, date="2024-04-02")
    second = quote(later, 2, date="2024-04-28")
    told = contradictions(question, first, second)
    assert not told.disagreements
    assert told.updates == (second, first)


def test_what_an_earlier_article_called_outdated_still_contradicts() -> None:
    disagreements = found(
        "When will the Velia opera house reopen?",
        quote("The Velia opera house will reopen on 12 May.", 1, date="2024-04-28"),
        quote("The Velia opera house reopens on 9 June instead of 12 May.", 2, date="2024-04-02"),
    )
    assert len(disagreements) == 1


@pytest.mark.parametrize(
    ("question", "one", "beside"),
    [
        (
            "How many people were on board the Orla Star?",
            "The Orla Star sank with 118 people on board, the council said.",
            "Seventeen people are known to have died in the sinking of the Orla Star.",
        ),
        (
            "How many passengers did the Velia train carry?",
            "The Velia train was carrying 212 passengers, the railway said.",
            "The crash of the Velia train left 31 passengers missing.",
        ),
        (
            "How many people work in the Orlo mine?",
            "In the Orlo mine 640 people work, its owner said.",
            "The toll of the fire in the Orlo mine rose to 22 on Friday.",
        ),
        (
            "How many cars can the Orla Star carry?",
            "The Orla Star can carry 90 cars.",
            "The Orla Rose can carry 140 cars.",
        ),
        (
            "How deep is Lake Hollin?",
            "Lake Hollin is 40 metres deep.",
            "Lake Sandar is 62 metres deep.",
        ),
        (
            "How many days did the talks last?",
            "The talks lasted three days.",
            "The court hearing is to last two days.",
        ),
        (
            "How many votes did Ana Keel receive in total?",
            "Jo Orr leads Ana Keel by 212 votes after the election.",
            "A recount put him 187 votes ahead of Ana Keel.",
        ),
        (
            "How many passengers?",
            "The jet to Orlo was carrying 76 passengers.",
            "The jet to Velia was carrying 60 passengers.",
        ),
        (
            "How long will it last?",
            "The strike will last three days.",
            "The festival will last two days.",
        ),
        (
            "How long will the Orlo treaty run?",
            "The Orlo treaty will run for 25 years.",
            "Ministers signed the Orlo treaty after three days.",
        ),
        (
            "How many people must leave Orlo?",
            "At least 300 people must leave Orlo, analysts say.",
            "Some 450 people must leave Orlo, the ministry said.",
        ),
        (
            "How many seats has the Orlo hall?",
            "The Orlo hall has up to 900 seats.",
            "The Orlo hall has 600 seats.",
        ),
        (
            "What share of the water will Norland get?",
            "Norland will get 40 percent of the water.",
            "Norland will get more than a third of the water.",
        ),
    ],
)
def test_what_is_told_of_another_thing_or_within_a_bound_is_no_position(
    question: str, one: str, beside: str
) -> None:
    assert not found(question, quote(one, 1), quote(beside, 2))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were on board the Orla Star?",
            "The Orla Star sank with 118 people on board, the council said.",
            "There were 112 people on board the Orla Star, according to the coastguard.",
        ),
        (
            "How many people were taken to hospital after the Orlo fire?",
            "After the Orlo fire 12 injured people were taken to hospital.",
            "After the Orlo fire 19 people were taken to hospital.",
        ),
        (
            "How many cars can the Orla Star carry?",
            "The Orla Star can carry 90 cars.",
            "The ferry Orla Star can carry 140 cars.",
        ),
        (
            "How many days did the talks last?",
            "The talks lasted three days.",
            "The negotiations lasted two days.",
        ),
        (
            "How long will the Orlo bridge stay closed?",
            "The Orlo bridge will stay closed for at least six weeks.",
            "The Orlo bridge will stay closed for three months.",
        ),
        (
            "How many people must leave Orlo?",
            "At least 300 people must leave Orlo, analysts say.",
            "Some 2,000 people must leave Orlo, the ministry said.",
        ),
        (
            "How many people must leave Orlo?",
            "At least 300 people must leave Orlo, analysts say.",
            "Some 120 people must leave Orlo, the ministry said.",
        ),
    ],
)
def test_what_is_told_of_the_thing_asked_about_is_a_position(
    question: str, one: str, other: str
) -> None:
    assert found(question, quote(one, 1), quote(other, 2))


def test_an_offer_raised_from_a_bare_number_is_an_update() -> None:
    first = quote("Orlo Lines will pay each family 15,000 euros.", 1, date="2026-04-02")
    later = quote(
        "Orlo Lines will pay each family 20,000 euros, up from the 15,000 announced last week.",
        2,
        date="2026-04-11",
    )
    told = contradictions("How much will Orlo Lines pay each family?", first, later)
    assert (told.disagreements, told.updates) == ((), (later, first))


_TOLL = "How many people died in the wreck of the Orla Star?"


def test_the_newest_dated_toll_comes_first_and_an_undated_one_beside() -> None:
    told = contradictions(
        _TOLL,
        quote("The wreck of the Orla Star killed 14 people.", 1, date="2026-04-02"),
        quote("The Orla Star: 21 people died in the wreck.", 2),
        quote("The number of dead of the Orla Star stands at 19.", 3, date="2026-04-09"),
        quote("The toll of the wreck of the Orla Star rose to 17.", 4, date="2026-04-05"),
    )
    assert told.disagreements == ()
    assert [one.article.article_id[-1] for one in told.updates] == ["3", "4", "1", "2"]
    assert told.latest == "19"


def test_an_undated_toll_beside_one_dated_is_a_disagreement() -> None:
    dated = quote("The wreck of the Orla Star killed 14 people.", 1, date="2026-04-02")
    assert found(_TOLL, dated, quote("The wreck of the Orla Star killed 21 people.", 2))


@pytest.mark.parametrize(
    "question",
    ["What is the latest death toll?", "How many people have died so far?", _TOLL],
)
def test_a_toll_is_told_by_its_total_in_an_article_about_the_event(question: str) -> None:
    lead = "The Orla Star was wrecked off Hollin. "
    early, late = (
        within(f"{lead}{sentence}", sentence, number, date=day)
        for number, (sentence, day) in enumerate(
            [
                ("The death toll is 14.", "2026-04-02"),
                ("Officials put the number of dead at 19.", "2026-04-05"),
            ]
        )
    )
    assert contradictions(question, early, late).latest == "19"


def test_the_toll_of_another_event_in_one_town_is_no_position() -> None:
    assert not found(
        "How many people died in the fire in Hollin?",
        quote("The fire in Hollin killed 14 people.", 1),
        quote("After the flood in Hollin the number of dead stands at 19.", 2),
    )


def test_tolls_of_events_that_share_no_name_are_not_compared() -> None:
    sentence = "The death toll is {}."
    one, other = (
        within(f"The {name} sank. {sentence.format(n)}", sentence.format(n), n, date="2026-04-02")
        for name, n in (("Orla Star", 14), ("Hollin Queen", 19))
    )
    assert not found("What is the latest death toll?", one, other)


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (
            "Was a frost warning in force when the coach left?",
            "The office had issued a frost warning an hour before the coach left, it said.",
            "No frost warning was in force when the coach left, its owner said.",
        ),
        (
            "Was there a frost warning?",
            "The weather office issued a frost warning at noon.",
            "No frost warning was in force, the owner said.",
        ),
        (
            "Was there a power cut in Orlo on election night?",
            "Counting in Orlo was interrupted for an hour by a power cut.",
            "There was no power cut in Orlo on election night, the grid operator said.",
        ),
        (
            "Did the barge hit the pier?",
            "A barge, the Orla Star, struck the pier minutes later, two anglers said.",
            "Owners of the barge deny that it hit the pier at all.",
        ),
        (
            "Was the pier struck by a barge?",
            "The pier was rammed by a barge, divers said.",
            "The pier was not hit by a barge, its owner said.",
        ),
        (
            "Did Harn speak to reporters after the signing?",
            "Harn spoke to reporters for an hour after the signing.",
            "Harn left the signing without speaking to reporters.",
        ),
        (
            "Did Harn take the money?",
            "Harn took the money, the court heard.",
            "Harn never took the money, his lawyer said.",
        ),
        (
            "Did Orlo break the truce while talks went on?",
            "Orlo broke the truce, the envoy said.",
            "Orlo did not break the truce, its army said.",
        ),
    ],
)
def test_yes_is_told_against_no_in_any_words(question: str, yes: str, no: str) -> None:
    (disagreement,) = found(question, quote(yes, 1), quote(no, 2))
    assert {position.value for position in disagreement.positions} == {"yes", "no"}


@pytest.mark.parametrize(
    ("question", "one", "beside"),
    [
        (
            "Did the barge hit the pier?",
            "The barge hit the pier, two anglers said.",
            "The barge did not hit the ferry, its owner said.",
        ),
        (
            "Did Harn speak to reporters after the signing?",
            "Harn spoke to reporters after the signing.",
            "Harn signed without a word on the dam.",
        ),
        (
            "Did Harn speak to reporters?",
            "Harn spoke to reporters.",
            "Harn did not speak of the dam in parliament.",
        ),
    ],
)
def test_no_to_something_else_is_no_position(question: str, one: str, beside: str) -> None:
    assert not found(question, quote(one, 1), quote(beside, 2))


def test_the_thing_that_a_name_is_of_stands_for_the_name() -> None:
    first = within("The ferry Orla Star was lost. The ferry was built in 1994.",
                   "The ferry was built in 1994.", 1)  # fmt: skip
    other = within("The Orla Star sank. The ferry was built in 1998.",
                   "The ferry was built in 1998.", 2)  # fmt: skip
    harbour = within("The Orla Star sank. The harbour was built in 1950.",
                     "The harbour was built in 1950.", 3)  # fmt: skip
    for question in ("When was the Orla Star built?", "In which year was the Orla Star built?"):
        assert found(question, first, other)
        assert not found(question, first, harbour)


def test_a_vague_value_stands_with_each_side_that_it_fits() -> None:
    (disagreement,) = found(
        "What share of the water will Norland get?",
        quote("Norland will get 40 percent of the water.", 1),
        quote("Norland will get 35 percent of the water.", 2),
        quote("Norland will get more than a third of the water.", 3),
    )
    outlets = [{one.article.source for one in p.quotes} for p in disagreement.positions]
    assert all("Outlet 3" in each for each in outlets)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How old is Lena Keel?", "Keel, 47, won the vote.", "Lena Keel, 49, won, she said."),
        (
            "What is the age of Ana Orr?",
            "Ana Orr, 47, lost on Sunday.",
            "The 49-year-old Ana Orr lost.",
        ),
        (
            "How old is the Orlo bridge?",
            "The Orlo bridge is 40 years old.",
            "The bridge in Orlo is 62 years old.",
        ),
        (
            "How high is the old Orlo bridge?",
            "The old Orlo bridge is 40 metres high.",
            "The old bridge in Orlo is 62 metres high.",
        ),
        (
            "What was the turnout in the Orlo election?",
            "Turnout in the Orlo election was 61 percent.",
            "In the Orlo election turnout was 55 percent, the League said.",
        ),
    ],
)
def test_ages_and_turnouts_are_compared(question: str, one: str, other: str) -> None:
    assert found(question, quote(one, 1), quote(other, 2))


@pytest.mark.parametrize(
    ("question", "one", "beside"),
    [
        (
            "How old is Lena Keel?",
            "Lena Keel, 47, won the vote.",
            "Lena Keel met Tomas Brand, 61, on Sunday.",
        ),
        ("How old is Lena Keel?", "Lena Keel, 47, won the vote.", "Lena Keel, 48, has resigned."),
        ("How old is Lena Keel?", "Lena Keel, 47, won the vote.", "Lena Keel won by 49 votes."),
        (
            "What was the turnout in the Orlo election?",
            "Turnout in the Orlo election was 61 percent.",
            "Keel won the Orlo election with 50.3 percent.",
        ),
    ],
)
def test_the_age_of_another_or_another_share_is_no_position(
    question: str, one: str, beside: str
) -> None:
    assert not found(question, quote(one, 1), quote(beside, 2))


def test_a_turnout_may_be_told_without_the_election_that_stands_before_it() -> None:
    lead = "Orlo held an election on Sunday. "
    told = ["Turnout was 61 percent.", "Turnout was 55 percent, the League said."]
    one, other = (within(f"{lead}{text}", text, n) for n, text in enumerate(told))
    earlier = within(f"{lead}In 2022 turnout was 66 percent.", "In 2022 turnout was 66 percent.", 3)
    question = "What was the turnout in the Orlo election?"
    assert found(question, one, other)
    assert not found(question, one, earlier)
    assert not found("What was the turnout in the Velia election?", one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Where was the Orlo treaty signed?",
            "Ministers signed the Orlo treaty in the town hall of Hale on Friday.",
            "The Orlo treaty was signed at the Hotel Belmont in Port Maris on Friday.",
        ),
        (
            "In which town was the treaty signed?",
            "Ministers signed the treaty in the town hall of Hale on Friday.",
            "The treaty was signed at the Hotel Belmont in Port Maris on Friday.",
        ),
        (
            "Where was Lena Keel born?",
            "Keel told supporters in Helmsby, the town where she was born, to go home.",
            "Lena Keel was born in the capital, Tarn City.",
        ),
        (
            "Where was Lena Keel born?",
            "Lena Keel was born in the village of Hale.",
            "Lena Keel was born in Geneva.",
        ),
    ],
)
def test_two_towns_for_one_act_are_a_disagreement(question: str, one: str, other: str) -> None:
    assert found(question, quote(one, 1), quote(other, 2))


@pytest.mark.parametrize(
    ("question", "one", "beside"),
    [
        (
            "Where was Lena Keel born?",
            "Lena Keel was born in Munich.",
            "Lena Keel was born in Germany.",
        ),
        (
            "Where was Lena Keel born?",
            "Lena Keel was born in Munich.",
            "Lena Keel was born in Bavaria.",
        ),
        (
            "Where was the Orlo treaty signed?",
            "Ministers signed the Orlo treaty in the town hall of Hale.",
            "The Orlo treaty was signed in Port Maris, which lies next to Hale.",
        ),
        (
            "Where was the Orlo treaty signed?",
            "Ministers signed the Orlo treaty in the town hall of Hale.",
            "The Orlo treaty was signed at the Hotel Belmont.",
        ),
    ],
)
def test_a_place_in_or_beside_another_is_no_other_place(
    question: str, one: str, beside: str
) -> None:
    assert not found(question, quote(one, 1), quote(beside, 2))


def test_a_pronoun_stands_for_the_only_person_of_the_sentence_before() -> None:
    first = quote("Lena Keel was born in the town of Helmsby.", 1)
    born = "She was born in the capital, Tarn City."
    she = within(f"Lena Keel won on Sunday. {born}", born, 2)
    other = within(f"Lena Keel beat Ana Orr on Sunday. {born}", born, 3)
    assert found("Where was Lena Keel born?", first, she)
    assert not found("Where was Lena Keel born?", first, other)


def test_a_name_alone_does_not_make_a_foreign_sentence_answer() -> None:
    question = "¿Cuántas personas iban a bordo del Orla Star?"
    spanish = quote("El Orla Star llevaba 115 personas a bordo.", 1)
    assert not found(question, spanish, quote("Seventeen people died on the Orla Star.", 2))
    assert not found(question, spanish, quote("Some 2,000 people mourned the Orla Star.", 2))


@pytest.mark.parametrize(
    "later",
    [
        "Eleven people were arrested at the Marn blockade, not three as police first announced.",
        "Eleven people were arrested at the Marn blockade; the lower figure of three was an error.",
        "Eleven were arrested at the Marn blockade; three, as was first spoken of, was wrong.",
    ],
)
def test_a_value_that_a_later_article_takes_back_is_no_side(later: str) -> None:
    first = quote("Three people were arrested at the Marn blockade.", 1, date="2025-03-05")
    taken_back = quote(later, 2, date="2025-03-08")
    assert not found("How many people were arrested at the Marn blockade?", first, taken_back)


def test_what_somebody_calls_wrong_besides_takes_no_value_back() -> None:
    said = "Police said 14 people were hurt, and that talk of arson was false."
    spoken = "Earlier reports had spoken of 14 people, which was false."
    taken = [
        is_taken_back(read(text, "en"), values_in(text, "en", kinds=(ValueKind.COUNT,))[0])
        for text in (said, spoken)
    ]
    assert taken == [False, True]


def test_a_count_asked_for_as_of_some_time_may_have_risen() -> None:
    first = quote("In Marn 640 drivers joined the strike.", 1, date="2025-03-05")
    later = quote("In Marn 1,150 drivers joined the strike.", 2, date="2025-03-08")
    question = "How many drivers joined the strike in Marn"
    assert not found(f"{question} by the time it ended?", first, later)
    assert len(found(f"{question}?", first, later)) == 1


@pytest.mark.parametrize(
    ("sentence", "question", "is_part"),
    [
        ("The strike cost it €580,000 a day.", "How much did the strike cost?", True),
        ("The strike cost it €580,000 a day.", "How much did the strike cost each day?", False),
        ("Monday alone had cost it €580,000.", "How much did the whole strike cost?", True),
        ("Monday alone had cost it €580,000.", "How much did Monday cost?", False),
        ("The strike cost it €580,000.", "How much did the whole strike cost?", False),
    ],
)
def test_what_is_told_of_a_day_is_not_told_of_all(
    sentence: str, question: str, *, is_part: bool
) -> None:
    (value,) = values_in(sentence, "en", kinds=(ValueKind.MONEY,))
    assert is_of_a_part(read(sentence, "en"), value, question) is is_part
