"""Finds the loader for a path: known file names, BEIR folders, SQuAD-style JSON, the own format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets import (
    beir,
    clapnq,
    injections,
    invented_news,
    multihoprag,
    newsquiz,
    own,
    ramdocs,
    readability,
    reader_files,
    squad,
    squad2_sample,
    support_pairs,
    wikinews,
    xquad,
)
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.lines import UnusableDataset

EXAMPLES = "examples"
OWN_FILES = ("questions.jsonl", "questions.csv")

FOLDER_LOADERS: dict[str, Callable[[Path], Dataset]] = {
    multihoprag.CORPUS: multihoprag.load,
    multihoprag.QUERIES: multihoprag.load,
    wikinews.CORPUS: wikinews.load,
    clapnq.FILE: clapnq.load,
    xquad.CONTEXTS: xquad.load,
    xquad.QUESTIONS: xquad.load,
    ramdocs.FILE: ramdocs.load,
    newsquiz.ARTICLES: newsquiz.load,
    newsquiz.QUESTIONS: newsquiz.load,
    squad2_sample.FILE: squad2_sample.load,
    support_pairs.SUMMEDITS: support_pairs.load_summedits,
    support_pairs.EXPERTQA: support_pairs.load_expertqa,
    invented_news.FILE: invented_news.load,
    injections.BIPIA: lambda folder: injections.load_bipia(folder, _hosts(folder)),
    injections.PURPLELLAMA: lambda folder: injections.load_purplellama(folder, _hosts(folder)),
    **{name: reader_files.loader(name) for name in reader_files.FILES},
}


@dataclass(frozen=True, slots=True)
class Source:
    """A data set that was found: how to load it, and the folder of article files it brings."""

    name: str
    load: Callable[[], Dataset]
    articles_folder: Path | None = None


def find(argument: str, *, examples: Path = Path(EXAMPLES)) -> list[Source]:
    """The data sets that one argument of the command names: a file, a folder, or ``examples``.

    Raises:
        UnusableDataset: where nothing there is known.
    """
    is_examples = argument == EXAMPLES and not Path(argument).exists()
    path = examples if argument == EXAMPLES or is_examples else Path(argument)
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return [_of_file(path)]
    raise UnusableDataset(f"there is no data set at {argument}")


def _of_file(path: Path) -> Source:
    loader = FOLDER_LOADERS.get(path.name)
    if loader:
        return Source(path.name.split(".")[0], lambda: loader(path.parent))
    corpus = beir.corpus_of(path)
    if corpus is not None:
        return Source(corpus.name.removesuffix("_corpus.jsonl"), lambda: beir.load_flat(corpus))
    if path.suffix == ".json":
        return Source(path.stem, lambda: squad.load(path))
    if path.suffix in (".jsonl", ".csv"):
        return Source(path.stem, lambda: own.load(path), own.articles_folder(path))
    raise UnusableDataset(
        f"{path} is no data set: give a .jsonl, .csv or SQuAD-style .json file, or a folder"
    )


def _in_folder(folder: Path) -> list[Source]:
    if (folder / "corpus.jsonl").is_file():
        return [Source(folder.name, lambda: beir.load_folder(folder))]
    if readability.is_here(folder):
        return [Source(folder.name, lambda: readability.load(folder))]
    for name in OWN_FILES:
        if (folder / name).is_file():
            return [_of_file(folder / name)]
    known: dict[Callable[[Path], Dataset], Source] = {}
    for name, loader in FOLDER_LOADERS.items():
        if (folder / name).is_file():
            known.setdefault(loader, _of_file(folder / name))
    sources = [*known.values(), *(_of_file(p) for p in sorted(folder.glob("*_corpus.jsonl")))]
    homes = sorted(path for path in folder.iterdir() if path.is_dir() and readability.is_here(path))
    sources += [source for home in homes for source in _in_folder(home)]
    if not sources:
        raise UnusableDataset(
            f"{folder} holds no known data set: no questions.jsonl, no corpus.jsonl, "
            "none of the public files that docs/evaluation.md lists"
        )
    return sources


def with_known_articles(
    articles: Sequence[ArticleDraft], paths: Sequence[Path]
) -> tuple[list[ArticleDraft], list[Path]]:
    """The articles with those of public data sets among the paths, and the other paths.

    So a public data set's articles can be what questions are about, or distractors.

    Raises:
        UnusableDataset: a data set cannot be read.
    """
    known = [path for path in paths if path.name in FOLDER_LOADERS]
    more = [one for path in known for one in FOLDER_LOADERS[path.name](path.parent).articles]
    return [*articles, *more], [path for path in paths if path not in known]


def _hosts(folder: Path) -> Dataset:
    """Articles and questions for planted instructions: XQuAD where it stands beside the attacks.

    Raises:
        UnusableDataset: where it does not.
    """
    if not (folder / xquad.QUESTIONS).is_file():
        raise UnusableDataset(
            f"attacks need articles to be planted in: put {xquad.CONTEXTS} and "
            f"{xquad.QUESTIONS} into {folder}"
        )
    return xquad.load(folder)
