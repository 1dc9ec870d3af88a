"""Values that a form asks for and a report states in parts: direct and by post, where it asks for both."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from extractor.aggregate.table import Column, Doubt, Entry, Table
from extractor.rules import Patterns
from extractor.rules.lists import Formula


def completed(table: Table, columns: Iterable[Column], patterns: Patterns) -> Table:
    """The table with the sums of parts in the columns that a line does not state, each marked as derived.

    Only of formulas whose parts are always all there is.
    """
    asked = tuple(columns)
    sums = [row for row in patterns.rows(Formula) if row.kind == "sum" and not (row.optional or row.unless)]
    lines = []
    for line in table.lines:
        missing = (column for column in asked if column not in line.entries)
        derived = {
            column: entry for column in missing if (entry := _derived(column, line.entries, sums)) is not None
        }
        lines.append(replace(line, entries={**line.entries, **derived}) if derived else line)
    every = dict.fromkeys((*table.columns, *asked))
    return replace(table, columns=tuple(every), lines=tuple(lines))


def _derived(column: Column, entries: Mapping[Column, Entry], sums: Iterable[Formula]) -> Entry | None:
    for formula in sums:
        if formula.total != column.indicator:
            continue
        parts = [entries.get(replace(column, indicator=part)) for part in formula.parts]
        stated = [part for part in parts if part is not None and part.value is not None]
        if len(stated) == len(parts):
            doubts = dict.fromkeys((*(doubt for part in stated for doubt in part.doubts), Doubt.DERIVED))
            return Entry(
                value=sum((part.value or Decimal(0) for part in stated), Decimal(0)),
                figures=tuple(figure for part in stated for figure in part.figures),
                doubts=tuple(doubts),
            )
    return None
