"""The names of months, as dates are written in the languages of the press, and of weekdays."""

from __future__ import annotations

_BY_NUMBER: tuple[str, ...] = (
    "january jan enero janvier januar jänner janeiro gennaio januari stycznia ocak января січня",
    "february feb febrero février februar fevereiro febbraio februari lutego şubat февраля лютого",
    "march mar marzo mars märz março maart marts marca mart марта березня مارس",
    "april apr abril avril aprile kwietnia nisan апреля квітня أبريل ابريل إبريل نيسان",
    "may mayo mai maio maggio mei maj maja mayıs мая травня مايو أيار",
    "june jun junio juin juni junho giugno czerwca haziran июня червня يونيو حزيران",
    "july jul julio juillet juli julho luglio lipca temmuz июля липня يوليو تموز",
    "august aug agosto août augustus augusti sierpnia ağustos августа серпня أغسطس آب",
    "september sep sept septiembre setiembre septembre setembro settembre września eylül вересня",
    "october oct octubre octobre oktober outubro ottobre października ekim октября жовтня أكتوبر",
    "november nov noviembre novembre novembro listopada kasım ноября листопада نوفمبر",
    "december dec diciembre décembre dezembro dezember dicembre desember grudnia aralık грудня",
)
# The same of languages whose names are no others' as well, in order of the months.
_IN_ORDER: tuple[str, ...] = (
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου"
        " ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου"
    ),
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
)
# How a month is cut short in other languages than English, and written where accents are lost.
# Many are words as well ("set", "out", "ago"), so that they are months behind a day only.
_SHORT_BY_NUMBER: tuple[str, ...] = (
    "ene janv jän jänn gen sty stycz янв січ",
    "févr fév fevr fev lut фев февр лют",
    "mär mrz mrt marz мар бер берез",
    "abr avr kwi kwiet апр квіт",
    "mag трав",
    "juin giu cze czerw июн черв",
    "juil lug lip июл лип",
    "aoû aout ago sie sierp авг серп",
    "set sett wrz сен сент вер верес",
    "okt out ott paź окт жовт",
    "lis list ноя нояб лист",
    "déc dez dic gru grudz decembre дек груд",
)


def _numbered(lists: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(lists, 1) for name in names.split()}


MONTHS: dict[str, int] = _numbered(_BY_NUMBER) | {
    **{name: n for names in _IN_ORDER for n, name in enumerate(names.split(), 1)},
    "сентября": 9,
    "декабря": 12,
    "يناير": 1,
    "فبراير": 2,
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
SHORT_MONTHS: dict[str, int] = _numbered(_SHORT_BY_NUMBER)
"""From an abbreviation of another language to the month's number."""
WEEKDAYS: tuple[str, ...] = tuple(
    """
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo
    lun mié mie jue vie sáb sab dom
    lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    segunda terça quarta quinta sexta seg ter qua qui sex
    lunedì martedì mercoledì giovedì venerdì domenica gio
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п’ятниця п'ятниця субота неділя
    الإثنين الاثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد
    """.split()  # noqa: SIM905 -- a table reads best as one
)
"""Names of days in other languages than English, and what they are cut short to."""
_ALIKE = str.maketrans({"ı": "i", "ſ": "s", "\u0307": None})
# A pattern that ignores case takes "I" for "ı" and "i" alike.
_NUMBERS = {name.translate(_ALIKE): n for name, n in (SHORT_MONTHS | MONTHS).items()}


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation, whatever its case."""
    return _NUMBERS[name.lower().translate(_ALIKE)]
