"""Currencies, measures and the words that make a number rough, in five languages. Tables only."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.words import word_set

_CURRENCIES = """
USD: $ usd us$ dollar dollars dolar dolares buck bucks
EUR: € eur euro euros
GBP: £ gbp pound pounds libras livres pfund sterling quid
JPY: ¥ jpy yen yenes
CNY: cny rmb yuan yuanes
INR: ₹ inr rupee rupees rupias
RUB: ₽ rub ruble rubles rouble roubles rublos rubel
BRL: brl reais
CHF: chf franken
MXN: mxn pesos peso
SEK: sek kronor krona
TRY: lira liras
KRW: ₩ krw
NGN: ₦ ngn naira
ZAR: zar rand
DKK: dkk
NOK: nok
kroner: kroner
VES: bolivares
PYG: guaranies
GTQ: quetzales
HNL: lempiras
AOA: kwanzas
MZN: meticais
ESP: pesetas
CZK: czk koruna korunas
PLN: pln zloty zlotys zlotych zł
HUF: huf forint forints
RON: ron lei
UAH: uah hryvnia hryvnias
ILS: ils shekel shekels
THB: thb baht
MYR: myr ringgit
IDR: idr rupiah
AED: aed dirham dirhams
SAR: sar riyal riyals
dinars: dinar dinars
crowns: crown crowns corona coronas couronne couronnes krone kronen coroa coroas
francs: franc francs
florins: florin florins florines florim
CAD: cad c$
AUD: aud a$
"""
CURRENCIES = {
    word: code
    for code, _, words in (line.partition(": ") for line in _CURRENCIES.strip().splitlines())
    for word in words.split()
}
DOLLARS_OF = {"us": "USD", "a": "AUD", "c": "CAD", "hk": "HKD", "s": "SGD", "nz": "NZD", "r": "BRL"}
DOLLAR_ADJECTIVES = {"canadian": "CAD", "australian": "AUD", "singapore": "SGD", "us": "USD"}

_MEASURES = """
m=1: m metre metres meter meters metro metros
m=1000: km kilometre kilometres kilometer kilometers kilometro kilometros kilometern
m=1609.344: mile miles mi milla millas meile meilen milha milhas
m=0.3048: foot feet ft pie pies pied pieds pes
m=0.01: cm centimetre centimetres centimeter centimeters centimetro centimetros
m=0.01: zentimeter zentimetern
m=0.0254: inch inches
kg=1: kg kilo kilos kilogram kilograms kilogramo kilogramos
kg=1000: tonne tonnes ton tons toneladas tonelada tonnen
kg=0.45359237: lb lbs
kg=0.001: gram grams gramos grammes gramm
m2=10000: hectare hectares ha hectareas hektar
m2=4046.856: acre acres
l=1: litre litres liter liters litros
W=1e6: mw megawatt megawatts megavatios
W=1e9: gw gigawatt gigawatts
barrel=1: barrel barrels bpd barriles barils barris
"""
MEASURES: dict[str, tuple[str, float]] = {}
for _line in _MEASURES.strip().splitlines():
    _unit, _, _words = _line.partition(": ")
    _base, _, _factor = _unit.partition("=")
    MEASURES |= {word: (_base, float(_factor)) for word in _words.split()}

SQUARED = word_set("square sq cuadrados carres quadrados quadrat")
CUBED = word_set("cubic cubicos cubes cubico")
PER_HOUR = frozenset(("kph", "mph", "kmh"))
HOURS = word_set("h hr hour stunde std hora heure")
A_SHARE_OF = word_set("/ per an a la pro por par l'")
"""What stands before the hour of a speed: "km/h", "miles an hour"."""
MAGNITUDES = word_set("magnitude magnitud starke magnitudes richter")

PERCENT_WORDS = frozenset(("%", "percent", "pct", "prozent", "porciento"))
PERCENT_PAIRS = frozenset((("per", "cent"), ("por", "ciento"), ("pour", "cent"), ("por", "cento")))
POINTS = word_set("point points puntos prozentpunkte pontos")
POINT_ADJECTIVES = word_set("porcentuales percentuais porcentuais")
FRACTIONS = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0,
    "fifth": 20.0, "fifths": 20.0, "mitad": 50.0, "tercio": 100 / 3, "tercios": 100 / 3,
    "moitie": 50.0, "tiers": 100 / 3, "quart": 25.0, "halfte": 50.0, "drittel": 100 / 3,
    "viertel": 25.0, "quarts": 25.0, "funftel": 20.0, "cinquieme": 20.0, "cinquiemes": 20.0,
    "metade": 50.0, "terco": 100 / 3, "tercos": 100 / 3,
}  # fmt: skip


class Roughness(NamedTuple):
    """How far the true number may lie below and above the one written, as shares of it."""

    below: float
    above: float


ABOUT = Roughness(0.1, 0.1)
AT_LEAST = Roughness(0.0, 0.3)
AT_MOST = Roughness(0.15, 0.0)
UP_TO = Roughness(0.3, 0.0)

_HEDGES = (
    (
        ABOUT,
        (
            "about|around|some|roughly|approximately|approx|estimated|circa|unos|unas|alrededor de|"
            "cerca de|aproximadamente|environ|pres de|pres d'|quelque|autour de|rund|etwa|"
            "ungefahr|circa|"
            "gut|knapp|cerca|aproximadamente|uns|umas|more or less|or so"
        ),
    ),
    (
        AT_LEAST,
        (
            "over|more than|at least|above|upwards of|exceeding|exceeded|surpassed|topped|mas de|"
            "al menos|por lo menos|plus de|plus d'|au moins|mehr als|uber|mindestens|mais de|"
            "pelo menos|ao menos|a minimum of|no fewer than|no less than|not less than"
        ),
    ),
    (
        AT_MOST,
        (
            "nearly|almost|under|below|less than|fewer than|just under|close to|casi|menos de|"
            "presque|moins de|moins d'|fast|beinahe|weniger als|unter|quase|no more than|at most"
        ),
    ),
    (UP_TO, "up to|as many as|as much as|hasta|jusqu'a|bis zu|ate|a maximum of"),
)
HEDGES: dict[tuple[str, ...], Roughness] = {
    tuple(phrase.split()): roughness
    for roughness, phrases in _HEDGES
    for phrase in phrases.split("|")
}
LONGEST_HEDGE = max(map(len, HEDGES))

# Words before a noun that do not say what is counted, and words that end a noun phrase.
EMPTY_ADJECTIVES = word_set(
    "more other additional further new young big large total different separate local nearby "
    "such mas otros otras nuevos nuevas autres nouveaux nouvelles neue weitere andere mais outros "
    "novos of de confirmed reported registered strong known"
)
PARTITIVES = word_set("of de d' des der von dos das")
INCLUDING = word_set("including among incluidos incluidas incluyendo entre dont darunter incluindo")
