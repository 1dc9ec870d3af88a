"""A report as the finders see it: the document, its view, its lexemes and its outline, with places to print.

The finders work in offsets of the view; `Report.place` turns a stretch of the view into the place that a
record carries: raw offsets and text, page and box, cell, footnote and section.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest
from struct import unpack_from
from typing import Any

from extractor.lexer import Lexed
from extractor.model import Box, Cell, Document, Page, Table
from extractor.outline import DASH, Outline
from extractor.parts import FieldSpan, OutlineItem, TableCell
from extractor.rules import Patterns, Rule
from extractor.text.sentences import Sentences
from extractor.text.view import View


class Report:
    """Everything that is known of a document before the finders run."""

    def __init__(self, document: Document, view: View, lexed: Lexed, patterns: Patterns) -> None:
        self.document = document
        self.view = view
        self.lexed = lexed
        self.patterns = patterns
        self.outline = Outline(view, lexed, patterns)
        self.sentences = Sentences(view.text)
        self.tables = {
            f"t{number}": table
            for number, table in enumerate((t for t in document.tables if not t.layout), 1)
        }

    def place(self, start: int, end: int) -> dict[str, Any]:
        """The fields of `records.Place` for a stretch of the view (not empty)."""
        raw_start, raw_end = self.view.raw_span(start, end)
        cell = self.cell_at(raw_start)
        page = self._page(raw_start)
        return {
            "start": raw_start,
            "end": raw_end,
            "text": self.document.raw[raw_start:raw_end],
            "page": cell[1].page if cell and cell[1].page else page and page.number,
            "bbox": self._box(page, raw_start, raw_end) if page else None,
            "table": TableCell(id=cell[0], row=cell[1].row, col=cell[1].col) if cell else None,
            "footnote": self.view.note_of(start),
            "section": self.outline.path(start),
        }

    def field(self, start: int, end: int) -> FieldSpan:
        """Where a header field is printed, for a stretch of the view."""
        raw_start, raw_end = self.view.raw_span(start, end)
        return FieldSpan(start=raw_start, end=raw_end, text=self.document.raw[raw_start:raw_end])

    def items(self) -> tuple[OutlineItem, ...]:
        """The numbered headings, each with how much stands between it and the next heading of any kind."""
        headings = self.outline.headings
        found = []
        for heading, below in zip_longest(headings, headings[1:]):
            if heading.level >= DASH:
                continue
            end = below.start if below else self.view.flow
            place = self.place(heading.start, heading.end)
            found.append(
                OutlineItem(
                    path=(*self.outline.path(heading.start), heading.text),
                    start=place["start"],
                    end=place["end"],
                    page=place["page"],
                    chars=sum(map(str.isalnum, self.view.text[heading.end : end])),
                )
            )
        return tuple(found)

    def rule(self, book: str, name: str) -> Rule:
        """The rule of a book with an id."""
        return next(rule for rule in self.patterns.rules(book) if rule.id == name)

    def sentence(self, position: int) -> str:
        """The cleaned sentence around a position of the view."""
        return self.sentences.text(position)

    def cell_at(self, raw: int) -> tuple[str, Cell] | None:
        """The table's id and the cell that hold a raw offset."""
        index = bisect_right(self._cell_starts, raw) - 1
        if index < 0:
            return None
        table_id, cell = self._cells[index]
        return (table_id, cell) if cell.start <= raw < cell.end else None

    def table_at(self, raw: int) -> tuple[str, Table] | None:
        """The data table that holds a raw offset."""
        index = bisect_right(self._tables, raw, key=lambda entry: entry[1].start) - 1
        return self._tables[index] if index >= 0 and raw < self._tables[index][1].end else None

    def box(self, raw_start: int, raw_end: int) -> Box | None:
        """The box in points around the printed characters of a stretch of raw text, on its first page."""
        page = self._page(raw_start)
        return self._box(page, raw_start, raw_end) if page else None

    def _box(self, page: Page, raw_start: int, raw_end: int) -> Box | None:
        if not page.boxes:
            return None
        begin = bisect_left(self._cell_starts, raw_start)
        end = bisect_left(self._cell_starts, raw_end, begin)
        if end - begin > 1:  # several cells, which may lie on several pages
            cells = [cell for _, cell in self._cells[begin:end]]
            return _around([cell.box for cell in cells if cell.box and cell.page == cells[0].page])
        first, last = 4 * (raw_start - page.start), 4 * (min(raw_end, page.end) - page.start)
        values = unpack_from(f"{last - first}f", page.boxes, 4 * first)
        if not (values and all(values[3::4])):  # characters without a place have no lower edge
            boxes = zip(*(iter(values),) * 4, strict=True)
            return _around([box for box in boxes if any(box)])
        return _rounded(min(values[::4]), min(values[1::4]), max(values[2::4]), max(values[3::4]))

    def _page(self, raw: int) -> Page | None:
        index = bisect_right(self._page_starts, raw) - 1
        return self.document.pages[index] if index >= 0 else None

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.document.pages]

    @cached_property
    def _tables(self) -> list[tuple[str, Table]]:
        return sorted(self.tables.items(), key=lambda entry: entry[1].start)

    @cached_property
    def _cells(self) -> list[tuple[str, Cell]]:
        cells = [(name, cell) for name, table in self.tables.items() for cell in table.cells if cell.text]
        return sorted(cells, key=lambda entry: entry[1].start)

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.start for _, cell in self._cells]


def _around(boxes: Sequence[Box]) -> Box | None:
    """The box around boxes, in hundredths of a point; None around nothing."""
    if not boxes:
        return None
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return _rounded(min(x0), min(top), max(x1), max(bottom))


def _rounded(x0: float, top: float, x1: float, bottom: float) -> Box:
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
