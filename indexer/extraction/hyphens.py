"""Words that the end of a line cut in two: which hyphens are the line's and which the word's.

Where a text cuts words at all, it does so in every fifth line or so; one that is only wrapped ends
a line at a hyphen of its own in every hundredth. Besides, the text has most of its words more than
once, and compounds have parts of their own: "twenty-", "well-", "-based", "-year-old".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CUT = re.compile(r"(?<![^\W_]-)(?<![^\W_])(?P<left>[^\W_]+(?:[’'][^\W\d_]+)?)[-‐]$")
_HYPHENATED = re.compile(r"[^\W_]\.?[-‐]$")
_REST = re.compile(r"[^\W_]+(?:-[^\W_])?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 60
_LEAST_CUT = 0.04
"""Cut words for each line from which on a text cuts words, and does not only end at hyphens."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# "pre- and post-war", "Vor- und Nachteile": the hyphen stands for what follows later.
_JOINING = _listed(
    """
    and or to und oder bis sowie y o u e ni et ou ed en of i oraz lub та або и или і й
    """
)
# Parts of compounds that syllables seldom are; what more often ends a word is in `_ENDINGS`.
_FIRST_PARTS = _listed(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen twenty thirty forty
    fifty sixty seventy eighty ninety hundred once twice half multi single double triple dual first
    second third fourth fifth sixth seventh eighth last next best worst early late latter self non
    well high higher highest low lower lowest long longer longest full large small fast fastest slow
    hard hardest upper middle top front rare mixed limited alt all then would anti post semi ultra
    quasi neo vice above below same award drug family world year years month week decades century
    state city county record government federal public private military crime price cost job tax
    toll market health climate weather storm hurricane pandemic coal oil solar wind nuclear energy
    human gender race age hip knee jaw drive follow fact action mail runner singer game entry
    decision career working student community company brand money budget life african american
    british chinese european french german indian iranian israeli russian spanish democratic
    republican conservative liberal euro afro anglo franco demi avant après sous mi outre celui
    celle ceux celles segunda terça quarta quinta sexta guarda recém além primeiro primeira по кто
    что где как когда какой из будь віце екс
    """
)
_LAST_PARTS = _listed(
    """
    based related owned led known called backed made run held born built paid funded sponsored elect
    elected appointed approved awaited controlled dominated assisted powered themed styled style
    scale profile level range income quality use right rights wing leaning friendly neutral free off
    up ups down old olds year years month months week weeks hour minute second mile meter metre foot
    inch dollar pound euro percent point degree grade thirds quarters fifth term person people party
    family class century decade generation president minister founder founders owner owners
    girlfriend wife husband daughter law big winning threatening breaking driven making selling
    producing saving facing running looking speaking sharing eating flying loving lasting setting
    standing long wide rich high deep sized aged eyed handed legged haired hearted minded faced
    colored coloured flavored fired fueled fuelled induced inspired infused damaged ravaged stricken
    torn scarred ridden covered studded packed filled focused oriented centric specific conscious
    aligned affiliated tested certified reviewed resistant proof prone effective efficient intensive
    essential needed seeking seekers tank trip border state section duty risk war conflict trade
    tech school campus government candidate general secretary director story storey bedroom seat
    lane shirt shirts pop star life profit size ranking ranked highest largest best worst lived
    processed grown growing fledged footed hit wearing carrying smoking drinking il elle on ils
    elles je tu nous vous ce ci là même mêmes moi toi lui leur être dessus dessous mère mères père
    pères se lo lhe lhes feira ministro ministra то либо нибудь таки небудь який яка які chair
    author authors host pilot fold ceremony era
    """
)
_ENDINGS = _listed(
    """
    able age ages al ally ance ances ant ary ate ated ates ation bility ble bles cal ced cent cers
    cial cian cies cing come cy dance dant dated days den dent der ders ding dom dren ed ee el em en
    ence ent ents er eral ered ering ers ery es est et ever ey fect ful gen ger gers ges ging gram
    hood ial ible ic ical ice ies ify ing ings ion ions ish ism ist ists ite ity ive ize ized izing
    king ky land lation le led less lic lier lies ling lings lion low ly man mand men ment ments mer
    ming ness ner ners ning nity nounced ond or ors ory ous pany pect ple ples plies ply port ported
    posed puter ration ren rer ries ring room ry self selves ship side sides sing sion sions sor
    sure sures tain tained tal tals tary ted teen tee tem ten ter ters thing tial tic tice ties til
    ting tion tional tions tive tives tle tor tors tory try ture tures ty ual ure vel ven ver vers
    vice ward wards ware works y yard ern erly pone poned ishly
    """
)
# Parts only behind a first part: "five-day", "late-night", but "Sun-day", "mid-night".
_LATER_PARTS = _listed("time times timer timers day days night way line side room work")
# Behind these a last part ends a word: "un-known", "con-founded", "dis-covered".
_PREFIXES = _listed(
    """
    un re dis con com de be im mis ac ad ap ar as at dif ef en em per pur sur sub sup sus over out
    under inter trans fore al ab ob ce pour mal res es op af ag
    """
)


@dataclass(frozen=True, slots=True)
class CutWords:
    """What a text shows of its words: those it has whole, and whether it cuts others at line ends.

    ``whole`` are case-folded, compounds with their hyphens.
    """

    whole: frozenset[str]
    are_cut: bool

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> CutWords:
        """What the lines of a text show, in groups that stand apart."""
        pairs = [pair for group in groups for pair in pairwise(group)]
        cuts = [cut for pair in pairs if (cut := _cut(*pair))]
        if not cuts:
            return cls(frozenset(), are_cut=False)
        lines = [line for group in groups for line in group]
        whole = frozenset(word for line in lines for word in _words_of(line))
        unknown = sum(not _is_compound(left, right, whole) for left, right in cuts)
        return cls(whole, are_cut=unknown >= _LEAST_CUT * len(lines))

    def join(self, line: str, following: str) -> str:
        """The two lines as one: with a space, with the hyphen between, or without either."""
        rest = _REST.match(following)
        if not is_cut(line) or rest is None or rest[0].lower() in _JOINING:
            return f"{line} {following}"
        cut = _cut(line, following)
        return line[:-1] + following if cut and self._is_one_word(*cut) else line + following

    def _is_one_word(self, left: str, right: str) -> bool:
        if left + right in self.whole:
            return f"{left}-{right}" not in self.whole
        return not _is_compound(left, right, self.whole) and (self.are_cut or right in _ENDINGS)


def is_cut(line: str) -> bool:
    """Whether a line ends in a hyphen of its last word."""
    return _HYPHENATED.search(line[-_LONGEST_WORD:]) is not None


def _cut(line: str, following: str) -> tuple[str, str] | None:
    """The halves of what may be one word, in small letters; ``None`` for a sure compound.

    A name, a number or a letter before the hyphen, a capital or a further hyphen behind it
    ("state-of-the-art") make one.
    """
    end, rest = _CUT.search(line[-_LONGEST_WORD:]), _REST.match(following)
    if end is None or rest is None:
        return None
    left, right = end["left"], rest[0]
    is_shouted = left.isupper() and right.isupper()
    is_lower = right.isalpha() and not right[:1].isupper()
    if len(left) < 2 or not left.isalpha() or not (is_lower or is_shouted):
        return None
    return left.casefold(), right.casefold()


def _is_compound(left: str, right: str, whole: frozenset[str]) -> bool:
    """Whether two halves are words of their own."""
    if f"{left}-{right}" in whole:
        return True
    if right in _LATER_PARTS:
        return left in _FIRST_PARTS
    if right in _ENDINGS or left in _PREFIXES:
        return False
    return left in _FIRST_PARTS or right in _LAST_PARTS


def _words_of(line: str) -> list[str]:
    """The words of a line but those that its ends may have cut."""
    words = _WORD.findall(line.casefold())
    return words[1:-1] if is_cut(line) else words[1:]
