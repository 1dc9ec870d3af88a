"""The slip of the hand between two numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.slips import slip

AMOUNTS = st.decimals(-(10**7), 10**7, places=2) | st.integers(0, 10**7).map(Decimal)


@pytest.mark.parametrize(
    ("stated", "right", "kind"),
    [
        ("1234", "1243", "transposed"),
        ("1234", "4231", "transposed"),
        ("123", "132", "transposed"),
        ("2705", "2805", "digit"),
        ("99.59", "95.99", "transposed"),
        ("41775000", "41757000", "transposed"),
    ],
)
def test_two_exchanged_digits_or_one_wrong_one_are_a_slip(stated: str, right: str, kind: str) -> None:
    assert slip(Decimal(stated), Decimal(right)) == kind


@pytest.mark.parametrize(
    ("stated", "right"),
    [("12", "21"), ("1200", "2100"), ("123", "124"), ("1234", "12340"), ("1234", "2143"), ("1234", "1324.5")],
)
def test_short_numbers_and_other_differences_are_none(stated: str, right: str) -> None:
    assert slip(Decimal(stated), Decimal(right)) is None


@given(AMOUNTS, AMOUNTS)
def test_a_slip_is_the_same_in_both_directions(stated: Decimal, right: Decimal) -> None:
    assert slip(stated, right) == slip(right, stated)


@given(AMOUNTS, st.integers(0, 4))
def test_equal_numbers_differ_by_no_slip_however_they_are_written(amount: Decimal, zeros: int) -> None:
    written = amount.quantize(Decimal(1).scaleb(-2 - zeros))
    assert written == amount
    assert slip(amount, written) is None


@given(st.integers(1000, 10**7), st.integers(1, 10**4))
def test_zeros_that_both_end_with_change_nothing(number: int, more: int) -> None:
    one, other = Decimal(number), Decimal(number + more)
    assert slip(one, other) == slip(one * 1000, other * 1000)
