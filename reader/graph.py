"""The network as an ONNX graph, built by hand from its weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, HEADS = 384, 12
EPSILON = 1e-12
HIDDEN = -1e4
OPSET = 20
HEAD_NODE = "head_product"
"""The one product that stays in floating point: four columns cost nothing."""

Weights = Mapping[str, npt.NDArray[np.float32]]


class GraphBuilder:
    """Collects nodes and constants; each method adds one operation and returns its output."""

    def __init__(self, weights: Weights) -> None:
        """Starts an empty graph.

        Args:
            weights: as saved by training, matrices stored (outputs, inputs).
        """
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: npt.ArrayLike) -> str:
        """Adds a constant once and returns its name."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def weight(self, name: str) -> str:
        """Adds a weight as it is and returns its name."""
        return self.constant(name, self._weights[name].astype(np.float32))

    def node(self, kind: str, name: str, *inputs: str, **attributes: float | list[int]) -> str:
        """Adds a node with one output, of the same name."""
        node = helper.make_node(kind, inputs, [name], name=name)
        node.attribute.extend(
            helper.make_attribute(key, value) for key, value in attributes.items()
        )
        self._nodes.append(node)
        return name

    def linear(self, name: str, value: str, *, product: str | None = None) -> str:
        """Adds a linear map; the queries' share of an attention map is scaled already."""
        matrix, bias = self._weights[f"{name}.weight"].T, self._weights[f"{name}.bias"]
        if name.endswith(".attend"):
            scale = np.ones(3 * WIDTH, dtype=np.float32)
            scale[:WIDTH] = (WIDTH // HEADS) ** -0.5
            matrix, bias = matrix * scale, bias * scale
        left = self.constant(f"{name}.matrix", np.ascontiguousarray(matrix, dtype=np.float32))
        right = self.constant(f"{name}.shift", bias.astype(np.float32))
        multiplied = self.node("MatMul", product or f"{name}_product", value, left)
        return self.node("Add", f"{name}_sum", multiplied, right)

    def normalise(self, name: str, value: str) -> str:
        """Adds a layer normalisation."""
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node(
            "LayerNormalization", f"{name}_out", value, scale, shift, axis=-1, epsilon=EPSILON
        )

    def embed(self) -> str:
        """Adds the sum of word, position and type vectors, normalised."""
        words = self.node("Gather", "word_vectors", self.weight("words.weight"), "input_ids")
        types = self.node("Gather", "type_vectors", self.weight("types.weight"), "token_type_ids")
        length = self.node("Shape", "length", "input_ids", start=1, end=2)
        positions = self.node(
            "Slice",
            "position_vectors",
            self.weight("positions.weight"),
            self.constant("zero", np.array([0], dtype=np.int64)),
            length,
            self.constant("axis", np.array([0], dtype=np.int64)),
        )
        placed = self.node("Add", "placed_vectors", words, positions)
        return self.normalise("norm", self.node("Add", "input_vectors", placed, types))

    def mask(self) -> str:
        """Adds what is added to attention scores: 0 where a token is seen."""
        number = self.node("Cast", "mask_number", "attention_mask", to=TensorProto.FLOAT)
        one = self.constant("one", np.array(1, dtype=np.float32))
        unseen = self.node("Sub", "mask_unseen", one, number)
        low = self.constant("low", np.array(HIDDEN, dtype=np.float32))
        scaled = self.node("Mul", "mask_scaled", unseen, low)
        axes = self.constant("mask_axes", np.array([1, 2], dtype=np.int64))
        return self.node("Unsqueeze", "mask", scaled, axes)

    def attend(self, name: str, value: str, mask: str) -> str:
        """Adds the attention of one layer, before its output map."""
        joint = self.linear(f"{name}.attend", value)
        parts = [f"{name}_{part}" for part in ("query", "key", "value")]
        self._nodes.append(
            helper.make_node("Split", [joint], parts, name=f"{name}_split", axis=-1, num_outputs=3)
        )
        shape = self.constant("heads", np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
        orders = ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
        query, key, content = (
            self.node(
                "Transpose",
                f"{part}_heads",
                self.node("Reshape", f"{part}_cut", part, shape),
                perm=order,
            )
            for part, order in zip(parts, orders, strict=True)
        )
        scores = self.node("MatMul", f"{name}_scores", query, key)
        masked = self.node("Add", f"{name}_masked", scores, mask)
        shares = self.node("Softmax", f"{name}_shares", masked, axis=-1)
        mixed = self.node("MatMul", f"{name}_mixed", shares, content)
        turned = self.node("Transpose", f"{name}_turned", mixed, perm=[0, 2, 1, 3])
        width = self.constant("width", np.array([0, 0, WIDTH], dtype=np.int64))
        return self.node("Reshape", f"{name}_attended", turned, width)

    def layer(self, number: int, value: str, mask: str) -> str:
        """Adds one transformer layer."""
        name = f"layers.{number}"
        joined = self.linear(f"{name}.join", self.attend(name, value, mask))
        value = self.normalise(
            f"{name}.norm_attended", self.node("Add", f"{name}_first", joined, value)
        )
        inner = self.node("Gelu", f"{name}_gelu", self.linear(f"{name}.widen", value))
        outer = self.linear(f"{name}.narrow", inner)
        return self.normalise(f"{name}.norm_out", self.node("Add", f"{name}_second", outer, value))

    def build(self) -> onnx.ModelProto:
        """Returns the whole model, checked.

        Inputs `input_ids`, `attention_mask`, `token_type_ids`: int64 (batch, tokens). Output
        `logits`: float (batch, tokens, 4): relevance, sentence, span start, span end.
        """
        value, mask = self.embed(), self.mask()
        layers = sum(name.endswith(".attend.bias") for name in self._weights)
        for number in range(layers):
            value = self.layer(number, value, mask)
        self.node("Identity", "logits", self.linear("head", value, product=HEAD_NODE))
        shape = ["batch", "tokens"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name in ("input_ids", "attention_mask", "token_type_ids")
        ]
        output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*shape, 4])
        graph = helper.make_graph(
            self._nodes, "reader", inputs, [output], list(self._constants.values())
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 10
        onnx.checker.check_model(model)
        return model
