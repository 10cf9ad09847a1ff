"""Whether the evidence supports what an answer says, sentence by sentence."""

from service.answering.verification.agreement import Problem, ProblemKind
from service.answering.verification.calibration import (
    WITH_E5,
    WORDS_ONLY,
    Calibration,
    calibration_for,
)
from service.answering.verification.support import SupportChecker
from service.answering.verification.verdict import Verdict

__all__ = [
    "WITH_E5",
    "WORDS_ONLY",
    "Calibration",
    "Problem",
    "ProblemKind",
    "SupportChecker",
    "Verdict",
    "calibration_for",
]
