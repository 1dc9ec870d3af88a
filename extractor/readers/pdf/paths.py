"""A page's drawn objects: lines and thin bars, which rule tables, and images."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.readers.pdf import native
from extractor.readers.pdf.geometry import Floats
from extractor.readers.pdf.native import Address

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
        corners = [self.points(boxes[:, sides]) for sides in ([0, 1], [2, 1], [0, 3], [2, 3])]
        return np.concatenate([np.minimum.reduce(corners), np.maximum.reduce(corners)], axis=1)


class Group(NamedTuple):
    """The objects of a page or of one form."""

    handles: list[Address]
    types: NDArray[np.int32]
    matrix: Matrix


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
        spans = bounds[:, 2:] - bounds[:, :2]
        rules.append(bounds[spans.min(axis=1) <= THIN])
        for index in np.flatnonzero(spans.min(axis=1) > THIN):
            if spans[index].min() < EDGE or segments_left <= 0:
                continue
            handles = _segments(paths[index], segments_left)
            segments_left -= len(handles)
            rules.append(_outline(paths[index], handles, group.matrix))
    return np.concatenate(rules), np.concatenate(images)


def _of_type(group: Group, kind: int) -> list[Address]:
    return [group.handles[index] for index in np.flatnonzero(group.types == kind)]


def _groups(page: object) -> Iterator[Group]:
    """Walk the page's objects and those of its forms, no more than the bound."""
    owner = native.address(page)
    waiting = [(native.PAGE_OBJECT, owner, raw.FPDFPage_CountObjects(page), Matrix(), 0)]
    left = MAX_OBJECTS
    while waiting and left > 0:
        call, owner, count, matrix, depth = waiting.pop()
        count = max(0, min(count, left))
        left -= max(count, 1)
        handles = native.indexed(call, owner, count, np.uint64).tolist()
        group = Group(handles, native.of_each(native.OBJECT_TYPE, handles, np.int32), matrix)
        yield group
        if depth < MAX_DEPTH:
            for form in _of_type(group, raw.FPDF_PAGEOBJ_FORM)[:left]:
                inner = _matrix(form).after(matrix)
                waiting.append((native.FORM_OBJECT, form, native.FORM_COUNT(form), inner, depth + 1))


def _matrix(handle: Address) -> Matrix:
    matrix = Matrix(*native.object_matrix(handle))
    return matrix if all(map(math.isfinite, matrix)) else Matrix()


def _segments(path: Address, most: int) -> list[Address]:
    count = native.PATH_COUNT(path)
    return native.indexed(native.SEGMENT, path, max(0, min(count, most)), np.uint64).tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any


def _outline(path: Address, handles: list[Address], matrix: Matrix) -> Floats:
    """Give the edges of a larger shape: its straight strokes, and its thin parts when it is filled."""
    filled, stroked = native.path_mode(path)
    if not handles or not (filled or stroked):
        return NOTHING
    points = _matrix(path).after(matrix).points(native.segment_points(handles))
    types = native.of_each(native.SEGMENT_TYPE, handles, np.int32)
    starts = np.flatnonzero((types == raw.FPDF_SEGMENT_MOVETO) | (np.arange(len(types)) == 0))
    parts = np.concatenate([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)], axis=1)
    found = [parts[(parts[:, 2:] - parts[:, :2]).min(axis=1) <= THIN]] if filled else []
    if stroked:
        found.append(
            _strokes(points, types, starts, native.of_each(native.SEGMENT_CLOSES, handles, np.bool_))
        )
    return np.concatenate(found)


def _strokes(
    points: Floats, types: NDArray[np.int32], starts: NDArray[np.intp], closes: NDArray[np.bool_]
) -> Floats:
    """Give the straight strokes along an axis, as boxes without width."""
    straight = np.flatnonzero(types[1:] == raw.FPDF_SEGMENT_LINETO) + 1
    part = np.searchsorted(starts, np.arange(len(points)), side="right") - 1
    last = np.flatnonzero(closes)
    before = np.concatenate([points[straight - 1], points[last]])
    after = np.concatenate([points[straight], points[starts[part[last]]]])
    boxes = np.concatenate([np.minimum(before, after), np.maximum(before, after)], axis=1)
    straight_on = (boxes[:, 2:] - boxes[:, :2]).min(axis=1) <= STRAIGHT
    return np.asarray(boxes[straight_on])
