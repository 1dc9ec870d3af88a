"""The words of a figure in a table's cell: its row's label, its column's headings, the group of its row."""

import regex

from extractor.finders.columns import grid, heading_cells
from extractor.model import Cell, Table
from extractor.parts import TableCell
from extractor.report import Report
from extractor.rules.lists import Phrase
from extractor.text.words import after, says_something

Span = tuple[int, int]

CAPTION, CAPTION_LINES = 300, 3
"""How far above a table, in characters and in lines, the words may stand that say what it is about."""

_LINE = regex.compile(r"\n+")
_ROMAN = regex.compile(r"[IVXLC]+[.)]?")


class Cells:
    """The cells that say what the figures of the tables of a report are."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._headings = {
            name: [[cell for cell in above if _is_words(cell.text)] for above in heading_cells(table)]
            for name, table in report.tables.items()
        }
        rows = report.patterns.rows(Phrase, "column_units")
        self._notes = next((row.words for row in rows if row.id == "note"), ())
        self._labels = {name: _labels(table) for name, table in report.tables.items()}
        span = report.view.span
        self._above = {
            name: [[span(cell.start, cell.end) for cell in reversed(above)] for above in columns]
            for name, columns in self._headings.items()
        }
        placed = sorted(report.tables.items(), key=lambda entry: entry[1].start)
        ends = [0, *(table.end for _, table in placed)]
        self._captions = {
            name: self._caption(table, end) for (name, table), end in zip(placed, ends, strict=False)
        }
        self._beside = {
            name: {row: span(cell.start, cell.end) for row, cell in labels.items()}
            for name, labels in self._labels.items()
        }

    def is_note(self, place: TableCell) -> bool:
        """Whether a cell stands in a column of remarks: its figures are told by their own words."""
        return any(
            after(cell.text.strip(), self._notes) == "" for cell in self._headings[place.id][place.col]
        )

    def caption(self, place: TableCell) -> Span:
        """The stretch of the view above a cell's table that says what the whole table is about."""
        return self._captions[place.id]

    def words(self, place: TableCell) -> list[Span]:
        """The raw spans of the row's label and the column's headings, outermost first."""
        label = self._labels[place.id].get(place.row)
        row = [label] if label is not None and label.col < place.col else []
        return [(cell.start, cell.end) for cell in [*row, *self.headings(place)]]

    def headings(self, place: TableCell) -> list[Cell]:
        """The headings of the column that hold words."""
        return self._headings[place.id][place.col]

    def heading_spans(self, place: TableCell) -> list[Span]:
        """The stretches of the view that the headings of the column stand in, the nearest first."""
        return self._above[place.id][place.col]

    def spans(self, place: TableCell) -> list[Span]:
        """The stretches of the view that the words of a cell stand in, the nearest first."""
        above, label = self.heading_spans(place), self.label(place)
        return [*above, self._beside[place.id][place.row]] if label and label.col < place.col else above

    def _caption(self, table: Table, before: int) -> Span:
        """The last lines above a table, none of them of the table that ends at `before`."""
        text, end = self.report.view.text, self.report.view.at(table.start)
        first = max(self.report.view.at(before), end - CAPTION)
        breaks = [found.end() for found in _LINE.finditer(text, first, end)]
        return max([first, *breaks[-CAPTION_LINES - 1 : -CAPTION_LINES]]), end

    def label_span(self, place: TableCell) -> Span:
        """Where in the view the label of a figure's row stands; an empty span without a label."""
        return self._beside[place.id].get(place.row, (0, 0))

    def labels(self, table: str) -> list[tuple[int, Cell]]:
        """The rows of a table that have a label, from top to bottom, with it."""
        return list(self._labels[table].items())

    def label(self, place: TableCell) -> Cell | None:
        """The label of a figure's row."""
        return self._labels[place.id].get(place.row)


def _labels(table: Table) -> dict[int, Cell]:
    """The first cell with words of each row below the header."""
    found: dict[int, Cell] = {}
    for number, row in enumerate(grid(table)[table.header_rows :], table.header_rows):
        label = next((cell for cell in row if cell and _is_words(cell.text)), None)
        if label is not None:
            found[number] = label
    return found


def _is_words(text: str) -> bool:
    """Whether a cell says something; `II` only counts the rows off."""
    return says_something(text) and not _ROMAN.fullmatch(text.strip())
