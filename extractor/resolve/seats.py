"""Where a local body sits, said in one way: the unit and what is above it, as far as its name needs that.

`TP Lào Cai` and `thành phố Lào Cai` are one; a commune is told by its parent, a district by its province
where several have its name. Source: the lists of units at four dates, `patterns/units`.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from extractor.organisations import Organisation, Seat
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import UnitType
from extractor.text.fold import search_key
from extractor.units.gazetteer import Gazetteer, Unit, units_on

CENTRAL_CITY = "thành phố"
"""The type of the units of the first level that are no provinces."""


class Path(NamedTuple):
    """A unit's words for keys, `xã Bảo Yên tỉnh Lào Cai`, and whether they mean one unit only."""

    words: str
    is_one: bool


def path(organisation: Organisation, seat: Seat, day: str | None, patterns: Patterns) -> Path | None:
    """The seat of a body, its place taken from the text or else from the seat; None without any."""
    level = organisation.level or ""
    place = organisation.place or seat.unit(level)
    if not place:
        return None
    tier = organisation.tier or {"tinh": seat.province_type, "huyen": seat.district_type}.get(
        level, seat.commune_type
    )
    kind = _kinds(patterns).get(tier.lower(), tier.lower())
    if level == "tinh":
        cities = {unit.level for unit in units_on("").named(CENTRAL_CITY, place)}
        is_city = not organisation.tier and level in cities
        return Path(f"{CENTRAL_CITY if is_city else kind} {place}", is_one=True)
    parents = [organisation.above.partition(" ")[2]] if organisation.above else []
    inner = [seat.district, seat.province] if level == "xa" else [seat.province]
    for when in (day or "", ""):
        gazetteer = units_on(when)
        named = gazetteer.named(kind, place)
        fitting: Sequence[Unit] = within(named, keys(parents), gazetteer) if parents else named
        for parent in inner:
            if parent and len(fitting) > 1:
                fitting = within(fitting, keys([parent]), gazetteer) or fitting
        if len(fitting) == 1:
            return Path(_words(fitting[0], level, gazetteer), is_one=True)
        if fitting:
            return Path(f"{kind} {place}", is_one=False)
    return Path(
        " ".join([f"{kind} {place}", *([organisation.above] if organisation.above else [])]), is_one=True
    )


def keys(names: Iterable[str | None]) -> frozenset[str]:
    """The names of units as they are compared, whatever their case and marks."""
    return frozenset(search_key(name) for name in names if name)


def within(units: Sequence[Unit], parents: AbstractSet[str], gazetteer: Gazetteer) -> list[Unit]:
    """The units that lie in a district or province of one of the names, given as `keys`."""
    above = (tuple(gazetteer.above(unit, level) for level in ("huyen", "tinh")) for unit in units)
    return [
        unit
        for unit, parent in zip(units, above, strict=True)
        if any(one is not None and search_key(one.name) in parents for one in parent)
    ]


def _words(unit: Unit, level: str, gazetteer: Gazetteer) -> str:
    """A commune with its parent; a district with its province where another has the same name."""
    own = f"{unit.kind} {unit.name}"
    province = gazetteer.above(unit, "tinh")
    parent = (gazetteer.above(unit, "huyen") if level == "xa" else None) or province
    is_alone = level == "huyen" and len(gazetteer.named(unit.kind, unit.name)) == 1
    return own if is_alone or parent is None else f"{own} {parent.kind} {parent.name}"


@lru_cache(KEPT)
def _kinds(patterns: Patterns) -> dict[str, str]:
    """The types of units by every spelling, in small letters."""
    rows = patterns.rows(UnitType)
    return {word.lower(): row.label.lower() for row in rows for word in (row.label, *row.words)}
