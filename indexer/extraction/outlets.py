"""Which names are outlets: known agencies, names formed as papers and stations are, and sites.

Here no name is taken for an outlet because of where it stands (that is `mastheads`). Its form must
say so, or the page must: its address, its furniture ("The Lantern lives on small gifts") or its own
voice ("The Lantern has seen the letter").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.furniture import own_words
from indexer.extraction.furniture_rules import BIOGRAPHY
from indexer.extraction.posts import is_post

_AGENCIES = {
    "ap": "The Associated Press", "afp": "Agence France-Presse", "reuters": "Reuters", "dpa": "dpa",
    "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "tass": "TASS", "xinhua": "Xinhua", "cnn": "CNN",
    "bloomberg": "Bloomberg", "associated press": "The Associated Press", "lusa": "Lusa",
    "europa press": "Europa Press", "kyodo": "Kyodo", "yonhap": "Yonhap", "pti": "PTI",
    "anadolu": "Anadolu", "interfax": "Interfax", "sid": "SID", "belga": "Belga",
    "bbc": "BBC", "npr": "NPR", "usa today": "USA TODAY", "usatoday": "USA TODAY",
    "agence france-presse": "Agence France-Presse",
    "religion news service": "Religion News Service",
}  # fmt: skip
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.&’'-]*"
_ARTICLE = r"(?:[Tt]he |El |La |Los |Las |Le |Les |Der |Die |Das |Il |O |A |L[’'])?"
_ENGLISH = (
    r"(?:Times|Post|Herald|Gazette|Tribune|Journal|Courier|Chronicle|Observer|Mercury|Examiner"
    r"|Advertiser|Telegraph|Guardian|Independent|Inquirer|Enquirer|Dispatch|Sentinel|Bulletin"
    r"|Argus|Clarion|Sphere|Echo|Ledger|Signal|Standard|Express|Mirror|Globe|Register|Recorder"
    r"|Reporter|Citizen"
    r"|Statesman|Messenger|Monitor|Beacon|Bugle|Weekly|Digest|Newswire|Wire|Radio|TV|FM"
    r"|Broadcasting|Magazine|Voice|Media|Online|Review|Republic|Lantern|Free Press|Daily News"
    r"|Evening News|Morning News|Daily Mail|Daily Record|News|News Agency|News Service|News Network"
    r"|News Digital|Press (?:Agency|Service|Network|Association)|Daily"
    r"|Commercial Appeal|Motley Fool|Marshall Project)"
)
_ROMANCE = (
    r"(?:Voz|Diario|Periódico|Heraldo|Correo|Gaceta|Noticias|Mundo|Tribuna|Prensa|Crónica|Eco|Faro"
    r"|Vanguardia|Jornal|Folha|Correio|Gazeta|Diário|Notícias|Estado|Tribune|Voix|Monde|Journal"
    r"|Courrier|Dépêche|Écho|Gazette|Nouvelles|Progrès|Corriere|Gazzetta|Messaggero|Stampa|Radio)"
)
_GERMAN = (
    r"(?:[Zz]eitung|[Aa]nzeiger|[Bb]ote|[Kk]urier|[Rr]undschau|[Nn]achrichten|[Pp]resse|[Tt]ageblatt"
    r"|[Bb]latt|[Cc]ourant|[Kk]rant|[Dd]agblad|[Bb]ode|[Tt]idende)"
)
# Words for a paper in scripts without capitals, where they stand in its name.
_ELSEWHERE = (
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|周报|日報|晚報|時報|新聞|新报|通讯社|通信社)"
    r"|[\u3040-\u30ff\u4e00-\u9fff]{2,8}(?:新聞|日報|通信)"
    r"|(?:صحيفة|جريدة|وكالة) \w+(?: \w+){0,2}|ידיעות \w+"
    r"|\w+(?: \w+){0,2} Gazetesi"
    r"|(?:Вестник|Новости|Известия|Газета|Правда|Вісник|Новини) \w+(?: \w+)?"
    r"|(?:روزنامه|خبرگزاری) \w+(?: \w+)?|[\uac00-\ud7a3]{2,6}(?:일보|신문|통신)"
)
_FORMED = re.compile(
    rf"{_ARTICLE}(?:(?:{_WORD}|of|and|&) ){{0,3}}{_ENGLISH}(?:-{_ENGLISH})?(?: of {_WORD})?"
    rf"|{_ARTICLE}{_ROMANCE}(?: (?:de|del|da|do|di|du|des|la|las|los|{_WORD})){{1,4}}"
    rf"|(?:El|La|Le|O|A|Il) {_ROMANCE}"
    rf"|{_ARTICLE}(?:{_WORD} ){{0,3}}(?:{_WORD})?{_GERMAN}"
    rf"|{_ARTICLE}(?:{_WORD} ){{0,2}}(?:Daily|Evening|Morning|Sunday|Weekly)"
    r" (?:Star|Sun|Call|Union|Leader|Press|Record|Voice)"
    rf"|(?!From )(?:[Tt]he )?{_WORD}(?: {_WORD})? (?:Today|TODAY)"
    r"|USA TODAY(?: [A-Z–-][\w–-]*){1,3}"
    r"|[\w-]{3,}\.(?:com|org|net)"
    rf"|{_ELSEWHERE}"
)
_LINK = r"of|de|del|da|do|di|du|des|la|los|las|and|y|e|&"
_BARE = re.compile(rf"{_ARTICLE}{_WORD}(?: (?:{_WORD}|{_LINK})){{0,5}}")
_ALONE = frozenset(
    (
        "News", "Media", "Radio", "TV", "FM", "Online", "Magazine", "Wire", "Review", "Weekly",
        "Digest", "Standard", "Signal", "Beacon", "Reporter", "Citizen", "Presse", "Nachrichten",
        "Blatt", "Breaking News", "Latest News", "Top News", "World News", "Local News",
        "Sports News", "Social Media", "Business News", "Journal", "Post", "Voice",
        "Book Review", "Film Review", "Daily", "Press Agency", "Press Service",
        "Press Association", "Mirror", "Express", "Globe", "Republic", "Monitor",
    )
)  # fmt: skip
"""Words and names of sections that are formed as outlets' names are."""
_BRACKETED = re.compile(r"\s*\([^()]{2,40}\)")
_HOST = re.compile(
    r"(?:https?://)?(?:[\w-]+\.){0,3}?(?P<label>[a-z0-9][a-z0-9-]{3,40})\.(?:com?\.)?"
    r"(?:[a-z]{2,3}|example|news|press|media|info|radio)\b",
    re.IGNORECASE,
)
_OWN_VOICE = (
    r"\b(?:told|obtained by|seen by) (?:the )?{name}\b"
    r"|\b{name} (?:has (?:seen|learned|obtained|spoken)|understands|can reveal)\b"
)
_IN_FURNITURE = (
    r"\b[Tt]he {name}\b|(?:©|\(c\)|\b[Cc]opyright)[^.]*\b{name}\b"
    r"|[^\W\d_]{{2}} [^\s/]+ ?/ ?{name}\b"
    r"|\b(?:[Ss]ubscribe to|[Ss]upport|[Dd]onate to|[Mm]embers? of|[Rr]eaders? of"
    r"|(?:for|at|of|from|by) the|(?:reporter|writer|journalist|correspondent|editor|columnist)"
    r" (?:for|at|of|with)|writes for)"
    r" {name}\b"
)
_CUT_OFF = re.compile(r"\b(?:St|Ste|Mt|Ft)$")
"""Ends of a name that lost what stood behind its full stop: "The St. George Spectrum"."""
_LONGEST_NAMING = 400
_MOST_OF_NAME = 0.6
"""How much of a name an address must spell: "harbourherald" of "Averil Harbour Herald"."""


_SERVICE = re.compile(
    r"(?P<name>[^|(–—]{4,40}?)\s*(?:[–—|-]\s+|\()(?:[^\W\d_]+ )?(?:[Ss]ervice|[Ee]dition)\)?"
)
_LONG_WORD = re.compile(r"[A-ZÀ-Þ]{4,}|THE|OF|AND|DE|DEL|LA|LE|EL|DA|DO")
_SMALL = frozenset(("Of", "And", "De", "Del", "Da", "Do"))


def agency(name: str) -> str | None:
    """The full name of a known agency or broadcaster; ``None`` for any other name."""
    bare = " ".join(name.split()).strip(" .,")
    key = bare.lower().removeprefix("the ")
    # A short name in small letters is a word ("sid", "pool"), not an agency.
    return _AGENCIES.get(key) if bare[:1].isupper() or bare == "dpa" else None


def outlet_name(name: str) -> str:
    """The outlet as it is usually called: agencies by their name, others as written."""
    bare = " ".join(name.split()).strip(" .,").removeprefix("the ")
    written_for = bare.removeprefix("For ")
    if is_outlet(written_for):  # "For Better Science" is a name of its own
        bare = written_for
    return _AGENCIES.get(bare.lower().removeprefix("the "), bare)


def is_outlet(name: str) -> bool:
    """Whether the form of a name says that it is an outlet's."""
    bare = _BRACKETED.sub("", name.strip(" .,"))
    if len(bare) > 60 or bare in _ALONE:
        return False
    is_formed = _FORMED.fullmatch(bare) is not None and not is_post(bare)
    return is_formed or agency(bare) is not None


def masthead_name(line: str) -> str | None:
    """The outlet of a line that is a masthead by its form; ``None`` for other lines.

    Capitals and the kind of edition are no part of the name: "BASIN LEDGER — English service".
    """
    match = _SERVICE.fullmatch(line)
    name = (match["name"] if match else line).strip(" .,")
    if name.isupper() and all(map(_LONG_WORD.fullmatch, name.split())):
        words = [word.capitalize() for word in name.split()]
        name = " ".join(word.lower() if at and word in _SMALL else word
                        for at, word in enumerate(words))  # fmt: skip
    says_outlet = match is not None and _BARE.fullmatch(name) is not None and name not in _ALONE
    return outlet_name(name) if says_outlet or is_outlet(name) else None


def is_vouched_for(name: str, blocks: Sequence[str]) -> bool:
    """Whether a name is an outlet's by its form, or because the page calls itself so."""
    name = name.strip(" .,")
    if _CUT_OFF.search(name):
        return False
    if is_outlet(name):
        return True
    if not _BARE.fullmatch(name) or len(name) > 60:
        return False
    return _agrees(name, blocks) or _named_by_page(name, blocks)


def _agrees(name: str, blocks: Sequence[str]) -> bool:
    """Whether an address in a line that is no sentence spells the name."""
    folded = re.sub(r"\W", "", name).casefold().removeprefix("the")
    labels = {
        match["label"].replace("-", "").casefold()
        for block in blocks
        if len(block) <= _LONGEST_NAMING and "." in block and own_words(block) != block
        for match in _HOST.finditer(block)
    }
    return any(
        folded == label or (folded.endswith(label) and len(label) > _MOST_OF_NAME * len(folded))
        for label in labels
    )


def _named_by_page(name: str, blocks: Sequence[str]) -> bool:
    """Whether the page's furniture bears the name, or the page speaks of itself by it."""
    bare = name.removeprefix("The ").removeprefix("the ")
    voice = re.compile(_OWN_VOICE.format(name=re.escape(bare)))
    sign = re.compile(_IN_FURNITURE.format(name=re.escape(bare)))
    for block in blocks:
        if bare not in block or block.strip() == name:
            continue
        if voice.search(block):
            return True
        if len(block) <= _LONGEST_NAMING and sign.search(block):
            return own_words(block) != block or BIOGRAPHY.match(block) is not None
    return False
