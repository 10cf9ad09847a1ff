"""Dates are read strictly, and languages only where they are plain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.publication_dates import plausible
from indexer.extraction.dates import is_uncertain_day, parse_date
from indexer.extraction.language import detect_language, language_code

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-09-03", (2024, 9, 3)),
        ("20240903", (2024, 9, 3)),
        ("2024/9/3", (2024, 9, 3)),
        ("2024-09-03T10:15:00Z", (2024, 9, 3, 10, 15)),
        ("2024-09-03T10:15:00+02:00", (2024, 9, 3, 8, 15)),
        ("2024-09-03 10:15", (2024, 9, 3, 10, 15)),
        ("Tue, 03 Sep 2024 10:15:00 +0200", (2024, 9, 3, 8, 15)),
        ("September 3, 2024", (2024, 9, 3)),
        ("Tuesday, September 3rd, 2024", (2024, 9, 3)),
        ("Sept. 3, 2024, 10:15 a.m. EDT", (2024, 9, 3, 14, 15)),
        ("September 3, 2024 at 12:05 AM GMT", (2024, 9, 3, 0, 5)),
        ("September 3, 2024, 10:15 a.m. ET", (2024, 9, 3)),
        ("3 September 2024", (2024, 9, 3)),
        ("3 de septiembre de 2024", (2024, 9, 3)),
        ("mardi 3 septembre 2024 à 10h30", (2024, 9, 3)),
        ("1er mars 2024", (2024, 3, 1)),
        ("3. September 2024, 10:15 Uhr", (2024, 9, 3)),
        ("terça-feira, 3 de setembro de 2024", (2024, 9, 3)),
        ("3 sept. 2024 / 10:15", (2024, 9, 3)),
        ("September 3, 2024 / 10:15 AM EDT", (2024, 9, 3, 14, 15)),
        ("17 janv. 2024", (2024, 1, 17)),
        ("12 févr. 2024 à 06h00", (2024, 2, 12)),
        ("3 déc. 2024", (2024, 12, 3)),
        ("15 ENE 2024 - 10:30 CET", (2024, 1, 15, 9, 30)),
        ("5 de set. de 2024", (2024, 9, 5)),
        ("ter., 3 de set. de 2024 às 10:00", (2024, 9, 3)),
        ("12 sett 2024", (2024, 9, 12)),
        ("Di., 3. Dez. 2024, 10:15 Uhr", (2024, 12, 3)),
        ("di 3 mrt 2024 om 14:30", (2024, 3, 3)),
        ("środa, 12 paź 2024, godz. 14:30", (2024, 10, 12)),
        ("3 березня 2024 р.", (2024, 3, 3)),
        ("неділя, 22 квітня 2024 о 14:05", (2024, 4, 22)),
        ("12 февр. 2024 в 10:00", (2024, 2, 12)),
        ("الأحد، 10 مايو 2024", (2024, 5, 10)),
        ("2024年6月18日 星期二 16:32", (2024, 6, 18)),
        ("3 KASIM 2024", (2024, 11, 3)),
        ("03.09.2024", (2024, 9, 3)),
        ("23/09/2024", (2024, 9, 23)),
        ("09/23/2024", (2024, 9, 23)),
    ],
)
def test_reads_dates_as_utc(text: str, expected: tuple[int, ...]) -> None:
    found = parse_date(text, now=NOW)
    assert found is not None
    assert found.utcoffset() == timedelta(0)
    assert found.timetuple()[:5] == (*expected, 0, 0)[:5]


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "September 2024", "2024", "03/09/2024", "2024-13-45", "February 30, 2024",
     "3 September 2024 the president arrived", "1799-12-31", "2026-01-04",
     "9999-12-31T23:59:59-12:00",
     "0001-01-01T00:00:00+14:00", "1725379200", "x" * 500],
)  # fmt: skip
def test_a_date_that_is_not_certain_is_no_date(text: str) -> None:
    assert parse_date(text, now=NOW) is None


@pytest.mark.parametrize("text", ["out 3, 2024", "set 2, 2024", "ago 12, 2024"])
def test_a_month_cut_short_that_is_a_word_too_stands_behind_its_day(text: str) -> None:
    assert parse_date(text, now=NOW) is None


@pytest.mark.parametrize("line", ["Set 2", "Out 3", "12 ago", "Gen 3"])
def test_a_word_and_a_number_are_no_day(line: str) -> None:
    assert not is_uncertain_day(line)


def test_a_known_order_settles_an_ambiguous_date() -> None:
    assert parse_date("03/09/2024", day_first=True) == datetime(2024, 9, 3, tzinfo=UTC)
    assert parse_date("03/09/2024", day_first=False) == datetime(2024, 3, 9, tzinfo=UTC)


def test_two_days_ahead_is_the_furthest_future() -> None:
    assert plausible(NOW + timedelta(days=2), now=NOW) is not None
    assert plausible(NOW + timedelta(days=2, seconds=1), now=NOW) is None


@given(st.text(max_size=60) | st.from_regex(r"[\d/.: -]{6,30}", fullmatch=True))
def test_any_text_gives_an_aware_date_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president arrived in Ulaanbaatar on Monday for a visit of two days.", "en"),
        ("Le président est arrivé lundi à Oulan-Bator pour une visite de deux jours.", "fr"),
        ("Der Präsident ist am Montag zu einem zweitägigen Besuch eingetroffen.", "de"),
        ("El presidente llegó este lunes a la capital para una visita de dos días.", "es"),
        ("O presidente chegou na segunda-feira à capital para uma visita de dois dias.", "pt"),
        ("Rain.", None),
        ("1 2 3 4 5 " * 50, None),
    ],
)
def test_detects_a_language_only_in_enough_text(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("value", "code"),
    [("en-GB", "en"), ("DE", "de"), ("pt_BR", "pt"), ("english", None), ("", None), (None, None)],
)
def test_a_language_tag_is_cut_to_its_language(value: str | None, code: str | None) -> None:
    assert language_code(value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("eng", "en"), ("DEU", "de"), ("ger", "de"), ("eng-GB", "en"), ("zho", "zh"), ("chi", "zh"),
        ("cmn-Hans", "zh"), ("arb", "ar"), ("nob", "nb"), ("kik", "ki"), ("no", "no"),
        ("xx", None), ("xxx", None), ("und", None), ("zxx", None), ("fil", None), ("en-", None),
    ],
)  # fmt: skip
def test_a_language_has_two_letters_or_none(value: str, code: str | None) -> None:
    assert language_code(value) == code
