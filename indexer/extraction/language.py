"""Which language a text is in, where that is plain."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH_LETTERS = 40
_CERTAIN = 0.8
_SAMPLE = 2_000
_CODE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def language_code(value: str | None) -> str | None:
    """The lower-case primary subtag of a language tag ("en" of "en-GB"); ``None`` for others."""
    match = _CODE.fullmatch(value.strip()) if value else None
    return match[1].lower() if match else None


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; ``None`` for short or undecided texts."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _CERTAIN else None


def classify(text: str) -> tuple[str, float]:
    """The likeliest language of a text, and how sure that is, from 0 to 1."""
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once (half a second), answering with probabilities."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
