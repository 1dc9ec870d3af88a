"""What the walk over a document finds, in reading order."""

from __future__ import annotations

from typing import NamedTuple

from extractor.readers.build import DraftCell
from extractor.readers.docx.symbols import TYPED

ONE_LINE = {**dict.fromkeys(map(ord, "\n\t\r"), " "), **TYPED}


class Grid(NamedTuple):
    """A table of data."""

    cells: list[DraftCell]
    header_rows: int


class Slot(NamedTuple):
    """What stands in one cell of a frame."""

    row: int
    col: int
    rowspan: int
    colspan: int
    items: list[Item]


class Frame(NamedTuple):
    """A table that only places text on the page."""

    slots: list[Slot]


# A plain string is a paragraph.
Item = str | Grid | Frame


def stripped(text: str) -> str:
    """A paragraph's text on one line, without space at its ends."""
    return (text if text.isprintable() else text.translate(ONE_LINE)).strip()


def flat(items: list[Item], separator: str = " ") -> str:
    """All text of the items in one string."""
    return separator.join(filter(None, map(_text, items)))


def _text(item: Item) -> str:
    match item:
        case Grid(cells=cells):
            return " ".join(cell.text for cell in cells if cell.text)
        case Frame(slots=slots):
            return " ".join(filter(None, (flat(slot.items) for slot in slots)))
        case _:
            return item
