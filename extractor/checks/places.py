"""The units of a staffing table against the list at the data's date: twice, missing, unknown, misspelt.

A list has errors of its own, so that a spelling that differs is only a note with a proposal.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from extractor.checks.build import check
from extractor.checks.staffing import by_table, where
from extractor.model import Severity
from extractor.records import CheckRecord, DocumentRecord, StaffingRecord
from extractor.rules import Messages, Patterns
from extractor.units.gazetteer import (
    LISTS,
    Difference,
    Gazetteer,
    Unit,
    day_of,
    difference,
    is_known,
    units_on,
)
from extractor.units.names import Printed, parse

SEVERITIES = {
    Difference.CASE: Severity.INFO,
    Difference.SPELLING: Severity.INFO,
    Difference.TYPE: Severity.WARNING,
    Difference.TWO_TYPES: Severity.WARNING,
    Difference.NAMELESS: Severity.WARNING,
}

MANY = 10
"""From so many unknown units on, and more than half of a table, one finding stands for all of them."""

FEWEST_BARE = 5
MOSTLY_BARE = 0.8
"""So many names without a type, and this share of them, tell that a table names communes that way."""

Rows = Sequence[StaffingRecord]


def run(
    staffing: Iterable[StaffingRecord], document: DocumentRecord, patterns: Patterns
) -> list[CheckRecord]:
    """All findings on the units of the staffing tables of one report."""
    found: list[CheckRecord] = []
    for rows in by_table(staffing):
        gazetteer = _gazetteer(rows, document)
        found += _counted(rows, gazetteer, patterns.messages)
        found += _named(rows, gazetteer, patterns)
    return found


def _gazetteer(rows: Rows, document: DocumentRecord) -> Gazetteer:
    """The list that the codes of the rows are of; without any code, that of the report's day."""
    listed = next((row.units_on for row in rows if row.units_on), None)
    return units_on(listed or day_of(document) or LISTS[-1])


def _counted(rows: Rows, gazetteer: Gazetteer, messages: Messages) -> list[CheckRecord]:
    """DUPLICATE_UNIT, and MISSING_UNIT for each parent of which the table has at least half."""
    by_code: dict[tuple[str, str, str | None], list[StaffingRecord]] = defaultdict(list)
    for row in rows:
        if row.admin_code:
            # A unit may stand in several parts of a table, and head its communes in one of them.
            by_code[row.admin_code, row.row_kind, row.parent].append(row)
    missing = _missing((code for code, *_ in by_code), gazetteer)
    found = []
    for (code, *_), same in by_code.items():
        if len(same) > 1:
            lacking = missing.get(gazetteer.units[code].parent, [])
            suspect = lacking.pop().full_name if len(lacking) == 1 else None
            found.append(_duplicate(same, suspect, messages))
    for parent, lacking in missing.items():
        if lacking:
            found.append(_lacking(gazetteer.units[parent], lacking, rows, messages))
    return found


def _missing(codes: Iterable[str], gazetteer: Gazetteer) -> dict[str, list[Unit]]:
    """By parent the children that the table does not have, where it has at least half of them."""
    present = set(codes)
    counts = Counter(gazetteer.units[code].parent for code in present)
    return {
        parent: [unit for unit in gazetteer.children(parent) if unit.code not in present]
        for parent, count in counts.items()
        if parent and 2 * count >= len(gazetteer.children(parent))
    }


def _duplicate(same: Rows, suspect: str | None, messages: Messages) -> CheckRecord:
    return check(
        messages,
        "DUPLICATE_UNIT",
        "missing" if suspect else "text",
        members=same,
        stated=same[0].unit,
        proposal=suspect,
        unit=same[0].unit,
        count=len(same),
        ordinals=", ".join(row.ordinal or str(row.table.row) if row.table else "" for row in same),
        missing=suspect,
    )


def _lacking(parent: Unit, lacking: Sequence[Unit], rows: Rows, messages: Messages) -> CheckRecord:
    """What is missing stands nowhere: the record has no place and no members, but its table's section."""
    finding = check(
        messages,
        "MISSING_UNIT",
        members=[],
        severity=Severity.WARNING,
        proposal=", ".join(unit.full_name for unit in lacking),
        parent=parent.full_name,
        count=len(lacking),
        missing=", ".join(unit.full_name for unit in lacking),
    )
    return msgspec.structs.replace(finding, section=rows[0].section)


def _named(rows: Rows, gazetteer: Gazetteer, patterns: Patterns) -> list[CheckRecord]:
    """UNIT_NAME where a name departs from the list's, UNKNOWN_UNIT where no list has it."""
    found = []
    provinces = Counter(row.province for row in rows if row.province and row.admin_code)
    home = provinces.most_common(1)[0][0] if provinces else None
    are_bare = _are_bare(rows, patterns)
    unknown: list[StaffingRecord] = []
    for row in rows:
        printed = parse(row.unit_raw or "", patterns)
        unit = gazetteer.units[row.admin_code] if row.admin_code else None
        if unit and (departs := difference(printed, unit)):
            found.append(_misspelt(row, unit, departs, patterns.messages))
        elif unit is None and (meant := _meant(row, printed, gazetteer, are_bare=are_bare)):
            found.append(_ambiguous(row, meant, patterns.messages))
        elif unit is None and _is_unknown(row, printed, gazetteer, home, are_bare=are_bare):
            unknown.append(row)
    if len(unknown) >= MANY and 2 * len(unknown) > sum(row.row_kind == "unit" for row in rows):
        return [*found, _unlisted(unknown, patterns.messages)]
    return found + [_unknown(row, home, patterns.messages) for row in unknown]


def _meant(
    row: StaffingRecord, printed: Printed, gazetteer: Gazetteer, *, are_bare: bool
) -> tuple[Unit, ...]:
    """The units that the name of a counted row may mean where there are several."""
    is_named = bool(printed.name) and (bool(printed.types) or are_bare)
    if row.row_kind != "unit" or row.unit or not is_named:
        return ()
    around = _around(row, gazetteer)
    meant = gazetteer.candidates(printed, around.code) if around else ()
    return meant if len(meant) > 1 else ()


def _around(row: StaffingRecord, gazetteer: Gazetteer) -> Unit | None:
    """The district of a row, in its province since many share a name; without a district the province."""
    province = next((unit for unit in gazetteer.children("") if unit.name == row.province), None)
    if province is None or not row.district:
        return province
    return next((unit for unit in gazetteer.children(province.code) if unit.full_name == row.district), None)


def _ambiguous(row: StaffingRecord, meant: Sequence[Unit], messages: Messages) -> CheckRecord:
    names = ", ".join(unit.full_name for unit in meant)
    return check(
        messages,
        "UNIT_NAME",
        "ambiguous",
        members=[row],
        severity=Severity.WARNING,
        stated=row.unit_raw,
        proposal=names,
        where=where(row, messages),
    )


def _misspelt(row: StaffingRecord, unit: Unit, departs: Difference, messages: Messages) -> CheckRecord:
    return check(
        messages,
        "UNIT_NAME",
        departs,
        members=[row],
        severity=SEVERITIES[departs],
        stated=row.unit_raw,
        computed=unit.full_name,
        proposal=unit.full_name,
        where=where(row, messages),
    )


def _are_bare(rows: Rows, patterns: Patterns) -> bool:
    """Whether the table names its units without their types: most of its bare names are units of the list."""
    units = [row for row in rows if row.row_kind == "unit"]
    bare = [row for row in units if not parse(row.unit_raw or "", patterns).types]
    known = sum(row.admin_code is not None for row in bare)
    return known >= FEWEST_BARE and known >= MOSTLY_BARE * len(bare)


def _is_unknown(
    row: StaffingRecord, printed: Printed, gazetteer: Gazetteer, home: str | None, *, are_bare: bool
) -> bool:
    """Whether a row has a commune's name, in a known district, that no list of its province has.

    A name begins with a capital: "Xã miền núi" heads communes of a kind. Where there are no districts the
    province of the other rows is enough. "P. Tư pháp" is a ward only where there are wards.
    """
    around = _around(row, gazetteer) if row.district else None
    kinds = {unit.kind for unit in gazetteer.children(around.code)} if around else set()
    is_typed = bool(printed.types) and row.unit_level == "xa" and (not kinds or printed.types[-1] in kinds)
    is_bare = are_bare and not printed.types and row.row_kind == "unit"
    is_named = printed.name[:1].isupper() or printed.name[:1].isdigit()
    is_placed = row.district is not None or (home is not None and "huyen" not in gazetteer.levels)
    is_sought = row.unit is None and (is_typed or is_bare) and is_named and is_placed
    return is_sought and not is_known(printed, row.province or home or "")


def _unlisted(rows: Rows, messages: Messages) -> CheckRecord:
    """One finding for a table whose units are mostly of no list."""
    return check(messages, "UNKNOWN_UNIT", "most", members=rows, severity=Severity.WARNING, count=len(rows))


def _unknown(row: StaffingRecord, home: str | None, messages: Messages) -> CheckRecord:
    return check(
        messages,
        "UNKNOWN_UNIT",
        members=[row],
        severity=Severity.WARNING,
        stated=row.unit_raw,
        where=where(row, messages),
        parent=row.district or home,
    )
