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


@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(0, 11))
def test_the_cut_off_of_calendar_months_is_their_reporting_span_and_back(
    year: int, first: int, more: int
) -> None:
    last = min(first + more, 12)
    end = dates.calendar_months(year, last).end or ""
    start = dates.iso(year, first, 1)
    cut = dates.by_cut_off(start, end)
    assert cut == dates.months(year, first, last)
    assert dates.by_calendar(cut.start or "", cut.end or "")[:2] == (start, end)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2024-01-02", "2024-03-31"), ("2024-01-01", "2024-03-30"), ("2023-12-15", "2024-03-14")],
)
def test_days_that_are_no_whole_months_have_no_cut_off(start: str, end: str) -> None:
    assert dates.by_cut_off(start, end) == (start, end, "calendar")


@pytest.mark.parametrize(
    ("last", "end"), [(2, "2024-02-29"), (6, "2024-06-30"), (10, "2024-10-31"), (12, "2024-12-31")]
)
def test_calendar_months_end_with_the_last_day_of_a_month(last: int, end: str) -> None:
    assert dates.calendar_months(2024, last) == ("2024-01-01", end, "calendar")


@pytest.mark.parametrize(
    ("count", "label"), [(3, "2025-3M"), (6, "2025-H1"), (9, "2025-9M"), (10, "2025-10M"), (12, "2025")]
)
def test_labels_of_the_first_months_of_a_year(count: int, label: str) -> None:
    assert dates.months_label(2025, count) == label


@pytest.mark.parametrize(
    ("day", "limit", "is_after"),
    [
        ("2024-05-01", "2024-04-30", True),
        ("2024-04-30", "2024-04-30", False),
        ("2024-05", "2024", False),
        ("2025", "2024-12-31", True),
        ("2024-05-02", "2024-05", False),
        ("2024-06", "2024-05-31", True),
    ],
)
def test_a_day_is_later_as_far_as_both_are_known(day: str, limit: str, is_after: bool) -> None:  # noqa: FBT001 - of a table
    assert dates.is_after(day, limit) is is_after


@given(st.dates(), st.dates())
def test_of_two_days_at_most_one_is_later(one: date, other: date) -> None:
    later = [dates.is_after(str(one), str(other)), dates.is_after(str(other), str(one))]
    assert later == [one > other, other > one]


@pytest.mark.parametrize(
    ("own_day", "period_end", "last"),
    [
        ("2024-04-05", "2024-03-14", "2024-04-05"),
        ("2024-04", None, "2024-04"),
        (None, "2023-12-14", "2024"),
        (None, None, None),
    ],
)
def test_a_report_cites_nothing_later_than_its_day_or_the_year_after_its_period(
    own_day: str | None, period_end: str | None, last: str | None
) -> None:
    assert dates.last_citable(own_day, period_end) == last


@pytest.mark.parametrize(
    ("start", "end", "alike"),
    [
        ("2025-09-01", "2025-09-30", True),
        ("2025-08-15", "2025-09-14", True),
        ("2025-08-29", "2025-09-28", True),
        ("2025-08-01", "2025-08-31", False),
        ("2025-07-01", "2025-09-30", False),
        ("2025-09-01", None, False),
    ],
)
def test_one_month_may_be_closed_on_any_day(start: str, end: str | None, *, alike: bool) -> None:
    assert dates.are_alike((start, end), ("2025-09-01", "2025-09-30")) is alike


def test_what_the_14th_closes_is_not_the_month_before() -> None:
    under_decree = ("2025-08-15", "2025-09-14")
    assert dates.are_alike(under_decree, ("2025-09-01", "2025-09-30"))
    assert not dates.are_alike(under_decree, ("2025-08-01", "2025-08-31"))
