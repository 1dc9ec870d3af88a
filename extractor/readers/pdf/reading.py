"""The pages of a document, each read by the reader that reads it best."""

from contextlib import ExitStack, suppress
from typing import NamedTuple, Protocol

from extractor.model import Problem, Severity
from extractor.readers.limits import Limits
from extractor.readers.pdf.doubt import FAILED, MOST_PAGES, PATIENCE, better, doubt
from extractor.readers.pdf.page import Content, content, empty
from extractor.readers.pdf.sources import pdfium, second
from extractor.readers.pdf.sources.scan import Scan
from extractor.readers.pdf.tables.cells import PageTable

FIRST = "pdfium"
SECOND = "pdfplumber"


class Reader(Protocol):
    """What both readers have in common."""

    pages: int

    def scan(self, number: int, *, plainly: bool = True) -> Scan:
        """Read page `number`, counted from 1; `plainly` allows to look no closer at plain text."""


class Reading(NamedTuple):
    """The pages that could be read, and what went wrong."""

    pages: list[Content]
    problems: list[Problem]


def reading(data: bytes, limits: Limits) -> Reading:
    """Read all pages up to the limit; without pages there is a problem of severity `error`."""
    with ExitStack() as stack:
        pages = _Pages(data, limits, stack)
        try:
            pdf = stack.enter_context(pdfium.opened(data))
        except pdfium.PdfiumError as error:
            if str(error) == "pdf_encrypted":
                return Reading([], [Problem(code="pdf_encrypted", severity=Severity.ERROR)])
            return pages.alone()
        return pages.of(pdf) if pdf.pages else pages.alone()


def _too_many(pages: int, read: int) -> Problem:
    return Problem(code="too_many_pages", values={"pages": pages, "read": read})


class _Pages:
    """Reads page after page; holds the second reader open once it was asked."""

    def __init__(self, data: bytes, limits: Limits, stack: ExitStack) -> None:
        self._data, self._limits, self._stack = data, limits, stack
        self._second: second.SecondPdf | None = None
        self._patience = PATIENCE
        self._left = MOST_PAGES
        self._unasked = 0
        self._problems: list[Problem] = []

    def of(self, pdf: pdfium.Pdf) -> Reading:
        """Read the pages."""
        count = min(pdf.pages, self._limits.pages)
        if count < pdf.pages:
            self._problems.append(_too_many(pdf.pages, count))
        pages: list[Content] = []
        chars = 0
        for number in range(1, count + 1):
            page = self._page(pdf, number, _last(pages))
            pages.append(page)
            chars += page.length
            if chars > self._limits.chars:
                self._problems.append(_too_many(pdf.pages, number))
                break
        if self._unasked:
            self._problems.append(Problem(code="pages_doubtful", values={"pages": self._unasked}))
        return Reading(pages, self._problems)

    def alone(self) -> Reading:
        """Let the second reader try a document that the first cannot open, or in which it sees no page."""
        broken = Reading([], [Problem(code="pdf_broken", severity=Severity.ERROR)])
        pages: list[Content] = []
        try:
            total = self._opened().pages
        except second.SecondReaderError:
            return broken
        count = min(total, self._limits.pages, MOST_PAGES)
        if count < total:
            self._problems.append(_too_many(total, count))
        for number in range(1, count + 1):
            pages.append(self._instead(number, _last(pages)))
        return Reading(pages, self._problems) if any(page.lines or page.tables for page in pages) else broken

    def _page(self, pdf: pdfium.Pdf, number: int, before: PageTable | None) -> Content:
        try:
            # A few rows of a table that no lines are drawn in look like plain text.
            page = content(pdf.scan(number, plainly=before is None or not before.blank), before, FIRST)
        except pdfium.PdfiumError:
            return self._instead(number, before)
        reason = doubt(page)
        if reason is None:
            return page
        if self._left <= 0:
            self._unasked += 1
        try:
            other = self._asked(number, before)
        except second.SecondReaderError:
            self._problems.append(Problem(code="second_reader_failed", page=number))
            return page
        if other is None:
            return page
        if better(page, other, reason):
            return other._replace(reason=reason)
        self._patience -= 1
        return page

    def _instead(self, number: int, before: PageTable | None) -> Content:
        """Give a page that the first reader cannot load."""
        with suppress(second.SecondReaderError):
            other = self._asked(number, before)
            if other is not None and other.drawn:
                return other._replace(reason=FAILED)
        self._problems.append(Problem(code="page_failed", page=number))
        return empty(number)

    def _asked(self, number: int, before: PageTable | None) -> Content | None:
        """Ask the second reader for a page, as long as there is patience; raises SecondReaderError."""
        if self._patience <= 0 or self._left <= 0:
            return None
        self._left -= 1
        try:
            return content(self._opened().scan(number), before, SECOND)
        except second.SecondReaderError:
            self._patience = self._patience - 1 if self._second else 0
            raise

    def _opened(self) -> second.SecondPdf:
        if self._second is None:
            self._second = self._stack.enter_context(second.opened(self._data))
        return self._second


def _last(pages: list[Content]) -> PageTable | None:
    """The last table of the last page, which may go on."""
    return pages[-1].tables[-1] if pages and pages[-1].tables else None
