"""Our own gold (`corpus/README.md`): one object a report, in the names of the records."""

from typing import Any

import msgspec

from extractor.evaluate.compare import said
from extractor.evaluate.fields import field, spans
from extractor.evaluate.gold import Entry, Family, Fault, Field, Gold

CITATION = ("number", "doc_type", "date", "issuer", "kind", "relation", "pinpoints", "subject")
DATE = ("date", "role", "status")
PERIOD = ("label", "start_date", "end_date", "basis", "role")
DURATION = ("label", "kind")
FIGURE = (
    "value", "unit", "kind", "indicator", "level", "period_label", "low", "high", "qualifier", "channel",
    "timeliness", "field", "source_system", "org", "cumulative",
)  # fmt: skip
PASSAGE = ("kind", "addressee")
HEADER = (
    "doc_type", "number", "symbol", "place", "date", "issuer", "issuer_parent", "subject", "signer_role",
    "signer_name",
)  # fmt: skip
FURTHER_HEADER = (
    "issuer_level", "province", "district", "commune", "addressees", "signing_authority", "urgency",
    "period_label", "period_start", "period_end",
)  # fmt: skip
CELLS = ("total", "own_staff", "seconded")
ROW = ("unit_raw", "ordinal", "note")
CITED_KINDS = ("full", "elided", "short", "named", "self", "that")
PERIOD_DAYS = "period_start/period_end"
NEEDED = frozenset({"number", "value", "date", "label"})
IDENTIFYING = frozenset({"number", "value", "label"})
CLAIMED_WHERE_STATED = frozenset({"relation"})


def read(gold: dict[str, Any]) -> Gold:
    """The gold of one report; raises KeyError or TypeError where the form is broken."""
    document = gold["document"]
    days, periods, durations = (
        [entry for entry in gold["dates"] if entry["kind"] in kinds]
        for kinds in (("date",), ("period",), ("duration", "recurring"))
    )
    return Gold(
        file=gold["file"],
        sha256=gold.get("sha256"),
        doc_type=document.get("doc_type"),
        level=document.get("issuer_level"),
        header=(
            *(_header(document, name, also="header") for name in HEADER if name in document),
            *(_header(document, name) for name in FURTHER_HEADER if name in document),
        ),
        families=(
            _family("citation", "citations", gold["citations"], CITATION, CITED_KINDS),
            _family("date", "dates", days, DATE, ("date",)),
            _family("period", "dates", periods, PERIOD, ("period",)),
            _family("duration", "dates", durations, DURATION, ("duration", "recurring")),
            _by_days(_family("figure", "figures", gold["figures"], FIGURE), periods),
            *_passages(gold),
            Family(
                name="staff_row",
                table="staffing",
                entries=tuple(_row(entry) for entry in gold.get("staffing", [])),
                by_row=True,
            ),
        ),
        faults=tuple(_fault(entry) for entry in gold.get("checks", [])),
        others=spans(entry for key in ("other_numbers", "citations", "dates") for entry in gold.get(key, [])),
    )


def _family(
    name: str, table: str, entries: list[dict[str, Any]], fields: tuple[str, ...], kinds: tuple[str, ...] = ()
) -> Family:
    return Family(
        name=name,
        table=table,
        kinds=kinds,
        entries=tuple(
            Entry(
                start=entry["start"],
                end=entry["end"],
                text=entry["text"],
                kind=entry.get("kind"),
                fields=tuple(_field(name, entry, key) for key in fields if _states(entry, key)),
            )
            for entry in entries
        ),
    )


def _by_days(family: Family, periods: list[dict[str, Any]]) -> Family:
    """Figures whose period is right by its label or by its days: a quarter and the range that states it."""
    days: dict[str, list[str]] = {}
    for period in periods:
        if period.get("label") and period.get("start_date") and period.get("end_date"):
            days.setdefault(period["label"], []).append(f"{period['start_date']}/{period['end_date']}")
    return msgspec.structs.replace(
        family,
        entries=tuple(
            msgspec.structs.replace(entry, fields=tuple(_dated(field, days) for field in entry.fields))
            for entry in family.entries
        ),
    )


def _dated(field: Field, days: dict[str, list[str]]) -> Field:
    if field.of != ("period_label",):
        return field
    accepted = (*field.accepted, *(span for label in field.accepted for span in days.get(label or "", ())))
    return msgspec.structs.replace(field, of=("period_label", PERIOD_DAYS), accepted=accepted)


def _passages(gold: dict[str, Any]) -> tuple[Family, ...]:
    """The passages of a report, where its gold has any."""
    if "passages" not in gold:
        return ()
    return (_family("passage", "passages", gold["passages"], PASSAGE),)


def _states(entry: dict[str, Any], key: str) -> bool:
    return key in entry and (key not in CLAIMED_WHERE_STATED or entry[key] is not None)


def _field(family: str, entry: dict[str, Any], name: str) -> Field:
    """A mention is identified by its number, one without a number by its type as well."""
    by_type = name == "doc_type" and entry.get("number") is None
    return field(
        f"{family}.{name}",
        name,
        entry[name],
        needed=name in NEEDED,
        identifies=by_type or name in IDENTIFYING or (family, name) == ("date", "date"),
    )


def _header(document: dict[str, Any], name: str, also: str | None = None) -> Field:
    return field(f"header.{name}", name, document[name], also=also, needed=True)


def _row(entry: dict[str, Any]) -> Entry:
    cells = (
        field(f"staff_row.{name}", name, entry.get(name), also="staff_cell", needed=True, identifies=True)
        for name in CELLS
    )
    return Entry(
        start=entry["start"],
        end=entry["end"],
        text=str(entry.get("unit_raw") or ""),
        kind=entry.get("row_kind"),
        fields=(
            *cells,
            field("staff_kind", "row_kind", entry.get("row_kind"), needed=True),
            *(field(f"staff_row.{name}", name, entry[name], needed=True) for name in ROW if name in entry),
        ),
        starts=(entry["start"],),
    )


def _fault(entry: dict[str, Any]) -> Fault:
    return Fault(
        rules=(entry["rule"],),
        spans=((entry["start"], entry["end"]),),
        text=entry["text"],
        stated=said(entry.get("stated")),
    )
