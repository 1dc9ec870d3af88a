"""The seat of an issuer: the units that its names tell, and those above them by the list of units."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from extractor.organisations import Organisation, Seat
from extractor.units.gazetteer import Gazetteer, Unit, units_on

LEVELS = ("xa", "huyen", "tinh")
_FIELDS = {"xa": "commune", "huyen": "district", "tinh": "province"}


def of_mentions(mentions: Iterable[Organisation]) -> Seat:
    """The units that the names of the issuer and of the agency above it tell; the first to speak wins."""
    units: dict[str, tuple[str | None, str]] = {}
    for mention in mentions:
        if mention.place and mention.level in LEVELS:
            units.setdefault(mention.level, (mention.tier, mention.place))
        if mention.above:
            tier, _, place = mention.above.partition(" ")
            units.setdefault("tinh" if tier == "tỉnh" else "huyen", (tier, place))
    return _with(Seat(), units)


def mostly_named(seat: Seat, places: Iterable[Organisation]) -> Seat:
    """The seat with the units that the whole text names most; below the province only one that is alone.

    A level that was abolished before the day of the report is named for what it was.
    """
    named: dict[str, Counter[tuple[str, str]]] = {level: Counter() for level in LEVELS}
    for mention in places:
        if mention.level in LEVELS and mention.tier and mention.place:
            named[mention.level][mention.tier.lower(), mention.place] += 1
    units: dict[str, tuple[str | None, str]] = {}
    for level, counts in named.items():
        is_level = level != "huyen" or seat.has_districts
        if is_level and seat.unit(level) is None and counts and (level == "tinh" or len(counts) == 1):
            units[level] = max(counts, key=lambda unit: (counts[unit], unit))
    return _with(seat, units)


def completed(seat: Seat, day: str) -> Seat:
    """The seat with the units above those known, where only one unit of the list of that day fits."""
    gazetteer = units_on(day)
    seat = msgspec.structs.replace(seat, has_districts="huyen" in gazetteer.levels)
    for level, kind, name in (
        ("xa", seat.commune_type, seat.commune),
        ("huyen", seat.district_type, seat.district),
    ):
        fitting = [unit for unit in gazetteer.named(kind, name or "") if _fits(unit, seat, gazetteer)]
        if name is None or len(fitting) != 1:
            continue
        units: dict[str, tuple[str | None, str]] = {}
        for above in LEVELS[LEVELS.index(level) + 1 :]:
            unit = gazetteer.above(fitting[0], above)
            if unit is not None and seat.unit(above) is None:
                units[above] = (unit.kind, unit.name)
        seat = _with(seat, units)
    return seat


def _fits(unit: Unit, seat: Seat, gazetteer: Gazetteer) -> bool:
    """Whether the units above one are those of the seat, as far as both are known."""
    for level in LEVELS:
        above, known = gazetteer.above(unit, level), seat.unit(level)
        if above is not None and known is not None and above.name.lower() != known.lower():
            return False
    return True


def _with(seat: Seat, units: dict[str, tuple[str | None, str]]) -> Seat:
    changes: dict[str, str] = {}
    for level, (tier, name) in units.items():
        changes[_FIELDS[level]] = name
        if tier:
            changes[f"{_FIELDS[level]}_type"] = tier.lower()
    return Seat(**{name: getattr(seat, name) for name in seat.__struct_fields__} | changes)
