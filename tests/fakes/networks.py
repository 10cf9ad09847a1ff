"""Small random networks, as training saves them, and their exported graphs at work."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from reader.graph import OUTPUTS

Array = NDArray[np.float32]


def random_weights(*, words: int, positions: int, width: int, inner: int) -> dict[str, Array]:
    """Two layers and a head."""
    shapes = {
        "words.weight": (words, width),
        "positions.weight": (positions, width),
        "types.weight": (2, width),
        "head.weight": (OUTPUTS, width),
        "head.bias": (OUTPUTS,),
        "norm.weight": (width,),
        "norm.bias": (width,),
    }
    for number in range(2):
        name = f"layers.{number}"
        for part, outputs, inputs in (
            ("attend", 3 * width, width),
            ("join", width, width),
            ("widen", inner, width),
            ("narrow", width, inner),
        ):
            shapes[f"{name}.{part}.weight"] = (outputs, inputs)
            shapes[f"{name}.{part}.bias"] = (outputs,)
        for norm in ("norm_attended", "norm_out"):
            shapes[f"{name}.{norm}.weight"] = shapes[f"{name}.{norm}.bias"] = (width,)
    return {name: random_values(shape) for name, shape in shapes.items()}


def random_values(shape: tuple[int, ...]) -> Array:
    """The same values for the same shape."""
    random = np.random.default_rng(5 + sum(shape))
    return random.normal(0, 0.3, shape).astype(np.float32)


def run(model: onnx.ModelProto, ids: list[int], types: list[int]) -> Array:
    """The logits of one text, shape (tokens, outputs)."""
    session = onnxruntime.InferenceSession(model.SerializeToString())
    rows = {"input_ids": ids, "token_type_ids": types, "attention_mask": [1] * len(ids)}
    inputs = {name: np.array([row], np.int32) for name, row in rows.items()}
    return np.asarray(session.run(None, inputs)[0][0])
