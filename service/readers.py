"""The models that read sentences, loaded together: the reader and its two checkers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog

from corpus.errors import ModelDamaged
from service.answering.checker.checker import ABROAD, WEIGHTS, Checker
from service.answering.reading.evidence_reader import EvidenceReader
from service.settings import AnsweringSettings

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Readers:
    """Each is ``None`` where the settings do without it, or where its files are damaged.

    Attributes:
        reader: reads every passage.
        checker: reads closely what is picked of English articles.
        checker_abroad: the same of articles in other languages.
    """

    reader: EvidenceReader | None = None
    checker: Checker | None = None
    checker_abroad: Checker | None = None

    @classmethod
    def load(cls, settings: AnsweringSettings) -> Readers:
        """The models that the settings ask for; a damaged one is left out, and the log says so."""
        # Side by side, since a question on the command line waits for all of them.
        with ThreadPoolExecutor() as loading:
            reader = loading.submit(_reader, settings)
            checker, abroad = (
                loading.submit(_checker, settings, weights) for weights in (WEIGHTS, ABROAD)
            )
            return cls(reader.result(), checker.result(), abroad.result())


def _reader(settings: AnsweringSettings) -> EvidenceReader | None:
    if not settings.reader:
        return None
    return _unless_damaged(EvidenceReader.load, settings, "reader_left_out")


def _checker(settings: AnsweringSettings, weights: str) -> Checker | None:
    if not settings.checker:
        return None
    load = partial(Checker.load, weights=weights)
    return _unless_damaged(load, settings, "checker_left_out")


def _unless_damaged(
    load: Callable[[int], Model], settings: AnsweringSettings, told: str
) -> Model | None:
    try:
        return load(settings.reader_threads)
    except ModelDamaged as error:
        structlog.get_logger().warning(told, reason=str(error))
        return None
