"""Glyphs as plain arrays: the form in which every step after PDFium knows what is printed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.text.geometry import Floats


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


NO_GLYPHS = Glyphs(
    codes=np.empty(0, np.uint32),
    boxes=np.empty((0, 4), np.float32),
    origins=np.empty((0, 2), np.float32),
    sizes=np.empty(0, np.float32),
    turns=np.empty(0, np.int8),
    made=np.empty(0, np.bool_),
    overlay=np.empty(0, np.bool_),
)
