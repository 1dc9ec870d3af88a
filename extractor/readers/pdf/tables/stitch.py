"""Parts of a table on consecutive pages to one table."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from extractor.readers.build import DraftCell
from extractor.readers.pdf.tables.cells import PADDING, PageTable, joined, same_columns

_ORDINAL = re.compile(r"\(?(?:\d{1,3}|[IVX]+|[^\W\d_])[.)]")


class Whole(NamedTuple):
    """A table over all its pages; it stands where its first part, on page `page`, stands."""

    page: int
    place: int
    header_rows: int
    rows: int
    parts: tuple[DraftCell, ...]


def stitched(found: Sequence[PageTable], open_between: Callable[[PageTable, PageTable], bool]) -> list[Whole]:
    """Put the parts of tables together; they come in reading order.

    `open_between(part, next)` tells whether no text stands between the two, so that the second may go on
    where the first ends.
    """
    growing: list[_Growing] = []
    previous: PageTable | None = None
    for table in found:
        goes_on = (
            previous is not None
            and table.page == previous.page + 1
            and same_columns(previous.xs, table.xs)
            and open_between(previous, table)
        )
        if goes_on:
            growing[-1].add(table)
        else:
            growing.append(_Growing(table))
        previous = table
    return [table.whole for table in growing]


class _Growing:
    """A table that more parts may follow; `last` gives by column where the cells of its last row are."""

    def __init__(self, table: PageTable) -> None:
        self.first = table
        self.rows = table.rows
        self.parts = list(table.parts)
        self.head = _head(table, table.header_rows)
        self.last = self._touching(range(len(self.parts)))

    @property
    def whole(self) -> Whole:
        """The table so far."""
        return Whole(self.first.page, self.first.place, self.first.header_rows, self.rows, tuple(self.parts))

    def add(self, table: PageTable) -> None:
        """Add a page's part without the header that it repeats; a row that the page cut is made whole."""
        repeated = self.first.header_rows if _head(table, self.first.header_rows) == self.head else 0
        rows = table.rows - repeated
        if not rows:
            return
        parts = [_moved(part, self.rows - repeated) for part in table.parts if part.row >= repeated]
        first = {part.col: part for part in parts if part.row == self.rows}
        above = {col: self.parts[index] for col, index in self.last.items()}
        if _cut(above, first):
            changed = list(self.last.values())
            for col, index in self.last.items():
                self.parts[index] = joined(above[col], first[col])
            parts = [_moved(part, -1) for part in parts if part.row > self.rows]
            rows -= 1
        else:
            grown = {col: part for col, part in first.items() if _grows(part, above)}
            changed = [self.last[col] for col in grown]
            for col, part in grown.items():
                self.parts[self.last[col]] = _taller(above[col], part.rowspan)
            parts = [part for part in parts if part.row > self.rows or part.col not in grown]
        before = len(self.parts)
        self.rows += rows
        self.parts += parts
        self.last = self._touching([*changed, *range(before, len(self.parts))])

    def _touching(self, indices: Iterable[int]) -> dict[int, int]:
        ends = ((index, self.parts[index]) for index in indices)
        return {part.col: index for index, part in ends if part.row + part.rowspan == self.rows}


def _head(table: PageTable, rows: int) -> set[tuple[int, int, str]]:
    """What the first rows of a part say, and where."""
    return {(part.row, part.col, part.text) for part in table.parts if part.row < rows}


def _moved(part: DraftCell, rows: int) -> DraftCell:
    return replace(part, row=part.row + rows) if rows else part


def _taller(part: DraftCell, rows: int) -> DraftCell:
    return replace(part, rowspan=part.rowspan + rows)


def _cut(last: dict[int, DraftCell], first: dict[int, DraftCell]) -> bool:
    """Tell whether the first row of a part is the rest of the row before it.

    It is when the cells are the same, something goes on, and what does not go on is empty: a new row would
    have its number or name in the first column, unless that is a number or a name cut in two.
    """
    if (
        not last
        or last.keys() != first.keys()
        or any(last[col].colspan != first[col].colspan for col in last)
    ):
        return False
    if any(part.rowspan > 1 for part in (*last.values(), *first.values())):
        return False
    leading = min(last)
    goes_on = {col for col in first if first[col].text}
    if not goes_on or not last[leading].text:
        return False
    if leading in goes_on and not (
        _broken_number(last[leading], first[leading]) or _broken_words(last[leading], first[leading])
    ):
        return False
    return all(_may_go_on(last[col], first[col]) for col in goes_on)


def _may_go_on(last: DraftCell, first: DraftCell) -> bool:
    """A cell's text goes on when there is some, and not when both parts are numbers of their own."""
    if not last.text:
        return False
    return not (_numeric(last) and _numeric(first)) or last.full


def _broken_number(last: DraftCell, first: DraftCell) -> bool:
    return last.full and _numeric(last) and _numeric(first)


def _broken_words(last: DraftCell, first: DraftCell) -> bool:
    """Whether a text ends in the middle of a name.

    It does after a comma, in a bracket, before a small letter, and where the next word had no room left. A
    text in capitals or with an ordinal heads what follows it.
    """
    is_open = last.text.endswith((",", "-", "(")) or last.text.count("(") > last.text.count(")")
    heads = first.text.isupper() or _ORDINAL.match(first.text) is not None
    return is_open or first.text[:1].islower() or (not heads and not _has_room(last, first.text, first.boxes))


def _has_room(cell: DraftCell, text: str, boxes: bytes) -> bool:
    """Whether the first word of a text would have stood at the end of a cell's last line."""
    if cell.box is None or not (cell.boxes and boxes):
        return True
    size = len(text.split(maxsplit=1)[0])
    places = np.frombuffer(boxes, np.float32).reshape(-1, len(cell.box))
    width = float(places[size - 1, 2] - places[0, 0])
    end = float(np.frombuffer(cell.boxes, np.float32)[-2])
    return end + width + width / size < cell.box[2] - PADDING / 2


def _numeric(part: DraftCell) -> bool:
    return not any(char.isalpha() for char in part.text)


def _grows(part: DraftCell, above: dict[int, DraftCell]) -> bool:
    """Tell whether an empty cell at the top of a part belongs to a tall cell that the page break cut."""
    tall = above.get(part.col)
    return tall is not None and tall.rowspan > 1 and not part.text and part.colspan == tall.colspan
