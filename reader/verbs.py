"""Verbs of news and encyclopaedias by what they report: a question with another one asks anew."""

from __future__ import annotations

import random
import re
from itertools import pairwise

SENSES = """
found/founded establish/established create/created set-up/set-up start/started begin/began/begun
sign/signed ratify/ratified approve/approved adopt/adopted pass/passed
reject/rejected refuse/refused veto/vetoed oppose/opposed condemn/condemned
withdraw/withdrew/withdrawn leave/left quit/quit resign/resigned
join/joined enter/entered
win/won defeat/defeated beat/beat/beaten
lose/lost
close/closed end/ended stop/stopped abolish/abolished cancel/cancelled
open/opened inaugurate/inaugurated reopen/reopened
build/built construct/constructed erect/erected
destroy/destroyed demolish/demolished damage/damaged
buy/bought acquire/acquired purchase/purchased
sell/sold
publish/published release/released issue/issued
write/wrote/written compose/composed
arrest/arrested detain/detained jail/jailed imprison/imprisoned
free/freed acquit/acquitted pardon/pardoned
charge/charged accuse/accused indict/indicted sue/sued
arrive/arrived visit/visited
depart/departed flee/fled escape/escaped
die/died
kill/killed murder/murdered assassinate/assassinated
marry/married
divorce/divorced
meet/met
announce/announced declare/declared reveal/revealed
deny/denied
discover/discovered find/found
invent/invented design/designed develop/developed
increase/increased rise/rose/risen grow/grew/grown
decrease/decreased fall/fell/fallen decline/declined shrink/shrank/shrunk
invade/invaded attack/attacked bomb/bombed
surrender/surrendered capitulate/capitulated
appoint/appointed name/named elect/elected
dismiss/dismissed fire/fired remove/removed replace/replaced
study/studied attend/attended
teach/taught
graduate/graduated
move/moved relocate/relocated
perform/performed play/played sing/sang/sung
record/recorded film/filmed direct/directed produce/produced
donate/donated give/gave/given
steal/stole/stolen rob/robbed
rescue/rescued save/saved
discuss/discussed
criticise/criticised criticize/criticized
praise/praised support/supported endorse/endorsed
ban/banned prohibit/prohibited
allow/allowed permit/permitted
promise/promised
postpone/postponed delay/delayed
merge/merged
split/split
"""
WORD = re.compile(r"[A-Za-z-]+")
BEFORE_NOUNS = frozenset({"a", "an", "the", "by", "of", "first", "last", "his", "her", "its"})
MARKS_OF_BASE = frozenset({"did", "do", "does", "to", "will", "would", "can", "could", "must"})


def read_senses() -> tuple[dict[str, tuple[int, int]], list[list[tuple[str, ...]]]]:
    """The sense and form (0 base, 1 past, 2 participle) of each word, and the verbs by sense."""
    senses: list[list[tuple[str, ...]]] = []
    places: dict[str, tuple[int, int]] = {}
    for line in SENSES.strip().splitlines():
        verbs = [tuple(verb.split("/")) for verb in line.split()]
        senses.append([(*verb, verb[-1])[:3] for verb in verbs])
        for verb in senses[-1]:
            for form, word in reversed(list(enumerate(verb))):
                places.setdefault(word, (len(senses) - 1, form))
    return places, senses


PLACES, BY_SENSE = read_senses()


def swap_verb(question: str, forbidden: str, rng: random.Random) -> str | None:
    """The question about another event of the same people; None if it has no verb known here.

    Args:
        question: in English.
        forbidden: text that must hold no form of the new verb.
        rng: source of chance.
    """
    all_words = list(WORD.finditer(question))
    words = [
        word
        for before, word in pairwise(all_words)
        if word.group().lower() in PLACES and before.group().lower() not in BEFORE_NOUNS
    ]
    if not words:
        return None
    old = words[-1] if len(words) == 1 else rng.choice(words)
    sense, form = PLACES[old.group().lower()]
    before = {word.lower() for word in WORD.findall(question[: old.start()])}
    if form and before & MARKS_OF_BASE:
        form = 0
    avoid = set(WORD.findall(forbidden.lower()))
    for _ in range(10):
        other = rng.randrange(len(BY_SENSE))
        verb = rng.choice(BY_SENSE[other])
        if other != sense and not avoid & set(verb):
            return question[: old.start()] + verb[form] + question[old.end() :]
    return None
