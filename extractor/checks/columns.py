"""Whether the columns of a data table fit each other: its last row their sum, its rates what they divide.

How a table is made is read from the table itself: most of its rows or columns must show it before one that
does not is doubted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from extractor.checks.build import check
from extractor.checks.scopes import amount
from extractor.finders.columns import is_total
from extractor.grammar.numbers import rounded
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.report import Report

FEWEST = 3
"""So many rows, or columns for a total, must show how a table is made."""

MOST = Decimal("0.7")
"""What share of them must."""

SHOWN = Decimal("0.1")

Row = dict[int, FigureRecord]


def run(figures: Iterable[FigureRecord], report: Report) -> list[CheckRecord]:
    """RATE and GRAND_TOTAL for the cells of data tables."""
    tables: dict[str, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        if figure.table is not None and figure.value is not None:
            tables[figure.table.id][figure.table.row][figure.table.col] = figure
    found: list[CheckRecord] = []
    for rows in tables.values():
        found += _rates(rows, report)
        found += _totals(rows, report)
    return found


def _rates(rows: dict[int, Row], report: Report) -> Iterator[CheckRecord]:
    """Cells of a column of rates that are not the quotient that the other rows of the column are."""
    columns = sorted({column for row in rows.values() for column in row})
    for rate in columns:
        cells = [(row, row[rate]) for row in rows.values() if rate in row and row[rate].kind == "rate"]
        best: tuple[int, int] | None = None
        most = 0
        for pair in permutations([c for c in columns if c != rate], 2):
            asked = [_holds(row, pair, cell) for row, cell in cells if _has(row, pair)]
            right = sum(asked)
            if right > most and right >= FEWEST and right >= MOST * len(asked):
                best, most = pair, right
        if best is None:
            continue
        for row, cell in cells:
            if _has(row, best) and not _holds(row, best, cell):
                above, below = row[best[0]], row[best[1]]
                yield check(
                    report.patterns.messages,
                    "RATE",
                    members=[cell, above, below],
                    severity=Severity.WARNING,
                    stated=amount(cell),
                    computed=rounded(100 * amount(above) / amount(below), _digit(cell) * SHOWN),
                    label=cell.label or "",
                    numerator=said(amount(above)),
                    denominator=said(amount(below)),
                )


def _has(row: Row, pair: tuple[int, int]) -> bool:
    above, below = row.get(pair[0]), row.get(pair[1])
    return above is not None and below is not None and bool(amount(below)) and amount(above) != amount(below)


def _holds(row: Row, pair: tuple[int, int], cell: FigureRecord) -> bool:
    right = 100 * amount(row[pair[0]]) / amount(row[pair[1]])
    return abs(right - amount(cell)) <= _digit(cell)


def _digit(cell: FigureRecord) -> Decimal:
    """One unit of the last digit of a rate: rounding and cutting off are both accepted."""
    return Decimal(1).scaleb(min(int(amount(cell).as_tuple().exponent), 0))


def _totals(rows: dict[int, Row], report: Report) -> Iterator[CheckRecord]:
    """Cells of the row of totals that are not the sum of the rows above, where its other columns are."""
    numbers = sorted(rows)
    for number in numbers:
        row = rows[number]
        if not is_total(_first(row), report.patterns):
            continue
        others = (rows[n] for n in numbers if n != number)
        parts = [other for other in others if not is_total(_first(other), report.patterns)]
        sums = {
            column: (cell, sum((amount(part[column]) for part in parts), Decimal(0)))
            for column, cell in row.items()
            if cell.kind != "rate" and all(column in part for part in parts)
        }
        right = sum(amount(cell) == computed for cell, computed in sums.values())
        if len(parts) < FEWEST or right < FEWEST - 1 or right < MOST * len(sums):
            continue
        for cell, computed in sums.values():
            if amount(cell) != computed:
                yield _total(cell, computed, len(parts), report)


def _first(row: Row) -> str:
    return (next(iter(row.values())).label or "").split(" | ")[0].strip()


def _total(cell: FigureRecord, computed: Decimal, count: int, report: Report) -> CheckRecord:
    label: Sequence[str] = (cell.label or "").split(" | ")
    return check(
        report.patterns.messages,
        "GRAND_TOTAL",
        members=[cell],
        stated=amount(cell),
        computed=computed,
        where=label[0],
        column=label[-1],
        count=count,
    )
