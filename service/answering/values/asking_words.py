"""The words by which questions ask, in five languages. Patterns for folded text; tables only."""

from __future__ import annotations

from service.answering.values.value import AnswerKind

# Asked for, in order of precedence: the first pattern that matches the folded question decides.
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade)s?"
PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.QUOTE,
        (
            r"what (?:exactly )?(?:did|does|has|have|had|do) .{1,90}?\b(?:say|said|tell|told|claim|"
            r"announce|comment|respond|reply|state|think|promise|warn|declare)(?:ed|d|s)?\b|"
            r"how (?:did|does|has) .{1,90}?\b(?:describe|react|respond|comment|call)|"
            r"what (?:was|were|is) .{1,60}?\b(?:response|reaction|comment|reply|statement|words)\b|"
            r"que (?:dijo|dice|declaro|opino|respondio|afirmo)|qu'(?:a|ont) (?:dit|declare|"
            r"repondu)|"
            r"que (?:dit|declare)|qu'a-t-\w+ dit|was (?:sagte|sagt|hat .{1,60}gesagt|meinte|"
            r"erklarte)|"
            r"o que .{0,60}(?:disse|afirmou|declarou|respondeu)"
        ),
    ),
    (
        AnswerKind.REASON,
        (
            r"why|how come|what (?:caused|causes|led to|prompted|triggered)|for what reason|"
            r"what (?:is|was|were|are) the (?:reasons?|causes?|motives?)|por que|pourquoi|warum|"
            r"wieso|"
            r"weshalb|cual (?:es|fue) (?:la causa|el motivo|la razon)|por qual motivo|"
            r"quelle (?:est|etait|fut) la (?:cause|raison)|was war der grund"
        ),
    ),
    (
        AnswerKind.TIME_OF_DAY,
        (
            r"(?:what|which)(?: exact| local| precise)? (?:time|hour)\b(?! (?:of|in) (?:the )?"
            r"(?:year|month|week|season))|what(?: is| was) the (?:exact |local )?time\b|"
            r"que horas?|(?:en |a )?quelle heure|(?:um )?(?:wie ?viel|welche\w?) (?:uhr|uhrzeit)\b|"
            r"cual (?:es|era|fue) la hora|qual (?:e|era|foi) a hora"
        ),
    ),
    (
        AnswerKind.DATE,
        (
            r"when|since when|until when|how long ago|how soon|(?:what|which)(?: \w+)? (?:year|"
            r"month|"
            r"day|date|decade|century|weekday)\b|(?:what|which) (?:week|time)|cuando|"
            r"(?:en )?(?:que|cual) (?:ano|mes|dia|fecha)|quand|(?:en |a )?quelle (?:annee|date)|"
            r"(?:quel|en quel) (?:jour|mois)|wann|seit wann|(?:in )?welche\w? (?:jahr|monat|tag|"
            r"datum)|"
            r"quando|(?:em )?(?:que|qual) (?:ano|mes|dia|data)|a quand"
        ),
    ),
    (
        AnswerKind.PERCENT,
        (
            r"what(?: \w+)? (?:percent|percentage|share|proportion|fraction)|how many percent|"
            r"(?:what|which)\b.{0,40}\b(?:inflation|unemployment|interest|approval|"
            r"turnout) (?:rate)?|"
            r"que (?:porcentaje|proporcion)|quel (?:pourcentage|taux)|quelle (?:part|proportion)|"
            r"wie ?viel prozent|welcher anteil|(?:que|qual) (?:percentagem|porcentagem|percentual)|"
            r"cual .{0,20}porcentaje"
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
            r"(?!.*\b(?:to|closed|open|last|stay|take)\b).*)?\W*$"
        ),
    ),
    (
        AnswerKind.DURATION,
        (
            rf"how long|(?:for )?how many {_UNIT}\b|what (?:is|was) the (?:length|duration) of|"
            r"cuanto (?:tiempo|dura|duro|durara|duraron)|cuant[oa]s (?:dias|horas|semanas|meses|"
            r"anos)|"
            r"combien de (?:temps|jours|heures|semaines|mois|annees)|wie lange|"
            r"wie ?viele (?:tage|stunden|wochen|monate|jahre)|quanto tempo|quanto (?:dura|durou)|"
            r"quant[oa]s (?:dias|horas|semanas|meses|anos)|cuanto va a durar|combien .{0,20}dur"
        ),
    ),
    (
        AnswerKind.MONEY,
        (
            r"how much (?:money|cash|funding)|how much (?:did|does|do|will|was|were|is|has|have|"
            r"would)"
            r"(?! .*\b(?:rain|weigh|grow|grew|grown|rise|risen|fall|fallen|increase|drop|shrink|"
            r"water|"
            r"oil|snow|land)\w*)|how many (?:dollars|euros|pounds)|"
            r"how much .{0,90}\b(?:cost|pay|paid|spend|spent|worth|raise|invest|fine|fined|donate|"
            r"lose|lost|earn|sell|sold|owe|charge|offer|fund|price|buy|bought|make|give)(?:ed|s)?\b|"
            r"(?:what|how high) (?:is|was|were|are) the .{0,30}\b(?:price|cost|value|budget|fine|"
            r"salary|fee|damages?|revenue|profit)|at what price|cuanto (?:dinero|cuesta|costo|"
            r"costara|vale|pago|pagara|gasto|gano|invirtio)|combien (?:coute|a coute|d'argent|"
            r"vaut)|"
            r"combien .{0,60}(?:cout|pay|verse|depens|invest)|wie ?viel (?:geld|kostet|kostete)|"
            r"wie ?viel .{0,60}(?:kost|bezahl|zahl)|quanto (?:custa|custou|custara|vale|pagou|"
            r"dinheiro)"
        ),
    ),
    (
        AnswerKind.COUNT,
        (
            r"how many|how often|what (?:is|was) the (?:number|death toll|toll|population)|"
            r"what number|cuant[oa]s|combien|wie ?viele|wie oft|quant[oa]s|"
            r"cual (?:es|fue) el (?:numero|saldo)|what (?:is|was) .{0,40}\bpopulation"
        ),
    ),
    (
        AnswerKind.QUANTITY,
        (
            r"how (?:far|tall|high|big|large|deep|heavy|fast|strong|old|much|wide|hot|cold|close)|"
            r"(?:what|which) (?:magnitude|size|weight|height|speed|age|temperature)|"
            r"what (?:is|was) the (?:magnitude|size|weight|height|speed|age|temperature|distance)|"
            r"cuanto|que (?:edad|altura|magnitud|tamano)|quel age|quelle (?:taille|hauteur|"
            r"magnitude)|"
            r"wie (?:alt|hoch|gross|weit|schwer|stark|viel)|wieviel|quanto|"
            r"qual (?:e|era|foi) a (?:altura|idade|magnitude)"
        ),
    ),
    (
        AnswerKind.PLACE,
        (
            r"where|(?:in |at |to |from )?(?:what|which)(?: \w+)? (?:country|countries|city|"
            r"cities|place|town|"
            r"region|state|village|continent|stadium|venue|province|county|location|capital)\b|"
            r"what is the capital|donde|adonde|"
            r"(?:en )?que (?:pais|ciudad|lugar|region)|ou (?:est|a|ont|se|s'|sont|la|le|l'|les|"
            r"vit)|"
            r"d'ou|(?:dans )?quel(?:le)? (?:pays|ville|lieu|region|endroit)|wo|wohin|woher|"
            r"(?:in )?welche\w? (?:land|stadt|ort|region)|onde|(?:em )?(?:que|qual) (?:pais|cidade|"
            r"lugar|regiao)|aonde|ou|cual es la capital|quelle est la capitale|qual e a capital|"
            r"was ist die hauptstadt"
        ),
    ),
    (
        AnswerKind.ORGANISATION,
        (
            r"(?:what|which)(?: \w+)? (?:company|companies|organi[sz]ation|team|club|party|"
            r"agency|bank|"
            r"airline|court|university|group|outlet|newspaper|firm|ngo|army|ministry)\b|"
            r"que (?:empresa|equipo|partido|organizacion|banco)|quel(?:le)? (?:entreprise|"
            r"equipe|parti|"
            r"societe|organisation|banque)|welche\w? (?:firma|unternehmen|partei|mannschaft|"
            r"organisation|bank)|(?:que|qual) (?:empresa|equipe|partido|organizacao|time|banco)"
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
            r"what (?:is|was) the name|quien(?:es)?|a quien|qui|wer|wen|wem|quem|de quem|"
            r"what (?:is|was) .{1,60}'?s name"
        ),
    ),
)
LEAD = (
    r"^(?:(?:and|so|but|then|y|et|und|e|ou|o|or|also|please|por favor|por|de|a|in|on|at|to|from|"
    r"for|"
    r"by|since|until|with|en|desde|hasta|depuis|jusqu'|seit|bis|ab|von|em|com|con|avec|mit|par|"
    r"during|of|durante|pendant|against|exactly|about|after|before|contra),? )*"
)
YES_NO = {
    "en": r"whether|if|(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|"
    r"must|might)(?:n't)?|can't|won't",
    "es": r"si|ha|han|fue|fueron|es|son|esta|estan|hay|hubo|va|van|puede|se|existe|tiene|era",
    "fr": r"si|est-ce que|est-ce qu'|est-\w+|y a-t-il|a-t-\w+|ont-\w+|sont-\w+|"
    r"\w+-t-(?:il|elle|on)",
    "de": r"ob|hat|haben|ist|sind|war|waren|wird|werden|wurde|wurden|kann|konnte|muss|gibt es|gab",
    "pt": r"se|houve|foi|foram|vai|vao|e verdade|esta|tem|teve|sera|ha|sao|existe|pode|e",
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
    *(
        (
            kind,
            rf"(?:what|which) (?:of (?:the following|these) )?(?:{_ADJECTIVE}){{0,3}}(?:{nouns})",
        )
        for kind, nouns in _WHICH
    ),
    (AnswerKind.DATE, r"when|what (?:year|date|day)|which year|cuando|quand|wann|quando"),
    (AnswerKind.COUNT, r"how many|cuant[oa]s|combien de|wie ?viele|quant[oa]s"),
    (AnswerKind.DURATION, r"how long|cuanto tiempo|combien de temps|wie lange|quanto tempo"),
    (AnswerKind.MONEY, r"how much"),
    (AnswerKind.REASON, r"why|por que|pourquoi|warum"),
    (AnswerKind.PLACE, r"where|donde|wohin|onde"),
    (AnswerKind.PERSON, r"who|quien|quem"),
)
KEYWORDS = (
    (AnswerKind.DATE, r"(?:date|year|fecha|datum|data)$"),
    (AnswerKind.COUNT, r"death toll|number of|population"),
    (AnswerKind.DURATION, r"(?:duration|length)"),
    (AnswerKind.MONEY, r"(?:price|costs?|budget|salary)"),
    (AnswerKind.REASON, r"(?:reasons?|causes?) (?:of|for|why)"),
)
