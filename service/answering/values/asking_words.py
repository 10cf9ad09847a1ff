"""The words by which questions ask, in five languages. Patterns for folded text; tables only."""

from __future__ import annotations

from service.answering.values.iberian_asking_words import IBERIAN_MONEY, SAID_ES, SAID_PT
from service.answering.values.value import AnswerKind

# Asked for, in order of precedence: the first pattern that matches the folded question decides.
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade)s?"
_HOW_LONG = (
    rf"how long|how many {_UNIT}|cuanto tiempo|quanto tempo|"
    r"cuant[oa]s (?:segundos|minutos|horas|dias|semanas|meses|anos|decadas|siglos)|"
    r"quant[oa]s (?:segundos|minutos|horas|dias|semanas|meses|anos|decadas|seculos)|"
    r"combien (?:de |d')(?:temps|secondes|minutes|heures|jours|journees|semaines|mois|ans|annees|"
    r"decennies|siecles)|wie lange|wie ?viel zeit|"
    r"wie ?viele[nr]? (?:sekunden|minuten|stunden|tagen?|wochen|monaten?|jahren?|jahrzehnten?)"
)
PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.QUOTE,
        (
            r"what (?:exactly )?(?:did|does|has|have|had|do) .{1,90}?\b(?:say|said|tell|told|claim|"
            r"announce|comment|respond|reply|state|think|promise|warn|declare)(?:ed|d|s)?\b|"
            r"how (?:did|does|has) .{1,90}?\b(?:describe|react|respond|comment|call)|"
            r"what (?:was|were|is) .{1,60}?\b(?:response|reaction|comment|reply|statement|words)\b|"
            rf"que {SAID_ES}|como (?:reacciono|respondio|describio|califico|valoro)|"
            rf"como .{{0,40}}?(?:reagiu|descreveu|classificou|avaliou)|qu'(?:a|ont) (?:dit|declare|"
            r"repondu)|"
            r"que (?:dit|declare)|qu'a-t-\w+ dit|was (?:sagte|sagt|hat .{1,60}gesagt|meinte|"
            r"erklarte)|"
            r"qu'(?:a|ont) (?:annonce|affirme|explique|promis|reclame)|"
            r"qu'a-t-\w+ (?:declare|annonce|repondu|affirme|explique|promis)|qu'en (?:dit|disent)|"
            r"que (?:disent|declarent|repond|repondent|affirme|affirment|pense de|pensent de)|"
            r"comment .{1,60} (?:a-t-\w+|ont-\w+) (?:reagi|commente|repondu)|"
            r"comment (?:(?:a|ont) reagi|reagi\w+)|wie (?:reagier\w+|kommentier\w+)|"
            r"wie (?:hat|haben) .{1,60}(?:reagiert|kommentiert)|"
            r"was (?:sagten|sagen|meint|meinen|antwortete\w*|forder\w+|versprach|verspricht|"
            r"kundigt\w*)|"
            r"was (?:hat|haben) .{1,60}(?:erklart|gefordert|angekundigt|versprochen|geantwortet)|"
            rf"o que (?:.{{0,60}}\b)?{SAID_PT}\b"
        ),
    ),
    (
        AnswerKind.REASON,
        (
            r"why|how come|what (?:caused|causes|led to|prompted|triggered)|for what reason|"
            r"what (?:is|was|were|are) the (?:reasons?|causes?|motives?)|"
            r"por que(?! (?:precio|preco|valor))|pourquoi|warum|"
            r"wieso|"
            r"weshalb|(?:cual|qual) (?:(?:es|fue|era|e|foi) )?(?:(?:la|a) (?:causa|razon|razao)|"
            r"(?:el|o) motivo)|(?:cuales|quais) (?:son|fueron|sao|foram) (?:l?[ao]s) "
            r"(?:causas|motivos|razones|razoes)|por (?:cual|qual) (?:motivo|razon|razao)|porque|"
            r"a que se deb\w+|(?:o )?que (?:causo|provoco|origino|causou|provocou|motivou)|"
            r"quelle (?:est|etait|fut) la (?:cause|raison)|was war der grund|"
            r"quel(?:le)?s? (?:est|sont|etait|etaient|furent) l[ae]s? (?:causes?|raisons?|motifs?)|"
            r"(?:pour|a) quelles? (?:raisons?|motifs?)|qu'est-ce qui (?:a|avait) (?:cause|provoque|"
            r"declenche)|was (?:ist|sind|war|waren) (?:der|die) (?:grund|grunde|ursachen?|"
            r"ausloser|anlass)|aus welche[mnr] (?:grund|grunden|anlass)|was (?:verursachte|loste)"
        ),
    ),
    (
        AnswerKind.TIME_OF_DAY,
        (
            r"(?:what|which)(?: exact| local| precise)? (?:time|hour)\b(?! (?:of|in) (?:the )?"
            r"(?:year|month|week|season))|what(?: is| was) the (?:exact |local )?time\b|"
            r"que horas?|(?:en |a )?quelle heure|(?:um )?(?:wie ?viel|welche\w?) (?:uhr|uhrzeit)\b|"
            r"(?:cual|qual) (?:es|era|fue|e|foi) (?:la|a|el|o) (?:hora|horario)|que horario"
        ),
    ),
    (
        AnswerKind.DATE,
        (
            r"when|since when|until when|how long ago|how soon|(?:what|which)(?: \w+)? (?:year|"
            r"month|"
            r"day|date|decade|century|weekday)\b|(?:what|which) (?:week|time)|cuando|"
            r"(?:en )?(?:que|cual) (?:ano|mes|dia|fecha|semana|decada|siglo|seculo)|"
            r"(?:cual|qual) (?:es|fue|sera|era|e|foi) (?:la fecha|a data|el dia|o dia)|"
            r"quand|(?:en |a )?quelle (?:annee|date)|"
            r"(?:quel|en quel) (?:jour|mois)|wann|seit wann|(?:in )?welche\w? (?:jahr|monat|tag|"
            r"datum)|"
            r"quando|(?:em )?(?:que|qual) (?:ano|mes|dia|data)|a quand|"
            r"quelle heure|que horas?|(?:um )?wie ?viel uhr"
        ),
    ),
    (
        AnswerKind.PERCENT,
        (
            r"what(?: \w+)? (?:percent|percentage|share|proportion|fraction)|how many percent|"
            r"by how much\b.{0,60}\b(?:risk|chances?|odds|likelihood|probability)\b|"
            r"(?:what|which)\b.{0,40}\b(?:inflation|unemployment|interest|approval|"
            r"turnout) (?:rate)?|(?:what|which)\b.{0,20}\b(?:voter turnout|turnout\b.{0,40}\b"
            r"(?:election|elections|vote|poll|polls|referendum|runoff|ballot))|"
            r"quel(?:le)? (?:est|etait|fut|sera) (?:la part|la proportion|le taux|le pourcentage|"
            r"l'inflation)|"
            r"(?:welche[nrs]?|wie (?:hoch|gross) (?:ist|war|wird|liegt|lag) (?:der|die)) "
            r"(?:\w+ )?\w*(?:anteil|quote|rate|inflation|beteiligung|prozentsatz|zinssatz)\b|"
            r"que (?:porcentaje|proporcion)|quel (?:pourcentage|taux)|quelle (?:part|proportion)|"
            r"wie ?viel prozent|welcher anteil|(?:que|qual) (?:percentagem|porcentagem|percentual)|"
            r"cual .{0,20}porcentaje|qual .{0,20}(?:percentagem|porcentagem|percentual)|"
            r"(?:cuanto|quanto|quantos) por (?:ciento|cento)|que proporcao|"
            r"(?:cual|qual) (?:es|fue|era|e|foi) (?:la tasa|a taxa) de"
        ),
    ),
    (
        # "How long is the crack in the wall?", but not "how long is the bridge to stay closed?".
        AnswerKind.QUANTITY,
        (
            r"how long (?:is|are|was|were) (?:the|a|an|this|that|its|their) (?:[\w'’-]+ ){0,3}"
            r"(?:bridge|cable|canal|coast|coastline|crack|dam|ditch|fence|line|pipe|pipeline|queue|"
            r"river|road|rope|route|runway|ship|street|track|trail|tunnel|vessel|wall)s?"
            r"(?: (?:in|of|on|at|along|below|under|across|between|near|through)\b"
            r"(?!.*\b(?:to|closed|open|last|stay|take)\b).*)?\W*$|"
            r"wie lang (?:ist|war|wird|werden|soll|sind) .{0,30}\b\w*(?:strecke|linie|brucke|"
            r"tunnel|strasse|autobahn|kanal|pipeline|zaun|radweg|trasse|mauer|route|leitung)\b"
            r"(?!.*\b(?:gesperrt|geschlossen|dauer\w*|bleib\w*)\b)|de combien(?! de | d')|"
            r"how many degrees|cuantos grados|combien de degres|wie ?viele? grad|quantos graus|"
            r"cuantos anos (?:tiene|tienen|tenia|tenian|cumple|cumplio)|"
            r"quantos anos (?:tem|tinha|tinham|faz|completou)"
        ),
    ),
    (
        AnswerKind.DURATION,
        (
            rf"(?:for )?(?:{_HOW_LONG})|what (?:is|was) the (?:length|duration) of|"
            r"(?:hace )?cuanto (?:tiempo|(?:se )?(?:dur[aoe]|tard[aoe]|demor[aoe])\w*|"
            r"(?:va a|van a|puede) (?:durar|tardar)|(?:ha|han) (?:durado|tardado)|"
            r"lleva(?:n|ba|ban)?)\b|"
            r"(?:ha |faz )?quanto (?:tempo|(?:dur|demor)[aoe]\w*|"
            r"(?:vai|vao|pode) (?:durar|demorar))\b|"
            r"combien(?! de | d')(?: [\w'-]+){0,4} dur(?:e|es|ee|ees|ent|a|ait|era|er|eront)|"
            r"(?:quelle|cual|qual) (?:est|etait|fut|sera|es|fue|era|e|foi) (?:la|a) "
            r"(?:duree|duracion|duracao)|quelle duree|wie lang (?:dauer\w+|wird|bleibt|braucht\w*)"
        ),
    ),
    (
        AnswerKind.MONEY,
        (
            r"how much (?:money|cash|funding)|how much (?:did|does|do|will|was|were|is|has|have|"
            r"would)"
            r"(?! .*\b(?:rain|weigh|grow|grew|grown|rise|risen|fall|fallen|increase|drop|shrink|"
            r"water|"
            r"oil|snow|land)\w*)|"
            r"how many (?:(?:hundred|thousand|million|billion|trillion)s? (?:of )?)?"
            r"(?:dollars|euros|pounds|crowns|francs|kron[eo]r|korunas|zlotys|forints|hryvnias|"
            r"shekels|dirhams|riyals|dinars|florins|rupees|roubles|rubles|pesos|yuan|yen)\b|"
            r"how much .{0,90}\b(?:cost|pay|paid|spend|spent|worth|raise|invest|fine|fined|donate|"
            r"lose|lost|earn|sell|sold|owe|charge|offer|fund|price|buy|bought|make|give)(?:ed|s)?\b|"
            r"(?:what|how high) (?:is|was|were|are) the .{0,30}\b(?:price|cost|value|budget|fine|"
            r"salary|fee|damages?|revenue|profit)|at what price|"
            rf"(?:cuanto (?:dinero|vale)|{IBERIAN_MONEY})|combien (?:coute|a coute|d'argent|"
            r"vaut)|combien (?:d'euros|de dollars)|"
            r"quel (?:est|sera|etait|fut|a ete) le (?:cout|prix|montant)|was kostet\w*|"
            r"quel(?:le)? (?:est|sera|etait|fut) (?:le|la|l') ?(?:budget|deficit|salaire|benefice|"
            r"chiffre d'affaires|amende|dette|somme|valeur|loyer)|quelle somme|quel montant|"
            r"a combien (?:est|sont|a ete|s'eleve\w*|se monte\w*|se chiffre\w*) .{0,40}"
            r"\b(?:deficit|couts?|dettes?|budget|prix|montant|amende|benefices?|pertes?|degats|"
            r"salaires?|facture|dommages|prejudice|recettes|chiffre d'affaires|investissements?)|"
            r"auf wie ?viel .{0,40}\b\w*(?:schaden|kosten|verlust\w*|wert|summe|schulden)\b|"
            r"welche[nr]? (?:summe|betrag|preis)|wie hoch (?:ist|sind|war|waren|wird|werden|wurde|"
            r"fiel|fallt|liegt|liegen|lag|lagen) (?:.{0,30} )?\w*(?:schaden|kosten|preise?|strafe|"
            r"defizit|schulden|verluste?|summe|lohne?|einnahmen|ausgaben|miete|losegeld)|"
            r"cual (?:es|fue|sera|era) el (?:coste|costo|precio)|"
            r"qual (?:e|foi|sera|era) o (?:custo|preco)|"
            r"combien(?! de | d') .{0,60}\b(?:cout\w*|paye\w*|paie\w*|verse\w*|depens\w*|"
            r"invest\w*)|wie ?viel geld|wie teuer|"
            r"wie ?viel (?:.{0,60}\b)?(?:kost\w*|gekostet|bezahl\w*|zahlt\w*|gezahlt|"
            r"ausgegeben|verdien\w*)|"
            r"wie hoch (?:ist|sind|war|waren) (?:.{0,30} )?(?:\w*preis|\w*kosten|\w*strafe|"
            r"\w*schaden|budget|gehalt|umsatz|gewinn|honorar|gebuhr\w*)|"
            r"quanto (?:custa|custou|custara|vale|pagou|dinheiro)"
        ),
    ),
    (
        AnswerKind.COUNT,
        (
            r"how many|how often|what (?:is|was) the (?:(?:latest|current|official|final|"
            r"total) )?(?:number|death toll|toll|population|"
            r"attendance)|what number|cuant[oa]s|cuanta gente|quanta gente|"
            r"combien(?! (?:pes|mesur)\w+)|wie ?viele[nr]?|wie oft|quant[oa]s|"
            r"quel (?:est|etait|fut) le nombre|"
            r"wie (?:hoch|gross) (?:ist|war) die \w*(?:zahl|anzahl)|"
            r"(?:cual|qual) (?:(?:es|fue|era|e|foi) )?(?:(?:el|o) (?:numero|saldo|balance|balanco|"
            r"total)|(?:la|a) (?:cifra|cantidad|poblacion|populacao))|que (?:numero|cantidad) de|"
            r"what (?:is|was) .{0,40}\bpopulation"
        ),
    ),
    (
        AnswerKind.QUANTITY,
        (
            r"how (?:far|tall|high|big|large|deep|heavy|fast|strong|old|much|wide|hot|cold|close)|"
            r"(?:at |to |from )?(?:what|which) (?:magnitude|size|weight|height|depth|width|speed|"
            r"age|temperature)|"
            r"what (?:is|was) the (?:magnitude|size|weight|height|depth|width|speed|age|distance|"
            r"temperature)|"
            r"cuant[oa]|que (?:edad|altura|magnitud|tamano|distancia|velocidad|temperatura|peso)|"
            r"que tan (?:lejos|cerca|alt[oa]|grande|larg[oa]|profund[oa]|pesad[oa]|rapid[oa])|"
            r"cual (?:es|era|fue) (?:la|el) (?:edad|altura|magnitud|tamano|distancia|velocidad|"
            r"temperatura|peso)|combien (?:pes|mesur)\w+|quel age|quel poids|"
            r"quelle (?:(?:est|etait|fut) la )?(?:taille|hauteur|magnitude|distance|longueur|"
            r"largeur|profondeur|vitesse|superficie|temperature)|"
            r"wie (?:alt|hoch|gross|weit|schwer|stark|viel|schnell|breit|tief|lang|kalt|heiss|warm|"
            r"nah)|wieviel|quant[oa]|que distancia|"
            r"(?:que|qual (?:(?:e|era|foi) )?[ao]) (?:altura|idade|magnitude|distancia|velocidade|"
            r"temperatura|tamanho|comprimento|profundidade)"
        ),
    ),
    (
        AnswerKind.PLACE,
        (
            r"where|(?:in |at |to |from )?(?:what|which)(?: \w+)? (?:country|countries|city|"
            r"cities|place|town|"
            r"region|state|village|continent|stadium|venue|province|county|location|capital)\b|"
            r"what is the capital|donde|adonde|"
            r"(?:en )?que (?:pais|ciudad|lugar|region|estado|provincia|pueblo|municipio|localidad|"
            r"estadio|isla|barrio|continente)|ou (?:est|a|ont|se|s'|sont|la|le|l'|les|"
            r"vit)|"
            r"d'ou|(?:dans )?quel(?:le)? (?:pays|ville|lieu|region|endroit)|wo|wohin|woher|"
            r"(?:in )?welche\w? (?:land|stadt|ort|region)|onde|(?:em )?(?:que|qual) (?:pais|cidade|"
            r"lugar|regiao|local|ilha|bairro|estadio|distrito|aldeia)|"
            r"aonde|ou|cual es la capital|quelle est la capitale|qual e a capital|"
            r"was ist die hauptstadt"
        ),
    ),
    (
        AnswerKind.ORGANISATION,
        (
            r"(?:what|which)(?: \w+)? (?:company|companies|organi[sz]ation|team|club|party|"
            r"agency|bank|"
            r"airline|court|university|group|outlet|newspaper|firm|ngo|army|ministry)\b|"
            r"que (?:empresa|equipo|partido|organizacion|banco|compania|club|universidad|aerolinea|"
            r"tribunal|ministerio|sindicato)|quel(?:le)? (?:entreprise|"
            r"equipe|parti|"
            r"societe|organisation|banque)|welche\w? (?:firma|unternehmen|partei|mannschaft|"
            r"organisation|bank)|(?:que|qual) (?:empresa|equipe|equipa|partido|organizacao|"
            r"time|banco|companhia|clube|universidade|tribunal|ministerio|sindicato)"
        ),
    ),
    (
        AnswerKind.DEFINITION,
        (
            r"what (?:does|do) .{1,60}\b(?:mean|stand for)|who(?:'s| is| was) (?!the |an? |in |"
            r"on )\w+(?: \w+){0,3}$|what(?: is|'s| are) (?:an? |the )?"
            r"\w+(?:[ -]\w+){0,2}$|define|que (?:es|significa)|qu'est-ce (?:que|qu')|"
            r"was (?:ist|bedeutet)|o que (?:e|significa)|que significa"
        ),
    ),
    (
        AnswerKind.PERSON,
        (
            r"who|whom|whose|(?:what|which)(?: \w+)? (?:person|player|president|minister|man|woman|"
            r"politician|actor|actress|leader|candidate|official|spokes\w+|coach|author|director)\b|"
            r"quel (?:est|etait) le nom|comment (?:s'appel\w+|se nomm\w+)|"
            r"wie (?:heiss\w+|hiess\w*)|wie (?:ist|war|lautet) der name|"
            r"what (?:is|was) the name|como se (?:llama|chama)(?:ba|va)?|"
            r"(?:cual|qual) (?:es|era|e) (?:el|o) nom(?:bre|e)|"
            r"quien(?:es)?|a quien|qui|wer|wen|wem|quem|de quem|"
            r"what (?:is|was) .{1,60}'?s name"
        ),
    ),
)
_LEADING = (
    r"(?:(?:and|so|but|then|y|et|und|e|ou|o|or|also|please|por favor|por|de|a|in|on|at|to|from|"
    r"for|"
    r"by|since|until|with|en|desde|hasta|depuis|jusqu'|seit|bis|ab|von|em|com|con|avec|mit|par|"
    r"during|of|durante|pendant|against|exactly|about|after|before|contra),? )*"
)
LEAD = rf"^{_LEADING}"
OPENERS = {
    "en": r"what|which|how|who|whom|whose|why|when|where",
    "es": r"que|cual(?:es)?|como|quien(?:es)?|cuant[oa]s?|a?donde|cuando",
    "fr": r"que|qu'\S+|quel(?:le)?s?|(?:le|la|les)quel(?:le)?s?|qui|quoi|comment|combien|ou|"
    r"pourquoi|quand",
    "de": r"was|wie|wieviele?[nr]?|wer|wen|wem|wessen|welche\w?|wo\w{0,6}|wann|warum|weshalb",
    "pt": r"que|qual|quais|como|quem|quant[oa]s?|a?onde|quando",
}
"""The words that open a question for something, by language."""
_ANY_OPENER = "|".join(OPENERS.values())
_IF = "whether|if|si|ob|se"
_NOW = r"yet|now|already|exactly|still|precisely|schon|genau|ya|exactamente|deja|exactement|ja"
EMBEDDING = (
    r"(?:do(?:es)? (?:we|you|they|anyone|anybody|somebody|someone) (?:happen to |even )?know|"
    r"(?:is|was) it (?:publicly )?(?:known|clear|certain|possible to (?:say|tell|know))|"
    r"has it been (?:said|reported|announced|confirmed|established|revealed|disclosed|explained)|"
    r"(?:is|are) there any (?:information|word|news|indications?|details?)(?: \w+)? "
    r"(?:on|about|of|as to)|can (?:we|anyone|anybody|one) (?:say|tell)|"
    r"se sabe|sabemos|(?:alguien|alguem) (?:lo )?sabe|se conoce|"
    r"se ha (?:dicho|revelado|informado|confirmado|anunciado)|(?:es|e) (?:posible|possivel) saber|"
    r"hay (?:alguna )?informacion (?:de|sobre|acerca de)|(?:me )?(?:puede|podria)[ns]? "
    r"(?:usted )?(?:decir|explicar)(?:me|nos)?|esta claro|"
    r"sait-on|savons-nous|(?:est-ce qu')?on sait|est-il possible de savoir|a-t-on (?:dit|appris)|"
    r"(?:peux-tu|pouvez-vous|peut-on|pourrais-tu|pourriez-vous) (?:me |nous )?"
    r"(?:dire|expliquer|indiquer)|"
    r"weiss (?:man|jemand|irgendjemand)|wissen wir|ist (?:es )?(?:\w+ )?(?:bekannt|klar)|"
    r"(?:konnen|konnten) sie (?:mir |uns )?(?:bitte )?(?:sagen|erklaren)|"
    r"(?:kannst|konntest) du (?:mir |uns )?(?:bitte )?(?:sagen|erklaren)|kann man sagen|"
    r"(?:ja )?sabe-se|e (?:sabido|conhecido)|foi (?:divulgado|revelado|anunciado|confirmado)|"
    r"ha (?:alguma )?informac(?:ao|oes) sobre|(?:voce )?(?:pode|poderia|podes|podia)m? "
    r"(?:me |nos )?(?:dizer|explicar)(?:-me|-nos)?)"
    rf"(?:,? (?:{_NOW}))?[\s,:]+(?={_LEADING}(?:{_ANY_OPENER}|{_IF})(?!\w))"
)
"""Words before a question that is asked within another: "do we know how many"."""
_AUXILIARY = (
    r"(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|must|might)(?:n't)?"
)
CLAUSE_FIRST = (
    rf"^(?:(?:when|cuando|quand|quando) (?!{_AUXILIARY}\b)[^,?]{{2,120}}, ?¿?"
    rf"(?={_LEADING}(?:{_ANY_OPENER})(?!\w))|"
    rf"when (?!{_AUXILIARY}\b)[^,?]{{2,120}}, (?={_AUXILIARY}\b))"
)
"""A clause that says when, before the question itself: "when the dam broke, how many"."""
YES_NO = {
    "en": r"whether|if|(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|"
    r"must|might)(?:n't)?|can't|won't",
    "es": r"si|ha|han|fue|fueron|es|son|esta|estan|hay|hubo|va|van|puede|se|existe|tiene|era|"
    r"habia|habra|estaba|estaban|eran|seran|sera|podra|pueden|tienen|tuvo",
    "fr": r"si|est-ce que|est-ce qu'|est-\w+|y a-t-il|a-t-\w+|ont-\w+|sont-\w+|"
    r"\w+-t-(?:il|elle|on)",
    "de": r"ob|hat|haben|ist|sind|war|waren|wird|werden|wurde|wurden|kann|konnte|muss|gibt es|gab",
    "pt": r"se|houve|foi|foram|vai|vao|e verdade|esta|tem|teve|sera|ha|sao|existe|pode|e|"
    r"havia|havera|estava|estavam|estao|era|eram|serao|podem|tinha|tiveram",
}
# "Which" with up to three words before the noun that says what is asked for, anywhere.
_WHICH = (
    (AnswerKind.DATE, "year|month|day|date|decade|century"),
    (AnswerKind.PERCENT, "percentage|percent|share|proportion"),
    (AnswerKind.REASON, "reasons?|causes?"),
    (
        AnswerKind.PLACE,
        (
            "country|countries|state|states|city|cities|town|region|island|continent|location|"
            "capital|county|province|venue|stadium|airport|museum|village"
        ),
    ),
    (
        AnswerKind.ORGANISATION,
        (
            "company|companies|organi[sz]ation|team|club|party|agency|bank|airline|court|university|"
            "college|firm|chain|retailer|automaker|carmaker|broadcaster|publisher|network|newspaper|"
            "outlet|brand|manufacturer|department|ministry|group|band|platform"
        ),
    ),
    (
        AnswerKind.PERSON,
        (
            "person|people|player|president|minister|man|woman|politician|actor|actress|leader|"
            "candidate|official|coach|author|director|artist|singer|rapper|comedian|musician|star|"
            "celebrity|billionaire|ceo|judge|governor|senator|senators|driver|golfer|athlete"
        ),
    ),
)
_ADJECTIVE = r"(?!(?:did|does|do|is|was|are|were|has|have|had|will|the|a|an|of)\b)[\w'’.-]+ "
ANYWHERE = (
    # "What are the countries where it is banned?"
    *(
        (
            kind,
            (
                rf"what (?:is|are|was|were) the (?:{_ADJECTIVE}){{0,2}}(?:{nouns}) "
                r"(?:when|where|who|that|which|(?:in|at|on|for|to) which)"
            ),
        )
        for kind, nouns in _WHICH
    ),
    *(
        (
            kind,
            rf"(?:what|which) (?:of (?:the following|these) )?(?:{_ADJECTIVE}){{0,3}}(?:{nouns})",
        )
        for kind, nouns in _WHICH
    ),
    (AnswerKind.DATE, r"what (?:year|date|day)|which year|wann"),
    (AnswerKind.DURATION, _HOW_LONG),
    (
        AnswerKind.COUNT,
        (
            r"how many|cuant[oa]s|cuanta gente|combien de|combien d'\w+|wie ?viele[nr]?|quant[oa]s|"
            r"quanta gente"
        ),
    ),
    (AnswerKind.MONEY, r"how much"),
    (AnswerKind.REASON, r"why|por que|pourquoi|warum"),
)
# Question words that also join a clause to another: behind a question word they ask for nothing.
JOINING = (
    (AnswerKind.DATE, r"when|cuando|quand|quando"),
    (AnswerKind.PLACE, r"where|donde|wohin|onde"),
    (AnswerKind.PERSON, r"who|quien|quem"),
)
CONCERNING = r"(?:about|regarding|concerning|on|as to|sobre|uber|concernant) "
"""Before such a word it asks after all: "what is known about when it began"."""
KEYWORDS = (
    (AnswerKind.DATE, r"(?:date|year|fecha|datum|data)$"),
    (AnswerKind.COUNT, r"death toll|number of|population"),
    (AnswerKind.DURATION, r"(?:duration|length)"),
    (AnswerKind.MONEY, r"(?:price|costs?|budget|salary)"),
    (AnswerKind.REASON, r"(?:reasons?|causes?) (?:of|for|why)"),
)
