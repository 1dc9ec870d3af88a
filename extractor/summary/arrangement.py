"""How the table is arranged: which columns stand on which sheet, which rows under which Roman number."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.aggregate.receipts import Receipt, unit_of
from extractor.aggregate.table import Column, Line, Table
from extractor.rules import Patterns
from extractor.rules.lists import Formula, Theme
from extractor.units.gazetteer import Unit, units_on
from extractor.writers.vocabulary import Vocabulary

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Group(Struct, frozen=True, kw_only=True):
    """Rows under one Roman number: the units of a district, or all of them."""

    title: str | None
    lines: tuple[Line, ...]
    missing: tuple[Unit, ...] = ()


def themes(columns: Iterable[Column], patterns: Patterns) -> dict[str, list[Column]]:
    """The columns by the name of the sheet that they stand on; a rate stands beside what it is of."""
    rows = patterns.rows(Theme)
    found: dict[str, list[Column]] = {}
    for column in columns:
        heads = [row for row in rows if "." not in row.id and _head(column, patterns) == row.id]
        label = heads[0].label if heads else _head(column, patterns)
        found.setdefault(label, []).append(column)
    return found


def groups(table: Table, missing: Sequence[Unit]) -> list[Group]:
    """The rows by the unit above theirs, where there are several; those of no unit come last."""
    above: dict[str, list[Line]] = {}
    for line in table.lines:
        unit = unit_of(line.receipt.document)
        above.setdefault(unit.parent if unit else "", []).append(line)
    absent: dict[str, list[Unit]] = {}
    for unit in missing:
        # A unit that is known by its name alone stands with the others where these are one group.
        parent = unit.parent or (next(iter(above)) if len(above) == 1 else "")
        absent.setdefault(parent, []).append(unit)
    codes = sorted({*above, *absent}, key=lambda code: (not code, code))
    named = [(code, _title(code, above.get(code, ()))) for code in codes]
    return [
        Group(
            title=title if len(named) > 1 else None,
            lines=tuple(above.get(code, ())),
            missing=tuple(absent.get(code, ())),
        )
        for code, title in named
    ]


def by_level(table: Table, words: Vocabulary) -> list[Group]:
    """The rows of units by their level, the province first; those of no known level come last."""
    levels: dict[str, list[Line]] = {}
    for line in table.lines:
        levels.setdefault(line.level or "", []).append(line)
    order = [*words.ids("unit_level"), ""]
    return [
        Group(title=words.value("unit_level", level) if level else "…", lines=tuple(levels[level]))
        for level in sorted(levels, key=order.index)
    ]


def roman(number: int) -> str:
    """A number as Roman numerals."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _head(column: Column, patterns: Patterns) -> str:
    """The first part of an indicator's id; a rate has that of its parts."""
    head = column.indicator.split(".", 1)[0]
    themed = {row.id for row in patterns.rows(Theme) if "." not in row.id}
    rates = (formula for formula in patterns.rows(Formula) if formula.kind == "rate")
    parts = [formula.parts[0] for formula in rates if formula.total == column.indicator]
    own = parts[0].split(".", 1)[0] if parts else head
    return own if own in themed else head


def _title(code: str, lines: Sequence[Line]) -> str:
    """What a group is called: the unit above its rows."""
    days = [line.receipt.document.units_on for line in lines if line.receipt.document.units_on]
    unit = units_on(days[0] if days else "9999").units.get(code)
    return unit.full_name if unit else code


def called(receipt: Receipt) -> str:
    """The sender without the unit above its own, which the heading of its group or the title tells."""
    unit = unit_of(receipt.document)
    parent = units_on(receipt.document.units_on or "").units.get(unit.parent) if unit else None
    name = receipt.sender
    return name.partition(",")[0] if parent and name.lower().endswith(parent.full_name.lower()) else name
