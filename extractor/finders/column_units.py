"""What the figures of a table's cells are: by the heading of their column, by their row, by the table's note.

`Đơn vị tính: triệu đồng` multiplies every amount below it; a column headed `Tỷ lệ (%)` holds percentages, one
headed `Số hồ sơ` or `Học sinh` counts them; a column `ĐVT` says the unit of each row.
"""

from decimal import Decimal

import msgspec
import regex
from msgspec import Struct

from extractor.finders.columns import grid, headings
from extractor.finders.measures import Measures
from extractor.model import Table
from extractor.rules import Patterns
from extractor.rules.lists import Phrase
from extractor.text.words import Words, after, holds

_BRACKETS = regex.compile(r"\(([^()]{1,40})\)")
_NUMBER = regex.compile(r"^1[.,]000 ")
_MARKS = " ().;:"
_KNOWN = 0.5
"""The share of a column's cells that must be units before it is taken for the column of units."""


class ColumnUnit(Struct, frozen=True, kw_only=True):
    """What figures in cells are: kind, unit, its print, their factor, and whether they are changes."""

    kind: str = "count"
    unit: str | None = None
    unit_raw: str | None = None
    factor: Decimal = Decimal(1)
    is_change: bool = False


class ColumnUnits:
    """The unit of every cell of a table."""

    def __init__(self, table: Table, unit_note: str | None, measures: Measures, patterns: Patterns) -> None:
        self._measures = measures
        self._words = {row.id: row.words for row in patterns.rows(Phrase, "column_units")}
        self._note_words = next(
            (row.words for row in patterns.rows(Phrase, "staffing_words") if row.id == "unit_note"), ()
        )
        note = (unit_note or "").rpartition(":")[2]
        whole = self._parsed(note) or self._counted(note)
        above = headings(table)
        self._columns = tuple(self._column(texts, whole) for texts in above)
        self._rows = self._row_units(table, above)

    def at(self, row: int, col: int) -> ColumnUnit:
        """The unit of one cell: a share by its column, else as its row says, else as its column says."""
        column = self._columns[col]
        own = self._rows.get(row)
        if own is None or column.kind == "rate":
            return column
        return msgspec.structs.replace(own, is_change=column.is_change)

    def _column(self, texts: tuple[str, ...], whole: ColumnUnit | None) -> ColumnUnit:
        is_change = any(holds(text, self._words.get("change", ())) for text in texts)
        found = self._of_heading(texts) or whole or ColumnUnit()
        return msgspec.structs.replace(found, is_change=is_change)

    def _of_heading(self, texts: tuple[str, ...]) -> ColumnUnit | None:
        """What the heading nearest to the figures says."""
        for text in reversed(texts):
            if holds(text, self._words.get("%", ())):
                return ColumnUnit(kind="rate", unit="%", unit_raw="%")
            for kind in ("numerator", "denominator"):
                if _is_one_of(text, self._words.get(kind, ())):
                    return ColumnUnit(kind=kind)
            for inside in reversed(_BRACKETS.findall(text)):
                parsed = self._parsed(inside)
                if parsed is not None:
                    return parsed
            counted = self._counted(text)
            if counted is not None:
                return counted
        return None

    def _counted(self, text: str) -> ColumnUnit | None:
        """`Số hồ sơ tiếp nhận` and `Học sinh` count what they name; `Kế hoạch` says what was planned."""
        rest = after(text.strip(_MARKS), self._words.get("number", ()))
        named = text.strip(_MARKS) if rest is None else rest
        if after(named, self._words.get("no_unit", ())) is not None:
            return None
        word = self._measures.longest(named)
        if word is None or (rest is None and len(word) < len(named)):
            return None
        row = self._measures.unit(word)
        return ColumnUnit(unit=row.id, unit_raw=named[: len(word)]) if row and row.kind == "count" else None

    def _row_units(self, table: Table, above: tuple[tuple[str, ...], ...]) -> dict[int, ColumnUnit]:
        """The unit of each row: of a column of units, else in brackets after the row's label."""
        rows = list(enumerate(grid(table)))[table.header_rows :]
        found: dict[int, ColumnUnit] = {}
        for number, row in rows:
            label = next((c.text for c in row if c and any(char.isalpha() for char in c.text)), "")
            for inside in _BRACKETS.findall(label)[-1:]:
                parsed = self._parsed(inside)
                if parsed is not None and label.rstrip().endswith(")"):
                    found[number] = parsed
        for col, texts in enumerate(above):
            if not texts or not _is_one_of(texts[-1], self._note_words):
                continue
            cells = {number: row[col] for number, row in rows}
            said = {number: cell.text for number, cell in cells.items() if cell and cell.text.strip()}
            units = {number: unit for number, text in said.items() if (unit := self._parsed(text))}
            if said and len(units) >= _KNOWN * len(said):
                found |= units
        return found

    def _parsed(self, text: str) -> ColumnUnit | None:
        """`triệu đồng`, `1.000 đồng`, `đồng/kg`, `người`, `%` as a unit; None when no list knows it."""
        measures = self._measures
        words = _NUMBER.sub("nghìn ", text.strip(_MARKS).lower())
        factor, rest = Decimal(1), words
        while " " in rest and measures.is_scale(rest.split(" ")[0]):
            factor *= measures.factor(rest.split(" ")[0])
            rest = rest.partition(" ")[2]
        row, unit = measures.unit(rest.partition("/")[0].strip()), measures.id(rest)
        if row is None or unit is None:
            return None
        kind = row.kind if row.kind in {"money", "measure", "rate"} else "count"
        return ColumnUnit(kind=kind, unit=unit, unit_raw=text.strip(_MARKS), factor=factor)


def _is_one_of(text: str, words: Words) -> bool:
    """Whether a text is nothing but one of the words."""
    return after(text.strip(_MARKS), words) == ""
