"""What the columns of a table are, by the words of their headings and, where those are silent, by sums.

A heading may stand in several rows: a cell that covers columns speaks for all of them, the one nearest to
the figures speaks first.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, chain

import regex

from extractor.model import Cell, Table
from extractor.rules import Patterns
from extractor.rules.lists import ColumnSum, Phrase, StaffRole
from extractor.text.fold import normal
from extractor.text.words import Words, after, holds

_COUNT = regex.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_BLANKS = frozenset({"", "-", "–", "—", "...", "…", "x"})
COLUMN_NUMBER = regex.compile(r"\(?(?:\d{1,2}|\p{L})\)?(?:\s*=[\d\s()+=-]*)?")
"""What a row that numbers the columns holds: (1), A, 3=4+5."""

_CONFIRMED = 0.8
"""The share of rows whose sum must hold before a silent column gets a role."""

HEADINGS = 1 << 10
"""How many headings are kept: most reports have tables of the same forms."""

NUMBERING = regex.compile(r"\(?(?:(?:\d{1,4}|[IVX]+|\p{L})(?:\.\d{1,3})*|[-+*•])[.)]*")
"""What a column of ordinals holds: 1, 1.2, IV., a), a bullet."""

TOTAL, ORDINAL = "total", "ordinal"

SHORTEST_BROKEN = 8
"""From so many letters on a word is looked for inside a broken heading; a shorter one could be in others."""

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
    """The role of each column, an id of `patterns/lists/column_words.tsv`, or None.

    The heading nearest to the figures speaks first. Where several columns would be the same, those give way
    whose heading says something else besides, or else all that stand under a heading with a role.
    """
    above = [tuple(text for text in texts if not COLUMN_NUMBER.fullmatch(text)) for texts in headings(table)]
    columns = Counter(text for texts in above for text in set(texts))
    said = [_said(texts, columns, patterns) for texts in above]
    first = Counter(found[0][0] for found in said if found)
    alone = Counter(found[0][0] for found in said if found and len(found[0]) == 1)
    result: list[str | None] = []
    for found in said:
        usable = list(chain.from_iterable(found))
        if found and first[usable[0]] > 1 and (len(found[0]) > 1 or alone[usable[0]] > 1):
            usable = usable[1:] + usable[:1]
        result.append(next((role for role in usable if role not in result), None))
    if ORDINAL not in result and result[:1] == [None] and not any(above[0]) and _numbers(table):
        result[0] = ORDINAL
    return _completed(tuple(result), table)


def _numbers(table: Table) -> bool:
    """Whether the first column holds ordinals or bullets wherever it holds anything."""
    texts = [row[0].text.strip() for row in grid(table)[table.header_rows :] if row[0] is not None]
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(map(NUMBERING.fullmatch, filled))


def _said(texts: tuple[str, ...], columns: Mapping[str, int], patterns: Patterns) -> list[tuple[str, ...]]:
    """What each heading over a column may mean, the nearest first, without headings that mean nothing.

    A heading that nobody knows is no other column's: what covers it and its neighbours says nothing of it.
    A total under a heading that is itself a sum of others is that sum: "Biên chế được giao: tổng số".
    """
    wholes = {whole for row in patterns.rows(ColumnSum) for whole in row.whole}
    found: list[tuple[str, ...]] = []
    is_silent = False
    for text in reversed(texts):
        is_own = columns[text] == 1
        if not is_own and (is_silent or (found and found[0][0] != TOTAL)):
            continue
        if meant := _roles(text, texts, patterns):
            # "Viên chức hiện có" says how many and who; any other second meaning is chance.
            found.append(meant if meant[0] in wholes else meant[:1])
        elif is_own and not found:
            is_silent = True
    if len(found) > 1 and found[0][0] == TOTAL and found[1][0] in wholes:
        found = [*found[1:], found[0]]
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
def _roles(text: str, path: tuple[str, ...], patterns: Patterns) -> tuple[str, ...]:
    """What a heading may say of a column, the surest first; `path` are all headings above the column."""
    return tuple(
        dict.fromkeys(
            row.id
            for row in patterns.rows(StaffRole)
            if (_is(text, row.words) if row.alone else _says(text, row.words))
            and not _says(text, row.excludes)
            and (not row.under or any(_says(other, row.under) for other in path))
        )
    )


def _is(text: str, words: Words) -> bool:
    """Whether a heading is one of the words and nothing else but marks."""
    return _closed(text).strip(" .():") in map(_closed, words)


def _says(text: str, words: Words) -> bool:
    """Whether a heading holds one of the words, which narrow columns break between letters ("CV CC & TĐ")."""
    if holds(text, words):
        return True
    begun = _begun(text)
    return any(
        word in begun if len(word) < SHORTEST_BROKEN else word in begun[-1] for word in map(_closed, words)
    )


@lru_cache(HEADINGS)
def _begun(text: str) -> tuple[str, ...]:
    """The text without blanks up to the end of each of its words, in lower case."""
    return tuple(accumulate(normal(text).lower().split())) or ("",)


@lru_cache(HEADINGS)
def _closed(word: str) -> str:
    return _begun(word)[-1]


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
