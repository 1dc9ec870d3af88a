"""What one page shows, as plain arrays: the form in which every step after PDFium knows a page."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.geometry import Floats, Size, turn_boxes, turn_points


class Glyphs(NamedTuple):
    """The glyphs of a page in the order of its content stream, parallel arrays.

    `codes` are Unicode code points; `boxes` (n, 4) and `origins` (n, 2: any point of the baseline) are in
    points, as are the font `sizes`; `turns` say which way the text runs, in clockwise quarter turns; `made`
    marks blanks and line breaks that the reader put in, `overlay` the text of annotations.
    """

    codes: NDArray[np.uint32]
    boxes: Floats
    origins: Floats
    sizes: Floats
    turns: NDArray[np.int8]
    made: NDArray[np.bool_]
    overlay: NDArray[np.bool_]

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Glyphs":
        """Give the chosen glyphs, by mask or by index."""
        return Glyphs(
            codes=self.codes[chosen],
            boxes=self.boxes[chosen],
            origins=self.origins[chosen],
            sizes=self.sizes[chosen],
            turns=self.turns[chosen],
            made=self.made[chosen],
            overlay=self.overlay[chosen],
        )


class Track(NamedTuple):
    """Where each glyph begins and ends along its line, and where the line is, as a tilted head sees it."""

    begin: Floats
    end: Floats
    base: Floats


def track(glyphs: Glyphs) -> Track:
    """Give the glyphs' places along and across their own direction, in points."""
    x0, top, x1, bottom = glyphs.boxes.T
    x, y = glyphs.origins.T
    if not glyphs.turns.any():
        return Track(x0, x1, y)
    return Track(
        begin=np.choose(glyphs.turns, (x0, top, -x1, -bottom)),
        end=np.choose(glyphs.turns, (x1, bottom, -x0, -top)),
        base=np.choose(glyphs.turns, (y, -x, -y, x)),
    )


class Scan(NamedTuple):
    """One page.

    `rules` are boxes (n, 4) of drawn lines and thin bars. `cover` is the share of the page under its largest
    image, `drawn` says that anything is on it. `turn` is how many quarter turns clockwise lead from these
    coordinates to the page as displayed. `lined` says that line breaks are among the glyphs.
    """

    number: int
    size: Size
    glyphs: Glyphs
    rules: Floats
    cover: float
    drawn: bool
    turn: int = 0
    lined: bool = True


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
    printed = scan.glyphs.turns[~scan.glyphs.made]
    if not printed.size:
        return turned(scan, scan.turn)
    return turned(scan, -int(np.bincount(printed, minlength=4).argmax()))
