"""The form of gold with `legal_refs`, `dates`, `periods`, `figures`, `tables`, `header`; `.checks` beside.

It annotates numbered mentions and prose: laws by name, the report's own number, descriptors and relative
times are neither expected nor punished, figures in cells are not annotated, and a printed error counts as
right with its correction too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.evaluate.compare import said, words
from extractor.evaluate.fields import field, spans
from extractor.evaluate.gold import Entry, Family, Field, Gold
from extractor.evaluate.refs_tables import (
    fault,
    header_fields,
    other_numbers,
    passed_checks,
    row_entry,
    stated_value,
)

RELATIVE = frozenset({"duration", "relative", "since", "recurring"})
BARE_BODIES = frozenset({"ubnd", "hdnd", "so", "bo"})
LONG_BODIES = {
    "ubnd": "uy_ban_nhan_dan", "hdnd": "hoi_dong_nhan_dan", "ubtvqh": "uy_ban_thuong_vu_quoc_hoi",
}  # fmt: skip
PROCEDURES = ("tthc", "thu_tuc", "thu_tuc_hanh_chinh")


def read(gold: dict[str, Any], checks: dict[str, Any]) -> Gold:
    """The gold of one report; raises KeyError or TypeError where the form is broken."""
    head = gold.get("header") or {}
    rows = [row for table in gold.get("tables", []) for row in table["rows"] if isinstance(row, dict)]
    return Gold(
        file=gold["file"],
        sha256=gold.get("sha256"),
        doc_type=stated_value(head.get("doc_type")),
        level=(head.get("issuer") or {}).get("admin_level"),
        header=tuple(header_fields(head)),
        families=(
            _citations(gold),
            _dates(gold),
            _periods(gold),
            _figures(gold),
            Family(name="staff_row", table="staffing", entries=tuple(map(row_entry, rows)), by_row=True),
        ),
        faults=tuple(fault(entry) for entry in checks.get("inconsistencies", [])),
        passed=tuple(passed_checks(checks)),
        severities=("error", "warning"),
        others=tuple(other_numbers(gold, rows)),
    )


def _citations(gold: dict[str, Any]) -> Family:
    references = gold.get("legal_refs", [])
    own = [entry for entry in references if entry.get("self_reference")]
    return Family(
        name="citation",
        table="citations",
        entries=tuple(
            _entry(entry, _reference(entry)) for entry in references if not entry.get("self_reference")
        ),
        kinds=("full", "elided", "short", "named", "self"),
        tolerated=("self",),
        neutral=spans([*own, *gold.get("named_refs", [])]),
        laws=True,
        unnamed=spans(gold.get("unnumbered_mentions", [])),
    )


def _reference(entry: dict[str, Any]) -> Iterator[Field]:
    number, date = entry["number"], entry.get("date")
    numbers = (number, entry.get("corrected_number") or number)
    by_name = entry["type"] == "luat" and not re.search(r"\d+/", number or "")
    yield Field(
        measure="citation.number",
        of=("number",),
        accepted=() if by_name else tuple(dict.fromkeys(map(said, numbers))),
        needed=True,
        identifies=True,
    )
    dates = (date, entry.get("corrected_date") or date, entry.get("date_partial") or date)
    yield field("citation.doc_type", "doc_type", entry["type"])
    yield Field(measure="citation.date", of=("date",), accepted=tuple(map(said, dates)))
    yield Field(measure="citation.issuer", of=("issuer",), accepted=tuple(_issuers(entry.get("issuer"))))


def _issuers(issuer: str | None) -> Iterator[str | None]:
    """The issuer, short or long, its chairman for its body, and its name without (part of) its place."""
    if not issuer:
        yield None
        return
    name = words(issuer)
    for short, long in LONG_BODIES.items():
        name = name.replace(long, short)
    parts = re.sub(r"^chu_tich_(?=ubnd|hdnd)", "", name).split("_")
    for count in range(len(parts), 0, -1):
        body = "_".join(parts[:count])
        if count == len(parts) or body not in BARE_BODIES:
            head = parts[0]
            for form in (body, body.replace(head, LONG_BODIES.get(head, head), 1)):
                yield form
                yield f"chu_tich_{form}"


def _dates(gold: dict[str, Any]) -> Family:
    entries = gold.get("dates", [])
    return Family(
        name="date",
        table="dates",
        entries=tuple(
            _entry(entry, [field("date.date", "date", entry.get("iso"), identifies=True, needed=True)])
            for entry in entries
        ),
        kinds=("date",),
        neutral=spans([*gold.get("periods", []), *gold.get("time_expressions", []), *entries]),
    )


def _periods(gold: dict[str, Any]) -> Family:
    relative: list[dict[str, Any]] = []
    bounded: list[dict[str, Any]] = []
    for entry in gold.get("periods", []):
        (relative if entry["type"] in RELATIVE else bounded).append(entry)
    return Family(
        name="period",
        table="dates",
        entries=tuple(
            _entry(
                entry,
                [
                    Field(
                        measure="period.label",
                        of=("label", "start_date/end_date"),
                        accepted=_period(entry),
                        identifies=True,
                    )
                ],
            )
            for entry in bounded
        ),
        kinds=("period", "duration", "recurring"),
        neutral=spans([*relative, *gold.get("time_expressions", []), *gold.get("dates", [])]),
        claimed=spans(bounded),
    )


def _period(entry: dict[str, Any]) -> tuple[str | None, ...]:
    """A period by its label, or by its bounds where both are stated."""
    start, end = entry.get("start_date"), entry.get("end_date")
    return (entry.get("label"), *([f"{start}/{end}"] if start and end else []))


def _figures(gold: dict[str, Any]) -> Family:
    periods = {entry["id"]: _period(entry) for entry in gold.get("periods", [])}
    stated: list[dict[str, Any]] = []
    neutral: list[dict[str, Any]] = []
    for entry in gold.get("figures", []):
        (neutral if entry["kind"] == "descriptor" else stated).append(entry)
    return Family(
        name="figure",
        table="figures",
        entries=tuple(_entry(entry, _figure(entry, periods)) for entry in stated),
        prose=True,
        neutral=spans(neutral),
    )


def _figure(entry: dict[str, Any], periods: dict[str, tuple[str | None, ...]]) -> Iterator[Field]:
    unit = words(entry.get("unit") or "")
    yield Field(
        measure="figure.value",
        of=("value",),
        accepted=() if entry["kind"] == "range" else (said(entry.get("value")),),
        needed=True,
        identifies=True,
    )
    yield Field(
        measure="figure.unit",
        of=("unit", "unit_raw"),
        accepted=PROCEDURES if unit in PROCEDURES else (unit,) if unit else (),
    )
    if entry.get("indicator"):
        yield field("figure.indicator", "indicator", entry["indicator"])
    if level := entry.get("level"):
        yield Field(
            measure="figure.level", of=("level",), accepted=(level, None) if level == "all" else (level,)
        )
    if (period := entry.get("period")) and period != "report":
        yield Field(
            measure="figure.period",
            of=("period_label", "period_start/period_end"),
            accepted=periods.get(period, (period,)),
        )


def _entry(entry: dict[str, Any], fields: Iterable[Field]) -> Entry:
    return Entry(
        start=entry["start"],
        end=entry["end"],
        text=entry["surface"],
        kind=entry.get("kind"),
        fields=tuple(fields),
    )
