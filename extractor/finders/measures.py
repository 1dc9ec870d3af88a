"""The unit of a column of figures: from its heading, else from the table's "Đơn vị tính".

`Đơn vị tính: triệu đồng` multiplies every amount below it; a column headed `Tỷ lệ (%)` holds percentages.
"""

from decimal import Decimal

import regex
from msgspec import Struct

from extractor.finders.columns import headings
from extractor.model import Table
from extractor.rules import Patterns
from extractor.rules.lists import Measure, Phrase
from extractor.text.words import holds

_BRACKETS = regex.compile(r"\(([^()]{1,40})\)")
_NUMBER = regex.compile(r"^1[.,]000 ")


class ColumnUnit(Struct, frozen=True, kw_only=True):
    """What the figures of a column are: kind, unit, its print, and what they are multiplied by."""

    kind: str = "count"
    unit: str | None = None
    unit_raw: str | None = None
    factor: Decimal = Decimal(1)


class Measures:
    """Units and scale words as values."""

    def __init__(self, patterns: Patterns) -> None:
        self._units = {
            word.lower(): row for row in patterns.rows(Measure, "lists/units") for word in row.words
        }
        self._scales = {
            word: Decimal(row.factor) for row in patterns.rows(Measure, "scales") for word in row.words
        }
        self._shares = tuple(word for row in patterns.rows(Phrase, "column_units") for word in row.words)

    def unit(self, word: str) -> Measure | None:
        """The row of a unit as printed, whatever its case."""
        return self._units.get(word.lower())

    def longest(self, text: str) -> str | None:
        """The longest unit that a text begins with."""
        lowered = text.lower()
        return max((word for word in self._units if lowered.startswith(word)), key=len, default=None)

    def factor(self, scale: str) -> Decimal:
        """What scale words multiply by: `nghìn tỷ đồng` is 10 to the 12th."""
        factor = Decimal(1)
        for word in scale.lower().split():
            factor *= self._scales.get(word, Decimal(1))
        return factor

    def is_scale(self, word: str) -> bool:
        """Whether a word multiplies."""
        return word.lower() in self._scales

    def columns(self, table: Table, unit_note: str | None) -> tuple[ColumnUnit, ...]:
        """The unit of each column of a table."""
        whole = self._parsed((unit_note or "").rpartition(":")[2])
        return tuple(self._column(texts, whole) for texts in headings(table))

    def _column(self, texts: tuple[str, ...], whole: ColumnUnit | None) -> ColumnUnit:
        for text in reversed(texts):
            if holds(text, self._shares):
                return ColumnUnit(kind="rate", unit="%", unit_raw="%")
            for inside in reversed(_BRACKETS.findall(text)):
                parsed = self._parsed(inside)
                if parsed is not None:
                    return parsed
        return whole or ColumnUnit()

    def _parsed(self, text: str) -> ColumnUnit | None:
        """`triệu đồng`, `1.000 đồng`, `người`, `ha` as a unit; None when no list knows it."""
        words = _NUMBER.sub("nghìn ", text.strip(" ().;").lower())
        factor, rest = Decimal(1), words
        while " " in rest and self.is_scale(rest.split(" ")[0]):
            factor *= self.factor(rest.split(" ")[0])
            rest = rest.partition(" ")[2]
        row = self.unit(rest)
        if row is None:
            return None
        kind = "money" if row.kind == "money" else "measure" if row.kind == "measure" else "count"
        return ColumnUnit(kind=kind, unit=row.id, unit_raw=text.strip(" ()"), factor=factor)
