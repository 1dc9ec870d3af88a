"""Parts of a table on consecutive pages to one table."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from extractor.readers.build import DraftCell
from extractor.readers.pdf.cells import PageTable, Part, joined, same_columns


class Whole(NamedTuple):
    """A table over all its pages; it stands where its first part, on page `page`, stands."""

    page: int
    place: int
    header_rows: int
    rows: int
    parts: tuple[Part, ...]

    @property
    def drafts(self) -> list[DraftCell]:
        """The cells, ready to be built."""
        return [part.draft for part in self.parts]


def stitched(found: Sequence[PageTable], open_between: Callable[[PageTable, PageTable], bool]) -> list[Whole]:
    """Put the parts of tables together; they come in reading order.

    `open_between(part, next)` tells whether no text stands between the two, so that the second may go on
    where the first ends.
    """
    wholes: list[Whole] = []
    previous: PageTable | None = None
    for table in found:
        goes_on = (
            previous is not None
            and table.page == previous.page + 1
            and same_columns(previous.xs, table.xs)
            and open_between(previous, table)
        )
        if goes_on:
            wholes[-1] = _extended(wholes[-1], table)
        else:
            wholes.append(Whole(table.page, table.place, table.header_rows, table.rows, table.parts))
        previous = table
    return wholes


def _extended(whole: Whole, table: PageTable) -> Whole:
    """Add a page's part, without the header that it repeats; a row that the page break cut is made whole."""
    repeated = _repeated(whole, table)
    shift = whole.rows - repeated
    parts = [_moved(part, shift) for part in table.parts if part.draft.row >= repeated]
    last = {part.draft.col: part for part in whole.parts if part.draft.row + part.draft.rowspan == whole.rows}
    first = {part.draft.col: part for part in parts if part.draft.row == whole.rows}
    if _cut(last, first):
        return _glued(whole, table.rows - repeated, parts, last, first)
    return whole._replace(
        rows=whole.rows + table.rows - repeated,
        parts=_spans_grown(whole.parts, last, first) + tuple(p for p in parts if not _grows(p, last)),
    )


def _repeated(whole: Whole, table: PageTable) -> int:
    """Count the header rows that the part begins with anew."""
    head = {_key(part) for part in whole.parts if part.draft.row < whole.header_rows}
    again = {_key(part) for part in table.parts if part.draft.row < whole.header_rows}
    return whole.header_rows if head == again else 0


def _key(part: Part) -> tuple[int, int, str]:
    return (part.draft.row, part.draft.col, part.draft.text)


def _moved(part: Part, rows: int) -> Part:
    return part._replace(draft=replace(part.draft, row=part.draft.row + rows))


def _cut(last: dict[int, Part], first: dict[int, Part]) -> bool:
    """Tell whether the first row of a part is the rest of the row before it.

    It is when the cells are the same, something goes on, and what does not go on is empty: a new row would
    have its number in the first column.
    """
    if (
        not last
        or last.keys() != first.keys()
        or any(last[col].draft.colspan != first[col].draft.colspan for col in last)
    ):
        return False
    if any(part.draft.rowspan > 1 for part in (*last.values(), *first.values())):
        return False
    leading = min(last)
    goes_on = {col for col in first if first[col].draft.text}
    if not goes_on or not last[leading].draft.text:
        return False
    if leading in goes_on and not _broken_number(last[leading], first[leading]):
        return False
    return all(_may_go_on(last[col], first[col]) for col in goes_on)


def _may_go_on(last: Part, first: Part) -> bool:
    """A cell's text goes on when there is some, and not when both parts are numbers of their own."""
    if not last.draft.text:
        return False
    return not (_numeric(last) and _numeric(first)) or last.full


def _broken_number(last: Part, first: Part) -> bool:
    return last.full and _numeric(last) and _numeric(first)


def _numeric(part: Part) -> bool:
    return not any(char.isalpha() for char in part.draft.text)


def _glued(
    whole: Whole, rows: int, parts: Sequence[Part], last: dict[int, Part], first: dict[int, Part]
) -> Whole:
    """Join the first row of a part to the last row before it."""
    mended = {id(last[col]): joined(last[col], first[col]) for col in last}
    rest = [_moved(part, -1) for part in parts if part.draft.row > whole.rows]
    return whole._replace(
        rows=whole.rows + rows - 1,
        parts=tuple(mended.get(id(part), part) for part in whole.parts) + tuple(rest),
    )


def _grows(part: Part, last: dict[int, Part]) -> bool:
    """Tell whether an empty cell at the top of a part belongs to a tall cell that the page break cut."""
    above = last.get(part.draft.col)
    return (
        above is not None
        and part.draft.row == above.draft.row + above.draft.rowspan
        and above.draft.rowspan > 1
        and not part.draft.text
        and part.draft.colspan == above.draft.colspan
    )


def _spans_grown(parts: Sequence[Part], last: dict[int, Part], first: dict[int, Part]) -> tuple[Part, ...]:
    """Lengthen the tall cells that go on over the page break."""
    longer = {
        id(last[col]): last[col].draft.rowspan + part.draft.rowspan
        for col, part in first.items()
        if _grows(part, last)
    }
    return tuple(
        part._replace(draft=replace(part.draft, rowspan=longer[id(part)])) if id(part) in longer else part
        for part in parts
    )
