import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.grammar import numbers


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.786", "1786"),
        ("4631", "4631"),
        ("1.234.567", "1234567"),
        ("04", "4"),
        ("1 786", "1786"),
        ("63,4", "63.4"),
        ("1.573,1", "1573.1"),
        ("1,573.1", "1573.1"),
        ("0", "0"),
        ("12.5", "12.5"),
        ("-13", "-13"),
    ],
)
def test_values(printed: str, value: str) -> None:
    assert numbers.read(printed).value == Decimal(value)


def test_english_thousands_are_doubted() -> None:
    assert numbers.read("1,786") == (Decimal(1786), (Decimal("1.786"),))


def test_amounts_with_a_scale_read_a_comma_as_decimal() -> None:
    assert numbers.read("1,786", whole=False).value == Decimal("1.786")


@pytest.mark.parametrize(
    ("printed", "value"), [("78.83", "78.83"), ("12.345", "12.345"), ("100", "100"), ("63,4", "63.4")]
)
def test_percentages_have_no_thousands(printed: str, value: str) -> None:
    assert numbers.read_rate(printed).value == Decimal(value)


@pytest.mark.parametrize("printed", ["", "abc", "1..2", "12.", ".5", "1,2,"])
def test_what_is_no_number_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(printed)}$"):
        numbers.read(printed)


@given(st.integers(0, 10**12))
def test_grouped_integers_come_back(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    assert numbers.read(grouped).value == value
    assert numbers.plain(Decimal(value)) == str(value)


@given(st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False))
def test_decimals_come_back_exactly(value: Decimal) -> None:
    whole, _, rest = f"{value:.2f}".partition(".")
    printed = f"{int(whole):,}".replace(",", ".") + "," + rest
    assert numbers.read(printed).value == value


def test_no_digit_of_a_long_number_is_lost() -> None:
    assert str(numbers.read("-" + "9" * 60).value) == "-" + "9" * 60
