"""The sentences of the evidence in the order of their scores."""

from __future__ import annotations

import numpy as np

from service.answering.calibration import Judgement
from service.answering.evidence import Evidence
from service.answering.picked import Picked
from service.answering.signals import AGREEMENT, Signals
from service.answering.tellable import is_tellable


def tellable_order(evidence: Evidence, judgement: Judgement) -> list[int]:
    """The places of the sentences that may be told, best first."""
    return [
        int(index)
        for index in np.argsort(-judgement.scores, kind="stable")
        if is_tellable(evidence.sentences[index].text) and not evidence.sentences[index].begins
    ]


def ranked_sentences(evidence: Evidence, judgement: Judgement, signals: Signals) -> list[Picked]:
    """The sentences that may be told, best first; equal scores in the order of retrieval.

    None without its beginning: "it was 12" tells nobody what was.
    """
    order = tellable_order(evidence, judgement)
    scores = [float(judgement.scores[index]) for index in order]
    return [
        Picked(
            evidence.sentences[index],
            score,
            None if signals.readings is None else signals.readings[index],
            lead=score - (scores[0] if place else scores[1] if len(scores) > 1 else score),
            agreement=float(signals.values[index, AGREEMENT]),
            closely=judgement.closely.get(index),
            is_abroad=judgement.is_abroad,
        )
        for place, (index, score) in enumerate(zip(order, scores, strict=True))
    ]
