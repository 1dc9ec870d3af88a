"""Rates of a whole: out of the sums of their numerators and denominators, never an average of rates."""

from collections.abc import Iterable

from msgspec import Struct

from extractor.aggregate.table import Column, Table
from extractor.rules import Patterns
from extractor.rules.lists import Formula


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


def _columns(ids: Iterable[str], like: Column) -> tuple[Column, ...]:
    return tuple(Column(indicator=one, level=like.level) for one in ids)
