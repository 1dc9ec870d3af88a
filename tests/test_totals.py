"""The month of twenty communes: no cell of the table of totals is wrong without being doubtful."""

from collections import Counter

import pytest

from corpus.bench.totals import Cell, cells, read, together, truth
from extractor.summary.contents import Contents

RIGHT = 306
"""The cells that were right and sure when this was written; fewer are a step back."""


@pytest.fixture(scope="module")
def made() -> Contents:
    return together(read())


@pytest.fixture(scope="module")
def found(made: Contents) -> list[Cell]:
    return list(cells(made, truth()))


def test_no_cell_is_wrong_without_being_doubtful(found: list[Cell]) -> None:
    assert [cell[:3] for cell in found if cell.verdict in {"WRONG", "EXTRA"}] == []


def test_as_many_cells_are_right_as_before(found: list[Cell]) -> None:
    tally = Counter(cell.verdict for cell in found)
    assert tally["right"] >= RIGHT
    assert tally["wrong, doubtful"] + tally["right, doubtful"] < 0.06 * len(found)


def test_every_report_of_the_month_is_a_row_of_its_own_unit(made: Contents) -> None:
    codes = [line.receipt.document.admin_code for line in made.table.lines]
    assert len(codes) == len(set(codes)) == 20
    assert None not in codes
