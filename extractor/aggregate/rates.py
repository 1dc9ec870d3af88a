"""Rates of a whole: out of the sums of their numerators and denominators, never an average of rates."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from extractor.aggregate.table import Column, Table
from extractor.rules import Patterns
from extractor.rules.lists import Formula

WHOLE_TIME = "*"
"""The period of a column that holds what all periods of the table make together."""


class Rate(Struct, frozen=True, kw_only=True):
    """The columns whose totals make a rate: the sum of `parts` of the sum of `base`."""

    parts: tuple[Column, ...]
    base: tuple[Column, ...]


def rate_of(column: Column, table: Table, patterns: Patterns) -> Rate | None:
    """How the rate of a column is worked out again over the units that state all that it needs.

    Of several ways the one that most units allow; None where none allows any.
    """
    found: dict[Rate, int] = {}
    like = (column.level, column.period)
    known = {other.indicator for other in table.columns if (other.level, other.period) == like}
    for formula in patterns.rows(Formula):
        if formula.kind != "rate" or formula.total != column.indicator:
            continue
        parts, base = (_columns(ids, column) for ids in (formula.parts, formula.base))
        if not {*formula.parts, *formula.base} <= known:
            continue
        asked = {*parts, *base}
        found[Rate(parts=parts, base=base)] = sum(asked <= line.entries.keys() for line in table.lines)
    best = max(found, key=lambda rate: found[rate], default=None)
    return best if best is not None and found[best] else None


def over_time(columns: Iterable[Column], table: Table, patterns: Patterns) -> list[Column]:
    """The columns with one more behind the periods of each indicator that means something over all of them.

    Counts add up over periods without a common day, of a stock the last period counts, a rate is worked out
    again; the period of the new columns is `WHOLE_TIME`.
    """
    found: list[Column] = []
    for whole, run in groupby(columns, key=lambda column: replace(column, period=WHOLE_TIME)):
        periods = list(run)
        found += periods
        asked = table.disjoint and len(periods) > 1
        adds_up = patterns.indicators[whole.indicator].aggregation in {"sum", "last"}
        if asked and (adds_up or rate_over_time(whole, table, patterns)):
            found.append(whole)
    return found


def rate_over_time(column: Column, table: Table, patterns: Patterns) -> Rate | None:
    """How the rate of a column is worked out: as `rate_of` says, over time where all periods say the same."""
    if column.period != WHOLE_TIME:
        return rate_of(column, table, patterns)
    periods = [c for c in table.columns if replace(c, period=WHOLE_TIME) == column]
    found = {rate_of(one, table, patterns) for one in periods}
    rates = {_whole(rate) if rate else None for rate in found}
    return rates.pop() if len(rates) == 1 else None


def _whole(rate: Rate) -> Rate:
    parts, base = (
        tuple(replace(column, period=WHOLE_TIME) for column in side) for side in (rate.parts, rate.base)
    )
    return Rate(parts=parts, base=base)


def _columns(ids: Iterable[str], like: Column) -> tuple[Column, ...]:
    return tuple(replace(like, indicator=one) for one in ids)
