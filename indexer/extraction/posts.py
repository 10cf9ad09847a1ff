"""Which words say what somebody's post is: "Senior Reporter", "corresponsal en Roma".

A post is told from a name and from an outlet ("The Tarn Reporter") by its words alone: what
somebody does, the rank, and the desk or the region. With a word that is none of these it is none.
"""

from __future__ import annotations

import re

_LONGEST = 80
_DOES = (
    r"(?:(?:photo)?journalist|reporter|(?:sub-?)?editor(?:[ -]in[ -]chief)?|writer|correspondent"
    r"|columnist|contributor|producer|critic|(?:[^\W\d_]+ )?bureau chief)s?"
)
# Split at blanks only, so that the words may fill their lines.
_RANKS_AND_DESKS = frozenset(re.findall(r"\S+", """
    chief senior deputy assistant associate managing executive acting contributing staff special
    lead principal junior trainee apprentice graduate multimedia video digital online web night
    weekend freelance independent roving global international national regional local state
    foreign world home our news newsroom breaking live general assignment features feature
    magazine comment opinion letters audience engagement politics political parliamentary
    parliament westminster government council council's city county town community communities
    rural district democracy democratic election elections polling policy statehouse
    congressional capitol crime court courts legal law justice police policing prisons public
    safety affairs investigations investigative health medical social care welfare disability
    family families children women's gender equality race science environment environmental
    climate energy nature weather wildlife agriculture agricultural farming fisheries food wine
    drink consumer retail business economics economic economy finance financial personal money
    markets banking property housing planning industry industrial labour labor employment
    workplace transport transportation travel tourism aviation aerospace space shipping maritime
    harbour port defence defense security military intelligence war diplomatic immigration
    migration education schools school university universities higher technology tech data cyber
    internet ai media arts culture cultural entertainment showbiz celebrity film movie tv
    television radio music classical theatre theater dance books literary fashion style
    lifestyle gardening royal religion religious faith heritage history obituaries sport sports
    football soccer cricket rugby tennis golf racing motorsport cycling basketball baseball
    hockey boxing athletics olympics chess wales welsh scotland scottish ireland irish england
    midlands north south east west northern southern eastern western north-east north-west
    south-east south-west central middle european europe asia africa americas america pacific
    balkans
"""))  # fmt: skip
_LINKS = frozenset(("and", "&", "of", "the"))
_WHERE = re.compile(r" (?:in|at|for|based in) [^\d,;:.!?]{2,40}$")

# Languages that set the rank behind the post, and the desk behind a preposition.
_DOES_ABROAD = (
    r"(?:(?:enviad[oa]|envoyée?|inviat[oa]) (?:especial|spéciale?|special[ei])"
    r"|corresponsal(?:es)?|periodistas?|redactor(?:a|es|as)?|reporter[oa]s?|columnista|cronista"
    r"|editor(?:a|es|as)?|(?:jefe|jefa) de (?:sección|redacción)"
    r"|journalistes?|(?:grande?s? )?reporters?|correspondante?s?|rédact(?:eur|rice)s?"
    r"|chroniqueu(?:r|se)|éditorialiste|pigiste"
    r"|(?:chef|cheffe)(?: adjointe?)? d[ue] (?:service|rubrique|desk)"
    r"|repórter(?:es)?|jornalistas?|redator(?:a|es|as)?|correspondentes?|colunista|articulista"
    r"|chefe de reportagem|giornalista|corrispondente|redat+(?:ore|rice)"
    r"|verslag(?:gever|geefster)|redacteur"
    r"|(?:[^\W\d_]+-?)?(?:redakteur(?:in|e|innen)?|reporter(?:in|innen)?"
    r"|korrespondent(?:in|en|innen)?|journalist(?:in|en|innen)?|kolumnist(?:in)?|volontär(?:in)?"
    r"|kritiker(?:in)?|berichterstatter(?:in)?|ressortleiter(?:in)?|redaktion)"
    r"|(?:leiter|leiterin|leitung) (?:der )?[^\W\d_]*redaktion)"
)
_RANK_ABROAD = (
    r"(?:chefe?|jefe|jefa|adjunt[oa]|adjointe?|en chef|en jefe|em chefe|especial|spéciale?|sénior"
    r"|senior|polític[oa]|deportiv[oa]|económic[oa]|politique|économique|sportif|sportive"
    r"|judiciaire|culturelle?|esportiv[oa]|econômic[oa]|indépendante?|politiek|wirtschaft|politik"
    r"|sport|kultur|lokales)"
)
_BEFORE_ABROAD = (
    r"(?:(?:freie[rs]?|leitende[rs]?|stellvertretende[rs]?|stv\.|unser(?:e[rs]?)?|nuestr[oa]|notre"
    r"|noss[oa]|politiek|ancien(?:ne)?) )*"
)
_SUBJECTS = (
    r"(?:política|economía|economia|deportes?|esportes?|desporto|cultura|sociedad|sociedade"
    r"|sucesos|local|internacional|nacional|tribunales|salud|saúde|educación|educação|ciencia"
    r"|ciência|politique|économie|sports?|culture|société|police|justice|faits divers|monde"
    r"|service|wirtschaft|politik|kultur|lokales|ressort|desk|rubrique)"
)
_PLACE_OR_DESK = rf"(?:(?-i:[A-ZÀ-Þ])[\w.’'-]*|{_SUBJECTS})"
_BEHIND_ABROAD = (
    r"(?: (?:en|em|in|im|aus|für|à|au|aux|de|del|do|da|du|des|der|a|bei)"
    r"(?: (?:la|el|los|las|l|o|der))? (?:l[’']|d[’'])?"
    rf"{_PLACE_OR_DESK}(?:(?: | y | e | et | und ){_PLACE_OR_DESK}){{0,3}}){{0,2}}"
)
_ABROAD = re.compile(
    rf"{_BEFORE_ABROAD}{_DOES_ABROAD}(?: {_RANK_ABROAD}){{0,2}}{_BEHIND_ABROAD}", re.IGNORECASE
)
_MAY_HOLD = re.compile(rf"{_DOES}\b|{_DOES_ABROAD}\b", re.IGNORECASE)
# "LindCrime": the ends of two lines that a page sets apart and that were copied as one.
_GLUED = re.compile(r"(?P<name>\S*[a-zß-öø-ÿ])(?P<post>[A-ZÀ-Þ][a-zß-öø-ÿ]+)")
_AT_HOME = re.compile(rf"(?P<words>(?:\S+ ){{0,7}}?){_DOES}", re.IGNORECASE)


def is_post(line: str) -> bool:
    """Whether a line is a post, by words that are known, and nothing else."""
    if len(line) > _LONGEST:
        return False
    match = _AT_HOME.fullmatch(_WHERE.sub("", line))
    words = match["words"].casefold().replace("’", "'").replace("/", " ").split() if match else ()
    is_known = all(word in _RANKS_AND_DESKS or word in _LINKS for word in words)
    return (match is not None and is_known) or _ABROAD.fullmatch(line) is not None


def holds_post(line: str) -> bool:
    """Whether a line holds a word for what somebody does at an outlet."""
    return _MAY_HOLD.search(line) is not None


def split_post(piece: str, *, fewest: int = 2) -> tuple[str, str] | None:
    """The words before the longest post that a piece ends with, and that post.

    ``None`` where fewer than ``fewest`` words stand before it, or there is none.
    """
    words = piece.split(" ")
    for at in range(fewest, len(words) + 1):
        glued = _GLUED.fullmatch(words[at - 1])
        if glued and is_post(post := " ".join((glued["post"], *words[at:]))):
            return " ".join((*words[: at - 1], glued["name"])), post
        if at < len(words) and is_post(post := " ".join(words[at:])):
            return " ".join(words[:at]), post
    return None
