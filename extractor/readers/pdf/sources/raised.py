"""Raised and lowered digits of a page of plain text, and the lines that PDFium breaks off beside them."""

import re
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.sources.reckon import Asked
from extractor.readers.pdf.text.lines import LOWERED, RAISED, SHIFT
from extractor.readers.pdf.text.order import ATTACHED, SMALL
from extractor.readers.pdf.text.runs import Indices, Mask, begins, lengths, middle

NUMBER = re.compile(r"[0-9]+")


class Scripted(NamedTuple):
    """The text with raised and lowered digits as such; `lines` holds the number of each span's line."""

    printed: str
    lines: Indices


def scripted(printed: str, asked: Asked) -> Scripted | None:
    """Find the small digits among the places asked for, which hold both ends of each line and number.

    None where anything but a whole number is small: then glyphs must be looked at one by one.
    """
    lines = np.concatenate([[0], np.cumsum(~_broken_off(asked))])
    firsts = asked.lines[begins(lines)]
    of_place = np.repeat(np.arange(len(firsts)), lengths(firsts, len(asked.places)))
    most = np.maximum.reduceat(asked.sizes, firsts)[of_place]
    small = asked.sizes < SMALL * most
    if not small.any():
        return Scripted(printed, lines)
    at = {place: index for index, place in enumerate(asked.places.tolist())}
    text = list(printed)
    raised = small.tolist()
    left = sum(raised)
    bounds = np.append(firsts, len(small))
    for number in NUMBER.finditer(printed):
        first, last = at[number.start()], at[number.end() - 1]
        if raised[first] != raised[last]:
            return None
        if raised[first]:
            left -= last - first + 1
            line = slice(*bounds[of_place[first] :][:2])
            shift = (asked.bases[first] - middle(asked.bases[line][~small[line]])) / most[first]
            table = RAISED if shift > SHIFT else LOWERED if shift < -SHIFT else {}
            text[number.start() : number.end()] = number[0].translate(table)
    return None if left else Scripted("".join(text), lines)


def _broken_off(asked: Asked) -> Mask:
    """Mark the lines, after the first, that PDFium breaks off beside a glyph of another size."""
    last, first = asked.lines[1:] - 1, asked.lines[1:]
    sizes = asked.sizes
    larger = np.maximum(sizes[last], sizes[first])
    return np.asarray(
        (np.minimum(sizes[last], sizes[first]) < SMALL * larger)
        & (np.abs(asked.bases[last] - asked.bases[first]) < ATTACHED * larger)
        & (np.abs(asked.boxes[first, 0] - asked.boxes[last, 2]) < ATTACHED * larger)
    )
