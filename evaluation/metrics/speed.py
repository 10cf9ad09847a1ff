"""Latency percentiles, by linear interpolation between the two nearest ranks.

Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 7.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def percentile(milliseconds: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """The latency that ``share`` (0 to 1) of the questions, along the last axis, stay within.

    nan without questions.
    """
    if not milliseconds.shape[-1]:
        return np.full(milliseconds.shape[:-1], np.nan)
    return np.asarray(np.quantile(milliseconds, share, axis=-1))
