"""The formats of the workbook: Times New Roman 13, thin borders, doubtful cells shaded."""

from collections.abc import Iterable
from functools import cached_property

import xlsxwriter
from xlsxwriter.format import Format

FONT = {"font_name": "Times New Roman", "font_size": 13}
BOX = {"border": 1, "valign": "vcenter"}
WHOLE_NUMBER, RATE = "#,##0", "#,##0.0#"
DOUBTFUL = "#FFF2B3"

LINE, HIGHEST = 18, 400
"""The height of a line of text in points, and that of the highest row."""


def height(cells: Iterable[tuple[object, int]]) -> float:
    """The height of a row of values in columns of so many characters: programs do not agree on finding it."""
    lines = max((1 + len(value) // width for value, width in cells if isinstance(value, str)), default=1)
    return min(HIGHEST, LINE * lines)


class Styles:
    """Formats by what they are for, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """A format with the font of all others."""
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._book.add_format(FONT | properties)
        return self._made[key]

    def number(self, *, rate: bool = False, doubtful: bool = False, bold: bool = False) -> Format:
        """The format of a value in the table."""
        shade: dict[str, object] = {"bg_color": DOUBTFUL} if doubtful else {}
        return self.get(**BOX, num_format=RATE if rate else WHOLE_NUMBER, bold=bold, **shade)

    @cached_property
    def heading(self) -> Format:
        """The format of headings."""
        return self.get(**BOX, bold=True, text_wrap=True, align="center")

    @cached_property
    def unit(self) -> Format:
        """The format of units of measure below the headings."""
        return self.get(**BOX, italic=True, text_wrap=True, align="center")

    @cached_property
    def text(self) -> Format:
        """The format of a text in a bordered cell."""
        return self.get(**BOX, text_wrap=True)

    @cached_property
    def total(self) -> Format:
        """The format of the name of a row that adds up others."""
        return self.get(**BOX, bold=True)

    @cached_property
    def centre(self) -> Format:
        """The format of lines above and below the table."""
        return self.get(align="center", bold=True)
