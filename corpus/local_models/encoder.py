"""Runs a sentence encoder: texts to unit vectors, in batches of texts of like length."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable
from corpus.local_models.tokenisers import read_tokeniser

ENCODER_FILE = "encoder.onnx"

# The names of the graph's inputs and output.
IDS = "input_ids"
MASK = "attention_mask"
EMBEDDING = "embedding"
TOKENS = "token_states"

# Small, because int8 vectors depend a little on what else is in their batch. On 200-word passages
# and a busy machine 4 at a time were as fast as 8 or faster.
BATCH_TEXTS = 4
BATCH_TOKENS = 2048

# How many texts are tokenised, and sorted by length, at a time.
WINDOW_TEXTS = 512


class Encoder:
    """A loaded model; safe to use from several threads at once."""

    def __init__(self, folder: Path, *, max_tokens: int, padding: int, threads: int = 0) -> None:
        """Loads the model in `folder`.

        Args:
            folder: as `store.prepare` makes it.
            max_tokens: longer texts are cut there.
            padding: the token id that fills up shorter texts.
            threads: 0 means one per processor core.

        Raises:
            ModelUnavailable: the runtime or the tokeniser cannot load the files.
        """
        self._padding = padding
        try:
            # Either takes half a second, so both at once.
            with ThreadPoolExecutor(max_workers=1) as executor:
                session = executor.submit(_session, folder / ENCODER_FILE, threads)
                self._tokeniser = read_tokeniser(folder, max_tokens)
                self._session = session.result()
        except Exception as error:  # neither library has an error class of its own for this
            raise ModelUnavailable(
                f"the embedding model in {folder} cannot be loaded: {error}; "
                "delete the folder, and it is made again"
            ) from error

    def encode(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of length 1, shape (n_texts, dimensions), in the order of the texts.

        An empty text gets the vector of a text without words. `on_progress` is called with the
        number of texts done so far.
        """
        rows = [np.empty((0, self.dimensions), np.float32)]
        done = 0
        for start in range(0, len(texts), WINDOW_TEXTS):
            window = self._tokeniser.encode(texts[start : start + WINDOW_TEXTS])
            ids = [tokens.ids for tokens in window]
            vectors = np.empty((len(ids), self.dimensions), np.float32)
            for batch in batches([len(tokens) for tokens in ids]):
                vectors[batch] = self._encode_batch([ids[index] for index in batch])
                done += len(batch)
                if on_progress is not None:
                    on_progress(done)
            rows.append(vectors)
        return np.concatenate(rows)

    def encode_parts(
        self, texts: Sequence[Sequence[str]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Vectors of whole texts, and of each text's parts as they read in their context.

        A part's vector is the mean over its tokens in one pass over the whole text ("late
        chunking"; source: Günther et al., arXiv:2409.04701), so parts cost nothing extra.

        Args:
            texts: each as its consecutive parts; parts are joined by white space.

        Returns:
            Shape (n_texts, dimensions), and per text (n_parts, dimensions); rows of length 1,
            zeros for a part that is empty or beyond the model's longest input.
        """
        whole = np.empty((len(texts), self.dimensions), np.float32)
        parts: list[NDArray[np.float32]] = [np.empty((0, self.dimensions), np.float32)] * len(texts)
        tokens = [self._tokeniser.encode_parts(text) for text in texts]
        for batch in batches([len(text.ids) for text in tokens]):
            outputs = self._run([tokens[index].ids for index in batch], [EMBEDDING, TOKENS])
            whole[batch] = outputs[0]
            for row, index in enumerate(batch):
                parts[index] = _means(outputs[1][row], tokens[index].ranges)
        return whole, parts

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def _encode_batch(self, ids: list[list[int]]) -> NDArray[np.float32]:
        return self._run(ids, [EMBEDDING])[0]

    def _run(self, ids: list[list[int]], outputs: list[str]) -> list[NDArray[np.float32]]:
        shape = (len(ids), max(len(tokens) for tokens in ids))
        padded = np.full(shape, self._padding, np.int32)
        mask = np.zeros(shape, np.int32)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        found = self._session.run(outputs, {IDS: padded, MASK: mask})
        return [np.asarray(output, np.float32) for output in found]


def _means(states: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """The mean state of each range of tokens, scaled to length 1; zeros for an empty range."""
    means = np.zeros((len(ranges), states.shape[1]), np.float32)
    for row, (start, end) in enumerate(ranges):
        if start < end:
            mean = states[start:end].mean(axis=0)
            means[row] = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return means


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of texts, longest first, so many at a time as the two bounds allow."""
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    start = 0
    while start < len(order):
        longest = max(lengths[order[start]], 1)
        size = max(1, min(BATCH_TEXTS, BATCH_TOKENS // longest))
        yield order[start : start + size]
        start += size


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    # Waiting threads sleep instead of spinning: when another process wanted the same cores,
    # queries took half as long and batches of 4 ran 1.25 to 1.9 times as fast. Not compared on
    # an idle machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
