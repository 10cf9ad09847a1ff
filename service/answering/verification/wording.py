"""Small words that turn what an English sentence says: all, third-largest, for, because, before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.answering.values.words import word_set
from service.answering.verification.told import Told

_WHOLES = (
    word_set("all every each entire whole everyone everybody everything"),
    word_set("most majority"),
    word_set("both"),
)
_IDIOMS = word_set("in at after of above first")
_COMPOUND = re.compile(r"\b([a-z]+)((?:-[a-z]+)+)\b", re.IGNORECASE)
_RANKED = re.compile(r"\b(?:([a-z]+)[- ])?([a-z]{4,}est|worst|best)\b", re.IGNORECASE)
_RANKS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_NO_SUPERLATIVE = word_set(
    "latest interest request forest protest harvest invest arrest modest rest"
)
_ONE_OF = re.compile(r"\b(?:one of|among) (?:the|its|their|his|her) ", re.IGNORECASE)
_DEPUTIES = word_set("deputy vice acting assistant interim junior")
_FOR = re.compile(
    r"\b(campaign\w*|vot\w+|argu\w+|protest\w*|demonstrat\w*|rul\w+|decid\w+|fight\w*|spoke|speak\w*)"
    r"(?: \w+)? (?:for|in favou?r of)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:because(?: of)?|due to|owing to)\b", re.IGNORECASE)
_COMPARED = r"(?:compared (?:with|to)|(?:up|down) from)"
_FIGURE = r"(\S*\d[\d.,]*)"
_LEAST_REASON = 0.3
_SINCE_REACH = 80
_REACH = 5


def wording_problem(statement: Told, quote: Told) -> str | None:
    """The word of the statement that its quote does not bear out, if any."""
    return next((found for check in _CHECKS for found in check(statement, quote) if found), None)


def _lows(told: Told) -> list[str]:
    return [token.low for token in told.reading.tokens]


def _wholes(statement: Told, quote: Told) -> Iterator[str]:
    """All of them where the quote has some."""
    own, quoted = _lows(statement), frozenset(_lows(quote))
    for group in _WHOLES:
        for at, low in enumerate(own):
            if low in group and (not at or own[at - 1] not in _IDIOMS) and not group & quoted:
                yield low


def _compounds(statement: Told, quote: Told) -> Iterator[str]:
    """A brother where the quote has a brother-in-law."""
    for match in _COMPOUND.finditer(quote.reading.text):
        head, rest = match[1].casefold(), match[2].casefold()
        if rest != "-in-law":
            continue
        whole = re.compile(rf"\b{re.escape(head)}\b(?!-in-law)", re.IGNORECASE)
        if whole.search(statement.reading.text) and not whole.search(quote.reading.text):
            yield head


def _ranks(statement: Told, quote: Told) -> Iterator[str]:
    """The largest where the quote has the third-largest, or one of the largest."""
    quoted = _superlatives(quote.reading.text)
    for word, ranks in _superlatives(statement.reading.text).items():
        if word in quoted and not ranks & quoted[word]:
            yield word


def _superlatives(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _RANKED.finditer(text):
        word, before = match[2].casefold(), (match[1] or "").casefold()
        if word in _NO_SUPERLATIVE:
            continue
        since = " since " in text[match.end() : match.end() + _SINCE_REACH]
        many = bool(_ONE_OF.search(text[max(0, match.start() - 20) : match.start(2)]))
        rank = "one of" if many else before if before in _RANKS else "since" if since else ""
        found.setdefault(word, set()).add(rank)
    return found


def _deputies(statement: Told, quote: Told) -> Iterator[str]:
    """The governor where the quote has the deputy governor."""
    own, quoted = _lows(statement), _lows(quote)
    for at in range(1, len(quoted)):
        post = quoted[at]
        if quoted[at - 1] not in _DEPUTIES or not post.isalpha() or post not in own:
            continue
        bare = any(
            low == post and quoted[n - 1] not in _DEPUTIES for n, low in enumerate(quoted) if n
        )
        deputy = any(own[n - 1] in _DEPUTIES for n, low in enumerate(own) if n and low == post)
        if not bare and not deputy:
            yield post


def _for_and_against(statement: Told, quote: Told) -> Iterator[str]:
    """A campaign for what the quote has one against."""
    found = _FOR.search(statement.reading.text)
    if found and "against" in _lows(quote) and "against" not in _lows(statement):
        yield "for"


def _reasons(statement: Told, quote: Told) -> Iterator[str]:
    """Another reason than the quote gives."""
    own, quoted = (_BECAUSE.search(told.reading.text) for told in (statement, quote))
    if own is None or quoted is None:
        return
    reason = _content(statement, own.end())
    given = _content(quote, quoted.end())
    if reason and len(reason & given) < _LEAST_REASON * len(reason):
        yield own[0]


def _turned_round(statement: Told, quote: Told) -> Iterator[str]:
    """To what the quote compares with: "from 48 to 61" of "48, compared with 61 last year"."""
    patterns = (rf"{_COMPARED} {_FIGURE}", rf"\bto {_FIGURE}(?: \w+)? from {_FIGURE}")
    before = {
        match[match.lastindex or 0]
        for pattern in patterns
        for match in re.finditer(pattern, quote.reading.text)
    }
    for match in re.finditer(rf"\bfrom {_FIGURE}(?: \w+)? to {_FIGURE}", statement.reading.text):
        if match[2] in before and match[1] not in before:
            yield f"to {match[2]}"


def _content(told: Told, start: int) -> set[str]:
    tokens = told.reading.tokens
    return {
        told.stems[at]
        for at, token in enumerate(tokens)
        if token.start >= start and token.is_word and len(token.low) > 3
    }


def _order(statement: Told, quote: Told) -> Iterator[str]:
    """After what the quote has before."""
    for own, other in (("after", "before"), ("before", "after")):
        if other not in _lows(quote) or own in _lows(quote) or other in _lows(statement):
            continue
        here = _verbs_behind(statement, own)
        if here and here & _verbs_behind(quote, other):
            yield own


def _verbs_behind(told: Told, word: str) -> set[str]:
    """The verbs soon behind the word."""
    places = [n for n, low in enumerate(_lows(told)) if low == word]
    return {
        told.stems[at]
        for place in places
        for at in range(place + 1, min(place + 1 + _REACH, len(told.stems)))
        if told.is_verb(at)
    }


_CHECKS = (
    _wholes,
    _compounds,
    _ranks,
    _deputies,
    _for_and_against,
    _reasons,
    _turned_round,
    _order,
)
