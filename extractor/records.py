"""The tables that the extractor emits, as types: one Struct a table, one field a key.

This is the contract with everything downstream. Names are English, closed values are ASCII ids whose
Vietnamese labels stand in `patterns/`. What a report does not state is `None`. `start` and `end` are code
points in the document's raw text, end exclusive, and `raw[start:end] == text` always.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct

from extractor.fields import CitationId, DateId, DocumentPath, Exact, FigureId, RecordId
from extractor.parts import (
    Alternative,
    CellPlace,
    FieldSpan,
    NotePart,
    Numbers,
    OutlineItem,
    PageReader,
    Pinpoint,
    Repair,
    Stamp,
    Successor,
    TableCell,
)
from extractor.shown import Shown

SCHEMA_VERSION = "1.1"
"""It rises by .1 with a new field, by 1 with one lost or changed: `tests/writers/test_schema_version.py`."""


class Place(Struct, Shown, frozen=True, kw_only=True):
    """What every record of a finding says: where it stands and how sure it is."""

    doc_id: str = ""
    path: DocumentPath = ""
    id: str = ""
    start: int | None = None
    end: int | None = None
    text: str | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    table: TableCell | None = None
    footnote: str | None = None
    section: tuple[str, ...] = ()
    rule: str | None = None
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


class DocumentRecord(Struct, Shown, frozen=True, kw_only=True):
    """One line of `documents`: how the file was read, and its header (Nghị định 30/2020/NĐ-CP).

    `key` is its own identity, the one that a citation of it would have.
    `admin_code` is the unit's code in the list of units of the day `units_on`, here as in other tables;
    `successors` are the units that hold its area on the day that the user named.
    """

    doc_id: str = ""
    path: str = ""
    id: str = "doc"
    duplicate_of: DocumentPath | None = None
    media_type: str | None = None
    pages: int | None = None
    chars: int = 0
    status: str = "ok"
    quality: float | None = None
    text_source: str | None = None
    readers: tuple[PageReader, ...] = ()
    numbers: Numbers = Numbers()
    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    key: str | None = None
    key_status: str = "blank"
    place: str | None = None
    date: str | None = None
    issuer_parent: str | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    admin_code: str | None = None
    units_on: str | None = None
    successors: tuple[Successor, ...] = ()
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signing_authority: tuple[str, ...] = ()
    signer_role: str | None = None
    signer_name: str | None = None
    urgency: str | None = None
    period_label: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    stamps: tuple[Stamp, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    basis: dict[str, str] = {}
    spans: dict[str, FieldSpan | None] = {}


class CitationRecord(Place, frozen=True, kw_only=True):
    """One mention of a document."""

    kind: str = "full"
    doc_type: str | None = None
    subtype: str | None = None
    number: str | None = None
    number_raw: str | None = None
    serial: str | None = None
    year: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    issuer_source: str | None = None
    subject: str | None = None
    pinpoints: tuple[Pinpoint, ...] = ()
    relation: str | None = None
    relates_to: CitationId | None = None
    key: str | None = None
    key_status: str = "partial"
    urgency: str | None = None
    urn: str | None = None
    uri: str | None = None
    full_start: int | None = None
    full_end: int | None = None
    repairs: tuple[Repair, ...] = ()
    sentence: str | None = None
    resolves_to: CitationId | None = None
    resolves_to_number: str | None = None
    registered_title: str | None = None


class DateRecord(Place, frozen=True, kw_only=True):
    """A date, period, duration or recurring time."""

    kind: str = "date"
    date: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    label: str | None = None
    grain: str | None = None
    basis: str = "stated"
    role: str | None = None
    status: str = "ok"
    citation: CitationId | None = None


class FigureRecord(Place, frozen=True, kw_only=True):
    """A stated value, in prose or in a cell of a table that is not a staffing table.

    `basis` says of `indicator`, `level`, `period` and `org` what told them: the figure's own words (`text`),
    the `unit` it counts, its `total`, the words before it (`sentence`), a `heading`, `table`, the `report`.
    `target` stands in it where the value is asked for or planned, `earlier` where it is one of before.
    """

    kind: str = "count"
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    unit: str | None = None
    unit_raw: str | None = None
    qualifier: str = "exact"
    indicator: str | None = None
    label: str | None = None
    level: str | None = None
    channel: str | None = None
    timeliness: str | None = None
    field: str | None = None
    source_system: str | None = None
    org: str | None = None
    admin_code: str | None = None
    units_on: str | None = None
    successors: tuple[Successor, ...] = ()
    period: DateId | None = None
    period_label: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    cumulative: bool | None = None
    part_of: FigureId | None = None
    pair: tuple[FigureId, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    sentence: str | None = None
    basis: dict[str, str] = {}


class TableRecord(Place, frozen=True, kw_only=True):
    """A data table, one record for all its pages."""

    pages: tuple[int, ...] = ()
    bboxes: tuple[tuple[float, float, float, float], ...] = ()
    title: str | None = None
    kind: str = "data"
    form: str | None = None
    unit_note: str | None = None
    header_rows: int = 1
    grid: tuple[tuple[str, ...], ...] = ()
    spans: tuple[tuple[int, int, int, int], ...] = ()
    cells: tuple[tuple[CellPlace | None, ...], ...] = ()


class StaffingRecord(Place, frozen=True, kw_only=True):
    """A row of a staffing table."""

    row_kind: str = "unit"
    ordinal: str | None = None
    unit_raw: str | None = None
    unit: str | None = None
    admin_code: str | None = None
    units_on: str | None = None
    successors: tuple[Successor, ...] = ()
    unit_level: str | None = None
    parent: str | None = None
    province: str | None = None
    district: str | None = None
    total: int | None = None
    own_staff: int | None = None
    seconded: int | None = None
    other: dict[str, int | None] = {}
    note: str | None = None
    note_parsed: tuple[NotePart, ...] = ()
    cells: tuple[CellPlace | None, ...] = ()


class PassageRecord(Place, frozen=True, kw_only=True):
    """An item of a report's assessment, proposals or tasks; a proposal goes to `addressee`, as printed."""

    kind: str = ""
    addressee: str | None = None
    theme: str | None = None
    org: str | None = None


class CheckRecord(Place, frozen=True, kw_only=True):
    """A doubt about what is printed; nothing printed is ever changed by it."""

    severity: str = "warning"
    message: str = ""
    stated: str | None = None
    computed: str | None = None
    difference: Exact | None = None
    members: tuple[RecordId, ...] = ()
    proposal: str | None = None


class ProblemRecord(Struct, Shown, frozen=True, kw_only=True):
    """What went wrong while reading, with the next step."""

    doc_id: str | None = None
    path: DocumentPath = ""
    id: str = ""
    page: int | None = None
    code: str = ""
    severity: str = "warning"
    message: str = ""
    next_step: str = ""


class Records(Struct, Shown, frozen=True, kw_only=True):
    """All records of one document but the document itself, a tuple a table."""

    citations: tuple[CitationRecord, ...] = ()
    dates: tuple[DateRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    staffing: tuple[StaffingRecord, ...] = ()
    passages: tuple[PassageRecord, ...] = ()
    checks: tuple[CheckRecord, ...] = ()


TABLES: dict[str, type[Struct]] = {
    "documents": DocumentRecord,
    "citations": CitationRecord,
    "dates": DateRecord,
    "figures": FigureRecord,
    "tables": TableRecord,
    "staffing": StaffingRecord,
    "passages": PassageRecord,
    "checks": CheckRecord,
    "problems": ProblemRecord,
}
"""Every table by its name, in the order in which they are written and shown."""

P = TypeVar("P", bound=Place)


def numbered(prefix: str, records: list[P]) -> list[P]:
    """The records in order of position, with the ids `prefix1`, `prefix2`, ..."""
    ordered = sorted(records, key=lambda r: (r.start if r.start is not None else -1, r.end or 0))
    return [msgspec.structs.replace(record, id=f"{prefix}{n}") for n, record in enumerate(ordered, 1)]
