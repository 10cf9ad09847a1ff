"""Typed, normalised, comparable values in a text: dates, amounts, names, quoted speech.

Rules and tables for English, Spanish, French, German and Portuguese; no model, no network.
"""

from service.answering.values.carrying import (
    AREA_UNIT,
    LENGTH_UNIT,
    MASS_UNIT,
    VALUE_KINDS,
    carries,
    stems_of,
)
from service.answering.values.compare import Agreement, same_value
from service.answering.values.finding import values_in, values_of
from service.answering.values.polarity import Polarity, polarity_of
from service.answering.values.reading import Reading, read
from service.answering.values.value import (
    Amount,
    AnswerKind,
    Calendar,
    Clock,
    Name,
    NameSort,
    Speech,
    Value,
    ValueKind,
)

__all__ = [
    "AREA_UNIT",
    "LENGTH_UNIT",
    "MASS_UNIT",
    "VALUE_KINDS",
    "Agreement",
    "Amount",
    "AnswerKind",
    "Calendar",
    "Clock",
    "Name",
    "NameSort",
    "Polarity",
    "Reading",
    "Speech",
    "Value",
    "ValueKind",
    "carries",
    "polarity_of",
    "read",
    "same_value",
    "stems_of",
    "values_in",
    "values_of",
]
