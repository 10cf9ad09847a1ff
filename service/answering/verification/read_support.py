"""The decision on a statement that the reader has read: weights fitted to judged statements.

``support.json`` holds them, written by ``python -m evaluation.calibration.support``, which says
what they were fitted on. A logistic regression, so each weight can be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from service.answering.answer import Support
from service.answering.calibration import Linear
from service.answering.verification.reading import StatementReader

FILE = "support.json"


class SupportWeights(BaseModel):
    """What ``support.json`` holds: a statement counts from ``supported_from`` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: str
    fitted_at: str
    linear: Linear
    supported_from: float
    partial_from: float

    def judge(self, features: NDArray[np.float64]) -> tuple[float, Support]:
        """Score, 0 to 1, and support of one statement."""
        logit = float(self.linear.score(features[np.newaxis, :])[0])
        score = 1 / (1 + float(np.exp(-np.clip(logit, -30, 30))))
        if score >= self.supported_from:
            return score, Support.SUPPORTED
        return score, Support.PARTIAL if score >= self.partial_from else Support.UNSUPPORTED


class Weigher(Protocol):
    """Decides on the features of a statement, columns as in `reading.FEATURES`."""

    def judge(self, features: NDArray[np.float64]) -> tuple[float, Support]:
        """Score, 0 to 1, and support of one statement."""
        ...


@dataclass(frozen=True, slots=True)
class ReadSupport:
    """The model that reads statements, and who weighs its opinion."""

    reader: StatementReader
    weights: Weigher


@cache
def load_weights() -> SupportWeights:
    """The shipped weights."""
    text = files("service.answering.verification").joinpath(FILE).read_text(encoding="utf-8")
    return SupportWeights.model_validate(json.loads(text))
