"""Photo credits, and the captions that end in one.

A caption describes a picture, often an old one, in the present tense: read as news it misleads. So
a short block that ends in a credit goes whole, unless it tells what happened; from that, and from
a longer block, only the credit goes.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:Getty(?: Images?)?|AFP|AP(?: Photo| Images)?|Associated Press|Reuters|REUTERS"
    r"|EPA(?:-EFE)?|EFE"
    r"|dpa|[Pp]icture[- ][Aa]lliance(?:/dpa)?|Bloomberg|Shutterstock|iStock(?:photo)?|Alamy|Xinhua"
    r"|TASS|Sputnik"
    r"|Anadolu(?: Agency| Ajansi)?|ZUMA(?: Press| Wire)?|NurPhoto|USA TODAY(?: Network| Sports)?"
    r"|Imagn(?: Images)?|Sipa(?: USA| Press)?|ANSA|LaPresse|PA(?: Wire| Images| Media)?|Corbis"
    r"|Abaca"
    r"|Rex Features|Redux|Magnum|Unsplash|Pexels|Pixabay|Wikimedia(?: Commons)?|Flickr|Pool|POOL"
    r"|UPI|CNN|NPR|BBC|NASA(?:/\S+)?|imago\w*|ddp|IMAGO|Hollandse Hoogte|ANP|ITAR-TASS|TT|NTB|Lusa"
    r"|Folhapress|Agência Brasil|Estadão Conteúdo|Europa Press|Notimex|Keystone|APA|MAXPPP|Belga)"
)
_PERSON = r"[A-ZÀ-Þ][^\s,;:()/|]*(?:[ -](?:[a-z]{1,3} )?[A-ZÀ-Þ][^\s,;:()/|]*){0,5}"
_LABEL = (
    r"(?:photos?|photograph(?:s|y|er)?|pictures?|pics?|image(?: source| credit)?|images"
    r"|illustration|graphic"
    r"|credits?|photo credit|picture credit|foto(?:s|graf(?:ía|ia)?)?|crédito|crédit(?: photo)?"
    r"|photographie|bild(?:er)?|bildquelle|quelle|imagen|imagem|video|handout|file photo|courtesy)"
)
_SLASHED = (
    rf"{_PERSON}\s?[/|]\s?(?:(?:{_PERSON}|{_AGENCY})\s?[/|]\s?){{0,4}}{_AGENCY}"
    rf"(?:\s(?:via|/)\s{_AGENCY}){{0,2}}"
)
_VIA = rf"(?:{_PERSON}[/,]? )?(?:via|/) {_AGENCY}"
_BARE = (
    r"(?:Getty Images|AP Photo|AFP via Getty Images|Shutterstock|iStock(?:photo)?|Alamy|Pixabay"
    r"|Unsplash)"
)

_CREDIT_IN_BRACKETS = (
    rf"[(\[](?i:(?:ap |reuters |afp |file |stock )?{_LABEL}\b|by\b|©|via\b|{_AGENCY}\b"
    rf"|[^()\[\]]{{2,60}}/\s?{_AGENCY})[^()\[\]]{{0,110}}[)\]]"
    rf"|\((?:Supplied|[A-Z][\w.&]*(?: [A-Z][\w.&]*){{0,3}}): {_PERSON}\)"
)
_LABELLED = (
    r"(?i:photo(?:graph)?s?|images?|pictures?|pics?|(?:photo|image|picture) credit|credits?"
    r"|foto|crédit|crédit photo|bild|imagen|imagem|bildquelle|illustration|photo courtesy)"
)
# "Photo: the word itself is Greek for light.": credits are names, or a word or two.
_NO_SENTENCE = r"(?!\s?[a-zß-öø-ÿ](?:[^\s.!?/©]*\s){3}[^.!?/©]*\.$)"
_MADE_BY = r"(?i:\s(?:by|par|von|courtesy of)\s|\s?[/©]\s?)"
# A credit at the end of a block: anywhere where its form is certain, else as its own sentence.
_TAIL = re.compile(
    rf"(?:^|(?<=[\s.,!?”\"’)]))(?:{_CREDIT_IN_BRACKETS}|\b{_LABELLED}\s?:{_NO_SENTENCE}\s?(?:[A-Z]\.|[^.!?]){{2,90}}"
    rf"|©\s?[^.!?]{{2,80}}|{_SLASHED}|{_BARE}"
    rf"|(?:REUTERS|AP|EPA|AFP|dpa)\s?/\s?{_PERSON}(?:/{_PERSON})?)[.\s]*$"
    rf"|(?:^|(?<=[.!?”\"’)]\s)|(?<=[.!?”\"’)]))(?:{_LABELLED}{_MADE_BY}[^.!?]{{2,90}}|{_VIA}"
    rf"|Courtesy(?: of)? {_PERSON}(?:/{_PERSON})*)[.\s]*$"
)
_HEAD = re.compile(
    rf"^\W{{0,3}}(?i:{_LABEL})\s?(?::|(?i:by|from|courtesy of|credit:)\s)\s?\S.{{0,110}}$"
    rf"|^(?:REUTERS|AP|EPA|AFP)\s?/\s?{_PERSON}\W*$"
    rf"|^By {_PERSON}, (?:AP|AFP|Getty Images|Reuters)$"
    rf"|^{_PERSON} [Cc]ourtesy(?: of)? {_PERSON}$"
)
# "Photo: Ada Lind/Courier. The bridge on Friday morning.": a credit, then what is to be seen.
_CREDIT_FIRST = re.compile(
    rf"^\W{{0,3}}(?i:{_LABEL})\s?:\s{_PERSON}\s?[/|]\s?{_PERSON}\.\s(?P<caption>\S.*)$"
)
_TOLD = re.compile(
    r"\b(?:said|says|told|was|were|had|won|died|became|began|announced|dijo|fue|era|wurde|war|était"
    r"|été|disse|foi)\b"
)
_GALLERY = re.compile(rf"[^\s/]/(?:{_AGENCY}/)?{_AGENCY}\b")
_FEWEST_IN_GALLERY = 3
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)(?![a-z])")
_LONGEST_CAPTION_WORDS, _MOST_SENTENCES = 60, 3
_CUES = (
    "photo", "pic", "getty", "reuters", "image", "credit", "courtesy", "picture", "pixabay",
    "shutterstock", "istock", "alamy", "unsplash", "illustration", "foto", "bild", "crédit",
    "imagen", "imagem", "/", "©", ": ",
)  # fmt: skip
_REACH = 170


def without_credit(block: str) -> str:
    """The block without a photo credit; empty where the block is a credit or captions."""
    tail = block[-_REACH:]
    lowered = tail.lower()
    if not any(cue in lowered for cue in _CUES):
        return block
    words = block.count(" ") + 1
    if words <= 25 and _HEAD.search(block) and not block.rstrip('"”’)').endswith((".", "!", "?")):
        return ""
    if words <= _LONGEST_CAPTION_WORDS and (match := _CREDIT_FIRST.match(block)):
        return match["caption"] if _TOLD.search(match["caption"]) else ""
    return _without_tail(block, words)


def _without_tail(block: str, words: int) -> str:
    """The block without the credit at its end; empty where that is one of a caption."""
    if len(_GALLERY.findall(block)) >= _FEWEST_IN_GALLERY:
        return ""
    credit = _TAIL.search(block, max(0, len(block) - _REACH))
    if credit is None:
        return block
    kept = block[: credit.start()].rstrip()
    sentences = len(_SENTENCE_END.findall(kept))
    brief = words <= _LONGEST_CAPTION_WORDS and sentences <= _MOST_SENTENCES
    if brief and not (sentences and _TOLD.search(kept)):
        return ""
    return kept if kept.endswith((".", "!", "?", "”", '"', "’")) else block
