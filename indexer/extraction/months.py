"""The names of months, as dates are written in the languages of the press."""

from __future__ import annotations

_BY_NUMBER: tuple[str, ...] = (
    "january jan enero janvier januar jänner janeiro gennaio januari stycznia ocak января يناير",
    "february feb febrero février februar fevereiro febbraio februari lutego şubat февраля فبراير",
    "march mar marzo mars märz março maart marts marca mart марта مارس",
    "april apr abril avril aprile kwietnia nisan апреля أبريل ابريل إبريل نيسان",
    "may mayo mai maio maggio mei maj maja mayıs мая مايو أيار",
    "june jun junio juin juni junho giugno czerwca haziran июня يونيو حزيران",
    "july jul julio juillet juli julho luglio lipca temmuz июля يوليو تموز",
    "august aug agosto août augustus augusti sierpnia ağustos августа أغسطس آب",
    "september sep sept septiembre setiembre septembre setembro settembre września eylül сентября",
    "october oct octubre octobre oktober outubro ottobre października ekim октября أكتوبر",
    "november nov noviembre novembre novembro listopada kasım ноября نوفمبر",
    "december dec diciembre décembre dezember dezembro dicembre desember grudnia aralık декабря",
)
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_BY_NUMBER, start=1) for name in names.split()
} | {
    "كانون الثاني": 1,
    "شباط": 2,
    "سبتمبر": 9,
    "أيلول": 9,
    "آذار": 3,
    "تشرين الأول": 10,
    "تشرين الثاني": 11,
    "كانون الأول": 12,
    "ديسمبر": 12,
}
"""From a lower-case name, or the abbreviation of an English one, to the month's number."""
