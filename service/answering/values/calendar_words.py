"""Months, weekdays, relative dates and units of time in five languages. Tables only."""

from __future__ import annotations

from service.answering.values.words import word_set

_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
    "es": "enero|ene febrero|feb marzo abril|abr mayo junio|jun julio|jul agosto|ago "
    "septiembre|setiembre|sept octubre|oct noviembre|nov diciembre|dic",
    "fr": "janvier|janv fevrier|fevr mars avril|avr mai juin juillet|juil aout septembre|sept "
    "octobre|oct novembre|nov decembre|dec",
    "de": "januar|jan|janner februar|feb marz april|apr mai juni|jun juli|jul august|aug "
    "september|sept oktober|okt november|nov dezember|dez",
    "pt": "janeiro|jan fevereiro|fev marco|mar abril|abr maio junho|jun julho|jul agosto|ago "
    "setembro|set outubro|out novembro|nov dezembro|dez",
}
_WEEKDAYS = {
    "en": "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday sunday",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "pt": "segunda-feira|segunda terca-feira|terca quarta-feira|quarta quinta-feira|quinta "
    "sexta-feira|sexta sabado domingo",
}
_TIME_UNITS = {
    "en": "second|seconds minute|minutes|min|mins hour|hours|hr|hrs day|days week|weeks "
    "month|months year|years|yr|yrs decade|decades century|centuries",
    "es": "segundo|segundos minuto|minutos hora|horas dia|dias|jornadas semana|semanas mes|meses "
    "ano|anos decada|decadas siglo|siglos",
    "fr": "seconde|secondes minute|minutes heure|heures jour|jours|journees semaine|semaines "
    "mois an|ans|annee|annees decennie|decennies siecle|siecles",
    "de": "sekunde|sekunden minute|minuten stunde|stunden tag|tage|tagen woche|wochen "
    "monat|monate|monaten jahr|jahre|jahren jahrzehnt|jahrzehnte jahrhundert|jahrhunderte",
    "pt": "segundo|segundos minuto|minutos hora|horas dia|dias semana|semanas mes|meses "
    "ano|anos decada|decadas seculo|seculos",
}
_SECONDS = (1.0, 60.0, 3600.0, 86400.0, 604800.0, 2629746.0, 31556952.0, 315569520.0, 3155695200.0)

# Phrase: days from the day of writing, or "?" where the distance is open.
_RELATIVE = {
    "en": "today=0 tonight=0 yesterday=-1 tomorrow=1 last_week=? this_week=? next_week=? "
    "last_month=? this_month=? next_month=? last_year=? this_year=? next_year=? last_night=-1 "
    "this_morning=0 this_evening=0 this_afternoon=0 the_day_before=? the_previous_day=? "
    "last_weekend=? this_weekend=? earlier_this_year=? recently=? last_summer=? last_winter=?",
    "es": "hoy=0 ayer=-1 anteayer=-2 semana_pasada=? mes_pasado=? ano_pasado=? esta_semana=? "
    "este_mes=? este_ano=? proxima_semana=? proximo_mes=? proximo_ano=? anoche=-1 "
    "pasado_manana=2 antes_de_ayer=-2 antier=-2 anteanoche=-2 esta_manana=0 esta_tarde=0 "
    "esta_noche=0 semana_que_viene=? mes_que_viene=? ano_que_viene=?",
    "fr": "aujourd'hui=0 hier=-1 demain=1 semaine_derniere=? mois_dernier=? annee_derniere=? "
    "cette_semaine=? ce_mois=? cette_annee=? semaine_prochaine=? mois_prochain=? avant_-_hier=-2",
    "de": "heute=0 gestern=-1 vorgestern=-2 letzte_woche=? vergangene_woche=? diese_woche=? "
    "nachste_woche=? letzten_monat=? letztes_jahr=? vergangenes_jahr=? dieses_jahr=?",
    "pt": "hoje=0 ontem=-1 amanha=1 semana_passada=? mes_passado=? ano_passado=? esta_semana=? "
    "este_mes=? este_ano=? proxima_semana=? proximo_mes=? proximo_ano=? anteontem=-2 "
    "depois_de_amanha=2 antes_de_ontem=-2 nesta_semana=? neste_mes=? neste_ano=? "
    "semana_que_vem=? mes_que_vem=? ano_que_vem=?",
}

SECONDS_PER_DAY = 86400.0


def _numbered(table: str) -> dict[str, int]:
    return {word: n for n, words in enumerate(table.split(), start=1) for word in words.split("|")}


def _phrases(table: str) -> dict[str, list[tuple[tuple[str, ...], int | None]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], int | None]]] = {}
    for entry in table.split():
        phrase, _, days = entry.partition("=")
        words = tuple(phrase.split("_"))
        by_first.setdefault(words[0], []).append((words, None if days == "?" else int(days)))
    return by_first


MONTHS = {language: _numbered(table) for language, table in _MONTHS.items()}
WEEKDAYS = {
    language: {word: n - 1 for word, n in _numbered(table).items()}
    for language, table in _WEEKDAYS.items()
}
TIME_UNITS = {
    language: {word: _SECONDS[n - 1] for word, n in _numbered(table).items()}
    for language, table in _TIME_UNITS.items()
}
RELATIVE = {language: _phrases(table) for language, table in _RELATIVE.items()}

AGO = {
    "en": frozenset(("ago",)),
    "es": frozenset(("atras",)),
    "fr": frozenset[str](),
    "de": frozenset[str](),
    "pt": frozenset(("atras",)),
}
BEFORE = {
    "en": frozenset(("earlier", "before")),
    "es": frozenset(("antes",)),
    "fr": frozenset(("auparavant", "avant")),
    "de": frozenset(("zuvor",)),
    "pt": frozenset(("antes",)),
}
"""Words that count back from something else than the day of writing."""
AGO_BEFORE = {
    "en": frozenset[str](),
    "es": frozenset(("hace",)),
    "fr": frozenset(("a",)),
    "de": frozenset(("vor",)),
    "pt": frozenset(("ha",)),
}
OLD = word_set("old olds edad anos jahrig jahriger alt age")

# Words that are a month, weekday or abbreviation only beside a day or year, or after these words.
AMBIGUOUS_MONTHS = word_set("may mar march jan sept set out ago dec mars ene fev oct dic")
AMBIGUOUS_WEEKDAYS = word_set("mon tue wed thu fri segunda terca quarta quinta sexta")
BEFORE_MONTH = word_set(
    "in since until till by during last next this mid early late from of en desde hasta de depuis "
    "fin debut im seit bis ende anfang mitte em desde ate through and"
)
