"""A page's drawn objects: lines and thin bars, which rule tables, and images."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.readers.pdf.sources import native
from extractor.readers.pdf.sources.native import Pointer
from extractor.readers.pdf.text.geometry import Floats

MAX_OBJECTS = 50_000
"""Objects looked at on one page, those inside of forms included."""

MAX_SEGMENTS = 50_000
"""Path segments looked at on one page."""

MAX_DEPTH = 5
"""Forms inside of forms."""

THIN = 3.0
"""A bar up to this many points wide is a line."""

EDGE = 6.0
"""A shape must be larger than this in both directions for its outline to be edges of cells."""

STRAIGHT = 1.0
"""A stroke along an axis strays from it by no more, in points."""

NOTHING = np.empty((0, 4), np.float32)


class Matrix(NamedTuple):
    """How a form's coordinates lie on the page: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, outer: "Matrix") -> "Matrix":
        """Give this matrix followed by `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def points(self, points: Floats) -> Floats:
        """Move points (n, 2)."""
        x, y = points[:, 0], points[:, 1]
        moved = (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
        return np.stack(moved, axis=1).astype(np.float32)

    def boxes(self, boxes: Floats) -> Floats:
        """Move boxes (n, 4); what comes out is the box around each moved box."""
        if self == UNMOVED:
            return boxes
        corners = [self.points(boxes[:, sides]) for sides in ([0, 1], [2, 1], [0, 3], [2, 3])]
        return np.concatenate([np.minimum.reduce(corners), np.maximum.reduce(corners)], axis=1)


UNMOVED = Matrix()


class Group(NamedTuple):
    """The objects of a page or of one form."""

    handles: list[Pointer]
    types: list[int]
    matrix: Matrix


class Outlines(NamedTuple):
    """The segments of paths one after the other: end points (n, 2), kinds, whether they close their part.

    `begins` marks the first segment of each part; `filled` and `stroked` say how its path is drawn.
    """

    points: Floats
    types: NDArray[np.int32]
    closes: NDArray[np.bool_]
    begins: NDArray[np.bool_]
    filled: NDArray[np.bool_]
    stroked: NDArray[np.bool_]


def marks(page: object) -> tuple[Floats, Floats]:
    """Give the page's rules and its images, as boxes (left, bottom, right, top), y up."""
    rules, images = [NOTHING], [NOTHING]
    segments_left = MAX_SEGMENTS
    for group in _groups(page):
        if pictures := _of_type(group, raw.FPDF_PAGEOBJ_IMAGE):
            images.append(group.matrix.boxes(native.object_bounds(pictures)))
        paths = _of_type(group, raw.FPDF_PAGEOBJ_PATH)
        if not paths:
            continue
        bounds = group.matrix.boxes(native.object_bounds(paths))
        narrow = (bounds[:, 2:] - bounds[:, :2]).min(axis=1)
        rules.append(bounds[narrow <= THIN])
        shapes = [paths[index] for index in np.flatnonzero(narrow >= EDGE).tolist()]
        if shapes and segments_left > 0:
            outlines = _outlines(shapes, segments_left)
            segments_left -= len(outlines.types)
            rules += [group.matrix.boxes(edges) for edges in _edges(outlines)]
    return np.concatenate(rules), np.concatenate(images)


def _of_type(group: Group, kind: int) -> list[Pointer]:
    return [handle for handle, own in zip(group.handles, group.types, strict=True) if own == kind]


def _groups(page: object) -> Iterator[Group]:
    """Walk the page's objects and those of its forms, no more than the bound."""
    owner = native.pointer_of(page)
    waiting = [(native.PAGE_OBJECT, owner, raw.FPDFPage_CountObjects(page), Matrix(), 0)]
    left = MAX_OBJECTS
    while waiting and left > 0:
        call, owner, count, matrix, depth = waiting.pop()
        count = max(0, min(count, left))
        left -= max(count, 1)
        handles = native.members(call, owner, count)
        group = Group(handles, list(map(native.OBJECT_TYPE, handles)), matrix)
        yield group
        if depth < MAX_DEPTH:
            forms = _of_type(group, raw.FPDF_PAGEOBJ_FORM)[:left]
            for form, inner in zip(forms, _matrices(forms), strict=True):
                count = native.FORM_COUNT(form)
                waiting.append((native.FORM_OBJECT, form, count, inner.after(matrix), depth + 1))


def _matrices(handles: list[Pointer]) -> list[Matrix]:
    found = (Matrix(*matrix) for matrix in native.object_matrices(handles).tolist())
    return [matrix if all(map(math.isfinite, matrix)) else Matrix() for matrix in found]


def _outlines(paths: list[Pointer], most: int) -> Outlines:
    """Read the segments of drawn paths, no more than `most`, in the coordinates that the paths stand in."""
    modes = native.path_modes(paths) != 0
    paths = [paths[index] for index in np.flatnonzero(modes.any(axis=1)).tolist()]
    filled, stroked = modes[modes.any(axis=1)].T
    handles: list[Pointer] = []
    counts = []
    for path in paths:
        counts.append(max(0, min(native.PATH_COUNT(path), most - len(handles))))
        handles += native.members(native.SEGMENT, path, counts[-1])
    firsts = np.cumsum([0, *counts])[:-1]
    points = native.segment_points(handles)
    for matrix, first, count in zip(_matrices(paths), firsts.tolist(), counts, strict=True):
        if matrix != UNMOVED:
            points[first : first + count] = matrix.points(points[first : first + count])
    types = native.of_each(native.SEGMENT_TYPE, handles, np.int32)
    begins = types == raw.FPDF_SEGMENT_MOVETO
    begins[firsts[np.array(counts, np.intp) > 0]] = True
    return Outlines(
        points=points,
        types=types,
        closes=native.of_each(native.SEGMENT_CLOSES, handles, np.bool_),
        begins=begins,
        filled=np.repeat(filled, counts),
        stroked=np.repeat(stroked, counts),
    )


def _edges(outlines: Outlines) -> Iterator[Floats]:
    """Give the edges of shapes, as boxes: thin parts of filled ones, straight strokes of others."""
    points, starts = outlines.points, np.flatnonzero(outlines.begins)
    if not len(starts):
        return
    parts = np.concatenate([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)], axis=1)
    thin = (parts[:, 2:] - parts[:, :2]).min(axis=1) <= THIN
    yield parts[thin & outlines.filled[starts]]
    lines = outlines.stroked & (outlines.types == raw.FPDF_SEGMENT_LINETO) & ~outlines.begins
    straight = np.flatnonzero(lines)
    part = np.cumsum(outlines.begins) - 1
    last = np.flatnonzero(outlines.closes & outlines.stroked)
    before = np.concatenate([points[straight - 1], points[last]])
    after = np.concatenate([points[straight], points[starts[part[last]]]])
    boxes = np.concatenate([np.minimum(before, after), np.maximum(before, after)], axis=1)
    yield boxes[(boxes[:, 2:] - boxes[:, :2]).min(axis=1) <= STRAIGHT]
