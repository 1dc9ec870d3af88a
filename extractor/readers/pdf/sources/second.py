"""pdfplumber, the second reader: slower, in pure Python, and with another decoder of fonts."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np

from extractor.readers.pdf.sources.scan import Scan
from extractor.readers.pdf.text.geometry import Floats, Size
from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.order import LOST

MAX_GLYPHS = 50_000
"""Glyphs taken from one page."""


class SecondReaderError(Exception):
    """pdfplumber cannot read the document or the page."""


class SecondPdf:
    """An open document; pages are scanned as by PDFium, so that every later step is the same."""

    def __init__(self, handle: Any) -> None:  # noqa: ANN401 - pdfplumber has no types
        self._handle = handle
        self.pages = len(handle.pages)

    def scan(self, number: int) -> Scan:
        """Read page `number`, counted from 1, as displayed; raises SecondReaderError."""
        with _translated():
            page = self._handle.pages[number - 1]
            try:
                return _scan(page, number)
            finally:
                page.close()


@contextmanager
def opened(data: bytes) -> Iterator[SecondPdf]:
    """Open a document for the time of a `with`; raises SecondReaderError."""
    with _translated():
        import pdfplumber  # noqa: PLC0415 - costs 100 ms and is rarely asked

        handle = pdfplumber.open(BytesIO(data))
        pdf = SecondPdf(handle)
    try:
        yield pdf
    finally:
        handle.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # broken files make pdfminer raise anything
        raise SecondReaderError from error


def _scan(page: Any, number: int) -> Scan:  # noqa: ANN401 - pdfplumber has no types
    # A page whose boxes leave nothing of it has a size of zero.
    size = Size(float(page.width) or 1.0, float(page.height) or 1.0)
    origin = np.array([page.bbox[0], page.bbox[1]] * 2, np.float32)
    chars = page.chars[:MAX_GLYPHS]
    marks = [*page.lines, *page.rects]
    images = _boxes(page.images, origin)
    cover = float(
        np.prod(images[:, 2:] - images[:, :2], axis=1).max(initial=0.0) / (size.width * size.height)
    )
    rules = _boxes(page.edges, origin)
    return Scan(
        number,
        size,
        _glyphs(chars, origin),
        rules,
        min(cover, 1.0),
        drawn=bool(chars or marks or len(images)),
        lined=False,
    )


def _glyphs(chars: list[dict[str, Any]], origin: Floats) -> Glyphs:
    """Give pdfplumber's characters as glyphs; a ligature becomes as many as it has letters."""
    letters = [(ord(letter), char) for char in chars for letter in _letters(char["text"])]
    count = len(letters)
    boxes = _boxes([char for _, char in letters], origin)
    turns = np.array([_turn(char["matrix"]) for _, char in letters], np.int8)
    x0, top, x1, bottom = boxes.T
    return Glyphs(
        codes=np.array([code for code, _ in letters], np.uint32),
        boxes=boxes,
        origins=np.stack(
            [np.choose(turns, (x0, x0, x1, x1)), np.choose(turns, (bottom, top, top, bottom))], axis=1
        ),
        sizes=np.array([char["size"] for _, char in letters], np.float32),
        turns=turns,
        made=np.zeros(count, np.bool_),
        overlay=np.zeros(count, np.bool_),
    )


def _letters(text: str) -> str:
    return chr(LOST) if text.startswith("(cid:") else text


def _turn(matrix: tuple[float, ...]) -> int:
    a, b, *_ = matrix
    return round(math.atan2(-b, a) / (math.pi / 2)) % 4


def _boxes(items: list[dict[str, Any]], origin: Floats) -> Floats:
    values = [[item["x0"], item["top"], item["x1"], item["bottom"]] for item in items]
    return np.array(values, np.float32).reshape(-1, 4) - origin
