"""Words that join a sentence to others, or say that it is from the evidence: they assert nothing.

Causes ("therefore") and times ("then") do, and stay.
"""

from __future__ import annotations

import re

_JOINS = {
    "en": r"""however|in addition|additionally|moreover|furthermore|meanwhile|overall|also|besides|
        in summary|in short|in sum|to (?:summari[sz]e|sum up)|in conclusion|in other words|
        by contrast|in contrast|conversely|on the (?:other|one) hand|nevertheless|nonetheless|
        that said|still|similarly|likewise|specifically|more specifically|in particular|notably|
        importantly|of note|for example|for instance|indeed|in fact|firstly|secondly|thirdly|lastly|
        finally""",
    "es": r"""sin embargo|no obstante|además|asimismo|por (?:otra parte|otro lado)|mientras tanto|
        en (?:cambio|resumen|conclusión|concreto)|por ejemplo|de hecho""",
    "fr": r"""cependant|toutefois|néanmoins|de plus|en outre|par ailleurs|en revanche|en résumé|
        en conclusion|pendant ce temps|par exemple|d['’]autre part|en effet|par contre""",
    "de": r"jedoch|allerdings|außerdem|zudem|darüber hinaus|unterdessen|zusammenfassend",
    "pt": r"""no entanto|contudo|todavia|entretanto|além disso|por outro lado|em (?:resumo|suma)|
        por exemplo|de fato|enquanto isso""",
}
_GIVEN = r"(?:(?:provided|given|available|indexed|cited|supplied|retrieved|quoted|above|news)\s+)*"
_THESE = rf"(?:the|these|all|both|all the|both the)\s+{_GIVEN}"
_EVIDENCE = (
    rf"(?:{_THESE}(?:evidence|articles?|sources|reports|excerpts?|passages?|texts|documents|"
    r"information)(?:\s+(?:provided|given|available|above))?)"
)
_FROM_EVIDENCE = {
    "en": rf"(?:according to|based on|judging by|as (?:reported|stated|described|noted|told) "
    rf"(?:in|by))\s+{_EVIDENCE}",
    "es": r"según (?:los artículos|las fuentes|los textos)",
    "fr": r"(?:selon|d['’]après) (?:les articles|les sources|les textes)",
    "de": r"laut (?:den|der) (?:artikeln|quellen|texten|berichte)|den (?:artikeln|quellen) zufolge",
    "pt": r"(?:segundo|de acordo com) (?:os artigos|as fontes|os textos)",
}
_SAYS = re.compile(
    rf"\A\s*{_EVIDENCE}\s+(?:says?|states?|shows?|indicates?|reports?|notes?|mentions?|confirms?|"
    r"explains?)\s+that\s+",
    re.IGNORECASE,
)
_NEEDS_NO_COMMA = frozenset(("de",))
_QUOTED = re.compile('["“”«»„]')


def without_connectives(sentence: str, language: str | None) -> str:
    """The sentence without "However," and "According to the articles,", wherever these stand.

    Unchanged where nothing else is left, or in a language that is not known here. Beside quoted
    words only those at the start go.

    Args:
        sentence: of an answer.
        language: ISO 639-1; English where unknown.
    """
    code = language or "en"
    if code not in _PATTERNS:
        return sentence
    opening, within = _PATTERNS[code]
    text, shorter = sentence, _shortened(opening, within, sentence)
    while shorter != text:
        text, shorter = shorter, _shortened(opening, within, shorter)
    if not text.strip(" ."):
        return sentence
    return f"{text[:1].upper()}{text[1:]}" if sentence[:1].isupper() else text


def _shortened(opening: re.Pattern[str], within: re.Pattern[str], text: str) -> str:
    shorter = _SAYS.sub("", opening.sub("", text))
    if _QUOTED.search(shorter):
        return shorter
    return within.sub(lambda match: match["end"] or " ", shorter)


def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Such words at the start, and between commas or at the end."""
    joins = "".join(map(str.strip, _JOINS[code].splitlines()))
    words = rf"(?:{joins}|{_FROM_EVIDENCE[code]})"
    behind = r"(?:\s*,\s*|\s+)" if code in _NEEDS_NO_COMMA else r"\s*,\s*"
    return (
        re.compile(rf"\A\s*{words}{behind}(?=\S)", re.IGNORECASE),
        re.compile(rf"\s*,\s+{words}(?:\s*,\s+|(?P<end>\s*[.!]?\s*\Z))", re.IGNORECASE),
    )


_PATTERNS = {code: _patterns(code) for code in _JOINS}
