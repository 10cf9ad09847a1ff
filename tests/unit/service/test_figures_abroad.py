"""Figures of sentences in other languages than English that quotes tell in another way."""

from __future__ import annotations

import pytest

from service.answering.verification.agreement import ProblemKind, problems_of
from service.answering.verification.profile import profile_of


def has_other_figure(language: str, statement: str, of_quote: str, quote: str) -> bool:
    problems = problems_of(
        profile_of(statement, language),
        [profile_of(quote, of_quote)],
        [],
        quoted_text=quote,
        published_on=None,
        is_translated=of_quote != language,
    )
    return any(one.kind is ProblemKind.FIGURE for one in problems)


@pytest.mark.parametrize(
    ("language", "statement", "of_quote", "quote"),
    [
        ("es", "Nordkabel estima el arreglo en quince días.", "en", "It will take two weeks."),
        ("es", "Son 65 condenados en total.", "es", "Hay 63 hombres y 2 mujeres."),
        ("es", "Recurrió al teléfono en la mitad de sus partidas.", "en", "In 3 of his 6 games."),
        ("pt", "Segundo Matlow, a oferta caiu.", "pt", "A oferta caiu, disse Matlow."),
        ("pt", "A pausa afetou as duas equipas.", "pt", "Todos estavam no mesmo escuro."),
        ("de", "Etwa 700.000 kamen an.", "de", "Gezahlt wurden 1.400.000, das Doppelte davon."),
        ("de", "Vor neun Jahren half er.", "en", "That was nine years ago."),
    ],
)
def test_a_figure_told_otherwise_is_given(
    language: str, statement: str, of_quote: str, quote: str
) -> None:
    assert not has_other_figure(language, statement, of_quote, quote)


@pytest.mark.parametrize(
    ("language", "statement", "of_quote", "quote"),
    [
        ("es", "Nordkabel estima el arreglo en tres semanas.", "en", "It will take two weeks."),
        ("es", "Son 80 condenados en total.", "es", "Hay 63 hombres y 2 mujeres."),
        ("fr", "Le conseil compte 40 élus.", "fr", "Le conseil compte 24 élus."),
        ("de", "Vor zehn Jahren half er.", "en", "That was nine years ago."),
    ],
)
def test_another_figure_is_found(language: str, statement: str, of_quote: str, quote: str) -> None:
    assert has_other_figure(language, statement, of_quote, quote)
