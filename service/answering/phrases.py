"""The few fixed sentences Dateline says itself, in the language of the question."""

from __future__ import annotations

from corpus.analysis import STOP_WORDS, words_in

REFUSALS = {
    "en": "The indexed articles do not say.",
    "es": "Los artículos indexados no lo dicen.",
    "fr": "Les articles indexés ne le disent pas.",
    "de": "Die indexierten Artikel sagen das nicht.",
    "pt": "Os artigos indexados não dizem isso.",
    "it": "Gli articoli indicizzati non lo dicono.",
    "nl": "De geïndexeerde artikelen zeggen dat niet.",
}


def language_of_question(question: str) -> str:
    """The language whose small words the question uses most; English where none stands out.

    A question is too short for a statistical identifier, and its small words tell it well.
    """
    words = words_in(question)
    counts = {
        language: sum(word in stop_words for word in words)
        for language, stop_words in STOP_WORDS.items()
        if language in REFUSALS
    }
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] else "en"
