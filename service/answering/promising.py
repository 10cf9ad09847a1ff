"""Which passages are worth the reader's time: those whose sentences come near the best by all else.

Most of what is retrieved is clearly off. Reading takes most of the time of an answer, so only
passages are read that the weights for evidence without a reader hold for possible.
"""

from __future__ import annotations

import numpy as np

from service.answering.calibration import Calibration, Variant, known, select
from service.answering.evidence import Evidence
from service.answering.signals import Signals

BEHIND = 5.0
"""How far, in log-odds, a passage's best sentence may score behind the best of all. Over the sets
that are fitted on .69 of the words are read then, and the answer is first (.657) and among three
(.862) as often; at 3 .40 of them, with .679 and .918 for .679 and .920 over four of the sets, but
two of four disagreements in the examples lose a side."""


def worth_reading(
    evidence: Evidence, signals: Signals, calibration: Calibration, most: int
) -> frozenset[int]:
    """The ranks of the passages to read.

    Args:
        evidence: with at least one sentence.
        signals: of its sentences, as nobody has read them yet.
        calibration: the weights.
        most: so many of them, the likeliest.
    """
    variant = Variant.of(signals)
    pick = calibration.variants[variant].pick
    scores = pick.score(known(select(signals.values, variant), pick.means))
    best: dict[int, float] = {}
    for sentence, score in zip(evidence.sentences, scores, strict=True):
        rank = sentence.passage_rank
        best[rank] = max(float(score), best.get(rank, -np.inf))
    least = float(scores.max()) - BEHIND
    likely = sorted((rank for rank in best if best[rank] >= least), key=lambda rank: -best[rank])
    return frozenset(likely[:most])
