"""The reader's network: a BERT encoder and one linear head of five outputs per token."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reader.shipped import weights_of

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the model.safetensors of all-MiniLM-L6-v2 (Apache-2.0)."""
WORDS, POSITIONS, TYPES = 30_522, 512, 2
LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1_536
EPSILON = 1e-12
HIDDEN = -1e4
"""Added to the attention score of padding."""
OUTPUTS = 5
RELEVANCE, SENTENCE, START, END, CHANGED = range(OUTPUTS)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual.

    Source: Devlin et al., BERT (2019); exact GELU.
    """

    def __init__(self, dropout: float) -> None:
        """Makes the layer; query, key and value are one matrix."""
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.join = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Returns the next hidden states, shape (batch, tokens, width)."""
        batch, tokens, _ = hidden.shape
        parts = self.attend(hidden).view(batch, tokens, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # By hand: the fused kernel's backward pass is twice as slow for heads this narrow.
        scores = (query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask
        mixed = torch.softmax(scores, dim=-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, WIDTH)
        hidden = self.norm_attended(hidden + self.dropout(self.join(mixed)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        out: Tensor = self.norm_out(hidden + self.dropout(inner))
        return out


class Network(nn.Module):
    """The encoder and its head."""

    def __init__(self, dropout: float = 0.0, *, words: int = WORDS, layers: int = LAYERS) -> None:
        """Makes a network with random weights.

        Args:
            dropout: share of values left out while training.
            words: size of the vocabulary.
            layers: of the encoder.
        """
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(WIDTH, OUTPUTS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, types: Tensor, seen: Tensor) -> Tensor:
        """Returns five logits per token, shape (batch, tokens, 5).

        Args:
            ids: token ids, shape (batch, tokens).
            types: 0 for the question's part, 1 for the sentences'; same shape.
            seen: true where a token is no padding; same shape.
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(place)[None] + self.types(types)
        hidden = self.dropout(self.norm(hidden))
        mask = (~seen)[:, None, None, :].to(hidden.dtype) * HIDDEN
        for layer in self.layers:
            hidden = layer(hidden, mask)
        logits: Tensor = self.head(hidden)
        return logits


def load_base(path: Path, *, dropout: float = 0.0) -> Network:
    """Returns a network with the weights of all-MiniLM-L6-v2 and a new head.

    Raises:
        ValueError: the file is not the one whose hash is known.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
        raise ValueError(f"{path} is not the expected all-MiniLM-L6-v2")
    base = load_file(path)
    weights = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"],
        "types.weight": base["embeddings.token_type_embeddings.weight"],
    }
    for kind in ("weight", "bias"):
        weights[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            attention = [
                base[f"{old}.attention.self.{n}.{kind}"] for n in ("query", "key", "value")
            ]
            weights[f"{new}.attend.{kind}"] = torch.cat(attention)
            for ours, theirs in (
                ("join", "attention.output.dense"),
                ("norm_attended", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm_out", "output.LayerNorm"),
            ):
                weights[f"{new}.{ours}.{kind}"] = base[f"{old}.{theirs}.{kind}"]
    network = Network(dropout)
    left_out = network.load_state_dict(weights, strict=False)
    if set(left_out.missing_keys) != {"head.weight", "head.bias"} or left_out.unexpected_keys:
        raise ValueError(f"weights do not fit: {left_out}")
    return network


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
    layers = sum(name.endswith(".attend.bias") for name in weights)
    network = Network(words=len(weights["words.weight"]), layers=layers)
    network.load_state_dict(weights)
    return network.eval()
