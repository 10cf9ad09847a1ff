"""Words by which Spanish, French, German and Portuguese deny, and English ones that amount to it.

Tables only; every word is folded.
"""

from __future__ import annotations

import re

from service.answering.values.words import word_set

DENIES = {
    "es": word_set("no nunca jamas nadie nada ningun ninguna ninguno tampoco sin"),
    "fr": word_set("ne n pas jamais aucun aucune rien personne sans nul nulle"),
    "de": word_set(
        "nicht kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden "
        "niemandem nichts ohne weder"
    ),
    "pt": word_set("nao nunca jamais nem nada nenhum nenhuma ninguem tampouco sem"),
}
"""Where one of these stands in a sentence, something in it is not so."""

NO_DENIALS = {
    "es": re.compile(
        r"\A\W*no\s*[,.;:]|\bsin (?:embargo|duda|precedentes?)\b|\bno (?:solo|solamente|obstante)\b"
        r"|\bhasta que no\b|\bno (?:\w+ ){1,4}(?:mas que|sino|hasta)\b|\bo no\b"
        r"|\b(?:por|de) nada\b|\bnada mas\b|\bantes que nada\b"
    ),
    "fr": re.compile(
        r"\A\W*non\s*[,.;:]|\bsans (?:doute|cesse|precedent)\b|\bnon (?:seulement|plus)\b"
        r"|\b(?:avant|moins|crainte|peur) qu\S*(?: \S+){0,3} n(?:e |['’])"
        r"|\bn(?:e |['’])(?:\S+ ){1,5}qu(?:e |['’])|\bou (?:non|pas)\b"
        r"|\b(?:la|une|cette|chaque|seule|par|meme|autre|grande) personne\b"
        r"|\bpas (?:moins|seulement|a pas)\b|\b(?:un|le|du|au|premier) pas\b"
        r"|\bplus\b(?: \S+){0,4} (?:qu\S*)(?: \S+){0,2} n(?:e |['’])"
    ),
    "de": re.compile(
        r"\A\W*nein\s*[,.;:]|\bnicht (?:nur|zuletzt|weniger|allein)\b|\boder nicht\b"
        r"|\bohne (?:zweifel|weiteres)\b|\bohnehin\b|\bnichts als\b|\bnie zuvor\b|\bwie nie\b"
    ),
    "pt": re.compile(
        r"\A\W*nao\s*[,.;:]|\bsem (?:duvida|precedentes?)\b|\bnao (?:so|apenas|somente|obstante)\b"
        r"|\bate que nao\b|\benquanto nao\b|\bnao (?:\w+ ){1,4}(?:mais (?:do )?que|senao|ate)\b"
        r"|\b(?:ou|que) nao\s*(?:[,.;]|\Z)|\bnada mais\b|\bantes de mais nada\b"
    ),
}
"""Negations that deny nothing of the sentence: a reply, "not only", "only", "before it does"."""

HINTS = {
    "es": re.compile(
        r"\b(?:neg(?!oci)\w+|nieg\w+|rechaz\w+|rehus\w+|descart\w+|desmint\w+|"
        r"desmient\w+|evit\w+|falt\w+|carec\w+|fracas\w+|impid\w+|impedi\w+|prohib\w+|suspend\w+|"
        r"cancel\w+|anul\w+|renunci\w+|abandon\w+|aplaz\w+|salvo|excepto|menos|apenas|solo|"
        r"todavia|aun|sigue\w*|siguen|pendiente\w*|hasta que|antes de|aunque|en vez|en lugar|"
        r"en contra|"
        r"contra|dej\w+|retir\w+|libres?|liber\w+|ileso\w*|intact\w+|vaci\w+|perd\w+|"
        r"desconoc\w+|dud\w+|raro|raras?|poc[oa]s?|ces\w+|dimi\w+|cerr\w+|sal[vi]\w+|"
        r"im(?:pos|pun)\w+|in(?:cap|suf|com|oc|ciert|fund|nec|alt|val)\w+|demasiad\w+|ausen\w+|"
        r"aparte|fuera|primera vez|escas\w+)\b"
    ),
    "fr": re.compile(
        r"\b(?:ni\w+t|nie\w*|refus\w+|rejet\w+|ecart\w+|dement\w+|evit\w+|manqu\w+|echou\w+|"
        r"echec|echapp\w+|empech\w+|interdi\w+|suspend\w+|annul\w+|renonc\w+|abandonn\w+|report\w+|"
        r"sauf|excepte|hormis|moins|seul\w*|encore|toujours|avant (?:de|que)|bien que|plutot|"
        r"au lieu|"
        r"contre|cess\w+|retir\w+|libre\w*|liber\w+|indemne\w*|intact\w*|vid\w+|perd\w+|inconnu\w*|"
        r"dout\w+|rare\w*|peu|arret\w+|demission\w*|ferm\w+|sauv\w+|impos\w+|"
        r"in(?:cap|suf|com|offen|cert|fond|util|chang|val)\w+|depourv\w+|"
        r"mal\w{3,}|trop|absen\w+|premiere fois|a peine|guere|quitt\w+|ignor\w+|non|suffi\w+)\b"
    ),
    "de": re.compile(
        r"\b(?:\w*weiger\w+|bestr\w+t\w*|lehn\w+|\w*ablehn\w+|abgelehn\w+|verneint\w*|dementier\w+|"
        r"zuruck\w*|ausschl\w+|ausgeschl\w+|vermeid\w+|vermied\w*|fehl\w+|mangel\w*|scheiter\w+|"
        r"\w*hinder\w+|verb\w+t\w*|\w*untersag\w+|\w*ausgesetz\w+|abgesag\w+|verzicht\w+|"
        r"verschob\w+|"
        r"auss?er|bevor|nur|noch|erst|kaum|statt\w*|anstatt|gegen|dagegen|unverletzt|"
        r"un(?!d|t|s|g|i)\w{3,}|leer\w*|verl[io]\w+|zweif\w+|selten\w*|wenig\w*|aufge\w+|"
        r"geschlossen|gestopp\w+|"
        r"\w+los(?:e[nrsm]?)?|offen\w*|schwieg\w*|schweig\w+|weg|weg(?:f|l|g|b)\w+|frei|"
        r"freige\w+|allein\w*|"
        r"abge\w+|entge\w+|vergeb\w+|sondern|lieber|entfall\w+|entfiel\w*)\b"
    ),
    "pt": re.compile(
        r"\b(?:neg(?!oc)\w+|recus\w+|rejeit\w+|descart\w+|desment\w+|evit\w+|falt\w+|falh\w+|"
        r"fracass\w+|"
        r"imped\w+|proib\w+|suspen\w+|cancel\w+|anul\w+|renunci\w+|desist\w+|abandon\w+|adi\w+|"
        r"salvo|exceto|menos|apenas|so|somente|ainda|continu\w+|segu(?:e|em|ia|iam|ir[ao]\w*)|"
        r"pendente\w*|ate que|antes d\w+|"
        r"embora|em vez|em lugar|contra|deix\w+|retir\w+|livr\w+|ileso\w*|intact\w+|"
        r"vazi\w+|perd\w+|desconhec\w+|duvid\w+|raro|raras?|pouc\w+|cess\w+|demit\w+|fech\w+|"
        r"impos\w+|in(?:cap|suf|com|ofen|cert|fund|util|alt|val)\w+|demasiad\w+|ausen\w+|fora|"
        r"primeira vez|escap\w+)\b"
    ),
    "en": re.compile(
        r"\b(?:refus\w+|reject\w+|den(?:y|ie[sd]|ial)|dismiss\w+|avoid\w*|lack\w*|miss\w+|fail\w*|"
        r"prevent\w*|ban(?:s|ned)?|forb\w+|prohibit\w*|cancel\w*|called off|renounc\w+|"
        r"abandon\w*|postpon\w+|put off|except\w*|apart from|all but|but|unless|until|only|just|"
        r"still|yet|remain\w*|although|though|instead|rather|against|withdr\w+|"
        r"free|alone|unhurt|un(?!der|it|iv|til|ion|ique|cle)\w{4,}|"
        r"in(?:cap|suf|com|offen|valid)\w+|imposs\w+|empty|los[et]\w*|doubt\w*|rare\w*|"
        r"few\w*|little|stop\w*|end(?:s|ed)?|quit\w*|resign\w*|close[sd]?|shut|spared?|saved?|"
        r"too|hardly|barely|scarcely|absent|first time|open|overturn\w*|left (?:open|out)|"
        r"dropp?\w*|escap\w+|"
        r"ruled out|gave up|giv\w+ up|\w+less\b(?<!unless)|alive|away|blank|ignor\w+|otherwise|"
        r"wrong|false|neutral|silen\w+|h[eo]ld\w*|kept|keep\w*)\b"
    ),
}
"""Words of a quote that may amount to a denial: "remains to be decided", "unknown", "all but"."""

SUBORDINATES = {
    "es": word_set("cuando porque si aunque mientras quien que como donde pues sino pero y ya"),
    "fr": word_set("quand parce si lorsque tandis qui que qu dont ou mais et car comme puisque"),
    "de": word_set("sondern aber und weil wenn als bevor bis obwohl dass wahrend doch"),
    "pt": word_set("quando porque se embora enquanto quem que como onde pois mas e ja senao"),
}
"""Words at which what a negation directly denies ends."""
