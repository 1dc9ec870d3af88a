"""Rates of a whole: out of the sums of their numerators and denominators, never an average of rates."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from extractor.aggregate.table import Column, Table
from extractor.rules import Patterns
from extractor.rules.lists import Formula, Indicator

WHOLE = 100


class Rate(Struct, frozen=True, kw_only=True):
    """The columns whose totals make a rate: the sum of `parts` of the sum of `base`."""

    parts: tuple[Column, ...]
    base: tuple[Column, ...]


def rate_of(column: Column, table: Table, patterns: Patterns) -> Rate | None:
    """How the rate of a column is worked out again over all units.

    None where no formula has all its columns here, or where a unit states one of them and not the others.
    """
    known = {other.indicator for other in table.columns if other.level == column.level}
    for formula in patterns.rows(Formula):
        if formula.kind != "rate" or formula.total != column.indicator:
            continue
        parts, base = (_columns(ids, column) for ids in (formula.parts, formula.base))
        if not {*formula.parts, *formula.base} <= known:
            continue
        asked = {*parts, *base}
        stating = [line.entries.keys() for line in table.lines if asked & line.entries.keys()]
        if all(asked <= entries for entries in stating):
            return Rate(parts=parts, base=base)
    return None


def total_rate(rate: Rate, table: Table, patterns: Patterns) -> Decimal | None:
    """The rate of all units in per cent; None where a total that it needs is not known or is 0."""
    rows = {row.id: row for row in patterns.rows(Indicator)}
    parts, base = (_sum([table.total(column, rows) for column in side]) for side in (rate.parts, rate.base))
    return None if parts is None or not base else parts * WHOLE / base


def _columns(ids: Iterable[str], like: Column) -> tuple[Column, ...]:
    return tuple(Column(indicator=one, level=like.level) for one in ids)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
