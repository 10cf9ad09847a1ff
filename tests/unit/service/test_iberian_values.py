"""Values as Spanish and Portuguese news write them: ages, dates, times of day, sums."""

from __future__ import annotations

from datetime import date

import pytest

from service.answering.values import (
    Amount,
    Calendar,
    Polarity,
    ValueKind,
    polarity_of,
    read,
    stems_of,
    values_in,
    values_of,
)
from service.answering.values.durations import AGE_UNIT
from service.answering.values.resolving import resolved


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [
        (value.text, value.meaning.unit)
        for value in values_in(text, language)
        if isinstance(value.meaning, Amount)
    ]


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("es", "El alcalde, Joaquín Peralta, de 54 años, decretó luto.", "54 años"),
        ("es", "Ana Gil (34 años) salió.", "34 años"),
        ("es", "Un hombre de 33 años murió.", "33 años"),
        ("es", "El ministro, de 61 años y natural de Jaén, dimitió.", "61 años"),
        ("es", "El actor murió a los 85 años.", "85 años"),
        ("es", "La piloto tiene 43 años.", "43 años"),
        ("pt", "Carvalhal, de 41 anos, vai deixar a empresa.", "41 anos"),
        ("pt", "Ana Lima, 41 anos, foi presa.", "41 anos"),
        ("pt", "Ida tornou-se piloto aos 43 anos.", "43 anos"),
    ],
)
def test_years_beside_somebody_are_an_age(language: str, text: str, written: str) -> None:
    assert (written, AGE_UNIT) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Ana Gil fue condenada a diez años de cárcel."),
        ("es", "El contrato, de 10 años, vence pronto."),
        ("es", "Ana Gil tiene 20 años de experiencia."),
        ("es", "A los tres años de su muerte abrió el museo."),
        ("es", "Ana Gil, dos años después, volvió."),
        ("pt", "A Autoridade tem dois anos para decidir."),
        ("pt", "Em Lisboa, 20 anos depois, nada mudou."),
    ],
)
def test_other_years_are_a_length_of_time(language: str, text: str) -> None:
    lengths = values_in(text, language, kinds=(ValueKind.DURATION,))
    assert len(lengths) == 1
    assert all(unit != AGE_UNIT for _, unit in told(text, language))


@pytest.mark.parametrize(
    ("language", "text", "written", "unit", "number"),
    [
        ("es", "Duró cinco horas y doce minutos.", "cinco horas y doce minutos", "s", 18720),
        ("es", "Baja a una hora y veinte minutos.", "una hora y veinte minutos", "s", 4800),
        ("pt", "Durou duas horas e 15 minutos.", "duas horas e 15 minutos", "s", 8100),
        ("pt", "A taxa subiu dez por cento.", "dez por cento", "%", 10),
        ("es", "Cayó 2 puntos porcentuales.", "2 puntos porcentuales", "pp", 2),
        ("es", "Cobró 30.000 bolívares.", "30.000 bolívares", "VES", 30000),
    ],
)
def test_amounts_are_read_whole(
    language: str, text: str, written: str, unit: str, number: int
) -> None:
    amounts = {
        value.text: value.meaning
        for value in values_in(text, language)
        if isinstance(value.meaning, Amount)
    }
    assert amounts[written].unit == unit
    assert amounts[written].number == pytest.approx(number)


def test_two_lengths_that_are_listed_stay_two() -> None:
    text = "Tardó tres horas y seis días después volvió."
    assert [value.text for value in values_in(text, "es", kinds=(ValueKind.DURATION,))] == [
        "tres horas",
        "seis días",
    ]


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("es", "Será el 1º de mayo de 2024.", "1º de mayo de 2024"),
        ("pt", "Foi em 1º de maio de 2024.", "1º de maio de 2024"),
        ("es", "Llegará pasado mañana.", "pasado mañana"),
        ("pt", "Chega depois de amanhã.", "depois de amanhã"),
        ("es", "Abrirá el mes que viene.", "mes que viene"),
        ("pt", "Abre no mês que vem.", "mês que vem"),
    ],
)
def test_dates_are_read_whole(language: str, text: str, written: str) -> None:
    assert [value.text for value in values_in(text, language, kinds=(ValueKind.DATE,))] == [written]


def test_a_portuguese_ten_is_no_december() -> None:
    assert values_in("Choveu em dez cidades.", "pt", kinds=(ValueKind.DATE,)) == ()
    assert len(values_in("Choveu em dez de 2024.", "pt", kinds=(ValueKind.DATE,))) == 1


def test_a_spanish_time_of_day_may_stand_behind_hacia() -> None:
    times = (ValueKind.TIME_OF_DAY,)
    assert [v.text for v in values_in("Empezó hacia las 8 de la tarde.", "es", kinds=times)] == [
        "8"
    ]
    assert not values_in("Pasa de tres horas a una hora.", "es", kinds=times)


def test_the_homeless_of_a_sentence_are_not_its_dead() -> None:
    text = "Doze pessoas morreram e 340 ficaram desabrigadas."
    states = [
        value.meaning.state
        for value in values_in(text, "pt", kinds=(ValueKind.COUNT,))
        if isinstance(value.meaning, Amount)
    ]
    assert states == ["dead", "displaced"]


def test_a_weekday_that_is_to_come_lies_ahead() -> None:
    reading = read("El juicio se aplazó al lunes que viene.", "es")
    (monday,) = values_of(reading, kinds=(ValueKind.DATE,))
    meaning = resolved(monday, date(2024, 5, 14), reading).meaning
    assert isinstance(meaning, Calendar)
    assert (meaning.month, meaning.day) == (5, 20)


@pytest.mark.parametrize(
    ("language", "text", "verb", "polarity"),
    [
        ("es", "El Congreso no aprobó la ley.", "aprobó", Polarity.NO),
        ("es", "El ministro no dimitió y aprobó el plan.", "aprobó", Polarity.YES),
        ("pt", "O prefeito não renunciou e aprovou o plano.", "aprovou", Polarity.YES),
        ("pt", "A empresa nega que comprou a mina.", "comprou", Polarity.NO),
        ("es", "El Congreso puede aprobar la ley.", "aprobar", Polarity.UNCLEAR),
        ("pt", "A Câmara pode aprovar a lei.", "aprovar", Polarity.UNCLEAR),
    ],
)
def test_what_a_sentence_says_about_an_act(
    language: str, text: str, verb: str, polarity: Polarity
) -> None:
    assert polarity_of(text, stems_of((verb,)), language) is polarity
