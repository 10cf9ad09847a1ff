"""Words that lead into a reference to evidence, as in "According to [1], the wreck lies deep".

The reference is a citation like any other: its number stays with the sentence, and the words that
lead into it go, so that what is left is a sentence. English, Spanish, French, German, Portuguese.
"""

from __future__ import annotations

import re
import unicodedata

from service.answering.verification.told import BEING, HAVING, MODALS, told

_BRACKETED = r"[\[【［]+\s*\^?\d[\d\s,;&^–—-]{0,20}(?:†[^\]】［\[【]{0,24})?[\]】］]+"
_NUMBERED = (
    r"(?:evidence(?: sentences?)?|sources?|excerpts?|snippets?|passages?|quellen?|belege?|"
    r"fuentes?|fontes?)(?:\s*:\s*|\s+)(?:nos?\.?\s*|n[º°]\s*|#)?\d{1,2}(?:\s*(?:,|&|and|und|et|y|e)\s*\d{1,2})*"
    r"(?![\w%]|[.,]\d)"
)
"""References without brackets; not "article 5", which news tell of."""
_NOUN = (
    r"(?:(?:the|der|die|dem|den|la|le|les|el|los|las|o|os|as?)\s+|l['’])?"
    r"(?:evidence(?: sentences?)?|sources?|sentences?|articles?|reports?|documents?|excerpts?|"
    r"passages?|texts?|quotes?|items?|lines?|references?|snippets?|quellen?|artikeln?|s[aä]tze?|"
    r"belege?|berichte?|fuentes?|art[ií]culos?|frases?|fontes?|artigos?|phrases?)\s+"
)
_ONE = rf"(?:(?:{_NOUN})?{_BRACKETED}|(?:(?:the|la|le|el|der|die|a|o)\s+)?{_NUMBERED})"
_REFERENCE = (
    rf"(?P<reference>(?:(?:both|beide|ambas?|ambos)\s+)?{_ONE}"
    rf"(?:\s*(?:,|;|&|and|und|et|y|e)?\s*(?:{_NOUN})?{_BRACKETED})*)"
)

_BEFORE = r"(?P<before>^[ \t]*|[.!?…][\"”’»)]?(?:\s*[\[【][^\[\]【】]{1,20}[\]】])*\s+)"
_TOLD_IN = (
    r"(?:reported|stated|noted|said|mentioned|described|shown|indicated|confirmed|written)\s+"
    r"(?:in|by)"
)
_SAYS = (
    r"(?-i:says?|said|states?|stated|reports?|reported|notes?|noted|mentions?|mentioned|confirms?|"
    r"confirmed|indicates?|indicated|shows?|adds?|added|explains?|writes?|wrote|claims?|claimed)"
)
_ALSO = r"(?:(?:also|further|both|all)\s+)?"
_ROMANCE_SAYS = (
    r"(?-i:dit|disent|indique(?:nt)?|rapporte(?:nt)?|précise(?:nt)?|affirme(?:nt)?|signale(?:nt)?|"
    r"mentionne(?:nt)?|dicen?|indican?|informan?|señalan?|afirmam?|afirman?|mencionan?|mencionam?|"
    r"diz|dizem|indicam|informam|relatam?|aponta[m]?)"
)
_GERMAN_SAYS = (
    r"(?-i:sagt|sagen|berichtet|berichten|meldet|melden|schreibt|schreiben|heißt es|steht|"
    r"erwähnt|erwähnen|bestätigt|bestätigen)"
)
_FLAGS = re.IGNORECASE | re.MULTILINE
_LEADING = (
    re.compile(rf"(?P<before>^[ \t]*){_REFERENCE}(?:\s*:|[ \t]+[–—-])[ \t]+(?=\w)", _FLAGS),
    re.compile(
        rf"{_BEFORE}(?:according to|based on|as per|selon|d['’]après|según|de acuerdo con|segundo|"
        rf"de acordo com|conforme(?: a)?)\s+{_REFERENCE}\s*[,:]?\s+(?=\w|[\"“«„])",
        _FLAGS,
    ),
    re.compile(
        rf"{_BEFORE}(?:in|from|per|citing|dans|en|em|na|no)\s+{_REFERENCE}\s*[,:]\s+", _FLAGS
    ),
    re.compile(rf"{_BEFORE}as\s+{_TOLD_IN}\s+{_REFERENCE}\s*,\s*", _FLAGS),
    re.compile(rf"{_BEFORE}as\s+{_REFERENCE}\s+{_ALSO}{_SAYS}(?:\s+it)?\s*,\s*", _FLAGS),
    re.compile(
        rf"{_BEFORE}com(?:me|o)\s+(?:l[eao]\s+|l['’])?{_ROMANCE_SAYS}\s+{_REFERENCE}\s*,\s*", _FLAGS
    ),
    re.compile(rf"{_BEFORE}{_REFERENCE}\s+{_ALSO}{_SAYS}\s*(?:\bthat\s+|:\s*)", _FLAGS),
    re.compile(rf"{_BEFORE}{_REFERENCE}\s+{_ROMANCE_SAYS}\s+(?:que\s+|qu['’])", _FLAGS),
)
"""What goes from before a sentence that is whole without it."""
_REPORTING = re.compile(
    rf"{_BEFORE}{_REFERENCE}\s+{_ALSO}(?P<says>{_SAYS})\s+(?P<rest>[^.!?\n]+)", _FLAGS
)
_INVERTED = re.compile(
    rf"{_BEFORE}(?:(?:laut|gemäß|nach)\s+{_REFERENCE}\s+|"
    rf"wie\s+{_REFERENCE.replace('reference', 'reporting')}\s+{_GERMAN_SAYS}\s*,\s*)",
    _FLAGS,
)
_SUBORDINATE = re.compile(
    rf"{_BEFORE}(?:in\s+)?{_REFERENCE}\s+{_GERMAN_SAYS}\s*,\s*(?=dass\b)", _FLAGS
)
_WITHIN = re.compile(
    rf"(?P<comma>,?)\s*(?:\b(?:according to|as per|per|based on|laut|gemäß|selon|d['’]après|según|"
    rf"de acuerdo con|segundo|de acordo com|conforme|as {_TOLD_IN})\s+{_REFERENCE}|"
    rf"\bas\s+{_REFERENCE.replace('reference', 'reporting')}\s+{_SAYS})(?P<closing>,?)",
    _FLAGS,
)
_ASIDE = re.compile(
    rf"\s*\(\s*(?:(?:see(?: also)?|cf\.?|per|from|in|according to|as {_TOLD_IN}|siehe|vgl\.?|"
    rf"laut|voir|selon|véase|según|ver|segundo)\s+|(?:sources?|quellen?|fuentes?|fontes?)\s*:\s*)?"
    rf"{_REFERENCE}\s*\)",
    _FLAGS,
)
_BEHIND = re.compile(
    rf"(?<=[.!?…])[ \t]*(?:\((?P<numbers>\d{{1,2}}(?:\s*,\s*\d{{1,2}})*)\)(?=\s|$)|"
    rf"(?P<reference>{_NUMBERED})\.?[ \t]*$)",
    _FLAGS,
)
_LABELLED = re.compile(
    r"[\[【]\s*(?:(?:evidence|sources?|sentences?|articles?|quellen?|artikel|fuentes?|fontes?)\s*:?"
    r"\s*|e|#)?(\d{1,3})\s*[,;]?\s*[\]】]",
    re.IGNORECASE,
)
_DAY = r"\d{1,2} [^\W\d_]{3,9} \d{4}|[^\W\d_]{3,9} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d"
_OUTLET = r"(?:the )?[A-ZÀ-Þ][\w’'&.-]*(?: (?:of |the |de |and )?[A-ZÀ-Þ][\w’'&-]*){0,5}"
_PER_OUTLET = re.compile(
    rf"(?P<led>(?:,\s+per|^Per|(?:,?\s+|^)[Aa]ccording to)\s+)(?P<outlet>{_OUTLET})"
    rf"(?:\s*\((?:{_DAY})\))?"
    r"(?=\s*(?:[.;,]|[\[【]|$))",
    re.MULTILINE,
)
_TOLD_BY = re.compile(
    rf",\s*(?:{_SAYS}\s+{_REFERENCE}|{_REFERENCE.replace('reference', 'reporting')}\s+{_SAYS})"
    r"(?=\s*(?:[.!?]|$))",
    _FLAGS,
)
_SEE = re.compile(rf"(?:[;,]\s*|^[ \t]*|(?<=[.!?])\s+)see(?: also)?\s+{_REFERENCE}", _FLAGS)
_SUPERSCRIPT = re.compile("(?<=[.!?…])([⁰¹²³⁴-⁹]{1,2})(?=\\s|$)")
_AS_A_THING = (
    re.compile(
        rf"\b(?P<led>and|but|while|whereas|although|that)\s+{_REFERENCE}(?=\s+{_ALSO}{_SAYS}\b)",
        _FLAGS,
    ),
    re.compile(rf"\b(?P<led>in|by|to|from|of|with)\s+{_REFERENCE}(?=\s+\w)", _FLAGS),
)
"""References that are part of a sentence which needs something in their place."""
_FIRST_WORD = re.compile(r"[\"“«„']?\s?[\w’'-]+")
_ACTS = BEING | HAVING | MODALS - {"to"}
_NUMBERS = re.compile(rf"{_BRACKETED}|\d{{1,3}}")
_OPEN = re.compile(r"[ \t]*[(\[【［][^)\]】］\n]{0,47}\Z")


def with_plain_markers(text: str) -> str:
    """The text with markers where it has "(source 2)", "(see [3])" or "[E4]"."""
    text = _LABELLED.sub(r"[\1]", text)
    text = _SUPERSCRIPT.sub(
        lambda match: f" [{int(unicodedata.normalize('NFKC', match[1]))}]", text
    )
    text = _SEE.sub(lambda match: f" {_markers(match['reference'])}", text)
    text = _ASIDE.sub(lambda match: f" {_markers(match['reference'])}", text)
    return _BEHIND.sub(lambda match: f" {_markers(match['numbers'] or match['reference'])}", text)


def without_lead_ins(text: str) -> str:
    """The text whose references to evidence are markers, without the words that lead into them.

    Args:
        text: as ``with_plain_markers`` gives it, one sentence or more a line.
    """
    for leading in _LEADING:
        text = _replaced(leading, text)
    text = _INVERTED.sub(_by_report, text)
    text = _SUBORDINATE.sub(
        lambda match: f"{match['before']}Berichtet{_markers(match['reference'])} wird, ", text
    )
    text = _TOLD_BY.sub(_closed_end, text)
    text = _REPORTING.sub(_told_alone, text)
    text = _WITHIN.sub(_closed, text)
    for thing in _AS_A_THING:
        text = thing.sub(
            lambda match: f"{match['led']} the article{_markers(match['reference'])}", text
        )
    return _PER_OUTLET.sub(_by_outlet, text)


def decided(text: str) -> str:
    """The text up to a bracket that more text may still close."""
    return _OPEN.sub("", text)


def has_english_verb(text: str) -> bool:
    """Whether a word of the text, read as English, tells an act or a state."""
    clause = told(text)
    lows = [token.low for token in clause.reading.tokens]
    return any(low in _ACTS or clause.is_verb(at) for at, low in enumerate(lows))


def _replaced(leading: re.Pattern[str], text: str) -> str:
    """The text without the lead-ins; the marker stands behind the first word of what they led."""
    parts: list[str] = []
    start = 0
    for match in leading.finditer(text):
        if match.start() < start:
            continue
        rest = _FIRST_WORD.match(text, match.end())
        if rest is None:
            continue
        word = rest[0][:1].upper() + rest[0][1:]
        parts += [text[start : match.start()], match["before"], word, _markers(match["reference"])]
        start = rest.end()
    return "".join([*parts, text[start:]])


def _by_report(match: re.Match[str]) -> str:
    """A German sentence keeps its order: its verb needs something in the reference's place."""
    return f"{match['before']}Laut Bericht{_markers(match['reference'] or match['reporting'])} "


def _told_alone(match: re.Match[str]) -> str:
    """What a numbered source says, without "that": alone where it has a verb of its own."""
    markers, rest = _markers(match["reference"]), match["rest"]
    if has_english_verb(rest):
        return f"{match['before']}{rest[:1].upper()}{rest[1:]}{markers}"
    return f"{match['before']}The article{markers} {match['says']} {rest}"


def _closed(match: re.Match[str]) -> str:
    """The markers alone; a comma stays only where none was opened before."""
    closing = "" if match["comma"] else match["closing"]
    return f" {_markers(match['reference'] or match['reporting'])}{closing}"


def _closed_end(match: re.Match[str]) -> str:
    return f" {_markers(match['reference'] or match['reporting'])}"


def _by_outlet(match: re.Match[str]) -> str:
    led = match["led"].replace("per", "according to").replace("Per", "According to")
    return f"{led}{match['outlet']}"


def _markers(reference: str) -> str:
    found = _NUMBERS.findall(reference)
    return "".join(one if not one[0].isdigit() else f"[{one}]" for one in found)
