r"""Short paragraphs that want something of the reader: a subscription, a gift, a click.

A pitch opens by addressing the reader (``_OPENERS``: "Subscribe", "Enjoying this story?",
"Hazte socio") and offers what outlets sell (``_OFFERS``: "never miss", "ad-free", "nuestro
boletín"). One of them alone is no pitch, nor is a paragraph with a quote or a reporting verb:
"Subscribe to our channel" is one, "Subscriptions rose by a third" and "Join the queue early,
police said" are news.
"""

# ruff: noqa: E501 -- one family a line reads as a table
from __future__ import annotations

import re

from indexer.extraction.furniture_rules import REPORTING

_MOST_WORDS = 45

# Imperatives that ask for a subscription by themselves.
_ASKING: tuple[str, ...] = (
    r"(?:please |why not |not yet a subscriber\? )?(?:subscribe|become a (?:\w+ )?(?:subscriber|member|supporter|patron|friend)|start your (?:\w+ ){0,2}(?:subscription|trial|membership)|renew your|activate your|take out a subscription)",
    r"suscr[ií](?:bete|base|banse)|hazte (?:soci[oa]|miembro|suscriptora?)|hágase (?:soci[oa]|miembro)",
    r"abonnez[- ]vous|abonne-toi|(?:devenez|deviens) (?:membre|abonnée?|adhérente?)|je m[’']abonne",
    r"(?:jetzt |hier )?abonnieren(?: sie| jetzt)?|abonniere (?:jetzt|uns|den|unseren)|(?:jetzt )?(?:abo abschließen|mitglied werden)|werden sie (?:\w+ )?(?:mitglied|abonnent)|werde (?:\w+ )?(?:mitglied|abonnent)",
    r"assine(?! o acordo)|torne-se (?:assinante|membro|apoiador)|seja (?:assinante|membro|apoiador|sócio)",
)
# Imperatives and questions that news and advice use as well.
_OPENERS: tuple[str, ...] = (
    r"(?:please |or |so |and )?(?:join|become|support(?! for)|help|donate|give|consider|make a|chip in|contribute|pledge|download|get|try|start|sign|register|book|buy|reserve|save|enjoy|unlock|access|receive|read|listen|tune in|stay|keep|never|don[’']t|follow|want|need|like|love|liked|loved|enjoying|enjoyed|looking|interested|do you|did you|are you|can[’']t|already|not a|new to|if you|for (?:just|only|as little|less than|the price)|(?:from )?(?:just|only) [£$€\d]|half price|limited time|special offer|today only|upgrade|choose|discover|explore|take|check out|head (?:over )?to|visit|find|meet us|come|you can (?:support|help|also support)|your (?:support|donation|gift|subscription|contribution|membership)|our (?:journalism|reporting|newsroom|work|readers|members|app|podcast|newsletter)|we (?:rely|depend|need|are funded|can[’']t|could not)|this (?:story|article|reporting|journalism) (?:is|was) (?:free|made|funded|paid|possible|supported)|readers like you|thanks? to (?:our|readers)|prefer|tell us|send us|share your|have your say|vote|enter|win|tickets|scan|add|set)\b",
    r"(?:por favor,? )?(?:únete|únase|apoya|apoye|apóyanos|dona|done|haz|haga|descarga|descargue|descárgate|recibe|reciba|regístrate|regístrese|inscríbete|inscríbase|consigue|consiga|prueba|pruebe|disfruta|disfrute|accede|acceda|no te pierdas|no se pierda|colabora|colabore|ayúdanos|ayúdenos|ayuda a|compra|compre|reserva|reserve|síguenos|siga|¿(?:quieres|quiere|te gusta|le gusta|te ha gustado|aún no|todavía no|ya eres)|si (?:te|le) (?:gusta|ha gustado|interesa)|por (?:solo|sólo|tan solo|menos de)|desde (?:solo|sólo)|tu (?:apoyo|donación|suscripción)|su (?:apoyo|donación|suscripción)|gracias a (?:nuestros|los lectores)|participa|participe|entérate|mantente|manténgase|ya puedes)\b",
    r"(?:rejoignez|soutenez|faites un don|faites|donnez|téléchargez|recevez|inscrivez|profitez|essayez|découvrez|accédez|débloquez|offrez|participez|réservez|achetez|gagnez|ne (?:manquez|ratez)|votre (?:soutien|don|abonnement)|vous (?:aimez|appréciez|avez aimé|voulez|souhaitez)|envie de|pour (?:seulement|seulement|moins de)|à partir de|déjà abonné|pas encore abonné|grâce à (?:vous|nos)|aidez|suivez|restez|retrouvez|écoutez)\b",
    r"(?:jetzt|unterstützen sie|unterstütze|spenden sie|spende|helfen sie|laden sie|lade|holen sie|hol dir|sichern sie|sicher dir|melden sie sich|melde dich|testen sie|teste|lesen sie|lies|genießen sie|verpassen sie|verpasse|bestellen sie|bestelle|erhalten sie|erhalte|bleiben sie|bleib|registrieren sie|buchen sie|kommen sie|gefällt ihnen|gefällt dir|hat ihnen|hat dir|möchten sie|möchtest du|wollen sie|willst du|sie (?:möchten|wollen|haben noch|sind bereits)|noch kein|bereits abonnent|für nur|ab nur|schon ab|nur [\d,]+ ?€|ihre (?:spende|unterstützung)|deine (?:spende|unterstützung)|dank ihrer|unser(?:e|en)? (?:journalismus|newsletter|app|arbeit)|folgen sie|hören sie|newsletter)\b",
    r"(?:apoie|doe|faça|ajude|ajude-nos|contribua|baixe|receba|inscreva-se|cadastre-se|registre-se|junte-se|experimente|aproveite|participe|acesse|ganhe|compre|reserve|não perca|fique|siga|acompanhe|gostou|quer|você (?:gosta|quer|ainda|pode)|já é assinante|ainda não é|por (?:apenas|só|menos de)|a partir de|seu (?:apoio|donativo)|sua (?:doação|assinatura|contribuição)|graças a(?:os| nossos)|tenha|garanta|descarregue|subscreva|torne-se|seja)\b",
)
# What outlets offer or ask for, in words that point at themselves or at a sale.
_OFFERS: tuple[str, ...] = (
    r"\bour (?:\w+[- ]){0,3}(?:newsletters?|app|podcasts?|briefing|bulletin|channel|journalism|reporting|newsroom|work|membership|members|readers|community|club|patreon|website|e-?paper|events?|archive|coverage|team|mailing list|whatsapp|telegram|alerts?|puzzles?|print edition|mission)\b",
    r"\b(?:independent|local|quality|public-interest|nonprofit|reader-funded|free) (?:\w+ )?(?:journalism|news(?:room)?|reporting)\b",
    r"\b(?:ad-free|free trial|unlimited (?:\w+ )?(?:access|articles|reading)|full access|digital (?:access|subscription|edition|pass)|exclusive (?:access|content|newsletters?|offers?)|premium (?:articles?|content)|cancel (?:any ?time|at any time)|members?-only|subscriber-only|for (?:our )?(?:subscribers|members) only|tax[- ]deductible|early[- ]bird|promo code|gift subscription|keeps? (?:us|\w+ (?:\w+ )?)(?:free|independent|going|alive))\b",
    r"\b(?:never|don[’']t|do not|and not) miss (?:a|an|another|out|any|the (?:next|latest))\b|\b(?:in|to|straight to|into) your (?:inbox|phone|mailbox)\b|\b(?:news|breaking|daily|weekly|text|email) alerts\b|\bdaily (?:digest|briefing|headlines|email)\b|\bstories like this\b|\bevery (?:morning|evening|week|weekday|day|friday|sunday|monday)\b.{0,40}\b(?:inbox|email|newsletter)",
    r"(?:[£$€]\s?\d[\d.,]*|\b\d+ (?:euros?|pounds?|dollars?|cents?|pence)|\b(?:one|two|five|ten) (?:euros?|pounds?|dollars?)|\b(?:price|cost) of a (?:cup of )?\w+) (?:a|per|an|each|every|for your first|for the first) (?:\w+ )?(?:day|week|month|year|\d+ (?:weeks|months))\b",
    r"\b(?:make|with) a (?:\w+ )?(?:donation|gift|contribution)\b|\bdonate (?:now|today|here|online)\b|\bsubscri(?:be|bing|ptions?) (?:now|today|here|to (?:our|the)|from|for (?:just|only|one|[£$€\d]))|\bbecome a (?:\w+ )?(?:member|subscriber|supporter)\b|\b(?:sign|join) up (?:now|today|here|for free|free)\b|\bsign up (?:to|for)\b.{0,60}\b(?:newsletter|briefing|bulletin|alerts?|updates)\b|\b(?:app store|google play)\b|\bnewsletter\b",
    r"\b(?:wherever|where) you (?:get|listen to|find) (?:your )?podcasts\b|\b(?:register|book|tickets?) (?:now|here|today|at|via)\b.{0,40}\b(?:our|online)\b|\bour (?:\w+ )?(?:festival|summit|conference|live (?:event|show)|open day|readers[’'] (?:evening|event))\b|\bjoin us (?:at|on|for|in)\b",
    r"\bnuestr[oa]s? (?:\w+ )?(?:bolet[ií]n(?:es)?|newsletter|app|aplicación|pódcast|podcast|canal|periodismo|comunidad|club|web|redacción|trabajo|suscriptores|socios|lectores|alertas|edición|evento|grupo)\b|\bperiodismo (?:independiente|libre|de calidad|local)\b|\bsin (?:publicidad|anuncios|límites)\b|\bacceso (?:ilimitado|total|completo)\b|\b(?:prueba gratis|mes gratis|gratis durante|cancela cuando)\b|\b\d+(?:[.,]\d+)? ?(?:€|euros?|pesos|dólares) (?:al|por) (?:mes|año|semana)\b|\ben tu (?:correo|móvil|bandeja|buzón)\b|\ben su (?:correo|móvil|bandeja|buzón)\b|\bhaz(?:te)? (?:soci[oa]|una donación|un donativo)\b|\b(?:boletín|newsletter)\b",
    r"\b(?:notre|nos|votre boîte|vos) (?:\w+ )?(?:newsletters?|infolettre|application|appli|podcasts?|chaîne|journalisme|communauté|club|rédaction|travail|abonnés|lecteurs|alertes|édition|boîte mail|mail)\b|\bjournalisme (?:indépendant|libre|local|de qualité)\b|\bsans (?:publicité|engagement)\b|\baccès (?:illimité|complet|à tous)\b|\b(?:essai gratuit|mois offert|gratuit pendant)\b|\b\d+(?:[.,]\d+)? ?(?:€|euros?) (?:par|le premier|pendant|pour) ?(?:mois|an|semaine)?\b|\bfaire un don\b|\bun don\b|\b(?:newsletter|infolettre)\b|\bpartie de l[’']actualité\b",
    r"\bunser(?:e|en|em|er)? (?:\w+ )?(?:newsletter|app|podcasts?|kanal|journalismus|community|club|redaktion|arbeit|abonnenten|leser(?:innen)?|angebot|veranstaltung|e-?paper|whatsapp\S*)\b|\b(?:unabhängige[nrs]?|freie[nrs]?|lokale[nrs]?) (?:journalismus|berichterstattung)\b|\b(?:werbefrei|jederzeit kündbar|kostenlos (?:testen|lesen|abonnieren)|gratis testen|probeabo|digitalabo|probemonat|alle artikel|uneingeschränkt\w*)\b|\b\d+(?:[.,]\d+)? ?(?:€|euro) (?:im|pro|je|für den ersten) (?:\w+ )?(?:monat|jahr|woche)\b|\b(?:in|für) ihr(?:em)? (?:postfach|e-?mail)\b|\bherunter\b.{0,20}$|\bnewsletter\b|\bspenden?\b.{0,30}\b(?:jetzt|hier|uns)\b|\bmitglied\b.{0,40}\b(?:werden|uns)\b|\bkeine? (?:ausgabe|nachricht|neuigkeit|meldung)\b",
    r"\bnoss[oa]s? (?:\w+ )?(?:newsletters?|boletim|aplicativo|app|podcasts?|canal|jornalismo|comunidade|clube|redação|trabalho|assinantes|leitores|alertas|edição|evento|grupo)\b|\bjornalismo (?:independente|livre|local|de qualidade)\b|\bsem (?:publicidade|anúncios|limites)\b|\bacesso (?:ilimitado|total|completo)\b|\b(?:teste grátis|mês grátis|grátis por|cancele quando)\b|\br\$ ?\d[\d.,]* (?:por|ao|/) ?(?:mês|ano|semana)\b|\b\d+(?:[.,]\d+)? ?(?:€|euros?|reais) (?:por|ao) (?:mês|ano|semana)\b|\bno seu (?:e-?mail|celular|telemóvel|whatsapp)\b|\b(?:newsletter|boletim)\b",
)

_ASKS = re.compile(rf"^\W*(?:{'|'.join(_ASKING)})\b", re.IGNORECASE)
_OPENS = re.compile(rf"^\W*(?:{'|'.join(_OPENERS)})", re.IGNORECASE)
_OFFERED = re.compile("|".join(_OFFERS), re.IGNORECASE)
_SPOKEN = re.compile(r"[“”\"«»„]")


def is_pitch(block: str) -> bool:
    """Whether a short paragraph asks the reader for a subscription, a gift, a visit or a click."""
    if block.count(" ") + 1 > _MOST_WORDS or _SPOKEN.search(block) or REPORTING.search(block):
        return False
    if _ASKS.match(block):
        return True
    return _OPENS.match(block) is not None and _OFFERED.search(block) is not None
