"""Records of one file that tell of the same article: which are they, and which is the last."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.urls import url_digest
from indexer.extraction.fields import field_value, given_id
from indexer.extraction.json_files import Record
from indexer.extraction.records import web_address


def article_key(record: Record) -> str:
    """What makes two records one article: their id, else their address; empty for no such thing."""
    if record.fields is None:
        return ""
    if article_id := given_id(record.fields):
        return f"id {article_id}"
    url = field_value(record.fields, "url")
    address = web_address(url) if isinstance(url, str) else None
    return f"url {url_digest(address)}" if address else ""


def last_of_repeated(records: Iterable[Record]) -> dict[str, int]:
    """For each article that has several records, the position of the last, from 0."""
    last: dict[str, int] = {}
    several: set[str] = set()
    for position, record in enumerate(records):
        if key := article_key(record):
            if key in last:
                several.add(key)
            last[key] = position
    return {key: last[key] for key in several}
