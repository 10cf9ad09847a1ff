"""Training: loss, optimiser, schedule and progress."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import AdamW

from reader.batches import Batch, make_batches
from reader.model import CHANGED, END, OUTPUTS, RELEVANCE, SENTENCE, START, Network
from reader.windows import Window

LOSSES = ("loss", "relevance", "sentences", "spans", "changed", "taught")
REFUSED = -1e4
LARGEST_GRADIENT = 1.0
LEAST_SHARE = 1e-3
CHANGED_WEIGHT = 4.0
"""Of the loss over single words of a question, most of which are supported and soon learned."""
TAUGHT_SENTENCES = 0.5
"""Of the loss over what a teacher says of single sentences, beside what it says of the window."""
SAVE_EVERY = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run is made of.

    Attributes:
        steps, minutes: longest the run may take; the schedule shrinks to fit the shorter.
        size: questions per batch.
        frozen: lowest layers that stay as they are, like the word vectors.
        span_weight: of the span loss beside relevance and sentences.
    """

    steps: float = math.inf
    minutes: float = math.inf
    size: int = 16
    frozen: int = 0
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    span_weight: float = 0.5
    seed: int = 1


def measure_loss(logits: Tensor, batch: Batch, *, span_weight: float) -> tuple[Tensor, ...]:
    """Returns the loss and its parts: relevance, sentences, spans, changed words, a teacher's view.

    Args:
        logits: shape (windows, tokens, 5).
        batch: the windows, one of each group answering.
        span_weight: of the third part.
    """
    relevance = logits[:, 0, RELEVANCE]
    first = torch.zeros(int(batch.relevant.sum()), dtype=torch.long)
    relevance_loss = functional.cross_entropy(relevance.view(len(first), -1), first)
    relevance_loss = relevance_loss + functional.binary_cross_entropy_with_logits(
        relevance, batch.relevant
    )
    scores = (batch.pooling @ logits[:, :, SENTENCE, None]).squeeze(-1)
    each = functional.binary_cross_entropy_with_logits(scores, batch.gold, reduction="none")
    sentence_loss = (each * batch.sentences).sum() / batch.sentences.sum().clamp(min=1)
    answered = batch.relevant > 0
    choice = scores.masked_fill(~batch.sentences, REFUSED)[answered]
    sentence_loss = sentence_loss + functional.cross_entropy(choice, batch.gold[answered])
    span_loss = torch.zeros(())
    rows = batch.spanned
    for column, output in enumerate((START, END) if rows.any() else ()):
        places = logits[rows, :, output].masked_fill(~batch.readable[rows], REFUSED)
        span_loss = span_loss + functional.cross_entropy(places, batch.spans[rows, column])
    words = functional.binary_cross_entropy_with_logits(
        logits[:, :, CHANGED], batch.changed, reduction="none"
    )
    changed_loss = (words * batch.told).sum() / batch.told.sum()
    taught_loss = measure_taught(relevance, scores, batch.taught)
    loss = relevance_loss + sentence_loss + span_weight * span_loss + CHANGED_WEIGHT * changed_loss
    return loss + taught_loss, relevance_loss, sentence_loss, span_loss, changed_loss, taught_loss


def measure_taught(relevance: Tensor, sentences: Tensor, taught: Tensor) -> Tensor:
    """How far logits are from a teacher's, in the mean; squared where they are near (Huber, 1964).

    Args:
        relevance: shape (windows,).
        sentences: shape (windows, SENTENCES).
        taught: the teacher's, NaN where it says nothing, shape (windows, 1 + SENTENCES).
    """
    told = ~torch.isnan(taught)
    if not told.any():
        return torch.zeros(())
    whole, each = told[:, 0], told[:, 1:]
    loss = functional.smooth_l1_loss(relevance[whole], taught[:, 0][whole])
    return loss + TAUGHT_SENTENCES * functional.smooth_l1_loss(sentences[each], taught[:, 1:][each])


class Optimiser:
    """AdamW on exact copies of the weights of a network, which may itself be in bfloat16.

    A bfloat16 network computes so throughout, which spares a conversion at every step of the
    way; the small changes of each step add up in the exact copies.
    """

    def __init__(self, network: Network, recipe: Recipe) -> None:
        """Copies all weights but those that stay as they are.

        Args:
            network: in the precision it computes in.
            recipe: settings of the run.
        """
        freeze(network, recipe.frozen)
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        self._names = [name for name, _ in named]
        self._rounded = [parameter for _, parameter in named]
        self._exact = [parameter.detach().float() for parameter in self._rounded]
        sorts: dict[str, list[Tensor]] = {"head": [], "matrices": [], "vectors": []}
        for (name, _), exact in zip(named, self._exact, strict=True):
            matrix = "matrices" if exact.ndim > 1 else "vectors"
            sorts["head" if name.startswith("head") else matrix].append(exact)
        groups = [
            {"params": sorts["matrices"], "lr": recipe.rate},
            {"params": sorts["vectors"], "lr": recipe.rate, "weight_decay": 0.0},
            {"params": sorts["head"], "lr": recipe.head_rate},
        ]
        self._optimiser = AdamW(groups, weight_decay=recipe.decay, fused=True)
        self._peaks = [group["lr"] for group in self._optimiser.param_groups]
        self._warm_up = recipe.warm_up

    @property
    def exact(self) -> dict[str, Tensor]:
        """The weights that change, as they are before they are rounded for the network."""
        return dict(zip(self._names, self._exact, strict=True))

    def step(self, progress: float) -> None:
        """Changes the weights by their gradients, then forgets the gradients.

        Args:
            progress: share of the run that is over, from 0 to 1; the rates rise linearly during
                the warm-up and fall linearly to zero after it.
        """
        share = min(progress / self._warm_up, (1 - progress) / (1 - self._warm_up))
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * max(share, LEAST_SHARE)
        for exact, rounded in zip(self._exact, self._rounded, strict=True):
            exact.grad = None if rounded.grad is None else rounded.grad.float()
            rounded.grad = None
        torch.nn.utils.clip_grad_norm_(self._exact, LARGEST_GRADIENT)
        self._optimiser.step()
        with torch.no_grad():
            for exact, rounded in zip(self._exact, self._rounded, strict=True):
                rounded.copy_(exact)


def freeze(network: Network, layers: int) -> None:
    """Keeps the word vectors as they are, and the lowest layers with all that is below them."""
    kept: list[nn.Module] = [network.words]
    if layers:
        kept += [network.positions, network.types, network.norm, *network.layers[:layers]]
    for module in kept:
        module.requires_grad_(requires_grad=False)


def precision() -> torch.dtype:
    """What this processor computes fastest in: bfloat16 pays only where it multiplies it."""
    cpu = torch.cpu
    multiplies = cpu._is_amx_tile_supported() or cpu._is_avx512_bf16_supported()  # noqa: SLF001
    return torch.bfloat16 if multiplies else torch.float32


def train(
    network: Network,
    groups: Iterable[tuple[Window, ...]],
    tokenizer: Tokenizer,
    *,
    recipe: Recipe,
    out: Path,
) -> Iterator[str]:
    """Yields a line of progress every 25 steps while a network is trained.

    Its weights are saved at the end and every `SAVE_EVERY` steps.

    Args:
        network: changed in place.
        groups: what to train on, all of the same size, the window that answers first.
        tokenizer: the encoder's.
        recipe: settings of the run.
        out: file for the weights.
    """
    torch.manual_seed(recipe.seed)
    network.to(precision())
    optimiser = Optimiser(network, recipe)
    network.train()
    began = time.monotonic()
    means = [0.0] * len(LOSSES)
    for step, batch in enumerate(make_batches(groups, tokenizer, size=recipe.size)):
        minutes = (time.monotonic() - began) / 60
        progress = max(step / recipe.steps, minutes / recipe.minutes)
        if progress >= 1:
            break
        parts = take_step(network, batch, optimiser, recipe, progress)
        means = [0.97 * mean + 0.03 * part for mean, part in zip(means, parts, strict=True)]
        if step % 25 == 0:
            shown = [mean / (1 - 0.97 ** (step + 1)) for mean in means]
            yield describe(step, progress, minutes, shown)
        if step and step % SAVE_EVERY == 0:
            save_weights(network, out, optimiser.exact)
    save_weights(network, out, optimiser.exact)


def take_step(
    network: Network, batch: Batch, optimiser: Optimiser, recipe: Recipe, progress: float
) -> list[float]:
    """Learns from one batch and returns its loss and the parts of it."""
    parts = measure_loss(run_parts(network, batch), batch, span_weight=recipe.span_weight)
    parts[0].backward()  # type: ignore[no-untyped-call]
    optimiser.step(progress)
    return [float(part.detach()) for part in parts]


def run_parts(network: Network, batch: Batch) -> Tensor:
    """Returns a batch's logits, computed part by part, shape (windows, tokens, 5)."""
    logits = torch.zeros(*batch.ids.shape, OUTPUTS)
    for rows, tokens in batch.parts:
        inputs = (tensor[rows, :tokens] for tensor in (batch.ids, batch.types, batch.seen))
        part = network(*inputs).float()
        padded = functional.pad(part, (0, 0, 0, batch.ids.shape[1] - tokens))
        logits = logits.index_copy(0, rows, padded)
    return logits


def describe(step: int, progress: float, minutes: float, means: Sequence[float]) -> str:
    """Returns a line of progress."""
    losses = " ".join(f"{name} {mean:.3f}" for name, mean in zip(LOSSES, means, strict=True))
    return f"{progress:.1%} step {step} {losses} {minutes:.1f} min"


def save_weights(network: Network, out: Path, exact: Mapping[str, Tensor]) -> None:
    """Saves a network's weights, those that are known exactly as they are."""
    out.parent.mkdir(parents=True, exist_ok=True)
    weights = network.state_dict() | exact
    save_file({name: value.float().contiguous() for name, value in weights.items()}, out)
