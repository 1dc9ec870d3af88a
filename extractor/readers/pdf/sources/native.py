"""PDFium's calls that run once a glyph or once an object, bound so that a whole column is filled at once.

Bound with PYFUNCTYPE: no argument conversion and no release of the interpreter's lock, which would cost more
than the calls themselves. Callers hold `pdfium.LOCK`.
"""

import ctypes
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.readers.pdf.text.geometry import Floats
from extractor.readers.pdf.text.runs import Indices, lengths

STRIDE = 8
"""Every so many glyphs the text object is asked for first."""

Call = Callable[..., Any]
Address = int


def address(handle: object) -> Address:
    """Give the address behind one of PDFium's handles."""
    value = ctypes.cast(handle, ctypes.c_void_p).value  # type: ignore[arg-type]  # raw's handles are untyped
    return value or 0


def _bound(function: object, result: type, *arguments: type) -> Call:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


_P, _I = ctypes.c_void_p, ctypes.c_int
TEXT = _bound(raw.FPDFText_GetText, _I, _P, _I, _I, _P)
GLYPH_CODE = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
GLYPH_BOX = _bound(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
GLYPH_SIZE = _bound(raw.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
GLYPH_MATRIX = _bound(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
GLYPH_OBJECT = _bound(raw.FPDFText_GetTextObject, ctypes.c_size_t, _P, _I)
PAGE_OBJECT = _bound(raw.FPDFPage_GetObject, ctypes.c_size_t, _P, _I)
FORM_OBJECT = _bound(raw.FPDFFormObj_GetObject, ctypes.c_size_t, _P, ctypes.c_ulong)
FORM_COUNT = _bound(raw.FPDFFormObj_CountObjects, _I, _P)
OBJECT_MATRIX = _bound(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
PATH_MODE = _bound(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
PATH_COUNT = _bound(raw.FPDFPath_CountSegments, _I, _P)
OBJECT_TYPE = _bound(raw.FPDFPageObj_GetType, _I, _P)
OBJECT_BOUNDS = _bound(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
SEGMENT = _bound(raw.FPDFPath_GetPathSegment, ctypes.c_size_t, _P, _I)
SEGMENT_TYPE = _bound(raw.FPDFPathSegment_GetType, _I, _P)
SEGMENT_CLOSES = _bound(raw.FPDFPathSegment_GetClose, _I, _P)
SEGMENT_POINT = _bound(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)


def indexed(call: Call, owner: Address, count: int, dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(owner, 0)`, `call(owner, 1)` ... as an array of `count`."""
    return np.fromiter(map(call, repeat(owner), range(count)), dtype, count)


def of_each(call: Call, handles: Sequence[Address], dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(handle)` for each handle."""
    return np.fromiter(map(call, handles), dtype, len(handles))


def of_glyphs(call: Call, text: Address, places: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(text, place)` for each place."""
    return np.fromiter(map(call, repeat(text), places), dtype, len(places))


def glyph_objects(text: Address, places: Indices) -> NDArray[np.uint64]:
    """Give the text object of the glyph at each of these places, which ascend.

    An object's glyphs follow each other, so between two glyphs of one object no other is asked for.
    """
    known = np.arange(0, len(places) + STRIDE - 1, STRIDE).clip(max=len(places) - 1)
    objects = of_glyphs(GLYPH_OBJECT, text, places[known].tolist(), np.uint64)
    while len(apart := np.flatnonzero((np.diff(known) > 1) & (objects[1:] != objects[:-1]))):
        middle = (known[apart] + known[apart + 1]) // 2
        found = of_glyphs(GLYPH_OBJECT, text, places[middle].tolist(), np.uint64)
        known, objects = np.insert(known, apart + 1, middle), np.insert(objects, apart + 1, found)
    return np.repeat(objects, lengths(known, len(places)))


def glyph_boxes(text: Address, places: Sequence[int]) -> Floats:
    """Give the boxes (n, 4) of the glyphs at these places: left, top, right, bottom, y up.

    They are the boxes of the advance, not of the ink.
    """
    boxes = np.zeros((len(places), 4), np.float32)
    _run(GLYPH_BOX, repeat(text), places, _cells(boxes, 0, 4))
    return boxes


def glyph_codes(text: Address, count: int) -> NDArray[np.uint32]:
    """Give each glyph's code point: all at once where that is safe, one by one where it is not."""
    units = np.zeros(count + 1, np.uint16)
    filled = TEXT(text, 0, count, units.ctypes.data)
    paired = (units & 0xF800) == 0xD800  # noqa: PLR2004 - the surrogates of UTF-16
    if filled == count + 1 and not paired.any():
        return units[:count].astype(np.uint32)
    return indexed(GLYPH_CODE, text, count, np.uint32)


def glyph_sizes(text: Address, places: Sequence[int]) -> Floats:
    """Give the font sizes of the glyphs at these places, before their matrix."""
    return of_glyphs(GLYPH_SIZE, text, places, np.float32)


def glyph_matrices(text: Address, places: Sequence[int]) -> Floats:
    """Give the matrices (n, 6) of the glyphs at these places: a, b, c, d, e, f."""
    matrices = np.zeros((len(places), 6), np.float32)
    _run(GLYPH_MATRIX, repeat(text), places, _cells(matrices, 0, 6))
    return matrices


def object_bounds(handles: Sequence[Address]) -> Floats:
    """Give each object's bounds as left, bottom, right, top, y up."""
    bounds = np.zeros((len(handles), 4), np.float32)
    _run(OBJECT_BOUNDS, handles, *(_cells(bounds, place, 4) for place in range(4)))
    return bounds


def segment_points(handles: Sequence[Address]) -> Floats:
    """Give each path segment's end point, y up."""
    points = np.zeros((len(handles), 2), np.float32)
    _run(SEGMENT_POINT, handles, _cells(points, 0, 2), _cells(points, 1, 2))
    return points


def object_matrices(handles: Sequence[Address]) -> Floats:
    """Give each object's matrix (n, 6): a, b, c, d, e, f; all zero where it has none."""
    matrices = np.zeros((len(handles), 6), np.float32)
    _run(OBJECT_MATRIX, handles, _cells(matrices, 0, 6))
    return matrices


def path_modes(paths: Sequence[Address]) -> NDArray[np.int32]:
    """Give for each path how it is filled and whether it is stroked (n, 2), 0 for not at all."""
    modes = np.zeros((len(paths), 2), np.int32)
    _run(PATH_MODE, paths, _cells(modes, 0, 2), _cells(modes, 1, 2))
    return modes


def _cells(array: NDArray[Any], place: int, width: int) -> range:
    """The addresses of the entries at `place` in each row of an array `width` wide."""
    first = array.ctypes.data + place * array.itemsize
    step = width * array.itemsize
    return range(first, first + step * len(array), step)


def _run(call: Call, *columns: Iterable[Any]) -> None:
    for _ in map(call, *columns):
        pass
