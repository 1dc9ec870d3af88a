"""What the parts of a total are, told by each other: of words that name several rows those that add up.

`Còn lại: 112 hồ sơ, trong đó 104 chưa đến hạn, 08 quá hạn`: 112 is what is pending, for by an identity of the
catalogue this is the sum of what is in time and what is overdue; so `quá hạn` here is of what is pending.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

import msgspec
import regex

from extractor.model import Table
from extractor.records import FigureRecord
from extractor.resolve.sourced import TOTAL
from extractor.rules import Patterns
from extractor.rules.lists import Formula

Group = tuple[int, list[int]]
"""The number of a total among the figures, and those of its parts."""

COUNT = "count"
WIDTHS = (2, 3)
"""How many parts in a row are asked whether they add up to the cell before them."""

_ORDINAL = regex.compile(r"(?<head>\d+(?:\.\d+)*)[.)]?|[-+•*]|\(?\p{Ll}[.)]?")


def consistent(
    records: Sequence[FigureRecord],
    could: Callable[[int], AbstractSet[str]],
    groups: Iterable[Group],
    patterns: Patterns,
) -> list[FigureRecord]:
    """The figures, each group that adds up with the one reading that makes it an identity.

    `could` tells for the number of a figure the rows that its own words name, whatever their context.
    """
    found = list(records)
    sums = [formula for formula in patterns.rows(Formula) if formula.kind == "sum"]
    totals = {None, *(formula.total for formula in sums)}
    for total, parts in groups:
        members = [found[at] for at in (total, *parts)]
        if len(parts) < 2 or not _adds_up(*members):  # noqa: PLR2004 - one part is no sum
            continue
        if found[total].indicator not in totals:
            continue
        told = [{one.indicator} if one.indicator else set[str]() for one in members[1:]]
        if found[total].indicator is not None and any(_readings(found[total], told, sums)):
            continue  # they are an identity as they are
        readings = list(_readings(found[total], [could(at) for at in parts], sums))
        if len(set(readings)) == 1:
            for at, name in zip((total, *parts), readings[0], strict=True):
                if found[at].indicator != name:
                    basis = found[at].basis | {"indicator": TOTAL}
                    unit = found[at].unit or patterns.indicators[name].unit
                    found[at] = msgspec.structs.replace(found[at], indicator=name, unit=unit, basis=basis)
    return found


def _adds_up(total: FigureRecord, *parts: FigureRecord) -> bool:
    members = (total, *parts)
    if any(one.kind != COUNT or one.value is None for one in members):
        return False
    if len({one.unit for one in members} - {None}) > 1:
        return False
    return sum(Decimal(part.value or 0) for part in parts) == Decimal(total.value or 0)


def _readings(
    total: FigureRecord, could: Sequence[AbstractSet[str]], sums: Iterable[Formula]
) -> Iterator[tuple[str, ...]]:
    """The rows of a total and its parts by each identity that fits."""
    for formula in sums:
        if total.indicator not in {None, formula.total}:
            continue
        named = [names & {*formula.parts, *formula.optional} for names in could]
        parts = [next(iter(names)) for names in named if len(names) == 1]
        if len(set(parts)) == len(named) and set(formula.parts) <= set(parts):
            yield formula.total, *parts


def of_text(records: Sequence[FigureRecord]) -> Iterator[Group]:
    """The parts in sentences by their total."""
    numbers = {record.id: number for number, record in enumerate(records)}
    groups: dict[int, list[int]] = {}
    for number, record in enumerate(records):
        if record.part_of in numbers and record.table is None:
            groups.setdefault(numbers[record.part_of], []).append(number)
    yield from groups.items()


def of_tables(records: Sequence[FigureRecord], tables: Mapping[str, Table]) -> Iterator[Group]:
    """The cells of the rows `3.1`, `3.2` by that of row `3` in their column."""
    cells = {(r.table.id, r.table.row, r.table.col): n for n, r in enumerate(records) if r.table}
    for name, table in tables.items():
        columns = {col for key, _, col in cells if key == name}
        for head, rows in _nested(table).items():
            for col in columns:
                total = cells.get((name, head, col))
                parts = [cells[name, row, col] for row in rows if (name, row, col) in cells]
                if total is not None and len(parts) == len(rows):
                    yield total, parts


def of_rows(records: Sequence[FigureRecord]) -> Iterator[Group]:
    """The cells that follow one in its row by that one: `Đang giải quyết | Trong hạn | Quá hạn`."""
    rows: dict[tuple[str, int], list[int]] = {}
    for number, record in enumerate(records):
        if record.table is not None:
            rows.setdefault((record.table.id, record.table.row), []).append(number)
    for cells in rows.values():
        for at, total in enumerate(cells):
            yield from (
                (total, cells[at + 1 : at + 1 + count]) for count in WIDTHS if at + count < len(cells)
            )


def _nested(table: Table) -> dict[int, list[int]]:
    """The rows of a table that are numbered as parts of another one, by its number."""
    marks = {
        cell.row: cell.text.strip() for cell in table.cells if cell.col == 0 and cell.row >= table.header_rows
    }
    found: dict[int, list[int]] = {}
    heads: dict[str, int] = {}
    last: int | None = None
    for row, text in sorted(marks.items()):
        mark = _ORDINAL.fullmatch(text)
        if mark is None:
            last = None
        elif mark["head"] is None:
            if last is not None:
                found.setdefault(last, []).append(row)
        else:
            above = heads.get(mark["head"].rpartition(".")[0])
            if above is not None:
                found.setdefault(above, []).append(row)
            heads[mark["head"]] = last = row
    return found
