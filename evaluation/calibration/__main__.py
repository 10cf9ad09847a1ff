"""``python -m evaluation.calibration --set PATH [ARTICLES ...] --output FILE``: fits weights anew.

Each data set is indexed once into the cache, asked in its development half, and the fit printed.
``make calibration`` does it as the shipped weights were made.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.embeddings import embedder_from
from corpus.stores import Stores
from evaluation.calibration.fitting import Sample, fit
from evaluation.calibration.samples import is_development, samples
from evaluation.calibration.short_answers import fit_short_answers
from evaluation.collections import article_items, articles_of, caching, prepare
from evaluation.datasets.assembly import resolved
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.recognition import Source, find
from evaluation.datasets.selection import limited
from evaluation.datasets.translations import translated
from service.answering.calibration import Calibration, Variant
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading.evidence_reader import EvidenceReader
from service.settings import ServiceSettings
from service.state import assemble

DIGITS = 6
MOST = 200
"""Questions of one set that are fitted on."""


def main() -> None:
    """Reads the arguments, collects the samples, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    parser.add_argument(
        "--set",
        dest="sets",
        nargs="+",
        action="append",
        required=True,
        metavar="PATH",
        help="a file as `dateline evaluate` takes it, then the articles it is about; may repeat",
    )
    parser.add_argument(
        "--translations",
        nargs=2,
        metavar=("PATH", "FILE"),
        help="a data set, and its questions in other languages: they are asked too",
    )
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    settings = ServiceSettings()
    reader = EvidenceReader.load(settings.answering.reader_threads)
    asked = [
        (source.load(), source, [Path(each) for each in articles])
        for path, *articles in arguments.sets
        for source in find(path)
    ]
    if arguments.translations:
        path, file = arguments.translations
        asked += [(translated(one.load(), Path(file)), one, []) for one in find(path)]
    collected = [sample for one in asked for sample in _collect(*one, settings, reader)]
    names = sorted({one.group for one in collected})
    variants = {variant: fit(collected, variant) for variant in Variant}
    calibration = Calibration(
        fitted_on=f"development halves of {', '.join(names)}; {len(collected)} samples",
        fitted_at=datetime.now(UTC).date().isoformat(),
        variants=variants,
        short_answer=fit_short_answers(collected, variants),
    )
    rounded = json.loads(
        calibration.model_dump_json(), parse_float=lambda text: float(f"{float(text):.{DIGITS}g}")
    )
    arguments.output.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    Console(stderr=True).print(f"{len(collected)} samples; wrote {arguments.output}")


def _collect(
    dataset: Dataset,
    source: Source,
    articles: list[Path],
    settings: ServiceSettings,
    reader: EvidenceReader,
) -> list[Sample]:
    embedder = caching(embedder_from(settings.embedding, settings.cache_dir), settings)
    folders = [source.articles_folder] if source.articles_folder else []
    items = article_items(dataset, [*folders, *articles])
    collection = prepare(dataset.name, items, settings=settings, embedder=embedder)
    dataset = resolved(dataset, articles_of(collection.settings))
    stores = Stores.open(collection.settings)
    engine = assemble(collection.settings, stores, embedder).engine
    if not isinstance(engine.extractive, ExtractiveAnswerer):
        raise TypeError(type(engine.extractive).__name__)
    has_unanswerable = any(question.unanswerable for question in dataset.questions)
    fit_on = tuple(filter(is_development, dataset.questions))
    questions = limited(dataset.with_questions(fit_on), MOST).questions
    try:
        return list(
            samples(
                dataset.name,
                track(questions, dataset.name, console=Console(stderr=True)),
                engine.retriever,
                replace(engine.extractive, reader=reader),
                passages=settings.answering.passages,
                weight=100 / max(1, len(questions)),
                twins=not has_unanswerable,
            )
        )
    finally:
        stores.close()


if __name__ == "__main__":
    main()
