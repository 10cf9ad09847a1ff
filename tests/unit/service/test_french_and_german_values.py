"""Numbers, shares and ages as French and German newspapers write them."""

from __future__ import annotations

from datetime import date

import pytest

from service.answering.question_shape import shape_of
from service.answering.short_answer import candidate
from service.answering.values import Amount, Calendar, ValueKind, read, values_in
from service.answering.values.apart import is_taken_back
from service.answering.values.resolving import resolved
from service.answering.withdrawn import what_stands


def _told(text: str, language: str) -> list[tuple[ValueKind, str, float, str]]:
    values = values_in(text, language)
    return [
        (value.kind, value.text, value.meaning.number, value.meaning.unit)
        for value in values
        if isinstance(value.meaning, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Il y a dix-sept blessés.", 17),
        ("Il y a cent dix-huit blessés.", 118),
        ("Il y a soixante-dix-neuf blessés.", 79),
    ],
)
def test_a_french_number_behind_ten_is_one_number(text: str, number: float) -> None:
    assert [told[2] for told in _told(text, "fr")] == [number]


def test_a_french_number_with_the_ending_of_about_is_rough() -> None:
    (value,) = values_in("Une vingtaine de personnes ont été blessées.", "fr")

    assert value.text == "Une vingtaine de personnes"
    assert isinstance(value.meaning, Amount)
    assert value.meaning.low < 18
    assert value.meaning.high > 22


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("Der Schaden beträgt 3,5 Mio. Euro.", "de", ("3,5 Mio. Euro", 3.5e6)),
        ("Der Bund zahlt 1,2 Mrd. € dazu.", "de", ("1,2 Mrd. €", 1.2e9)),
        ("Le pont a coûté 3 M€ à la ville.", "fr", ("3 M€", 3e6)),
        ("L'État versera 1,2 Md€ en dix ans.", "fr", ("1,2 Md€", 1.2e9)),
        ("La ville a donné 250 k€ au club.", "fr", ("250 k€", 2.5e5)),
    ],
)
def test_a_shortened_scale_before_a_currency_is_money(
    text: str, language: str, amount: tuple[str, float]
) -> None:
    told = [one for one in _told(text, language) if one[0] is ValueKind.MONEY]

    assert told == [(ValueKind.MONEY, *amount, "EUR")]


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Der Bund übernimmt drei Viertel der Kosten.", "de", 75),
        ("Rund zwei Drittel aller Wähler stimmten zu.", "de", 200 / 3),
        ("Les trois quarts des élus ont voté pour.", "fr", 75),
        ("Deux tiers des députés étaient absents.", "fr", 200 / 3),
    ],
)
def test_several_parts_of_a_whole_are_a_share(text: str, language: str, share: float) -> None:
    ((kind, _, number, unit),) = _told(text, language)
    assert (kind, unit) == (ValueKind.PERCENT, "%")
    assert number == pytest.approx(share)


@pytest.mark.parametrize(
    "text", ["Le club joue les quarts de finale.", "Il a parlé trois quarts d'heure."]
)
def test_parts_of_an_hour_or_of_a_cup_are_no_share(text: str) -> None:
    assert ValueKind.PERCENT not in [one[0] for one in _told(text, "fr")]


@pytest.mark.parametrize(
    "text",
    ["Odile Vasseur, âgée de 58 ans, préside.", "C'est Odile Vasseur, 58 ans, qui préside."],
)
def test_the_years_of_somebody_are_an_age_in_french(text: str) -> None:
    assert _told(text, "fr") == [(ValueKind.QUANTITY, "58 ans", 58, "years old")]


def test_years_of_prison_are_no_age_in_french() -> None:
    assert _told("Il risque, à Lorgnac, 20 ans de prison.", "fr")[0][0] is ValueKind.DURATION


def test_a_german_verb_is_not_what_a_number_counts() -> None:
    (value,) = values_in("Die Zahl der Toten ist auf vier gestiegen.", "de")

    assert value.text == "vier"
    assert isinstance(value.meaning, Amount)
    assert value.meaning.state == "dead"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Le ministre se rendra à Lorgnac mardi prochain.", "fr", date(2024, 5, 21)),
        ("Le ministre s'est rendu à Lorgnac mardi dernier.", "fr", date(2024, 5, 14)),
    ],
)
def test_a_french_weekday_is_read_by_the_verb_beside_it(
    text: str, language: str, day: date
) -> None:
    reading = read(text, language)
    (value,) = [one for one in values_in(text, language) if one.kind is ValueKind.DATE]

    meaning = resolved(value, date(2024, 5, 17), reading).meaning

    assert isinstance(meaning, Calendar)
    assert (meaning.year, meaning.month, meaning.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "language", "denied"),
    [
        ("Les obsèques ont lieu le 11 mars et non le 10 mars.", "fr", "10 mars"),
        ("Die Feier ist am 9. März, nicht wie gemeldet am 8. März.", "de", "8. März"),
        ("Es kamen nicht mehr als 20 Menschen.", "de", None),
    ],
)
def test_what_and_not_puts_aside_is_taken_back(
    text: str, language: str, denied: str | None
) -> None:
    reading = read(text, language)

    told = [one.text for one in values_in(text, language) if is_taken_back(reading, one)]

    assert told == ([denied] if denied else [])


@pytest.mark.parametrize(
    ("question", "text", "language", "answer"),
    [
        ("Combien de jours a duré la grève ?", "La grève a duré trois jours.", "fr", "trois jours"),
        (
            "Wie lange dauerten die Löscharbeiten?",
            "Die Löscharbeiten dauerten neun Stunden.",
            "de",
            "neun Stunden",
        ),
        (
            "Wie viele Menschen wurden verletzt?",
            "Elf Menschen wurden verletzt, drei davon schwer.",
            "de",
            "Elf Menschen",
        ),
    ],
)
def test_the_short_answer_may_be_a_number_in_words_of_the_language(
    question: str, text: str, language: str, answer: str
) -> None:
    span = candidate(shape_of(question), text, language, None)

    assert span is not None
    assert text[span.start : span.end] == answer


def test_an_earlier_version_of_a_german_article_is_withdrawn() -> None:
    notice = "In einer früheren Fassung hieß es, die Fabrik beschäftige 420 Mitarbeiter."

    assert what_stands(notice, "") is None
