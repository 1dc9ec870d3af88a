"""The mask of one report: its text and records with personal data replaced, character for character."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

import msgspec
import regex
from msgspec import Struct

from extractor.masking.spans import Finder, finder
from extractor.model import BlockKind, Document
from extractor.records import DocumentRecord, FigureRecord, TableRecord
from extractor.rules import Patterns
from extractor.text.fold import search_key
from extractor.text.view import View, of_text

MARK = "█"
"""What stands for each masked character; white space stays."""

KEPT = frozenset({"doc_id", "id"})
"""Fields that name a record and never hold text."""

UNMISTAKABLE = 8
"""A number or an address of so many characters is masked wherever it stands in the report."""

HIDDEN = frozenset({BlockKind.FURNITURE, BlockKind.STAMP})
"""Blocks that the view of a report leaves out."""

_BETWEEN = r"[\W_]*+"
_JOINED = "[ ._-]?"
"""What may stand between the words of a name that is written without marks."""

_WORD = regex.compile(r"[^\W\d_]+|\d+")
_LETTERS = regex.compile(r"\S")

T = TypeVar("T")


class Mask:
    """What to mask in one report. `raw` is its masked text, `names` the persons that it names."""

    def __init__(
        self, patterns: Patterns, document: Document | None = None, view: View | None = None,
        record: DocumentRecord | None = None,
    ) -> None:  # fmt: skip
        self._finder = finder(patterns)
        self._printed = document.raw if document else ""
        self._known: dict[str, str] = {}
        self.names: frozenset[str] = frozenset()
        self._literal: regex.Pattern[str] | None = None
        self.raw = self._printed
        if document is not None:
            spans = list(_raw_spans(document, view or of_text(""), self._finder, record))
            found = {(_plain(document.raw[start:end]), name) for start, end, name in spans}
            told = {text for text, name in found if name} | set(_told(record))
            self.names = frozenset(name for name in told if " " in name)
            numbers = {text for text, name in found if not name}
            self._literal = _any_of(
                self.names, {text for text in numbers | told if len(text) >= UNMISTAKABLE}
            )
            self.raw = _covered(document.raw, [*((s, e) for s, e, _ in spans), *self._literals(document.raw)])

    def text(self, text: str) -> str:
        """A text of the report without personal data, as long as before."""
        known = self._known.get(text)
        if known is None:
            view = of_text(text)
            spans = [view.raw_span(span.start, span.end) for span in self._finder.find(view.text)]
            known = self._known[text] = _covered(text, [*spans, *self._literals(text)])
        return known

    def path(self, path: str) -> str:
        """A path without the persons that the report names, however they are spelt there."""
        masked = self.text(path)
        key = search_key(path)
        if len(key) != len(path):
            return masked
        spans = [
            found.span()
            for name in sorted(self.names)
            for found in regex.finditer(_BETWEEN.join(_WORD.findall(search_key(name))), key)
        ]
        return _covered(masked, spans)

    def masked(self, value: T) -> T:
        """A record, or any part of one, whose texts are masked."""
        return cast("T", self._masked(value))

    def _masked(self, value: object) -> object:
        match value:
            case str():
                return self.text(value) if value else value
            case tuple():
                return tuple(map(self._masked, value))
            case dict():
                return {key: self._masked(part) for key, part in value.items()}
            case Struct():
                return self._record(value)
            case _:
                return value

    def _record(self, record: Struct) -> Struct:
        """A record; what is printed at its place is masked as it is there."""
        fields = {field: getattr(record, field) for field in record.__struct_fields__ if field not in KEPT}
        changed = {
            field: self.path(value) if field == "path" and isinstance(value, str) else self._masked(value)
            for field, value in fields.items()
        }
        start, end, text = (fields.get(name) for name in ("start", "end", "text"))
        if isinstance(start, int) and isinstance(end, int) and text and self._printed[start:end] == text:
            changed["text"] = self.raw[start:end]
        if isinstance(record, FigureRecord) and self._is_private(start, end):
            changed |= dict.fromkeys(("value", "low", "high")) | {"alternatives": ()}
        if isinstance(record, TableRecord):
            changed["grid"] = _grid(record, self._masked(record.cells), changed["grid"])
        differing = {field: value for field, value in changed.items() if value != fields[field]}
        return msgspec.structs.replace(record, **differing) if differing else record

    def _is_private(self, start: int | None, end: int | None) -> bool:
        """Whether a number stands where an identity number, an account or a telephone is masked."""
        return start is not None and self.raw[start:end] != self._printed[start:end]

    def _literals(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a person that the report names elsewhere stands in a text."""
        for found in self._literal.finditer(text) if self._literal else ():
            if not self._finder.is_named_after(text, found.start(), found[0]):
                yield found.span()


def _raw_spans(
    document: Document, view: View, find: Finder, record: DocumentRecord | None
) -> Iterator[tuple[int, int, bool]]:
    """The spans of a report in its raw text, and whether each is a person's name."""
    for span in find.find(view.text):
        yield (*view.raw_span(span.start, span.end), span.name)
    for block in document.blocks:
        if block.kind in HIDDEN:
            part = of_text(document.raw[block.start : block.end])
            for span in find.find(part.text):
                start, end = part.raw_span(span.start, span.end)
                yield block.start + start, block.start + end, span.name
    for table in document.tables:
        heads = (cell for cell in table.cells if cell.row < table.header_rows)
        columns = {head.col: cells for head in heads if (cells := find.cells(_plain(head.text)))}
        for cell in table.cells:
            masked = columns.get(cell.col) if cell.row >= table.header_rows else None
            if masked is not None and masked.fullmatch(cell.text):
                yield cell.start, cell.end, " " in cell.text.strip()
    signer = record.spans.get("signer_name") if record else None
    if signer is not None:
        yield signer.start, signer.end, True


def _grid(table: TableRecord, cells: Any, grid: Any) -> tuple[tuple[str, ...], ...]:  # noqa: ANN401 - masked
    """The grid of a masked table: a cell as it is masked at its place, where the table says the place."""
    return tuple(
        tuple(
            cells[row][col].text if _printed(table, row, col) == text else masked
            for col, (text, masked) in enumerate(zip(texts, grid[row], strict=True))
        )
        for row, texts in enumerate(table.grid)
    )


def _printed(table: TableRecord, row: int, col: int) -> str | None:
    """The text of a cell that has a place."""
    places = table.cells[row] if row < len(table.cells) else ()
    place = places[col] if col < len(places) else None
    return place.text if place else None


def _told(record: DocumentRecord | None) -> Iterator[str]:
    """The persons of the header, spelt as the record has them."""
    if record is not None and record.signer_name:
        yield _plain(record.signer_name)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _any_of(names: Iterable[str], others: Iterable[str]) -> "regex.Pattern[str] | None":
    """A pattern for any of the texts, whatever their case and the white space in them.

    Names are also found without marks and joined, as addresses and accounts have them.
    """
    spelt = {form for name in (*names, *others) for form in (name, of_text(name).text.strip())}
    printed = [r"\s+".join(map(regex.escape, name.split())) for name in sorted(spelt, key=len, reverse=True)]
    joined = [_JOINED.join(words) for name in sorted(names) if len(words := _plain_words(name)) > 1]
    parts = [
        *([rf"(?<!\w)(?:{'|'.join(printed)})(?!\w)"] if printed else ()),
        *([rf"(?<!\p{{L}})(?:{'|'.join(joined)})(?!\p{{L}})"] if joined else ()),
    ]
    return regex.compile("|".join(parts), regex.IGNORECASE) if parts else None


def _plain_words(name: str) -> list[str]:
    """The words of a name without marks; none of a name too short to be told from other words."""
    words: list[str] = _WORD.findall(search_key(name))
    return words if sum(map(len, words)) >= UNMISTAKABLE else []


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with everything but white space in the spans replaced."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            parts += [text[at : max(at, start)], _LETTERS.sub(MARK, text[max(at, start) : end])]
            at = end
    return "".join([*parts, text[at:]])
