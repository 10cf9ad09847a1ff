"""What asks the reader for something goes; what reports about subscriptions and gifts stays."""

from __future__ import annotations

import pytest

from indexer.extraction.plain_text import clean_text

LEAD = "The harbour board voted on Monday to dredge the old basin, its chair said."
CLOSE = "Work begins in March and will cost 4 million euros, according to the board."


@pytest.mark.parametrize(
    "pitch",
    [
        "Subscribe for one euro a month and never miss a vote.",
        "Become a member today and read without adverts.",
        "Not yet a subscriber? Start your free trial and cancel at any time.",
        "Enjoying this story? Support local journalism with a small donation.",
        "Support our reporting with a digital subscription of $1.00 for 6 months.",
        "Get the Harbour app for free from the App Store and Google Play.",
        "Join us on 4 May for our live event about the future of the port.",
        "Like what you read? Our newsletter brings you the port every morning.",
        "Your donation keeps us independent.",
        "Can't get enough of boats? Listen to our podcast wherever you get your podcasts.",
        "For just £2 a week you get unlimited access to all our stories.",
        "Never miss a story: get breaking news alerts on your phone.",
        "Suscríbete por un euro al mes y no te pierdas nada.",
        "Hazte socio y apoya el periodismo independiente.",
        "¿Te gusta esta noticia? Recibe nuestro boletín en tu correo.",
        "Descarga nuestra aplicación y lee sin publicidad.",
        "Abonnez-vous pour 1 euro par mois.",
        "Soutenez notre rédaction : faites un don.",
        "Vous avez aimé cet article ? Recevez notre infolettre.",
        "Téléchargez notre application et suivez l'actualité du port.",
        "Jetzt abonnieren und 30 Tage kostenlos lesen.",
        "Unterstützen Sie unabhängigen Journalismus mit einer Spende.",
        "Laden Sie unsere App herunter und verpassen Sie keine Nachricht.",
        "Werden Sie Mitglied und lesen Sie alle Artikel werbefrei.",
        "Assine por R$ 5 por mês e tenha acesso ilimitado.",
        "Apoie o jornalismo independente: faça uma doação.",
        "Baixe o nosso aplicativo e receba alertas no seu celular.",
        "Gostou? Receba a nossa newsletter todas as manhãs.",
        "Prefer to listen? Check out the Tide Tables podcast:",
        "What's the weather today? Check your local forecast here.",
        "WINTER STORMS: Sign up to get alerts via text, and we'll email you the latest",
    ],
)
def test_removes_a_paragraph_that_wants_something_of_the_reader(pitch: str) -> None:
    assert clean_text(f"{LEAD}\n\n{pitch}\n\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "news",
    [
        "Subscriptions to the ferry pass rose by a third in May.",
        "The newsletter of the rowing club was printed for the last time in 1998.",
        "Members of the union will vote on the offer on Friday.",
        "Join the queue early, police advised visitors to the regatta.",
        "The museum app was downloaded 40,000 times before it was withdrawn.",
        "Donations for the families of the crew reached 70,000 euros by Sunday.",
        "Support for the harbour tunnel grew in every district.",
        "The streaming service will cost 9 euros a month from June.",
        "Get to the pier before noon: the last free boat leaves at 12:15.",
        "Give blood at the town hall on Saturday between 9 a.m. and 4 p.m.",
        "“Subscribe to our channel,” the smugglers wrote under the film.",
        "Tickets for the night boat cost 14 euros and went on sale on Monday.",
        "Start of the trial was put off until the new judge arrives.",
        "Las suscripciones al abono del transbordador subieron un tercio.",
        "La aplicación del puerto fue descargada 40.000 veces.",
        "Los socios del club votarán la oferta el viernes.",
        "Les abonnements au ferry ont augmenté d'un tiers en mai.",
        "L'application du port a été téléchargée 40 000 fois.",
        "Spenden für die Familien der Mannschaft erreichten 70.000 Euro.",
        "Die Mitglieder der Gewerkschaft stimmen am Freitag ab.",
        "As assinaturas do passe da balsa subiram um terço em maio.",
        "O aplicativo do porto foi baixado 40 mil vezes.",
    ],
)
def test_keeps_news_about_subscriptions_apps_gifts_and_tickets(news: str) -> None:
    assert clean_text(f"{LEAD}\n\n{news}\n\n{CLOSE}") == f"{LEAD}\n\n{news}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "furniture",
    [
        "Copyright Tide News Agency. Reprinted by the Basin Ledger with permission.",
        "Follow us on social media | Tip line | Advertise with us",
        "More harbour board coverage:",
        "A CLOSER LOOK AT DREDGING: Where the mud of the old basin goes",
        "'LIKE A DESERT': Fishermen describe the empty basin",
        "Ada Brine may be reached at 555-0142; ada@ledger.example.",
        "Ada Brine courtesy Ada Brine",
        "See the ten boats »",
        "This story was produced as part of a partnership between two newsrooms.",
    ],
)
def test_removes_other_lines_of_the_page(furniture: str) -> None:
    assert clean_text(f"{LEAD}\n\n{LEAD}\n\n{CLOSE}\n\n{furniture}\n\n{CLOSE}").count("\n\n") == 3


@pytest.mark.parametrize(
    "kept",
    [
        "Ashgrove | 23,412 | 51 %",
        "GOLD MEDALS: Norway 12, Sweden 9",
        "FIFA: Europe",
        "CLOSING TIME: The board will vote again in June.",
    ],
)
def test_keeps_rows_of_tables_and_labelled_facts(kept: str) -> None:
    assert kept in clean_text(f"{LEAD}\n\n{kept}\n\n{CLOSE}")


@pytest.mark.parametrize(
    "headline",
    [
        "Not over yet: Weavers turn down an offer and walk out again",
        "Rain again? What the week will bring to Wexmoor and beyond",
        "'We sent a signal.' Five lessons of a long night in Wexmoor",
    ],
)
def test_removes_the_headline_of_another_story_between_paragraphs(headline: str) -> None:
    assert clean_text(f"{LEAD}\n\n{headline}\n\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "heading",
    [
        "Dredging the basin: Work will cost millions and begin in March",
        "What it costs",
        "Opening hours: Monday to Friday from 9 to 17",
    ],
)
def test_keeps_a_heading_of_the_article_and_a_fact(heading: str) -> None:
    assert heading in clean_text(f"{LEAD}\n\n{heading}\n\n{CLOSE}")


def test_keeps_a_list_of_facts_in_two_parts() -> None:
    facts = [
        "Old basin: Closed for dredging until next spring",
        "New basin: Open to boats of all kinds",
    ]
    text = "\n\n".join([LEAD, *facts, CLOSE])
    assert clean_text(text) == text


def test_keeps_a_summary_without_the_label_before_it() -> None:
    text = f"{LEAD}\n\nAI-assisted summary The basin will be closed for a year.\n\n{CLOSE}"
    assert clean_text(text) == f"{LEAD}\n\nThe basin will be closed for a year.\n\n{CLOSE}"


def test_removes_a_closing_line_about_somebody_who_is_not_in_the_article() -> None:
    about = "Ada Brine covers the coast and its towns for the Basin Ledger."
    assert clean_text(f"{LEAD}\n\n{CLOSE}\n\n{about}") == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "news",
    [
        # An opener that is no imperative, and a price for a time.
        "Like the other ferrymen, he pays 40 euros a month. His berth is the cheapest in town.",
        "Buy-to-let owners pay £90 a year for a licence.",
        "Take-home pay at the docks fell to $390 a week.",
        "Tickets will cost €2.10, and a pass €8 a week, from the first of May.",
        "Help for growers rises to €30 a month for each tree.",
        "Need for housing pushed rents to £900 a month.",
        "Reserve pilots earn $30 per hour, or $900 a week.",
        "Try as they might, the weavers could not live on $20 a week.",
        "New to the list is a fee of £3 per month.",
        "If you rent in the old town, the bill is £45 a month higher.",
        "For just £2 a day commuters can leave their bicycles at the pier.",
        "For less than 40 euros a month nobody finds a room in Norvik.",
        "Por menos de 400 euros al mes no se alquila nada en el puerto.",
        "À partir de mars, la carte coûtera 40 euros par mois.",
        "Jetzt zahlen Mieter am Hafen 90 Euro im Monat mehr.",
        "A partir de março, o passe da balsa custa 40 reais por mês.",
        # Somebody else asks.
        "Subscribe to the new pension fund, the ministry urges dockers.",
        "Donate blood at one of three centres, the hospital urged.",
        "Visit our harbour, the mayor pleads, and bring money.",
        "Keep our harbour alive was the slogan of the march.",
        "Renew your passport by June, when the fee rises to £90.",
        # Words of notices, used for something else.
        "Sign up for a swimming course begins on Monday.",
        "The recipe was published in the club's newsletter in 1998.",
        "The parish's weekly newsletter has 90 readers.",
        "The article originally appeared in 1911 under another headline.",
        "Copyright holders such as Tide Media will be paid two million pounds.",
        "Copyright 1951 is written under the map.",
        "Boatmen may email us at the club, the letter ended.",
        "The harbour app gets you a taxi in nine minutes.",
        "This story has been updated for the stage by a young director.",
        "Reporting by the harbour commission took nine years.",
        "Writing by candlelight ruined many eyes.",
        "Compiled by monks, the book lists 300 fish.",
        "Cases reported from Bern rose by 4% in May.",
        "The chapel on the cliff is reached by 300 steps.",
        "The ferry is free for 3 days.",
        "Related: two of the boats were sisters.",
        "More: the board wants 40 new berths on the quay.",
        "Live: the band plays on the pier on 4 May.",
        "Photo: the word itself is Greek for light.",
        "La norma entra en vigor tras su publicación en el Boletín Oficial.",
        "Comparte el liderato con el Villamar.",
        "Sigue a la espera de juicio desde 2021.",
        "Partager l'eau du lac divise les villages.",
        "Melden Sie sich bis Freitag beim Hafenmeister an.",
    ],
)
def test_keeps_news_that_begins_as_pitches_and_notices_do(news: str) -> None:
    assert clean_text(f"{LEAD}\n\n{news}\n\n{CLOSE}") == f"{LEAD}\n\n{news}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "notice",
    [
        "Enjoyed this? Buy us a coffee.",
        "Enjoying the Ledger? Become a member.",
        "Try the Ledger free for 30 days.",
        "Special offer for our readers: full access for €2 a week.",
        "Start reading our stories today for €1 a month.",
        "Thanks to our readers, we can keep our reporting free for you.",
        "Never miss a story again.",
        "Subscribe to the “Tide Tables” podcast for new episodes.",
        "Copyright 2025 Basin Ledger Ltd.",
        "Reporting by Ada Lind and Bo Marsh; Editing by Cy O'Hara",
        "Compiled by our staff from agency reports.",
        "This article was originally published on The Quay.",
        "This story was updated at 5 p.m. with new figures.",
        "Related: Swans return to Otter Mill",
        "Comparte esta noticia en Facebook.",
        "Lisez tous nos articles pour 1 euro par mois.",
    ],
)
def test_removes_what_still_is_a_pitch_or_a_notice(notice: str) -> None:
    assert clean_text(f"{LEAD}\n\n{notice}\n\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"
