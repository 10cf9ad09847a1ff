"""``python -m service`` is ``dateline serve``, for containers."""

import sys

from dateline import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
