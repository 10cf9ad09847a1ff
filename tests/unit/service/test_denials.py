"""What Spanish, French, German and Portuguese sentences deny, and when a quote denies it too."""

from __future__ import annotations

import pytest

from service.answering.verification.agreement import ProblemKind, problems_of
from service.answering.verification.profile import profile_of


def kinds(statement: str, quote: str, *, language: str, of_quote: str | None = None) -> set[str]:
    source = of_quote or language
    problems = problems_of(
        profile_of(statement, language),
        [profile_of(quote, source)],
        [],
        quoted_text=quote,
        published_on=None,
        is_translated=source != language,
    )
    return {str(one.kind) for one in problems}


@pytest.mark.parametrize(
    ("language", "statement", "quote"),
    [
        ("es", "No, la fiscalía está conforme.", "La fiscalía se daba por satisfecha."),
        (
            "es",
            "No, los hospitales no han comunicado ningún paciente.",
            "Ninguno de los hospitales ha informado de pacientes.",
        ),
        (
            "es",
            "Otros dos barcos deben seguir en puerto.",
            "Ordenó que los dos buques no salieran de puerto.",
        ),
        (
            "fr",
            "Non, une chauve-souris a mis fin au projet.",
            "Une chauve-souris arrête le projet.",
        ),
        ("fr", "Il ne reste que la gare.", "Seule la gare reste."),
        ("de", "Der Verlag hat keine Kenntnis davon.", "Der Verlag gibt an, nichts zu wissen."),
        ("pt", "A causa não foi divulgada.", "A causa continua desconhecida."),
    ],
)
def test_a_paraphrase_may_deny_by_other_words(language: str, statement: str, quote: str) -> None:
    assert ProblemKind.NEGATION not in kinds(statement, quote, language=language)


@pytest.mark.parametrize(
    ("language", "statement", "quote"),
    [
        ("es", "La paga no ha llegado.", "La paga llegó el viernes, pero nadie espera otra."),
        ("es", "Ningún funcionario aprobó la prueba.", "Un funcionario aprobó la prueba."),
        ("fr", "Le conseil n'a pas approuvé le budget.", "Le conseil a approuvé le budget."),
        ("de", "Das Formular ist eingegangen.", "Das Formular ist nie eingegangen."),
        ("pt", "O senado não aprovou a lei.", "O senado aprovou a lei por 30 votos."),
    ],
)
def test_a_denial_that_no_quote_has_is_found(language: str, statement: str, quote: str) -> None:
    assert ProblemKind.NEGATION in kinds(statement, quote, language=language)


def test_over_another_language_any_denial_will_do() -> None:
    statement = "Nadie sabe todavía quién paga."
    open_still = "Who will pay remains to be seen."
    settled = "The town will pay the bill."
    assert ProblemKind.NEGATION not in kinds(statement, open_still, language="es", of_quote="en")
    assert ProblemKind.NEGATION in kinds(statement, settled, language="es", of_quote="en")


def test_an_english_denial_is_borne_out_by_a_foreign_refusal() -> None:
    statement = "The minister did not accept the offer."
    refused = "La ministra rechazó la oferta."
    assert ProblemKind.NEGATION not in kinds(statement, refused, language="en", of_quote="es")


@pytest.mark.parametrize(
    ("language", "affirmed", "denied"),
    [
        ("es", "El museo cerró el lunes.", "El museo no cerró el lunes."),
        ("fr", "Le pont a été fermé lundi.", "Le pont n'a pas été fermé lundi."),
        ("de", "Der Rat lehnte den Plan ab.", "Der Rat lehnte den Plan nicht ab."),
        ("pt", "A ponte fechou na segunda.", "A ponte não fechou na segunda."),
    ],
)
def test_a_word_that_both_have_denies_nothing_by_itself(
    language: str, affirmed: str, denied: str
) -> None:
    assert kinds(denied, affirmed, language=language) == {ProblemKind.NEGATION}
    assert not kinds(denied, denied, language=language)
    assert not kinds(affirmed, affirmed, language=language)


def test_what_is_affirmed_is_no_word_that_the_quote_denies() -> None:
    closed, open_ = "El museo cerró el lunes.", "El museo no cerró el lunes."
    assert kinds(closed, open_, language="es") == {ProblemKind.NEGATION}
