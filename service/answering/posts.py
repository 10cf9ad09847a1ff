"""Whether a sentence tells what post somebody holds, for who asks it.

"What is Colin Arden's job?" shares no word with "the union's general secretary, Colin Arden, said
so", and the reader finds no answer in a title: the sentence is one whatever the signals say.
"""

from __future__ import annotations

import re

from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import QuestionShape
from service.answering.values import Reading, read
from service.answering.values.name_words import TITLES
from service.answering.values.tokens import folded, tokens_of
from service.answering.values.words import word_set

_POST = r"(?:job|post|position|role|title|profession|occupation|office)"
_CARGO = r"(?:cargo|puesto|trabajo|profesion|posto|trabalho|profissao|funcao|oficio)"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"what(?:'s| is| was) (?P<who>.+?)(?:'s|’s|s'|s’) (?:job |official )?{_POST}\W*",
        rf"what(?:'s| is| was) the (?:job |official )?{_POST} of (?P<who>.+?)\W*",
        rf"(?:what|which) {_POST} (?:does|did) (?P<who>.+?) (?:hold|have|occupy)\W*",
        r"what does (?P<who>.+?) do(?: for a living| for work| professionally)?\W*",
        r"(?:who|wer|qui|quem|quien) (?:is|was|ist|war|est|e|es|era) (?P<who>.+?)\W*",
        rf"(?:cual es|qual e) (?:el|la|o|a|su) {_CARGO} de (?P<who>.+?)\W*",
        rf"(?:que|qual) {_CARGO} (?:tiene|ocupa|desempena|tem|exerce) (?P<who>.+?)\W*",
        (
            r"quel(?:le)? est (?:la |le |l['’])?(?:poste|metier|fonction|profession) de "
            r"(?P<who>.+?)\W*"
        ),
        r"quel(?:le)? (?:poste|metier|fonction|profession) (?:occupe|exerce) (?P<who>.+?)\W*",
        r"was ist (?P<who>.+?) von beruf\W*",
        r"welche[ns]? (?:amt|posten|beruf|funktion) (?:hat|bekleidet) (?P<who>.+?)\W*",
    )
)
_NO_POSTS = word_set(
    """mr mrs ms miss sir dame lord lady dr doctor doctora prof reverend rev monsieur madame mme m
    herr frau senhor senhora senor senora sr sra primer foreign prime defense defence finance
    interior former acting interim chief king queen prince princess"""
)
_POSTS = (TITLES - _NO_POSTS) | word_set(
    """boss leader head executive member lawyer solicitor barrister engineer nurse teacher owner
    farmer driver clerk treasurer adviser advisor analyst editor reporter writer scientist surgeon
    biologist microbiologist historian conductor composer painter photographer designer captain
    pilot mechanic carpenter baker curator librarian consultant manager organiser organizer
    activist campaigner counsel magistrate councillor counsellor mp mep trustee warden constable
    firefighter fisherman skipper
    abogado abogada jefe jefa lider dueno duena ingeniero ingeniera concejal medico medica
    avocat avocate chef cheffe patron patronne proprietaire medecin ingenieur secretaire
    anwalt anwaltin chef chefin leiter leiterin vorsitzender vorsitzende geschaftsfuhrer
    geschaftsfuhrerin arzt arztin lehrer lehrerin ingenieurin
    advogado advogada chefe dono dona engenheiro engenheira vereador vereadora"""
)
_BEFORE_A_POST = word_set(
    """the a an its their his her our former then acting deputy chief el la un una su le l un une
    son sa der die das ein eine o a um uma seu sua"""
)
_BEING = word_set("is was becomes became as es era fue est etait ist war wurde e foi")
_MARKS = frozenset((",", ".", ";", ":", ")", "?", "!", ""))
_OF_TRADE = ("von", "beruf")
"""German words behind a name that read as part of it."""
_OWN = ("'s", "’s")
_REACH = 8
"""Tokens behind a name in which its bearer's post is looked for."""


def tells_post_asked(shape: QuestionShape, sentence: EvidenceSentence) -> bool:
    """Whether the sentence says what the one person is whose post a question asks for."""
    name = _bearer(shape)
    if not name:
        return False
    reading = read(sentence.text, sentence.quote.article.language)
    lows = [token.low for token in reading.tokens]
    ends = (at for at in range(len(name), len(lows) + 1) if lows[at - len(name) : at] == name)
    return any(_before(reading, end - len(name), end) or _behind(reading, end) for end in ends)


def _bearer(shape: QuestionShape) -> list[str]:
    """The folded words of the name whose bearer's post is asked for; none where it is not."""
    plain = folded(shape.text).strip(" ¿")
    asked = next(filter(None, (one.fullmatch(plain) for one in _ASKED)), None)
    if asked is None or len(shape.names) != 1:
        return []
    name = [token.low for token in tokens_of(asked["who"])]
    named = [token.low for token in tokens_of(shape.names[0])]
    return name if named in (name, [*name, *_OF_TRADE]) else []


def _before(reading: Reading, first: int, after: int) -> bool:
    """Whether a post stands right before a name: "secretary Colin Arden", "its chief, Arden,"."""
    at = first - 1
    while at >= 0 and reading.tokens[at].is_capitalised and reading.low(at) not in _POSTS:
        at -= 1  # "Colin" of "Colin Arden", where only Arden is asked about
    if reading.low(at) == ",":
        return reading.low(at - 1) in _POSTS and reading.low(after) in _MARKS
    return reading.low(at) in _POSTS


def _behind(reading: Reading, after: int) -> bool:
    """Whether a post stands behind a name: "Colin Arden, the union's secretary", "is a baker"."""
    at = after
    if reading.low(at) == ",":
        at += 1
        at += reading.low(at) == "who"
    if reading.low(at) in _BEING:
        at += 1
    elif at == after:
        return False
    words = [reading.low(n) for n in range(at, at + _REACH)]
    end = next((n for n, low in enumerate(words) if low in _MARKS), len(words))
    phrase = words[:end]
    begins = bool(phrase) and (
        phrase[0] in _BEFORE_A_POST | _POSTS or not {*_OWN}.isdisjoint(phrase[1:3])
    )
    return begins and not _POSTS.isdisjoint(phrase)
