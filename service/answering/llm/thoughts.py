"""What a model thinks before it answers, written where its answer should stand.

Chat templates that open the tag of the thoughts in the prompt leave only its end in what the model
writes, so that until then nothing but the wording tells thoughts from an answer.
"""

from __future__ import annotations

import re

_TAG = r"(?:think(?:ing)?|thoughts?|reasoning)"
_THOUGHTS = re.compile(rf"<{_TAG}>.*?(?:</{_TAG}>|\Z)", re.DOTALL | re.IGNORECASE)
_END = re.compile(rf"</{_TAG}>", re.IGNORECASE)
_ALOUD = re.compile(
    r"\W{0,3}(?:hm+\b|wait\b|(?:okay|ok|alright|all right)[,.] (?:\w\Z|(?:so|now|wait|first)\b)|"
    r"(?:(?:okay|ok|alright|all right|so|now|well|first(?:ly)?)[,.]? )?(?:"
    r"(?:i|we) (?:need|have to|must|should|want|will|can see|see|am|are|know)\b|"
    r"let (?:me|us) (?!know|explain|answer)|let['’]s\b|the user\b|"
    r"the question (?:asks|is|wants|seems)\b|i['’](?:ll|ve|m|d)\b(?! (?:be )?(?:happy|glad))|"
    r"we['’](?:re|ve|ll)\b|(?:looking at|going through) (?:this|the|these)\b))",
    re.IGNORECASE,
)


def without_thoughts(raw: str) -> str:
    """What stands outside the tags of thoughts, and behind one that closes what none opened."""
    told = _THOUGHTS.sub("", raw)
    ends = list(_END.finditer(told))
    return told[ends[-1].end() :] if ends else told


def unopened_ends(raw: str) -> int:
    """How many tags close thoughts that no tag opened."""
    return len(_END.findall(_THOUGHTS.sub("", raw)))


def may_be_thoughts(text: str) -> bool:
    """Whether a text begins as one that thinks aloud does."""
    return _ALOUD.match(text) is not None
