"""An age that a quote in another language tells by years is the age that a statement gives."""

from __future__ import annotations

import pytest

from service.answering.verification import WORDS_ONLY, ProblemKind, SupportChecker
from service.answering.verification.figures import figures_in, missing_figures
from tests.fakes.evidence import article, evidence_of

AGES = [
    ("de", "Die Lotsin Ida Brandt, 43 Jahre alt, wurde am Montag gerettet."),
    ("de", "Die 43-jährige Lotsin Ida Brandt wurde am Montag gerettet."),
    ("de", "Ida Brandt wurde im Alter von 43 Jahren Lotsin."),
    ("fr", "La pilote Ida Brandt, 43 ans, a été secourue lundi."),
    ("fr", "Une femme de 43 ans a été secourue lundi."),
    ("fr", "La pilote, âgée de 43 ans, a été secourue lundi."),
    ("es", "Una mujer de 43 años fue rescatada el lunes."),
    ("es", "Una mujer de 43 años de Sevilla fue rescatada el lunes."),
    ("es", "La piloto, que tiene 43 años, fue rescatada el lunes."),
    ("es", "La piloto tiene 43 años de edad."),
    ("pt", "A piloto Ida Brandt, 43 anos, foi resgatada na segunda-feira."),
    ("pt", "Uma mulher de 43 anos foi resgatada na segunda-feira."),
    ("pt", "Ida Brandt tornou-se piloto aos 43 anos."),
]
LENGTHS = [
    ("de", "Die Lotsin arbeitete 43 Jahre lang im Hafen."),
    ("de", "Der Lotse wurde zu 43 Jahren Haft verurteilt."),
    ("de", "Nach 43 Jahren verließ die Lotsin den Hafen."),
    ("fr", "La pilote a été condamnée à 43 ans de prison."),
    ("fr", "La pilote a travaillé pendant 43 ans au port."),
    ("fr", "La pilote risque une peine de 43 ans."),
    ("es", "La piloto fue condenada a 43 años de cárcel."),
    ("es", "Después de 43 años la piloto dejó el puerto."),
    ("pt", "A piloto foi condenada a 43 anos de prisão."),
    ("pt", "A piloto deixou o porto depois de 43 anos."),
]


def missing(statement: str, language: str, quote: str) -> tuple[str, ...]:
    given = figures_in(quote, language)
    return missing_figures(figures_in(statement, "en"), given, None, quote, statement)


@pytest.mark.parametrize(("language", "quote"), AGES)
@pytest.mark.parametrize(
    "statement", ["The 43-year-old pilot was rescued.", "The pilot, aged 43, was rescued."]
)
def test_an_age_agrees_with_the_years_that_tell_it(
    statement: str, language: str, quote: str
) -> None:
    assert missing(statement, language, quote) == ()


@pytest.mark.parametrize(("language", "quote"), AGES)
def test_another_age_does_not(language: str, quote: str) -> None:
    assert missing("The 34-year-old pilot was rescued.", language, quote) != ()


@pytest.mark.parametrize(("language", "quote"), LENGTHS)
def test_no_age_agrees_with_years_that_something_lasts(language: str, quote: str) -> None:
    assert missing("The 43-year-old pilot was rescued.", language, quote) != ()


def test_years_that_tell_an_age_agree_with_an_english_quote() -> None:
    given = figures_in("The 43-year-old pilot was rescued.", "en")
    for told, absent in (("La pilote, âgée de 43 ans,", 0), ("La pilote, pendant 43 ans,", 1)):
        figures = figures_in(told, "fr")
        assert len(missing_figures(figures, given, None, "43-year-old", told)) == absent


def test_the_check_of_a_statement_finds_no_fault_with_the_age() -> None:
    told = article("La pilote Ida Brandt, 43 ans, a été secourue lundi.", language="fr")
    sentences = evidence_of(told).sentences
    for age, is_missing in (("43", False), ("34", True)):
        verdict = SupportChecker(WORDS_ONLY).check(
            f"The {age}-year-old Ida Brandt was rescued.",
            cited=sentences,
            evidence=sentences,
            language="en",
        )
        kinds = {problem.kind for problem in verdict.problems}
        assert (ProblemKind.FIGURE in kinds) is is_missing
