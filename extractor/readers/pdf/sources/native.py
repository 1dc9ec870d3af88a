"""PDFium's calls that run once a glyph or once an object, bound so that a whole column is filled at once.

Bound with PYFUNCTYPE and without types of arguments: to release the interpreter's lock and to convert
arguments would cost more than the calls themselves. So every argument must be a small number or a `Pointer`.
Callers hold `pdfium.LOCK`.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.readers.pdf.text.geometry import Floats

Call = Callable[..., Any]

Pointer = object
"""An address as calls take it; a plain number would be cut off."""

Address = int
"""An address as calls give it."""

pointer: Callable[[Address], Pointer] = ctypes.c_void_p.from_param


def pointer_of(handle: object) -> Pointer:
    """Give the pointer behind one of PDFium's handles."""
    return pointer(_address(handle))


def _address(handle: object) -> Address:
    value = ctypes.cast(handle, ctypes.c_void_p).value  # type: ignore[arg-type]  # raw's handles are untyped
    return value or 0


def _bound(function: object, result: type) -> Call:
    return ctypes.PYFUNCTYPE(result)(_address(function))


_ADDRESS = ctypes.c_size_t
TEXT = _bound(raw.FPDFText_GetText, ctypes.c_int)
GLYPH_CODE = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint)
GLYPH_BOX = _bound(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
GLYPH_SIZE = _bound(raw.FPDFText_GetFontSize, ctypes.c_double)
GLYPH_MATRIX = _bound(raw.FPDFText_GetMatrix, ctypes.c_int)
GLYPH_OBJECT = _bound(raw.FPDFText_GetTextObject, _ADDRESS)
PAGE_OBJECT = _bound(raw.FPDFPage_GetObject, _ADDRESS)
FORM_OBJECT = _bound(raw.FPDFFormObj_GetObject, _ADDRESS)
FORM_COUNT = _bound(raw.FPDFFormObj_CountObjects, ctypes.c_int)
OBJECT_MATRIX = _bound(raw.FPDFPageObj_GetMatrix, ctypes.c_int)
PATH_MODE = _bound(raw.FPDFPath_GetDrawMode, ctypes.c_int)
PATH_COUNT = _bound(raw.FPDFPath_CountSegments, ctypes.c_int)
OBJECT_TYPE = _bound(raw.FPDFPageObj_GetType, ctypes.c_int)
OBJECT_BOUNDS = _bound(raw.FPDFPageObj_GetBounds, ctypes.c_int)
SEGMENT = _bound(raw.FPDFPath_GetPathSegment, _ADDRESS)
SEGMENT_TYPE = _bound(raw.FPDFPathSegment_GetType, ctypes.c_int)
SEGMENT_CLOSES = _bound(raw.FPDFPathSegment_GetClose, ctypes.c_int)
SEGMENT_POINT = _bound(raw.FPDFPathSegment_GetPoint, ctypes.c_int)


def members(call: Call, owner: Pointer, count: int) -> list[Pointer]:
    """Give what `call(owner, 0)`, `call(owner, 1)` ... point at."""
    return list(map(pointer, map(call, repeat(owner), range(count))))


def indexed(call: Call, owner: Pointer, count: int, dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(owner, 0)`, `call(owner, 1)` ... as an array of `count`."""
    return np.fromiter(map(call, repeat(owner), range(count)), dtype, count)


def of_each(call: Call, handles: Sequence[Pointer], dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(handle)` for each handle."""
    return np.fromiter(map(call, handles), dtype, len(handles))


def of_glyphs(call: Call, text: Pointer, places: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
    """Give `call(text, place)` for each place."""
    return np.fromiter(map(call, repeat(text), places), dtype, len(places))


def glyph_objects(text: Pointer, places: Sequence[int]) -> NDArray[np.uint64]:
    """Give the text object of the glyph at each of these places; an object's glyphs follow each other."""
    return of_glyphs(GLYPH_OBJECT, text, places, np.uint64)


def glyph_boxes(text: Pointer, places: Sequence[int]) -> Floats:
    """Give the boxes (n, 4) of the glyphs at these places: left, top, right, bottom, y up.

    They are the boxes of the advance, not of the ink.
    """
    boxes = np.zeros((len(places), 4), np.float32)
    _run(GLYPH_BOX, repeat(text), places, _cells(boxes, 0, 4))
    return boxes


def glyph_codes(text: Pointer, count: int) -> NDArray[np.uint32]:
    """Give each glyph's code point: all at once where that is safe, one by one where it is not."""
    units = np.zeros(count + 1, np.uint16)
    filled = TEXT(text, 0, count, pointer(units.ctypes.data))
    paired = (units & 0xF800) == 0xD800  # noqa: PLR2004 - the surrogates of UTF-16
    if filled == count + 1 and not paired.any():
        return units[:count].astype(np.uint32)
    return indexed(GLYPH_CODE, text, count, np.uint32)


def glyph_sizes(text: Pointer, places: Sequence[int]) -> Floats:
    """Give the font sizes of the glyphs at these places, before their matrix."""
    return of_glyphs(GLYPH_SIZE, text, places, np.float32)


def glyph_matrices(text: Pointer, places: Sequence[int]) -> Floats:
    """Give the matrices (n, 6) of the glyphs at these places: a, b, c, d, e, f."""
    matrices = np.zeros((len(places), 6), np.float32)
    _run(GLYPH_MATRIX, repeat(text), places, _cells(matrices, 0, 6))
    return matrices


def object_bounds(handles: Sequence[Pointer]) -> Floats:
    """Give each object's bounds as left, bottom, right, top, y up."""
    bounds = np.zeros((len(handles), 4), np.float32)
    _run(OBJECT_BOUNDS, handles, *(_cells(bounds, place, 4) for place in range(4)))
    return bounds


def segment_points(handles: Sequence[Pointer]) -> Floats:
    """Give each path segment's end point, y up."""
    points = np.zeros((len(handles), 2), np.float32)
    _run(SEGMENT_POINT, handles, _cells(points, 0, 2), _cells(points, 1, 2))
    return points


def object_matrices(handles: Sequence[Pointer]) -> Floats:
    """Give each object's matrix (n, 6): a, b, c, d, e, f; all zero where it has none."""
    matrices = np.zeros((len(handles), 6), np.float32)
    _run(OBJECT_MATRIX, handles, _cells(matrices, 0, 6))
    return matrices


def path_modes(paths: Sequence[Pointer]) -> NDArray[np.int32]:
    """Give for each path how it is filled and whether it is stroked (n, 2), 0 for not at all."""
    modes = np.zeros((len(paths), 2), np.int32)
    _run(PATH_MODE, paths, _cells(modes, 0, 2), _cells(modes, 1, 2))
    return modes


def _cells(array: NDArray[Any], place: int, width: int) -> Iterator[Pointer]:
    """The entries at `place` in each row of an array `width` wide."""
    first = array.ctypes.data + place * array.itemsize
    step = width * array.itemsize
    return map(pointer, range(first, first + step * len(array), step))


def _run(call: Call, *columns: Iterable[Any]) -> None:
    for _ in map(call, *columns):
        pass
