"""Function words, and words that mean the same thing, in five languages. Tables only.

Every word is case-folded and without accents.
"""

from __future__ import annotations

from functools import lru_cache

LANGUAGES = ("en", "es", "fr", "de", "pt")

_STOP = {
    "en": """a an the and or but nor so of in on at by for to from with without into onto over
        under about after before between during through against as than then that this these those
        there here it its he him his she her hers they them their we us our you your i me my who
        whom whose which what when where why how is are was were be been being am do does did done
        has have had having will would shall should can could may might must not no n't also just
        only very more most much many some any each every all both if whether while because since
        until up down out off again such own same too s t ago per via amid within among upon i'd
        i'm i've i'll it's that's he's she's
        according its one ones himself itself themselves however yet still""",
    "es": """el la los las un una unos unas y e o u pero ni de del en a al por para con sin sobre
        entre desde hasta hacia durante tras ante bajo segun contra que como cuando donde quien
        quienes cual cuales cuanto cuanta cuantos cuantas es son era eran fue fueron ser sido siendo
        esta estan estaba estado ha han habia haber hay hubo se su sus le les lo me mi te tu nos
        este esta estos estas ese esa esos esas aquel no si ya mas muy tambien solo todo toda todos
        todas otro otra porque aunque mientras sera seran""",
    "fr": """le la les l' un une des du de d' et ou mais ni donc en dans a au aux par pour avec sans
        sur sous entre depuis vers pendant apres avant chez contre selon que qu' qui quoi dont ou
        quand comment pourquoi quel quelle quels quelles combien est sont etait etaient fut furent
        etre ete a ont avait avaient avoir eu il elle ils elles on je tu nous vous se s' sa son ses
        leur leurs ce c' cet cette ces ne n' pas plus tres aussi y si tout toute tous toutes comme
        parce puis lors sera seront j' m' t' dit""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber denn sondern
        von vom zu zum zur in im an am auf aus bei mit nach seit vor fur uber unter zwischen durch
        gegen ohne um wahrend wegen bis als wie wenn dass ob weil wer wen wem wessen was wann wo
        warum wieso welche welcher welches wieviel viele ist sind war waren sein gewesen wird werden
        wurde wurden worden hat haben hatte hatten er sie es ihn ihm ihr ihre seine sich wir uns man
        nicht kein keine auch nur noch schon sehr mehr so dann da dort hier dieser diese dieses
        ich du soll sollte kann konnte muss""",
    "pt": """o a os as um uma uns umas e ou mas nem de do da dos das em no na nos nas por pelo pela
        pelos pelas para com sem sobre entre desde ate apos antes durante contra segundo que como
        quando onde quem qual quais quanto quanta quantos quantas e sao era eram foi foram ficou
        ficaram deixou ser sido
        esta estao estava tem tinha ha houve se seu sua seus suas lhe me meu te tu nos ele ela eles
        elas este esta esse essa isso isto nao sim ja mais muito tambem so todo toda todos todas
        outro outra porque embora enquanto ao aos sera serao voce""",
}

STOP_WORDS: dict[str, tuple[str, ...]] = {
    word: tuple(code for code in LANGUAGES if word in _STOP[code].split())
    for word in {word for table in _STOP.values() for word in table.split()}
}

# Each entry: the concept, then words of any language that mean it in the news.
_CONCEPTS = """
dead: dead death deaths killed kill kills killing die died dies dying fatality fatalities toll
    perished fatal lives ums muerto muertos muertas fallecidas muertes muerte murieron murio
    fallecidos fallecieron mato mataron mort morts mortes tues tuees tue tuee tuer mourir meurt
    deces tote toten getotet starben starb todesopfer gestorben umgekommen mortos morreram morreu
    matou mataram vitimas morto morta mortas falecidos falecidas faleceram faleceu fallecio
    fallecido fallecida victimas
injured: injured injure injuries injury injuring wounded heridas lesionadas blessees feridas wound
    wounding hurt heridos herida lesionados blesses blesser blesse verletzt verletzte verletzten
    feridos ferido ferida verletzung verletzungen ferimento ferimentos lesiones blessure blessures
    feridas feriram hirieron
missing: missing desaparecidos disparus vermisst vermisste desaparecida unaccounted
    desaparecido desaparecidas
arrested: arrested arrest arrests arresting detained detain detaining detention detainees custody
    detenidos detuvo detuvieron arrestados arretes arrete interpelles interpellees festgenommen
    verhaftet festnahme festnahmen detidos presos prisao deteve detenido detenida detenidas detido
    detida
    detidas preso
displaced: displaced evacuated evacuees evacuate evacuation evacuations evacuating fled flee fleeing
    homeless desplazados desplazadas evacuados evacuadas evacuar evacuaron evacuacion desalojados
    desalojadas huyeron deplaces deplacees evacues evacuees evacuer vertrieben evakuiert evakuierten
    evakuierung flohen geflohen deslocados deslocadas evacuacao fugiram
    desabrigados desabrigadas desalojadas damnificados damnificadas
infected: infected infections ill sick sickened cases casos contagios infectes infiziert infektionen
    infectados
release: release released releases freed free liberado liberada liberados libere liberee liberes
    freigelassen freilassung libertado libertada libertados
rescued: rescued rescue rescuers saved rescatados rescato sauves gerettet resgatados
abducted: abducted abduct kidnapped kidnap abduction hostages hostage secuestrados secuestro
    enleves otages entfuhrt geiseln sequestrados refens
people: people person persons others individuals personas persona gente personnes personne
    menschen personen leute pessoas pessoa
soldiers: soldiers soldier troops troop servicemen soldados tropas soldats militaires troupes
    soldaten truppen militares
protesters: protesters protester protestors demonstrators demonstrator marchers manifestantes
    manifestants demonstranten
protest: protest protests protested demonstration demonstrations rally rallies rallied march
    marched manifestacion protesta protestas manifestation protestierten demonstrierten kundgebung
    manifestacao protesto protestos
firefighters: firefighters firefighter firemen fireman bomberos bombero pompiers pompier
    feuerwehrleute feuerwehrmanner feuerwehrmann bombeiros bombeiro
passenger: passengers passenger pasajeros pasajero passagers passager passagiere passagier
    fahrgaste fahrgast passageiros passageiro
tourists: tourists tourist turistas turista touristes touriste touristen
students: students student pupils pupil estudiantes estudiante alumnos alumno etudiants etudiant
    eleves eleve studenten studierende schuler schulerinnen alunos aluno estudantes estudante
children: children child kids ninos nino enfants enfant kinder kind criancas crianca
homes: homes home houses house households household hogares haushalte foyers
    casas casa viviendas maisons maison logements hauser haus
workers: workers worker workforce
    employees employee staff jobs job trabajadores empleados empleos salaries
    employes emplois arbeiter mitarbeiter beschaftigte stellen trabalhadores funcionarios empregos
countries: countries country nations nation states paises pais pays lander staaten land
visit: visit visits visited visiting trip trips tour stay stayed visita visite visites voyage
    sejour besuch besuchte reise viagem viaje gira
begin: inaugurated inaugurate inaugurado inaugurada inaugure inauguree eingeweiht
    begin began begun begins start started starts starting launch launched opened open opens
    kick commence empezo comenzo inicio empezar comenzar commence debut debute begann beginnt
    gestartet eroffnet comecou iniciou comenzara comenzaran empezara empezaran
    empieza empiezan comienza comienzan arranca arrancan arranco arrancara arrancaran inicia
    iniciara
    comeca comecam comecara comecarao comecaram abrio abriu
end: end ended ends ending finish finished conclude concluded closed close closes closing closure
    termino acabo finalizo cerrado cerrada cerrar cierre cerro fini termine ferme fermee fermer
    fermeture endete beendet geschlossen gesperrt sperrung terminou acabou fechado fechada fechar
    fechou
last: last lasted lasts lasting took take takes taken spend spent spending spends duration long
    duro dura durar duraron dure duree dauert dauerte durou durante durara duraran durarao duraram
    tardo tardaron tardara demorou demoraram
win: win won wins winning winner winners victory triumphed ganar gano ganador vencio victoria
    gagne gagner gagnant remporte remporter victoire gewann gewonnen sieger sieg ganhou venceu
    vencedor vitoria
elect: elected elect elects election elections voted elegido eligio eleccion elecciones elu elue
    election gewahlt wahl wahlte eleito elegeu eleicao eleicoes
appoint: appointed appoint appoints appointment named names nominated nominate select pick chosen
    choose chose picked selected nombrado nombro designado nomme nommee designe ernannt ernannte
    berufen nomeado nomeou
resign: resign resigned resigns resignation quit stepped dimitio dimite dimitieron renuncio
    dimision demissao demissionne
    demission zuruckgetreten rucktritt trat renunciou demitiu
buy: buy bought buys buying acquire acquired acquires acquisition purchase purchased takeover
    compro compra adquirio adquirir achete acheter rachete rachat acquis kaufte gekauft kauf
    ubernahm ubernahme comprou adquiriu adquiere comprara
cost: cost costs price priced worth value valued pay paid pays paying spend spent expensive costo
    costara costaran costaron cuesta cuestan coste precio pago pagara pagaron custara custaram
    pagaram cout coute couter prix paye kostet kostete kosten preis
    bezahlt zahlte custou custa preco pagou
sell: sell sold sells sale selling vendio venta vendu vendre vente verkauft verkaufte verkauf
    vendeu venda vendida vendido vendieron venderam
damage: damage damages damaged danos degats schaden prejuizos losses loss
fine: fine fined fines penalty multa multo amende strafe bussgeld geldstrafe
raise: raise raised raises increase increased increases hike grew grow growth rose rise rises
    rising risen climbed jumped gained subio aumento aumentaron crecio crecimiento augmente
    augmentation hausse croissance stieg gestiegen wuchs erhohung wachstum aumentou subiu cresceu
    subieron subiram
fall: fall fell falls fallen drop dropped drops decline declined decrease decreased shrank cut
    cayo bajo descenso baisse chute recul fiel gesunken sank rueckgang caiu queda cayeron cairam
    bajaron
attack: attack attacks attacked strike strikes struck bombing raid ataque ataques ataco attaque
    attaques frappe angriff angriffe angegriffen atacou
sign: sign signed signs signing signature firmo firmar firma firmaron signe signer unterzeichnet
    unterzeichnete unterschrieb assinou assinar assinatura
ratify: ratify ratified ratifies ratification ratifico ratificar ratifie ratifier ratifiziert
    ratifizierte ratificou
approve: approve approved approves approval passed adopt adopted endorse endorsed back backed pass
    aprobo aprobado aprobada aprobaron aprovada aprovaram approuve adopte gebilligt genehmigt
    verabschiedet aprovou aprovado
reject: reject rejected rejects rejection refused blocked veto vetoed block rechazo rechazado
    rechazada rechazaron rejeitada rejeitado rejeitaram
    rejete refuse abgelehnt lehnte rejeitou
attend: join joins joining participate participates attend attended attends attendance crowd
    gathered joined participated turnout took asistieron asistio asistencia participaron assiste
    participe participants teilgenommen nahmen teilnehmer compareceram participaram
arrive: arrive arrived arrives arrival landed llego llegada arrive arrivee kam ankunft chegou
    chegada reached
happen: happen happened happens occur occurred hit hits struck place ocurrio sucedio tuvo lieu
    produit passiert ereignete aconteceu ocorreu
kickedout: deport expelled expel expulsion deported
born: born birth nacio nacido nacida nascida ne nee naissance geboren geburt nasceu nascido
agree: agree agreed agreement deal pact accord treaty acuerdo acordaron accepte vereinbarung
    abkommen einigten acordo
meet: meet met meeting meets talks reunion reunio rencontre rencontrer reunie traf treffen
    getroffen reuniao encontrou negotiate negotiated negotiates negotiating negotiation negotiations
    negociaciones negociacion negociations negociation verhandlungen verhandlung verhandelten
    negociacoes negociacao
say: say said says saying tell told state stated states announce announced announces dijo dice
    anuncio declaro dit declare annonce sagte erklarte kundigte disse afirmou anunciou
injure: hospitalised hospitalized
crash: crash crashed crashes collision collide collided accident accidente choque choco accidente
    collision unfall absturz abgesturzt acidente colisao
cancel: cancel cancelled canceled cancels scrap scrapped annule cancelado cancelo abgesagt cancelou
confirm: confirm confirmed confirms confirmation confirmo confirme bestatigt bestatigte confirmou
deny: deny denied denies denial nego negaron nie dementi bestreitet dementiert negou
build: build construct built construction constructed construir construccion construit construire
    gebaut bau construiu
lead: lead led leads leader leading head headed heads chair chaired lidera dirige dirigeait leitet
    fuhrt lider chefe
coach: coach manager trainer entrenador entraineur treinador tecnico
ship: ship vessel boat ferry wreck barco ferry bateau navire schiff boot fahre navio balsa
fire: fire blaze wildfire inferno fires incendio incendie feu brand feuer incendios
flood: flood floods flooding inundaciones inundacion inondation inondations uberschwemmung
    hochwasser enchente enchentes inundacao
quake: earthquake quake tremor terremoto sismo seisme erdbeben
fund: funding funds investment invest invested invests investing investors investieren investiert
    inversion invertira investissement investir investe investira investimento donated donate
    donation grant
deep: deep depth depths profundo profunda profundidad profond profonde profondeur tief tiefe
    profundidade fundo
lie: lie lies lying
leave: leave leaves leaving depart departs departed departing departure departures
ban: ban banned bans banning prohibited prohibido prohibio interdit interdiction verboten verbot
    proibiu proibido
curfew: curfew curfews ausgangssperre ausgangssperren
restrictions: restrictions restriction restricciones restricoes beschrankungen
emergency: emergency emergencia urgence notstand
warning: warning warnings alert alerts alerta alertas alerte alertes warnung warnungen
murder: murder murdered assassinate assassinated assassination shot shooting gunman shooter
    asesino asesinato assassine meurtre erschossen ermordet mord assassinou assassinato
votes: votes vote ballots votos voix stimmen voto
jailed: jail imprison sentenced sentence jailed prison imprisoned condenado condena prision
    condamne peine verurteilt haft gefangnis condenado pena
found: founding founded founder established fundo fundado fundada fonde fondee gegrundet fundou
    gegrundete grundete
replace: replace replaced replaces succeed succeeded succeeds successor sucedera sustituye
    reemplaza remplace succede ersetzt folgt nachfolger substitui sucede
"""

_SUFFIXES = ("ing", "ed", "es", "s", "e")
_STEM_LENGTH = 6
_SHORTEST_STEM = 3


def _clipped(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    return word[:_STEM_LENGTH].rstrip("yi") or word


CONCEPT_OF: dict[str, str] = {}
for _line in _CONCEPTS.replace("\n    ", " ").strip().splitlines():
    _concept, _, _words = _line.partition(": ")
    for _word in _words.split():
        CONCEPT_OF.setdefault(_word, _concept)

STATES = frozenset(
    ("dead", "injured", "missing", "arrested", "displaced", "infected", "rescued", "abducted")
)


def word_set(table: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(table.split())


@lru_cache(maxsize=16384)
def stem(low: str) -> str:
    """What a folded word is compared by: its concept, else its beginning without inflection."""
    return CONCEPT_OF.get(low) or _clipped(low)
