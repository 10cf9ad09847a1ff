"""What is noted while one answer is written, and what follows from it for each sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.answering.answer import DraftStatement, Unsupported
from service.answering.evidence import EvidenceSentence
from service.answering.values.quotations import without_marks
from service.answering.verification import Verdict
from tests.llm.grading.records import Fate, Sentence, Stretch


@dataclass(slots=True)
class Check:
    """One sentence as written, as it was checked last, and the verdict on that."""

    written: str
    checked: str
    verdict: Verdict


@dataclass(slots=True)
class Notes:
    """What is noted while one answer is written.

    ``repaired`` has one entry a sentence that did not hold, in order; ``None`` before the repair.
    """

    checks: list[Check] = field(default_factory=list)
    repaired: tuple[str | None, ...] | None = None
    mended: list[str] = field(default_factory=list)

    def checked(self, text: str, verdict: Verdict) -> None:
        """Notes a verdict; a sentence without its quotation marks is the last one once more."""
        if self.repaired is not None:
            return
        last = self.checks[-1] if self.checks else None
        if last is not None and last.checked != text and without_marks(last.checked) == text:
            if verdict.holds:
                last.checked, last.verdict = text, verdict
        else:
            self.checks.append(Check(text, text, verdict))

    def given_out(self, statement: DraftStatement) -> None:
        """Notes a statement; those after the repair are mended, waited for that, or are flagged."""
        if self.repaired is not None:
            self.mended.append(statement.text)

    def sentences(self, policy: Unsupported) -> tuple[Sentence, ...]:
        """Every sentence with its fate, in the order of writing."""
        left = Fate.FLAGGED if policy is Unsupported.FLAG else Fate.DROPPED
        corrections = iter(self.repaired or ())
        kept = {one.checked for one in self.checks if one.verdict.holds}
        mended = [text for text in self.mended if text not in kept]
        found = []
        for one in self.checks:
            fate, shown = Fate.KEPT, one.checked
            if not one.verdict.holds:
                correction = next(corrections, None)
                fate, shown = left, ""
                if correction is not None and correction in mended:
                    mended.remove(correction)
                    fate, shown = Fate.REPAIRED, correction
            evidence = tuple(_stretch(quote) for quote in one.verdict.quotes)
            found.append(
                Sentence(text=one.written, fate=fate, shown=shown or None, evidence=evidence)
            )
        return tuple(found)


def _stretch(sentence: EvidenceSentence) -> Stretch:
    quote = sentence.quote
    return Stretch(article_id=quote.article.article_id, start=quote.start, end=quote.end)
