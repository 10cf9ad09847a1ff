r"""Short paragraphs that want something of the reader: a subscription, a gift, a click.

A pitch opens by addressing the reader (``_OPENERS``: "Subscribe", "Enjoying this story?",
"Hazte socio") and offers what outlets sell (``_OFFERS``: "never miss", "ad-free", "nuestro
boletín"); what others offer as well (``_COMMON_OFFERS``: "€9 a week", "a newsletter") counts only
where the reader is spoken to. One of them alone is no pitch, nor is a paragraph with a quote, a
reporting verb or somebody it tells of: "Subscribe to our channel" is one, "Subscriptions rose by a
third", "Join the queue early, police said" and "Like most nurses, she earns £510 a week" are news.
"""

# ruff: noqa: E501 -- one family a line reads as a table
from __future__ import annotations

import re

from indexer.extraction.furniture_rules import ATTRIBUTED, REPORTING

_MOST_WORDS = 45

_PRICE = r"(?:[£$€]\s?\d[\d.,]*|\b(?:\d+|one|two|five|ten) (?:euros?|pounds?|dollars?|cents?|pence)|\b(?:price|cost) of a (?:cup of )?\w+) (?:a|per|an|each|every|for your first|for the first) (?:\w+ )?(?:day|week|month|year|\d+ (?:weeks|months))\b"

# Imperatives that ask for a subscription by themselves.
_ASKING: tuple[str, ...] = (
    r"(?:please |why not |not yet a subscriber\? )?(?:subscribe(?! to (?:the|an?|his|her|its|their) (?!(?:\S+ ){0,3}(?:newsletter|podcast|channel|briefing|bulletin|paper|newspaper|magazine|edition|feed|app|list|digest|(?-i:[A-Z]))))|become a (?:\w+ )?(?:subscriber|member|supporter|patron|friend)(?! of (?:the |an? |his |her |their )?+(?!our\b)(?-i:[a-z]))|start your (?:\w+ ){0,2}(?:subscription|trial|membership)|renew your (?:\w+ )?(?:subscription|membership|support)|activate your (?:\w+ )?(?:account|access|subscription|membership)|take out a subscription)",
    r"(?:never|don[’']t) miss (?:an?|another|any|the (?:next|latest)) (?:\w+ )?(?:stor(?:y|ies)|updates?|headlines?|episodes?|articles?|issue|post|news)",
    rf"(?:join|start|sign up|register|read on|try it)(?: us| now| today)? (?:for|from)(?: only| just)? {_PRICE}\W*$",
    r"suscr[ií](?:bete|base|banse)|hazte (?:soci[oa]|miembro|suscriptora?)|hágase (?:soci[oa]|miembro)",
    r"abonnez[- ]vous|abonne-toi|(?:devenez|deviens) (?:membre|abonnée?|adhérente?)|je m[’']abonne",
    r"(?:jetzt |hier )?abonnieren(?: sie| jetzt)?|abonniere (?:jetzt|uns|den|unseren)|(?:jetzt )?(?:abo abschließen|mitglied werden)|werden sie (?:\w+ )?(?:mitglied|abonnent)|werde (?:\w+ )?(?:mitglied|abonnent)",
    r"assine(?! o acordo)|torne-se (?:assinante|membro|apoiador)|seja (?:assinante|membro|apoiador|sócio)",
)
# Imperatives and questions that news and advice use as well. A verb is one only with nothing behind
# it that makes it a noun ("Help for farmers", "Take-home pay", "Tickets cost"), "like" and "need"
# only in a question or before "you"; what an outlet says of itself must say "you".
_OPENERS: tuple[str, ...] = (
    r"(?:please |or |so |and )?(?:join|become|support|help|donate|give|consider|make a|chip in|contribute|pledge|download|get|try|start|sign|register|book|buy|reserve|save|enjoy|unlock|access|receive|read|listen|tune in|stay|keep|never|don[’']t|follow|upgrade|choose|discover|explore|take|check out|head (?:over )?to|visit|find|meet us|come|tell us|send us|share your|have your say|vote|enter|win|scan|add|set)\b(?![’'-]| (?:for(?! (?:our|your|free|just|only|as little|less|[£$€\d]))|of|or|as|than|most|many|much|his|her|its|their|he|she|they|costs?|are|is|was|were|has|have|had|will|would)\b)",
    r"(?:like|love|liked|loved|enjoying|enjoyed|looking|interested|prefer|want|need|already|not an?|new to|are you|do you|did you|can[’']t)\b(?!-)(?=[^.!]{1,90}\?|.*\b(?:you|your|our|us)\b)",
    r"(?:tickets|if you|for (?:just|only|as little|less than|the price)|(?:from )?(?:just|only) [£$€\d]|half price|limited time|special offer|today only)\b(?=.*\b(?:you|your|our|us)\b)",
    r"(?:you can (?:support|help|also support)|your (?:support|donation|gift|subscription|contribution|membership)|this (?:story|article|reporting|journalism) (?:is|was) (?:free|made|funded|paid|possible|supported)|readers like you)\b",
    r"(?:our (?:journalism|reporting|newsroom|work|readers|members|app|podcast|newsletter)|we (?:rely|depend|need|are funded|can[’']t|could not)|thanks? to (?:our|readers))\b(?=.*\byour?\b)",
    r"(?:por favor,? )?(?:únete|únase|lee|lea|apoya|apoye|apóyanos|dona|done|haz|haga|descarga|descargue|descárgate|recibe|reciba|regístrate|regístrese|inscríbete|inscríbase|consigue|consiga|prueba|pruebe|disfruta|disfrute|accede|acceda|no te pierdas|no se pierda|colabora|colabore|ayúdanos|ayúdenos|ayuda a|compra|compre|reserva|reserve|síguenos|siga|¿(?:quieres|quiere|te gusta|le gusta|te ha gustado|aún no|todavía no|ya eres)|si (?:te|le) (?:gusta|ha gustado|interesa)|por (?:solo|sólo|tan solo|menos de)|desde (?:solo|sólo)|tu (?:apoyo|donación|suscripción)|su (?:apoyo|donación|suscripción)|gracias a (?:nuestros|los lectores)|participa|participe|entérate|mantente|manténgase|ya puedes)\b",
    r"(?:rejoignez|lisez|soutenez|faites un don|faites|donnez|téléchargez|recevez|inscrivez|profitez|essayez|découvrez|accédez|débloquez|offrez|participez|réservez|achetez|gagnez|ne (?:manquez|ratez)|votre (?:soutien|don|abonnement)|vous (?:aimez|appréciez|avez aimé|voulez|souhaitez)|envie de|pour (?:seulement|seulement|moins de)|à partir de|déjà abonné|pas encore abonné|grâce à (?:vous|nos)|aidez|suivez|restez|retrouvez|écoutez)\b",
    r"(?:jetzt|unterstützen sie|unterstütze|spenden sie|spende|helfen sie|laden sie|lade|holen sie|hol dir|sichern sie|sicher dir|melden sie sich|melde dich|testen sie|teste|lesen sie|lies|genießen sie|verpassen sie|verpasse|bestellen sie|bestelle|erhalten sie|erhalte|bleiben sie|bleib|registrieren sie|buchen sie|kommen sie|gefällt ihnen|gefällt dir|hat ihnen|hat dir|möchten sie|möchtest du|wollen sie|willst du|sie (?:möchten|wollen|haben noch|sind bereits)|noch kein|bereits abonnent|für nur|ab nur|schon ab|nur [\d,]+ ?€|ihre (?:spende|unterstützung)|deine (?:spende|unterstützung)|dank ihrer|unser(?:e|en)? (?:journalismus|newsletter|app|arbeit)|folgen sie|hören sie|newsletter)\b",
    r"(?:apoie|doe|faça|ajude|ajude-nos|contribua|baixe|receba|inscreva-se|cadastre-se|registre-se|junte-se|experimente|aproveite|participe|acesse|ganhe|compre|reserve|não perca|fique|siga|acompanhe|gostou|quer|você (?:gosta|quer|ainda|pode)|já é assinante|ainda não é|por (?:apenas|só|menos de)|a partir de|seu (?:apoio|donativo)|sua (?:doação|assinatura|contribuição)|graças a(?:os| nossos)|tenha|garanta|descarregue|subscreva|torne-se|seja)\b",
)
# What outlets offer or ask for, in words that point at themselves or at a sale.
_OFFERS: tuple[str, ...] = (
    r"\bour (?:\w+[- ]){0,3}(?:newsletters?|app|podcasts?|briefing|bulletin|channel|journalism|reporting|newsroom|patreon|e-?paper|coverage|mailing list|whatsapp|telegram|alerts?|puzzles?|print edition)\b|\bsupport our (?:work|mission|team)\b|\bbuy us an? (?:coffee|beer|pint|drink)\b|\bjoin our (?:\w+ )?(?:community|club|members|membership)\b",
    r"\b(?:independent|local|quality|public-interest|nonprofit|reader-funded) (?:\w+ )?(?:journalism|news(?:room)?|reporting)\b",
    r"\b(?:ad-free|free trial|unlimited (?:\w+ )?(?:access|articles|reading)|full access|digital (?:access|subscription|edition|pass)|exclusive (?:access|content|newsletters?|offers?)|premium (?:articles?|content)|cancel (?:any ?time|at any time)|members?-only|subscriber-only|for (?:our )?(?:subscribers|members) only|promo code|gift subscription|keeps? (?:us|it|this \w+|(?:\w+ )?(?:journalism|news|newsroom|reporting)) (?:free|independent|going|alive))\b",
    r"\b(?:in|to|straight to|into) your (?:inbox|phone|mailbox)\b|\b(?:news|breaking) alerts\b|\bdaily (?:digest|briefing|headlines|email)\b|\bstories like this\b|\bevery (?:morning|evening|week|weekday|day|friday|sunday|monday)\b.{0,40}\b(?:inbox|email|newsletter)",
    r"\bsubscri(?:be|bing|ptions?) (?:now|today|here|to (?:our|the)|from|for (?:just|only|one|[£$€\d]))|\b(?:sign|join) up (?:now|today|here|for free|free)\b|\bsign up (?:to|for)\b.{0,60}\b(?:newsletter|briefing|bulletin|alerts?|updates)\b",
    r"\b(?:wherever|where) you (?:get|listen to|find) (?:your )?podcasts\b|\bour (?:\w+ )?(?:festival|summit|conference|live (?:event|show)|open day|readers[’'] (?:evening|event))\b",
    r"\bnuestr[oa]s? (?:\w+ )?(?:bolet[ií]n(?:es)?|newsletter|app|aplicación|pódcast|podcast|canal|periodismo|comunidad|club|web|redacción|trabajo|suscriptores|socios|lectores|alertas|edición|evento|grupo)\b|\bperiodismo (?:independiente|libre|de calidad|local)\b|\bsin (?:publicidad|anuncios|límites)\b|\bacceso (?:ilimitado|total|completo)\b|\b(?:prueba gratis|mes gratis|gratis durante|cancela cuando)\b|\ben tu (?:correo|móvil|bandeja|buzón)\b|\ben su (?:correo|móvil|bandeja|buzón)\b|\bhaz(?:te)? (?:soci[oa]|una donación|un donativo)\b",
    r"\b(?:notre|nos|votre boîte|vos) (?:\w+ )?(?:newsletters?|infolettre|application|appli|podcasts?|chaîne|journalisme|communauté|club|rédaction|travail|abonnés|lecteurs|alertes|édition|boîte mail|mail)\b|\bjournalisme (?:indépendant|libre|local|de qualité)\b|\bsans (?:publicité|engagement)\b|\baccès (?:illimité|complet|à tous)\b|\b(?:essai gratuit|mois offert|gratuit pendant)\b|\bfaire un don\b|\bpartie de l[’']actualité\b",
    r"\bunser(?:e|en|em|er)? (?:\w+ )?(?:newsletter|app|podcasts?|kanal|journalismus|community|club|redaktion|arbeit|abonnenten|leser(?:innen)?|angebot|veranstaltung|e-?paper|whatsapp\S*)\b|\b(?:unabhängige[nrs]?|freie[nrs]?|lokale[nrs]?) (?:journalismus|berichterstattung)\b|\b(?:werbefrei|jederzeit kündbar|kostenlos (?:testen|lesen|abonnieren)|gratis testen|probeabo|digitalabo|probemonat|alle artikel|uneingeschränkt\w*)\b|\b(?:in|für) ihr(?:em)? (?:postfach|e-?mail)\b|\bherunter\b.{0,20}$|\bspenden?\b.{0,30}\b(?:jetzt|hier|uns)\b|\bmitglied\b.{0,40}\b(?:werden|uns)\b|\bkeine? (?:ausgabe|nachricht|neuigkeit|meldung)\b",
    r"\bnoss[oa]s? (?:\w+ )?(?:newsletters?|boletim|aplicativo|app|podcasts?|canal|jornalismo|comunidade|clube|redação|trabalho|assinantes|leitores|alertas|edição|evento|grupo)\b|\bjornalismo (?:independente|livre|local|de qualidade)\b|\bsem (?:publicidade|anúncios|limites)\b|\bacesso (?:ilimitado|total|completo)\b|\b(?:teste grátis|mês grátis|grátis por|cancele quando)\b|\bno seu (?:e-?mail|celular|telemóvel|whatsapp)\b",
)
# What others than outlets offer as well, and only to somebody.
_COMMON_OFFERS: tuple[str, ...] = (
    rf"^(?=.*\b(?:subscri\w+|access|trial|digital|articles|stories|journalism|news|newspaper|edition|cancel)\b).*{_PRICE}",
    r"\bnewsletter\b|\bbecome a (?:\w+ )?(?:member|subscriber|supporter)\b(?! of (?:the |an? )?+(?!our\b)(?-i:[a-z]))|\b(?:make|with) a (?:\w+ )?(?:donation|gift|contribution)\b|\bdonate (?:now|today|here|online)\b|\btax[- ]deductible\b|\bearly[- ]bird\b|\b(?:app store|google play)\b|\b(?:daily|weekly|text|email) alerts\b|\bjoin us (?:at|on|for|in)\b|\b(?:register|book|tickets?) (?:now|here|today|at|via)\b.{0,40}\b(?:our|online)\b|\bour (?:\w+ ){0,2}(?:website|events?|archive|membership|readers|members)\b",
    r"\b(?:never|don[’']t|do not|and not) miss (?:an?|another|out|any|the (?:next|latest))\b",
    r"^(?=.*\b(?:suscri\w+|acceso|artículos|noticias|digital|periódico)\b).*\b\d+(?:[.,]\d+)? ?(?:€|euros?|pesos|dólares) (?:al|por) (?:mes|año|semana)\b|\b(?:boletín|newsletter)\b",
    r"^(?=.*\b(?:abonn\w+|accès|articles|numérique|journal|lisez)\b).*\b\d+(?:[.,]\d+)? ?(?:€|euros?) (?:par|le premier|pendant|pour) ?(?:mois|an|semaine)?\b|\bun don\b|\b(?:newsletter|infolettre)\b",
    r"^(?=.*\b(?:\w*abo|zugang|artikel|digital\w*|zeitung|lesen)\b).*\b\d+(?:[.,]\d+)? ?(?:€|euro) (?:im|pro|je|für den ersten) (?:\w+ )?(?:monat|jahr|woche)\b|\bnewsletter\b",
    r"^(?=.*\b(?:assin\w+|acesso|notícias|digital|edição|jornal)\b).*(?:\br\$ ?\d[\d.,]* (?:por|ao|/) ?|\b\d+(?:[.,]\d+)? ?(?:€|euros?|reais) (?:por|ao) )(?:mês|ano|semana)\b|\b(?:newsletter|boletim)\b",
)
# Words that speak to the reader, and a question that opens.
_TO_READER = re.compile(
    r"^[^.!?]{1,60}\?|\b(?:you|your|our|us|we|te|tus?|nuestr\w+|nos|usted|vous|votre|vos|notre|nous|dir|dich|deine?[mnrs]?|uns|unser\w*|você|noss[oa]s?)\b|\b(?-i:Sie|Ihre?[mnrs]?|Ihnen)\b",
    re.IGNORECASE,
)
# Somebody the paragraph tells of.
_TOLD_OF = re.compile(r"\b(?:he|she|his|himself|herself)\b", re.IGNORECASE)

_ASKS = re.compile(rf"^\W*(?:{'|'.join(_ASKING)})(?!\w)", re.IGNORECASE)
_OPENS = re.compile(rf"^\W*(?:{'|'.join(_OPENERS)})", re.IGNORECASE)
_OFFERED = re.compile("|".join(_OFFERS), re.IGNORECASE)
_OFFERED_TO_READER = re.compile("|".join(_COMMON_OFFERS), re.IGNORECASE)
_SPOKEN = re.compile(r"[“”\"«»„]")


def is_pitch(block: str) -> bool:
    """Whether a short paragraph asks the reader for a subscription, a gift, a visit or a click."""
    if block.count(" ") + 1 > _MOST_WORDS or _is_told(block):
        return False
    return _ASKS.match(block) is not None or (_OPENS.match(block) is not None and _offers(block))


def _is_told(block: str) -> bool:
    """Whether a paragraph quotes, reports or tells of somebody."""
    signs = (_SPOKEN, REPORTING, ATTRIBUTED, _TOLD_OF)
    return any(sign.search(block) for sign in signs)


def _offers(block: str) -> bool:
    if _OFFERED.search(block):
        return True
    return bool(_OFFERED_TO_READER.search(block) and _TO_READER.search(block))
