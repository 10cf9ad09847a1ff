"""Which language a text is in, where that is plain."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from indexer.extraction.language_codes import two_letters

_ENOUGH_LETTERS, _FEWEST_LETTERS = 40, 12
_CERTAIN = 0.8
_SAMPLE = 1_000
_SCRIPTS = tuple(map(re.compile, ("[\u3040-\u30ff]", "[\uac00-\ud7a3]", "[\u4e00-\u9fff]")))
_HIRAGANA = re.compile("[\u3041-\u309f]")
_FEWEST_EASTERN_LETTERS, _LEAST_HIRAGANA = 4, 10
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    ("the", "said", "says", "with", "from", "which", "were", "their", "would", "could", "been")
)
_JOINING = frozenset(
    ("a", "and", "of", "to", "in", "on", "for", "was", "is", "that", "by", "at", "his", "her",
     "will", "has", "have", "an", "it")
)  # fmt: skip
_CODE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code of a language tag ("en" of "en-GB" and "eng"); ``None`` without one."""
    match = _CODE.fullmatch(value.strip()) if value else None
    return two_letters(match[1].lower()) if match else None


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; ``None`` for short or undecided texts.

    Scripts that one language uses decide by themselves, and a few words are enough for English.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if language := _by_script(sample, letters):
        return language
    if letters >= _ENOUGH_LETTERS:
        language, probability = classify(sample)
        if probability >= _CERTAIN:
            return two_letters(language)
    return "en" if letters >= _FEWEST_LETTERS and _has_english_words(sample) else None


def _by_script(sample: str, letters: int) -> str | None:
    """The language of a text that is mostly in the script of Japanese, Korean or Chinese."""
    kana, hangul, ideographs = (len(script.findall(sample)) for script in _SCRIPTS)
    if max(kana + ideographs, hangul) * 2 <= letters or letters < _FEWEST_EASTERN_LETTERS:
        return None
    if hangul * 2 > letters:
        return "ko"
    # Japanese binds its words with hiragana; a name in katakana does not make Chinese Japanese.
    hiragana = len(_HIRAGANA.findall(sample))
    return "ja" if hiragana * _LEAST_HIRAGANA > letters or kana * 2 > letters else "zh"


def _has_english_words(sample: str) -> bool:
    """Whether words that only English has, and others that hold it together, are frequent."""
    words = _WORD.findall(sample.lower())
    certain = sum(word in _ENGLISH for word in words)
    joining = sum(word in _JOINING for word in words)
    return certain > 0 and certain + joining > 1 and (certain + joining) * 7 >= len(words)


def classify(text: str) -> tuple[str, float]:
    """The likeliest language of a text, and how sure that is, from 0 to 1."""
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once (half a second), answering with probabilities."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
