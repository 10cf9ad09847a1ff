r"""What web pages put around articles, as tables.

A rule counts for a sentence or a block that holds one of its cue words and matches its pattern
(case ignored). Weights add up: from 3 on, a sentence or block is furniture. Signs of reporting
(``REPORTING``) subtract. A weight of 3 is for phrases that no reporter writes; 2 needs company.
"""

# ruff: noqa: E501 -- one rule a line reads as a table
from __future__ import annotations

import re
from typing import NamedTuple

FURNITURE = 3


class Rule(NamedTuple):
    """``pattern`` adds ``weight`` to a text that holds one of the ``cues``."""

    cues: frozenset[str]
    pattern: re.Pattern[str]
    weight: int


def _rule(cues: str, pattern: str, weight: int) -> Rule:
    return Rule(frozenset(cues.split()), re.compile(pattern, re.IGNORECASE), weight)


# Blocks that are exactly one of these, in any case and without punctuation at the ends.
LABELS: frozenset[str] = frozenset(
    """
    advertisement|advertisment|ad|ads|sponsored|sponsored content|promoted|paid content|story continues
    |story continues below|article continues below|scroll to continue|continue reading|read more
    |read more here|read next|up next|keep reading|show more|load more|see more|more|view all|see all
    |skip to content|skip to main content|menu|home|search|close|toggle navigation|navigation
    |back to top|go back|next|previous|next article|previous article|next post|previous post
    |share|share this|share this article|share this story|share article|share on facebook
    |share on twitter|share on x|share on whatsapp|share on linkedin|share via email|tweet|pin it
    |copy link|link copied|email|e-mail|print|print this article|save|save article|listen|facebook
    |twitter|instagram|whatsapp|linkedin|telegram|reddit|pinterest|youtube|tiktok|viber|follow us
    |like this|like loading|loading|add to favorites|comments|comment|no comments|leave a comment
    |leave a reply|leave a reply cancel reply|cancel reply|post a comment|post comment|add a comment
    |join the conversation|reply|submit|name|website|required fields are marked
    |related|related articles|related stories|related posts|related news|related topics|related content
    |related coverage|more stories|more news|more from this section|top stories|latest news
    |trending|trending now|most read|most popular|most viewed|popular posts|recent posts|recommended
    |recommended for you|recommended stories|you may also like|you might also like|also read
    |don't miss|leer en español|read in spanish|editors' picks|editor's picks|in this article|categories|tags|archives
    |details|more details|full coverage|full story|subscribe|subscribe now|sign up|sign in|log in|login|register|my account|newsletter|newsletters
    |accept|accept all|accept cookies|reject all|manage cookies|cookie settings|privacy policy
    |search for|shop|for you|just in|watch live|listen live|my topics|saved|read later|feedback
    |discover|following|read in app|open in app|view image in fullscreen|more for you|follow
    |followers|like|restack|footer|share options|explore more|rate this story|e-paper|epaper
    |advertising|terms of use|terms of service|terms and conditions|contact us|about us|contact
    |physical address
    |mailing address|our address|video ad feedback|ad feedback|report this ad|view comments
    |view gallery|photos|play|watch now|enlarge this image|toggle caption|hide caption
    |image source|image caption|caption|source|transcript|download our app|get the app
    |publicidad|anuncio|compartir|compartir en facebook|comentarios|deja un comentario
    |deja una respuesta|noticias relacionadas|artículos relacionados|te puede interesar
    |también te puede interesar|lee también|leer más|seguir leyendo|suscríbete|iniciar sesión
    |lo más leído|más noticias|etiquetas|síguenos|imprimir
    |publicité|annonce|partager|partager sur facebook|commentaires|laisser un commentaire
    |articles similaires|sur le même sujet|à lire aussi|lire aussi|lire la suite|s'abonner|abonnez-vous
    |se connecter|les plus lus|imprimer|réagir|contenus sponsorisés
    |anzeige|werbung|teilen|kommentare|kommentar schreiben|kommentar verfassen|mehr zum thema
    |weiterlesen|lesen sie auch|das könnte sie auch interessieren|auch interessant|anmelden
    |abonnieren|meistgelesen|drucken|merken|startseite|impressum|datenschutz|schlagwörter
    |publicidade|compartilhar|compartilhe|partilhar|comentários|deixe um comentário
    |deixe uma resposta|notícias relacionadas|leia também|leia mais|veja também|continue lendo
    |assine|assine já|entrar|mais lidas|siga-nos
    |inicio|portada|accueil|início|menü|menú|à la une
    |pubblicità|condividi|commenti|leggi anche|articoli correlati|advertentie|deel dit artikel
    |show|hide|responses|skip advertisement|support us|donate|about|privacy|unsubscribe|pin|messenger
    |topics|related topic|in pictures|your privacy|cookie policy|manage preferences|today's paper
    |اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|関連記事|相关新闻|相关阅读|延伸阅读|広告|シェア|分享|читайте также
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

# Headings of lists of other stories, or of subjects.
LISTS: frozenset[str] = frozenset(
    """
    most read|most popular|most viewed|popular posts|recent posts|trending|trending now|top stories
    |latest news|more stories|more news|related|related articles|related stories|related posts
    |related news|related topics|related topic|related content|related coverage|topics|tags
    |more on the subject|more on this subject|more on the topic|more on this topic|read also
    |recommended|recommended for you|recommended stories|you may also like|you might also like
    |editors' picks|editor's picks|read next|up next|more on this story|more from this section
    |lo más leído|noticias relacionadas|artículos relacionados|te puede interesar|etiquetas
    |les plus lus|sur le même sujet|articles similaires|à lire aussi|meistgelesen|mehr zum thema
    |das könnte sie auch interessieren|schlagwörter|mais lidas|notícias relacionadas|leia também
    |関連記事|相关新闻|相关阅读|延伸阅读|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|читайте также
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

# Openings of blocks that point to something else: only as short blocks without reporting.
POINTERS: tuple[str, ...] = (
    (
        r"(?:read|see|watch|listen|also|more|related|up next|don.t miss|explore|must read|see also"
        r"|also read|read also|read more|see more|more on this|more from \w+"
        r"|related (?:articles?|stor(?:y|ies)|news|coverage|links?|content|video)|go deeper"
        r"|in case you missed it|for subscribers|watch live|more news|more coverage|more reading"
        r"|you (?:may|might|will) (?:also )?(?:like|enjoy|be interested in)|most (?:read|popular|viewed)"
        r"|read next|must watch|trending(?: now)?|recommended for you|more stories"
        r"|more on (?:the|this) (?:subject|topic)|related video|subscribers read on"
        r"|want more|get the latest|top stories|for more|photo of the day|get more)\s*:"
    ),
    (
        r"(?:advert(?:isement)?|sponsored(?: content)?|paid (?:post|content)"
        r"|anzeige|werbung|publicidad|publicité|publicidade)\s?[:–—-]\s"
    ),
    r"more (?:\S+ ){1,4}(?:news|coverage|stories|headlines)\W*$|all things .{2,40}: latest\b",
    r"[^«]{3,70}\s?»\W*$",
    r"video ad feedback\b",
    r"(?:read|see|watch|listen to|view|hear) (?:more|the full|our full|also|next|full)\b",
    r"(?:lee|leer|lea|ver|vea|mira) (?:también|más|además)\b|te puede interesar|más información\s*:",
    r"(?:à )?lire (?:aussi|également|la suite)\b|voir aussi\b|sur le même sujet|à (?:voir|écouter)\s*:",
    r"lesen sie (?:auch|mehr|hier)|mehr (?:zum thema|dazu|lesen)|siehe auch|auch interessant|hier lesen",
    r"(?:اقرأ أيضا|اقرأ أيضًا|читайте также|lees verder|ler também|关联阅读|相关阅读|関連記事)\s?[:：]",
    r"leia (?:também|mais|ainda)|veja (?:também|mais)|saiba mais|confira também|leggi anche|lees ook",
)

# The same, but also how titles begin: never the first block.
TEASERS: tuple[str, ...] = (
    "previously", "opinion", "recommended", "exclusive", "best of", "live updates", "live", "video",
    "fact check", "photos", "gallery", "podcast", "perspective", "analysis", "timeline", "interactive",
    "breaking", "quiz", "webinar",
)  # fmt: skip

# Share bars, newsletters, comments, cookies, paywalls, notices.
PHRASES: tuple[Rule, ...] = (
    _rule("sign signup", r"\bsign(?:ing)?[- ]?up (?:for|to|here|now|today|below)\b", 2),
    _rule("sign", r"^\W*(?:please )?sign up\b(?! for (?:the|an?|this|these) (?!free|daily|weekly|newsletter)(?-i:[a-z]))|\bsign up (?:here|now)\b", 1),
    _rule("subscribe", r"^\W*(?:please )?subscribe\b|\bsubscribe (?:now|today|here|to our)\b", 2),
    _rule("subscribe subscriber subscribers", r"\bsubscribe to (?:read|continue)|log in to read|subscribers? only|for subscribers|already a subscriber|already subscribed", 3),
    _rule("subscribe subscription", r"\bsubscribe to\b(?! (?:the|an?|his|her|its|their) (?!(?:\S+ ){0,3}(?:newsletter|podcast|channel|paper|newspaper|magazine|edition|feed|app|list|(?-i:[A-Z]))))|your subscription", 1),
    _rule("newsletter newsletters", r"\bnewsletters?\b", 1),
    _rule("newsletter newsletters", r"^\W*(?:get|join|receive|try|love|want|appeared|don.t miss|check out|sign|curious)\b.*newsletter|\bour (?:\w+ ){0,5}newsletters?\b|\bfree newsletters\b|^\W*(?:a |the )?(?:free|daily|weekly) (?:\w+ ){0,3}newsletters?\b|\b(?:free|daily|weekly) (?:\w+ ){0,3}newsletters? (?:here|today|now|to)\b", 2),
    _rule("newsletter", r"\bthis (?:\w+ ){1,2}(?:was )?(?:first |originally )?(?:appeared|published) in .{3,60}newsletter|get it in your inbox", 3),
    _rule("inbox mailbox", r"\b(?:your|to your) (?:\w+ )?(?:inbox|mailbox)\b", 3),
    _rule("support", r"^\W*(?:please )?support (?:local|our|independent|quality) (?:journalism|newsroom|work)\b(?!, (?:the|an?) )", 3),
    _rule("supporting", r"\bthank you for (?:supporting|reading|subscribing|your support)", 3),
    _rule("donate donation", r"^\W*(?:please )?(?:donate(?:\W*$|[:,!]| (?:now|today|here|online|via|with|and|if|what|just|[£$€\d]|to (?:us|our|support|help|keep|the (?-i:[A-Z])|(?-i:[A-Z]))))|consider (?:making a )?donat|make a donation)", 3),
    _rule("download app", r"^\W*(?:download|get) (?:\w+ ){0,5}app\b|download our (?:\w+ ){0,3}app\b|\bapp gets you to the heart\b|available on (?:the )?(?:app store|google play)", 3),
    _rule("click tap", r"\b(?:click|tap) (?:here|or tap|on the (?:link|image|photo|button))\b|tap or click", 2),
    _rule("click", r"^\W*click\b|\bclick here\W*$", 1),
    _rule("digital subscribe", r"unlimited (?:digital )?access|activate your digital|digital (?:account|subscription) today", 3),
    _rule("read", r"\bread (?:more|the full \w+|full \w+)(?: \w+)? here\b|^\W*read more\W*$", 3),
    _rule("read story", r"^\W*read (?:the )?(?:full|original|rest of the|entire) (?:story|article|report|interview|post)\W*(?:here|at|on|in)?\b.{0,40}$", 3),
    _rule("learn", r"\blearn more (?:about (?:him|her|them) )?here\b", 3),
    _rule("follow", r"^\W*(?:you can |please |and |also )?follow (?:us|him|her|them|me|along|our|the|on|@|[A-ZÀ-Þ]\S+(?: \S+){0,8} (?:on|at|@))", 2),
    _rule("follow", r"\bfollow (?:\S+ ){1,9}(?:on|at) (?:twitter|x\b|facebook|instagram|threads|bluesky|tiktok|telegram|youtube|linkedin|whatsapp|mastodon)|follow (?:him|her|them|us|me|\S+ )?\s*(?:on \S+ )?@\w|follow along with", 2),
    _rule("like join find connect", r"^\W*(?:like|join|find|connect with|keep up with) (?:us|him|her|them) on (?:\w+ )?(?:twitter|facebook|instagram|x\b|tiktok|linkedin|youtube|telegram|whatsapp|threads|bluesky)", 3),
    _rule("twitter facebook instagram threads bluesky tiktok linkedin youtube whatsapp telegram x", r"\b(?:on|via) (?:twitter|facebook|instagram|threads|bluesky|tiktok|x|linkedin|youtube|whatsapp|telegram|mastodon)(?:,? (?:formerly|formally) \w+)?[,:]?\s*(?:(?:and|or|&) \w+\s*)?:?\s*(?:at )?@\w", 3),
    _rule("share", r"^\W*(?:click to )?share (?:this|on|via|with|your (?:thoughts|views|feedback))\b", 2),
    _rule("share facebook twitter whatsapp email linkedin reddit", r"^(?:\W*(?:share(?: (?:this|the))?(?: (?:article|story|post))?(?: on| by| via)?|tweet|print|pin|facebook|twitter|x|email|e-mail|whatsapp|linkedin|reddit|telegram|pinterest|copy link|save|messenger|flipboard|instagram|link|youtube|rss|tiktok)){2,}\W*$", 3),
    _rule("reach contact email reached e", r"^\W*(?:you can |or |and |please )?(?:reach|contact|e-?mail|write to|get in touch with)\b.{0,80}(?:@|\d{3}[-.) ]\s?\d{3}|on (?:x|twitter))|\b(?:can be|may be|is) reached (?:at|by|on|via):? ?(?:\S*@|\(?\+?\d[\d(). -]{6})|^\W*(?:you can |or |and |please )?e-?mail (?:him|her|them|me|us)\b|\be-?mail (?:him|her|them|me|us)(?: at| on)? \S*@", 3),
    _rule("reached", r"\b(?:can be|may be|is) reached (?:at|by|on|via)\b", 2),
    _rule("email reach contact tip tips story", r"^\W*(?:send (?:\w+ )?(?:news )?tips?|story idea|got a (?:tip|story|question)|have (?:a|any) (?:tips?|story|question|thoughts)|do you have (?:a|any) )", 2),
    _rule("contributed contributing", r"\bcontributed to (?:this|the) (?:report|story|article|reporting|piece)\b", 3),
    _rule("contributing contributors", r"^\W*(?:contributing|contributors?|also contributing)\s*(?::|—|–|$)", 3),
    _rule("reporting editing writing compiled", r"^\W*\(?(?:additional |with )?(?:reporting|writing|editing|compiled|graphics?|production) by(?:\W+(?:(?-i:[^\W_a-zß-öø-ÿ])\w*(?:[’'-]\w+)*+|and|in|at|for|of|from|with|the|de|van|von|bin|al|el|la|our|staff|wires?|services?|agenc(?:y|ies)|newsroom|desk|team|reports?|editors?|reporters?|correspondents?|reporting|writing|editing|additional|compiled|graphics?|production|translation|translated|by)(?!\w))+\W*$", 3),
    _rule("reported", r"^\W*(?-i:[A-Z])\S+(?: (?-i:[A-Z])\S+){0,2} reported from (?-i:[A-Z])[\w.’' ]{2,30}(?:, (?-i:[A-Z])[\w. ]{1,20})?(?:$|[,;.]? (?:with |and )?(?-i:[A-Z])\S+(?: (?-i:[A-Z])\S+){0,2} (?:reported |contributed )?from\b)", 3),
    _rule("newsletter newsletters", r"^\W*newsletters?\s*:", 3),
    _rule("partners device", r"\bour (?:\d[\d,.]* )?partners\b.{0,80}\b(?:store|cookies|data|device)\b|\b(?:store|access) (?:and/or access |and access )?information on (?:a|your) device\b", 3),
    _rule("copyright limited ltd inc media newspapers", r"^\W*(?:copyright\s+(?:(?:©|\(c\)|by|of|the|and|\d{4})\W+){0,3}(?-i:[^\W\d_a-zß-öø-ÿ])[^.!?]{1,80}|©\s+[^.!?]{2,80})(?:\d{4})?(?:\. All rights reserved)?[^.!?]{0,40}\W*$", 3),
    _rule("trading account trades trade broker", r"^\W*(?:open|start|get|claim|trade)\b.{0,60}\b(?:trading account|free trades?|commission-free|demo account)\b[^.]{0,40}$", 3),
    _rule("wire agencies", r"^\W*(?:from|with|by) .{0,40}\b(?:wire (?:reports|services)|news agencies|staff reports|agency reports)\W*$", 3),
    _rule("updated", r"^\W*(?:editor.s note: )?this (?:story|article|post|page|file|report)(?: and \w+)? (?:has been|was|is being|will be) (?:last )?updated\b(?! for (?!clarity|style|length|accuracy))(?!.*(?:correct|inaccura|misspell|misstat|error|earlier version))", 3),
    _rule("developing breaking", r"^\W*this is a (?:developing|breaking)(?: news)? story|^\W*(?:breaking|developing) story\b", 3),
    _rule("refresh reload check", r"(?:refresh|reload) (?:the|this) page|check back (?:for|later|here|soon)", 2),
    _rule("originally republished", r"\b(?:article|story|post|piece|version) (?:was )?(?:originally|first) (?:appeared|published)(?!.{0,60}\bin (?:the )?\d{4}\b)|^\W*republished (?:from|with|under)|\b(?:is|was|been) republished (?:from (?:the )?(?-i:[A-Z])|with (?:the )?permission|under (?:an? |the )?(?:creative commons|cc\b|licen[cs]e))", 3),
    _rule("copyright reserved", r"\ball rights reserved\b(?! (?:for|to) )|^\W*(?:copyright|\(c\))\s*(?:©|\(c\))?\s*\d{4}(?!\s(?!by\b|all\b|the\b|and\b)(?-i:[a-z]))|may not be (?:published|reproduced|rewritten|redistributed)", 3),
    _rule("affiliate commission", r"\baffiliate (?:links?|fees?|commission|partner)|earn (?:a|an|us a|us) (?:small )?(?:affiliate |referral )?commission|may earn\b.{0,60}\b(?:fee|commission|revenue)", 3),
    _rule("recommend newsroom newsrooms purchase", r"\bwe (?:occasionally )?recommend interesting products|(?:newsrooms?|editorial) (?:and .{3,40} )?(?:operates?|are|is) independent|if you (?:make a )?(?:purchase|buy)\b.{0,50}\blinks?", 3),
    _rule("cookies cookie", r"\b(?:we|this (?:site|website)|our (?:site|partners))\b.{0,60}\buses? cookies|cookies? (?:policy|preferences|settings|consent)|(?:accept|reject|allow|manage) (?:all )?cookies", 3),
    _rule("privacy terms", r"\b(?:you|i) (?:agree|accept|consent)\b.{0,60}\b(?:terms|privacy)|terms (?:of (?:use|service)|and conditions)\b.{0,40}privacy|see our privacy", 3),
    _rule("comments comment comentários commentaires", r"^\W*(?:\d+\s+comments?|comments? \(?\d+\)?|comments are (?:closed|off|disabled)|(?:view|show|read|see|join|post|add|leave) (?:all |the |a |your )?\d* ?(?:comments?|discussion))\W*$", 3),
    _rule("email required fields publicada publiée veröffentlicht publicado", r"your e-?mail address will not be published|required fields are marked|tu dirección de correo electrónico no será publicada|votre adresse e-?mail ne sera pas publiée|deine e-mail-adresse wird nicht veröffentlicht|seu endereço de e-?mail não será publicado", 3),
    _rule("browser name", r"save my name, email|in this browser for the next time", 3),
    _rule("javascript browser", r"\b(?:enable|activate|turn on) javascript|your browser (?:does not|doesn.t|is not)", 3),
    _rule("logged", r"\byou must be logged in|log ?in to (?:comment|reply|continue|leave)", 3),
    _rule("tags tagged filed topics posted categories", r"^\W*(?:tags?|tagged|filed under|topics?|posted in|categories|categorized)\s*:?\s[^.!?]{2,200}$", 2),
    _rule("tags tagged filed topics etiquetas schlagwörter mots palavras", r"^\W*(?:tags?|tagged|filed under|topics|etiquetas|mots-clés|schlagwörter|palavras-chave)\s*:", 3),
    _rule("video ad source", r"^\W*video ad feedback\b|\d{2}:\d{2} - source:", 3),
    _rule("graphics graphic map", r"\b(?:can.t see|unable to (?:see|view)|not seeing)\b.{0,40}\b(?:graphics?|maps?|charts?|videos?)", 3),
    _rule("break puzzle crossword cross", r"\blooking for a .{0,30}\bpuzzle\b|\bneed a (?:news )?break\b|\b(?:mini|crossword) puzzles?\W*(?:play|try)|play the\b.{0,50}\b(?:puzzle|crossword|quick cross)", 3),
    _rule("read", r"^\W*(?:\d+[- ]min(?:ute)?s?\.? read|read(?:ing)? time\b.{0,20})\W*$", 3),
    _rule("continues", r"\b(?:story|article) continues (?:below|after)\b", 3),
    _rule("gift", r"^\W*gift this article|gift articles? to\b", 3),
    _rule("opinions expressed views", r"\b(?:views|opinions) expressed (?:in|here|are|by)\b.{0,90}\b(?:author|own|not necessarily|writer)", 3),
    _rule("newsdesk desk newsroom", r"^\W*(?:ring|call|phone|text|e-?mail|message|whatsapp|contact|send|tell|drop)\b.{0,60}\b(?:(?:our|the|a) (?:\w+ )?(?:news ?desk|newsroom)|our (?:\w+ )?desk)\b(?!.{0,20}\bsaid)", 3),
    _rule("comments", r"^[^.]{0,60}\?\s*\d+ comments?\W*$", 3),
    _rule("comments", r"^\W*comments? \(\d+\)\s*[–-]\s*(?:open|closed)\W*$", 3),
    _rule("articles article", r"^\W*you (?:have|.ve) .{0,30}\bfree (?:articles?|stories)\b", 3),
    _rule("posted", r"^\W*posted (?:on|by|in) .{0,40}\bby (?:admin|editor|staff|webmaster)\W*$", 3),
    _rule("text", r"\btext [A-Z]+ to \d{4,6}\b", 3),
    _rule("free", r"\btry it (?:for )?free\b|^\W*(?:try|read|get|enjoy)\b.{0,60}\bfree for \d+ days\b|\bfree (?:to|for) subscribers\b", 3),
    _rule("readers subscribers", r"\b(?:readers|subscribers) get \w+ (?:weeks|months)\b.{0,30}\b(?:price|free)\b", 3),
    _rule("advice", r"^\W*nothing in this \w+ (?:is|constitutes) .{0,20}\badvice\b", 3),
    _rule("disclosure", r"^\W*disclosures?\s?:", 3),
    _rule("shares views followers comments", r"^\W*[\d.,]+ ?[km]? (?:shares?|views?|followers?|likes?|comments?)\W*$", 3),
    _rule("stories articles", r"^\W*access \d+ free (?:stories|articles)\b", 3),
    _rule("share comment", r"^\W*share (?:or comment )?(?:on )?this (?:article|story|post)\s?:", 3),
    _rule("privacy notice newsletters", r"^\W*privacy notice\s?:", 3),
    _rule("newsletter promotion", r"^\W*(?:after|skip past) newsletter promotion\W*$", 3),
    _rule("forward enjoyed", r"\bplease forward (?:it|this)\b|^\W*forwarded this email\b", 3),
    _rule("tell reply", r"^\W*(?:hit|just) reply\b", 3),
    _rule("community guidelines", r"\babide by our community guidelines\b|\bcommunity guidelines for posting\b", 3),
    _rule("contribution paywall", r"\b(?:monthly|one-off|regular) contribution\b|\bno paywall\b", 2),
    _rule("share", r"^\W*share on\b.{0,20}$", 3),
    _rule("translation", r"^\W*(?:automatic|machine|automated) translation\b", 3),
    _rule("reproduction", r"\breproduction (?:is )?(?:prohibited|forbidden)\b", 3),
    _rule("agencies agency", r"^\W*sources?\s?:\s?(?:news )?agenc(?:y|ies)\b.{0,40}$", 3),
    _rule("month week weeks months issues", r"\bfirst (?:month|week|(?:\w+ )(?:weeks|months|issues)) (?:free|for (?:just |only )?(?:[£$€]\s?\d|\d|one|a)\b)", 3),
    _rule("note version", r"^\W*editor.s note:?.{0,40}\b(?:sign up|newsletter)|^\W*a version of this (?:story|article) (?:first )?appeared", 3),
    _rule("principles", r"thomson reuters trust principles", 3),
    _rule("reprinted republished", r"\b(?:reprinted|republished)\b.{0,60}\bpermission\b", 3),
    _rule("forecast", r"^\W*(?:what.s the weather\b.{0,30})?check your (?:local )?forecast\b|\bcheck your local forecast here", 3),
    _rule("email alerts text", r"\bwe.ll (?:e-?mail|text|send) you\b|\balerts via text\b.{0,60}\bsign up\b", 3),
    _rule("listen podcast", r"^\W*prefer to listen\b|^\W*(?:check out|listen to) .{3,40}podcast\W*$", 3),
    _rule("compilation", r"^\W*this is a compilation of\b", 3),
    _rule("grant grants", r"^\W*our (?:fact-?check|work|reporting|journalism|coverage)\b.{0,60}\bgrants?\b", 3),
    _rule("partnership collaboration", r"^\W*this (?:story|article|report|project) (?:was|is) (?:produced|published|reported|written) (?:as part of|in|through|with) (?:a )?(?:partnership|collaboration)", 3),
    _rule("nonprofit nonpartisan", r"^\W*[A-Z].{2,60} is an? (?:independent|non-?profit|nonpartisan)\b.{0,40}\bnews(?:room)?\b", 3),
    _rule("disclosure", r"\bhas a disclosure policy\b", 3),
    _rule("note editor", r"^\W*editor.s note: this (?:page|story|file|blog) (?:recaps|summarizes|captures)\b|^\W*editor.s note:.{0,200}\b(?:follow here|for the latest|latest (?:news|updates) (?:on|from)|click here|visit (?:our|usa))\b", 3),
    _rule("follow", r"^\W*follow here\b", 3),
    _rule("link", r"^\W*here.s (?:a|the) link to\b.{0,40}$", 3),
    _rule("looking", r"^\W*looking for\b.{0,90}\?.{0,40}\b(?:covered|here)\W*$", 3),
    # Spanish
    _rule("suscríbete suscríbase suscribirse boletín boletines", r"^\W*suscr[ií]b(?:ete|ase|irse)|\bnuestro bolet[ií]n|\b(?:recib\w+|suscr\w+)\b.{0,40}\bbolet[ií]n", 3),
    _rule("síguenos sigue síganos", r"^\W*(?:síguenos|síganos)\b|^\W*sigue a\b.{2,40}\b(?:en|por) (?:x|twitter|facebook|instagram|whatsapp|telegram|tiktok|youtube)\b", 3),
    _rule("haz clic pulsa haga", r"\b(?:haz|haga|hacer) clic\b|pulsa aquí", 2),
    _rule("derechos", r"\b(?:todos los derechos reservados|prohibida (?:su|la) reproducción)", 3),
    _rule("comparte compartir", r"^\W*(?:comparte|compartir) (?:(?:est[ae]|el|la) (?:noticia|artículo|nota|historia|contenido|publicación)|en (?:x|twitter|facebook|instagram|whatsapp|telegram|linkedin|redes))\b", 3),
    _rule("utilizamos usamos cookies", r"\b(?:utilizamos|usamos|utiliza|usa) cookies", 3),
    # French
    _rule("abonnez inscrivez recevez newsletter infolettre", r"^\W*(?:abonnez|inscrivez)-vous\b|^\W*recevez\b.{0,60}(?:newsletter|infolettre|mail|alertes)", 3),
    _rule("suivez retrouvez", r"^\W*(?:suivez|retrouvez)(?:-nous|-le|-la)?\b.{0,60}(?:facebook|twitter|instagram|réseaux|whatsapp|application)", 3),
    _rule("cliquez", r"\bcliquez (?:ici|sur)\b", 2),
    _rule("réservés réservé reste", r"\btous droits réservés|article (?:est )?réservé aux abonnés|il vous reste [\d.,]+ ?%", 3),
    _rule("partagez partager", r"^\W*partage[rz] (?:cet(?:te)? (?:article|page|info)|sur (?:x|twitter|facebook|whatsapp|linkedin|messenger)\b|l['’]article)", 3),
    _rule("utilisons utilise cookies", r"\b(?:utilisons|utilise) des cookies", 3),
    # German
    _rule("abonnieren newsletter melden", r"\bnewsletter\b.{0,40}\b(?:abonnieren|anmelden)\b|^\W*(?:jetzt )?abonnieren\b|\bmelden sie sich\b.{0,40}\bnewsletter\b.{0,20}\ban\b", 3),
    _rule("folgen", r"^\W*folgen sie (?:uns|ihm|ihr|dem)\b", 3),
    _rule("klicken", r"\bklicken sie (?:hier|auf)\b", 2),
    _rule("vorbehalten", r"\balle rechte vorbehalten", 3),
    _rule("teilen", r"^\W*(?:artikel |auf \w+ )teilen\W*$", 3),
    _rule("verwenden verwendet cookies", r"\bverwende[nt]\b.{0,30}\bcookies", 3),
    _rule("dieser", r"^\W*dieser (?:artikel|beitrag|text) (?:ist|wurde|erschien) (?:zuerst|ursprünglich)", 3),
    # Portuguese
    _rule("assine inscreva receba cadastre", r"^\W*(?:assine|inscreva-se|cadastre-se|receba)\b.{0,80}(?:newsletter|boletim|notícias|jornal|e-?mail|whatsapp|grátis)", 3),
    _rule("siga acompanhe", r"^\W*(?:siga|acompanhe)(?:-nos)?\b.{0,60}(?:facebook|twitter|instagram|redes|whatsapp|google|youtube|telegram)", 3),
    _rule("clique", r"\bclique (?:aqui|no|na|e)\b", 2),
    _rule("direitos", r"\btodos os direitos reservados", 3),
    _rule("compartilhe compartilhar", r"^\W*compartilh(?:e|ar) (?:est[ae] (?:notícia|reportagem|matéria|artigo|conteúdo|post)|(?:no|na|por|via) (?:x|twitter|facebook|instagram|whatsapp|telegram|linkedin|e-?mail|redes))\b", 3),
)  # fmt: skip

# Who wrote it: "X is a reporter for Y" is furniture only in the company of the rules above, or at
# the end of an article that is not about X.
BIOGRAPHY = re.compile(
    r"^\W*(?P<name>[A-ZÀ-Þ][\w.’'-]+(?: (?:and |de |van |von |bin |al-)?[A-ZÀ-Þ][\w.’'-]+){1,4}),?"
    r"(?: (?:covers|writes (?:about|for|on)|reports (?:on|for|from))\b.{0,90}?\bfor\b"
    r"|(?: (?:is|are|was|covers|writes|reports|works|serves)\b(?! said)| an?\b).{0,160}?"
    r"\b(?i:reporter|writer|journalist|correspondent|editor|columnist|contributor|freelance\w*|producer"
    r"|covers?|writes?|reports?)\b)"
)

# Signs that a sentence reports something.
REPORTING = re.compile(
    r"\b(?:said|says|told|according to|announced|reported that|claimed|stated|added that|wrote"
    r"|dijo|afirmó|según|declaró|aseguró|selon|a déclaré|a dit|affirmé|sagte|erklärte|teilte"
    r"|disse|afirmou|segundo|declarou)\b",
    re.IGNORECASE,
)
# Who asked, wrote or shouted what stands before the comma, however it was addressed: "Visit our
# town, the mayor pleads".
_ASKED = (
    r"(?:urge[sd]?|ask(?:s|ed)?|advise[sd]?|warn(?:s|ed)|writes?|pleads?|pleaded|demand(?:s|ed)|insist(?:s|ed)|argue[sd]|admit(?:s|ted)"
    r"|reads?|ran|promise[sd]?|recommend(?:s|ed)|suggest(?:s|ed)|shout(?:s|ed)|sang|beg(?:s|ged)|hope[sd]?|add(?:s|ed)|explain(?:s|ed)|end(?:s|ed)|goes|went"
    r"|(?:is|was|are|were) (?:called|named|entitled|the (?:name|title|slogan|motto)))"
)
ATTRIBUTED = re.compile(
    rf",\s(?:the|an?|his|her|its|their|one|some|(?-i:[^\W\d_a-zß-öø-ÿ])\w*)\s(?:[\w’'-]+\s){{0,7}}?{_ASKED}\b"
    r"|,\s(?:pide|pidió|insta|instó|ruega|recomienda|advierte|reza|demande|conseille|recommande|écrit"
    r"|exhorte|bittet|bat|rät|riet|mahnt|mahnte|warnt|warnte|schreibt|schrieb|heißt es|fordert|forderte"
    r"|appelliert|pede|pediu|recomenda|alerta|escreve|orienta)\b",
    re.IGNORECASE,
)
NEWSY = re.compile(
    r"\d|[\"“”«»]|\b(?:was|were|had|has|have|did|\w{3,}ed|fue|era|war|wurde|été|foi)\b"
)
# How the sentences around a newsletter pitch begin.
PITCH = re.compile(
    r"\W*(?:explore|get|our|your|you|we|join|discover|stay|learn|see|unlock|start|check|from|plus|want"
    r"|don.t|a (?:free|daily|weekly)|for (?:more|unlimited)|if you)\b",
    re.IGNORECASE,
)
