"""Reports that do not say their province: it is that of the others, where these are of one province.

Offices of a commune often leave the province out of the letterhead, and the office above knows it anyway.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from extractor.records import DocumentRecord
from extractor.rules import Patterns
from extractor.units.gazetteer import day_of, units_on
from extractor.units.seats import seat_of


def seated(documents: Iterable[DocumentRecord], patterns: Patterns) -> list[DocumentRecord]:
    """The documents, those without a unit code with that of their unit in the province of the others.

    Only where all others that name a province name the same one, and this has one such unit.
    """
    listed = list(documents)
    provinces = Counter(one.province for one in listed if one.admin_code and one.province)
    if len(provinces) != 1:
        return listed
    (province,) = provinces
    return [one if one.admin_code or one.province else _seated(one, province, patterns) for one in listed]


def _seated(document: DocumentRecord, province: str, patterns: Patterns) -> DocumentRecord:
    if not (document.commune or document.district):
        return document
    seat = seat_of(replace(document, province=province), patterns)
    if seat is None:
        return document
    return replace(document, admin_code=seat.code, units_on=units_on(day_of(document) or "").day)
