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

The judged sets say where this ends. On `summedits_news` (edited summaries) balanced accuracy is
.56 and .60 (AUC .62 and .65), on `expertqa_rand_val` .51 and .52 (AUC .55 and .56). With thresholds
fitted to each set alone on half of its articles or questions, the other half gives .64 and .65, and
.55 and .56. Summaries paraphrase, so their words are few in the article, while edits keep them; the
experts' "incomplete" is seldom a matter of words. An entailment model would be needed there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.answering.answer import Support


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

    def across_languages(self, cosine: float | None) -> tuple[float, Support]:
        """Score (the cosine) and support of a statement in another language than its evidence."""
        score = max(0.0, cosine or 0.0)
        is_near = score >= self.translated_from
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
