"""What is read of a workbook, whatever its format: sheets of cells as they show."""

from typing import NamedTuple


class Slot(NamedTuple):
    """A cell as it shows, once, at its upper left place; `ruled` says that lines are drawn around it.

    A cell without text is here only where it is ruled.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    ruled: bool = False


class Sheet(NamedTuple):
    """A sheet that is not hidden: its name and its cells in order of rows, then columns."""

    name: str
    slots: list[Slot]


class Hidden(NamedTuple):
    """How many sheets, and how many cells of rows and columns, hold something that does not show."""

    sheets: int = 0
    cells: int = 0


class Book(NamedTuple):
    """All sheets of a file that show, what does not show, and the names of parts that could not be read."""

    sheets: list[Sheet]
    hidden: Hidden = Hidden()
    lost: tuple[str, ...] = ()
