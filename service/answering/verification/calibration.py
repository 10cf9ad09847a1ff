"""Where support begins, and how that was found.

The weights were set by hand after a grid had shown that few others do better. The thresholds are
where 94 % of right sentences pass in one half of CLAPNQ's grounded answers, which models like the
ones here write: sentences put together from a passage. All of it, in November 2026, by
``python -m tests.llm.verification_report``:

====================================================  ==========  ==========
CLAPNQ, 545 sentences of grounded answers             words only  words + E5
====================================================  ==========  ==========
as they were written: pass                            .94         .94
with one value or name changed: pass                  .04         .04
balanced accuracy and AUC                             .95, .96    .95, .96
without the sentence that says it: pass (other half)  .15         .16
====================================================  ==========  ==========

These hold where no reader model is at hand, and for other languages than English. With the reader,
``support.json`` decides; on the halves that were not fitted on (``python -m
evaluation.calibration.support``; the threshold, the rule of `support.LIKELIER_THAN_NOT` and the set
of exchanged words were chosen with these figures in sight):

====================================================  ==========  ===========
held-out halves, November 2026                        words only  with reader
====================================================  ==========  ===========
CLAPNQ's answers as written (199): pass               .94         .92
with a value of, or beside, another passage: pass     .02         .01
with one other word (193): pass                       .76         .28
without the sentences that say it (194): pass         .08         .09
SummEdits, edited summaries: balanced accuracy        .56         .60
ExpertQA: balanced accuracy                           .50         .50
====================================================  ==========  ===========

Summaries paraphrase while edits keep the article's words; the experts' "incomplete" is seldom a
matter of words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.answering.answer import Support

_FOR_FIGURES = 0.09
"""By how much lower a cosine will do. Of 24 right sentences in another language, written over
invented news, seven more pass so, of 14 wrong ones one."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of a logistic score, and the scores from which a statement counts.

    ``coverage`` weighs the share of all words that are found, ``plain`` the share of those that are
    neither names nor figures, ``cosine`` the nearness of meaning (0 where there is no embedder).
    ``translated_from`` is the cosine that decides alone where the statement and its evidence are in
    different languages.
    """

    intercept: float
    coverage: float
    plain: float
    cosine: float
    supported_from: float
    partial_from: float
    translated_from: float = math.inf

    def within_a_language(
        self, coverage: float, plain: float, cosine: float | None
    ) -> tuple[float, Support]:
        """Score (0 to 1) and support of a statement in the language of its evidence."""
        logit = self.intercept + self.coverage * coverage + self.plain * plain
        logit += self.cosine * (cosine or 0.0)
        score = 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
        if score >= self.supported_from:
            return score, Support.SUPPORTED
        return score, Support.PARTIAL if score >= self.partial_from else Support.UNSUPPORTED

    def across_languages(
        self, cosine: float | None, *, has_figures: bool = False
    ) -> tuple[float, Support]:
        """Score (the cosine) and support of a statement in another language than its evidence.

        Where it ``has_figures``, all of which its quote gives, less nearness will do.
        """
        score = max(0.0, cosine or 0.0)
        is_near = score >= self.translated_from - _FOR_FIGURES * has_figures
        return score, Support.SUPPORTED if is_near else Support.UNSUPPORTED


WORDS_ONLY = Calibration(
    intercept=-6.5, coverage=4.0, plain=4.0, cosine=0.0, supported_from=0.5, partial_from=0.27
)
"""For use without an embedder, or with one whose cosines nobody has measured."""

WITH_E5 = Calibration(
    intercept=-15.5,
    coverage=4.0,
    plain=4.0,
    cosine=10.0,
    supported_from=0.5,
    partial_from=0.27,
    translated_from=0.88,
)
"""For ``multilingual-e5-small``, whose cosines lie in .75 to .92."""


def calibration_for(embedding_model: str | None) -> Calibration:
    """The calibration for an embedder's ``model``; words alone where it was not measured."""
    if embedding_model and embedding_model.startswith("multilingual-e5-small"):
        return WITH_E5
    return WORDS_ONLY
