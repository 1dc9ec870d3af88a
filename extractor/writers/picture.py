"""One page of a PDF as pdfplumber draws it for debugging, with what was found laid over it, as a PNG."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from extractor.errors import BaocaoError
from extractor.model import Box
from extractor.records import Records

RESOLUTION = 144
"""Pixels an inch."""

COLOURS = {
    "tables": (0, 110, 150),
    "staffing": (120, 80, 40),
    "figures": (0, 140, 0),
    "citations": (150, 0, 170),
    "dates": (230, 120, 0),
}
"""Red, green and blue of the frames, by table, in the order in which they are drawn.

Their names stand in `patterns/messages.toml`, `[picture]`.
"""

FILL, STROKE = (40,), (255,)
"""How far the inside and the frame cover what is below, 0 to 255."""

ROOM = 1.5
"""Points between a finding and its frame."""

LINE = 2
"""Pixels of a frame's line."""


def places(records: Records, page: int) -> dict[str, list[Box]]:
    """Give the boxes of the findings on one page, by table."""
    found = {
        table: [r.bbox for r in getattr(records, table) if r.page == page and r.bbox is not None]
        for table in COLOURS
        if table != "tables"
    }
    parts = [part for table in records.tables for part in zip(table.pages, table.bboxes, strict=True)]
    return found | {"tables": [box for number, box in parts if number == page]}


def picture(data: bytes, page: int, found: Mapping[str, Sequence[Box]]) -> bytes:
    """Draw page `page`, counted from 1, of a PDF: pdfplumber's lines and cells, then the boxes found.

    Boxes are in points from the upper left corner of the page as displayed. Raises BaocaoError where
    pdfplumber cannot draw the page.
    """
    import pdfplumber  # noqa: PLC0415 - costs 100 ms, and only pictures need it

    written = BytesIO()
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            sheet = pdf.pages[page - 1]
            image = sheet.to_image(resolution=RESOLUTION).debug_tablefinder()
            left, top = sheet.bbox[:2]
            for table, colour in COLOURS.items():
                boxes = [
                    (left + x0 - ROOM, top + y0 - ROOM, left + x1 + ROOM, top + y1 + ROOM)
                    for x0, y0, x1, y1 in found[table]
                ]
                fill = colour + (FILL if table != "tables" else (0,))
                image.draw_rects(boxes, fill=fill, stroke=colour + STROKE, stroke_width=LINE)
            image.save(written, format="PNG")
    except Exception as error:  # broken files make pdfminer raise anything
        raise BaocaoError("picture_failed", page=page) from error
    return written.getvalue()
