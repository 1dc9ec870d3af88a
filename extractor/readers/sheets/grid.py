"""From the cells of a sheet as a file keeps them to those that show: merged once, without the hidden ones."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.readers.faults import TooLargeError
from extractor.readers.sheets.items import Slot


class Filled(NamedTuple):
    """A cell that holds text or is ruled."""

    text: str
    ruled: bool


Cells = dict[tuple[int, int], Filled]
"""Cells by row and column."""


class Merge(NamedTuple):
    """The cells that are shown as one, ends exclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Shown(NamedTuple):
    """The cells that show, and how many texts do not."""

    slots: list[Slot]
    unseen: int


def clipped(merges: Iterable[Merge], cells: Cells, most: int) -> list[Merge]:
    """The merges as far as the sheet is filled; raises TooLargeError where they cover over `most` places."""
    bottom = max((row for row, _ in cells), default=-1) + 1
    right = max((col for _, col in cells), default=-1) + 1
    found = []
    for merge in merges:
        cut = merge._replace(bottom=min(merge.bottom, bottom), right=min(merge.right, right))
        if cut.top < cut.bottom and cut.left < cut.right:
            found.append(cut)
            most -= (cut.bottom - cut.top) * (cut.right - cut.left)
        if most < 0:
            raise TooLargeError
    return found


def visible(cells: Cells, merges: list[Merge], hidden_rows: list[int], hidden_cols: list[int]) -> Shown:
    """The cells that show, rows and columns counted without the hidden ones; how many texts do not show."""
    spans = {(merge.top, merge.left): merge for merge in merges}
    covered = {place for merge in merges for place in _covered(merge)}
    slots, unseen = [], 0
    for (row, col), (text, ruled) in cells.items():
        if (row, col) in covered:
            continue
        merge = spans.get((row, col), Merge(row, col, row + 1, col + 1))
        top, bottom = (at - bisect_left(hidden_rows, at) for at in (row, merge.bottom))
        left, right = (at - bisect_left(hidden_cols, at) for at in (col, merge.right))
        if top < bottom and left < right:
            slots.append(Slot(top, left, text, bottom - top, right - left, ruled))
        else:
            unseen += bool(text)
    return Shown(sorted(slots), unseen)


def _covered(merge: Merge) -> Iterator[tuple[int, int]]:
    """The places of a merge without its first, which holds what is shown."""
    for row in range(merge.top, merge.bottom):
        for col in range(merge.left, merge.right):
            if (row, col) != (merge.top, merge.left):
                yield row, col
