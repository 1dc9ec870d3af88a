"""Which units of today hold the area of an earlier one: districts ended and communes merged on 2025-07-01.

Data: `patterns/units/successors.tsv`. What became of a district follows from its communes.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from extractor.parts import Successor
from extractor.units.gazetteer import Gazetteer, Unit, table, units_on

MERGED = "2025-07-01"
"""The day on which the reorganisation of Nghị quyết 202/2025/QH15 and the laws of 2025 took effect."""

_Heirs = dict[str, bool]
"""Codes of successors; whether each took over the whole unit."""


def successors(code: str, since: str, day: str) -> tuple[Successor, ...]:
    """The units on a day that hold the area of a unit of the list `since` (both ISO days), in order of code.

    A unit that was divided has several, none of which took it `whole`. Nothing where the lists do not tell:
    the day is before the reorganisation and the list after it, or the unit ended between two earlier lists.
    """
    before, after = units_on(since), units_on(day)
    unit = before.units.get(code)
    if unit is None or after.day < MERGED <= before.day:
        return ()
    heirs = _heirs(unit, before) if before.day < MERGED <= after.day else {code: True}
    known = [(after.units[heir], whole) for heir, whole in sorted(heirs.items()) if heir in after.units]
    return tuple(_successor(heir, after, whole=whole) for heir, whole in known)


def _heirs(unit: Unit, listed: Gazetteer) -> _Heirs:
    """The successors in the first list after the reorganisation."""
    below = listed.children(unit.code)
    if unit.level == "huyen" and below:
        return _joined(_heirs(commune, listed) for commune in below)
    return dict(_moves().get(unit.code, {unit.code: True}))


def _joined(parts: Iterable[_Heirs]) -> _Heirs:
    """The successors of a unit of several parts: the whole went to one only if all of each part did."""
    every = list(parts)
    codes = {code for heirs in every for code in heirs}
    return dict.fromkeys(codes, len(codes) == 1 and all(all(heirs.values()) for heirs in every))


def _successor(unit: Unit, listed: Gazetteer, *, whole: bool) -> Successor:
    province = listed.above(unit, "tinh")
    return Successor(
        code=unit.code, name=unit.full_name, province=province.full_name if province else None, whole=whole
    )


@cache
def _moves() -> dict[str, _Heirs]:
    """The rows of the data, by old code."""
    moves: dict[str, _Heirs] = defaultdict(dict)
    for old, new, part in table("successors"):
        moves[old][new] = part == "whole"
    return moves
