"""Whether a staffing table adds up: each row, each group, each total. Differences are exact, tolerance 0.

Source of the identities: the annex of Công văn 2023/BNV-CCHC (total = own staff + seconded); contract and
part-time staff, where they have columns, are parts as well. What people are (women, Party members) is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, product

from extractor.checks.build import check
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, StaffingRecord
from extractor.rules import Messages, Patterns
from extractor.rules.lists import ColumnSum, StaffRole

COUNTS = ("total", "own_staff", "seconded")
"""The numbers of a row that have a field of their own."""

PARTS = ("own_staff", "seconded", "contract", "part_time")
CORE = ("own_staff", "seconded")
HEADS = ("section", "group")
FEWEST_UNSORTED = 3
"""From so many rows on without any part, one finding stands for all of them."""

FEWEST_DENYING = 10
"""Where so many rows and most of the table do not add up, its columns mean something else."""

FEWEST_AGREEING = 5
AGREEING = 0.8
"""Columns are the parts of another where so many rows, and this share of them, say so."""

Rows = Sequence[StaffingRecord]


class Words:
    """The messages, and what the columns are called."""

    def __init__(self, patterns: Patterns) -> None:
        self.messages = patterns.messages
        self._columns = {row.id: row.label for row in reversed(patterns.rows(StaffRole))}

    def column(self, role: str) -> str:
        """The name of a column."""
        return self._columns.get(role, role)

    def listed(self, parts: Mapping[str, int]) -> str:
        """The columns with their numbers: "thuộc biên chế 3, cử đến 0"."""
        return ", ".join(
            self.messages.say("check", "ROW_SUM", "part", column=self.column(role), value=said(value))
            for role, value in parts.items()
        )


def run(staffing: Iterable[StaffingRecord], patterns: Patterns) -> list[CheckRecord]:
    """All findings on the staffing tables of one report."""
    words = Words(patterns)
    found: list[CheckRecord] = []
    for rows in by_table(staffing):
        found += _row_sums(rows, words)
        found += _column_sums(rows, patterns.rows(ColumnSum), words)
        found += _group_sums(rows, words)
        found += _totals(rows, words)
    return found


def by_table(staffing: Iterable[StaffingRecord]) -> list[list[StaffingRecord]]:
    """The rows of each table, in their order."""
    return [list(rows) for _, rows in groupby(staffing, key=lambda row: row.table.id if row.table else "")]


def where(row: StaffingRecord, messages: Messages) -> str:
    """How a clerk finds the row: "trang 12, Huyện A, dòng 3 (UBND xã B)"."""
    part = "row" if row.ordinal else "bare"
    text = messages.say("check", "where", part, ordinal=row.ordinal, unit=row.unit_raw or "")
    if row.parent and row.row_kind == "unit":
        text = messages.say("check", "where", "under", parent=row.parent, where=text)
    return messages.say("check", "where", "page", page=row.page, where=text) if row.page else text


def children(rows: Rows, at: int) -> list[StaffingRecord]:
    """The rows that the section or group at an index is the sum of."""
    below: list[StaffingRecord] = []
    for row in rows[at + 1 :]:
        if row.row_kind in {"section", "subtotal", "total"} or row.row_kind == rows[at].row_kind:
            break
        below.append(row)
    return _tops(below)


def _tops(rows: Rows) -> list[StaffingRecord]:
    """The rows that no other of these is the sum of: groups that state numbers, and units outside of any."""
    groups = [row for row in rows if row.row_kind == "group" and _states(row)]
    heads = {row.unit_raw for row in groups}
    return [row for row in rows if row in groups or (row.row_kind == "unit" and row.parent not in heads)]


def _row_sums(rows: Rows, words: Words) -> list[CheckRecord]:
    """ROW_SUM: total against its parts, in tables that have at least two columns of parts."""
    if sum(any(_value(row, role) is not None for row in rows) for role in PARTS) <= 1:
        return []
    found = []
    unsorted: set[str] = set()
    for at, row in enumerate(rows):
        below = children(rows, at) if row.row_kind in HEADS else []
        if len(below) >= FEWEST_UNSORTED and all(_is_unsorted(child) for child in below):
            unsorted |= {child.id for child in below}
            found.append(_unsorted(row, below, words))
    judged = [row for row in rows if row.id not in unsorted]
    wrong = {row.id: finding for row in judged if (finding := _row_sum(row, words))}
    if len(wrong) >= FEWEST_DENYING and 2 * len(wrong) > len(judged):
        found.append(_denied([row for row in judged if row.id in wrong], len(judged), words))
        return found
    return [*found, *wrong.values()]


def _row_sum(row: StaffingRecord, words: Words) -> CheckRecord | None:
    parts = {role: value for role in PARTS if (value := _value(row, role)) is not None}
    core = sum(parts.get(role, 0) for role in CORE)
    everyone = sum(parts.values())
    if row.total is None or not parts or row.total in (core, everyone):
        return None
    gap = row.total - everyone
    is_explained = gap > 0 and gap == sum(part.value for part in row.note_parsed)
    return check(
        words.messages,
        "ROW_SUM",
        "note" if is_explained else "text",
        members=[row],
        severity=Severity.INFO if is_explained else Severity.ERROR,
        stated=Decimal(row.total),
        computed=Decimal(everyone),
        where=where(row, words.messages),
        parts=words.listed(parts),
    )


def _denied(wrong: Rows, count: int, words: Words) -> CheckRecord:
    return check(
        words.messages,
        "ROW_SUM",
        "most",
        members=wrong,
        severity=Severity.WARNING,
        wrong=len(wrong),
        count=count,
    )


def _is_unsorted(row: StaffingRecord) -> bool:
    return bool(row.total) and not any(_value(row, role) for role in PARTS)


def _unsorted(head: StaffingRecord, below: Rows, words: Words) -> CheckRecord:
    return check(
        words.messages,
        "ROW_SUM",
        "none",
        members=below,
        stated=Decimal(sum(row.total or 0 for row in below)),
        computed=Decimal(0),
        where=where(head, words.messages),
        count=len(below),
    )


def _column_sums(rows: Rows, sums: Iterable[ColumnSum], words: Words) -> list[CheckRecord]:
    """ROW_SUM of columns that the table itself shows to be the parts of another: ranks, degrees, ages."""
    found: list[CheckRecord] = []
    for added in sums:
        ways = dict.fromkeys((added.parts, added.parts + added.also))
        for whole, roles in product(added.whole, ways):
            judged = [row for row in rows if _value(row, whole) is not None and _parts(row, roles)]
            wrong = [row for row in judged if _value(row, whole) != sum(_parts(row, roles).values())]
            several = len({role for row in judged for role in _parts(row, roles)}) > 1
            if several and len(judged) - len(wrong) >= max(FEWEST_AGREEING, AGREEING * len(judged)):
                found += [_column_sum(row, whole, roles, added, words) for row in wrong]
                break
    return found


def _parts(row: StaffingRecord, roles: Iterable[str]) -> dict[str, int]:
    return {role: value for role in roles if (value := _value(row, role)) is not None}


def _column_sum(
    row: StaffingRecord, whole: str, roles: Iterable[str], added: ColumnSum, words: Words
) -> CheckRecord:
    parts = _parts(row, roles)
    return check(
        words.messages,
        "ROW_SUM",
        "columns",
        members=[row],
        stated=Decimal(_value(row, whole) or 0),
        computed=Decimal(sum(parts.values())),
        where=where(row, words.messages),
        column=words.column(whole),
        label=added.label,
        parts=words.listed(parts),
    )


def _group_sums(rows: Rows, words: Words) -> list[CheckRecord]:
    """GROUP_SUM: a group or section against the rows below it, a subtotal against those above it."""
    found: list[CheckRecord] = []
    begin = 0
    for at, row in enumerate(rows):
        if row.row_kind in HEADS:
            found += _compared("GROUP_SUM", "text", row, [children(rows, at)], words)
        elif row.row_kind == "subtotal":
            above = [other for other in rows[begin:at] if other.row_kind in {"group", "unit"}]
            found += _compared("GROUP_SUM", "above", row, [_tops(above), _units(above)], words)
        if row.row_kind in {"section", "subtotal"}:
            begin = at + 1
    return found


def _totals(rows: Rows, words: Words) -> list[CheckRecord]:
    """GRAND_TOTAL: the total row against sections, groups or units: it may be the sum of any of them."""
    sections = [row for row in rows if row.row_kind == "section" and _states(row)]
    ways = [_tops(rows), _units(rows), *([sections] if sections else [])]
    return [
        finding
        for row in rows
        if row.row_kind == "total"
        for finding in _compared("GRAND_TOTAL", "text", row, ways, words)
    ]


def _units(rows: Rows) -> list[StaffingRecord]:
    return [row for row in rows if row.row_kind == "unit"]


def _compared(
    rule: str, part: str, head: StaffingRecord, ways: Sequence[Rows], words: Words
) -> list[CheckRecord]:
    """A finding for each column in which the head is the sum of none of the ways; the first way is shown."""
    found = []
    for role in ("total", "own_staff", "seconded", *head.other):
        stated = _value(head, role)
        stating = [[row for row in rows if _value(row, role) is not None] for rows in ways]
        sums = [sum(_value(row, role) or 0 for row in rows) for rows in stating]
        if stated is None or not stating[0] or stated in sums:
            continue
        found.append(
            check(
                words.messages,
                rule,
                part,
                members=[head, *stating[0]],
                stated=Decimal(stated),
                computed=Decimal(sums[0]),
                where=where(head, words.messages),
                column=words.column(role),
                count=len(stating[0]),
            )
        )
    return found


def _states(row: StaffingRecord) -> bool:
    """Whether a row has any number."""
    return any(value is not None for value in (*(getattr(row, role) for role in COUNTS), *row.other.values()))


def _value(row: StaffingRecord, role: str) -> int | None:
    value: int | None = getattr(row, role) if role in COUNTS else row.other.get(role)
    return value
