"""Times of day: found in five languages, told from lengths of time, and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.question_shape import shape_of
from service.answering.values import (
    Agreement,
    AnswerKind,
    Clock,
    ValueKind,
    carries,
    same_value,
    values_in,
)
from tests.unit.service.test_disagreement import found, quote, sides

TIME = (ValueKind.TIME_OF_DAY,)


@pytest.mark.parametrize(
    ("text", "written", "minutes"),
    [
        ("The ferry left at 2:45 p.m. local time.", "2:45 p.m. local time", (885, 885)),
        ("It sank at 8:48 p.m. ET on Monday.", "8:48 p.m. ET", (1248, 1248)),
        ("Doors open by 7am.", "7am", (405, 435)),
        ("The alarm went off at 3.12 am.", "3.12 am", (192, 192)),
        ("A warning was sent at 11.45pm on Tuesday.", "11.45pm", (1425, 1425)),
        ("It hit the pier shortly before 9 p.m.", "9 p.m.", (1230, 1259)),
        ("It closed around 9:30 p.m.", "9:30 p.m.", (1260, 1320)),
        ("They met at three o'clock in the afternoon.", "three o'clock", (885, 915)),
        ("Polls closed at noon.", "noon", (720, 720)),
        ("El choque ocurrió a las 14:30 horas.", "14:30", (870, 870)),
        ("Salió a las nueve de la noche.", "nueve", (1245, 1275)),
        ("Der Brand begann um 17.05 Uhr.", "17.05 Uhr", (1025, 1025)),
        ("Le train est parti à 14h30.", "14h30", (870, 870)),
        ("Le train est parti à 9 heures du matin.", "9 heures", (525, 555)),
        ("O jogo começa às 21h.", "21h", (1245, 1275)),
        ("It left at ten minutes to eight.", "ten minutes to eight", (470, 470)),
        ("It left at half past six in the evening.", "half past six", (1110, 1110)),
        ("It left at quarter past nine.", "quarter past nine", (555, 555)),
        ("The clock stood at twenty past eleven.", "twenty past eleven", (680, 680)),
        ("It was ten past seven when it rang.", "ten past seven", (430, 430)),
        ("The ferry left Orlo at 19.40 on Sunday.", "19.40", (1180, 1180)),
        ("Salió a las ocho menos diez.", "ocho menos diez", (470, 470)),
        ("Salió a las nueve y media de la noche.", "nueve y media", (1290, 1290)),
        ("Il est parti à huit heures moins le quart.", "huit heures moins le quart", (465, 465)),
        ("Der Zug fuhr um halb sieben ab.", "halb sieben", (390, 390)),
        ("Der Zug fuhr um Viertel nach neun ab.", "Viertel nach neun", (555, 555)),
        ("O jogo começa às nove e meia.", "nove e meia", (570, 570)),
    ],
)
def test_a_time_is_read_as_written(text: str, written: str, minutes: tuple[int, int]) -> None:
    (value,) = values_in(text, kinds=TIME)
    assert value.text == written == text[value.start : value.end]
    assert isinstance(value.meaning, Clock)
    assert (value.meaning.low, value.meaning.high) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "She won 6:3, 7:5 in 2:45 hours.",
        "Nach 14 Stunden war Schluss.",
        "Après 14 heures de négociation, rien.",
        "The 24h news channel is 9 months old.",
        "Genesis 2:45 says so.",
        "He is 9 metres from the 12 men.",
        "Trabajó ocho horas al día.",
        "The index stood at 12.50 on Monday.",
        "Tickets start at 19.40 euros.",
        "Between five to ten ships left.",
        "They won ten to eight.",
        "Duró dos y media horas.",
    ],
)
def test_lengths_scores_and_verses_are_no_times(text: str) -> None:
    assert values_in(text, kinds=TIME) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at 2:45 p.m.", "um 14.45 Uhr", Agreement.SAME),
        ("at 2:45 p.m.", "at 2:15 p.m.", Agreement.DIFFERENT),
        ("at 9 p.m.", "at 8:47 p.m.", Agreement.COMPATIBLE),
        ("shortly before 9 p.m.", "at 8:47 p.m.", Agreement.COMPATIBLE),
        ("shortly before 9 p.m.", "at 9:10 p.m.", Agreement.DIFFERENT),
        ("at 8:47", "at 8:47 p.m.", Agreement.COMPATIBLE),
        ("at 8:47 p.m. ET", "at 1:47 a.m. GMT", Agreement.INCOMPARABLE),
        ("at 8:47 p.m. EST", "at 8:47 p.m. ET", Agreement.SAME),
        ("around midnight", "at 11:50 p.m.", Agreement.COMPATIBLE),
    ],
)
def test_times_agree_within_their_wording(one: str, other: str, expected: Agreement) -> None:
    (left,) = values_in(f"It began {one}", kinds=TIME)
    (right,) = values_in(f"It began {other}", kinds=TIME)
    assert same_value(left, right) is same_value(right, left) is expected


@pytest.mark.parametrize(
    "asked",
    [
        "At what local time did the ferry leave?",
        "What time exactly did the ferry leave?",
        "¿A qué hora salió el ferry?",
        "À quelle heure le ferry est-il parti ?",
        "Um wie viel Uhr legte die Fähre ab?",
        "A que horas partiu o ferry?",
    ],
)
def test_a_question_for_a_time_of_day_wants_one(asked: str) -> None:
    assert shape_of(asked).wanted is AnswerKind.TIME_OF_DAY
    assert carries("The ferry left at 2:45 p.m.", AnswerKind.TIME_OF_DAY) == 1.0
    assert carries("The ferry left on 3 May with 12 men.", AnswerKind.TIME_OF_DAY) == 0.0


def test_a_time_of_the_year_is_a_date() -> None:
    assert shape_of("At what time of year does it rain?").wanted is AnswerKind.DATE


def test_outlets_disagree_about_a_time() -> None:
    asked = "At what time did the ferry hit the pier?"
    one = quote("The ferry hit the pier at 2:45 p.m., the port said.", 1)
    other = quote("The ferry hit the pier at 2:15 p.m.", 2)
    about = quote("The ferry hit the pier around 2:40 p.m.", 3)
    assert sides(found(asked, one, other)) == {frozenset({"Outlet 1"}), frozenset({"Outlet 2"})}
    assert not found(asked, one, about)


@given(st.text("0123456789:.hamp Uà'é las noon", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for value in values_in(text, kinds=TIME):
        assert text[value.start : value.end] == value.text
