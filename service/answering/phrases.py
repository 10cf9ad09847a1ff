"""The few fixed sentences Dateline says itself, in the language of the question."""

from __future__ import annotations

import re

from corpus.analysis import SPELT_STOP_WORDS, STOP_WORDS, words_in
from service.answering.values.tokens import OWN_WORDS

REFUSALS = {
    "en": "The indexed articles do not say.",
    "es": "Los artículos indexados no lo dicen.",
    "fr": "Les articles indexés ne le disent pas.",
    "de": "Die indexierten Artikel sagen das nicht.",
    "pt": "Os artigos indexados não dizem isso.",
    "it": "Gli articoli indicizzati non lo dicono.",
    "nl": "De geïndexeerde artikelen zeggen dat niet.",
}

NEAREST = {
    "en": "Nearest in the articles, though it does not answer the question:",
    "es": "Lo más cercano en los artículos, aunque no responde a la pregunta:",
    "fr": "Le plus proche dans les articles, sans répondre à la question :",
    "de": "Am nächsten in den Artikeln, auch wenn es die Frage nicht beantwortet:",
    "pt": "O mais próximo nos artigos, embora não responda à pergunta:",
    "it": "Il più vicino negli articoli, anche se non risponde alla domanda:",
    "nl": "Het dichtstbij in de artikelen, al beantwoordt het de vraag niet:",
}
"""What stands before the evidence that is shown with a refusal."""
NO_MATCH = {
    "en": "No indexed article matches the filters.",
    "es": "Ningún artículo indexado cumple los filtros.",
    "fr": "Aucun article indexé ne correspond aux filtres.",
    "de": "Kein indexierter Artikel passt zu den Filtern.",
    "pt": "Nenhum artigo indexado corresponde aos filtros.",
    "it": "Nessun articolo indicizzato corrisponde ai filtri.",
    "nl": "Geen geïndexeerd artikel voldoet aan de filters.",
}
NONE_NAMED = {
    "en": "No indexed article is from the outlet or the time that was asked about.",
    "es": "Ningún artículo indexado es del medio o de la fecha por los que se pregunta.",
    "fr": "Aucun article indexé n'est du média ou de la date demandés.",
    "de": "Kein indexierter Artikel ist von dem Medium oder aus der Zeit, nach der gefragt wird.",
    "pt": "Nenhum artigo indexado é do meio ou da data sobre que se pergunta.",
    "it": "Nessun articolo indicizzato è della testata o della data richiesta.",
    "nl": "Geen geïndexeerd artikel is van het medium of uit de tijd waarnaar wordt gevraagd.",
}
"""What is said instead where nothing could be searched: by the filters, or by the question."""

ANY_TIME = {
    "en": "at any time: no article searched is from {first} to {last}",
    "es": "en cualquier fecha: ningún artículo consultado es del {first} al {last}",
    "fr": "à toute date : aucun article consulté n'est daté du {first} au {last}",
    "de": "zu jeder Zeit: kein durchsuchter Artikel ist vom {first} bis {last}",
    "pt": "em qualquer data: nenhum artigo consultado é de {first} a {last}",
}
"""What stands behind a question whose "this week" was let go of, since nothing is from then."""

ONLY_IN = {
    "en": "searched in {outlet} only",
    "es": "buscado solo en {outlet}",
    "fr": "cherché seulement dans {outlet}",
    "de": "nur in {outlet} gesucht",
    "pt": "procurado só em {outlet}",
}
"""What stands behind a question that named the outlet whose word it asks for."""

ONLY_FROM = {
    "en": "searched in articles from {first} to {last} only",
    "es": "buscado solo en artículos del {first} al {last}",
    "fr": "cherché seulement dans les articles du {first} au {last}",
    "de": "nur in Artikeln vom {first} bis {last} gesucht",
    "pt": "procurado só em artigos de {first} a {last}",
}
"""What stands behind a question whose date was taken for when articles were published."""

_SPELT = re.compile(r"[^\W\d_]+")
_SPANISH_MARKS = re.compile("[¿¡]")
_SPANISH_MARK_COUNTS = 2


def nearest_after(refusal: str) -> str:
    """What stands before the evidence shown with a refusal, in the language of that."""
    spoken = {
        phrase: language
        for said in (REFUSALS, NO_MATCH, NONE_NAMED)
        for language, phrase in said.items()
    }
    return NEAREST[spoken.get(refusal, "en")]


def is_refusal(text: str) -> bool:
    """Whether a text is one by which Dateline says that it has no answer."""
    return any(text.strip() in said.values() for said in (REFUSALS, NO_MATCH, NONE_NAMED))


def language_of_question(question: str) -> str:
    """The language whose small words the question uses most; English where none stands out.

    A question is too short for a statistical identifier, and its small words tell it well. One
    whose accents are right counts twice, and marks that only one language has count as well.
    """
    words, spelt = words_in(question), _SPELT.findall(question.casefold())
    counts = {
        language: sum(word in STOP_WORDS[language] for word in words)
        + sum(not word.isascii() and word in SPELT_STOP_WORDS[language] for word in spelt)
        for language in REFUSALS
    }
    for language, own in OWN_WORDS.items():
        counts[language] += sum(word in own for word in words)
    counts["es"] += _SPANISH_MARK_COUNTS * bool(_SPANISH_MARKS.search(question))
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] else "en"
