"""Runs of equal values in a column: where each begins, how long it is; and the middle of a column."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]


def begins(column: NDArray[Any]) -> Mask:
    """Mark each entry that differs from the one before it; the first always."""
    marks = np.empty(len(column), np.bool_)
    marks[:1] = True
    np.not_equal(column[1:], column[:-1], out=marks[1:])
    return marks


def before(column: NDArray[Any]) -> NDArray[Any]:
    """Give for each entry the one before it; for the first itself."""
    shifted = np.empty_like(column)
    shifted[:1] = column[:1]
    shifted[1:] = column[:-1]
    return shifted


def lengths(starts: Indices, count: int) -> Indices:
    """Give the lengths of the runs that begin at `starts`; the last ends at `count`."""
    ends = np.empty_like(starts)
    ends[:-1] = starts[1:]
    ends[-1:] = count
    return ends - starts


def middle(column: NDArray[Any]) -> float:
    """Give the value that half of a column, which is not empty, is no larger than."""
    return float(np.sort(column)[len(column) // 2])
