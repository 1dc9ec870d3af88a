"""Gold from marks: what a mark and the text under it say together, as records.

In: the head and the printed text of a marked file. Out: the gold of the report, its lists in text order.
"""

import re
from collections.abc import Iterator

from corpus.made import staffing, values
from corpus.made.coverage import uncovered
from corpus.made.errors import MarkError, NoValueError
from corpus.made.marks import DEFAULTS, KINDS, NFD, Head, Mark, Printed
from corpus.made.records import LISTS, Record, digest

NATIONAL_ASSEMBLY = "Quốc hội"
PERIODS = ("p", "y")
# What a number is by its form alone, wherever no mark says otherwise.
PLAIN_NUMBERS = (
    (re.compile(r"(?m)^\s*(?:\*\*)?(\d+(?:\.\d+)*)[.)]\s"), "heading number"),
    (re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"), "footnote mark"),
    (re.compile(r"(?m)^(\d{1,2})\t"), "row ordinal"),
    (re.compile(r"(?m)^\|\s*(\d{1,2})\s*\|"), "row ordinal"),
    (re.compile(r"NC([₀-₉])"), "drafting unit"),
    (re.compile(r"Số:\s+(\d+)/"), "own number of the document"),
)


def make_gold(head: Head, report: Printed) -> Record:
    """Gold of a printed report."""
    gold: Record = {"file": report.file, "sha256": digest(report.text), "document": head.document}
    gold |= {name: [] for name in LISTS}
    for name, record in marked_records(head, report):
        gold[name].append(record)
    for start, end in report.tables:
        rows = list(staffing.rows_of(report.text, start, end, head.staffing))
        gold["staffing"] += [row.record() for row in rows]
        gold["checks"] += staffing.faults(report.text, rows, head.staffing)
    gold["other_numbers"] += plain_numbers(report.text, gold)
    for name in LISTS:
        gold[name].sort(key=lambda record: (record["start"], -record["end"]))
    return gold


def marked_records(head: Head, report: Printed) -> Iterator[tuple[str, Record]]:
    """Each marked record with the name of its list."""
    defaults: dict[str, str] = {}
    for mark in report.marks:
        if mark.tag == DEFAULTS:
            defaults = mark.attributes
        elif mark.tag != NFD:
            try:
                yield record_of(head, report, mark, defaults)
            except NoValueError as error:
                raise MarkError(report.file, mark.line, str(error)) from error


def record_of(head: Head, report: Printed, mark: Mark, defaults: dict[str, str]) -> tuple[str, Record]:
    """The record of one mark and the name of its list."""
    if mark.tag in KINDS:
        return "figures", figure(report, mark, defaults)
    match mark.tag:
        case "c":
            return "citations", citation(report, mark, head.issuers)
        case "n":
            return "other_numbers", span(report, mark) | mark.attributes
        case "k":
            return "checks", span(report, mark) | mark.attributes
        case _:
            return "dates", date(report, mark, head.regime)


def span(report: Printed, mark: Mark) -> Record:
    """Place and printed text of a mark."""
    return {"start": mark.start, "end": mark.end, "text": report.text[mark.start : mark.end]}


def stated(value: str | None) -> str | None:
    """A value as the gold has it: a writer denies one with `null`."""
    return None if value == "null" else value


def citation(report: Printed, mark: Mark, issuers: dict[str, str | None]) -> Record:
    """Record of a citation; what the text itself gives need not be written in the mark."""
    record, given = span(report, mark), mark.attributes
    shown = given.get("number") or values.citation_number(record["text"])
    word = values.type_word(record["text"])
    doc_type = given.get("type") or word or values.symbol_type(shown or "")
    following = following_date(report, mark)
    record |= {
        "kind": given.get("kind") or ("named" if shown is None else "full" if word else "elided"),
        "doc_type": doc_type,
        "number": stated(shown),
        "date": given.get("date") or (date_value(report, following) if following else None),
        "issuer": stated(given.get("issuer") or issuer(shown, doc_type, issuers)),
    }
    if "relation" in given:
        record["relation"] = given["relation"]
    if "pinpoints" in given:
        record["pinpoints"] = pinpoints(given["pinpoints"])
    return record


def issuer(shown: str | None, doc_type: str, issuers: dict[str, str | None]) -> str | None:
    """Who issued a document: by the agency in its number, else by its type."""
    agency = None if shown is None else values.symbol_agency(shown)
    if agency == "QH":
        return NATIONAL_ASSEMBLY
    named = None if agency is None else issuers.get(agency) or values.AGENCIES.get(agency)
    return NATIONAL_ASSEMBLY if named is None and doc_type in values.LAW_TYPES else named


def pinpoints(source: str) -> list[dict[str, str]]:
    """Pinpoints of a citation: `dieu:12,khoan:1+dieu:13` names two."""
    return [dict(pair.split(":") for pair in pinpoint.split(",")) for pinpoint in source.split("+")]


def following_date(report: Printed, mark: Mark) -> Mark | None:
    """The date mark that belongs to a citation (`…, ngày 05/3/2024`)."""
    following = (other for other in report.marks if other.tag == "d" and other.start >= mark.end)
    found = next(following, None)
    if found is None:
        return None
    between = values.nfc(report.text[mark.end : found.start])
    return found if re.fullmatch(r",?\s?(ngày)?", between) else None


def date(report: Printed, mark: Mark, regime: str) -> Record:
    """Record of a date, a period, a duration or a recurring time."""
    record, given = span(report, mark), mark.attributes
    match mark.tag:
        case "d":
            record |= {"kind": "date", "date": date_value(report, mark), "role": date_role(report, mark)}
        case "u":
            record |= {"kind": "duration", "label": given["label"]}
        case "w":
            record |= {"kind": "recurring", "label": given["label"]}
        case _:
            record |= period(mark, record["text"], regime)
    if "status" in given:
        record["status"] = given["status"]
    return record


def date_value(report: Printed, mark: Mark) -> str:
    """ISO date of a date mark."""
    return mark.attributes.get("date") or values.iso_date(report.text[mark.start : mark.end])


def date_role(report: Printed, mark: Mark) -> str:
    """Role of a date: as written in the mark, or `cited` after a citation, `data_period` in a period."""
    if "role" in mark.attributes:
        return mark.attributes["role"]
    for other in report.marks:
        if other.tag in PERIODS and other.start <= mark.start and mark.end <= other.end:
            return "data_period"
        if other.tag == "c" and following_date(report, other) == mark:
            return "cited"
    return "event"


def period(mark: Mark, text: str, regime: str) -> Record:
    """Fields of a period: one of the report itself follows the regime, any other the calendar."""
    given = mark.attributes
    own = mark.tag == "p"
    basis = given.get("basis") or (regime if own else "calendar")
    label = given.get("label") or values.period_label(text)
    role = "reporting_period" if own else "subject"
    first, last = (None, None) if given.get("open") == "both" else values.period_bounds(label, basis)
    if re.search(r"\d/\d", label):
        basis, role = "stated", "data_period"
    return {
        "kind": "period",
        "label": label,
        "start_date": given.get("start", first),
        "end_date": given.get("end", last),
        "basis": basis,
        "role": given.get("role", role),
    }


def figure(report: Printed, mark: Mark, defaults: dict[str, str]) -> Record:
    """Record of a figure; what the mark does not say is taken from the defaults before it."""
    record, given, kind = span(report, mark), defaults | mark.attributes, KINDS[mark.tag]
    unit = "%" if kind == "rate" else given.get("unit", "VND" if kind == "money" else "null")
    record |= {"kind": kind, "value": figure_value(kind, record["text"], given), "unit": stated(unit)}
    if kind == "range":
        low, high = (values.plain(values.number(part)) for part in re.findall(r"\d[\d.,]*", record["text"]))
        record |= {"low": given.get("low", low), "high": given.get("high", high)}
    for name in ("indicator", "level", "period_label", "qualifier"):
        if given.get(name, "null") != "null":
            record[name] = given[name]
    if in_table(report.text, mark.start):
        record["table"] = True
    return record


def figure_value(kind: str, text: str, given: dict[str, str]) -> str | None:
    """Exact value of a figure as a decimal string."""
    if "value" in given:
        return given["value"]
    if kind in ("blank", "range"):
        return None
    if kind == "zero_stated":
        return "0"
    sign = "-" if given.get("sign") == "-" else ""
    if "scale" in given:
        return sign + values.plain(values.number(text) * int(given["scale"]))
    if kind == "money" or re.search("nghìn|triệu|tỷ", values.nfc(text)):
        return sign + values.amount(text)
    return sign + values.plain(values.number(text))


def in_table(text: str, at: int) -> bool:
    """Whether the line at a place is a row of a table."""
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    return "\t" in line or line.startswith("|")


def plain_numbers(text: str, gold: Record) -> Iterator[Record]:
    """Numbers not yet covered whose form alone says what they are: headings, note marks, row numbers."""
    left = set(uncovered(text, gold))
    for pattern, reason in PLAIN_NUMBERS:
        for found in pattern.finditer(text):
            start, end = found.span(1)
            if start in left:
                left -= set(range(start, end))
                yield {"start": start, "end": end, "text": found[1], "reason": reason}
