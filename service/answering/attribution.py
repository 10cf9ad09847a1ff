"""Who says it: puts outlet and date before a quoted sentence, in the question's language."""

from __future__ import annotations

import re

from service.answering.answer import Quote
from service.answering.markers import statement_text

_COLON = re.compile(r":(?!\S)")
_UNNAMED = {
    "en": "one article",
    "es": "un artículo",
    "fr": "un article",
    "de": "ein Artikel",
    "pt": "um artigo",
    "it": "un articolo",
    "nl": "een artikel",
}


def attributed(text: str, quote: Quote, language: str) -> str:
    """``text`` with its outlet and publication date, as in ``The Ledger (2026-03-02): …``.

    A dash stands for the colon where the text has one of its own.
    """
    article = quote.article
    unnamed = _UNNAMED.get(language, _UNNAMED["en"])
    # Names are the articles' own words: none may read as the number of a citation.
    source, title = (statement_text(name or "") for name in (article.source, article.title))
    who = source or (f"“{title}”" if title else unnamed)
    when = f" ({article.published_at.date().isoformat()})" if article.published_at else ""
    mark = " –" if _COLON.search(text) else ":"
    return f"{who[0].upper()}{who[1:]}{when}{mark} {text}"
