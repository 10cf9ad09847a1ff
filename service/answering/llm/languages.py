"""Which language a short text is in, told only where it can be told."""

from __future__ import annotations

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv mn nl no pl pt ro ru "
    "sk sl sr sv th tr uk ur vi zh"
)
"""Languages of news; the identifier knows more, and takes short texts for them."""
SURE_FROM = 0.8
UNLIKELY_BELOW = 0.02
_SHORTEST_SURE = 25


@lru_cache(maxsize=256)
def likelihoods(text: str) -> dict[str, float]:
    """How likely each language is for ``text``, by ISO 639-1 code; they add up to 1."""
    return {code: float(value) for code, value in _identifier().rank(text)}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or ``None`` where it is too short to be sure."""
    if len(text) < _SHORTEST_SURE:
        return None
    code, value = max(likelihoods(text).items(), key=lambda item: item[1])
    return code if value >= SURE_FROM else None


def differ_in_language(text: str, other: str) -> bool:
    """Whether ``text`` is surely in a language that ``other`` is surely not in."""
    code = language_of(text)
    return code is not None and likelihoods(other).get(code, 0.0) < UNLIKELY_BELOW


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
