"""``python -m evaluation.calibration DATASET... --output FILE``: fits the weights anew.

Each data set is indexed once into the cache, asked in its development half, and the fit printed.
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
from evaluation.calibration.samples import samples
from evaluation.collections import article_items, caching, prepare
from evaluation.datasets.recognition import find
from service.answering.calibration import Calibration, Variant
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading.evidence_reader import EvidenceReader
from service.settings import ServiceSettings
from service.state import assemble

DIGITS = 6


def main() -> None:
    """Reads the arguments, collects the samples, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    parser.add_argument("datasets", nargs="+", help="files as `dateline evaluate` takes them")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    settings = ServiceSettings()
    names = sorted({Path(name).stem for name in arguments.datasets})
    reader = EvidenceReader.load(settings.answering.reader_threads)
    collected = [one for name in arguments.datasets for one in _collect(name, settings, reader)]
    calibration = Calibration(
        fitted_on=f"development questions of {', '.join(names)}",
        fitted_at=datetime.now(UTC).date().isoformat(),
        variants={variant: fit(collected, variant) for variant in Variant},
    )
    rounded = json.loads(
        calibration.model_dump_json(), parse_float=lambda text: float(f"{float(text):.{DIGITS}g}")
    )
    arguments.output.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    Console(stderr=True).print(f"{len(collected)} samples; wrote {arguments.output}")


def _collect(name: str, settings: ServiceSettings, reader: EvidenceReader) -> list[Sample]:
    embedder = caching(embedder_from(settings.embedding, settings.cache_dir), settings)
    found: list[Sample] = []
    for source in find(name):
        dataset = source.load()
        folders = [source.articles_folder] if source.articles_folder else []
        items = article_items(dataset.articles, folders)
        collection = prepare(dataset.name, items, settings=settings, embedder=embedder)
        stores = Stores.open(collection.settings)
        engine = assemble(collection.settings, stores, embedder).engine
        if not isinstance(engine.extractive, ExtractiveAnswerer):
            raise TypeError(type(engine.extractive).__name__)
        has_unanswerable = any(question.unanswerable for question in dataset.questions)
        weight = 100 / max(1, len(dataset.questions))
        asked = samples(
            dataset.name,
            track(dataset.questions, dataset.name, console=Console(stderr=True)),
            engine.retriever,
            replace(engine.extractive, reader=reader),
            weight=weight,
            twins=not has_unanswerable,
        )
        found.extend(asked)
        stores.close()
    return found


if __name__ == "__main__":
    main()
