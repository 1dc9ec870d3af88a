"""Tables: their grid, their header, and whether they hold data or only place text on the page."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.build import MAX_HEADER, DraftCell
from extractor.readers.docx import names
from extractor.readers.docx.items import Frame, Grid, Item, Slot, flat, stripped
from extractor.readers.docx.names import W
from extractor.readers.docx.styles import BORDERS, drawn_sides
from extractor.readers.opc import number

Blocks = Callable[[Element], list[Item]]

MAX_COLUMN = 1024  # Word allows 63 columns; a span far beyond is an attack
FRAME_ROWS, FRAME_COLUMNS = 6, 4
PAIR = 2  # columns of a letterhead: who writes, and the motto
SIDES = 2  # a cell with one drawn side is underlined text

SPAN, MERGE, MERGE_ACROSS = W + "gridSpan", W + "vMerge", W + "hMerge"
BEFORE, HEADER, HIDDEN = W + "gridBefore", W + "tblHeader", W + "hidden"
CELL_DELETED = W + "cellDel"
CELL_BORDERS = W + "tcBorders"


class Place(NamedTuple):
    """What a cell says of its place: how wide it is, whether it goes on with the cell above or before.

    A cell that is `deleted` takes no place.
    """

    span: int = 1
    merge: str | None = None
    across: bool = False
    deleted: bool = False


ALONE = Place()


class Rows(NamedTuple):
    """The rows of a table: its cells, and which rows repeat as a header on each page."""

    slots: list[Slot]
    repeated: list[bool]


def read_table(
    table: Element, blocks: Blocks, told: AbstractSet[Element], *, styled: bool | None, first: bool
) -> Grid | Frame:
    """Read a table, its cells' content by `blocks`; rows and cells that are not in `told` are plain.

    `styled` is what its style says about borders; `first` that it stands before all other text.
    """
    slots, repeated = _rows(table, blocks, told)
    slots = _dense(slots)
    if _is_frame(slots, lambda: _is_bordered(table, styled=styled), first=first):
        return Frame(slots)
    cells = [
        DraftCell(row=row, col=col, rowspan=rowspan, colspan=colspan, text=flat(items))
        for row, col, rowspan, colspan, items in slots
    ]
    return Grid(cells, _header_rows(slots, repeated))


def _rows(table: Element, blocks: Blocks, told: AbstractSet[Element]) -> Rows:
    """The cells of a table at their places in its grid; merged cells once, at their upper left."""
    slots: list[Slot] = []
    repeated: list[bool] = []
    above: dict[int, int] = {}
    for element in _nearest(table, names.ROW):
        if element not in told:
            slots += _plain_cells(element, len(repeated))
            repeated.append(False)
            above = {}
            continue
        col, header, unseen = _row_properties(element)
        if unseen:
            continue
        row = len(repeated)
        repeated.append(header)
        open_merges: dict[int, int] = {}
        for cell in _nearest(element, names.CELL):
            span, merge, across, deleted = _place(cell) if cell in told else ALONE
            if deleted:
                continue
            if col + span > MAX_COLUMN:
                break
            if across and slots and (slots[-1].row, slots[-1].col + slots[-1].colspan) == (row, col):
                slots[-1] = slots[-1]._replace(colspan=slots[-1].colspan + span)
            elif merge == "continue" and col in above and slots[above[col]].colspan == span:
                at = open_merges[col] = above[col]
                slots[at] = slots[at]._replace(rowspan=row - slots[at].row + 1)
            else:
                if merge is not None:
                    open_merges[col] = len(slots)
                slots.append(Slot(row, col, 1, span, blocks(cell)))
            col += span
        above = open_merges
    return Rows(slots, repeated)


def _plain_cells(row: Element, number: int) -> Iterator[Slot]:
    """The cells of a row in which each is simply text."""
    cells: list[list[str]] = []
    for element in row.iter(names.CELL, names.PARAGRAPH, *names.TEXTS):
        tag = element.tag
        if tag == names.CELL:
            cells.append([])
        elif tag == names.PARAGRAPH and cells:
            cells[-1].append("")
        elif cells and cells[-1]:
            cells[-1][-1] += element.text or ""
    for col, paragraphs in enumerate(cells[:MAX_COLUMN]):
        yield Slot(number, col, 1, 1, [stripped(text) for text in paragraphs])


def _nearest(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in names.UNSEEN and child.tag != names.FALLBACK:
            yield from _nearest(child, tag)


def _row_properties(row: Element) -> tuple[int, bool, bool]:
    """Columns left out before the first cell; whether the row repeats as a header; whether it is not seen."""
    before, header, unseen = 0, False, False
    for properties in row.iterchildren(names.ROW_PROPERTIES):
        for child in properties:
            tag = child.tag
            if tag == BEFORE:
                before = max(number(child.get(names.VAL), 0), 0)
            elif tag == HEADER:
                header = names.is_on(child)
            elif tag == names.DELETED:
                unseen = True
            elif tag == HIDDEN:
                unseen = unseen or names.is_on(child)
    return before, header, unseen


def _place(cell: Element) -> Place:
    """How a cell is merged with others."""
    span, merge, across, deleted = ALONE
    for properties in cell.iterchildren(names.CELL_PROPERTIES):
        for child in properties:
            tag = child.tag
            if tag == SPAN:
                span = max(number(child.get(names.VAL), 1), 1)
            elif tag == MERGE:
                merge = child.get(names.VAL, "continue")
            elif tag == MERGE_ACROSS:
                across = child.get(names.VAL, "continue") == "continue"
            elif tag == CELL_DELETED:
                deleted = True
    return Place(span, merge, across, deleted)


def _dense(slots: list[Slot]) -> list[Slot]:
    """The cells in a grid without the columns in which no cell begins."""
    starts = sorted({slot.col for slot in slots})
    if starts == list(range(len(starts))) and all(slot.col + slot.colspan <= len(starts) for slot in slots):
        return slots
    edges = [(bisect_left(starts, slot.col), bisect_left(starts, slot.col + slot.colspan)) for slot in slots]
    return [
        slot._replace(col=left, colspan=right - left)
        for slot, (left, right) in zip(slots, edges, strict=True)
    ]


def _is_frame(slots: list[Slot], is_bordered: Callable[[], bool], *, first: bool) -> bool:
    """Whether a table only places text: a letterhead, a signature block, a box around text.

    A table of one column is a box. The others are small and, unless they stand first as a pair of
    columns, without borders; their cells stand in one row or hold lines below each other.
    """
    if all(slot.col == 0 for slot in slots):
        return True
    rows = slots[-1].row + 1
    cols = max(Counter(slot.row for slot in slots).values())
    if rows > FRAME_ROWS or cols > FRAME_COLUMNS:
        return False
    stacked = sum(_lines(slot.items) > 1 for slot in slots)
    if is_bordered():
        return first and cols == PAIR and stacked > 1
    return rows == 1 or stacked > 0 or (first and cols == PAIR)


def _lines(items: list[Item]) -> int:
    """How many lines of text the items hold at least."""
    return sum(item.count("\v") + 1 if isinstance(item, str) else 1 for item in items if item)


def _is_bordered(table: Element, *, styled: bool | None) -> bool:
    """Whether a table or any of its cells is drawn with borders; its own word outweighs its style's."""
    own = table.find(f"{names.TABLE_PROPERTIES}/{BORDERS}")
    drawn = bool(styled) if own is None else drawn_sides(own) > 0
    return drawn or any(drawn_sides(cell) >= SIDES for cell in table.iter(CELL_BORDERS))


def _header_rows(slots: list[Slot], repeated: list[bool]) -> int:
    """The rows that name the columns: those repeated on each page, and as deep as the first row's merges."""
    marked = next((at for at, header in enumerate(repeated) if not header), 0)
    deepest = max((slot.rowspan for slot in slots if slot.row == 0), default=1)
    return max(marked, deepest if deepest <= MAX_HEADER else 1)
