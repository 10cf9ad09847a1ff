"""The weights of an exported model, to train on from the file that ships."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

PARTS = {
    "attention": "attend",
    "projected": "join",
    "attended": "norm_attended",
    "inner": "widen",
    "outer": "narrow",
    "output": "norm_out",
}
LAYER = re.compile(r"layer(\d+)\.(\w+)\.(\w+)$")
CHECKER_LAYER = re.compile(r"layers\.\d+\.\w+\.(\w+)$")

Weights = dict[str, npt.NDArray[np.float32]]


def _constants(model: Path) -> dict[str, npt.NDArray[Any]]:
    return {
        constant.name: numpy_helper.to_array(constant)
        for constant in onnx.load(model).graph.initializer
    }


def weights_of(model: Path) -> Weights:
    """Returns the weights that `reader_graph` made a model of, under the names training uses.

    Matrices are what their int8 codes stand for: the exact ones are lost, and exporting these
    again gives the same codes.

    Args:
        model: a reader's ONNX file.
    """
    found = _constants(model)
    weights: Weights = {
        "words.weight": found["word.codes"] * found["word.scales"],
        "positions.weight": found["position"],
        "types.weight": found["segment"],
        "norm.weight": found["embedding_norm.gain"],
        "norm.bias": found["embedding_norm.shift"],
        "head.weight": found["head.matrix"].T,
        "head.bias": found["head.shift"],
    }
    for name, values in found.items():
        match = LAYER.match(name)
        if match is None:
            continue
        number, part, kind = match.groups()
        ours = f"layers.{number}.{PARTS[part]}"
        if kind == "weight":
            weights[f"{ours}.weight"] = values.T * found[f"layer{number}.{part}.scale"][:, None]
        elif kind == "gain":
            weights[f"{ours}.weight"] = values
        elif kind in {"bias", "shift"}:
            weights[f"{ours}.bias"] = values
    return {name: np.array(values, np.float32) for name, values in weights.items()}


def checker_weights_of(model: Path) -> Weights:
    """Returns the weights that `checker_graph` made a model of, under the names training uses.

    All but the word vectors, which training leaves as the base has them; of the positions only
    those that the model has room for, shape (tokens, width).

    Args:
        model: a checker's ONNX file.
    """
    found = _constants(model)
    weights: Weights = {
        "positions.weight": found["position"],
        "types.weight": found["segment"],
        "norm.weight": found["norm.gain"],
        "norm.bias": found["norm.shift"],
        "distances.weight": found["distance.table"],
        "head.weight": found["head.matrix"].T,
        "head.bias": found["head.shift"],
    }
    for name, values in found.items():
        match = CHECKER_LAYER.match(name)
        if match is None:
            continue
        part, kind = name.removesuffix(f".{match[1]}"), match[1]
        if kind == "codes":
            weights[f"{part}.weight"] = values.T * found[f"{part}.scales"][:, None]
            if f"{part}.loud.rows" in found:
                places = found[f"{part}.loud.places"]
                weights[f"{part}.weight"][:, places] = found[f"{part}.loud.rows"].T
        elif kind == "gain":
            weights[f"{part}.weight"] = values
        elif kind in {"bias", "shift"}:
            weights[f"{part}.bias"] = values
    return {name: np.array(values, np.float32) for name, values in weights.items()}
