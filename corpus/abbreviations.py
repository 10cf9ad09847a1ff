"""Full stops that end no sentence: of abbreviations and initials that a splitter takes for ends.

The lists hold what the library's own lack, by language; a word that also ends sentences ("art",
"polk") is left out, or stands among those that only what follows can tell.
"""

from __future__ import annotations

import re

_LONGEST = 6
"""Letters of the longest abbreviation."""
# A figure before a word makes it a unit ("20 m."); a year does not ("en 2019 M. Roux").
_COUNTED = re.compile(r"(?:\d(?<!\b1[89]\d\d)(?<!\b20\d\d)|°)\s?$")
_JOINED_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.[-‐‑]$")
_FOLLOWING = re.compile(r"\s*[\"“”«»„‘’'(\[¿¡]*(?P<word>\S*[^\s,;:.!?…»”’\")\]])")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
"""A word of prose, not an address: "said", "d'un"."""
_JOINED = frozenset("-‐‑ºª")
"""What follows an abbreviation without a space: "J.-P.", "n.º"."""
_JAPANESE_QUOTE = "」"
# The verb of a quotation: 「…。」と語った, not 「…。」とはいえ.
_QUOTED_ON = re.compile(
    r"(?:と(?!ころ|にかく|もあれ|もかく|りあえず|はいえ|りわけ|ある|き)|って|など|を)"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = {
    "en": _words(
        "Ald Amb Atty Capts Cdr Chas Cllr Cmdt Dep Ft Gens Govs Jas Lieut Lts Mgr Mmes Ms Mts Mx"
        " Ofc Profs Pt Pte Revd Sergt Spc Ste Thos Wm vs"
    ),
    "fr": _words(
        "M MM Mme Mmes Mlle Mlles Me Mgr Mr Mrs Dr Drs Pr Prof St Ste Sts Cdt Col Cne Gal Lt Lieut"
        " Sgt Adj Capt Vve Bd Rte"
    ),
    "es": _words(
        "Dn Dña Sras Dres Profa Cnel Cmdte Tte Sgto Alm Avd Ctra Fr Mons Excma Ilmo Ilma Hno Hna"
        " Mtro Mtra Lcda Abog Dip Sen Pdte Pte"
    ),
    "pt": _words(
        "Srta Profa Arq Cel Cap Ten Alm Des Dep Gov Pres Min Mal Av av Al Pça Pe Fr Mons Sta Exma"
        " Ilmo Ilma Estr Rod Trav Ver"
    ),
    "it": _words("sigra magg dep on avv ing arch dott prof"),
    "de": _words("Hrn Frl Gebr Präs Dipl Bgm Hl Pfr Frhr Stv Hptm Oblt"),
    "nl": _words("mevr Mevr mw Mw ds Ds jhr Jhr mej Mej Kol Kap"),
    "pl": _words("dr Dr gen Gen płk mjr por kpt ks Ks św Św al Al pl im inż mgr hab red abp bp"),
    "ru": _words("им св доц просп пос оз"),
    "uk": _words("ім св доц просп пос смт"),
    # Of a doctor, a professor, an engineer: a letter each, in a script without capitals.
    "ar": _words("د أ م"),
}
"""What stands before a name, or before a name of a place: no sentence ends with it."""
_BEFORE_NAMES = {"de": _words("Fa Abt"), "pt": _words("Cia")}
"""What stands before a name and can end a sentence as well: then an opening word follows."""
_BEFORE_FIGURES = _words("n nr Nr p pp ca Ca cf Cf fig Fig approx Approx pág Pág núm Núm")
_BEFORE_FIGURES_OF = {
    "en": _words("est Est ext Ext Figs figs Rte Apt Ste Vol vol Ch ch"),
    "fr": _words("art Art al chap tél"),
    "es": _words("art Art cap Cap vol Vol Tel"),
    "pt": _words("art Art cap Cap fls inc vol Vol Tel"),
    "it": _words("art Art cap Cap pag lett vol Tel"),
    "de": _words("Abs Abb Kap Bd Tab Tel Ziff S Art Abt"),
    "nl": _words("art Art blz Tel tel"),
    "pl": _words("art Art ust pkt poz str tel"),
    "ru": _words("ст стр рис гл кв"),
    "uk": _words("ст стор рис гл кв"),
}
_INITIALS_BEFORE = {
    "fr": _words(
        "Le La Les Un Une Des Du Il Elle Ils Elles On Ce Cet Cette Ces Mais Et En Dans Pour Par Sur"
        " Selon Après Avant Au Aux Son Sa Ses Leur Nous Vous Je Si Or Puis Depuis À A Pas Aucun"
        " C'est C’est Quand Comme Avec Sans De"
    ),
    "es": _words(
        "El La Los Las Un Una Unos En Es Se Su Sus No Y Pero Al Por Para Con Según Tras Desde"
        " Cuando Si Este Esta Esto Ese Esa Lo Le Él Ella Ellos También Así Ya Hay Fue Sin De Como"
    ),
    "pt": _words(
        "O A Os As Um Uma Em No Na Nos Nas E Mas Ao Por Para Com Segundo Após Desde Quando Se Este"
        " Esta Esse Essa Isso Ele Ela Eles Elas Não Já Também Foi É Há Sem De Do Da Como"
    ),
    "it": _words(
        "Il Lo La I Gli Le Un Una Uno In Ma E Al Alla Per Con Secondo Dopo Quando Se Questo Questa"
        " Lui Lei Loro Non Si È Nel Nella Da Dal Di Del Della Anche Poi Così Come Ha Sono"
    ),
    "nl": _words(
        "De Het Een Hij Zij Ze Er In Op Maar En Dat Dit Deze Die Volgens Na Voor Met Toen Als Ook"
        " Om Bij Wij We Ik"
    ),
    "pl": _words(
        "W We Na Z Ze Do Po Od To Ten Ta Te Tak Nie I A Ale Jak Gdy Kiedy Jego Jej Ich On Ona Oni"
        " Według Przed Za Dla Przy Jest Był Była"
    ),
    "ru": _words(
        "В Во На С Со По Из К О Об От До За Но И А Он Она Они Оно Это Этот Эта Как Когда Если Не"
        " Так Его Её Ее Их Там Тогда После"
    ),
    "uk": _words(
        "В У На З Із Зі По До Від За Але І Й А Та Він Вона Вони Воно Це Цей Ця Як Коли Якщо Не Так"
        " Його Її Їх Там Тоді Після"
    ),
}
"""Of languages whose initials the library takes for ends: words that do open a sentence there."""
_OPENING = {
    "de": _words(
        "Der Die Das Den Dem Des Ein Eine Einen Er Sie Es Wir Ich Man In Im Am An Auf Bei Mit Nach"
        " Von Vor Zu Zum Zur Für Aber Und Doch Auch Da Dort Dann Als Wenn Wie Was Wer Seit Laut Nun"
        " Nur So Dies Diese Dieser Dieses"
    ),
    "pt": _INITIALS_BEFORE["pt"],
}


def goes_on(line: str, start: int, cut: int, language: str) -> bool:
    """Whether the sentence that begins at ``start`` goes on behind a splitter's ``cut``."""
    if _is_joined(line, cut):
        return True
    stop = start + len(line[start:cut].rstrip()) - 1
    begin = _beginning(line, start, stop)
    # Two full stops are a pause, which the splitter knows.
    if line[stop : stop + 1] != "." or line[begin - 1 : stop] == "." or stop - begin > _LONGEST:
        return False
    found = _FOLLOWING.match(line, cut)
    if found is None:
        return False
    word, following = line[begin:stop], found["word"]
    if following[0].islower():
        return _is_in_small_letters(line, start, stop, following)
    before = line[max(start, begin - 6) : begin]
    if following[0].isdigit():
        is_known = word in _BEFORE_FIGURES or word in _BEFORE_FIGURES_OF.get(language, ())
    else:
        is_known = _stands_before_name(word, before, following, language)
    return is_known and _COUNTED.search(before) is None


def _is_joined(line: str, cut: int) -> bool:
    """Whether what follows is part of the word or quotation before: "J.-P.", 「…。」と語った."""
    return (line[cut : cut + 1] in _JOINED and not line[cut - 1].isspace()) or (
        line[cut - 1] == _JAPANESE_QUOTE and _QUOTED_ON.match(line, cut) is not None
    )


def _beginning(line: str, start: int, stop: int) -> int:
    """Where the letters right before ``stop`` begin; no further back than an abbreviation."""
    begin = stop
    while begin > start and stop - begin <= _LONGEST and line[begin - 1].isalpha():
        begin -= 1
    return begin


def _is_in_small_letters(line: str, start: int, stop: int, following: str) -> bool:
    """Whether what follows goes on in small letters, in a sentence that began with another.

    A text in small letters throughout, a name ("iPhone") and an address begin anew with them.
    """
    opening = _ALPHANUMERIC.search(line, start, stop)
    return (
        opening is not None
        and not opening[0].islower()
        and line[stop - 1].isalnum()
        and _PLAIN.fullmatch(following) is not None
        and following == following.lower()
    )


def _stands_before_name(word: str, before: str, following: str, language: str) -> bool:
    if word in _TITLES.get(language, ()):
        return True
    if word in _BEFORE_NAMES.get(language, ()):
        return following not in _OPENING[language]
    if len(word) != 1 or not (word.isupper() and following[0].isupper()):
        return False
    openings = _INITIALS_BEFORE.get(language)
    return _JOINED_INITIAL.search(before) is not None or (
        openings is not None and following not in openings
    )
