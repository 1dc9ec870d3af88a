"""What the columns of a table are, by the words of their headings and, where those are silent, by sums.

A heading may stand in several rows: a cell that covers columns speaks for all of them, the one nearest to
the figures speaks first.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import regex

from extractor.model import Cell, Table
from extractor.rules import Patterns
from extractor.rules.lists import Phrase, StaffRole
from extractor.text.words import after, holds

_COUNT = regex.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_BLANKS = frozenset({"", "-", "–", "—", "...", "…", "x"})
_NUMBERING = regex.compile(r"\(?(?:\d{1,2}|\p{Lu})\)?")
_CONFIRMED = 0.8
"""The share of rows whose sum must hold before a silent column gets a role."""

HEADINGS = 1 << 10
"""How many headings are kept: most reports have tables of the same forms."""

Roles = tuple[str | None, ...]


def grid(table: Table) -> tuple[tuple[Cell | None, ...], ...]:
    """The cells by row and column, each at its upper left place, None where there is none."""
    rows: list[list[Cell | None]] = [[None] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell
    return tuple(tuple(row) for row in rows)


def headings(table: Table) -> tuple[tuple[str, ...], ...]:
    """For each column the texts of the header cells above it, outermost first.

    Plain text cannot merge cells: an empty place there belongs to the cell at its left when something stands
    below it.
    """
    return tuple(tuple(dict.fromkeys(cell.text.strip() for cell in above)) for above in heading_cells(table))


def heading_cells(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """For each column the header cells above it that hold text, outermost first."""
    cells = grid(table)[: table.header_rows]
    texts = [[cell.text.strip() if cell else "" for cell in row] for row in cells]
    # A place below the first row of a merged cell has that cell above it, whatever stands at its left.
    reached = {
        (cell.row + down, cell.col + right)
        for line in cells
        for cell in line
        if cell is not None
        for down in range(1, cell.rowspan)
        for right in range(cell.colspan)
    }
    columns: list[tuple[Cell, ...]] = []
    for col in range(table.cols):
        above: list[Cell] = []
        for row, line in enumerate(texts):
            if (row, col) in reached:
                continue
            cell = cells[row][col] if line[col] else _covering(cells[row], texts, row, col)
            if cell is not None and cell not in above:
                above.append(cell)
        columns.append(tuple(above))
    return tuple(columns)


def roles(table: Table, patterns: Patterns) -> Roles:
    """The role of each column, an id of `patterns/lists/column_words.tsv`, or None."""
    above = [tuple(text for text in texts if not _NUMBERING.fullmatch(text)) for texts in headings(table)]
    columns = Counter(text for texts in above for text in set(texts))
    said = [_said(texts, columns, patterns) for texts in above]
    counts = Counter(roles[0] for roles in said if roles)
    result: list[str | None] = []
    for candidates in said:
        # Two "Tổng số" side by side are told apart by what stands above them.
        usable = candidates if candidates and counts[candidates[0]] == 1 else candidates[1:] + candidates[:1]
        result.append(next((role for role in usable if role not in result), None))
    return _completed(tuple(result), table)


def _said(texts: tuple[str, ...], columns: Mapping[str, int], patterns: Patterns) -> list[str]:
    """The roles that the headings over a column tell, the nearest first.

    A heading that nobody knows is no other column's: what covers it and its neighbours says nothing of it.
    """
    found: list[str] = []
    for text in reversed(texts):
        role = _role(text, texts, patterns)
        if role is not None:
            found.append(role)
        elif not found and columns[text] == 1 and text:
            outer = [other for other in texts if columns[other] == 1 and other != text]
            return [role for other in reversed(outer) if (role := _role(other, texts, patterns))]
    return found


def integer(text: str) -> int | None:
    """The whole number that a cell states (`08` is 8, `1.204` is 1204); None for a blank or anything else."""
    text = text.strip()
    return int(text.replace(".", "")) if _COUNT.fullmatch(text) else None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().lower() in _BLANKS


def _covering(cells: tuple[Cell | None, ...], texts: list[list[str]], row: int, col: int) -> Cell | None:
    """The cell at the left that reaches over this place of the header."""
    for left in range(col - 1, -1, -1):
        cell = cells[left]
        if cell is None or not cell.text.strip():
            continue
        reaches = left + cell.colspan > col
        implied = cell.colspan == 1 and any(line[col] for line in texts[row + 1 :])
        return cell if reaches or implied else None
    return None


@lru_cache(HEADINGS)
def is_total(label: str, patterns: Patterns) -> bool:
    """Whether a row with this label adds up rows of a table: "Tổng số hồ sơ", "Cộng" alone."""
    words = {row.id: row.words for row in patterns.rows(Phrase, "staffing_words")}
    return after(label, words["total"]) is not None or after(label, words["subtotal"]) == ""


@lru_cache(HEADINGS)
def _role(text: str, path: tuple[str, ...], patterns: Patterns) -> str | None:
    """What a heading says of a column, `path` being all headings above it."""
    # A narrow column breaks its heading between letters: "ST T".
    closed = "".join(text.split())
    for row in patterns.rows(StaffRole):
        is_under = not row.under or any(holds(other, row.under) for other in path)
        if is_under and (closed in row.words or holds(text, row.words)) and not holds(text, row.excludes):
            return row.id
    return None


def _completed(found: Roles, table: Table) -> Roles:
    """Total, own staff and seconded: where two are known, the one unnamed column that closes their sum."""
    wanted = {"total", "own_staff", "seconded"} - set(found)
    if len(wanted) != 1:
        return found
    (missing,) = wanted
    cells = grid(table)[table.header_rows :]
    numbers = [[integer(cell.text) if cell else None for cell in row] for row in cells]
    at = {role: col for col, role in enumerate(found) if role}
    closing = [
        col for col, role in enumerate(found) if role is None and _closes(numbers, at | {missing: col})
    ]
    if len(closing) != 1:
        return found
    return tuple(missing if col == closing[0] else role for col, role in enumerate(found))


def _closes(numbers: list[list[int | None]], at: dict[str, int]) -> bool:
    sums = []
    for row in numbers:
        total, own, seconded = (row[at[role]] for role in ("total", "own_staff", "seconded"))
        if total is not None and own is not None and seconded is not None:
            sums.append(total == own + seconded)
    return len(sums) > 1 and sum(sums) >= _CONFIRMED * len(sums)
