"""Words by which five languages lean on what was said before. Tables only; folded, no accents."""

from __future__ import annotations

import re

from service.answering.values.words import word_set

CONJUNCTIONS = word_set("and but so also ok okay then y pero et mais und aber e mas")
CONJUNCTION = re.compile(rf"^[\s¿¡]*(?:{'|'.join(sorted(CONJUNCTIONS))})\b[\s,]*")
WHAT_ABOUT = re.compile(
    r"^(?:what about|how about|(?:y )?que (?:hay|pasa|tal|me dices) (?:de|con|en)?|"
    r"(?:et )?(?:qu'en est - il|que dire) d[eu']s?|was ist mit|wie (?:sieht|steht) es (?:mit|um)|"
    r"(?:e )?(?:que tal|quanto a|o que dizer d[eoa]s?)) "
)
LEADING = word_set(
    """in at on for with by from to about of the a en de con por para el la los las a pour chez
    dans avec le les l' d' du des in im bei mit fur von den die der das dem em no na nos nas com
    o os as"""
)
"""What may stand before the thing that takes another's place: "and in Stonebeck?"."""

PERSONS = word_set("he she him her his hers ella elle lui er sie ihn ihm ele ela el il")
GROUPS = word_set("they them their ellos ellas ils elles leur leurs sie ihnen ihre eles elas")
PLACES = word_set("there alli ahi alla la-bas dort la ali")
THINGS = word_set("it its es")
WHERE = word_set("in at near on off across outside en cerca dans a pres au aux im am bei em no na")
POINTING = word_set("that this these those eso esto aquello cela ca ceci das dies isso isto")
POSSESSIVES = word_set("its his her their ihr ihre ihren ihrem ihres sein seine seinen seinem")
ADDED = word_set("su sus son sa ses leur leurs seu sua seus suas dele dela deles delas")
"""Possessives that mean someone else's or one's own: they count where nothing owns before them."""

BACKWARD = {
    "en": word_set("it its he she him his her they them their"),
    "es": word_set("el ella ellos ellas eso esto alli ahi"),
    "fr": word_set("il elle ils elles lui leur cela ca"),
    "de": word_set("er sie es ihn ihm ihr ihre ihren ihrem sein seine dort"),
    "pt": word_set("ele ela eles elas dele dela isso ali"),
}
"""Pronouns that need someone or something named before; articles of the same form are told apart
by the word behind them."""

EXPLETIVE = re.compile(
    r"\bit (?:true|possible|likely|safe|legal|raining|snowing|matter|called|to|that)\b|"
    r"\bit (?:take|cost|mean)(?= \w)|"  # "how much will it cost?" leans, "cost to mend it" does not
    r"\b(?:is|was|will|does|did|would) it (?:true|possible|likely|rain|snow)\b|"
    r"\b(?:dauert|kostet|braucht) es(?= ,| \w)|\bgibt es\b|"
    r"\bes (?:gibt|stimmt|regnet)\b|\bstimmt es\b|"
    r"\b(?:y a|s' ?est|faut|faudra|faudrait) - (?:t - )?il\b|\best - il (?:vrai|possible)\b|"
    r"\bil (?:y a|faut|faudra|est (?:vrai|possible))\b"
)
"""A pronoun that stands for nothing: "is it true that"."""

EFFORT = re.compile(r"\bit take\W*$")
"""Asks what it takes to do what was asked about before."""

WHICH = word_set(
    "which what quel quelle quels quelles welche welcher welches welchen que cual qual quais"
)

BARE = word_set(
    """why when where who whom how what which really since much many long come por que cuando donde
    quien como cuanto cuantos desde pourquoi quand ou qui comment combien depuis warum wann wo wer
    wie wieso seit viele lange por quando onde quem como quanto quantos desde exactly porque was is
    that did then happened else not pas no nao nicht"""
)
"""Words that ask for more without saying of what."""

WHO_SAID = re.compile(
    r"^(?:who (?:said|says|claimed|claims|reported|told you|wrote|confirmed) (?:that|this|it|so)|"
    r"quien (?:lo )?(?:dijo|dice|ha dicho|afirma|afirmo)(?: eso| esto)?|qui (?:l')?(?:a dit|dit|"
    r"affirme|a affirme)(?: cela| ca)?|wer (?:sagt|sagte|hat|behauptet)(?: das| dies| es)"
    r"(?: gesagt| behauptet)?|quem (?:disse|diz|afirma|afirmou)(?: isso| isto)?) ?\??$"
)
_OUTLET = {
    "en": "outlet|paper|newspaper|source|article|report|agency|publication",
    "es": "medio|periodico|diario|fuente|articulo|agencia",
    "fr": "journal|media|source|article|agence",
    "de": "zeitung|quelle|artikel|agentur|medium|blatt",
    "pt": "jornal|meio|fonte|artigo|agencia|veiculo",
}
AGAIN = re.compile(
    r"^(?:(?:are|r) you (?:really |quite )?(?:sure|certain)(?: about (?:that|this|it))?|"
    r"is (?:that|this|it) (?:really )?(?:true|right|correct|so|certain)|"
    rf"(?:which|what) (?:{_OUTLET['en']})s? (?:says?|said|reports?|reported|writes?|wrote|has|is)"
    r"(?: (?:that|this|it|so))?(?: from)?|says who|"
    rf"(?:do|does) (?:the )?others? ?(?:{_OUTLET['en']})?s? (?:agree|say (?:so|the same)(?: too)?)|"
    r"(?:what(?: is|'s| 's) )?(?:the |your )?sources?|"
    r"where (?:does it say|is) (?:that|this|it)(?: from| written)?|"
    r"(?:estas|esta(?: usted)?) seguro|(?:es (?:eso )?(?:verdad|cierto)|de verdad)(?: eso)?|"
    rf"(?:que|cual) (?:{_OUTLET['es']}) (?:lo )?(?:dice|afirma|publica|cuenta)(?: eso| esto)?|"
    r"(?:cual es )?(?:la |tu |su )?fuente|quelle est (?:la|ta|votre) source|"
    r"(?:tu es|es - tu|vous etes|etes - vous)(?: vraiment)? surs?|(?:est - ce (?:bien )?)?vrai|"
    rf"quel(?:le)? (?:{_OUTLET['fr']}) (?:le |l' ?)?(?:dit|affirme|a dit|rapporte)(?: cela| ca)?|"
    r"(?:bist du|sind sie)(?: dir| sich)?(?: da)? sicher|(?:stimmt|ist) das(?: wirklich)?"
    r"(?: wahr| so)?|"
    rf"welche[rs]? (?:{_OUTLET['de']}) (?:sagt|schreibt|meldet|berichtet|behauptet)(?: das| es)?|"
    r"(?:was ist )?(?:die|deine|ihre) quelle|tem (?:a )?certeza(?: disso)?|"
    r"(?:isso )?e (?:mesmo )?verdade(?: isso)?|qual e a (?:sua )?fonte|"
    rf"(?:que|qual) (?:{_OUTLET['pt']}) (?:o )?(?:diz|afirma|publica|conta)(?: isso| isto)?)$"
)
"""Asks for the same again: whether it is so, or which outlet's word it is."""

MORE = re.compile(
    r"^(?:(?:can you |could you |please )?(?:tell|give) me (?:some )?more(?: details)?"
    r"(?: (?:about|on) (?:it|that|this))?|(?:any |some )?more(?: details| information| on that)?|"
    r"go on|what else(?: (?:is there|do you know|is known))?|"
    r"(?:cuentame|dime|dame) (?:algo )?mas(?: (?:detalles|sobre eso))?|"
    r"mas (?:detalles|informacion)|(?:dis|dites)(?: - )?(?: ?m'|moi ?)(?: ?en)? (?:davantage|plus)"
    r"(?: (?:la - dessus|sur cela))?|"
    r"plus (?:de details|d' informations)|(?:erzahl|erzahle|sag|sagen sie) mir mehr"
    r"(?: (?:daruber|dazu))?|mehr(?: (?:dazu|daruber|details|informationen))?|"
    r"(?:conte|diga|fale)(?: - )me (?:algo )?mais(?: sobre isso)?|mais (?:detalhes|informacoes))"
    r"(?: please| por favor| s'il (?:te|vous) plait| bitte)?$"
)
"""Asks for more of what was asked about."""

KNOWN = {
    "en": "What is known about {topic}?",
    "es": "¿Qué se sabe sobre {topic}?",
    "fr": "Que sait-on sur {topic} ?",
    "de": "Was ist über {topic} bekannt?",
    "pt": "O que se sabe sobre {topic}?",
}
"""What "tell me more" asks."""

OTHER = word_set(
    """other another otro otra otros otras autre autres andere anderen anderer anderes anderem
    outro outra outros outras"""
)
CONTRACTED = word_set("al del au aux du ao aos do dos am im zum zur beim vom no nos nas")
"""Prepositions with an article in them: behind one no other article stands."""

IN_YEAR = {"en": "in ", "es": "en ", "fr": "en ", "de": "", "pt": "em "}
YEAR_BEFORE = re.compile(
    r"(?:\b|^)(?:years? (?:before|earlier|prior)|(?:previous|preceding|prior) year|"
    r"anos? (?:anterior|previo|antes)|annee (?:precedente|d' ?avant)|ans (?:plus tot|avant)|"
    r"jahre? (?:davor|zuvor|fruher)|vorjahr)$"
)
YEAR_AFTER = re.compile(
    r"(?:\b|^)(?:years? (?:after|later)|(?:following|next) year|anos? (?:siguiente|seguinte)|"
    r"anos (?:despues|depois)|annee (?:suivante|d' ?apres)|ans (?:plus tard|apres)|"
    r"jahre? (?:danach|darauf|spater)|folgejahr)$"
)
"""The year beside the one asked about; with a number, as many years from it."""

WHY_NOT = {"en": "not", "es": "no", "fr": "pas", "de": "nicht", "pt": "não"}
DENYING = word_set("no nein non nao never nie nunca jamais jamas")
"""How an answer begins that denies what was asked."""
NEGATING = word_set("not no nicht pas nao")

UNCLAIMED = re.compile(
    r"^(?:system|assistant|developer|user)\s*:|<\||\|>|\[/?inst\]|\bignore (?:all|any|the|your|"
    r"previous)\b|\bsystem prompt\b|\byou are now\b|\bdu bist jetzt\b|\bfrom now on\b"
)
"""What no earlier question of a reader looks like."""

WHY = word_set("why por que porque pourquoi warum wieso come")

ASKING_ALONE = BARE - word_set(
    "was is that did then happened else really come exactly pas no not nao nicht"
)
"""Of these, the ones that may take the place of another question's."""

PREPOSITIONS = word_set(
    """of in at on for from by with about to near against between under de del en con por para
    sobre du des a au aux dans sur avec pour par von im am bei mit fur gegen zu zum zur uber do da
    em no na com sem"""
)

COUNTING = word_set("many cuantos cuantas quantos quantas viele wieviele combien de")

DETERMINERS = word_set(
    """the a an el la los las un una le les l' une der die das den dem ein eine einen o os as um
    uma which what much quel quelle welche welcher welches"""
)

DEFINITE = word_set("the el la los las le les l' der die das den dem o a os as")
INDEFINITE = word_set("a an")
OF = word_set("of de del du des d' von do da dos das")

OPENS_BEFORE = re.compile(
    r"(?:other than|outside|in|after|before|despite|like|unlike|since|while|when|as|with|by|for|on|"
    r"at|during|because) "
)
