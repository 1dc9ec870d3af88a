"""Blanks between words that a PDF leaves to the eye: letters by their places, with and without blanks."""

import pytest

from extractor.readers.limits import Limits
from extractor.readers.pdf import read
from tests.readers.pdf_sheets import Sheet, pdf

SIZE = 12.0


class Pen:
    """Writes words into the wide cell of a table, where only the places of letters tell what a word is."""

    def __init__(self) -> None:
        self.sheet = Sheet().grid([72, 120, 520], [660, 690, 720]).text(78, 700, "TT").text(78, 670, "1")
        self.x = 126.0

    def word(self, letters: str, gap: float, size: float = SIZE) -> "Pen":
        """Write letters so that each leaves a gap before the next, as a share of the font size."""
        self.sheet.text(self.x, 700, letters, size, spread=gap * size)
        self.x += (0.5 + gap) * size * len(letters)
        return self

    def skip(self, gap: float) -> "Pen":
        """Leave more room before the next word, as a share of the usual font size."""
        self.x += gap * SIZE
        return self

    @property
    def cell(self) -> str:
        """The cell's text as it is read."""
        document = read(pdf(self.sheet.text(126, 670, "Số")), "mau.pdf", Limits())
        (table,) = document.tables
        return next(cell.text for cell in table.cells if (cell.row, cell.col) == (0, 1))


@pytest.mark.parametrize("gap", [-0.06, 0.0, 0.2])
def test_words_are_parted_by_a_gap_wider_than_between_their_letters(gap: float) -> None:
    pen = Pen().word("thông tư", gap).skip(0.12).word("ngày", gap).skip(0.12).word("ban", gap)
    assert pen.cell == "thông tư ngày ban"


def test_blanks_of_a_font_with_too_wide_boxes_are_not_sought_in_another_font() -> None:
    pen = Pen().word("phòng họp tầng chín ", -0.28, 14.8).word("về các nội dung", 0.0, 14)
    assert pen.cell == "phòng họp tầng chín về các nội dung"


def test_letters_beside_leaning_capitals_are_one_word() -> None:
    pen = Pen().word("VND", -0.11).word("iệt", 0.0).skip(0.3).word("NVD", -0.11)
    assert pen.cell == "VNDiệt NVD"


def test_small_digit_is_not_parted_from_its_word_by_the_gap_of_its_own_size() -> None:
    pen = Pen().word("năm hai", 0.0).skip(0.09)
    pen.sheet.text(pen.x, 705, "1", 7)
    assert pen.cell == "năm hai¹"
