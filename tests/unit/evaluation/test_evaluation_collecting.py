"""Which data sets weights are fitted to, as the command line names them."""

from __future__ import annotations

import argparse

import pytest

from evaluation.calibration.collecting import add_set_options, collect


def parsed(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_set_options(parser)
    return parser.parse_args(given)


def test_each_data_set_has_articles_of_its_own() -> None:
    options = parsed("--set", "a.jsonl", "x.jsonl", "y.jsonl", "--set", "b.jsonl")
    assert options.sets == [["a.jsonl", "x.jsonl", "y.jsonl"], ["b.jsonl"]]


def test_a_translated_data_set_needs_no_other() -> None:
    options = parsed("--translations", "a.jsonl", "de.jsonl", "--translations", "b.jsonl", "c", "d")
    assert options.sets == []
    assert options.translations == [["a.jsonl", "de.jsonl"], ["b.jsonl", "c", "d"]]


def test_nothing_to_fit_on_is_told() -> None:
    with pytest.raises(SystemExit, match="--translations"):
        collect(parsed())
