"""What was found in a report, as small tables of words: what `show` shows, without how."""

import msgspec
from msgspec import Struct

from extractor.cli.telling import Part
from extractor.engines.collect import tables
from extractor.parts import OutlineItem
from extractor.pipeline import Result
from extractor.rules import Messages
from extractor.text.visible import in_a_line
from extractor.writers.cells import cell
from extractor.writers.vocabulary import Vocabulary

FIELDS = {
    "citations": ("number", "doc_type", "date", "issuer", "subject", "text"),
    "dates": ("label", "date", "start_date", "end_date", "role", "text"),
    "figures": ("value", "unit", "label", "indicator", "level", "period_label"),
    "tables": ("kind", "title"),
    "staffing": ("ordinal", "unit", "total", "own_staff", "seconded", "note"),
    "passages": ("kind", "addressee", "text"),
    "checks": ("severity", "rule", "message", "stated", "computed", "proposal"),
    "problems": ("severity", "message", "next_step"),
}
"""The fields of each table that are shown."""

TRACE = {"doc_id", "id", "path", "numbers", "spans", "basis", "readers", "outline"}

STEP = "  "
"""What a heading is indented by below another."""


def parts(result: Result, messages: Messages, words: Vocabulary) -> list[Part]:
    """The header and every table that has a record."""
    where = messages.say("show", "where")
    spans = result.document.spans
    header = tuple(
        (words.heading("documents", field), _shown(field, value, words), _place(spans.get(field), messages))
        for field, value in msgspec.structs.asdict(result.document).items()
        if field not in TRACE and value not in (None, (), {})
    )
    named = (messages.say("show", "field"), messages.say("show", "content"), where)
    found = [Part(result.document.path, named, header)]
    if result.document.outline:
        found.append(_outline(result.document.outline, words, messages))
    rows = tables(result)
    for table, fields in FIELDS.items():
        headings = (*(words.heading(table, field) for field in fields), where)
        body = tuple(
            (*(_shown(field, getattr(record, field), words) for field in fields), _place(record, messages))
            for record in rows[table]
        )
        if body:
            found.append(Part(f"{words.table(table)} ({len(body)})", headings, body))
    return found


def _outline(outline: tuple[OutlineItem, ...], words: Vocabulary, messages: Messages) -> Part:
    """The headings of a report, a line each, indented below those above them."""
    lines = tuple(
        (STEP * (len(item.path) - 1) + in_a_line(item.path[-1]), _place(item, messages))
        for item in outline
        if item.path
    )
    heading = words.heading("documents", "outline")
    return Part(f"{heading} ({len(lines)})", (heading, messages.say("show", "where")), lines)


def _shown(field: str, value: object, words: Vocabulary) -> str:
    shown = cell(field, value, words)
    return "" if shown is None else in_a_line(str(shown))


def _place(record: Struct | None, messages: Messages) -> str:
    """Page and offsets, as far as a record has them."""
    page, start, end = (getattr(record, field, None) for field in ("page", "start", "end"))
    paged = [messages.say("show", "page", page=page)] if page else []
    offsets = [f"{start}–{end}"] if start is not None else []
    return " · ".join(paged + offsets)
