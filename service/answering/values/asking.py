"""Which kind of value the words of a question ask for, in five languages.

Works on text that is case-folded and without accents; a slip in the question word is forgiven.
"""

from __future__ import annotations

import re

from service.answering.values.asking_words import (
    ANYWHERE,
    CLAUSE_FIRST,
    CONCERNING,
    EMBEDDING,
    JOINING,
    KEYWORDS,
    LEAD,
    OPENERS,
    PATTERNS,
    YES_NO,
)
from service.answering.values.value import AnswerKind
from service.answering.values.words import STOP_WORDS, word_set

_EMBEDDED = re.compile(
    r"^.{0,24}?\b(?:tell me|(?:like|love|want|need|wish) to (?:know|find out|learn)|do you know|"
    r"(?:can|could|would) you (?:please )?(?:tell me|say|explain)|i wonder|wondering|remind me|"
    r"any idea|find out|let me know|explain|dime|dinos|cuentame|(?:quisiera|quiero|"
    r"gustaria|necesito) saber|sabes|me puedes decir|dis-moi|dites-moi|(?:voudrais|aimerais|veux) "
    r"savoir|sais-tu|savez-vous|sag mir|sagen sie mir|(?:mochte|will|wurde gern\w*) (?:gern\w* )?"
    r"wissen|weisst du|wissen sie|diga-me|me diga|(?:gostaria de|quero|queria) saber|"
    r"(?:voce )?sabe)\b[\s,:]*(?:please |bitte |por favor )?"
)
_ASKED_WITHIN = re.compile(rf"^.{{0,24}}?\b{EMBEDDING}")
_CLAUSE_FIRST = re.compile(CLAUSE_FIRST)
_CONTRACTED = re.compile(r"(?<=\bwhat|\bwhen)'s\b|(?<=\bwhere)'s\b|(?<=\bwho|\bhow)'s\b")
_INTERROGATIVES = word_set(
    """que quel quelle quels quelles cual cuales qual quais what which how como comment wie was
    welche welcher welches welchen qui wer wo wen wem ou combien cuanto cuanta cuantos cuantas
    quanto quanta quantos quantas"""
)
_INVERTED = re.compile(r"\w-(?:t-)?(?:il|elle|ils|elles|on)(?!\w)")
_QUESTION_WORDS = word_set(
    """when where what which how who why cuando donde quien cuantos cuantas cuanto cuanta quando
    onde quem quantos quantas quand pourquoi combien comment wann warum welche welcher wieviele
    wieviel did does"""
)
_LOOKED_AT = 600
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_SLIPS_IN = 4

_COMPILED = tuple((kind, re.compile(rf"{LEAD}(?:{table})(?!\w)")) for kind, table in PATTERNS)
_COMPILED_YES_NO = {
    language: re.compile(rf"(?:{table})(?!\w)") for language, table in YES_NO.items()
}
_COMPILED_ANYWHERE, _COMPILED_JOINING, _COMPILED_KEYWORDS = (
    tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for kind, words in table)
    for table in (ANYWHERE, JOINING, KEYWORDS)
)
_COMPILED_OPENERS = {
    language: re.compile(rf"{LEAD}(?:{words})(?!\w)") for language, words in OPENERS.items()
}
_CONCERNING = re.compile(rf"{CONCERNING}$")


def without_preamble(plain: str) -> str:
    """The question itself: "tell me when it began" becomes "when it began"."""
    plain = plain.lstrip(" ¿¡\"'“«(-").rstrip(" ?!.\"'”»)…")
    question = _CONTRACTED.sub(" is", plain[:_LOOKED_AT])
    return _EMBEDDED.sub("", _ASKED_WITHIN.sub("", question, count=1), count=1)


def kind_asked(plain: str, language: str) -> AnswerKind:
    """What the folded question wants: by its opening, else by any question word in it."""
    question = _CLAUSE_FIRST.sub("", without_preamble(_last_sentence(plain)), count=1)
    for attempt in (question, corrected(question)):
        kind = _by_opening(attempt, language)
        if kind is not None:
            return kind
    for kind, pattern in _COMPILED_ANYWHERE:
        if pattern.search(question):
            return kind
    opener = _COMPILED_OPENERS[language].match(question)
    if (joined := _by_joining(question, opener.end() if opener else 0)) is not None:
        return joined
    if "?" not in plain and not _INTERROGATIVES.intersection(question.split()):
        for kind, pattern in _COMPILED_KEYWORDS:
            if pattern.search(question):
                return kind
    asks = _INVERTED.search(question) or (plain.rstrip().endswith("?") and _is_statement(question))
    return AnswerKind.YES_NO if asks and not opener else AnswerKind.OTHER


def _by_joining(question: str, after_opener: int) -> AnswerKind | None:
    """By the first "when", "where" or "who" that asks and does not merely join a clause."""
    asking = [
        (match.start(), kind)
        for kind, pattern in _COMPILED_JOINING
        if (match := pattern.search(question)) is not None
        and (not after_opener or _CONCERNING.search(question[: match.start()]) is not None)
    ]
    return min(asking)[1] if asking else None


def _last_sentence(plain: str) -> str:
    """The sentence that asks, where others lead up to it."""
    sentences = _SENTENCE_END.split(plain[-_LOOKED_AT:].strip())
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    return asking[-1] if asking else plain


def _by_opening(question: str, language: str) -> AnswerKind | None:
    for kind, pattern in _COMPILED:
        if pattern.match(question):
            return kind
    return AnswerKind.YES_NO if _COMPILED_YES_NO[language].match(question) else None


def _is_statement(question: str) -> bool:
    """Whether only the question mark asks: "¿Arrestó Mongolia a Putin?"."""
    words = question.split()
    return len(words) > 2 and not _INTERROGATIVES.intersection(words)


def slip_in(plain: str, language: str) -> str | None:
    """The misspelt question word near the start, where there is one."""
    question = without_preamble(plain)
    if _by_opening(question, language) is not None:
        return None
    mended = corrected(question).split(" ")
    return next(
        (word for word, new in zip(question.split(" "), mended, strict=True) if word != new), None
    )


def corrected(plain: str) -> str:
    """The question with one slip mended in a question word near its start."""
    words = plain.split(" ")
    for index, word in enumerate(words[:_SLIPS_IN]):
        if len(word) < 3 or word in STOP_WORDS or not word.isalpha():
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        meant = [known for known in sorted(_QUESTION_WORDS) if one_slip(word, known)]
        if meant:
            how = "how" in meant and following in ("many", "much", "long", "often", "far", "old")
            choice = "how" if how else next((known for known in meant if known != "how"), meant[0])
            return " ".join([*words[:index], choice, *words[index + 1 :]])
    return plain


def one_slip(one: str, other: str) -> bool:
    """Whether one letter changed, missing, added or two swapped turn one word into the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return one == other
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
        return swapped or (left[1:] == right[1:] and len(one) > 3)
    return (left[1:] == right or left == right[1:]) and min(len(one), len(other)) > 2
