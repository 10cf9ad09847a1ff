"""Trained weights to the files the service loads: int8 ONNX, tokenizer and card."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from reader.bases import Base
from reader.batches import TOKENS
from reader.graph import HEAD_NODE, GraphBuilder
from service.answering.reading.layout import QUESTION_TOKENS, lay_out, load_tokenizer

MODEL_NAME, CARD_NAME, TOKENIZER_NAME = "reader.int8.onnx", "reader.json", "tokenizer.json"
VERSION = "2"
LARGEST_BYTES = 30_000_000
SAMPLE = (
    "Who signed the agreement in Geneva?",
    (
        "The talks lasted for two days.",
        "On Friday the foreign minister, Ana Pires, signed the agreement in Geneva.",
        "Trade unions in both countries had asked for a longer transition.",
    ),
)


def export(weights: Path, base: Base, figures: Path | None, out: Path) -> None:
    """Writes model, tokenizer and card into a folder.

    Args:
        weights: safetensors file that training saved.
        base: what training started from; its tokenizer is kept beside the model.
        figures: JSON file of measured figures for the card.
        out: folder, made if missing.

    Raises:
        ValueError: the file is too large, or its int8 form disagrees with the exact one.
    """
    out.mkdir(parents=True, exist_ok=True)
    model = out / MODEL_NAME
    base.tokenizer.save(str(out / TOKENIZER_NAME), pretty=False)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "reader.onnx"
        onnx.save(GraphBuilder(load_file(weights)).build(), exact)
        quantise(exact, model)
        agreement = compare(exact, model, out / TOKENIZER_NAME)
    if model.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"{model} has {model.stat().st_size} bytes, over {LARGEST_BYTES}")
    if agreement < 0.99:
        raise ValueError(f"int8 correlates with the exact model at {agreement:.4f} only")
    card: dict[str, Any] = {
        "name": base.reader,
        "version": VERSION,
        "date": datetime.now(UTC).date().isoformat(),
        "sha256": hash_file(model),
        "tokenizer_sha256": hash_file(out / TOKENIZER_NAME),
        "bytes": model.stat().st_size,
        "maximum_tokens": TOKENS,
        "question_tokens": QUESTION_TOKENS,
        "outputs": ["relevance (first token)", "sentence (mean of its tokens)", "start", "end"],
        "base": base.description,
        "licence": "CC BY-SA 4.0 (trained on Wikipedia text)",
        "int8_correlation": round(agreement, 5),
        "figures": json.loads(figures.read_text(encoding="utf-8")) if figures else {},
    }
    (out / CARD_NAME).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def quantise(exact: Path, out: Path) -> None:
    """Writes the dynamic int8 form of a model: products and table look-ups, the head exact."""
    quantize_dynamic(
        exact,
        out,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[HEAD_NODE],
    )


def compare(exact: Path, quantised: Path, tokenizer: Path) -> float:
    """Returns the correlation of two models' logits on a sample."""
    layout = lay_out(load_tokenizer(str(tokenizer)), SAMPLE[0], SAMPLE[1], tokens=TOKENS)
    first, second = (run_once(path, layout.ids, layout.types) for path in (exact, quantised))
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


def run_once(path: Path, ids: Sequence[int], types: Sequence[int]) -> np.ndarray:
    """Returns a model's logits for one sequence, shape (tokens, 4)."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    inputs = {
        "input_ids": np.array([ids], dtype=np.int64),
        "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
        "token_type_ids": np.array([types], dtype=np.int64),
    }
    logits: np.ndarray = session.run(None, inputs)[0][0]
    return logits


def hash_file(path: Path) -> str:
    """Returns the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
