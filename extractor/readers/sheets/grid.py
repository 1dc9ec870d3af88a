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


def visible(
    cells: Cells, merges: Iterable[Merge], hidden_rows: list[int], hidden_cols: list[int], most: int
) -> Shown:
    """The cells that show, rows and columns counted without the hidden ones.

    Raises TooLargeError where merges cover more than `most` places of the filled part of the sheet.
    """
    bottom = max((row for row, _ in cells), default=-1) + 1
    right = max((col for _, col in cells), default=-1) + 1
    spans: dict[tuple[int, int], Merge] = {}
    covered: set[tuple[int, int]] = set()
    for merge in merges:
        if not (0 <= merge.top < merge.bottom and 0 <= merge.left < merge.right):
            continue
        spans[merge.top, merge.left] = merge
        inside = merge._replace(bottom=min(merge.bottom, bottom), right=min(merge.right, right))
        most -= max(inside.bottom - inside.top, 0) * max(inside.right - inside.left, 0)
        if most < 0:
            raise TooLargeError
        covered.update(_covered(inside))
    slots, unseen = [], 0
    plain = not (hidden_rows or hidden_cols)
    for place, (text, ruled) in cells.items():
        if place in covered:
            continue
        row, col = place
        if plain and place not in spans:
            slots.append(Slot(row, col, text, ruled=ruled))
            continue
        merge = spans.get(place, Merge(row, col, row + 1, col + 1))
        top, end = (at - bisect_left(hidden_rows, at) for at in (row, merge.bottom))
        left, last = (at - bisect_left(hidden_cols, at) for at in (col, merge.right))
        if top < end and left < last:
            slots.append(Slot(top, left, text, end - top, last - left, ruled))
        else:
            unseen += bool(text)
    return Shown(sorted(slots), unseen)


def _covered(merge: Merge) -> Iterator[tuple[int, int]]:
    """The places of a merge without its first, which holds what is shown."""
    for row in range(merge.top, merge.bottom):
        for col in range(merge.left, merge.right):
            if (row, col) != (merge.top, merge.left):
                yield row, col
