"""A sentence by which a model says in its own words that the articles do not tell.

English, Spanish, French, German and Portuguese. What an article denies is none, nor what goes on
with "but" to what the articles do tell.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class _Wording(NamedTuple):
    """How one language says it; patterns for parts of a clause.

    ``articles`` is the evidence as a subject, ``within`` the same behind "in"; ``none`` is a
    subject that denies by itself; ``denies`` is a negation; ``told`` what would be told.
    """

    articles: str
    within: str
    none: str
    denies: str
    tells: str
    told: str


_WORDINGS = (
    _Wording(
        articles=(
            r"(?:the|these|this|your|any)\s+(?:(?:news\s+)?articles?|evidence|sources|excerpts?|"
            r"passages?|snippets|context|(?:provided|given|available|supplied|indexed|retrieved|cited|"
            r"numbered|above)\s+(?:news\s+)?\w+)(?:\s+(?:provided|given|available|supplied|above|"
            r"here|at hand))?"
        ),
        within=(
            r"(?:in|from|by|on|with)\s+(?:any of\s+)?(?:the|these|this)\s+(?:articles?|excerpts?|"
            r"passages?|snippets|sources|context|evidence\s+(?:provided|given|available)|"
            r"(?:provided|given|available|supplied|indexed|retrieved|cited|numbered|above)\s+\w+)"
        ),
        none=(
            r"(?:none of (?:the|these)\s+(?:\w+\s+)?(?:articles|sources|excerpts|passages|"
            r"snippets)|no (?:article|excerpt|passage|source))"
        ),
        denies=r"(?:(?:do|does|did)(?:\s+not|n['’]t)|cannot|can['’]t|fails? to|never|nowhere)",
        tells=(
            r"(?:(?:\w+ly|even|me)\s+)?(?:says?|states?|specif(?:y|ies)|mentions?|gives?|names?|"
            r"identif(?:y|ies)|tells?|contains?|includes?|provides?|indicates?|reveals?|reports?|"
            r"answers?|address(?:es)?|disclos(?:e|es)|discuss(?:es)?|covers?|lists?|explains?|"
            r"make)\b"
        ),
        told=(
            r"(?:not|never|no|nowhere|nothing|cannot|can['’]t|unable|impossible|isn['’]t)\b[^,;]*"
            r"\b(?:named|mentioned|stated|given|said|told|specified|identified|provided|reported|"
            r"found|find|answer(?:ed)?|tell|determine[d]?|information|mention|clear|details?|say)"
        ),
    ),
    _Wording(
        articles=(
            r"(?:die|diese|alle)\s+(?:\w+en\s+)?(?:artikel|quellen|belege|auszüge|texte|passagen|"
            r"textstellen|textauszüge|informationen|nachweise|berichte)"
        ),
        within=(
            r"(?:in|aus|von|anhand|auf (?:der )?grundlage)\s+(?:den|der|diesen|dieser)\s+"
            r"(?:\w+en\s+)?(?:artikeln?|quellen|belegen?|auszügen?|texten?|passagen|textstellen|textauszügen|informationen|"
            r"nachweisen?)"
        ),
        none=(
            r"(?:kein(?:er|e|es)? (?:der|dieser)\s+(?:\w+en\s+)?(?:artikel|quellen|belege|auszüge|"
            r"texte|passagen)|kein (?:artikel|text|auszug|beleg)|keine quelle)"
        ),
        denies=r"(?:nicht|nichts|kein\w*|nirgend\w*|weder)",
        tells=(
            r"(?:sag(?:t|en)|nenn(?:t|en)|erwähn(?:t|en)|g(?:ibt|eben)|enthalten|enthält|"
            r"bericht(?:et|en)|verr(?:ät|aten)|teil(?:t|en)|mach(?:t|en)|beantwort(?:et|en)|"
            r"geh(?:t|en)|liefer(?:t|n)|mein(?:t|en)|äußer(?:t|n)|lass(?:en)|bezeichne[nt]|"
            r"beschreib(?:t|en)|belegen|klär(?:t|en))\b"
        ),
        told=(
            r"(?:nicht|nichts|kein\w*|nirgend\w*)\b[^,;]*\b(?:genannt|erwähnt|hervor|angegeben|"
            r"gesagt|steht|finden|findet|enthalten|angaben?|information\w*|hinweise?|berichtet|"
            r"beantwort\w*|namen?|nennen|erkennbar|ersichtlich|entnehmen|bekannt)"
        ),
    ),
    _Wording(
        articles=(
            r"(?:les|ces)\s+(?:articles|extraits|sources|textes|documents|passages|éléments|"
            r"informations|preuves)(?:\s+(?:fourni|indexé|disponible|cité|donné|consulté)e?s)?"
        ),
        within=(
            r"(?:dans|par|d['’]après|selon|à partir des?|sur la base des?)\s*"
            r"(?:les|ces|l['’]un des)?\s*"
            r"(?:articles?|extraits?|sources|textes|documents|passages|informations)"
        ),
        none=r"aucune? (?:(?:des|de ces)\s+)?(?:articles?|extraits?|sources?|textes?|passages?)",
        denies=r"(?:ne\b|n['’])",
        tells=(
            r"(?:(?:le|la|nous)\s+)?(?:di(?:t|sent)|mentionne(?:nt)?|nomme(?:nt)?|"
            r"précise(?:nt)?|indique(?:nt)?|donne(?:nt)?|cite(?:nt)?|répond(?:ent)?|permett(?:ent)|permet|contien(?:t|nent)|"
            r"fourni(?:t|ssent)|parle(?:nt)?|évoque(?:nt)?|révèle(?:nt)?|identifie(?:nt)?)\b"
        ),
        told=(
            r"(?:n['’]|ne\b|aucune?\b|rien\b)[^,;]*\b(?:mentionnée?s?|nommée?s?|précisée?s?|"
            r"indiquée?s?|citée?s?|donnée?s?|information|dite?s?|possible|réponse|trouve|figure|mention|nom)"
        ),
    ),
    _Wording(
        articles=(
            r"(?:los|las|estos|estas)\s+(?:artículos|fuentes|extractos|textos|documentos|pasajes|"
            r"fragmentos|informaciones|pruebas)(?:\s+(?:\w+[oa]s|disponibles))?"
        ),
        within=(
            r"(?:en|por|según|con|a partir de)\s+(?:ninguno de\s+)?(?:los|las|estos|estas)\s+"
            r"(?:artículos|fuentes|extractos|textos|documentos|pasajes|fragmentos)"
        ),
        none=(
            r"ningun[oa] de (?:los|las|estos|estas)\s+(?:artículos|fuentes|extractos|textos|"
            r"pasajes)|ning[úu]na? (?:artículo|fuente|extracto|texto|pasaje)"
        ),
        denies=r"(?:no|tampoco|nunca)\b",
        tells=(
            r"(?:(?:lo|nos|se)\s+)?(?:dicen?|mencionan?|nombran?|indican?|especifican?|dan?|citan?|"
            r"responden?|permiten?|contienen?|incluyen?|informan?|hablan?|revelan?|identifican?|"
            r"precisan?|señalan?|aclaran?|proporcionan?|ofrecen?)\b"
        ),
        told=(
            r"(?:no|ningun[oa]?|ningún|nada)\b[^,;]*\b(?:menciona\w*|nombra\w*|dice|indica\w*|"
            r"especifica\w*|cita\w*|información|datos|respuesta|responder|posible|aparece|figura|"
            r"consta|encuentra|informa|nombre)"
        ),
    ),
    _Wording(
        articles=(
            r"(?:os|as|estes|estas|esses)\s+(?:artigos|fontes|excertos|textos|documentos|trechos|"
            r"passagens|informações|provas)(?:\s+(?:\w+[oa]s|disponíveis))?"
        ),
        within=(
            r"(?:nos|nas|pelos|pelas|em nenhum dos|segundo os|com base nos|a partir dos)\s+"
            r"(?:artigos|fontes|excertos|textos|documentos|trechos|passagens)"
        ),
        none=(
            r"nenhum(?:a)? (?:dos|das|destes)\s+(?:artigos|fontes|excertos|textos|trechos)|"
            r"nenhuma? (?:artigo|fonte|excerto|texto|trecho)"
        ),
        denies=r"(?:não|nunca|tampouco)\b",
        tells=(
            r"(?:(?:o|nos|se)\s+)?(?:diz(?:em)?|menciona[m]?|nomeia[m]?|indica[m]?|especifica[m]?|"
            r"d(?:á|ão)|cita[m]?|responde[m]?|permite[m]?|cont(?:ém|êm)|inclu(?:i|em)|informa[m]?|"
            r"fala[m]?|revela[m]?|identifica[m]?|refere[m]?|esclarece[m]?|fornece[m]?)\b"
        ),
        told=(
            r"(?:não|nenhum\w?|nada)\b[^,;]*\b(?:menciona\w*|nomea\w*|dito|diz|indica\w*|"
            r"especifica\w*|cita\w*|informaç\w+|dados|resposta|responder|possível|aparece|consta|"
            r"encontra|informa\w*|nome)"
        ),
    ),
)
_SORRY = re.compile(
    r"^\W*(?:unfortunately|i['’]?a?m sorry|i am sorry|sorry|leider|es tut mir leid|tut mir leid|"
    r"malheureusement|désolée?|je suis désolée?|lamentablemente|lo siento|desafortunadamente|"
    r"infelizmente|desculpe|lamento)\b\W*(?:(?:but|aber|mais|pero|mas)\b\s*)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[,;:–—]\s*(?:but|however|though|although|yet|aber|jedoch|sondern|doch|mais|cependant|pero|"
    r"sino|aunque|mas|porém|embora)\b",
    re.IGNORECASE,
)


def _compiled(wording: _Wording) -> re.Pattern[str]:
    """Whether the evidence tells nothing, or something is not told in it, within one clause."""
    verb_first = rf"{wording.tells}\s[^,;]*?\b{wording.denies}"  # as German has it
    return re.compile(
        rf"^{wording.articles}\s+(?:also\s+)?(?:{wording.denies}\s*{wording.tells}|{verb_first}\b)|"
        rf"^{wording.tells}\s+{wording.articles}\s+[^,;]*?\b{wording.denies}\b|"
        rf"^{wording.none}\s+(?:{wording.denies}\s*)?{wording.tells}|"
        rf"(?:^|,)[^,;]*\b{wording.within}\b[^,;]*\b{wording.told}|"
        rf"(?:^|,)[^,;]*\b{wording.told}\b[^,;]*\b{wording.within}|"
        rf"^[^,;]*\b{wording.within}\s*,\s*(?:it|i|we|es|il|je|on)\s[^,;]*{wording.told}",
        re.IGNORECASE,
    )


_PATTERNS = tuple(map(_compiled, _WORDINGS))


def is_refused(sentence: str) -> bool:
    """Whether the whole sentence says that the articles do not answer."""
    said = _SORRY.sub("", sentence.strip())
    if _GOES_ON.search(said):
        return False
    return any(pattern.search(said) for pattern in _PATTERNS)
