"""Who wrote an article: names, lines that name the writer, and what their post is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extraction.furniture_rules import BIOGRAPHY
from indexer.extraction.outlets import agency, is_outlet, is_vouched_for, masthead_name, outlet_name
from indexer.extraction.posts import holds_post, is_post, split_post

_LONGEST_LINE = 160
_PARTICLES = r"(?:(?:de|del|da|do|dos|di|du|della|van|von|der|den|bin|al|el|la|le) ){0,2}"
_NAME_PART = (
    r"(?:(?:[^\W\d_a-zß-öø-ÿ]\.-?){1,3}|(?:Jr|Sr|Dr|St|Rev|Prof|Sen|Gov)\."
    r"|[^\W\d_a-zß-öø-ÿа-џґά-ώ][\w\u0300-\u036f’'-]*)"
)
_NAME = rf"{_NAME_PART}(?: {_PARTICLES}{_NAME_PART}){{1,3}}"
NAMES = rf"{_NAME}(?:(?:, and |, | and | & | und | et | y | e | en | og | и ){_NAME}){{0,5}}"
_MARK = (
    r"(?:(?:[Aa]nalysis |[Cc]omment(?:ary)? |[Oo]pinion |[Ii]nterview |[Rr]eview "
    r"|[Ss]tory |[Rr]eport |[Ww]ords |[Tt]ext |[Rr]eported |[Ww]ritten |[Ff]rom )?[Bb]y|BY"
    r"|(?:Words|Text|Story|Report|Reporting|Reporter|Authors?|Writer|Byline|Correspondent"
    r"|Texto|Textos|Autora?|Autores|Redacción|Reportaje|Texte|Auteure?|Autrice|Reportage"
    r"|Autorin|Autoren|Bericht|Testo|Autore|Reportagem|BYLINE"
    r"|Автор|Текст|Tekst|Κείμενο|מאת|كتب|كتبت|بقلم|تقرير|نویسنده|گزارش|خبرنگار|लेखक|द्वारा)\s?:"
    r"|โดย"
    r"|[Ff]rom our (?:own )?(?:[a-z]+ )?(?:reporter|correspondent|staff)s?(?: in \w+)?:?"
    r"|[Dd]oor|[Ee]scrito por|[Tt]exto de|[Pp]ublicado por|[Tt]ext von|[Vv]erfasst von|[Vv]on"
    r"|[Pp]or|[Pp]ar|[Dd]i)"
)
_MARKED = re.compile(rf"\W*{_MARK}\s+(?P<names>{NAMES})\W*")
_AFTER_NAMES = re.compile(
    rf"\W*{_MARK}\s+(?P<names>{NAMES})(?P<link>,| \||\s?[–—/-]| for| at|\s?\()\s?"
    r"(?P<rest>[^\W\d_][\w.,&’' ()-]{1,50}?)\W*"
)
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,2}(?:, [A-ZÀ-Þ][\w.’'-]*)?"
# "By Jane Doe in Lyon and John Roe in Nice"; without the mark it may be a headline.
_PLACED = re.compile(rf"(?P<names>{NAMES}) in {_PLACE}")
_ALL_PLACED = re.compile(
    rf"\W*(?P<mark>{_MARK}\s+)?{NAMES} in {_PLACE}"
    rf"(?:(?:, and |, | and | & | und | et | y ){NAMES} in {_PLACE})*\W*"
)
# A writer and, in the same line, who translated or drew: "Text: Jane Doe. Translation: J. Roe."
_CREDITED = re.compile(
    rf"\W*(?:Text|Words|Story|Report|Reporting|Texto|Texte|Testo)\s?: (?P<names>{NAMES})\.?"
    r"(?:\s?\|?\s(?:Translation|Translated by|Photos?|Photography|Pictures?|Editing|Graphics?"
    r"|Video|Audio|Illustrations?|Traducción|Traduction|Übersetzung|Fotos?|Bild(?:er)?)"
    r"\s?:? [^:]{2,60}){1,3}"
)
# Chinese and Japanese names follow the word for a reporter, without a mark between; Korean ones
# stand before it.
_EASTERN_NAME = r"[\u3040-\u30ff\u4e00-\u9fff]{2,8}"
_REPORTER = re.compile(
    r"(?:(?:本报|本刊|特约)?(?:记者|記者)\s?[:：]?|作者\s?[:：]|文\s?[・＝=]\s?)\s?"
    rf"(?P<names>{_EASTERN_NAME}(?:[ 、，,]+{_EASTERN_NAME}){{0,3}})"
)
_KOREAN_REPORTER = re.compile(
    r"(?P<names>[\uac00-\ud7a3]{2,4})\s?(?:기자|특파원|선임기자|인턴기자)"
)
_CERTAIN = re.compile(
    r"(?:[^\W\d_]\.-?)+|&"
    r"|(?!MAC|VAN\b|VON\b|DEN\b|DER\b|DEL\b|DOS\b|DAS\b|BIN\b|III\b|LE\b|LA\b|DI\b)"
    r"(?=[^ ]*[AEIOUYÀ-ÖØ-Ý])(?:[^\W\d_]['’])?[^\W\d_]{3,}(?:-[^\W\d_]{3,})*,?"
)
_JOINED = re.compile(r"(?:^| )(?:and|&|und|et|y|e) ")
_JOINS = re.compile(r"(,? and |, | & | und | et | y | e | en )")
_PIECES = re.compile(r"(\s*[,|(·•]\s*|\s+[–—/-]\s+)")
_ENGLISH_MARK = re.compile(r"\W*(?:.{0,12} )?(?:by|from)\s", re.IGNORECASE)
_LONE_POST = re.compile(r"[A-ZÀ-Þ]\S+")
_HOUSE = re.compile(r"(?:our|an?|and)\b", re.IGNORECASE)
_MOST_USUAL_NAMES = 2
_LONGEST_ROLE = 60
_STARTS_MARKED = re.compile(rf"\W*{_MARK}\s")
_NAMES_ONLY = re.compile(NAMES)
_ROLE_WORD = (
    r"(?:reporter|writer|correspondent|editor|columnist|contributor|journalist|producer|critic"
    r"|analyst|redakteur(?:in)?"
    r"|korrespondent(?:in)?|corresponsal|redactora?|correspondante?|journaliste|repórter"
    r"|correspondente|enviad[oa] especial|envoyée? spéciale?)"
)
# Of words that may be any only one begins with a small letter: "Court jails three reporters".
_ROLE = re.compile(
    r"(?-i:(?!The ))(?:(?-i:[^\W\d_a-zß-öø-ÿ]\S*|&|and|of|the) ){0,5}(?:\S+ )?"
    rf"{_ROLE_WORD}s?(?: (?:in|for|at) .{{2,40}})?",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"(?:(?i:special (?:to|for))|For) (?P<outlet>(?:[Tt]he )?[A-ZÀ-Þ].{2,40})")
_POST_AT = re.compile(
    r"\b(?:for|at|of|de|del|do|da|du|der|des|bei) (?:the |el |la |le |der |die )?"
    r"(?P<outlet>[A-ZÀ-Þ].{2,40})$"
)
_CONTACT_LINE = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\s*[|,]\s*@?\w[\w.]*)?|@\w{2,30}", re.IGNORECASE
)
_SIGNED = re.compile(
    r"^[–—−‒-]{1,2}\s?by[\s/:]+(?P<names>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3})$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    rf"^\W*(?:Reporting|Story|Text|Words|Reported|Written) by (?P<names>{NAMES})"
    r"(?=\W*$|[,;.]? (?:in [A-Z]|[Ee]dit|[Aa]ddition|[Ww]ith |[Ww]riting)|[;.])"
)
_REPORTED_PLACED = re.compile(
    r"^\W*(?:Reporting|Story|Text|Words|Reported|Written) by (?P<all>[^;.()]+)"
)
_SELF = (
    r"(?:,[^.]{2,60},)?(?:[’']s (?:column|work|email|e-mail)\b"
    r"| (?:is|was) (?:an?|the|one)\b| covers\b| writes\b| reports?\b| reported from\b"
    r"| contributed\b| (?:can|may) be\b| at \S*[\d@]| on (?:X|Twitter)\b|:? \S+@)"
)
_OWNED = re.compile(r"\W*(?:©|\(c\)|copyright \d).{0,80}$", re.IGNORECASE)
_WORD = re.compile(r"\w[\w-]*")
_CLOSING_BLOCKS, _CLOSING_SHARE = 12, 8
_MONTH_OR_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July"
    r"|August|September|October|November|December)\b"
)


# "By our correspondent in Lyon", "From a staff reporter".
_UNNAMED = re.compile(
    r"\W*(?i:by|from) (?:our|an?) (?:[a-z]+ )?(?:correspondent|reporter|staff|writer)s?"
    rf"(?: reporters?)?(?: (?:in|at) {_PLACE})?\W*"
)
_FOR_IN_CAPITALS = re.compile(
    r"\W*B[Yy] (?P<names>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]+?) FOR (?P<outlet>(?:THE )?[A-ZÀ-Þ][A-ZÀ-Þ ]+)\W*"
)
# "Priya Moss Midlands correspondent": two names, then a post that may begin with a capital.
_POSTED_SMALL = re.compile(
    rf"(?:\W*{_MARK}\s+)?(?!{_MARK}\s)(?P<names>{_NAME_PART} {_NAME_PART}),?"
    r" (?:[A-ZÀ-Þ][\w&-]+ ){0,2}"
    r"(?:[a-z]+ )?(?:reporter|writer|correspondent|editor|columnist)"
)
# "From Ada Lind, our correspondent in Lyon", "From our correspondent in Lyon, Ada Lind".
_OURS = re.compile(
    rf"\W*(?:From|By) (?P<names>{NAMES})"
    rf"(?:, (?i:our) [a-z ]{{0,30}}?(?i:correspondent|reporter|editor)s?)?(?: in {_PLACE})?\W*"
    rf"|\W*(?:From|By) our (?:[a-z]+ )?(?:correspondent|reporter|staff)s? in {_PLACE}?[,:] "
    rf"(?P<behind>{NAMES})\W*"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a line names: ``author`` as written, and the ``outlet``, where the line tells them."""

    author: str | None = None
    outlet: str | None = None


def as_names_are_written(names: str) -> str:
    """Names all in capitals as they are usually written, where each of them is certain.

    "VAN", "DE", "MACLEAN" and letters without full stops are written in more than one way.
    """
    parts = names.split(" ")
    if not names.isupper() or not is_names(names) or not all(map(_CERTAIN.fullmatch, parts)):
        return names
    return re.sub(r"\bMc[a-z]", lambda found: f"Mc{found[0][2].upper()}", names.title())


def read_byline(line: str, blocks: Sequence[str]) -> Byline | None:
    """The byline that a line is: marked ("By", "Words:", "Por"), or with an outlet after it.

    Args:
        line: one block of the page.
        blocks: the whole page, which may vouch for an outlet.
    """
    if len(line) > _LONGEST_LINE:
        return None
    return _read_byline(_with_comma(line, blocks) if holds_post(line) else line, blocks)


def _read_byline(line: str, blocks: Sequence[str]) -> Byline | None:
    if match := _MARKED.fullmatch(line):
        return _without_posts(match["names"], blocks)
    for form in (_REPORTER, _KOREAN_REPORTER, _CREDITED):
        if match := form.fullmatch(line):
            return Byline(match["names"])
    if byline := _of_the_house(line):
        return byline
    if match := _AFTER_NAMES.fullmatch(line):
        says_outlet = match["link"].strip() == "for"  # "at" may be where a match was played
        rest = match["rest"].strip(" .,()")
        return _with_rest(match["names"], rest, blocks=blocks, says_outlet=says_outlet)
    match = _ALL_PLACED.fullmatch(line)
    return placed_byline(line) if match and match["mark"] else _posted(line, blocks)


def _with_comma(line: str, blocks: Sequence[str]) -> str:
    """The line with a comma between names and the post that stands behind them without one."""
    mark = _STARTS_MARKED.match(line)
    start = mark.end() if mark else 0
    piece, *others = _PIECES.split(line[start:])
    split = None if is_post(piece) else split_post(piece)
    if split is None or (mark is None and _LONE_POST.fullmatch(split[1])):
        return line  # "Jailed Belarus Journalist" may be a headline
    is_english = mark is None or _ENGLISH_MARK.match(mark[0]) is not None
    names, post = _of_place(*split, blocks) if is_english else split
    names = "".join(map(_without_post, _JOINS.split(names)))
    if not _NAMES_ONLY.fullmatch(names) or _HOUSE.match(names):
        return line
    return "".join((line[:start], names, ", ", post, *others))


def _of_place(names: str, post: str, blocks: Sequence[str]) -> tuple[str, str]:
    """Names and post, with the place that the post is for taken from the names.

    "Ada Lind Wessex Correspondent": where the post names no desk it names a place, and where it
    does, a third name that the article tells of is one.
    """
    parts = names.split(" ")
    is_plain = all(part[:1].isupper() and "." not in part for part in parts)
    if len(parts) <= _MOST_USUAL_NAMES or not is_plain:
        return names, post
    is_placed = " " not in post or len(parts) > _MOST_USUAL_NAMES + 1
    if not is_placed and not is_told_of(
        parts[-1], [block for block in blocks if names not in block]
    ):
        return names, post
    return " ".join(parts[:_MOST_USUAL_NAMES]), " ".join((*parts[_MOST_USUAL_NAMES:], post))


def _without_post(name: str) -> str:
    split = split_post(name)
    return split[0] if split else name


def _of_the_house(line: str) -> Byline | None:
    """The byline of people of whom the line says for whom they write or what their post is."""
    if match := _FOR_IN_CAPITALS.fullmatch(line):
        return _named(match["names"], outlet=_titled(match["outlet"]))
    if match := _POSTED_SMALL.fullmatch(line) or _OURS.fullmatch(line):
        found = match.groupdict()
        return _named(found["names"] or found["behind"])
    return None


def is_unnamed_byline(line: str) -> bool:
    """Whether a line says that somebody of the house wrote it, and not who."""
    mark = _ENGLISH_MARK.match(line)
    is_unnamed = _UNNAMED.fullmatch(line) is not None or (mark and is_post(line[mark.end() :]))
    return len(line) <= _LONGEST_LINE and bool(is_unnamed)


def placed_byline(line: str) -> Byline | None:
    """The byline of people of whom it says where they are, in a line that is known to be one."""
    match = _ALL_PLACED.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    line = line[match.end("mark") :] if match["mark"] else line
    names = [found["names"] for found in _PLACED.finditer(line)]
    return _named(" and ".join((", ".join(names[:-1]), names[-1]) if names[1:] else names))


def _titled(name: str) -> str:
    return masthead_name(name) or name.title()


def _posted(line: str, blocks: Sequence[str]) -> Byline | None:
    """The byline of people whose post or outlet stands after them."""
    name, comma, rest = line.partition(", ")
    if comma and is_names(name) and (is_outlet(rest) or is_role(rest)):
        return _with_rest(name, rest, blocks=blocks, says_outlet=False)
    return None


def _with_rest(names: str, rest: str, *, blocks: Sequence[str], says_outlet: bool) -> Byline | None:
    """The byline of names that a post, an outlet or something unknown follows."""
    if any(map(str.isdigit, rest)):
        return None
    if is_role(rest):
        return _named(names, outlet=outlet_of_role(rest))
    known = says_outlet or is_vouched_for(rest, blocks)
    return _named(names, outlet=outlet_name(rest) if known else None)


def _without_posts(names: str, blocks: Sequence[str]) -> Byline | None:
    """The byline without what only looks like a name after a comma: a post, or an outlet."""
    people = names.split(", ")
    outlet: str | None = None
    while len(people) > 1 and (is_role(people[-1]) or is_vouched_for(people[-1], blocks)):
        last = people.pop()
        outlet = outlet or (outlet_of_role(last) if is_role(last) else outlet_name(last))
    if len(people) == 2 and not outlet and not _JOINED.search(people[1]):
        people.pop()  # a second writer, or where the first one works: nothing tells
    return _named(", ".join(people), outlet=outlet)


def _named(names: str, *, outlet: str | None = None) -> Byline | None:
    """The byline of these names, which may be an outlet's; ``None`` for a day or a mere post."""
    if _MONTH_OR_DAY.search(names) or is_post(names):
        return None
    names = ", ".join(name for name in names.split(", ") if not is_post(name))
    if is_outlet(names) or (names.isupper() and is_outlet(names.title())):
        return Byline(outlet=outlet_name(names.title() if names.isupper() else names))
    return Byline(names, outlet)


def is_role(line: str) -> bool:
    """Whether a line says what somebody's post is: "Staff Writer", "AP Aerospace Writer"."""
    if len(line) > _LONGEST_ROLE:
        return False
    return (_ROLE.fullmatch(line) or _SPECIAL.fullmatch(line)) is not None or is_post(line)


def outlet_of_role(line: str) -> str | None:
    """The outlet within a post: one named before it, or whom a piece was written for."""
    if match := _SPECIAL.fullmatch(line) or _POST_AT.search(line):
        named = match["outlet"]
        return outlet_name(named) if match.re is _SPECIAL or is_outlet(named) else None
    split = split_post(line, fewest=1)
    return outlet_name(split[0]) if split and is_outlet(split[0]) else agency(line.split(" ", 1)[0])


def is_contact_line(line: str) -> bool:
    """Whether a line is a writer's e-mail address or handle."""
    return len(line) <= 80 and _CONTACT_LINE.fullmatch(line) is not None


def is_names(line: str) -> bool:
    """Whether a line has the form of people's names and nothing else."""
    if len(line) > 90 or not _NAMES_ONLY.fullmatch(line) or _STARTS_MARKED.match(line):
        return False
    return not (is_outlet(line) or is_role(line) or _MONTH_OR_DAY.search(line))


def is_told_of(names: str, blocks: Sequence[str]) -> bool:
    """Whether the article is about one of these people, or about what else the words may name.

    What its last lines say does not count: there a writer is introduced.
    """
    people = re.split(r", and |, | and | & ", names)
    surnames = {person.split()[-1].rstrip(".").casefold() for person in people if person}
    body = blocks[: len(blocks) - len(blocks) // _CLOSING_SHARE]
    return any(
        not surnames.isdisjoint(_WORD.findall(block.casefold()))
        for block in body
        if block != names and not _is_about_writer(block, people) and not _OWNED.match(block)
    )


def is_introduced(names: str, blocks: Sequence[str]) -> bool:
    """Whether a closing line introduces one of these people, or says how to reach them."""
    people = re.split(r", and |, | and | & ", names)
    return any(_is_about_writer(block, people) for block in blocks[-_CLOSING_BLOCKS:])


def _is_about_writer(block: str, people: Sequence[str]) -> bool:
    if len(block) > 500:
        return False
    if _REPORTED.match(block) or ("@" in block and BIOGRAPHY.match(block)):
        return True
    return any(
        re.match(rf"\W*(?:(?:Contact|Reach|Follow|E-?mail) )?{re.escape(person)}{_SELF}", block)
        for person in people
    )


def signed(block: str) -> str | None:
    """Who signs an article at its end: "- by Jane Doe", "(Reporting by Jane Doe; ...)"."""
    match = _SIGNED.match(block) or _CREDITED.fullmatch(block[:300])
    match = match or (_REPORTED.match(block) if len(block) <= 300 else None)
    if match is None:
        return None
    listed = _REPORTED_PLACED.match(block)
    placed = placed_byline(listed["all"]) if listed else None
    return placed.author if placed and placed.author else match["names"]
