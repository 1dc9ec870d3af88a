"""Where the body of a report has its seat: the unit that its letterhead names, on the day of its data."""

from extractor.records import DocumentRecord
from extractor.rules import Patterns
from extractor.units.gazetteer import Gazetteer, Unit, day_of, units_on
from extractor.units.names import parse


def seat_of(header: DocumentRecord, patterns: Patterns, gazetteer: Gazetteer | None = None) -> Unit | None:
    """The smallest unit that the header names; None where no list knows it or no day says which list.

    A unit is looked for below the one that stands before it: a commune in its district or province.
    """
    day = day_of(header)
    listed = gazetteer or (units_on(day) if day else None)
    if listed is None:
        return None
    unit: Unit | None = None
    for level, name in (("tinh", header.province), ("huyen", header.district), ("xa", header.commune)):
        if name is None:
            continue
        meant = listed.candidates(parse(name, patterns), unit.code if unit else "")
        fitting = [one for one in meant if one.level == level]
        if len(fitting) > 1 and level == header.issuer_level:
            # A commune and a town of one name are told apart by the type that the issuer's name holds.
            types = parse(header.issuer or "", patterns).types
            fitting = [one for one in fitting if one.kind in types]
        if len(fitting) != 1:
            return None
        unit = fitting[0]
    return unit
