"""Records made by hand for the checks."""

from typing import Any

import msgspec

from extractor.parts import NotePart, TableCell
from extractor.records import CitationRecord, FigureRecord, StaffingRecord

HEADING = ("II. KẾT QUẢ",)


def row(
    row_kind: str,
    ordinal: str | None,
    unit_raw: str,
    counts: tuple[int | None, int | None, int | None],
    *,
    parent: str | None = None,
    unit: str | None = None,
    admin_code: str | None = None,
    note: tuple[int, ...] = (),
    other: dict[str, int | None] | None = None,
) -> StaffingRecord:
    """A row of table t1 with total, own staff and seconded; its id is its kind and name."""
    return StaffingRecord(
        id=f"{row_kind} {ordinal} {unit_raw}",
        row_kind=row_kind,
        ordinal=ordinal,
        unit_raw=unit_raw,
        parent=parent,
        unit=unit,
        admin_code=admin_code,
        units_on="2024-02-01" if admin_code else None,
        unit_level="xa" if row_kind == "unit" else None,
        province="Quảng Ninh",
        district=parent,
        total=counts[0],
        own_staff=counts[1],
        seconded=counts[2],
        other=other or {},
        note_parsed=tuple(NotePart(label="người", value=value) for value in note),
        table=TableCell(id="t1", row=0, col=0),
    )


def figure(
    at: int,
    value: str | None,
    indicator: str | None = None,
    *,
    kind: str = "count",
    level: str | None = "tinh",
    period: tuple[str, str] = ("2022-12-15", "2023-12-14"),
    unit: str = "ho_so",
    qualifier: str = "exact",
    section: tuple[str, ...] = HEADING,
    pair: tuple[str, ...] = (),
    part_of: str | None = None,
) -> FigureRecord:
    """The figure `f<at>` at position `at`."""
    return FigureRecord(
        id=f"f{at}",
        start=at,
        end=at + 1,
        text=value,
        value=value,
        indicator=indicator,
        kind=kind,
        level=level,
        unit=unit,
        qualifier=qualifier,
        section=section,
        pair=pair,
        part_of=part_of,
        period_label=period[0][:4],
        period_start=period[0],
        period_end=period[1],
    )


def citation(at: int, number: str, **fields: Any) -> CitationRecord:  # noqa: ANN401 - any field of a citation
    """The citation `c<at>` of a number such as `12/2023/NĐ-CP` or `7/QĐ-TTg`."""
    serial, *middle, symbol = number.split("/")
    made = CitationRecord(
        id=f"c{at}",
        start=at,
        end=at + 9,
        text=number,
        number=number,
        serial=serial,
        year=middle[0] if middle else None,
        symbol=symbol,
    )
    return msgspec.structs.replace(made, **fields)
