"""The committed baselines as the quality page reads them, in the page's order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.baseline import read_baseline
from evaluation.report.document import DatasetSection, Figure, Report, SystemSection

BASELINES = Path(__file__).parent.parent / "baselines"

TITLES = {
    "five_articles": "five real articles on one event",
    "five_articles_anew": "the same five articles, asked anew",
    "event_questions": "eight events of the news, five articles each",
    "event_questions_anew": "six other events of the news, five articles each",
    "invented_news": "invented news with near misses",
    "web_events": "six invented events as web pages",
    "outlets_differ": "eight invented events, five outlets that differ on each",
    "told_differently": "48 invented events, three outlets that differ on each",
    "extra_questions": "Wikinews and MultiHop-RAG, own questions",
    "other_languages": "invented news in German, French, Spanish and Portuguese",
    "examples": "the shipped examples",
    "as_of": "the shipped examples, asked as of a day",
    "newsquiz": "news quiz",
    "newsquiz_1400": "news quiz, 1,400 of its pages",
    "multihoprag": "MultiHop-RAG",
    "clapnq": "CLAPNQ",
    "clapnq_translated": "CLAPNQ, asked in Spanish, French, German, Portuguese",
    "event_questions_translated": "the eight events, asked in other languages",
    "invented_events_translated": "sixteen invented events, asked in other languages",
    "web_events_translated": "the web pages, asked in other languages",
    "xquad": "XQuAD",
    "squad2": "SQuAD 2.0, adversarial",
    "ramdocs": "RAMDocs",
    "scifact": "SciFact",
    "bipia": "BIPIA attacks in XQuAD",
    "purplellama": "PurpleLlama attacks in XQuAD",
    "summedits": "SummEdits",
    "expertqa": "ExpertQA",
    "readability30": "Readability's pages",
}
"""What the page calls each data set; others follow under their own names."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One data set's baseline: the run it comes from, and the section."""

    run: Report
    section: DatasetSection

    @property
    def title(self) -> str:
        """What the page calls it."""
        return TITLES.get(self.section.name, self.section.name)

    @property
    def main(self) -> SystemSection:
        """Dateline's results."""
        return self.section.systems[0]

    def figure(self, metric: str) -> Figure | None:
        """Dateline's figure; None where the data set has none."""
        return self.main.figures.get(metric)


def measured(folder: Path = BASELINES) -> list[Measured]:
    """Every baseline of the folder, in the page's order.

    Raises:
        UnusableReport: a file is no baseline that this version reads.
    """
    order = list(TITLES)
    found = [Measured(*read_baseline(path)) for path in sorted(folder.glob("*.json"))]
    known = [one for one in found if one.section.name in order]
    known.sort(key=lambda one: order.index(one.section.name))
    return known + [one for one in found if one.section.name not in order]
