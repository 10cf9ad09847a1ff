"""Numbers, shares and ages as French and German newspapers write them."""

from __future__ import annotations

import pytest

from service.answering.values import Amount, ValueKind, values_in


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
    assert [(one[0], one[2], one[3]) for one in _told(text, language)] == [
        (ValueKind.PERCENT, pytest.approx(share), "%")
    ]


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
