"""The samples that weights are fitted to: data sets, asked in their development half."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.embeddings import embedder_from
from corpus.stores import Stores
from evaluation.calibration.fitting import Sample
from evaluation.calibration.samples import is_development, samples
from evaluation.collections import article_items, articles_of, caching, prepare
from evaluation.datasets.assembly import resolved
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.recognition import Source, find
from evaluation.datasets.selection import limited, with_fewer_articles
from evaluation.datasets.translations import translated
from service.answering.calibration import Calibration
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading.evidence_reader import EvidenceReader
from service.settings import ServiceSettings
from service.state import assemble

DIGITS = 6
MOST = 200
"""Questions of one set that are fitted on."""


def add_set_options(parser: argparse.ArgumentParser) -> None:
    """The options that name the data sets."""
    parser.add_argument(
        "--set",
        dest="sets",
        nargs="+",
        action="append",
        default=[],
        metavar="PATH",
        help="a file as `dateline evaluate` takes it, then the articles it is about; may repeat",
    )
    parser.add_argument(
        "--translations",
        nargs="+",
        action="append",
        default=[],
        metavar="PATH",
        help="a data set, its questions in other languages, which are asked too, and the articles "
        "it is about; may repeat",
    )
    parser.add_argument(
        "--collection",
        type=int,
        help="most articles of a set that brings its own, as `dateline evaluate` chooses them",
    )


def collect(arguments: argparse.Namespace) -> list[Sample]:
    """The samples of the data sets that the options name."""
    settings = ServiceSettings()
    reader = EvidenceReader.load(settings.answering.reader_threads)
    asked = [
        (
            with_fewer_articles(source.load(), arguments.collection),
            source,
            [Path(each) for each in articles],
        )
        for path, *articles in arguments.sets
        for source in find(path)
    ]
    asked += [
        (translated(one.load(), Path(file)), one, [Path(each) for each in articles])
        for path, file, *articles in arguments.translations
        for one in find(path)
    ]
    if not asked:
        raise SystemExit("nothing to fit on: name a data set with --set or with --translations")
    return [sample for one in asked for sample in _collect(*one, settings, reader)]


def write(calibration: Calibration, output: Path) -> None:
    """Writes weights, rounded to as many digits as mean anything."""
    rounded = json.loads(
        calibration.model_dump_json(), parse_float=lambda text: float(f"{float(text):.{DIGITS}g}")
    )
    output.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


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
