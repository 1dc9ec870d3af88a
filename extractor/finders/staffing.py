"""The rows of staffing tables as records: whom a row counts, and which administrative unit it is about.

Offsets are those of the raw text; a record reaches from its first filled cell to its last.
"""

import msgspec
import regex
from msgspec import Struct

from extractor.finders import columns, staff_lines
from extractor.finders.staff_lines import Line
from extractor.finders.tables import place
from extractor.parts import NotePart, TableCell
from extractor.records import DocumentRecord, StaffingRecord, TableRecord, numbered
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import Dimension, Phrase, UnitType
from extractor.text.words import Words, after, holds
from extractor.units.gazetteer import LISTS, Gazetteer, Unit, day_of, units_on
from extractor.units.names import Printed, parse
from extractor.units.seats import seat_of

FIELDS = ("total", "own_staff", "seconded")
"""Roles with a field of their own; the others stand in `other`."""

REPEATED = 0.9
"""How sure a row is that counts what a ditto mark repeats."""

LEFT = {
    "group": ("group",),
    "subtotal": ("group",),
    "section": ("group", "section"),
    "total": ("group", "section"),
}
"""Which kinds of seats a row of a kind stands up from."""

_NUMBER = regex.compile(r"(?<![\d/.,])\d{1,3}(?![\d/.]|,\d)")
_EDGES = " ,;:.()-–\t"


class Seat(Struct, frozen=True, kw_only=True):
    """What rows stand under: a section or group, the level that it names, and the unit that they are in."""

    kind: str = "top"
    name: str | None = None
    level: str | None = None
    unit: Unit | None = None
    outer: "Seat | None" = None


def find(report: Report, tables: list[TableRecord], header: DocumentRecord) -> list[StaffingRecord]:
    """All rows of the staffing tables; `header` says where and when, as far as it knows."""
    staffed = [table.id for table in tables if table.kind == "staffing"]
    return numbered("s", [record for name in staffed for record in _rows(report, name, header)])


def _rows(report: Report, name: str, header: DocumentRecord) -> list[StaffingRecord]:
    """The records of one table, from top to bottom."""
    patterns, table = report.patterns, report.tables[name]
    phrases = patterns.rows(Phrase, "staffing_words")
    lines = staff_lines.read(table, columns.roles(table, patterns), phrases)
    kinds = staff_lines.kinds(lines, phrases)
    printed = [parse(line.name or "", patterns) for line in lines]
    gazetteer, home = _home(printed, kinds, header, patterns)
    section = report.outline.path(report.view.at(table.start))
    seat, records = Seat(unit=home), []
    for line, kind, parts in zip(lines, kinds, printed, strict=True):
        seat = _out(seat, kind)
        unit = _unit(kind, parts, seat, gazetteer)
        level = _level(kind, line, parts, unit, seat, patterns)
        row = _record(report, name, line)
        around = unit or seat.unit
        province = gazetteer.above(around or home, "tinh")
        district = gazetteer.above(around, "huyen")
        is_own = kind == "unit" and unit and (unit is seat.unit or (parts.centre and unit.level != "xa"))
        records.append(
            msgspec.structs.replace(
                row,
                section=section,
                row_kind=kind,
                unit=unit.full_name if unit else None,
                admin_code=unit.code if unit and not is_own else None,
                units_on=gazetteer.day if unit and not is_own else None,
                unit_level=level,
                parent=seat.name,
                province=province.name if province else header.province,
                district=district.full_name if district else None,
            )
        )
        if kind in {"section", "group"}:
            # What stands under a place that nobody knows must not be sought elsewhere.
            is_place = kind == "group" and bool(parts.types) and parts.name[:1].isupper()
            below = unit or (None if is_place else seat.unit)
            seat = Seat(kind=kind, name=line.name, level=level, unit=below, outer=seat)
    return records


def _out(seat: Seat, kind: str) -> Seat:
    """The seat that a row stands in: a group leaves the group above it, a section or a total leaves all."""
    while seat.outer and seat.kind in LEFT.get(kind, ()):
        seat = seat.outer
    return seat


def _home(
    printed: list[Printed], kinds: list[str], header: DocumentRecord, patterns: Patterns
) -> tuple[Gazetteer, Unit | None]:
    """The list of units to look in, and the one unit that the whole table is about.

    The table's own names decide: the province or district that most of them are in. Else the header does.
    """
    day = day_of(header)
    lists = [units_on(day)] if day else [units_on(begins) for begins in reversed(LISTS)]
    groups, members = (
        [parts for parts, own in zip(printed, kinds, strict=True) if own == kind and parts.types]
        for kind in ("group", "unit")
    )
    homes = [
        (gazetteer, home)
        for gazetteer in lists
        for names in (groups, members)
        for level in ("tinh", "huyen")
        if (home := gazetteer.home_of(names, level))
    ]
    if homes:
        # Without a day, the list that knows most of the names; the newest where several do.
        return max(homes, key=lambda entry: entry[0].count_below(entry[1], members))
    around = msgspec.structs.replace(header, commune=None)
    return lists[0], seat_of(around, patterns, lists[0])


def _unit(kind: str, parts: Printed, seat: Seat, gazetteer: Gazetteer) -> Unit | None:
    """The unit that a row names; a heading only where it is a place's name ("Huyện Đô Lương")."""
    if seat.unit is None or kind in {"subtotal", "total"} or (kind == "section" and not parts.types):
        return None
    return gazetteer.resolve(parts, seat.unit.code)


def _level(
    kind: str, line: Line, parts: Printed, unit: Unit | None, seat: Seat, patterns: Patterns
) -> str | None:
    """The level of the bodies that a row counts, from its unit, its words, or what it stands under."""
    if kind in {"subtotal", "total"}:
        return None
    if unit:
        return unit.level
    if kind == "section":
        return _named_level(line.name or "", patterns)
    types = {row.label.lower(): row.level for row in patterns.rows(UnitType)}
    if parts.types:
        return types[parts.types[-1]]
    if seat.level and "+" not in seat.level:
        return seat.level
    return seat.unit.level if seat.unit else None


def _named_level(text: str, patterns: Patterns) -> str | None:
    """The level that a heading names ("CẤP TỈNH"); both of huyện and xã are `huyen+xa`."""
    rows = [row for row in patterns.rows(Dimension) if row.dimension == "level" and "+" not in row.id]
    found = [row.id for row in rows if holds(text, row.words)]
    return found[0] if len(found) == 1 else "huyen+xa" if found == ["huyen", "xa"] else None


def _record(report: Report, name: str, line: Line) -> StaffingRecord:
    """The row as printed: its place, its cells, its counts and its note."""
    filled = [cell for cell in line.cells if cell and cell.text.strip()]
    start, end = filled[0].start, max(cell.end for cell in filled)
    words = {row.id: row.words for row in report.patterns.rows(Phrase, "staffing_words")}
    return StaffingRecord(
        start=start,
        end=end,
        text=report.document.raw[start:end],
        page=filled[0].page,
        bbox=report.box(start, end),
        table=TableCell(id=name, row=line.row, col=filled[0].col),
        rule="table.staffing",
        ordinal=line.ordinal,
        unit_raw=line.name,
        total=line.counts.get("total"),
        own_staff=line.counts.get("own_staff"),
        seconded=line.counts.get("seconded"),
        other={role: value for role, value in line.counts.items() if role not in FIELDS},
        note=line.note,
        note_parsed=note_parts(line.meant_note or "", words["counter"]),
        confidence=REPEATED if line.repeats else 1.0,
        cells=tuple(place(cell) for cell in line.cells),
    )


def note_parts(note: str, counters: Words) -> tuple[NotePart, ...]:
    """The numbers of a note with what they count, which follows them ("01 lái xe") or precedes ("lái xe 01").

    They follow where the note goes on after its last number; a bare "người" after it does not count.
    """
    numbers = list(_NUMBER.finditer(note))
    if not numbers:
        return ()
    last = note[numbers[-1].end() :].strip(_EDGES)
    follows = bool(last) and after(last, counters) != ""
    edges = [0, *(edge for found in numbers for edge in found.span()), len(note)]
    between = [note[edges[n] : edges[n + 1]].strip(_EDGES) for n in range(0, len(edges), 2)]
    labels = between[1:] if follows else [between[0], *(_past(text, counters) for text in between[1:-1])]
    return tuple(
        NotePart(label=label, value=int(found[0]))
        for label, found in zip(labels, numbers, strict=True)
        if label
    )


def _past(text: str, counters: Words) -> str:
    rest = after(text, counters)
    return text if rest is None else rest.strip(_EDGES)
