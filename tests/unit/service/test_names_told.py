"""Which words of a sentence in another language than English are names."""

from __future__ import annotations

import pytest

from service.answering.verification.profile import profile_of


@pytest.mark.parametrize(
    ("language", "statement", "names"),
    [
        ("fr", "Oui, Ridgeway respecte le verdict.", {"ridgeway"}),
        ("fr", "Parmi les exclus figure L'Étoile.", {"etoile"}),
        ("es", "Recurrió al teléfono.", set()),
        ("es", "El Parlamento supo de la venta por Morrow.", {"morrow"}),
        ("pt", "Segundo Tomas Ildefe, a lei muda.", {"tomas", "ildefe"}),
        ("pt", "Supõe-se que Quendon pague.", {"quendon"}),
    ],
)
def test_first_words_and_institutions_name_nobody(
    language: str, statement: str, names: set[str]
) -> None:
    assert profile_of(statement, language).names == names
