"""Months of communes, written blind: how much of the table of totals must stay right, and how little wrong."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.bench.totals import Cell, cells, months, read, together, truth
from extractor.summary.contents import Contents


class Floor(NamedTuple):
    """Cells that are right and sure, at least, and wrong without being doubtful, at most."""

    right: int
    wrong: int


FLOORS = {
    "01-phu-tho": Floor(337, 1),
    "02-nghe-an": Floor(253, 0),
    "03-lam-dong": Floor(386, 1),
    "04-can-tho": Floor(394, 1),
    "05-quang-tri": Floor(365, 3),
    "06-tuyen-quang": Floor(442, 2),
}


class Month(NamedTuple):
    """A month, its table, and the cells of the table beside the truth."""

    name: str
    made: Contents
    found: list[Cell]


@pytest.fixture(scope="module", params=months(), ids=lambda path: path.name)
def month(request: pytest.FixtureRequest) -> Month:
    folder = request.param
    assert isinstance(folder, Path)
    made = together(read(folder))
    return Month(folder.name, made, list(cells(made, truth(folder))))


def test_every_month_has_a_floor() -> None:
    assert {path.name for path in months()} == set(FLOORS)


def test_few_cells_are_wrong_without_being_doubtful(month: Month) -> None:
    wrong = [cell[:3] for cell in month.found if cell.verdict in {"WRONG", "EXTRA"}]
    assert len(wrong) <= FLOORS[month.name].wrong, wrong


def test_as_many_cells_are_right_as_before(month: Month) -> None:
    assert Counter(cell.verdict for cell in month.found)["right"] >= FLOORS[month.name].right


def test_every_report_is_a_row_of_its_own_unit(month: Month) -> None:
    codes = [line.receipt.document.admin_code for line in month.made.table.lines]
    assert len(codes) == len(set(codes)) == len({cell.file for cell in month.found})
    assert None not in codes
