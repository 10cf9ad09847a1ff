"""The names of the peers; apart from them, since they take long to import."""

from __future__ import annotations

from enum import StrEnum


class PeerName(StrEnum):
    """The peers as the command line names them."""

    BM25 = "bm25"
    DENSE = "dense"
    LLAMA_INDEX = "llama-index"
    PICKING = "picking"
    WRITERS = "writers"
