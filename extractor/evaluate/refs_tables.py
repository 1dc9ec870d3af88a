"""Rows, header and checks of the form with `legal_refs`, and what in it is no figure."""

from collections.abc import Iterator
from typing import Any

from extractor.evaluate.fields import field, spans
from extractor.evaluate.gold import Entry, Fault, Field, Passed, Span

HEADER = (
    "doc_type", "symbol", "place", "date", "issuer", "issuer_parent", "subject", "signer_role", "signer_name",
)  # fmt: skip
CELLS = ("total", "own_staff", "seconded")
RULES = (
    ("SUM", "SUM_LEVELS", "CROSS_SUM", "SUM_CHANNELS"),
    ("RATE", "RATE_TRUNCATED", "RATE_NOT_DERIVABLE"),
    ("ROW_SUM", "ROW_SUM_EXPLAINED"),
    ("GROUP_SUM", "GRAND_TOTAL", "TABLE_GRAND_TOTAL"),
    ("DUPLICATE_UNIT", "MISSING_UNIT", "UNKNOWN_UNIT", "UNIT_NAME", "UNIT_NAME_DIACRITICS", "UNIT_NAME_CASE",
     "GAZETTEER_VARIANT"),
    ("HEADER", "HEADER_BLANK", "ANNEX", "ANNEX_ISSUER", "ANNEX_TYPE"),
    ("PERIOD", "PERIOD_RULE", "PERIOD_MISMATCH", "PERIOD_MISSING"),
    ("SUBSET", "LE"),
    ("REF_FUTURE", "REF_FUTURE_YEAR", "REF_FUTURE_DATE", "REF_DATE", "REF_DATE_MISMATCH", "REF_SYMBOL_ISSUER",
     "REF_FORMAT", "REF_NUMBER"),
)  # fmt: skip
PROVABLE = frozenset({
    "SUM", "SUM_LEVELS", "CROSS_SUM", "RATE", "ROW_SUM", "GROUP_SUM", "CARRY_FORWARD", "REF_FUTURE_YEAR",
    "REF_FUTURE_DATE", "REF_SYMBOL_ISSUER", "SPELLED", "DUPLICATE_UNIT", "GRAND_TOTAL",
})  # fmt: skip


def row_entry(row: dict[str, Any]) -> Entry:
    """A row of a staffing table; the cells of a section are not scored."""
    starts = tuple(cell["start"] for cell in row["cells"] if cell)
    fields: list[Field] = []
    if row["kind"] != "section":
        fields = [
            field(f"staff_row.{name}", name, row.get(name), also="staff_cell", needed=True, identifies=True)
            for name in CELLS
        ]
        fields.append(field("staff_kind", "row_kind", row["kind"], needed=True))
        fields.append(
            Field(
                measure="staff_level",
                of=("unit_level",),
                accepted=(row["level"],) if row.get("level") else (),
                needed=True,
            )
        )
        if code := row.get("gso_code_2024"):
            fields.append(field("staff_admin_code", "admin_code", code, needed=True))
    ends = [cell["end"] for cell in row["cells"] if cell]
    return Entry(
        start=min(starts, default=-1),
        end=max(ends, default=-1),
        text=str(row.get("label") or ""),
        kind=row["kind"],
        fields=tuple(fields),
        starts=starts,
    )


def header_fields(head: dict[str, Any]) -> Iterator[Field]:
    """The fields of the header that gold states, and the bounds of the reporting period."""
    for name in HEADER:
        if isinstance(head.get(name), dict):
            yield field(f"header.{name}", name, stated_value(head[name]), also="header", needed=True)
    period = stated_value(head.get("report_period"))
    if isinstance(period, dict) and period.get("start_date"):
        bounds = f"{period['start_date']}/{period['end_date']}"
        yield field("header.report_period", "period_start/period_end", bounds, needed=True)


def fault(entry: dict[str, Any]) -> Fault:
    """An inconsistency; expected are errors that the report's own numbers prove."""
    return Fault(
        rules=_rules(entry["rule"]),
        spans=spans(entry.get("spans", [])),
        text=entry["spans"][0]["surface"] if entry.get("spans") else "",
        expected=entry["rule"] in PROVABLE and entry["severity"] == "error" and bool(entry.get("spans")),
    )


def passed_checks(checks: dict[str, Any]) -> Iterator[Passed]:
    """The arithmetic that holds."""
    for entry in checks.get("passed_checks", []):
        yield Passed(rules=_rules(entry["rule"]), spans=spans(entry.get("spans", [])))


def _rules(rule: str) -> tuple[str, ...]:
    return next((rules for rules in RULES if rule in rules), (rule,))


def other_numbers(gold: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[Span]:
    """Where a number is no figure: citations, dates, numbers of headings and notes, cells of staffing."""
    for key in ("legal_refs", "dates", "other_numerals", "periods"):
        yield from spans(gold.get(key, []))
    for heading in gold.get("outline", []):
        if numbering := heading.get("numbering"):
            yield heading["start"], heading["start"] + len(numbering)
    for note in gold.get("footnotes", []):
        for key in ("marker", "marker_span", "body_marker", "mark"):
            if isinstance(note.get(key), dict) and "start" in note[key]:
                yield from spans([note[key]])
    for row in rows:
        yield from spans(cell for cell in row["cells"] if cell)


def stated_value(field: dict[str, Any] | None) -> Any:  # noqa: ANN401 - a text, or the period as an object
    """What a field of the header says."""
    return field.get("value") if field else None
