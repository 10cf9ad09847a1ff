from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.urls import canonical_url, url_digest


@pytest.mark.parametrize(
    "url",
    [
        "https://ledger.example/a/bridge",
        "http://ledger.example/a/bridge",
        "https://www.ledger.example/a/bridge/",
        "HTTPS://Ledger.Example/a/bridge#comments",
        " https://ledger.example/a/bridge?utm_source=x&fbclid=y&UTM_MEDIUM=z ",
    ],
)
def test_ways_to_write_one_url_are_one(url: str) -> None:
    assert canonical_url(url) == "https://ledger.example/a/bridge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/story?id=1", "https://a.example/story?id=2"),
        ("https://a.example/Story", "https://a.example/story"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/news?20240903", "https://a.example/news?20240904"),
        ("https://[broken/one", "https://[broken/two"),
    ],
)
def test_urls_of_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_the_order_of_parameters_names_no_other_page() -> None:
    one, other = (canonical_url(f"https://a.example/s?{query}") for query in ("b=2&a=1", "a=1&b=2"))
    assert one == other


@given(
    st.from_regex(
        r"https?://[a-z]{1,8}\.example(:\d{2,4})?(/[A-Za-z0-9%]{0,5}){0,3}", fullmatch=True
    ),
    st.lists(
        st.tuples(st.text("abcé &=", min_size=1, max_size=4), st.text(max_size=4)), max_size=3
    ),
)
def test_a_canonical_url_is_canonical(base: str, pairs: list[tuple[str, str]]) -> None:
    once = canonical_url(f"{base}?{urlencode(pairs)}")
    assert canonical_url(once) == once


def test_a_digest_is_short_and_that_of_the_page() -> None:
    long = f"https://a.example/{'x' * 5_000}"
    assert url_digest(long) == url_digest(f"{long}/#top") != url_digest(f"{long}y")
    assert len(url_digest(long)) == 16
