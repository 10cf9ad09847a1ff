"""``python -m indexer PATH...`` is ``dateline index PATH...``, for containers."""

import sys

from dateline import main

if __name__ == "__main__":
    main(["index", *sys.argv[1:]])
