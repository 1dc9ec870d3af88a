"""What of a sheet is a table and what is text around it.

Where a sheet draws lines around cells, they say what is a table. Where it draws none, rows of three and more
filled cells below each other do, with the sections between them. A letterhead and a signature block have
filled cells side by side too, but seldom three, and no figures below them.
"""

from itertools import groupby
from typing import NamedTuple

from extractor.readers.build import FIGURE
from extractor.readers.sheets.items import Slot

FEWEST_FILLED = 3
PAIR = 2  # cells side by side that may be a letterhead, or a row that is filled in part
MAX_SECTION = 100  # characters; a longer line alone between two rows is prose between two tables


class Row(NamedTuple):
    """The cells of a row; `end` is the first row below all of them, `ruled` how many columns have lines."""

    at: int
    end: int
    slots: list[Slot]
    filled: int
    ruled: int

    @property
    def has_figure(self) -> bool:
        """Whether a cell holds nothing but a number."""
        return any(FIGURE.fullmatch(slot.text) for slot in self.slots)

    @property
    def first(self) -> str:
        """The text of the first cell."""
        return self.slots[0].text


class Region(NamedTuple):
    """Rows below each other that are one table, or text."""

    rows: list[Row]
    is_table: bool


def regions(slots: list[Slot]) -> list[Region]:
    """The regions of a sheet from top to bottom; every cell with text is in one of them."""
    rows = [_row(at, list(found)) for at, found in groupby(slots, key=lambda slot: slot.row)]
    is_ruled = any(row.ruled >= PAIR for row in rows)
    runs = _ruled(rows) if is_ruled else _filled(rows)
    found: list[Region] = []
    done = 0
    for start, stop in runs:
        if _is_table(rows[start:stop], PAIR if is_ruled else FEWEST_FILLED):
            found += [Region(rows[done:start], is_table=False), Region(rows[start:stop], is_table=True)]
            done = stop
    return [*found, Region(rows[done:], is_table=False)]


def _row(at: int, slots: list[Slot]) -> Row:
    return Row(
        at,
        max(slot.row + slot.rowspan for slot in slots),
        slots,
        filled=sum(bool(slot.text) for slot in slots),
        ruled=sum(slot.colspan for slot in slots if slot.ruled),
    )


def _is_table(rows: list[Row], fewest: int) -> bool:
    """Whether a run has rows enough, one with cells enough and, where no lines are drawn, figures below."""
    filled = [row for row in rows if row.filled]
    wide = any(row.filled >= fewest for row in filled)
    return len(filled) > 1 and wide and (fewest == PAIR or any(row.has_figure for row in filled[1:]))


def _ruled(rows: list[Row]) -> list[tuple[int, int]]:
    """Runs of rows with lines; rows of figures go on with them where only the header has lines."""
    runs: list[tuple[int, int]] = []
    end = -1
    for at, row in enumerate(rows):
        goes_on = bool(runs) and runs[-1][1] == at and row.at <= end
        if goes_on and (
            row.ruled >= PAIR or row.at < end or (row.filled >= FEWEST_FILLED and row.has_figure)
        ):
            runs[-1] = runs[-1][0], at + 1
            end = max(end, row.end)
        elif row.ruled >= PAIR:
            runs.append((at, at + 1))
            end = row.end
    return runs


def _filled(rows: list[Row]) -> list[tuple[int, int]]:
    """Runs of filled rows without an empty one between; a section or a poor row needs a rich one after it."""
    runs: list[tuple[int, int]] = []
    end = -1
    for at, row in enumerate(rows):
        rich = row.filled >= FEWEST_FILLED or (row.filled == PAIR and row.has_figure)
        if runs and row.at <= end and _goes_on(rows, runs[-1], at, rich=rich, reached=row.at < end):
            if rich or row.at < end:
                runs[-1] = runs[-1][0], at + 1
            end = max(end, row.end)
        elif row.filled >= FEWEST_FILLED or (row.filled == PAIR and row.end > row.at + 1):
            runs.append((at, at + 1))
            end = row.end
        else:
            end = -1
    return runs


def _goes_on(rows: list[Row], run: tuple[int, int], at: int, *, rich: bool, reached: bool) -> bool:
    """Whether a row goes on with a run; the one row before it that has not yet may be a title instead."""
    if reached or (rich and run[1] == at):
        return True
    if rich:
        return rows[at].first != rows[run[0]].first
    return run[1] == at and all(len(slot.text) <= MAX_SECTION for slot in rows[at].slots)
