"""Records of units that have ended, with the units that hold their area on a day that the user names.

What a report prints, and the unit that it means on its own day, stay as they are.
"""

from typing import TypeVar

import msgspec

from extractor.model import Problem
from extractor.records import DocumentRecord, FigureRecord, Records, StaffingRecord
from extractor.units.gazetteer import units_on
from extractor.units.successors import successors

T = TypeVar("T", DocumentRecord, FigureRecord, StaffingRecord)

NAMED = 10
"""How many units a problem names; the records say all."""


def on_day(
    document: DocumentRecord, records: Records, day: str
) -> tuple[DocumentRecord, Records, tuple[Problem, ...]]:
    """The records with the `successors` of their units on a day (ISO).

    The problems name the units that were divided, and those whose successor no list tells.
    """
    document = _followed(document, day)
    figures = tuple(_followed(record, day) for record in records.figures)
    staffing = tuple(_followed(record, day) for record in records.staffing)
    problems = _doubts([document, *figures, *staffing])
    return document, msgspec.structs.replace(records, figures=figures, staffing=staffing), problems


def _followed(record: T, day: str) -> T:
    if record.admin_code is None or record.units_on is None:
        return record
    return msgspec.structs.replace(record, successors=successors(record.admin_code, record.units_on, day))


def _doubts(records: list[DocumentRecord | FigureRecord | StaffingRecord]) -> tuple[Problem, ...]:
    """A problem for the units that were divided, and one for those whose successor no list tells."""
    divided: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for record in records:
        if record.admin_code is None or record.units_on is None:
            continue
        if not record.successors:
            unknown[units_on(record.units_on).units[record.admin_code].full_name] = None
        elif not all(successor.whole for successor in record.successors):
            divided[units_on(record.units_on).units[record.admin_code].full_name] = None
    found = {"units_divided": list(divided), "units_without_successor": list(unknown)}
    return tuple(
        Problem(code=code, values={"count": len(names), "names": _listed(names)})
        for code, names in found.items()
        if names
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
