"""Documents, records and results as HTML for notebooks.

Every text is escaped, and characters that steer a terminal or turn the writing direction are shown as what
they are: nothing that a report holds is run. No script, no link, no picture, no style sheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from extractor.model import Document, Severity
from extractor.pipeline import Result
from extractor.records import TABLES, DocumentRecord, Place, ProblemRecord, Records, TableRecord
from extractor.shown import draw
from extractor.text.visible import visible

ROWS = 20
"""The most rows of a table that are shown."""

CHARS = 1_000
"""The most characters of a text that are shown."""

HEADER = ("doc_type", "number", "date", "issuer", "place", "subject", "period_label", "pages", "quality")
"""The fields of a document that its overview shows."""

COLUMNS = {
    "citations": ("text", "key", "key_status", "issuer", "relation"),
    "dates": ("text", "kind", "date", "start_date", "end_date", "role"),
    "figures": ("text", "value", "unit", "indicator", "level", "period_label"),
    "tables": ("title", "kind", "pages"),
    "staffing": ("ordinal", "unit", "total", "own_staff", "seconded"),
    "passages": ("kind", "addressee", "text"),
    "checks": ("severity", "rule", "message"),
}
"""The fields of each table that a list of its records shows, before the place."""

PROBLEM = ("severity", "page", "message", "next_step")
LEFT = 'style="text-align:left;white-space:pre-wrap"'


@draw.register
def of_result(result: Result) -> str:
    """The header of a report, how many records there are, the problems, and the checks that do not hold."""
    document, records = result.document, result.records
    failing = [check for check in records.checks if check.severity != Severity.INFO]
    counts = {table: len(getattr(records, table)) for table in records.__struct_fields__}
    return _section(
        f"{document.path or 'report'}: {document.status}",
        _fields({field: getattr(document, field) for field in HEADER}),
        _table(list(counts), [counts.values()]),
        _list("problems", PROBLEM, result.problems),
        _list("checks", COLUMNS["checks"], failing),
    )


@draw.register
def of_records(records: Records) -> str:
    """A short list of the records of each table that has any."""
    return _section("records", *(_list(table, COLUMNS[table], getattr(records, table)) for table in COLUMNS))


@draw.register
def of_document(document: Document) -> str:
    """What was read: pages, problems, tables, and the beginning of the raw text."""
    facts = {
        "media_type": document.media_type,
        "pages": len(document.pages),
        "tables": len(document.tables),
        "characters": len(document.raw),
        "problems": ", ".join(problem.code for problem in document.problems),
    }
    text = f"<pre {LEFT}>{_text(_short(document.raw))}</pre>"
    return _section(document.name or "document", _fields(facts), text)


@draw.register(DocumentRecord)
@draw.register(ProblemRecord)
@draw.register(Place)
def of_record(record: Struct) -> str:
    """A record: what its sentence says of it, and its fields as far as they hold anything."""
    fields = asdict(record)
    sentence, text = fields.pop("sentence", None), fields.get("text")
    marked = f"<p>{_marked(sentence, text)}</p>" if sentence else ""
    return _section(type(record).__name__.removesuffix("Record"), marked, _fields(fields))


@draw.register
def of_table(record: TableRecord) -> str:
    """A table as it is printed, its first rows."""
    where = {"title": record.title, "pages": record.pages, "start": record.start, "end": record.end}
    head, rows = record.grid[: record.header_rows], record.grid[record.header_rows :]
    columns = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*head, strict=True)]
    return _section("Table", _fields(where), _table(columns, rows))


def listed(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of plain values under a heading, for what is no record."""
    return _section(name, _table(columns, [*rows]))


def _section(title: str, *parts: str) -> str:
    return f"<div><p><b>{_text(title)}</b></p>{''.join(parts)}</div>"


def _list(table: str, fields: Sequence[str], records: Sequence[Struct]) -> str:
    """The records of a table with their places; nothing where there are none."""
    if not records:
        return ""
    places = [field for field in ("page", "start", "end") if field in TABLES[table].__struct_fields__]
    columns = list(dict.fromkeys((*fields, *places)))
    rows = [[getattr(record, field) for field in columns] for record in records[:ROWS]]
    return f"<p>{_text(table)} ({len(records)})</p>" + _table(columns, rows, len(records))


def _fields(fields: Mapping[str, object]) -> str:
    """The fields that hold something, a row each."""
    rows = [
        (f"<th {LEFT}>{_text(name)}</th>", _cell(value)) for name, value in fields.items() if _says(value)
    ]
    return f"<table>{''.join(f'<tr>{head}{cell}</tr>' for head, cell in rows)}</table>" if rows else ""


def _says(value: object) -> bool:
    return value not in (None, "", (), {})


def _table(columns: Iterable[str], rows: Sequence[Iterable[object]], count: int | None = None) -> str:
    """Rows below their headings; of more than a few it says how many are left out."""
    count = len(rows) if count is None else count
    head = "".join(f"<th {LEFT}>{_text(column)}</th>" for column in columns)
    body = (f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, ROWS))
    rest = f"<p>… {count - ROWS} more</p>" if count > ROWS else ""
    return f"<table><tr>{head}</tr>{''.join(body)}</table>{rest}"


def _cell(value: object) -> str:
    return f"<td {LEFT}>{_text(_short(_words(value)))}</td>"


def _words(value: object) -> str:
    """A value in words: nothing for what is not stated, JSON for what has parts."""
    match value:
        case None | () | {} if not value:
            return ""
        case str() | bool() | int() | float():
            return str(value)
        case tuple() if all(isinstance(part, str) for part in value):
            return " › ".join(value)
        case _:
            return msgspec.json.encode(value).decode()


def _marked(sentence: str, text: str | None) -> str:
    """A sentence with the words that the record is of marked, where they stand in it once."""
    if not text or sentence.count(text) != 1:
        return _text(_short(sentence))
    before, _, after = sentence.partition(text)
    before = before if len(before) <= CHARS else f"…{before[-CHARS:]}"
    return f"{_text(before)}<mark>{_text(_short(text))}</mark>{_text(_short(after))}"


def _short(text: str) -> str:
    return text if len(text) <= CHARS else f"{text[:CHARS]}…"


def _text(text: str) -> str:
    return escape(visible(text))
