"""Reads the weights of all-MiniLM-L6-v2 from its official safetensors file."""

import json
import struct
from pathlib import Path

import numpy as np

from corpus.local_models.bert_weights import BertWeights, Norm, Tensor, TensorNames

HEADS = 12
EPSILON = 1e-12
LAYERS = 6

NAMES = TensorNames(
    prefix="encoder.layer.{layer}.",
    weight=".weight",
    bias=".bias",
    query="attention.self.query",
    key="attention.self.key",
    value="attention.self.value",
    attention_output="attention.output.dense",
    attention_norm="attention.output.LayerNorm",
    inner="intermediate.dense",
    outer="output.dense",
    output_norm="output.LayerNorm",
)


def read_minilm(path: Path) -> BertWeights:
    """The encoder; the file's pooler, which sentence embeddings do not use, is left out."""
    tensors = read_safetensors(path)
    norm = "embeddings.LayerNorm"
    return BertWeights(
        heads=HEADS,
        epsilon=EPSILON,
        word=tensors["embeddings.word_embeddings.weight"],
        position=tensors["embeddings.position_embeddings.weight"],
        segment=tensors["embeddings.token_type_embeddings.weight"][0],
        embedding_norm=Norm(tensors[f"{norm}.weight"], tensors[f"{norm}.bias"]),
        layers=tuple(NAMES.layer(tensors, number) for number in range(LAYERS)),
    )


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The fp32 tensors of a safetensors file; tensors of other types are left out.

    The file is the length of a JSON header (8 bytes), the header, and the tensors at the
    offsets that the header gives.
    """
    buffer = path.read_bytes()
    (length,) = struct.unpack_from("<Q", buffer)
    start = 8 + length
    header = json.loads(buffer[8:start])
    return {
        name: np.frombuffer(
            buffer[start + entry["data_offsets"][0] : start + entry["data_offsets"][1]], "<f4"
        )
        .reshape(entry["shape"])
        .astype(np.float32)
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }
