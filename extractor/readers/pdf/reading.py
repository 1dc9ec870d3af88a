"""The pages of a document, each read by the reader that reads it best."""

from contextlib import ExitStack
from typing import NamedTuple, Protocol

from extractor.model import Problem, Severity
from extractor.readers.limits import Limits
from extractor.readers.pdf import pdfium, second
from extractor.readers.pdf.cells import PageTable
from extractor.readers.pdf.page import Content, content, doubtful, empty
from extractor.readers.pdf.scan import Scan

FIRST = "pdfium"
SECOND = "pdfplumber"

PATIENCE = 3
"""After so many pages on which the second reader was asked and did no better, it is asked no more."""

PAGES_ALONE = 200
"""Pages that the second reader reads of a document that the first cannot open."""


class Reader(Protocol):
    """What both readers have in common."""

    pages: int

    def scan(self, number: int) -> Scan:
        """Read page `number`, counted from 1."""


class Reading(NamedTuple):
    """The pages that could be read, and what went wrong."""

    pages: list[Content]
    problems: list[Problem]


def reading(data: bytes, limits: Limits) -> Reading:
    """Read all pages up to the limit; without pages there is a problem of severity `error`."""
    try:
        with ExitStack() as stack:
            pdf = stack.enter_context(pdfium.opened(data))
            return _Pages(data, limits, stack).of(pdf)
    except pdfium.PdfiumError as error:
        if str(error) == "pdf_encrypted":
            return Reading([], [Problem(code="pdf_encrypted", severity=Severity.ERROR)])
    return _alone(data, limits)


def _alone(data: bytes, limits: Limits) -> Reading:
    """Let the second reader try a document that the first cannot open."""
    broken = Problem(code="pdf_broken", severity=Severity.ERROR)
    pages: list[Content] = []
    problems: list[Problem] = []
    try:
        with second.opened(data) as pdf:
            count = min(pdf.pages, limits.pages, PAGES_ALONE)
            if count < pdf.pages:
                problems.append(_too_many(pdf.pages, count))
            for number in range(1, count + 1):
                before = pages[-1].tables[-1:] if pages else []
                pages.append(
                    content(pdf.scan(number), before[0] if before else None, SECOND)._replace(reason="failed")
                )
    except second.SecondReaderError:
        problems.append(Problem(code="second_reader_failed"))
    if not any(page.lines or page.tables for page in pages):
        return Reading([], [broken])
    return Reading(pages, problems)


def _too_many(pages: int, read: int) -> Problem:
    return Problem(code="too_many_pages", values={"pages": pages, "read": read})


class _Pages:
    """Reads page after page; holds the second reader open once it was asked."""

    def __init__(self, data: bytes, limits: Limits, stack: ExitStack) -> None:
        self._data, self._limits, self._stack = data, limits, stack
        self._second: second.SecondPdf | None = None
        self._patience = PATIENCE
        self._problems: list[Problem] = []

    def of(self, pdf: Reader) -> Reading:
        """Read the pages."""
        count = min(pdf.pages, self._limits.pages)
        if count < pdf.pages:
            self._problems.append(_too_many(pdf.pages, count))
        pages: list[Content] = []
        chars = 0
        for number in range(1, count + 1):
            page = self._page(pdf, number, pages[-1].tables[-1] if pages and pages[-1].tables else None)
            pages.append(page)
            chars += page.length
            if chars > self._limits.chars:
                self._problems.append(_too_many(pdf.pages, number))
                break
        return Reading(pages, self._problems)

    def _page(self, pdf: Reader, number: int, before: PageTable | None) -> Content:
        try:
            page = content(pdf.scan(number), before, FIRST)
        except pdfium.PdfiumError:
            self._problems.append(Problem(code="page_failed", page=number))
            return self._asked(number, before) or empty(number)
        if not doubtful(page):
            return page
        other = self._asked(number, before)
        if other is None or (other.quality or 0.0) <= (page.quality or 0.0):
            self._patience -= 1
            return page
        return other._replace(reason="low_quality")

    def _asked(self, number: int, before: PageTable | None) -> Content | None:
        """Ask the second reader for a page, as long as there is patience."""
        if self._patience <= 0:
            return None
        try:
            if self._second is None:
                self._second = self._stack.enter_context(second.opened(self._data))
            return content(self._second.scan(number), before, SECOND)._replace(reason="failed")
        except second.SecondReaderError:
            self._patience = 0
            self._problems.append(Problem(code="second_reader_failed", page=number))
            return None
