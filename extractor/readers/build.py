"""The one way in which every reader builds raw text, blocks and tables."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.model import Block, BlockKind, Box, Cell, Table

NO_BOX = bytes(16)

FIGURE = re.compile(r"[-+(]?\d[\d.,\s%)]*")
"""What a cell of numbers holds."""

MAX_HEADER = 5
"""The most rows that a header goes on for."""


class DraftCell(Struct, frozen=True, kw_only=True, gc=False):
    """A cell before it has a place in raw text; `boxes` as in `Page.boxes`, one entry a code point.

    `full` says that the last line of its text has no room for one more digit.
    """

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    page: int | None = None
    box: Box | None = None
    boxes: bytes = b""
    full: bool = False


class RawBuilder:
    """Collects raw text in reading order and remembers where blocks and tables stand in it.

    `text` appends; `table` appends a table, its rows as lines and its cells separated by tabs; `block`
    marks what was appended since an earlier `position`. A builder with `places` keeps boxes beside the text.
    """

    def __init__(self, *, places: bool = False) -> None:
        self.position = 0
        self._places = places
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._chunks: list[str] = []
        self._boxes: list[bytes] = []

    @property
    def raw(self) -> str:
        """All text so far."""
        return "".join(self._chunks)

    @property
    def boxes(self) -> bytes:
        """The boxes of all text so far, 16 bytes a code point."""
        return b"".join(self._boxes)

    def text(self, text: str, boxes: bytes = b"") -> None:
        """Append text; `boxes` has 16 bytes a code point or is empty."""
        self._chunks.append(text)
        if self._places:
            self._boxes.append(boxes or NO_BOX * len(text))
        self.position += len(text)

    def block(self, kind: BlockKind, start: int, mark: str | None = None) -> None:
        """Mark raw text from `start` to here, unless there is none."""
        if start < self.position:
            self.blocks.append(Block(kind=kind, start=start, end=self.position, mark=mark))

    def table(self, drafts: Iterable[DraftCell], *, header_rows: int = 1) -> None:
        """Append a table; the cells' texts lose their tabs and line breaks to single spaces."""
        at = {(draft.row, draft.col): draft for draft in drafts}
        if not at:
            return
        rows = max(draft.row + draft.rowspan for draft in at.values())
        cols = max(draft.col + draft.colspan for draft in at.values())
        start = self.position
        cells = [
            self._cell(at.get((row, col)), "\t" if col + 1 < cols else "\n")
            for row in range(rows)
            for col in range(cols)
        ]
        placed = tuple(cell for cell in cells if cell is not None)
        self.tables.append(
            Table(
                start=start,
                end=self.position,
                rows=rows,
                cols=cols,
                cells=placed,
                header_rows=min(header_rows, rows),
                pages=tuple(sorted({cell.page for cell in placed if cell.page is not None})),
                boxes=_outlines(placed),
            )
        )
        self.block(BlockKind.TABLE, start)

    def _cell(self, draft: DraftCell | None, separator: str) -> Cell | None:
        cell, boxes = None, b""
        if draft is not None:
            text, boxes = _one_line(draft.text, draft.boxes)
            cell = Cell(
                row=draft.row,
                col=draft.col,
                rowspan=draft.rowspan,
                colspan=draft.colspan,
                text=text,
                start=self.position,
                end=self.position + len(text),
                page=draft.page,
                box=draft.box,
            )
            separator, boxes = text + separator, boxes and boxes + NO_BOX
        self.text(separator, boxes)
        return cell


def _one_line(text: str, boxes: bytes) -> tuple[str, bytes]:
    """The text on one line, one code point for one, stripped; its boxes cut to match."""
    flat = text if text.isprintable() else "".join(" " if char.isspace() else char for char in text)
    lead = len(flat) - len(flat.lstrip())
    kept = flat.strip()
    return kept, boxes[16 * lead : 16 * (lead + len(kept))]


def _outlines(cells: tuple[Cell, ...]) -> tuple[Box, ...]:
    """The box around the cells of each page, in page order."""
    by_page: dict[int, list[Box]] = {}
    for cell in cells:
        if cell.page is not None and cell.box is not None:
            by_page.setdefault(cell.page, []).append(cell.box)
    return tuple(
        (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        for _, boxes in sorted(by_page.items())
    )


def names_parts(row: Sequence[str]) -> bool:
    """Whether a row under a header, given by all its places, goes on with it.

    It names parts of what stands above: its first place is empty, several others hold text, none a figure. A
    row with one text heads a section.
    """
    filled = [text for text in row if text]
    return len(filled) > 1 and not row[0] and not any(map(FIGURE.fullmatch, filled))
