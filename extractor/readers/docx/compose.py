"""From what the walk has found to raw text, blocks and tables."""

from typing import NamedTuple

from extractor.model import Block, BlockKind, Cell, Table
from extractor.readers.build import RawBuilder
from extractor.readers.docx.items import Frame, Grid, Item, Slot
from extractor.readers.docx.notes import Body
from extractor.readers.docx.symbols import raised
from extractor.readers.faults import TooLargeError


class Text(NamedTuple):
    """A document's raw text and what stands where in it."""

    raw: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


class _Placed(NamedTuple):
    """A cell of a frame with the stretch of raw text that it takes."""

    slot: Slot
    start: int
    end: int


class Composer:
    """Appends paragraphs, tables, notes and furniture to the raw text, up to `chars` code points."""

    def __init__(self, chars: int) -> None:
        self._builder = RawBuilder()
        self._frames: list[list[_Placed]] = []
        self._chars = chars

    def items(self, items: list[Item]) -> None:
        """Append paragraphs as lines and tables as rows of cells."""
        for item in items:
            match item:
                case Grid():
                    self._grid(item)
                case Frame():
                    self._frame(item)
                case _:
                    self._line(item)

    def note(self, body: Body) -> None:
        """Append a note as a line that begins with its raised number."""
        start = self._builder.position
        self._line(f"{raised(body.number)} {body.text}".strip())
        self._builder.block(BlockKind.FOOTNOTE, start, None if body.number is None else str(body.number))

    def furniture(self, text: str) -> None:
        """Append a running head or foot."""
        start = self._builder.position
        self._line(text)
        self._builder.block(BlockKind.FURNITURE, start)

    def text(self) -> Text:
        """All that was appended."""
        raw = self._builder.raw
        frames = [_frame_table(raw, placed) for placed in self._frames if placed]
        tables = sorted([*self._builder.tables, *frames], key=lambda table: (table.start, -table.end))
        return Text(raw, tuple(self._builder.blocks), tuple(tables))

    def _line(self, text: str) -> None:
        self._reserve(len(text) + 1)
        self._builder.text(text + "\n")

    def _grid(self, grid: Grid) -> None:
        rows = max(cell.row for cell in grid.cells) + 1
        cols = max(cell.col + cell.colspan for cell in grid.cells)
        self._reserve(rows * cols + sum(len(cell.text) for cell in grid.cells))
        self._builder.table(grid.cells, header_rows=grid.header_rows)

    def _frame(self, frame: Frame) -> None:
        """Append the cells' content one below the other and remember where each stands."""
        placed: list[_Placed] = []
        self._frames.append(placed)
        for slot in frame.slots:
            start = self._builder.position
            self.items(slot.items)
            placed.append(_Placed(slot, start, self._builder.position))

    def _reserve(self, count: int) -> None:
        """Make sure that so many code points may still be appended."""
        if self._builder.position + count > self._chars:
            raise TooLargeError


def _frame_table(raw: str, placed: list[_Placed]) -> Table:
    """The layout table whose cells stand in `raw` at the given places."""
    cells = tuple(_frame_cell(raw, *item) for item in placed)
    return Table(
        start=placed[0].start,
        end=placed[-1].end,
        rows=max(cell.row + cell.rowspan for cell in cells),
        cols=max(cell.col + cell.colspan for cell in cells),
        cells=cells,
        header_rows=0,
        layout=True,
    )


def _frame_cell(raw: str, slot: Slot, start: int, end: int) -> Cell:
    """A cell of a layout table, without the line break that ends it."""
    end = max(start, end - 1)
    return Cell(
        row=slot.row,
        col=slot.col,
        rowspan=slot.rowspan,
        colspan=slot.colspan,
        text=raw[start:end],
        start=start,
        end=end,
    )
