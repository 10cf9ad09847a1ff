"""What a model says to its reader around an answer, such as "Sure! Here is what I found:".

English, German, French, Spanish and Portuguese. Such words tell nothing that evidence could
support, so they are no statement, shown or not; what stands behind the colon of one is.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class _Wording(NamedTuple):
    """How one language says it; patterns.

    ``agreed`` takes a question up; ``evidence`` names what is told from; ``announces`` tells of a
    coming answer and nothing else; ``answers`` leads to it before a colon; ``purpose`` does so
    before a comma; ``parts`` begins a farewell, an offer or a note about the answer itself.
    """

    agreed: str
    evidence: str
    announces: str
    answers: str
    purpose: str
    parts: str


_WORDINGS = (
    _Wording(
        agreed=(
            r"sure(?: thing)?|certainly|of course|absolutely|okay|ok|alright|all right|got it|"
            r"understood|no problem|gladly|hello|hi(?: there)?|hey|happy to help|you['’]re "
            r"welcome|(?:that['’]s a |what a )?(?:great|good|excellent|interesting) question"
        ),
        evidence=(
            r"(?:based on|according to|from|given|using|in light of)\s+(?:all\s+)?(?:the|these|"
            r"this|your)\s+(?:(?:provided|given|available|supplied|retrieved|cited|numbered|above|"
            r"news)\s+){0,2}(?:articles?|evidence|sources|context|passages?|excerpts?|snippets?|"
            r"(?:information|texts?|documents?)(?=\s+(?:provided|given|available|you)))(?:\s+"
            r"(?:provided|given|above|available|supplied|(?:that )?you(?:['’]ve)? provided))?"
        ),
        announces=(
            r"(?:here(?:['’]s| is| are)|below (?:is|are)|(?:the )?following (?:is|are))\s+(?:what "
            r"(?:i|we|you|they|is|was|the (?:articles?|evidence|sources?|reports?))\b|(?:(?:the|"
            r"an?|my|your|some|all)\s+)?(?:\w+\s+){0,2}?(?:answers?|response|summary|overview|"
            r"information|details|breakdown|explanation|findings|facts|evidence)(?=\W*$|\s*:|"
            r",?\s+(?:to|based|from|of|on|about|for|that|according|using|drawn|i|you)\b))|i(?: "
            r"have|['’]ve)? (?:found|reviewed|looked (?:at|through)|gathered)\s+(?:the|this|all|"
            r"your|some)?\s*(?:\w+\s+){0,2}?(?:following|articles?|evidence|sources?|"
            r"information)\b|i (?:can|will|['’]ll)\s+(?:help|answer|summari[sz]e|explain|tell "
            r"you)\b|i['’](?:d be|m|ll be) (?:happy|glad) to (?:help|answer|assist)\b|let me "
            r"(?:answer|explain|summari[sz]e|share|help)\b"
        ),
        answers=(
            r"(?:(?:the|my) (?:\w+ )?answer(?: to (?:your|the|this) question)?|it) (?:is(?: as "
            r"follows)?|follows)|to (?:answer|summari[sz]e)\b[^:,]{0,40}"
        ),
        purpose=r"to answer (?:your|the|this) question",
        parts=(
            r"(?:i )?(?:really |do )?hope (?:this|that|it|these)\b(?=.*\b(?:help|answer|clarif|"
            r"useful))|(?:please )?(?:feel free|(?:don['’]t|do not) hesitate) to (?:ask|reach|let|"
            r"contact me)\b|(?:please |just )?let me know\b|if you\b(?=.*\b(?:let me know|feel "
            r"free|(?:please|just) ask|hesitate|i(?:['’](?:m|ll|d)| am| can| will| would))\b)|"
            r"(?:is|was) there anything else\b|(?:would|do) you (?:like|want|need)\b.*\?|"
            r"(?:i['’]?m|i am|always) (?:happy|glad|here) to (?:help|assist|answer)\b|thank(?:s| "
            r"you)(?: for (?:asking|(?:your|the) (?:question|interest)))?\W*$|(?:(?:please "
            r")?note(?: that|:)\s+)?(?:this|my|the above) (?:answer|response|summary) (?:relies|"
            r"draws|(?:is|was) (?:\w+ )?(?:based|drawn|taken|limited|derived))\b|for (?:more|"
            r"further) (?:details|information),? (?:please )?(?:see|refer to|consult|read) (?:the|"
            r"these) (?:\w+ )?(?:articles?|sources?|evidence)\b"
        ),
    ),
    _Wording(
        agreed=(
            r"(?:sehr )?gerne?|natürlich|klar|sicher|selbstverständlich|(?:sehr )?gute frage|"
            r"hallo|guten tag|kein problem|in ordnung|verstanden|gern geschehen"
        ),
        evidence=(
            r"(?:auf (?:der )?(?:grundlage|basis)|basierend auf|ausgehend von|anhand|laut|gemäß|"
            r"nach)\s+(?:der|den|dieser|diesen)\s+(?:(?:vorliegenden|bereitgestellten|verfügbaren|"
            r"gegebenen|genannten)\s+(?:informationen|texten?|dokumenten?|artikeln?|quellen|"
            r"belegen?)|artikeln?|quellen|belegen?|textstellen|auszügen?)"
        ),
        announces=(
            r"(?:ist\s+)?hier (?:ist|sind|folgt|die|eine|was)\b(?:,?\s+was ich\b|\s*(?:(?:die|"
            r"eine?|ihre|deine|einige|alle)\s+)?(?:\w+e\s+)?(?:antwort|zusammenfassung|überblick|"
            r"informationen|fakten|ergebnisse|einzelheiten)(?=\W*$|\s*:|,?\s+(?:auf|zu|zur|"
            r"basierend|aus|nach|für|die)\b))|(?:ich habe|habe ich) (?:folgende\w*|die "
            r"folgenden)\b|ich (?:kann|werde|helfe) (?:ihnen|dir|ihre|deine|die frage)\b"
        ),
        answers=(
            r"die (?:\w+e )?antwort(?: auf (?:ihre|deine|die) frage)? (?:lautet|ist)(?: wie "
            r"folgt)?|(?:lautet|ist) die antwort(?: wie folgt)?"
        ),
        purpose=r"um (?:ihre|deine|die) frage zu beantworten",
        parts=(
            r"(?:ich )?hoffe,?\s+(?=.*(?:hilf|helfen|geholfen|weiter|beantwort|nützlich))|"
            r"lass(?:en sie)? (?:es )?mich\b.*\bwissen\b|(?:bitte )?zögern? (?:sie )?nicht\b|"
            r"(?:wenn|falls|sollten|solltest|bei)\b(?=.*\b(?:fragen|informationen|"
            r"details)\b.*(?:\blass|\bmeld|\bfrag|\bstehe\b|\bhelfe\b|\bsagen sie\b|\bgerne\b))|"
            r"kann ich (?:ihnen|dir)\b.*\?|ich (?:stehe|helfe)\b.*\b(?:verfügung|gerne?)\b|"
            r"(?:vielen )?danke? (?:für (?:ihre|deine|die) (?:an)?frage)?\W*$|(?:diese|meine) "
            r"antwort (?:beruht|basiert|stützt)\b"
        ),
    ),
    _Wording(
        agreed=(
            r"bien sûr|certainement|d['’]accord|très bien|avec plaisir|volontiers|bonjour|"
            r"absolument|pas de problème|(?:excellente|(?:très )?bonne) question"
        ),
        evidence=(
            r"(?:d['’]après|selon|sur la base|à partir|en (?:me|se) basant sur|au vu|compte "
            r"tenu)\s+(?:les|ces|vos|des?|de ces)\s+(?:(?:articles?|sources|extraits|"
            r"passages)(?:\s+(?:fourni|disponible|cité|donné|consulté)e?s)?|(?:textes|documents|"
            r"éléments|informations|preuves)\s+(?:fourni|disponible|donné)e?s)"
        ),
        announces=(
            r"(?:voici|voilà|ci-dessous)\s+(?:ce que\b|(?:(?:la|le|les|une?|ma|votre|des|"
            r"quelques)\s+)?(?:\w+\s+)?(?:réponse|résumé|synthèse|informations|éléments|détails|"
            r"faits)\b)|j['’]ai (?:trouvé|relevé|consulté) (?:ce qui suit|les (?:articles|"
            r"informations|éléments))\b|je (?:peux|vais) (?:vous|répondre|t['’]aider)\b"
        ),
        answers=(
            r"(?:la|ma) (?:\w+ )?réponse(?: à (?:votre|ta|la|cette) question)? est(?: la "
            r"suivante)?"
        ),
        purpose=r"pour répondre à (?:votre|ta|la|cette) question",
        parts=(
            r"j['’]espère (?=.*(?:aid|répond|utile|éclair))|n['’]hésite[sz]? pas\b|(?:si (?:vous|"
            r"tu)|pour toute?s?)\b(?=.*(?:n['’]hésite|-moi\b|\bje (?:suis|reste|peux)\b))|"
            r"(?:faites|dites|fais|dis)-(?:le-)?moi\b|je (?:suis|reste) (?:à (?:votre|ta) "
            r"disposition|là pour)|(?:souhaitez|voulez)-vous\b.*\?|puis-je\b.*\?|merci (?:pour|"
            r"de) (?:votre|ta|la|cette)\b.*\bquestion\b|(?:cette|ma) réponse (?:est (?:basée|"
            r"fondée)|repose|se (?:base|fonde)|s['’]appuie)\b"
        ),
    ),
    _Wording(
        agreed=(
            r"claro(?: que sí)?|por supuesto|desde luego|de acuerdo|muy bien|con (?:mucho )?gusto|"
            r"hola|vale|entendido|(?:buena|excelente|gran|muy buena) pregunta"
        ),
        evidence=(
            r"(?:según|de acuerdo con|con base en|basándo(?:me|nos|se) en|basad[oa] en|a partir "
            r"de|en base a)\s+(?:los|las|la|estos|estas)\s+(?:(?:artículos?|fuentes|evidencias?|"
            r"pasajes|fragmentos|extractos)(?:\s+(?:proporcionad|disponible|dad|citad)[oae]s?)?|"
            r"(?:textos?|documentos?|información|pruebas)\s+(?:proporcionad|disponible|"
            r"dad)[oae]?s?)"
        ),
        announces=(
            r"(?:aquí (?:está|están|tienes?|va|te dejo|le dejo)|a continuación,? (?:se |te |le "
            r")\w+)\s+(?:lo que\b|(?:(?:la|el|los|las|una?|mi|su|tu)\s+)?(?:\w+\s+)?(?:respuesta|"
            r"resumen|información|datos|detalles|hechos)\b)|esto es lo que (?:he |dicen|encontré)|"
            r"(?:he encontrado|encontré) (?:lo siguiente|la siguiente|los siguientes)\b|(?:puedo|"
            r"voy a) (?:ayudar\w*|responder\w*)\b"
        ),
        answers=(r"la (?:\w+ )?respuesta(?: a (?:tu|su|la|esta) pregunta)? es(?: la siguiente)?"),
        purpose=r"para responder a (?:tu|su|la|esta) pregunta",
        parts=(
            r"espero (?=.*(?:ayud|útil|respond|sirv|aclar))|no dud(?:e|es|en) en\b|si (?:tien|"
            r"necesit|quier|dese|hay)\w*\b(?=.*(?:házmelo|hágamelo|avís|\bdime\b|dígame|no dud|"
            r"\bpuedo\b|pregúnt|\bestoy\b))|(?:házmelo|hágamelo) saber\b|avísame\b|estoy (?:aquí|"
            r"a (?:tu|su) disposición|encantad)|gracias por (?:tu|su|la) (?:pregunta|consulta)\b|"
            r"(?:hay|necesita\w*|desea\w*|quiere\w*) (?:algo|alguna|saber|más)\b.*\?|(?:esta|mi) "
            r"respuesta (?:se basa|está basada)\b"
        ),
    ),
    _Wording(
        agreed=(
            r"claro(?: que sim)?|certamente|com certeza|com (?:todo o |muito )?prazer|olá|oi|tudo "
            r"bem|entendido|sem problemas?|(?:boa|ótima|excelente) pergunta"
        ),
        evidence=(
            r"(?:segundo|de acordo com|com base|conforme|a partir|baseando-me)\s+(?:os|as|n[oa]s|"
            r"d[oa]s|estes|estas)\s+(?:(?:artigos?|fontes|evidências?|trechos|excertos|"
            r"passagens)(?:\s+(?:fornecid|disponíve|dad|citad)[oaei]s)?|(?:textos?|documentos?|"
            r"informações|provas)\s+(?:fornecid|disponíve|dad)[oaei]s)"
        ),
        announces=(
            r"(?:aqui (?:está|estão|tem|vai|vão)|eis|segue[m]?(?: abaixo)?|abaixo (?:está|"
            r"estão))\s+(?:o que\b|(?:(?:a|o|as|os|uma?|minha|sua)\s+)?(?:\w+\s+)?(?:resposta|"
            r"resumo|informaç(?:ão|ões)|dados|detalhes|fa(?:c)?tos)\b)|encontrei (?:o seguinte|as "
            r"seguintes|os seguintes)\b|(?:posso|vou) (?:ajud|respond)\w*\b"
        ),
        answers=(r"a (?:\w+ )?resposta(?: (?:à|para a) (?:sua|tua) pergunta)? é(?: a seguinte)?"),
        purpose=r"para responder (?:à|a) (?:sua|tua|esta) pergunta",
        parts=(
            r"espero (?=.*(?:ajud|útil|esclare|respond))|não hesite[s]?\b|fi(?:que|ca) à "
            r"vontade\b|se (?:tiver|precisar|quiser|desejar|houver)\w*\b(?=.*(?:avise|\bdiga\b|"
            r"pergunte|não hesite|\bposso\b|\bestou\b|à vontade|é só))|(?:avise-me|me avise|"
            r"diga-me|me diga)\b|estou (?:aqui|à (?:sua )?disposição)|obrigad[oa] (?:pela|por) "
            r"(?:sua )?pergunta\b|(?:posso|deseja|gostaria|quer)\b.*\b(?:mais|ajud\w*|"
            r"saber)\b.*\?|(?:esta|a minha|minha) resposta (?:baseia-se|se baseia|é baseada|foi "
            r"baseada)\b"
        ),
    ),
)

_END = r"[\s.!?:…,–—-]*$"
_QUOTED = re.compile(r"[\"“”„«»]|\b(?:said|says|told|sagte|dit|dijo|disse)\b")
_TAKEN_UP = re.compile(r"(?:sure|okay|ok|alright|all right)[,!]\s+(?=\S)", re.IGNORECASE)


def _leads(wording: _Wording) -> re.Pattern[str]:
    """What leads to an answer that follows in the same sentence."""
    agreed = rf"(?:¡?(?:{wording.agreed})[\s,.!–—-]+)?"
    evidence = rf"(?:{wording.evidence})"
    return re.compile(
        rf"{agreed}(?:(?:{evidence},?\s+)?(?:(?:{wording.announces})[^:\n]{{0,120}}|{wording.answers})|"
        rf"{evidence})\s*:\s+(?=\S)|{agreed}(?:{wording.purpose})\s*[,:]\s+(?=\S)",
        re.IGNORECASE,
    )


def _wholes(wording: _Wording) -> re.Pattern[str]:
    """What is a sentence of its own that tells nothing of the answer."""
    agreed = rf"[¡¿]?(?:(?:{wording.agreed})(?:[\s,.!–—-]+|$))"
    evidence = rf"(?:(?:{wording.evidence}),?\s+)?"
    return re.compile(
        rf"{agreed}+{_END}|(?:{agreed})?(?:{evidence}(?:{wording.announces})[^:]*{_END}|"
        rf"(?:{evidence}(?:{wording.answers})|{wording.evidence})\s*:{_END}|[¡¿]?(?:{wording.parts}))",
        re.IGNORECASE,
    )


_LEADS = tuple(map(_leads, _WORDINGS))
_WHOLES = tuple(map(_wholes, _WORDINGS))


def without_filler(sentence: str) -> str:
    """The sentence without the words that only lead to it; empty where it says nothing else."""
    for lead in _LEADS:
        if found := lead.match(sentence):
            sentence = _begun(sentence[found.end() :])
    if not _QUOTED.search(sentence) and any(whole.match(sentence) for whole in _WHOLES):
        return ""
    if found := _TAKEN_UP.match(sentence):
        return _begun(sentence[found.end() :])
    return sentence


def _begun(rest: str) -> str:
    return f"{rest[:1].upper()}{rest[1:]}"
