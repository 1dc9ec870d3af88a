"""From the sheets of a file to its document: raw text, blocks and tables."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import zip_longest

from extractor.model import Document, Problem, Severity
from extractor.readers.build import MAX_HEADER, DraftCell, RawBuilder, names_parts
from extractor.readers.faults import BrokenError, EncryptedError, TooLargeError
from extractor.readers.limits import Limits
from extractor.readers.sheets.items import Book
from extractor.readers.sheets.regions import Row, regions
from extractor.readers.sniff import Format

FEWEST_NUMBERED = 3  # columns of a row that only numbers the columns
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
COLUMN_LETTER = re.compile(r"\(?[A-ZĐa-zđ]\)?")


def reading(name: str, form: Format, limits: Limits, read_book: Callable[[], Book]) -> Document:
    """The document of a workbook, or the problem for which there is none."""
    try:
        return document(name, form, read_book(), limits)
    except EncryptedError:
        problem = Problem(code="docx_encrypted", severity=Severity.ERROR)
    except BrokenError:
        problem = Problem(code="sheet_broken", severity=Severity.ERROR)
    except TooLargeError:
        values: dict[str, str | int | float] = {"bytes": limits.unpacked, "cells": limits.cells}
        problem = Problem(code="sheet_too_large", severity=Severity.ERROR, values=values)
    return Document(name=name, media_type=form.media_type, wrapped=False, problems=(problem,))


def document(name: str, form: Format, book: Book, limits: Limits) -> Document:
    """The document of all sheets, in order; the name of a sheet is a line above what is in it."""
    builder = RawBuilder()
    for sheet in book.sheets:
        if not any(slot.text for slot in sheet.slots):
            continue
        if sheet.name:
            builder.text(" ".join(sheet.name.split()) + "\n")
        for region in regions(sheet.slots):
            if region.is_table:
                _table(builder, region.rows, limits)
            else:
                _lines(builder, region.rows)
            if builder.position > limits.chars:
                raise TooLargeError
    return Document(
        name=name,
        media_type=form.media_type,
        raw=builder.raw,
        wrapped=False,
        blocks=tuple(builder.blocks),
        tables=tuple(builder.tables),
        problems=tuple(_problems(book)),
    )


def _problems(book: Book) -> list[Problem]:
    problems = [Problem(code="sheet_part_broken", values={"part": part}) for part in book.lost]
    if any(book.hidden):
        problems.append(Problem(code="sheet_hidden", severity=Severity.INFO, values=book.hidden._asdict()))
    return problems


def _lines(builder: RawBuilder, rows: list[Row]) -> None:
    """Append rows of text, cells side by side parted by tabs line by line; empty rows as one empty line."""
    end = rows[0].at if rows else 0
    for row in rows:
        if row.at > end:
            builder.text("\n")
        end = row.end
        lines = zip_longest(*(slot.text.splitlines() for slot in row.slots if slot.text), fillvalue="")
        for parts in lines:
            text = "\t".join(" ".join(part.split()) for part in parts).rstrip()
            if text:
                builder.text(text + "\n")


def _table(builder: RawBuilder, region: list[Row], limits: Limits) -> None:
    """Append a table, without rows and columns in which no text begins."""
    slots = [slot for row in region for slot in row.slots if slot.text]
    tops, lefts = sorted({slot.row for slot in slots}), sorted({slot.col for slot in slots})
    if len(tops) * len(lefts) > limits.cells:
        raise TooLargeError
    rows_at, cols_at = ({at: place for place, at in enumerate(starts)} for starts in (tops, lefts))
    drafts = [
        DraftCell(
            row=rows_at[slot.row],
            col=cols_at[slot.col],
            rowspan=_span(tops, slot.row, slot.rowspan),
            colspan=_span(lefts, slot.col, slot.colspan),
            text=slot.text,
        )
        for slot in slots
    ]
    builder.table(drafts, header_rows=_header_rows(drafts))


def _span(starts: list[int], start: int, size: int) -> int:
    """How many of the rows or columns that are kept a cell covers."""
    return 1 if size == 1 else bisect_left(starts, start + size) - bisect_left(starts, start)


def _header_rows(drafts: list[DraftCell]) -> int:
    """The rows that name the columns.

    As deep as the merged cells of the first row, and on while a row names parts of a column (its first place
    is empty, and there is no figure in it) or numbers the columns.
    """
    rows: list[list[DraftCell]] = [[] for _ in range(MAX_HEADER)]
    for draft in drafts:
        if draft.row < MAX_HEADER:
            rows[draft.row].append(draft)
    deepest = max((draft.rowspan for draft in rows[0]), default=1)
    header = deepest if deepest <= MAX_HEADER else 1
    while (
        header < MAX_HEADER
        and rows[header]
        and (_names_parts(rows[header]) or _numbers_columns(rows[header]))
    ):
        header += 1
    return header


def _names_parts(row: list[DraftCell]) -> bool:
    texts = [""] * (row[-1].col + 1)
    for draft in row:
        texts[draft.col] = draft.text
    return names_parts(texts)


def _numbers_columns(row: list[DraftCell]) -> bool:
    """Whether a row only numbers the columns: "A", "B", "1", "2", "3=1+2"; or "(1)", "(2)", "(3)"."""
    matches = [COLUMN_NUMBER.fullmatch(draft.text) for draft in row]
    numbers = [int(found[1]) for found in matches if found]
    letters = [draft for draft, found in zip(row, matches, strict=True) if not found]
    return (
        len(row) >= FEWEST_NUMBERED
        and numbers == list(range(1, len(numbers) + 1))
        and all(COLUMN_LETTER.fullmatch(draft.text) for draft in letters)
    )
