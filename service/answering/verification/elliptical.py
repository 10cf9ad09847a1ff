"""What a second outlet says in short: "the Post says 12 people died, the Herald says 14".

A reader of sentences cannot read "14" alone, so it is put into the clause before, in the place of
the amount there.
"""

from __future__ import annotations

from collections.abc import Collection

from service.answering.values import Amount, Value
from service.answering.verification.aligning import outlets_in, without_outlets
from service.answering.verification.figures import figures_in
from service.answering.verification.told import BEING, HAVING, MODALS, Told, told

_ACTS = BEING | HAVING | MODALS - {"to"}
_LONGEST = 6


def in_full(part: str, first: str, outlets: Collection[str]) -> str:
    """A clause in which an outlet only gives an amount, in the words of the first; or unchanged.

    Args:
        part: a clause of a sentence, English.
        first: the sentence's first one.
        outlets: those that it names.
    """
    names = outlets_in(part, outlets)
    if not names:
        return part
    said, told_before = without_outlets(part, names).rstrip(" ."), without_outlets(first, outlets)
    amount, before = _only_amount(said), _only_amount(told_before)
    if amount is None or before is None or not _is_short(told(said)):
        return part
    within = part.casefold().find(said.casefold())
    if within < 0 or said.casefold() == part.rstrip(" .").casefold():
        return part
    opening = told_before[: before.start]
    if not told(told_before).name_at(0):
        opening = f"{opening[:1].lower()}{opening[1:]}"
    whole = f"{opening}{said[amount.start :]}{told_before[before.end :]}".rstrip(" .")
    return f"{part[:within]}{whole}{part[within + len(said) :]}"


def _only_amount(text: str) -> Value | None:
    """The only amount of a clause, if it has but one."""
    amounts = [one for one in figures_in(text, "en") if isinstance(one.meaning, Amount)]
    return amounts[0] if len(amounts) == 1 else None


def _is_short(clause: Told) -> bool:
    """Whether a clause has no verb and few words."""
    tokens = range(len(clause.stems))
    return len(tokens) <= _LONGEST and not any(
        clause.reading.low(at) in _ACTS or clause.is_verb(at) for at in tokens
    )
