"""An English question put in the order of a statement: "did the order end" is "the order ended"."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.values.tokens import Token
from service.answering.values.verbs import PREPOSITIONS, is_done, verb_behind_subject
from service.answering.values.words import CONCEPT_OF, STOP_WORDS, word_set

BEING = word_set("is are was were has have had")
_DOING = word_set("did does do")
AUXILIARY = BEING | _DOING | word_set("will would can could should must may might shall")
_SUBJECT_PRONOUNS = word_set("i you he she it we they there")
_ADJECTIVES = word_set("open shut away able due likely alive dead missing")
_STANDING = word_set("force place effect use danger doubt office charge custody")
_ING_NOUNS = word_set(
    "warning building hearing meeting ruling funding wedding crossing opening reading sitting"
)
_DETERMINERS = word_set("the a an this that these those his her its their our my your")
IRREGULAR_PAST = dict(
    pair.split("=")
    for pair in word_set(
        """be=was become=became begin=began break=broke bring=brought build=built buy=bought
        catch=caught choose=chose come=came cost=cost cut=cut deal=dealt do=did draw=drew
        drive=drove eat=ate fall=fell feel=felt fight=fought find=found flee=fled fly=flew
        forbid=forbade get=got give=gave go=went grow=grew have=had hear=heard hide=hid hit=hit
        hold=held hurt=hurt keep=kept know=knew lay=laid lead=led leave=left lend=lent let=let
        lie=lay lose=lost make=made mean=meant meet=met overthrow=overthrew pay=paid put=put
        quit=quit read=read ride=rode rise=rose run=ran say=said see=saw seek=sought sell=sold
        send=sent set=set shake=shook shoot=shot shrink=shrank shut=shut sing=sang
        sink=sank sit=sat sleep=slept
        speak=spoke spend=spent split=split spread=spread stand=stood steal=stole stick=stuck
        strike=struck swear=swore sweep=swept swim=swam take=took teach=taught tell=told
        think=thought throw=threw understand=understood wake=woke wear=wore win=won
        withdraw=withdrew write=wrote"""
    )
)
IRREGULAR_PARTICIPLE = {
    "give": "given", "take": "taken", "write": "written", "break": "broken", "choose": "chosen",
    "drive": "driven", "fall": "fallen", "rise": "risen", "grow": "grown", "know": "known",
    "see": "seen", "show": "shown", "speak": "spoken", "steal": "stolen", "throw": "thrown",
    "begin": "begun", "go": "gone", "do": "done", "withdraw": "withdrawn", "beat": "beaten",
    "shrink": "shrunk",
}  # fmt: skip
"""Where they are unlike the past tense."""
_DOUBLING = word_set(
    """stop drop plan ban admit commit occur refer rob step grab permit submit transfer kidnap strip
    trim slip skip scrap jam pin tap rip control expel"""
)


def statement(tokens: Sequence[Token], text: str) -> str | None:
    """The clause that starts with an auxiliary, subject first; ``None`` where that is unclear.

    Args:
        tokens: the clause, from its auxiliary on.
        text: the question that the tokens are from.
    """
    auxiliary = tokens[0]
    at = _predicate_at(tokens[1:], auxiliary)
    if at is None:
        return None
    subject, predicate = tokens[1 : at + 1], tokens[at + 1 :]
    told = [_as_written(subject, text)]
    verb = predicate[0]
    if auxiliary.low in _DOING and verb.low != "not":
        told.append({"did": past_of, "does": third_person_of}.get(auxiliary.low, str)(verb.low))
        predicate = predicate[1:]
    else:
        told.append(auxiliary.low)
    return " ".join([*told, *([_as_written(predicate, text)] if predicate else [])])


def _as_written(tokens: Sequence[Token], text: str) -> str:
    return " ".join(text[tokens[0].start : tokens[-1].end].split())


def _predicate_at(tokens: Sequence[Token], auxiliary: Token) -> int | None:
    """Where the subject behind the auxiliary ends."""
    if not tokens:
        return None
    if tokens[0].low in _SUBJECT_PRONOUNS:
        return 1 if len(tokens) > 1 else None
    for at in range(1, len(tokens)):
        token = tokens[at]
        if token.low in ("be", "been", "have", "not"):
            return at
        if auxiliary.low in BEING and _is_predicate(tokens, at):
            return at
    if auxiliary.low in BEING:
        return None
    verb = verb_behind_subject([auxiliary, *tokens])
    return None if verb is None else next(n for n, t in enumerate(tokens) if t is verb)


def _is_predicate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle or adjective ends the subject: "is the bridge closed to lorries"."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.low == "to" and following is not None:  # not "the visit to Velia", "to the coast"
        return not following.is_capitalised and following.low not in _DETERMINERS
    if token.low == "in" and following is not None and following.low in _STANDING:
        return True  # "was a gale warning in force"
    is_noun = token.low in _ING_NOUNS
    doing = token.low.endswith("ing") and not token.is_capitalised and not is_noun
    if not (is_done(token) or doing or token.low in _ADJECTIVES):
        return False
    if tokens[at - 1].low in _DETERMINERS | PREPOSITIONS:
        return False  # "the suspended sentence"
    return following is None or not following.is_word or following.low in STOP_WORDS | _ADVERBS


_ADVERBS = dict.fromkeys(word_set("aside apart home back away here there free below above"), ())


def is_inverted(tokens: Sequence[Token]) -> bool:
    """Whether a subject of its own stands behind the auxiliary: "days *will Putin* spend"."""
    if not tokens or tokens[0].low not in AUXILIARY:
        return False
    if tokens[0].low in _DOING:
        return True
    following = tokens[1] if len(tokens) > 1 else None
    if following is None or not following.is_word:
        return False
    if following.low in _SUBJECT_PRONOUNS | _DETERMINERS or following.is_capitalised:
        return True
    acts = is_done(following) or following.low in CONCEPT_OF or following.low in STOP_WORDS
    is_plural = following.low.endswith("s") and not following.low.endswith("ss")
    return is_plural and not acts and len(tokens) > 2


def past_of(verb: str) -> str:
    """The past tense of an English verb."""
    if verb in IRREGULAR_PAST:
        return IRREGULAR_PAST[verb]
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def third_person_of(verb: str) -> str:
    """The verb as it follows "she"."""
    if verb in ("have", "be", "do", "go"):
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}s"
