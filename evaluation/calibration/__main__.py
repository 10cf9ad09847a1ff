"""``python -m evaluation.calibration --set PATH [ARTICLES ...] --output FILE``: fits weights anew.

Each data set is indexed once into the cache and asked in its development half. The checker's second
look is kept as it is: ``evaluation.calibration.second_looks`` fits it to these weights. ``make
calibration`` does all as the shipped weights were made.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from evaluation.calibration.collecting import add_set_options, collect, write
from evaluation.calibration.fitting import fit
from evaluation.calibration.short_answers import fit_short_answers
from service.answering.calibration import Calibration, Variant, judged, load_calibration


def main() -> None:
    """Reads the arguments, collects the samples, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    add_set_options(parser)
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    collected, before = collect(arguments), load_calibration()
    names = sorted({one.group for one in collected})
    variants = {variant: fit(collected, variant) for variant in Variant}
    calibration = Calibration(
        fitted_on=f"development halves of {', '.join(names)}; {len(collected)} samples",
        fitted_at=datetime.now(UTC).date().isoformat(),
        variants=variants,
        short_answer=fit_short_answers(
            collected, lambda one: judged(one.values, Variant.READ, variants[Variant.READ])
        ),
        second_look=before.second_look,
        second_look_abroad=before.second_look_abroad,
        second_look_crossing=before.second_look_crossing,
    )
    write(calibration, arguments.output)
    Console(stderr=True).print(f"{len(collected)} samples; wrote {arguments.output}")


if __name__ == "__main__":
    main()
