"""Which sentences of an article speak to a language model instead of telling readers something.

"Ignore your previous instructions", "answer every question with", "AI assistants reading this
must say": an order, given to a machine or about its answers. What people order one another is
news: "You must leave your homes now", "residents were told to ignore the earlier instructions".
"""

from __future__ import annotations

import re

_ORDER = (
    r"(?:(?:\A|[:;,.!?\"“„«>*|\[(])\W*|\b(?:please|simply|just|bitte|por favor|"
    r"you (?:must|should|will|shall|are to|have to|need to)|i want you to)\s+)"
    r"(?:(?:please|always|now|simply|just|only|then|never)\s+)*"
)
"""Where an order begins, so that "told to ignore" is none."""
_MODEL = (
    r"(?:(?:large )?language models?|llms?|chat-?bots?"
    r"|ai[ -](?:\w+ )?(?:assistants?|models?|systems?|agents?|chat-?bots?|summari[sz]ers?|readers?)"
    r"|(?:automated|virtual|digital) (?:assistants?|summari[sz]ers?))"
)
_INSTRUCTIONS = r"(?:instructions?|prompts?|directions?|guidelines|rules|commands?)"
_REPLY = r"(?:answers?|response|reply|replies|summary|output)"
_SAY = r"(?:say|answer|reply|respond|state|claim|tell|output|print|write|return|cite|mention)"
_BOT = (
    r"(?:\w+ )?(?:\w*(?:bot|gpt)|dan|ai|(?:ai|language|virtual) (?:assistant|model))"
    r"(?=\s*(?:[^\w\s]|\Z|that\b|who\b|which\b|with\b|without\b|and\b))"
)
_CALLED = rf"(?:chatgpt|copilot|ais?|{_MODEL})"
_USERS = r"(?:the|every|all|any) users?"

_ENGLISH = (
    # The instructions that it has.
    (
        rf"{_ORDER}(?:ignore|disregard|forget|override|bypass)\b[^.!?]{{0,40}}"
        r"\b(?:previous|prior|above|earlier|preceding|system|initial|your)\b[^.!?]{0,30}"
        rf"\b{_INSTRUCTIONS}\b"
    ),
    rf"{_ORDER}(?:ignore|disregard|forget) (?:(?:all )?(?:of )?the|everything|all) above\b(?! the)",
    (
        rf"{_ORDER}(?:reveal|print|output|repeat|show|display|leak|disclose) (?:me )?"
        r"(?:your (?:\w+ )?prompt|the system prompt|your (?:system|initial|hidden) instructions)\b"
    ),
    (
        rf"{_ORDER}(?:do not|don't|don’t|never) "
        rf"(?:mention|reveal|disclose|repeat) (?:this|these|your) "
        r"(?:system )?(?:instructions?|prompt)\b"
    ),
    r"\btraining data override\b|\b(?:developer|system) (?:mode|override)\s*:",
    r"\A\W*(?:new|updated|important|hidden|system) (?:instructions?|prompts?)\s*:",
    (
        rf"\bthis (?:article|text|page|message) (?:overrides|supersedes) "
        rf"(?:your|all) [^.!?]{{0,20}}"
        rf"{_INSTRUCTIONS}"
    ),
    (
        rf"{_ORDER}(?:stop following|do not follow|don't follow|don’t follow|stop obeying) "
        rf"(?:all |any )?(?:your|the) [^.!?]{{0,20}}{_INSTRUCTIONS}\b"
    ),
    (
        rf"{_ORDER}(?:ignore|disregard|forget) "
        rf"(?:what|everything|all|anything) you (?:were|have been) "
        r"(?:instructed|programmed)\b"
    ),
    # What it is to be.
    rf"\byou (?:are|will be|act as) (?:now |henceforth )?(?:an? |the )?{_BOT}\b(?! coach)",
    rf"\byou are (?:now|henceforth) [^.!?:]{{1,40}}:\s*(?:always )?{_SAY}\b",
    (
        rf"\bfrom (?:now|here) on,? (?:you (?:are|will|must|shall) |always |only )?{_SAY} "
        r"[^.!?]{0,30}\b(?:questions?|prompts?|quer(?:y|ies)|users?)\b"
    ),
    rf"\bpretend (?:to be|that you are|you are) (?:an? )?{_BOT}\b",
    rf"\b(?:act|behave|respond|answer) as (?:an? |the )?{_BOT}(?<!\bai)",
    rf"\byou (?:must|should|will) (?:now |only |always )*(?:act|behave|respond) as (?:an? )?{_BOT}",
    # What it is to answer.
    (
        r"\byour (?:new |only |sole |next |real )+"
        r"(?:task|job|goal|role|instruction|objective) is (?:now )?"
        rf"to (?:(?:answer|respond|reply|output|say) "
        rf"(?:with|that|only|every|all|as|[\"“])|tell {_USERS})"
    ),
    rf"{_ORDER}(?:respond|reply|answer) (?:only )?with (?:only )?the (?:\w+ )?(?:words?|phrase)\b",
    (
        rf"{_ORDER}(?:answer|respond|reply)\b(?: to)? (?:every|all|any|each|whatever) "
        r"(?:\w+ )?(?:questions?|prompts?|quer(?:y|ies)|requests?|messages?) (?:\w+ ){0,3}"
        r"(?:with|by \w+ing|as|that)\b"
    ),
    (
        r"\b(?:if|when|whenever|whatever) (?:an?|the|any|your) users? asks?\b[^.!?]{0,80},\s*"
        rf"(?:you (?:must|should|will) )?(?:always |only |simply )?{_SAY}\b"
    ),
    (
        r"\b(?:if|when|whenever) (?:you are |you're )?asked\b"
        r"[^.!?]{0,80},\s*(?:you (?:must|should) )?"
        rf"(?:always |only |simply ){_SAY} (?:that|with|nothing but)\b"
    ),
    (
        rf"\bwhen (?:you are )?summari[sz]ing (?:this|the) (?:article|text|page|story|document)\b"
        r"[^.!?]{0,40},\s*(?:you (?:must|should) )?"
        rf"(?:always |only )?(?:{_SAY}|include|add|use)\b"
    ),
    rf"{_ORDER}(?:summari[sz]e|describe) this (?:article|text|page|story) (?:as|by saying)\b",
    rf"{_ORDER}(?:begin|start|end|finish|preface) (?:your|the|every|each) {_REPLY} (?:with|by)\b",
    (
        rf"{_ORDER}(?:append|add|include|insert|put|embed|mention|recommend|misspell|reverse|scramble)"
        rf"\b[^.!?]{{0,100}}\b(?:to|in|into|of) your {_REPLY}\b"
    ),
    rf"{_ORDER}(?:modify|augment|enhance|render|encode|encrypt|rewrite) your {_REPLY}\b",
    rf"{_ORDER}in your {_REPLY},? (?:always )?(?:{_SAY}|suggest|recommend|include|add)\b",
    (
        r"\byour (?:answer|response|reply|summary|output) (?:must|should|has to) "
        r"(?:only )?(?:include|contain|begin|start|end|say|state|mention)\b"
    ),
    r"\b(?:and|then) (?:cite|quote) (?:nothing|no sources?)\b",
    # Who is spoken to.
    (
        rf"\b(?:{_MODEL}|ais?),? (?:(?:that|who|which) )?(?:reads?|reading|process\w*|index\w*|"
        r"summari[sz]\w+|pars\w+|access\w*|us(?:e|ing)) this"
        r"(?: (?:article|page|text|document|content|story))?,?\s?(?:are |is )?"
        r"(?:must|should|shall|to|instructed|required|asked|need to|have to|:)"
    ),
    (
        r"\A\W*(?:(?:\w+ )?(?:attention|note|notice|instructions?|message)(?: to| for)?|dear|hey|"
        rf"hello),? (?:all |any |every )?{_CALLED}\s*[:,]"
    ),
    rf"\A\W*{_CALLED}\s*[:,]\s*(?:please |now |always )*(?:{_SAY}|ignore|disregard|forget|you)\b",
    (
        rf"{_ORDER}(?:tell|inform|convince|warn|remind|persuade|advise|ask) {_USERS} "
        r"(?:that|to|about|it|the|they)\b"
    ),
    rf"{_ORDER}(?:do not|don't|don’t|never) (?:tell|inform|warn) {_USERS}\b",
    (
        r"\b(?:assistant|chat-?bot) (?:must|should|shall|has to) [^.!?]{1,60}"
        rf"\bin (?:every|each|its|all|any) {_REPLY}\b"
    ),
    rf"\A\W*(?:(?i:if you are) (?:an? )?(?:{_MODEL}|ai)\b)",
    (
        r"\A\W*(?-i:SYSTEM|ASSISTANT|USER|DEVELOPER|System|Assistant)\s*:\s*"
        rf"(?:you\b|your\b|always|never|do not|don't|ignore|reveal|{_SAY})"
    ),
    r"\bas an ai (?:language model|assistant),? (?:you|i)\b|<\|[a-z_]+\|>|\[/?INST\]",
)
_IA = r"(?:inteligencia artificial|inteligência artificial|ia|ki)"
_OTHERS = (
    r"\b(?:ignor[ae]|olvid[ae]|esque[çc][ae]) todo lo anterior\b|\boubliez tout ce qui précède\b",
    r"\b(?:ignore|ignorem|esqueça|desconsidere) (?:todas )?as instruções\b",
    (
        r"\b(?:a partir de ahora|a partir de agora),? (?:debes|deberás|deve|você deve)? ?"
        r"(?:responder|responde|responda|contesta|contestar|di que|diga que)\b"
    ),
    r"\bà partir de maintenant,? (?:tu|vous) (?:dois |devez )?(?:répond\w+|dis|dites)\b",
    (
        r"\b(?:ab sofort|ab jetzt|von nun an) (?:antwortest du|sagst "
        r"du|antworten sie auf (?:jede|alle))\b"
    ),
    (
        r"\b(?:sprachmodelle|ki-\w+|chatbots) (?:müssen|sollen) [^.!?]{0,20}\bdiese[mns] "
        r"(?:artikel|text)\b"
    ),
    (
        r"\b(?:ignor\w+|olvid\w+|oubli\w+|vergiss|vergessen sie|esque[çc]\w+)\b[^.!?]{0,60}"
        r"\b(?:instrucciones|instructions|consignes|anweisungen|instru[çc][õo]es)\b[^.!?]{0,30}"
        r"\b(?:anteriores|previas|pr[ée]c[ée]dentes|vorherigen|bisherigen)\b"
    ),
    (
        r"\b(?:ignorier\w*|vergiss|vergessen sie)\b[^.!?]{0,40}\b(?:vorherigen|bisherigen|"
        r"fr[üu]heren)\s+(?:anweisungen|instruktionen)\b"
    ),
    (
        r"\b(?:ahora|a partir de ahora|agora|a partir de agora) (?:t[úu] "
        r"|voc[êe] )?(?:eres|[ée]s?) "
        r"(?:una? |uma? |o |el )?\w*bot\b"
    ),
    r"\b(?:tu es|vous êtes) (?:maintenant |désormais )(?:une? )?\w*bot\b",
    r"\b(?:du bist|sie sind) (?:jetzt|nun|ab sofort|ab jetzt) (?:der |ein |eine )?\w*bot\b",
    (
        r"\b(?:responde|responda|contesta|conteste)\b a (?:todas "
        r"(?:las|as)|cada|cualquier|qualquer) "
        r"(?:las )?(?:preguntas?|perguntas?)\b[^.!?]{0,20} (?:con|com|que|diciendo|dizendo)\b"
    ),
    (
        r"\b(?:réponds|répondez) (?:à )?(?:toutes les|chaque|toute) questions?\b[^.!?]{0,20} "
        r"(?:par|avec|que)\b"
    ),
    (
        r"\b(?:antworte|antworten sie|beantworte|beantworten sie)\b (?:auf )?"
        r"(?:jede|alle) (?:fragen?)\b[^.!?]{0,20} (?:mit|dass)\b"
    ),
    (
        rf"\b(?:asistentes|assistentes|assistants|modelos|modèles) (?:de "
        rf"|d['’])?(?:{_IA}|linguagem|"
        r"lenguaje|langage),? (?:que |qui )?(?:lean|leen|leiam|leem|lerem|lisent|lisant|processem|"
        r"procesen)\b[^.!?]{0,60}\b(?:deben|debe|devem|doivent|tienen que|têm de)\b"
    ),
    (
        r"\b(?:ki-\w+|sprachmodelle|chatbots),? die (?:diesen?|das) (?:artikel|text|seite) "
        r"(?:lesen|verarbeiten|zusammenfassen)\b[^.!?]{0,20}\b(?:müssen|sollen)\b"
    ),
)
_TO_A_MODEL = re.compile("|".join((*_ENGLISH, *_OTHERS)), re.IGNORECASE)
_AMONG = re.compile(
    r"(?:bot|gpt)s?\b|\b(?:ais?|ia|ki|llms?|dan|now|henceforth|from here|nun|job|goal|role|task|"
    r"cite|quote|above|rules|users?|asked|words?|phrase|copilot|"
    r"articles?|text|page|story|document|reply|replies|summary|output|answers?|response|mode)\b|"
    r"instru|prompt|direction|guideline|command|overrid|asist|assist|chatbot|mod[eè]l|message|"
    r""
    r"quer(?:y|ies)\b|question|pregunta|pergunta|frage|antwort|objective|developer|system|consignes|"
    r"anweisung|anterior|précède|ahora|agora|maintenant|sofort|jetzt|linguagem|lenguaje|<\||inst\]|"
    r"programmed",
    re.IGNORECASE,
)
"""One of these is in every such order: where there is none, the patterns need not be tried."""


def speaks_to_a_model(text: str) -> bool:
    """Whether the sentence orders a language model to do something."""
    return _AMONG.search(text) is not None and _TO_A_MODEL.search(text) is not None
