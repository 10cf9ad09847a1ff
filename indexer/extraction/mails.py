"""An article that came by mail: forwarded, quoted line by line, with the heads of several mails.

The innermost mail is read, as long as what stands above it is a short note. Of what stands in it
nothing goes but the sender's closing lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from indexer.extraction.banners import is_banner
from indexer.extraction.dates import find_date, parse_date
from indexer.extraction.furniture import is_ended
from indexer.extraction.outlets import is_outlet, is_vouched_for, outlet_name
from indexer.extraction.page import Page

_FROM, _TO, _DATE, _SUBJECT, _OTHER = "from", "to", "date", "subject", "other"
_KINDS: dict[str, str] = {
    _FROM: "from|von|de|da|van|od|от|від",
    _TO: "to|an|à|a|para|aan|do|кому|cc|bcc|kopie|copie|copia|cópia|cci|cco",
    _DATE: "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|data"
    "|enviado em|enviada em|enviada|inviato|verzonden|wysłano|wysłane|дата|отправлено"
    "|надіслано|дата відправлення",
    _SUBJECT: "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема",
    _OTHER: "reply-to|antwort an|répondre à|responder a|responder para|rispondi a|importance"
    "|priority|wichtigkeit|attachments|anlagen|pièces jointes|adjuntos|datos adjuntos|anexos"
    "|allegati|bijlagen|message-id|mime-version|content-type|content-transfer-encoding"
    "|return-path|received|list-unsubscribe|list-id|delivered-to",
}
_KIND_OF: Mapping[str, str] = {
    label: kind for kind, labels in _KINDS.items() for label in labels.split("|")
}
_ENGLISH = frozenset(("date", "sent"))
_QUOTE = re.compile(r"^[ \t]*(?P<marks>(?:>[ \t]?)*)")
_LABELLED = re.compile(
    r"[ \t]*\*{0,2}(?P<label>[^\W\d_][\w -]{0,24}?)[ \t\xa0]?:\*{0,2}[ \t\xa0]*(?P<value>.*)"
)
# "On Tue, 3 Mar 2026 at 10:00, Ada Lind <ada@mail.example> wrote:".
_ATTRIBUTION = re.compile(
    r"(?P<value>(?:on|am|le|el|em|il|op) .{6,200}?)(?:wrote|schrieb.{0,80}|a écrit|escribió"
    r"|escreveu|ha scritto|schreef.{0,80})\s?:",
    re.IGNORECASE,
)
_WHO_WROTE = re.compile(
    r"(?:[,\d]\s+|Uhr |schrieb |schreef )"
    r"(?P<name>(?!schrieb|schreef|Uhr)[^,<>:\d]+ [<(][^<>()]+[>)])"
)
_MAIL_ADDRESS = re.compile(r"(?P<box>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_SENDER = re.compile(r"[\"'“]?(?P<name>[^<>\"“”\[(]+?)[\"'”]?\s*(?:[<\[(].*)?")
_ON_BEHALF = re.compile(r" (?:from|at|von|de|via) | \| |, ", re.IGNORECASE)
_PREFIX = re.compile(
    r"(?:(?:fwd?|re|wg|aw|tr|rv|reenv|enc|res|i|doorst|antw|пересл)\s?(?:\[\d\])?\s?:\s*)+",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\W*(?:(?:begin )?forwarded message|original message|(?:anfang der )?weitergeleiteten?"
    r" nachricht|original-?nachricht|ursprüngliche nachricht|(?:début du )?message (?:transféré"
    r"|réexpédié|d[’']origine)|(?:inicio del )?mensaje (?:reenviado|original)|(?:início da )?"
    r"mensagem (?:encaminhada|original)|messaggio (?:inoltrato|originale)"
    r"|(?:doorgestuurd|oorspronkelijk) bericht|пересылаемое сообщение|переслане повідомлення)\W*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\W*(?:(?:this|the (?:information|contents?)|diese|der inhalt|ce|cet|le contenu|este|esta|el"
    r" contenido|questo|il presente|dit|de inhoud)\b.{0,80}?\b(?:e-?mail|message|communication"
    r"|nachricht|courriel|correo|mensaje|mensagem|messaggio|bericht)\b.{0,200}?\b(?:confidential"
    r"|privileged|intended|vertraulich\w*|confidentiels?|confidencia(?:l|is)|riservat\w+"
    r"|vertrouwelijk\w*)\b"
    r"|you (?:receiv\w+|are receiving|get|got) this (?:e-?mail|message|newsletter)\b"
    r"|sie erhalten diese|vous recevez cet?\b|(?:recibe|ha recibido) este"
    r"|você (?:está )?receb\w+ este"
    r"|if you (?:have received this|are not the intended)\b"
    r"|(?:confidentiality|legal) (?:notice|disclaimer)\b|(?:confidential|disclaimer):?$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# "Hi Ada,", "Liebe alle,": a short line that ends as a greeting, or begins as one.
_GREETING = re.compile(
    r"\S+(?: \S+){0,4}[,!:]"
    r"|(?:hi|hello|hey|dear|hallo|lieber?|guten|bonjour|salut|cher|chère|hola|buen[oa]s|olá|oi|ciao"
    r"|beste|привіт|привет)\b.{0,80}",
    re.IGNORECASE,
)
_FEWEST_KINDS, _MOST_HEAD_LINES, _MOST_HEADS = 2, 40, 20
_FEW_WORDS, _MOST_SIGNED_LINES = 12, 8
_MOST_NOTE_WORDS = 100
"""Words of a note above a mail that is handed on; more may be an article."""
_MOSTLY, _FEWEST_QUOTED = 0.6, 3
_LONGEST_ARTICLE = 3


class _Head(NamedTuple):
    """The lines of a mail's head, half open, how deep they are quoted, and what they say."""

    start: int
    end: int
    depth: int
    values: Mapping[str, str]
    is_english: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says in its ``text`` and about itself."""

    text: str
    subject: str | None = None
    sender: str | None = None
    sent_at: datetime | None = None

    def completing(self, page: Page) -> Page:
        """The page read from the text, with what only the mail tells; its own words go first."""
        return replace(
            page,
            outlet=page.outlet or _outlet(self.sender or "", page),
            published_at=page.published_at or self.sent_at,
        )

    def title_beside(self, page: Page) -> str | None:
        """The subject, where the text has no title of its own or is about what the subject says."""
        own, subject = page.title, self.subject
        if own is None or subject is None:
            return subject
        is_own = _shares(subject, own) or not _shares(subject, page.text)
        return None if is_own else subject


def open_mail(text: str) -> Mail | None:
    """The mail that a text is, the innermost of those handed on; ``None`` for other texts."""
    lines = re.split(r"\r\n|\r|\n", text)
    depths = [_depth(line) for line in lines]
    bare = [_QUOTE.sub("", line, count=1) for line in lines]
    head = _innermost(_heads(bare, depths), bare)
    if head is None:
        return Mail("\n".join(bare)) if _is_quoted(depths, bare) else None
    own = _own_lines(bare[head.end :], depths[head.end :], head.depth)
    day_first = None if head.is_english else True
    subject = _PREFIX.sub("", head.values.get(_SUBJECT, "").strip(), count=1)
    return Mail(
        _without_closing(own),
        subject=subject or None,
        sender=head.values.get(_FROM),
        sent_at=_moment(head.values.get(_DATE, ""), day_first=day_first),
    )


def _depth(line: str) -> int:
    match = _QUOTE.match(line)
    return match["marks"].count(">") if match else 0


def _heads(lines: Sequence[str], depths: Sequence[int]) -> list[_Head]:
    heads: list[_Head] = []
    at = 0
    while at < len(lines):
        head = _attributed(lines[at], at, depths[at]) or _head_at(lines, depths, at)
        if head:
            heads.append(head)
        at = head.end if head else at + 1
    return heads


def _head_at(lines: Sequence[str], depths: Sequence[int], start: int) -> _Head | None:
    """The head that begins with a line; it has labels of several kinds, and an address."""
    values: dict[str, str] = {}
    labels: set[str] = set()
    end = start
    for at in range(start, min(len(lines), start + _MOST_HEAD_LINES)):
        match = _LABELLED.fullmatch(lines[at])
        label = match["label"].casefold() if match else ""
        kind = _OTHER if label.startswith("x-") else _KIND_OF.get(label)
        if depths[at] != depths[start]:
            break
        if match and kind:
            labels.add(label)
            values.setdefault(kind, match["value"].strip())
            end = at + 1
        elif (
            not values or at > end or not (_MAIL_ADDRESS.search(lines[at]) or not lines[at].strip())
        ):
            break  # an address may need a second line, and a copied head an empty one
    is_addressed = any(map(_MAIL_ADDRESS.search, lines[start:end]))
    is_mail = is_addressed or {_FROM, _SUBJECT} <= values.keys()
    if len(values.keys() - {_OTHER}) < _FEWEST_KINDS or not is_mail:
        return None
    is_english = not labels.isdisjoint(_ENGLISH) and "from" in labels
    return _Head(start, end, depths[start], values, is_english)


def _attributed(line: str, at: int, depth: int) -> _Head | None:
    """The head that a line is which says who wrote the lines quoted below it."""
    match = _ATTRIBUTION.fullmatch(line.strip())
    dated = find_date(match["value"]) if match else None
    if match is None or (dated is None and not _MAIL_ADDRESS.search(line)):
        return None
    value = match["value"]
    values = {_DATE: value[dated[1] : dated[2]]} if dated else {}
    values[_FROM] = named["name"] if (named := _WHO_WROTE.search(line)) else ""
    return _Head(at, at + 1, depth, values, is_english=False)


def _innermost(heads: Sequence[_Head], lines: Sequence[str]) -> _Head | None:
    """The last head above which stand no more than short notes, shorter than what is below."""
    chosen: _Head | None = None
    for head in heads[:_MOST_HEADS]:
        above = [line for line in lines[chosen.end if chosen else 0 : head.start] if line.strip()]
        is_deeper = head.depth > (chosen.depth if chosen else 0)
        if not _is_note(above, is_deeper=is_deeper) or _count(above) > _count(lines[head.end :]):
            break
        chosen = head
    return chosen


def _is_note(above: Sequence[str], *, is_deeper: bool) -> bool:
    """Whether lines above a head introduce a mail; an article may quote a whole one in its midst.

    The mail is marked as handed on or quoted, or the lines are few, or a letter with a greeting.
    """
    count = _count(above)
    if not above or count <= _FEW_WORDS:
        return True
    is_marked = is_deeper or _MARK.fullmatch(above[-1]) is not None
    is_letter = _GREETING.fullmatch(above[0].strip()) is not None
    return count <= _MOST_NOTE_WORDS and (is_marked or is_letter)


def _count(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _is_quoted(depths: Sequence[int], lines: Sequence[str], *, below: int = 0) -> bool:
    """Whether most lines that are not empty are quoted deeper than others."""
    filled = [depth for depth, line in zip(depths, lines, strict=True) if line.strip()]
    quoted = sum(depth > below for depth in filled)
    return quoted >= max(_FEWEST_QUOTED, _MOSTLY * len(filled))


def _own_lines(lines: Sequence[str], depths: Sequence[int], depth: int) -> list[str]:
    """The lines of a mail whose head is quoted so deep; those of mails around it stay if long."""
    depth += _is_quoted(depths, lines, below=depth)
    own = [line for line, deep in zip(lines, depths, strict=True) if deep >= depth or not line]
    others = _count(lines) - _count(own)
    return list(lines) if others > min(_MOST_NOTE_WORDS, _count(own)) else own


def _without_closing(lines: Sequence[str]) -> str:
    """The text without a signature, and notices on who may read the mail, at its end."""
    cut = max((n for n, line in enumerate(lines) if line.rstrip() == "--"), default=len(lines))
    if len(lines) - cut > _MOST_SIGNED_LINES or any(map(is_ended, lines[cut:])):
        cut = len(lines)
    paragraphs = re.split(r"\n[ \t]*\n", "\n".join(lines[:cut]).strip())
    while len(paragraphs) > 1 and _is_closing(" ".join(paragraphs[-1].split())):
        paragraphs.pop()
    return "\n\n".join(paragraphs)


def _is_closing(paragraph: str) -> bool:
    return not paragraph or is_banner(paragraph) or _NOTICE.match(paragraph) is not None


def _moment(value: str, *, day_first: bool | None) -> datetime | None:
    if moment := parse_date(value, day_first=day_first):
        return moment
    found = find_date(value)
    return found[0] if found else None


def _outlet(sender: str, page: Page) -> str | None:
    """The outlet that a sender is by its name or address; a person's own address is none."""
    match = _SENDER.fullmatch(sender)
    address = _MAIL_ADDRESS.search(sender)
    named = match["name"].strip() if match else ""
    for name in (named, *_ON_BEHALF.split(named)[::-1]):
        if is_outlet(name):
            return outlet_name(name)
        is_own = address and _is_person(name, address["box"])
        if address and not is_own and name != page.author and is_vouched_for(name, [address[0]]):
            return outlet_name(name)
    return None


def _is_person(name: str, box: str) -> bool:
    """Whether a box is named after somebody: "ada@", "a.lind@"."""
    box = box.casefold()
    parts = name.casefold().split()
    return any(part == box or (len(part) > _LONGEST_ARTICLE and part in box) for part in parts)


def _shares(words: str, text: str) -> bool:
    told = set(_WORD.findall(text.casefold()))
    return any(word in told for word in _WORD.findall(words.casefold()))
