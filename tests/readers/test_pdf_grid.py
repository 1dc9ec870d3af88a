"""Rules to grids, on plain numbers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.pdf.tables.grid import Grid, Lines, Span, grids, merged


def across(y: float, *xs: float) -> list[list[float]]:
    return [[a, y, b, y] for a, b in pairwise(xs)]


def down(x: float, *ys: float) -> list[list[float]]:
    return [[x, a, x, b] for a, b in pairwise(ys)]


def found(*rules: list[list[float]]) -> list[Grid]:
    boxes = [rule for part in rules for rule in part]
    return grids(np.array(boxes, np.float32).reshape(-1, 4))


def test_plain_grid_has_a_cell_at_each_place() -> None:
    (grid,) = found(*(across(y, 0, 300) for y in (0, 20, 40)), *(down(x, 0, 40) for x in (0, 100, 200, 300)))
    assert grid.xs == (0, 100, 200, 300)
    assert grid.ys == (0, 20, 40)
    assert grid.cells == tuple(Span(row, col, 1, 1) for row in range(2) for col in range(3))


def test_missing_edges_merge_cells() -> None:
    # A tall cell at the left, a wide one over two columns at the right.
    (grid,) = found(
        across(0, 0, 300),
        across(20, 100, 300),
        across(40, 0, 300),
        down(0, 0, 40),
        down(100, 0, 40),
        down(200, 20, 40),
        down(300, 0, 40),
    )
    assert grid.cells == (Span(0, 0, 2, 1), Span(0, 1, 1, 2), Span(1, 1, 1, 1), Span(1, 2, 1, 1))


def test_pieces_drawn_cell_by_cell_are_one_line() -> None:
    xs, ys = (0, 100, 200), (0, 20, 40)
    bars = [[x, y - 0.24, x + 100, y + 0.24] for x in xs[:-1] for y in ys]
    bars += [[x - 0.24, y, x + 0.24, y + 20] for x in xs for y in ys[:-1]]
    bars += [[x - 0.24, y - 0.24, x + 0.24, y + 0.24] for x in xs for y in ys]
    (grid,) = found(bars)
    assert len(grid.cells) == 4


def test_dots_are_a_line() -> None:
    dots = [[float(x), 20.0, x + 0.5, 20.5] for x in range(0, 200, 2)]
    (grid,) = found(across(0, 0, 200), dots, across(40, 0, 200), *(down(x, 0, 40) for x in (0, 100, 200)))
    assert len(grid.cells) == 4


def test_tables_that_do_not_touch_are_apart_and_in_order() -> None:
    lower = [*across(100, 0, 50), *across(120, 0, 50), *down(0, 100, 120), *down(50, 100, 120)]
    upper = [*across(0, 0, 50), *across(20, 0, 50), *down(0, 0, 20), *down(50, 0, 20)]
    first, second = found(lower, upper)
    assert (first.ys[0], second.ys[0]) == (0, 100)


def test_open_sides_are_closed_where_most_lines_end() -> None:
    rules = [*(across(y, 0, 300) for y in (20, 40, 60)), *(down(x, 0, 80) for x in (100, 200))]
    (grid,) = found(*rules)
    assert grid.xs == (0, 100, 200, 300)
    assert grid.ys == (0, 20, 40, 60, 80)
    assert len(grid.cells) == 12


@pytest.mark.parametrize(
    "rules",
    [
        [],
        across(10, 0, 200),
        [*across(10, 0, 200), *across(30, 0, 200)],
        [*across(10, 0, 200), *down(100, 50, 90)],
        [[float("nan"), 0, 10, 0], [0, float("inf"), 10, 0]],
    ],
)
def test_lines_that_enclose_nothing_are_no_grid(rules: list[list[float]]) -> None:
    assert found(rules) == []


def test_merged_leaves_out_what_is_too_short() -> None:
    one = Lines(np.array([5.0, 5.1, 80.0]), np.array([0.0, 49.0, 0.0]), np.array([50.0, 100.0, 1.0]))
    assert [column.tolist() for column in merged(one)] == [[pytest.approx(5.05)], [0.0], [100.0]]


places = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(
    lambda numbers: [number * 10.0 for number in sorted(numbers)]
)


@given(places, places, st.data())
def test_cells_never_overlap(xs: list[float], ys: list[float], data: st.DataObject) -> None:
    rules = [[a, y, b, y] for y in ys for a, b in pairwise(xs) if data.draw(st.booleans())]
    rules += [[x, a, x, b] for x in xs for a, b in pairwise(ys) if data.draw(st.booleans())]
    for grid in found(rules):
        covered = np.zeros((len(grid.ys) - 1, len(grid.xs) - 1), int)
        for span in grid.cells:
            covered[span.row : span.row + span.rowspan, span.col : span.col + span.colspan] += 1
        assert covered.max(initial=0) == 1
