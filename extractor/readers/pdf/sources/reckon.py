"""Where the characters of a line stand: asked for at some places, reckoned between by the usual widths."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress, repeat
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.sources import native
from extractor.readers.pdf.text.geometry import Floats
from extractor.readers.pdf.text.runs import Indices, begins, lengths

SLANT = 0.01
"""Text is upright when it rises by no more than this share of its way."""

APART = 0.001
"""The way between two glyphs, as a share of the font size."""

ASCENT, DESCENT = 0.85, 0.2
"""How far letters reach above and below the baseline, as shares of the font size."""

LAST_WIDTH = 0x2030
"""The last character whose width is known."""

NARROW = {0.25: " ", 0.28: "ijlt.,;:/\\|'‘’", 0.33: "fIJr-()[]!", 0.44: "acesz?"}
WIDE = {0.6: "FPSELTZ", 0.7: "ABCDĐGHKNOQRUVXYw", 0.83: "mMW–"}
USUAL = 0.5
"""Widths of letters as shares of the font size, as in the book faces that reports are set in."""


class Asked(NamedTuple):
    """What PDFium says of the glyphs at `places`: boxes (n, 4), baselines, real sizes.

    Boxes are left, top, right, bottom, y up. `lines` are the indices of those that begin a line.
    """

    places: Indices
    boxes: Floats
    bases: Floats
    sizes: Floats
    lines: Indices
    upright: bool


class Way(NamedTuple):
    """Where each character begins and ends on a line that holds them all."""

    begins: Floats
    ends: Floats


def asked(text: native.Pointer, places: Sequence[int], starts: Sequence[int]) -> Asked:
    """Ask for the glyphs at `places`, which ascend; lines begin at `starts`."""
    # Size and direction are asked once for each run of places in one text object.
    first = begins(native.glyph_objects(text, places))
    runs, which = list(compress(places, first.tolist())), np.cumsum(first) - 1
    matrices = native.glyph_matrices(text, runs)
    sizes = native.glyph_sizes(text, runs) * np.hypot(matrices[:, 2], matrices[:, 3])
    known = np.array(places, np.intp)
    return Asked(
        places=known,
        boxes=native.glyph_boxes(text, places),
        bases=matrices[which, 5],
        sizes=sizes[which],
        lines=np.searchsorted(known, starts),
        upright=bool((np.abs(matrices[:, 1]) <= SLANT * matrices[:, 0]).all()),
    )


def asked_more(text: native.Pointer, known: Asked, more: Iterable[int]) -> Asked:
    """Ask for further places in the same lines."""
    new = asked(text, sorted(set(more).difference(known.places.tolist())), ())
    places = np.concatenate([known.places, new.places])
    order = np.argsort(places)
    return Asked(
        places=places[order],
        boxes=np.concatenate([known.boxes, new.boxes])[order],
        bases=np.concatenate([known.bases, new.bases])[order],
        sizes=np.concatenate([known.sizes, new.sizes])[order],
        lines=np.searchsorted(places[order], known.places[known.lines]),
        upright=known.upright,
    )


def way(printed: str) -> Way:
    """Where each character would stand if all the text were one line, in font sizes."""
    widths = np.take(_widths(), np.frombuffer(printed.encode("utf-32-le"), "<u4"), mode="clip")
    # A little way lies between two glyphs, so that no line begins where the one before it ends.
    ends = np.cumsum(widths + APART)
    return Way(ends - widths, ends)


def reckoned(way: Way, asked: Asked, corner: tuple[float, float]) -> Floats:
    """The box of each glyph, y down: across as the usual widths divide the way between places asked."""
    known = np.stack([way.begins[asked.places], way.ends[asked.places]], axis=1).ravel()
    edges = asked.boxes[:, ::2].ravel() - corner[0]
    # Some files give no heights but those of each glyph's ink: a line is at least as high as its letters are.
    highest = np.maximum(asked.boxes[:, 1], asked.bases + ASCENT * asked.sizes)
    lowest = np.minimum(asked.boxes[:, 3], asked.bases - DESCENT * asked.sizes)
    top = corner[1] - np.maximum.reduceat(highest, asked.lines)
    bottom = corner[1] - np.minimum.reduceat(lowest, asked.lines)
    first = asked.places[0]
    count = len(way.ends)
    heights = lengths(asked.places[asked.lines], count)
    boxes = np.zeros((count, 4), np.float32)
    boxes[:, 0] = np.interp(way.begins, known, edges)
    boxes[:, 2] = np.interp(way.ends, known, edges)
    boxes[first:, 1] = np.repeat(top, heights)
    boxes[first:, 3] = np.repeat(bottom, heights)
    return boxes


@cache
def _widths() -> Floats:
    """The usual width of each character, by its code."""
    shares = {
        letter: share for table in (NARROW, WIDE) for share, letters in table.items() for letter in letters
    }
    letters = (unicodedata.normalize("NFD", chr(code))[0] for code in range(LAST_WIDTH + 1))
    return np.fromiter(map(shares.get, letters, repeat(USUAL)), np.float32, LAST_WIDTH + 1)
