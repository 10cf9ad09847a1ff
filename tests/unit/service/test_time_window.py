from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Filters
from service.answering.answer import Question
from service.answering.time_window import scoped

NOW = datetime(2024, 9, 5, 15, 30, tzinfo=UTC)  # a Thursday


def asked(text: str, as_of: datetime | None = NOW, **fields: object) -> Question:
    return scoped(Question(text, as_of=as_of, **fields), NOW + timedelta(days=700))  # type: ignore[arg-type]


def window(text: str, as_of: datetime | None = NOW) -> tuple[str, str] | None:
    """The first and the last day on which an article may be published."""
    filters = asked(text, as_of).filters
    if filters.published_from is None or filters.published_to is None:
        return None
    last = filters.published_to - timedelta(microseconds=1)
    return f"{filters.published_from:%m-%d}", f"{last:%m-%d}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened at the harbour this week?", ("09-02", "09-08")),
        ("What happened at the harbour today?", ("09-05", "09-06")),
        ("Who resigned yesterday?", ("09-04", "09-05")),
        ("Who resigned the day before yesterday?", ("09-03", "09-04")),
        ("Who was hurt last night?", ("09-04", "09-05")),
        ("What did the council decide last week?", ("08-26", "09-02")),
        ("What did the council decide last month?", ("08-01", "09-03")),
        ("What did the council decide this month?", ("09-01", "09-30")),
        ("How many storms were there last year?", ("01-01", "01-07")),
        ("How many bridges fell in the past year?", ("09-05", "09-05")),
        ("Who won in the last three days?", ("09-02", "09-05")),
        ("Who won over the past 24 hours?", ("09-04", "09-05")),
        ("Which ship sank two weeks ago?", ("08-19", "08-26")),
        ("Which ship sank a month ago?", ("08-01", "09-03")),
        ("Which ship sank three days ago?", ("09-02", "09-03")),
        ("Who arrived on Monday?", ("09-02", "09-03")),
        ("Who arrived last Friday?", ("08-30", "08-31")),
        ("Who arrived Thursday?", ("09-05", "09-06")),
        ("What has happened since Monday?", ("09-02", "09-06")),
        ("What happened last weekend?", ("08-31", "09-02")),
        ("Who hosted this week's summit?", ("09-02", "09-08")),
        ("Was ist diese Woche im Hafen passiert?", ("09-02", "09-08")),
        ("Wer ist gestern zurückgetreten?", ("09-04", "09-05")),
        ("Was geschah vorgestern?", ("09-03", "09-04")),
        ("Was beschloss der Rat letzte Woche?", ("08-26", "09-02")),
        ("Was beschloss der Rat im vergangenen Monat?", ("08-01", "09-03")),
        ("Wer gewann in den letzten drei Tagen?", ("09-02", "09-05")),
        ("Welches Schiff sank vor zwei Wochen?", ("08-19", "08-26")),
        ("Wer kam am Montag an?", ("09-02", "09-03")),
        ("¿Qué pasó en el puerto esta semana?", ("09-02", "09-08")),
        ("¿Quién dimitió ayer?", ("09-04", "09-05")),
        ("¿Qué decidió el consejo la semana pasada?", ("08-26", "09-02")),
        ("¿Qué decidió el consejo el mes pasado?", ("08-01", "09-03")),
        ("¿Quién ganó en los últimos tres días?", ("09-02", "09-05")),
        ("¿Qué barco se hundió hace dos semanas?", ("08-19", "08-26")),
        ("¿Quién llegó el lunes?", ("09-02", "09-03")),
        ("Que s'est-il passé au port cette semaine ?", ("09-02", "09-08")),
        ("Qui a démissionné hier ?", ("09-04", "09-05")),
        ("Qui est arrivé avant-hier ?", ("09-03", "09-04")),
        ("Qu'a décidé le conseil la semaine dernière ?", ("08-26", "09-02")),
        ("Qu'a décidé le conseil le mois dernier ?", ("08-01", "09-03")),
        ("Qu'a décidé le conseil l'année dernière ?", ("01-01", "01-07")),
        ("Qui a gagné au cours des trois derniers jours ?", ("09-02", "09-05")),
        ("Quel navire a coulé il y a deux semaines ?", ("08-19", "08-26")),
        ("Qui est arrivé lundi ?", ("09-02", "09-03")),
        ("O que aconteceu no porto esta semana?", ("09-02", "09-08")),
        ("Quem renunciou ontem?", ("09-04", "09-05")),
        ("O que o conselho decidiu na semana passada?", ("08-26", "09-02")),
        ("O que o conselho decidiu no mês passado?", ("08-01", "09-03")),
        ("Quem ganhou nos últimos três dias?", ("09-02", "09-05")),
        ("Que navio afundou há duas semanas?", ("08-19", "08-26")),
        ("Quem chegou na segunda-feira?", ("09-02", "09-03")),
    ],
)
def test_the_window_is_read_from_the_day(text: str, expected: tuple[str, str]) -> None:
    assert window(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "When did Norland ratify the treaty?",
        "Who arrived on Monday, September 2?",
        "Who arrived in September 2024?",
        "What happened 66 million years ago?",
        "What happened in the last week of August?",
        "How many more storms were there than last year?",
        "When did the volcano last erupt before this year?",
        "Wann ist der Vulkan zuletzt vor diesem Jahr ausgebrochen?",
        "Who hosts Last Week Tonight?",
        "What falls on Black Friday?",
        "Who reads the Sunday Times?",
        "How many states does the union have today?",
        "Who will speak on Monday?",
        "What happens next week?",
        "Was ist hier passiert?",
        "¿Cuántos miembros hay hoy?",
    ],
)
def test_what_is_no_time_seen_from_today_changes_nothing(text: str) -> None:
    assert asked(text) == Question(text, as_of=NOW)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("What happened at the harbour this week?", "What happened at the harbour?"),
        ("Yesterday, who resigned?", "who resigned?"),
        ("Who hosted this week's summit?", "Who hosted the summit?"),
        ("Who arrived on Monday?", "Who arrived?"),
        ("¿Quién dimitió ayer?", "¿Quién dimitió?"),
        ("Qu'a décidé le conseil la semaine dernière ?", "Qu'a décidé le conseil ?"),
        ("Was ist diese Woche im Hafen passiert?", "Was ist im Hafen passiert?"),
        ("This week", "This week"),
    ],
)
def test_the_words_of_time_leave_the_question(text: str, rest: str) -> None:
    assert asked(text).text == rest


def test_without_as_of_now_counts_and_a_weekday_alone_restricts_nothing() -> None:
    later = NOW + timedelta(days=700)
    week = scoped(Question("What happened this week?"), later).filters
    assert week.published_from is not None
    assert week.published_from <= later < (week.published_to or later)
    assert window("Who arrived on Monday?", as_of=None) is None
    assert window("Who arrived last Monday?", as_of=None) is not None


def test_the_window_narrows_the_filters_and_never_widens_them() -> None:
    middle = datetime(2024, 9, 3, tzinfo=UTC)
    filters = Filters(sources=("Herald",), published_from=middle)
    narrowed = asked("Who resigned this week?", filters=filters).filters
    assert (narrowed.sources, narrowed.published_from) == (("Herald",), middle)
    before = Filters(published_to=datetime(2020, 1, 1, tzinfo=UTC))
    nothing = asked("Who resigned this week?", filters=before).filters
    assert nothing.published_from == nothing.published_to


def test_two_times_make_one_window() -> None:
    assert window("Who resigned yesterday and who last week?") == ("08-26", "09-05")


@pytest.mark.parametrize(
    ("text", "published", "passes"),
    [
        ("What happened last month?", datetime(2024, 8, 31, 23, tzinfo=UTC), True),
        ("What happened last month?", datetime(2024, 9, 2, 8, tzinfo=UTC), True),
        ("What happened last month?", datetime(2024, 9, 5, 8, tzinfo=UTC), False),
        ("What happened last month?", datetime(2024, 7, 31, 8, tzinfo=UTC), False),
        ("How many storms were there last year?", datetime(2024, 1, 4, tzinfo=UTC), True),
        ("How many storms were there last year?", datetime(2024, 2, 1, tzinfo=UTC), False),
        ("What did the council decide last week?", datetime(2024, 9, 2, 9, tzinfo=UTC), True),
        ("What happened this month?", datetime(2024, 8, 31, 23, tzinfo=UTC), False),
    ],
)
def test_what_is_over_is_reported_for_some_days_more(
    text: str, published: datetime, passes: bool
) -> None:
    filters = asked(text).filters
    assert filters.published_from is not None
    assert filters.published_to is not None
    assert (filters.published_from <= published < filters.published_to) is passes


@pytest.mark.parametrize("day", range(7))
def test_this_weekend_is_the_latest_that_has_begun(day: int) -> None:
    now = datetime(2024, 9, 2, 12, tzinfo=UTC) + timedelta(days=day)
    expected = ("09-07", "09-09") if day >= 5 else ("08-31", "09-02")
    assert window("What happened this weekend?", as_of=now) == expected


def test_months_of_other_lengths_and_the_calendars_end_do_not_fail() -> None:
    march = datetime(2024, 3, 31, tzinfo=UTC)
    assert window("Who won in the past month?", as_of=march) == ("02-29", "03-31")
    early = datetime(1, 1, 1, tzinfo=UTC)
    for text in ("Who won last week?", "Who won in the last 31 years?", "Who won last year?"):
        assert asked(text, as_of=early).text


WORDS = ("this", "week", "last", "on", "Monday", "3", "days", "ago", "'s", "hace", "hier", "?")


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_can_be_asked(text: str) -> None:
    question = scoped(Question(text, as_of=NOW), NOW)
    assert question.text == text or question.filters != Filters()


@pytest.mark.parametrize(
    "text",
    [
        "How far was it above the previous day's share price?",
        "How many had died in the previous week?",
        "Who had won in the previous two years?",
    ],
)
def test_the_previous_day_is_the_one_before_what_is_told(text: str) -> None:
    assert window(text) is None
