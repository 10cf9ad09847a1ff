"""``python -m evaluation``: the same as ``dateline evaluate``."""

from evaluation.cli import main

main()
