"""Trained weights to the files the service loads: int8 ONNX, tokenizer and card."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from safetensors.numpy import load_file

from reader.bases import Base
from reader.batches import TOKENS
from reader.checker_graph import checker_graph
from reader.graph import reader_graph
from reader.loud_channels import loud_channels
from reader.model import Network, load_trained
from service.answering.reading.layout import QUESTION_TOKENS, Layout, lay_out, load_tokenizer
from service.answering.reading.model import CARD_NAME, MODEL_NAME, TOKENIZER_NAME
from service.answering.reading.processor import session_of

READER_LANGUAGES, CHECKER_LANGUAGES = ("en", "es", "fr", "de", "pt"), ("en",)
"""Of the questions that each has learned; the checker from E5 those of the reader."""
LEAST_AGREEMENT = 0.985
SAMPLE = (
    "Who signed the agreement in Geneva?",
    (
        "The talks lasted for two days.",
        "On Friday the foreign minister, Ana Pires, signed the agreement in Geneva.",
        "Trade unions in both countries had asked for a longer transition.",
    ),
)


def export(weights: Path, base: Base, version: str, figures: Path | None, out: Path) -> None:
    """Writes model, tokenizer and card into a folder.

    Matrices have eight bits a weight; of a checker, the larger model, word vectors have four.

    Args:
        weights: safetensors file that training saved.
        base: what training started from; its tokenizer is kept beside the model.
        version: for the card.
        figures: JSON file of measured figures for the card.
        out: folder, made if missing.

    Raises:
        ValueError: the file is too large, or its rounded form disagrees with the exact one.
    """
    out.mkdir(parents=True, exist_ok=True)
    model = out / MODEL_NAME
    base.tokenizer.save(str(out / TOKENIZER_NAME), pretty=False)
    is_checker = base.network.distances is not None
    exact = load_file(weights)
    if is_checker:
        loud = loud_channels(load_trained(weights), base.tokenizer)
        onnx.save(checker_graph(exact, loud), model)
    else:
        onnx.save(reader_graph(exact), model)
    agreement = compare(load_trained(weights), model, out / TOKENIZER_NAME)
    if model.stat().st_size > base.largest:
        raise ValueError(f"{model} has {model.stat().st_size} bytes, over {base.largest}")
    if agreement < LEAST_AGREEMENT:
        raise ValueError(f"rounded, it correlates with the exact model at {agreement:.4f} only")
    card: dict[str, Any] = {
        "name": base.reader,
        "version": version,
        "date": datetime.now(UTC).date().isoformat(),
        "sha256": hash_file(model),
        "tokenizer_sha256": hash_file(out / TOKENIZER_NAME),
        "bytes": model.stat().st_size,
        "maximum_tokens": TOKENS,
        "question_tokens": QUESTION_TOKENS,
        "question_languages": CHECKER_LANGUAGES if is_checker else READER_LANGUAGES,
        "outputs": [
            "relevance (first token)",
            "sentence (mean of its tokens)",
            "start",
            "end",
            "not said (words of the question or statement)",
        ],
        "base": base.description,
        "licence": "CC BY-SA 4.0 (trained on Wikipedia text)",
        "correlation": round(agreement, 5),
        "figures": json.loads(figures.read_text(encoding="utf-8")) if figures else {},
    }
    (out / CARD_NAME).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def compare(exact: Network, quantised: Path, tokenizer: Path) -> float:
    """Returns the correlation of the logits of network and exported model on a sample."""
    layout = lay_out(load_tokenizer(str(tokenizer)), SAMPLE[0], SAMPLE[1], tokens=TOKENS)
    inputs = (layout.ids, layout.types, [True] * len(layout.ids))
    with torch.no_grad():
        first = exact(*(torch.tensor([one]) for one in inputs))[0].numpy()
    second = run_once(quantised, layout)
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


def run_once(model: Path, layout: Layout) -> np.ndarray:
    """Returns an exported model's logits for one sequence, shape (tokens, 4)."""
    logits: np.ndarray = session_of(model).run(None, layout.inputs())[0][0]
    return logits


def hash_file(path: Path) -> str:
    """Returns the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
