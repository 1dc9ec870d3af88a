"""Periods as a person types them."""

import pytest

from extractor import rules
from extractor.summary.stated import dates_in, period_label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("2025-09", "2025-09"),
        ("2025-Q3", "2025-Q3"),
        ("09/2025", "2025-09"),
        (" 9/2025 ", "2025-09"),
        ("9-2025", "2025-09"),
        ("tháng 9 năm 2025", "2025-09"),
        ("Quý III/2025", "2025-Q3"),
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("9 tháng năm 2025", "2025-9M"),
        ("năm 2025", "2025"),
        ("13/2025", "13/2025"),
        ("tháng 9", "tháng 9"),
        ("tháng 8 và tháng 9 năm 2025", "tháng 8 và tháng 9 năm 2025"),
        ("", ""),
    ],
)
def test_a_period_is_known_by_what_a_person_calls_it(typed: str, label: str) -> None:
    assert period_label(typed, rules.load()) == label


def test_a_month_without_a_year_is_of_the_one_that_is_given() -> None:
    (one,) = dates_in("Tháng 9", rules.load(), 2025)
    assert one.label == "2025-09"
