"""Words of a sentence that are of another sort than the question asks for. English only.

Somebody who is told of as a person is no company, the former mayor not the current one, a sum to
be repaid not the one sued for; of "the gold in the pursuit goes to Nyman, and that in the sprint
to Perne" the half counts that names what is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.models import Span
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.seeking import sought_by
from service.answering.unsettled import amount_in, is_unsettled
from service.answering.values import Agreement, Name, Value, ValueKind, read, same_value, values_in
from service.answering.values.acts import is_past
from service.answering.values.statements import AUXILIARY, IRREGULAR_PAST
from service.answering.values.tokens import Token, tokens_of
from service.answering.values.words import stem

_OF_A_PERSON = re.compile(r",? who\b|, (?:aged )?\d\d\b(?! per)|,? (?:his|her) ")
"""Behind a name: "Ovi Marr, who", "Ovi Marr, 61,"."""
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? \Z")
_ASKS_HOLDER = re.compile(
    r"\b(?:current|currently|incumbent|present|now)\b"
    r"|\Awho(?:'s|’s| is| are) (?:the\b|[\w.’' -]+['’]s\b)",
    re.IGNORECASE,
)
_ASKS_FORMER = re.compile(r"\b(?:former|ex|previous|late|was|did|had)\b", re.IGNORECASE)
_FORMER_BEFORE = re.compile(
    r"\b(?:former|ex|erstwhile|outgoing|ousted|predecessor)\b[\w’' -]*,? ?\Z|\bex-\w+ \Z"
)
_FORMER_BEHIND = re.compile(
    r"\A, (?:the|a|an|its|their|\w+['’]s)? ?(?:former|ex|outgoing|ousted)\b"
    r"|\A,? who (?:had )?(?:ran|run|led|governed|headed|chaired|managed|ruled|served)\b"
    r"(?!.{0,40}\bsince\b)"
)
_PAYMENTS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"fine|fines|fined|fining|penalty|penalties|penalised|penalized|multas?",
        r"repay|repaid|repays|repaying|repayments?|refund(?:s|ed)?|reimburse(?:d|ment)?",
        r"sue|sues|sued|suing|lawsuits?|(?:civil|legal) claims?|claims? (?:for|of)",
        r"bribes?|bribed|bribery|kickbacks?|sobornos?|subornos?",
        r"ransoms?",
        r"bail|bond|fianzas?|fianças?",
        r"salary|salaries|wages?|sueldos?|salarios?|salários?",
        r"bonus|bonuses",
        r"revenues?|turnover|sales|facturación|faturamento|receitas?",
        r"profits?|earnings|beneficios?|lucros?|ganancias?",
        r"debts?|deudas?|dívidas?",
        r"budgets?|presupuestos?|orçamentos?",
        r"grants?|subsid(?:y|ies)|subvenci(?:ón|ones)|subsídios?",
        r"loans?|lent|borrowed|préstamos?|empréstimos?",
        r"contracts?|contratos?",
        r"donat(?:ed|ions?|es?)|donaci(?:ón|ones)|doaç(?:ão|ões)",
    )
)
"""What a sum of money may be; a sum in a clause that says only another one is not asked for."""
_CLAUSES = re.compile(r"[;:]|, (?:and|but|while|which|who|with|of which)\b|,(?! ?\d)")
_HALVES = re.compile(r";|,? (?:and|while) ")


def is_of_another_sort(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    """Whether the words in ``span`` would answer another question than is asked.

    Args:
        shape: of the question.
        text: the sentence.
        language: ISO 639-1 code of the sentence, where known.
        span: of the words that may be the short answer, in code points of ``text``.
    """
    if shape.language != "en" or read(text, language).language != "en":
        return False
    if shape.wanted is AnswerKind.ORGANISATION and _is_a_person(text, span):
        return True
    if _is_of_a_former_holder(shape, text, span):
        return True
    if _is_another_payment(shape, text, language, span):
        return True
    return is_unsettled(shape, text, language, span)


def names_the_payment(shape: QuestionShape, text: str, span: Span) -> bool | None:
    """Whether the clause of ``span`` says which sum it is, as the question does; else ``None``."""
    asked = set() if amount_in(shape, text, "en", span) is None else _payments(shape.text)
    return not asked.isdisjoint(_payments(_clause_of(text, span))) if asked else None


def of_the_half_asked(shape: QuestionShape, text: str, language: str | None, span: Span) -> Span:
    """The name in the half of the sentence that tells of what is asked, else ``span``.

    Only where that half goes on without a verb of its own: "the gold in the pursuit goes to Nyman,
    and that in the sprint to Perne".
    """
    if shape.wanted not in {AnswerKind.PERSON, AnswerKind.ORGANISATION}:
        return span
    sought = sought_by(shape)
    terms = sought.terms - set(sought.verbs)
    halves = _halves(text)
    own = next((n for n, half in enumerate(halves) if half.start <= span.start < half.end), None)
    if own is None:
        return span
    told = [terms & _stems(text, half) for half in halves]
    others = [
        half
        for n, half in enumerate(halves)
        if n > own and (told[n] > told[own] or (told[n] - told[own] and _takes_up(text, half)))
    ]
    if len(others) != 1 or _has_verb(tokens_of(text[others[0].start : others[0].end])):
        return span
    names = [
        name
        for name in values_in(text, language, kinds=(ValueKind.NAME,))
        if others[0].start <= name.start < others[0].end and not _is_given(name, shape)
    ]
    return Span(names[0].start, names[0].end) if names else span


def _takes_up(text: str, half: Span) -> bool:
    """Whether the half says "that in the sprint" of a thing named in the one before it."""
    return text[half.start : half.end].startswith(("that ", "those ", "the one "))


def _is_a_person(text: str, span: Span) -> bool:
    behind, before = text[span.end :], text[: span.start]
    return bool(_OF_A_PERSON.match(behind) or _TITLE.search(before))


def _is_of_a_former_holder(shape: QuestionShape, text: str, span: Span) -> bool:
    if not _ASKS_HOLDER.search(shape.text) or _ASKS_FORMER.search(shape.text):
        return False
    is_name = isinstance(_name_in(text, span), Value)
    behind, before = text[span.end :], text[: span.start]
    return is_name and bool(_FORMER_BEFORE.search(before) or _FORMER_BEHIND.match(behind))


def _name_in(text: str, span: Span) -> Value | None:
    names = values_in(text, "en", kinds=(ValueKind.NAME,))
    inside = (name for name in names if name.start < span.end and span.start < name.end)
    return next((name for name in inside if isinstance(name.meaning, Name)), None)


def _is_another_payment(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    if amount_in(shape, text, language, span, kinds=(ValueKind.MONEY,)) is None:
        return False
    asked, told = _payments(shape.text), _payments(_clause_of(text, span))
    return bool(asked and told) and asked.isdisjoint(told)


def _payments(text: str) -> set[int]:
    return {n for n, words in enumerate(_PAYMENTS) if words.search(text)}


def _clause_of(text: str, span: Span) -> str:
    walls = list(_CLAUSES.finditer(text))
    start = max((wall.end() for wall in walls if wall.end() <= span.start), default=0)
    end = min((wall.start() for wall in walls if wall.start() >= span.end), default=len(text))
    return text[start:end]


def _halves(text: str) -> list[Span]:
    walls = [(0, 0), *((wall.start(), wall.end()) for wall in _HALVES.finditer(text))]
    ends = [start for start, _ in walls[1:]] + [len(text)]
    return [Span(begin, end) for (_, begin), end in zip(walls, ends, strict=True)]


def _stems(text: str, half: Span) -> set[str]:
    return {stem(token.low) for token in tokens_of(text[half.start : half.end])}


def _has_verb(tokens: Sequence[Token]) -> bool:
    pasts = set(IRREGULAR_PAST.values())
    return any(token.low in AUXILIARY | pasts or is_past(token) for token in tokens)


def _is_given(name: Value, shape: QuestionShape) -> bool:
    return any(same_value(name, given) is Agreement.SAME for given in shape.given)
