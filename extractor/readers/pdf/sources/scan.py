"""What one page shows: the form in which every step after the two readers knows a page."""

from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.sources.plain import Plain
from extractor.readers.pdf.text.geometry import Floats, Frame, Size, turn_boxes, turn_points
from extractor.readers.pdf.text.glyphs import Glyphs


class Scan(NamedTuple):
    """One page.

    `rules` are boxes (n, 4) of drawn lines and thin bars. `cover` is the share of the page under its largest
    image, `drawn` says that anything is on it. `turn` is how many quarter turns clockwise lead from these
    coordinates to the page as displayed. `lined` says that line breaks are among the glyphs. A page of plain
    text has its lines in `plain` and no glyphs.
    """

    number: int
    size: Size
    glyphs: Glyphs
    rules: Floats
    cover: float
    drawn: bool
    turn: int = 0
    lined: bool = True
    plain: Plain | None = None

    @property
    def frame(self) -> Frame:
        """The way from these coordinates to the page as displayed."""
        return Frame(self.size, self.turn)


def turned(scan: Scan, quarters: int) -> Scan:
    """Turn the coordinates of a scan clockwise; the page as displayed stays the same."""
    if quarters % 4 == 0:
        return scan
    glyphs = scan.glyphs._replace(
        boxes=turn_boxes(scan.glyphs.boxes, scan.size, quarters),
        origins=turn_points(scan.glyphs.origins, scan.size, quarters),
        turns=((scan.glyphs.turns + quarters) % 4).astype(np.int8),
    )
    return scan._replace(
        size=scan.size.turned(quarters),
        glyphs=glyphs,
        rules=turn_boxes(scan.rules, scan.size, quarters),
        turn=(scan.turn - quarters) % 4,
    )


def upright(scan: Scan) -> Scan:
    """Turn a scan so that most of its text runs from left to right."""
    turns = scan.glyphs.turns
    if turns.size and not turns.any():
        return scan
    printed = turns[~scan.glyphs.made]
    if not printed.size:
        return turned(scan, scan.turn)
    return turned(scan, -int(np.bincount(printed, minlength=4).argmax()))
