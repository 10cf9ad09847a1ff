"""Titles, particles, places and organisation words by which names are told apart. Tables only.

Every word is case-folded and without accents.
"""

from __future__ import annotations

from service.answering.values.words import word_set

PARTICLES = word_set(
    "al el bin ibn ben abu de del della di da do dos das du la le van von der den ter zu zur af "
    "av y e"
)
THING_WORDS = word_set(
    """statute treaty agreement act law accord war prize cup championship award convention protocol
    games festival summit constitution day week year way pact code bill plan project operation
    estatuto tratado acuerdo ley copa premio guerra statut traite accord loi coupe prix guerre
    tratado acordo lei copa premio guerra olympics street express"""
)
LINKS = word_set("of for de del des du da do dos das di della fur der the la and y et")

TITLES = word_set(
    """economist architect lawyer scientist researcher journalist novelist president presidents
    vice-president vp premier chancellor minister secretary senator congressman congresswoman
    representative governor mayor king queen prince princess emperor pope cardinal bishop
    archbishop imam rabbi sheikh ayatollah general colonel major captain lieutenant sergeant
    admiral commander judge justice prosecutor attorney sheriff inspector superintendent
    detective officer director chairman chairwoman chair ceo founder spokesman spokeswoman
    spokesperson ambassador envoy commissioner coach manager striker goalkeeper midfielder
    defender professor prof dr doctor mr mrs ms miss sir dame lord lady rev reverend sen rep
    gov gen col capt lt sgt singer actor actress author director presidente presidenta primer
    ministro ministra secretario gobernador alcalde alcaldesa rey reina papa general juez
    fiscal portavoz entrenador director directora doctor senor senora sr sra premier
    presidente presidente ministre president presidente maire gouverneur roi reine pape juge
    procureur porte-parole directeur directrice monsieur madame mme m chancelier senateur
    depute prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister
    ministerin burgermeister konig konigin papst richter sprecher sprecherin direktor trainer
    herr frau bundesprasident ministerprasident aussenminister aussenministerin
    verteidigungsminister primeiro-ministro governador prefeito rei rainha juiz porta-voz
    treinador senhor senhora diretor ex-president ex-presidente deputy foreign prime defense
    defence finance interior chief executive former acting interim"""
)

ORGANISATION_WORDS = word_set(
    """ministry court university college party union bank committee council agency association
    organization organisation department office bureau federation institute commission
    parliament senate congress house group company corporation corp inc ltd llc plc gmbh ag sa
    co holdings airlines airways motors police army navy guard fc afc cf united club league
    watch amnesty nations fund foundation society times post news journal herald tribune
    gazette press courier observer hospital school museum theatre authority board assembly
    front movement brotherhood forces service services industries energy media networks
    systems technologies labs studios ministerio tribunal corte universidad partido banco
    comite consejo agencia asociacion comision congreso senado grupo policia ejercito
    fundacion hospital instituto federacion ministere cour universite parti banque comite
    conseil agence commission parlement groupe police armee fondation assemblee syndicat
    ministerium gericht universitat partei ausschuss rat behorde verband kommission bundestag
    polizei bundeswehr stiftung gewerkschaft ministerio tribunal universidade conselho
    comissao policia exercito fundacao empresa camara sindicato republicans democrats
    conservatives labour greens taliban hamas hezbollah kremlin pentagon"""
)
PLACE_WORDS = word_set(
    """river street avenue road city town village lake mount mountain mountains island islands
    county province region district state valley bay sea ocean coast peninsula strait airport square
    park bridge station port harbour harbor desert forest gulf canal stadium arena rio calle
    avenida ciudad lago monte isla provincia estado mar aeropuerto plaza estadio fleuve
    riviere rue ville lac mont ile mer aeroport gare stade fluss strasse stadt see berg insel
    meer flughafen bahnhof platz rua cidade ilha aeroporto"""
)

COUNTRIES = word_set(
    """afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain
    bangladesh belarus belgium bolivia bosnia botswana brazil britain bulgaria cambodia
    cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark
    ecuador egypt england eritrea estonia ethiopia fiji finland france gabon georgia germany
    ghana greece greenland guatemala guinea haiti honduras hungary iceland india indonesia
    iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait
    kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg madagascar malawi
    malaysia mali malta mauritius mexico moldova mongolia montenegro morocco mozambique
    myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine
    panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland
    senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria
    taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay
    uzbekistan venezuela vietnam wales yemen zambia zimbabwe alemania francia espana italia
    inglaterra rusia ucrania brasil japon suiza suecia noruega polonia turquia allemagne
    espagne italie russie ukraine bresil chine japon suisse etats-unis royaume-uni mongolie
    deutschland frankreich spanien italien russland brasilien japan schweiz osterreich
    mongolei alemanha franca espanha russia mongolia us usa uk uae eeuu"""
)
CITIES = word_set(
    """abuja accra algiers amsterdam ankara athens atlanta baghdad bangkok barcelona beijing beirut
    belgrade berlin bogota boston brasilia brussels bucharest budapest cairo caracas chicago
    copenhagen dakar dallas damascus delhi dhaka doha dubai dublin edinburgh florence
    frankfurt geneva glasgow hamburg hanoi harare havana helsinki houston istanbul jakarta
    jerusalem johannesburg kabul kampala karachi khartoum kiev kyiv lagos lahore lima lisbon
    liverpool london lyon madrid manchester manila marseille melbourne miami milan montreal
    moscow mumbai munich nairobi naples oslo ottawa paris phoenix prague quito rabat riga rio
    riyadh rome santiago seattle seoul shanghai sofia stockholm sydney taipei tallinn tehran
    tokyo toronto toulouse tripoli tunis turin ulaanbaatar valencia venice vienna vilnius
    warsaw washington wellington yerevan zagreb zurich lisboa londres moscu paris roma munchen
    wien koln genf moskau moscou bruxelles berna bern porto seville sevilla"""
)
DEMONYMS = word_set(
    """russian american british french german spanish italian chinese japanese indian mongolian
    ukrainian european african asian soviet israeli palestinian iranian iraqi turkish greek
    polish dutch swedish norwegian danish finnish swiss austrian hungarian romanian brazilian
    mexican canadian australian egyptian saudi syrian korean vietnamese thai pakistani afghan
    nigerian kenyan sudanese ethiopian argentine chilean colombian peruvian cuban portuguese
    irish scottish welsh english belgian czech serbian croatian latin muslim christian jewish
    islamic catholic arab western eastern northern southern republican democratic democrat
    conservative liberal socialist catalan russians americans britons germans ukrainians
    israelis palestinians estonian latvian lithuanian norwegians swedes bolivian venezuelan"""
)
COMMON_FIRST_NAMES = word_set(
    """john james robert michael william david richard joseph thomas charles mary patricia jennifer
    linda elizabeth susan jessica sarah karen anna maria laura emma olivia sophie claire marie
    jean pierre jacques louis paul luc antoine juan jose carlos luis pedro javier miguel ana
    carmen lucia isabel hans peter klaus jurgen karl heinz angela ursula joao paulo antonio
    manuel fernando luiz vladimir sergei dmitry ivan olga natalia mohamed mohammed ahmed ali
    omar hassan fatima abdul george donald joe barack kamala emmanuel olaf boris keir rishi
    narendra kim xi mark steven andrew daniel matthew christopher kevin brian"""
)

# Words that begin sentences and are no names; function words are added from the stop lists.
SENTENCE_STARTERS = word_set(
    """officials police residents witnesses authorities experts critics supporters opponents
    analysts investors scientists researchers doctors firefighters rescuers protesters lawmakers
    voters troops soldiers organisers organizers workers teachers students parents people local
    several many most some nearly almost about around over more despite although though
    however meanwhile moreover earlier later then now today yesterday tomorrow last next this
    that these those here there during before after since until while when where who what why
    how which according following given based speaking asked thousands hundreds dozens
    millions two three four five six seven eight nine ten new old former both other another
    still also even just only once every each all no none nobody someone everyone everything
    images footage reports sources prices shares stocks sales inflation rain snow fire storm
    floods government parliament court judges prosecutors investigators hospital schools
    negotiators talks polls companies unions banks markets critics fans players ministers
    leaders diplomats tickets organizadores autoridades testigos policia segun tras ademas
    durante mientras fuentes selon apres pendant depuis les plusieurs nach seit wahrend laut
    zudem segundo apos alem tell give show explain describe list name please say thank yes
    dear contrary under unlike rescue emergency health interior state national senior top key
    good bad first second third final early late recent total overall visitors guests members
    delegates survivors victims relatives"""
)
SPEECH_VERBS = word_set(
    """said says say told tells added adds stated states announced declared claimed insisted warned
    argued explained noted wrote writes tweeted posted replied answered commented described
    called vowed promised predicted acknowledged admitted denied confirmed emphasized
    emphasised stressed recalled remarked urged asked dijo dice afirmo declaro aseguro anadio
    explico senalo indico advirtio sostuvo conto preciso manifesto dit declare affirme ajoute
    explique annonce indique assure precise lance estime sagte sagt erklarte betonte teilte
    meinte fugte kundigte warnte disse afirmou declarou acrescentou explicou garantiu contou
    destacou ressaltou"""
)
LOCATIVES = word_set(
    "in at near from to across outside inside around en desde cerca hacia dans depuis pres vers "
    "nahe aus nach em"
)
GERMAN_NOUN_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "tat", "ment", "nis", "tum", "ling")
