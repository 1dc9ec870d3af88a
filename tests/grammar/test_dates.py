from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.grammar import dates


@pytest.mark.parametrize(
    ("span", "days"),
    [(dates.reporting_year(2023), ("2022-12-15", "2023-12-14")),
     (dates.quarter(2024, 1), ("2023-12-15", "2024-03-14")),
     (dates.quarter(2024, 4), ("2024-09-15", "2024-12-14")),
     (dates.months(2024, 2, 2), ("2024-01-15", "2024-02-14")),
     (dates.months(2024, 1, 6), ("2023-12-15", "2024-06-14"))],
)  # fmt: skip
def test_reporting_periods_run_from_the_fifteenth(span: dates.Span, days: tuple[str, str]) -> None:
    assert (span.start, span.end, span.basis) == (*days, "nd_09_2019")


@given(st.integers(1950, 2100), st.integers(1, 11))
def test_months_follow_each_other_without_gap(year: int, month: int) -> None:
    first, second = dates.months(year, month, month), dates.months(year, month + 1, month + 1)
    assert date.fromisoformat(first.end or "") + timedelta(days=1) == date.fromisoformat(second.start or "")


@given(st.integers(1950, 2100))
def test_quarters_make_a_year(year: int) -> None:
    assert dates.quarter(year, 1).start == dates.reporting_year(year).start
    assert dates.quarter(year, 4).end == dates.reporting_year(year).end


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 2, 30), (2024, 13, 1), (2023, 2, 29), (2024, 4, 31)]
)
def test_impossible_days(year: int, month: int, day: int) -> None:
    assert not dates.is_real(year, month, day)


@pytest.mark.parametrize(("two", "pivot", "year"), [(24, 2025, 2024), (98, 2024, 1998), (0, 2024, 2000)])
def test_two_digit_years_are_never_later_than_the_pivot(two: int, pivot: int, year: int) -> None:
    assert dates.full_year(two, pivot) == year
