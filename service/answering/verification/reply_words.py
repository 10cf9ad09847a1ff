"""Replies of one word, and those that only repeat the verb of their question: "It was not"."""

from __future__ import annotations

import re

from service.answering.values.words import word_set

YES = word_set("yes yeah yep sí si oui ja sim correct indeed")
NO = word_set("no nope non nein não nao not_yet not_so_far")
_WORDS = "|".join(sorted((YES | NO), key=len, reverse=True)).replace("_", r"\s+")
_VERB = (
    r"(?:did|does|do|was|were|is|are|has|have|had|would|could|might|must|should)"
    r"(?P<not>n['’]t|\s+not(?:\s+yet)?)?|(?:can|will)(?P<not2>\s+not(?:\s+yet)?)?|(?P<not3>cannot|"
    r"can['’]t|won['’]t)"
)
BARE = re.compile(
    rf"\A\W*(?P<word>{_WORDS})?\b\W*(?:(?:it|he|she|they|there|that|this|these|those|we|i)\s+"
    rf"(?:{_VERB})(?:\s+so)?)?\W*\Z",
    re.IGNORECASE,
)
"""Nothing but a yes or no, or a pronoun and an auxiliary, or both."""
DENIED = {"en": "not", "de": "nicht", "fr": "ne pas", "es": "no", "pt": "não"}
"""What denies the words behind it, by language."""
QUALIFYING = """about around approximately roughly nearly almost exactly just only some most least
more less fewer than over under up following because due owing thanks reportedly probably"""
"""Words that a short reply may add to those of its quotes."""
