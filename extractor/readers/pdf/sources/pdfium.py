"""PDFium, the first reader: bytes to pages of glyphs and rules.

PDFium is not thread-safe, so one lock is held around every use of it. Handles never leave this package's
`pdfium` and `paths`: what comes out are arrays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import numpy as np
import pypdfium2  # noqa: F401 - importing it starts the library that `raw` binds
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.readers.pdf.sources import native
from extractor.readers.pdf.sources.paths import marks
from extractor.readers.pdf.sources.plain import plain
from extractor.readers.pdf.sources.scan import Scan
from extractor.readers.pdf.tables.grid import SHORTEST
from extractor.readers.pdf.text.geometry import Floats, Size
from extractor.readers.pdf.text.glyphs import NO_GLYPHS, Glyphs
from extractor.readers.pdf.text.order import BLANK, CARRIAGE_RETURN, LINE_BREAK
from extractor.readers.pdf.text.runs import begins

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top, y up."""

LOCK = RLock()

MAX_GLYPHS = 200_000
"""Glyphs read on one page."""

OVERLAYS = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT})
"""Annotations whose printed text counts as text of the page: stamps of signatures, filled-in fields."""

MAX_ANNOTATIONS = 500

TABLE_RULES = 3
"""So many rules across a third of the page or more may be those of a table."""

SAME_PLACE = 4.0
"""They begin no farther apart than this, in points."""


class PdfiumError(Exception):
    """PDFium cannot read the document or the page; the message is the code of the problem."""


class Pdf:
    """An open document; only `pages` and `scan` are for use outside."""

    def __init__(self, handle: object) -> None:
        self._handle = handle
        self.pages: int = raw.FPDF_GetPageCount(handle)

    def scan(self, number: int, *, plainly: bool = True) -> Scan:
        """Read page `number`, counted from 1, in the file's own coordinates; raises PdfiumError.

        `plainly` allows to look no closer at a page of plain text.
        """
        with LOCK, self._loaded(number) as page:
            own = _flatten(page)
            if own is None:
                return _scan(page, number, MAX_GLYPHS, plainly=plainly)
        # Flattened annotations appear when the page is loaded anew.
        with LOCK, self._loaded(number) as page:
            return _scan(page, number, own, plainly=False)

    @contextmanager
    def _loaded(self, number: int) -> Iterator[object]:
        page = raw.FPDF_LoadPage(self._handle, number - 1)
        if not page:
            raise PdfiumError("page_failed")
        try:
            yield page
        finally:
            raw.FPDF_ClosePage(page)


@contextmanager
def opened(data: bytes) -> Iterator[Pdf]:
    """Open a document for the time of a `with`; an owner's password does not stop it, raises PdfiumError."""
    with LOCK:
        handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        reason = None if handle else raw.FPDF_GetLastError()
    if reason is not None:
        locked = reason in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise PdfiumError("pdf_encrypted" if locked else "pdf_broken")
    try:
        with LOCK:
            pdf = Pdf(handle)
        yield pdf
    finally:
        with LOCK:
            raw.FPDF_CloseDocument(handle)


def _flatten(page: object) -> int | None:
    """Draw stamps and fields into the page; give its own number of glyphs, None if nothing changed."""
    count = min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    if not any(_subtype(page, index) in OVERLAYS for index in range(count)):
        return None
    with _text_page(page) as text:
        own: int = raw.FPDFText_CountChars(text)
    return own if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS else None


def _subtype(page: object, index: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return 0
    subtype: int = raw.FPDFAnnot_GetSubtype(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    return subtype


@contextmanager
def _text_page(page: object) -> Iterator[object]:
    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise PdfiumError("page_failed")
    try:
        yield text
    finally:
        raw.FPDFText_ClosePage(text)


def _scan(page: object, number: int, own: int, *, plainly: bool) -> Scan:
    """Read a loaded page; glyphs from index `own` on come from annotations."""
    area = _page_area(page)
    size = Size(area[2] - area[0], area[3] - area[1])
    turn = max(raw.FPDFPage_GetRotation(page), 0)
    rules, images = marks(page)
    with _text_page(page) as text:
        handle, count = native.pointer_of(text), max(0, min(raw.FPDFText_CountChars(text), MAX_GLYPHS))
        usual = plainly and not turn and not _may_rule(rules, size)
        simple = plain(handle, count, (area[0], area[3])) if usual else None
        glyphs = NO_GLYPHS if simple else _glyphs(handle, count, area, own)
    cover = float(np.prod(images[:, 2:] - images[:, :2], axis=1).max(initial=0) / (size.width * size.height))
    drawn = raw.FPDFPage_CountObjects(page) > 0
    return Scan(number, size, glyphs, _down(rules, area), min(cover, 1.0), drawn, turn, plain=simple)


def _may_rule(rules: Floats, size: Size) -> bool:
    """Tell whether rules may be a table's: one stands upright, or several wide ones begin at one place."""
    if (rules[:, 3] - rules[:, 1] > SHORTEST).any():
        return True
    begins = np.sort(rules[rules[:, 2] - rules[:, 0] > size.width / 3, 0])
    together = begins[TABLE_RULES - 1 :] - begins[: len(begins) - TABLE_RULES + 1] < SAME_PLACE
    return bool(together.any())


def _glyphs(handle: native.Pointer, count: int, area: Bounds, own: int) -> Glyphs:
    """Read the glyphs of a text page, moved to the visible area's upper left corner."""
    codes = native.glyph_codes(handle, count)
    breaks = _breaks(codes)
    placed = np.flatnonzero(~breaks)
    boxes = _finite(_down(native.glyph_boxes(handle, placed.tolist())[:, [0, 3, 2, 1]], area))
    # A line break stands where the glyph before it ends.
    boxes = boxes[(np.cumsum(~breaks) - 1).clip(min=0)]
    boxes[breaks, 0] = boxes[breaks, 2]
    boxes[breaks, 1] = boxes[breaks, 3]
    # What PDFium put in takes no room.
    made = (codes <= BLANK) & (boxes[:, 0] == boxes[:, 2]) & (boxes[:, 1] == boxes[:, 3])
    printed = np.flatnonzero(~made)
    if not len(printed):
        return NO_GLYPHS
    objects = native.glyph_objects(handle, printed.tolist())
    # Size and matrix are asked once for each run of glyphs of one text object.
    starts = printed[np.flatnonzero(begins(objects))]
    run = (np.searchsorted(starts, np.arange(count), side="right") - 1).clip(min=0)
    matrices = _finite(native.glyph_matrices(handle, starts.tolist()))
    sizes = native.glyph_sizes(handle, starts.tolist()) * np.hypot(matrices[:, 2], matrices[:, 3])
    turns = np.rint(np.arctan2(-matrices[:, 1], matrices[:, 0]) / (np.pi / 2)).astype(np.int8) % 4
    origins = np.stack([matrices[:, 4] - area[0], area[3] - matrices[:, 5]], axis=1).astype(np.float32)
    return Glyphs(
        codes=codes,
        boxes=boxes,
        origins=origins[run],
        sizes=_finite(sizes)[run],
        turns=turns[run],
        made=made,
        overlay=np.arange(count) >= own,
    )


def _finite(values: Floats) -> Floats:
    return values if np.isfinite(values).all() else np.nan_to_num(values)


def _breaks(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Mark the line breaks that PDFium puts in, always two characters: no place need be asked for them."""
    pairs = (codes[:-1] == CARRIAGE_RETURN) & (codes[1:] == LINE_BREAK)
    breaks = np.zeros(len(codes), np.bool_)
    breaks[:-1] |= pairs
    breaks[1:] |= pairs
    return breaks


def _page_area(page: object) -> Bounds:
    """Give the visible part of the page: left, bottom, right, top in the page's own coordinates."""
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, rect) or rect.right <= rect.left or rect.top <= rect.bottom:
        raise PdfiumError("page_failed")
    return (rect.left, rect.bottom, rect.right, rect.top)


def _down(boxes: Floats, area: Bounds) -> Floats:
    """Boxes (left, bottom, right, top), y up, as (x0, top, x1, bottom), y down."""
    left, _, _, top = area
    x0, y0, x1, y1 = boxes.T
    return np.stack([x0 - left, top - y1, x1 - left, top - y0], axis=1).astype(np.float32)
