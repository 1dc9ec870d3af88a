"""What all units together state of a column: a sum that counts nothing twice, or a rate worked out anew."""

from decimal import Decimal

from msgspec import Struct

from extractor.aggregate.rates import rate_of
from extractor.aggregate.table import Column, Line, Table, adds
from extractor.rules import Patterns

WHOLE = 100


class Total(Struct, frozen=True, kw_only=True):
    """A value over the `lines` of the units that state something of it; doubtful where one of them is."""

    column: Column
    value: Decimal
    lines: tuple[Line, ...]
    doubtful: bool = False


def total(column: Column, table: Table, patterns: Patterns) -> Total | None:
    """The total of a column; None where nothing adds up and no rate can be worked out."""
    indicator = patterns.indicators[column.indicator]
    if adds(indicator):
        return _sum(column, table)
    rate = rate_of(column, table, patterns)
    if rate is None:
        return None
    asked = {*rate.parts, *rate.base}
    twice = frozenset().union(*(table.overlapping(one) for one in asked))
    lines = [
        line
        for line in table.lines
        if line.receipt.sender not in twice
        and all(one in line.entries and line.entries[one].value is not None for one in asked)
    ]
    over, under = (
        sum((line.entries[one].value or Decimal(0) for line in lines for one in side), Decimal(0))
        for side in (rate.parts, rate.base)
    )
    doubtful = any(line.entries[one].doubts for line in lines for one in asked)
    if not under:
        return None
    return Total(column=column, value=over * WHOLE / under, lines=tuple(lines), doubtful=doubtful)


def _sum(column: Column, table: Table) -> Total | None:
    twice = table.overlapping(column)
    lines = [line for line in table.lines if column in line.entries and line.receipt.sender not in twice]
    values = [value for line in lines if (value := line.entries[column].value) is not None]
    if not values:
        return None
    doubtful = any(line.entries[column].doubts for line in lines)
    return Total(column=column, value=sum(values, Decimal(0)), lines=tuple(lines), doubtful=doubtful)
