"""The administrative units that a text names, each with its code where only one unit can be meant.

A name is looked up in the list of a day, then in the others, the newest first: `units_on` says in which. Of
several units with the name, those within the unit named after it count ("xã Tam Nông, tỉnh Phú Thọ"), else
those in the provinces and districts that the text names. What no list has is left out: "8 xã, huyện 37" are
counts. Source: the lists of units, `patterns/units`.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from extractor.organisations import Seat
from extractor.records import Place, numbered
from extractor.report import Report
from extractor.resolve.seats import keys, within
from extractor.rules.book import Match
from extractor.text.fold import normal
from extractor.units.gazetteer import LISTS, Gazetteer, Unit, units_on
from extractor.units.names import parse


class UnitMention(Place, frozen=True, kw_only=True):
    """A unit that a text names.

    `unit` is its full name and `province` that of its province in the list of the day `units_on`;
    `candidates` counts the units that the name fits there, and only one of them gives an `admin_code`.
    """

    level: str | None = None
    unit: str | None = None
    province: str | None = None
    admin_code: str | None = None
    units_on: str | None = None
    candidates: int = 0


class _Named:
    """A name as printed: its span in the view, its type and name, and the unit named after it, if any."""

    def __init__(self, span: tuple[int, int], text: str, report: Report, above: str | None) -> None:
        printed = parse(text, report.patterns)
        self.span = span
        self.kind = printed.types[-1] if printed.types else ""
        self.name = report.patterns.ids("place_names").get(printed.name.lower(), printed.name)
        self.above = keys([parse(above, report.patterns).name] if above else [])

    def fitting(self, gazetteer: Gazetteer) -> Sequence[Unit]:
        """The units of its type and name; of one name in several spellings those spelt as printed."""
        named = gazetteer.named(self.kind, self.name)
        wanted = normal(self.name).lower()
        return [unit for unit in named if normal(unit.name).lower() == wanted] or named


def find(report: Report, seat: Seat, day: str = LISTS[-1]) -> list[UnitMention]:
    """All units that are named with their type, in order of position.

    `day` (ISO) tells whose list is asked first, `seat` where a text comes from that does not say so.
    """
    lists = [units_on(day), *(units_on(each) for each in reversed(LISTS) if each != units_on(day).day)]
    names = sorted(_names(report), key=lambda named: named.span)
    around = keys([*(named.name for named in names), seat.district, seat.province])
    found = (_mention(named, lists, around, report) for named in names)
    return numbered("u", [mention for mention in found if mention is not None])


def _names(report: Report) -> Iterator[_Named]:
    """Every name, the one above a unit also by itself; each stretch once."""
    seen: set[int] = set()
    rules = (rule for rule in report.patterns.rules("organisations") if rule.value == "unit")
    for rule in rules:
        for match in rule.finditer(report.view.places):
            above = _span(match, "level2", "place2")
            for span in (_span(match, "level", "place"), above):
                if span is not None and span[0] not in seen:
                    seen.add(span[0])
                    over = report.view.text[slice(*above)] if above and span != above else None
                    yield _Named(span, report.view.text[slice(*span)], report, over)


def _span(match: Match, first: str, last: str) -> tuple[int, int] | None:
    """From one part of a match to another; None where either is missing."""
    start, end = match.start(first), match.end(last)
    return (start, end) if start >= 0 and end >= 0 else None


def _mention(
    named: _Named, lists: Sequence[Gazetteer], around: AbstractSet[str], report: Report
) -> UnitMention | None:
    """The unit of the first list that has the name."""
    for gazetteer in lists:
        fitting = named.fitting(gazetteer)
        # Units of a list follow each other as a unit does the one in it: "huyện Lộc Hà, thị xã Hồng Lĩnh".
        fitting = within(fitting, named.above, gazetteer) or fitting
        if len(fitting) > 1:
            fitting = within(fitting, around, gazetteer) or fitting
        if not fitting:
            continue
        place, unit = report.place(*named.span), fitting[0]
        if len(fitting) > 1:
            return UnitMention(**place, level=unit.level, units_on=gazetteer.day, candidates=len(fitting))
        province = gazetteer.above(unit, "tinh")
        return UnitMention(
            **place,
            level=unit.level,
            unit=unit.full_name,
            province=province.full_name if province else None,
            admin_code=unit.code,
            units_on=gazetteer.day,
            candidates=1,
        )
    return None
