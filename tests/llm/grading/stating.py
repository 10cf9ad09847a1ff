"""Which numbers, dates and names a sentence states, and whether a text has them. Our own rules.

Made of the evaluation's reading of numbers and dates, and of nothing that the service verifies
with. Where a rule cannot be sure, the text is said to have the value: nothing is called invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from corpus.analysis import STOP_WORDS, words_in
from evaluation.metrics.values import Day, days_in, numbers_in

NEAR = timedelta(days=7)
"""A date this near to an article's own may be what the article calls "Monday"."""
SHORT = 4
"""Letters of a name up to which only the very same word is the same name."""
ONE = Decimal(1)
"""Left out among numbers: "one" is an article more often than a count."""

_WRITTEN = re.compile(r"(?<![\w.])\d[\d,.]*(?:[\s-]?[^\W\d_]+)?(?:\s?%)?")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]\w*(?:-\w+|['’](?!s\b)\w+)*")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_OPENS = frozenset("“”\"'‘’«(:;.!?")
_BETWEEN = frozenset({"of", "the", "and", "for", "de", "on", "in"})
# fmt: off
_NO_NAMES = frozenset(
    word for words in (
        *STOP_WORDS.values(),
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "ceo"),
        ("according", "additionally", "although", "because", "both", "despite", "finally",
         "first", "furthermore", "however", "like", "many", "meanwhile", "overall", "since",
         "some", "therefore", "unlike", "until", "yes", "yet"),
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ) for word in words
)
_PEOPLES = {
    "british": "britain", "chinese": "china", "danish": "denmark", "dutch": "netherlands",
    "french": "france", "greek": "greece", "polish": "poland", "spanish": "spain",
    "swiss": "switzerland", "turkish": "turkey",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence states.

    ``written`` are the numbers in digits, ``numbers`` these and the spelled ones; those of a date
    are in ``days`` alone. ``names`` are runs of capitalised words; ``opening`` is the sentence's
    first word where it is capitalised because of that, or because it is a name.
    """

    written: frozenset[Decimal]
    numbers: frozenset[Decimal]
    days: tuple[Day, ...]
    names: tuple[tuple[str, ...], ...]
    opening: str | None = None


def stated_in(sentence: str) -> Stated:
    """What ``sentence`` states."""
    sentence = _undotted(sentence)
    days = tuple(days_in(sentence))
    dated = {Decimal(part) for day in days for part in (day.year, day.day) if part}
    written = {
        abs(value)
        for match in _WRITTEN.finditer(sentence)
        for value, _ in numbers_in(match.group().rstrip(",."))
    }
    numbers = {abs(value) for value, _ in numbers_in(sentence)} - {ONE}
    names, opening = _names(sentence)
    return Stated(
        frozenset(written - dated), frozenset((numbers | written) - dated), days, names, opening
    )


def _names(sentence: str) -> tuple[tuple[tuple[str, ...], ...], str | None]:
    """The runs of capitalised words, and the first word where nobody can tell."""
    runs: list[list[str]] = []
    opening: str | None = None
    end = -1
    for match in _WORD.finditer(sentence):
        word, before = match.group(), sentence[: match.start()].rstrip()
        is_first = not before or before[-1] in _OPENS
        if not word[0].isupper() or len(word) < 2 or _folded(word) in _NO_NAMES:
            continue
        if is_first and not word[1:].isupper():
            opening = word if not before else opening
            continue
        if end >= 0 and not sentence[end : match.start()].strip() and runs:
            runs[-1].append(word)
        else:
            runs.append([word])
        end = match.end()
    return tuple(tuple(run) for run in runs), opening


@dataclass(frozen=True, slots=True)
class Source:
    """A text in which values are looked up, with the days its articles were published on.

    ``initials`` are those of capitalised words in a row, ``acronyms`` its words in capitals; all
    but these are folded.
    """

    words: frozenset[str]
    numbers: frozenset[Decimal]
    days: tuple[Day, ...]
    published: tuple[date, ...]
    initials: frozenset[str]
    acronyms: frozenset[str]

    def lacks(self, stated: Stated) -> list[str]:
        """The values in digits, dates and names that are nowhere here: those are invented."""
        years = {Decimal(day.year + step) for day in self.published for step in (-1, 1)}
        numbers = self._numbers(stated.written - years)  # one may be called "last year"
        return [*numbers, *self._days(stated.days), *self._names(stated)]

    def has_figures(self, stated: Stated) -> bool:
        """Whether every number, spelled ones too, and every date is here."""
        return not any(self._numbers(stated.numbers)) and not any(self._days(stated.days))

    def has_all(self, stated: Stated) -> bool:
        """Whether every value is here, spelled numbers and the first word too."""
        opening = () if stated.opening is None else (stated.opening,)
        return (
            self.has_figures(stated)
            and not any(self._names(stated))
            and all(self._has(word) for word in opening)
        )

    def _numbers(self, numbers: frozenset[Decimal]) -> Iterator[str]:
        return (f"{value.normalize():f}" for value in sorted(numbers - self.numbers))

    def _days(self, days: Iterable[Day]) -> Iterator[str]:
        for day in days:
            same = any(_may_be(day, known) for known in self.days)
            if not (same or self._is_near(day)):
                parts = (day.year, day.month, day.day)
                yield "-".join(str(part) for part in parts if part is not None)

    def _is_near(self, day: Day) -> bool:
        """Whether an article of about that day could mean it without naming it."""
        for published in self.published:
            try:
                meant = date(day.year or published.year, day.month or 1, day.day or published.day)
            except ValueError:
                continue
            if abs(meant - published) <= (NEAR if day.day else 5 * NEAR):
                return True
        return False

    def _names(self, stated: Stated) -> Iterator[str]:
        for run in stated.names:
            if "".join(word[0] for word in run) in self.acronyms:
                continue
            yield from (word for word in run if not self._has(word))

    def _has(self, name: str) -> bool:
        """Whether the words of a name are here, as they are or in another form: "Russian"."""
        if name.isupper() and name.casefold() in self.initials:
            return True
        return all(self._has_form(word) for word in map(_country, words_in(name)))

    def _has_form(self, word: str) -> bool:
        shorter = {word, word[:-1], word[:-2]} if len(word) > SHORT else {word}
        if not self.words.isdisjoint(shorter):
            return True
        beginning = word[: max(SHORT + 1, len(word) - 3)]
        return len(word) > SHORT + 1 and any(known.startswith(beginning) for known in self.words)


def source_of(texts: Iterable[str], published: Iterable[datetime | None] = ()) -> Source:
    """Everything that ``texts`` state; ``published`` are the moments of their articles."""
    text = _undotted("\n".join(texts))
    numbers = {abs(value) for value, _ in numbers_in(text)}
    numbers |= {Decimal(found.replace(",", "")) for found in _DIGITS.findall(text)}
    published_on = {moment.astimezone(UTC).date() for moment in published if moment}
    numbers |= {Decimal(day.year) for day in published_on}
    days = [*days_in(text), *(Day(day.year, day.month, day.day) for day in published_on)]
    return Source(
        words=frozenset(_country(word) for word in words_in(text)),
        numbers=frozenset(numbers),
        days=tuple(days),
        published=tuple(sorted(published_on)),
        initials=frozenset(_initials(text)),
        acronyms=frozenset(_ACRONYM.findall(text)),
    )


def _may_be(day: Day, known: Day) -> bool:
    """Whether two dates differ in nothing that both name, and both name the month."""
    pairs = ((day.month, known.month), (day.year, known.year), (day.day, known.day))
    is_same = all(mine is None or other is None or mine == other for mine, other in pairs)
    return is_same and day.month == known.month and (day.day is None or known.day is not None)


def _initials(text: str) -> Iterator[str]:
    """The first letters of each two to six capitalised words in a row, "of" and "the" skipped."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        between = text[end : match.start()]
        if between.strip() or "\n" in between:
            run = []
        end = match.end()
        if word[0].isupper():
            run.append(word[0].casefold())
            yield from ("".join(run[-size:]) for size in range(2, min(6, len(run)) + 1))
        elif word not in _BETWEEN:
            run = []


def _folded(word: str) -> str:
    return next(iter(words_in(word)), "")


def _country(word: str) -> str:
    return _PEOPLES.get(word, word)


def _undotted(text: str) -> str:
    """The text with "US" for "U.S."."""
    return _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
