"""The reader's network: a BERT or MPNet encoder and one linear head of five outputs per token."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reader.shapes import (
    BUCKETS,
    HEADS,
    MINILM,
    MPNET,
    TYPES,
    WIDENED,
    Shape,
    distance_buckets,
)
from reader.shipped import checker_weights_of, weights_of

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the model.safetensors of all-MiniLM-L6-v2 (Apache-2.0)."""
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of the model.safetensors of all-mpnet-base-v2 (Apache-2.0)."""
HIDDEN = -1e4
"""Added to the attention score of padding."""
OUTPUTS = 5
RELEVANCE, SENTENCE, START, END, CHANGED = range(OUTPUTS)


@dataclass(frozen=True, slots=True)
class EncoderNames:
    """What the parts of a layer are called in a base encoder's file."""

    attention: tuple[str, str, str]
    join: str
    norm_attended: str
    types: str | None


BERT_NAMES = EncoderNames(
    attention=("attention.self.query", "attention.self.key", "attention.self.value"),
    join="attention.output.dense",
    norm_attended="attention.output.LayerNorm",
    types="embeddings.token_type_embeddings.weight",
)
MPNET_NAMES = EncoderNames(
    attention=("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    join="attention.attn.o",
    norm_attended="attention.LayerNorm",
    types=None,
)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual.

    Source: Devlin et al., BERT (2019); exact GELU.
    """

    def __init__(self, shape: Shape, dropout: float) -> None:
        """Makes the layer; query, key and value are one matrix."""
        super().__init__()
        width = shape.width
        self.attend = nn.Linear(width, 3 * width)
        self.join = nn.Linear(width, width)
        self.norm_attended = nn.LayerNorm(width, eps=shape.epsilon)
        self.widen = nn.Linear(width, WIDENED * width)
        self.narrow = nn.Linear(WIDENED * width, width)
        self.norm_out = nn.LayerNorm(width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Returns the next hidden states, shape (batch, tokens, width).

        Args:
            hidden: shape (batch, tokens, width).
            mask: added to the attention scores, (batch or 1, heads or 1, tokens or 1, tokens).
        """
        batch, tokens, width = hidden.shape
        parts = self.attend(hidden).view(batch, tokens, 3, HEADS, width // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # By hand: the fused kernel's backward pass is twice as slow for heads this narrow.
        scores = (query * (width // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask
        mixed = torch.softmax(scores, dim=-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, width)
        hidden = self.norm_attended(hidden + self.dropout(self.join(mixed)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        out: Tensor = self.norm_out(hidden + self.dropout(inner))
        return out


class Network(nn.Module):
    """The encoder and its head."""

    def __init__(self, shape: Shape = MINILM, dropout: float = 0.0) -> None:
        """Makes a network with random weights.

        Args:
            shape: of its encoder.
            dropout: share of values left out while training.
        """
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Embedding(TYPES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.distances = nn.Embedding(BUCKETS, HEADS) if shape.relative else None
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, OUTPUTS)
        self.dropout = nn.Dropout(dropout)

    def keep_layers(self, count: int) -> None:
        """Leaves out the layers above so many."""
        self.layers = self.layers[:count]
        self.shape = replace(self.shape, layers=count)

    def forward(self, ids: Tensor, types: Tensor, seen: Tensor) -> Tensor:
        """Returns five logits per token, shape (batch, tokens, 5).

        Args:
            ids: token ids, shape (batch, tokens).
            types: 0 for the question's part, 1 for the sentences'; same shape.
            seen: true where a token is no padding; same shape.
        """
        place = torch.arange(ids.shape[1], device=ids.device) + self.shape.first_position
        hidden = self.words(ids) + self.positions(place)[None] + self.types(types)
        hidden = self.dropout(self.norm(hidden))
        mask = (~seen)[:, None, None, :].to(hidden.dtype) * HIDDEN
        if self.distances is not None:
            buckets = torch.from_numpy(distance_buckets(ids.shape[1]))
            mask = mask + self.distances(buckets).permute(2, 0, 1)[None]
        for layer in self.layers:
            hidden = layer(hidden, mask)
        logits: Tensor = self.head(hidden)
        return logits


def load_base(path: Path, *, dropout: float = 0.0) -> Network:
    """Returns a network with a base encoder's weights and a new head.

    Raises:
        ValueError: the file is none of those whose hashes are known.
    """
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found == BASE_SHA256:
        shape, weights = MINILM, renamed(load_file(path), MINILM, BERT_NAMES)
    elif found == MPNET_SHA256:
        shape, weights = MPNET, renamed(load_file(path), MPNET, MPNET_NAMES)
        weights["types.weight"] = torch.zeros(TYPES, MPNET.width)
        weights["distances.weight"] = load_file(path)["encoder.relative_attention_bias.weight"]
    else:
        raise ValueError(f"{path} is neither all-MiniLM-L6-v2 nor all-mpnet-base-v2 as published")
    network = Network(shape, dropout)
    left_out = network.load_state_dict(weights, strict=False)
    if set(left_out.missing_keys) != {"head.weight", "head.bias"} or left_out.unexpected_keys:
        raise ValueError(f"weights do not fit: {left_out}")
    return network


def renamed(base: dict[str, Tensor], shape: Shape, names: EncoderNames) -> dict[str, Tensor]:
    """A base encoder's weights under the network's names."""
    weights = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"],
    }
    if names.types:
        weights["types.weight"] = base[names.types]
    for kind in ("weight", "bias"):
        weights[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
        for number in range(shape.layers):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            attention = [base[f"{old}.{part}.{kind}"] for part in names.attention]
            weights[f"{new}.attend.{kind}"] = torch.cat(attention)
            for ours, theirs in (
                ("join", names.join),
                ("norm_attended", names.norm_attended),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm_out", "output.LayerNorm"),
            ):
                weights[f"{new}.{ours}.{kind}"] = base[f"{old}.{theirs}.{kind}"]
    return weights


def load_trained(path: Path) -> Network:
    """Returns a trained network, ready to answer; outputs that its file lacks start at zero.

    Args:
        path: what training saved, or an exported model.
    """
    exported = path.suffix == ".onnx"
    weights = (
        {name: torch.from_numpy(values) for name, values in weights_of(path).items()}
        if exported
        else load_file(path)
    )
    for name in ("head.weight", "head.bias"):
        known = weights[name]
        missing = known.new_zeros(OUTPUTS - len(known), *known.shape[1:])
        weights[name] = torch.cat([known, missing])
    network = Network(shape_of(weights))
    network.load_state_dict(weights)
    return network.eval()


def go_on_from(network: Network, path: Path) -> None:
    """Gives a base's network the weights of a trained checker.

    Args:
        network: the base's, with as many layers as the checker has; keeps its word vectors.
        path: what training saved, or an exported model.
    """
    if path.suffix != ".onnx":
        network.load_state_dict(load_file(path))
        return
    if network.distances is None:
        network.load_state_dict(load_trained(path).state_dict())
        return
    weights = {name: torch.from_numpy(each) for name, each in checker_weights_of(path).items()}
    read = weights["positions.weight"]
    first = network.shape.first_position
    positions = network.positions.weight.detach().clone()
    positions[first : first + len(read)] = read
    weights |= {"positions.weight": positions, "words.weight": network.words.weight.detach()}
    network.load_state_dict(weights)


def shape_of(weights: dict[str, Tensor]) -> Shape:
    """The shape of the network that has such weights."""
    words, width = weights["words.weight"].shape
    base = MPNET if "distances.weight" in weights else MINILM
    layers = sum(name.endswith(".attend.bias") for name in weights)
    return replace(base, words=words, width=width, layers=layers)
