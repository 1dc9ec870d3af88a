"""A sheet of a workbook that takes whole rows: each is put down as text at once.

xlsxwriter keeps every cell as an object until its row is full; a row of ours is known when it is written.
"""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Placed = tuple[int, int, int | float | str | None]
"""A cell of a row: its column, the number of its style, and what it shows; None is a blank that is shaded."""

COLUMNS = tuple(xl_col_to_name(column) for column in range(128))
"""The letters of the columns."""

_SPECIAL = re.compile(r"[&<>]|_x[0-9a-fA-F]{4}_|\A\s|\s\Z")
_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
"""An underscore that Excel would take for the begin of a character's number."""


def number_of(style: Format) -> int:
    """The number by which cells name a style."""
    number: int = style._get_xf_index()  # noqa: SLF001 - the package gives it to its own cells only
    return number


class Sheet(Worksheet):  # type: ignore[misc]  # the package ships without types
    """A sheet of a workbook in constant memory; lines come from top to bottom, below the headings."""

    def line(self, row: int, cells: Iterable[Placed]) -> None:
        """Write a row; its cells are in order of their columns and hold only what XML can hold."""
        self._check_dimensions(row, 0)
        self._write_single_row(row)  # what the package has kept of the row before
        name = str(row + 1)
        written = [_cell(COLUMNS[column] + name, style, shown) for column, style, shown in cells]
        self.fh.write(f'<row r="{name}">{"".join(written)}</row>')


def _cell(place: str, style: int, shown: float | str | None) -> str:
    if shown is None:
        return f'<c r="{place}" s="{style}"/>'
    if not isinstance(shown, str):
        return f'<c r="{place}" s="{style}"><v>{shown:.16G}</v></c>'
    kept = ""
    if _SPECIAL.search(shown):
        kept = ' xml:space="preserve"' if shown != shown.strip() else ""
        shown = escape(_ESCAPE.sub("_x005F_", shown))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{shown}</t></is></c>'
