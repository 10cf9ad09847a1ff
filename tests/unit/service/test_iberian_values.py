"""Values as Spanish and Portuguese news write them: ages, dates, times of day, sums."""

from __future__ import annotations

import pytest

from service.answering.values import Amount, ValueKind, values_in
from service.answering.values.durations import AGE_UNIT


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
