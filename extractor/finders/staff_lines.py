"""The lines of a staffing table: their cells by the roles of the columns, and what each line is.

A line is a `section` (a heading, or a figure over groups), a `group` (a figure over units), a `unit`, a
`subtotal` or a `total`. Which it is follows from its ordinal, its numbers and its words.
"""

from collections.abc import Container, Sequence
from itertools import zip_longest

import msgspec
import regex
from msgspec import Struct

from extractor.finders import columns
from extractor.model import Cell, Table
from extractor.rules.lists import Phrase
from extractor.text.words import after

NAMING = frozenset({"ordinal", "unit", "note"})
"""Roles of columns that hold no count."""

FEWEST_NUMBERED = 3
"""A row of so many numbers (1), (2), (3) and nothing else numbers the columns."""

_LED = regex.compile(r"(?P<ordinal>(?:\d{1,3}|[IVX]+|[A-ZĐ])[.)])\s*(?P<name>\p{L}.*)", regex.DOTALL)
_ROMAN = regex.compile(r"\(?[IVX]+[.)]*")
_LETTER = regex.compile(r"\(?[A-ZĐ][.)]*")
_BRACKETS = regex.compile(r"\([^)]*\)")
_EDGES = " .,:;-–()"


class Line(Struct, frozen=True, kw_only=True):
    """A row of a table: `counts` by role (None for a blank), `name`, `ordinal` and `note` as printed.

    A ditto mark counts what the line above counts, and `meant_note` is the note that it repeats.
    """

    row: int
    cells: tuple[Cell | None, ...]
    ordinal: str | None
    name: str | None
    note: str | None
    meant_note: str | None
    counts: dict[str, int | None]
    repeats: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether no count is stated."""
        return all(value is None for value in self.counts.values())


def read(table: Table, roles: columns.Roles, phrases: Sequence[Phrase]) -> list[Line]:
    """The lines below the header that say something; `phrases` are those of `staffing_words.tsv`."""
    rows = list(enumerate(columns.grid(table)))[table.header_rows :]
    dittos = {word.lower() for row in phrases if row.id == "ditto" for word in row.words}
    lines: list[Line] = []
    for row, cells in rows:
        if _says_something(cells):
            lines.append(_line(row, cells, roles, dittos, lines[-1] if lines else None))
    return lines if "ordinal" in roles else _with_ordinals(lines)


def kinds(lines: Sequence[Line], phrases: Sequence[Phrase]) -> list[str]:
    """What each line is; `phrases` are the rows of `patterns/lists/staffing_words.tsv`."""
    words = {row.id: row.words for row in phrases}
    found = []
    for line, below in zip_longest(lines, lines[1:]):
        summed = None if line.is_silent else _sum(line, words)
        found.append(summed or _kind(line, below))
    if found and found[-1] == "subtotal" and found.count("subtotal") == 1 and "total" not in found:
        found[-1] = "total"
    return found


def _line(
    row: int,
    cells: tuple[Cell | None, ...],
    roles: columns.Roles,
    dittos: Container[str],
    above: Line | None,
) -> Line:
    texts = [cell.text.strip() if cell else "" for cell in cells]
    said = {role: text for role, text in zip(roles, texts, strict=True) if role}
    repeated = {role for role, text in said.items() if above and text.lower() in dittos}
    counts = {role: columns.integer(text) for role, text in said.items() if role not in NAMING}
    ordinal = said.get("ordinal", "")
    named = said.get("unit") or next((text for text in texts if _is_name(text)), "")
    note = said.get("note") or None
    return Line(
        row=row,
        cells=cells,
        ordinal=ordinal if columns.NUMBERING.fullmatch(ordinal) else None,
        name=named or None,
        note=note,
        meant_note=above.meant_note if above and "note" in repeated else note,
        counts=counts | {role: above.counts.get(role) for role in repeated - NAMING if above},
        repeats=bool(repeated),
    )


def _with_ordinals(lines: list[Line]) -> list[Line]:
    """The lines of a table without a column of ordinals, those before most names ("1. Bí thư") taken off."""
    led = [_LED.fullmatch(line.name or "") for line in lines]
    if 2 * sum(map(bool, led)) <= len(lines):
        return lines
    return [
        msgspec.structs.replace(line, ordinal=found["ordinal"], name=found["name"]) if found else line
        for line, found in zip(lines, led, strict=True)
    ]


def _is_name(text: str) -> bool:
    return (
        not columns.is_blank(text) and columns.integer(text) is None and not columns.NUMBERING.fullmatch(text)
    )


def _says_something(cells: tuple[Cell | None, ...]) -> bool:
    texts = [cell.text.strip() for cell in cells if cell and cell.text.strip()]
    numbers_columns = len(texts) >= FEWEST_NUMBERED and all(
        columns.COLUMN_NUMBER.fullmatch(text) for text in texts
    )
    return bool(texts) and not numbers_columns


def _sum(line: Line, words: dict[str, tuple[str, ...]]) -> str | None:
    """`total` for "Tổng cộng" alone, `subtotal` where more words say of what; a unit has an ordinal."""
    if line.ordinal is not None or not line.name:
        return None
    rest = after(line.name, words["total"])
    if rest is not None and not _without_brackets(rest):
        return "total"
    return "subtotal" if rest is not None or after(line.name, words["subtotal"]) is not None else None


def _without_brackets(text: str) -> str:
    rest: str = _BRACKETS.sub("", text)
    return rest.strip(_EDGES)


def _kind(line: Line, below: Line | None) -> str:
    """`section`, `group` or `unit`, by the styles of this ordinal and the next."""
    own, following = _style(line.ordinal), _style(below.ordinal if below else None)
    if own == "number" and below and below.ordinal and line.ordinal:
        return "group" if below.ordinal.startswith(line.ordinal.strip(_EDGES) + ".") else "unit"
    if own == "number":
        return "unit"
    if line.is_silent:
        filled = [cell for cell in line.cells if cell and cell.text.strip()]
        if own == "roman" and following == "number":
            return "group"
        return "section" if own or len(filled) == 1 else "unit"
    if own:
        return "section" if own == "letter" else "group"
    return "section" if line.name and line.name.isupper() and following else "unit"


def _style(ordinal: str | None) -> str | None:
    if ordinal is None:
        return None
    if _ROMAN.fullmatch(ordinal):
        return "roman"
    return "letter" if _LETTER.fullmatch(ordinal) else "number"
