"""The readers of model files, on small files written here."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelDamaged
from corpus.local_models.e5_format import (
    BLOCK_TYPE,
    UnigramVocabulary,
    dequantise,
    read_e5,
)
from corpus.local_models.minilm_format import read_safetensors
from corpus.local_models.tokenisers import read_tokeniser, write_unigram_tokeniser

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁rome", "▁stat", "ute", "r", "o", "m", "e", "é"]


@pytest.fixture
def vocabulary() -> UnigramVocabulary:
    return UnigramVocabulary(
        pieces=[(piece, -float(index)) for index, piece in enumerate(PIECES)],
        replacements={0x09: " ", 0x200B: " ", 0x01: "", 0xFF52: "r"},
        start=0,
        end=2,
        padding=1,
        unknown=3,
    )


def test_low_nibbles_are_the_first_sixteen_weights() -> None:
    block = np.zeros(1, BLOCK_TYPE)
    block["scale"] = 0.5
    block["nibbles"] = np.arange(16) | ((15 - np.arange(16)) << 4)
    weights = dequantise(block)
    assert weights[:16].tolist() == [(n - 8) * 0.5 for n in range(16)]
    assert weights[16:].tolist() == [(15 - n - 8) * 0.5 for n in range(16)]


def test_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelDamaged, match="does not start with"):
        read_e5(path)


def test_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"E5S1" + bytes(8))
    with pytest.raises(ModelDamaged, match="cut short"):
        read_e5(path)


def test_file_cut_inside_the_vocabulary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    header = struct.pack("<8ifi5iQ", 1, 32, 0, 1, 32, 4, 4, 1, 1e-12, 32, 1000, 0, 2, 1, 3, 10)
    path.write_bytes(b"E5S1" + header + bytes(100))
    with pytest.raises(ModelDamaged, match="cut short"):
        read_e5(path)


def test_safetensors_are_read_in_their_shapes(tmp_path: Path) -> None:
    values = np.arange(6, dtype="<f4")
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
            "ids": {"dtype": "I64", "shape": [1], "data_offsets": [24, 32]},
        }
    ).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header + values.tobytes() + bytes(8))
    tensors = read_safetensors(path)
    assert list(tensors) == ["a"]
    assert tensors["a"].tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("rome statute", ["<s>", "▁rome", "▁stat", "ute", "</s>"]),
        ("rome \u200b\t statute", ["<s>", "▁rome", "▁stat", "ute", "</s>"]),
        ("\uff52ome\x01", ["<s>", "▁rome", "</s>"]),
        ("e\u0301", ["<s>", "▁", "é", "</s>"]),
        ("", ["<s>", "</s>"]),
        ("r\ud800", ["<s>", "▁", "r", "<unk>", "</s>"]),
    ],
)
def test_text_is_cleaned_and_cut_into_pieces(
    vocabulary: UnigramVocabulary, tmp_path: Path, text: str, pieces: list[str]
) -> None:
    write_unigram_tokeniser(vocabulary, tmp_path)
    (tokens,) = read_tokeniser(tmp_path, 10).encode([text])
    assert tokens.ids == [PIECES.index(piece) for piece in pieces]


def test_text_is_cut_at_the_longest_input_and_keeps_its_end_mark(
    vocabulary: UnigramVocabulary, tmp_path: Path
) -> None:
    write_unigram_tokeniser(vocabulary, tmp_path)
    (tokens,) = read_tokeniser(tmp_path, 4).encode(["rome " * 20])
    assert tokens.ids == [0, 5, 5, 2]
