"""What a sheet shows for a number under its format."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.sheets.formats import BUILTIN, GENERAL, shown

ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.634", "0.0%", "63,4%"),
        ("0.634", "0%", "63%"),
        ("1", "0.00%", "100,00%"),
        ("1234567.891", "#,##0", "1.234.568"),
        ("1234567.891", "#,##0.00", "1.234.567,89"),
        ("1500000", "#,##0,", "1.500"),
        ("0.05", "0.##", "0,05"),
        ("0.5", "0.##", "0,5"),
        ("12", "000", "012"),
        ("0", "#", ""),
        ("2.5", "0", "3"),
        ("-5", "#,##0_);(#,##0)", "(5)"),
        ("-0.001", "0.0", "0,0"),
        ("-1.25", "0.0", "-1,3"),
        ("0", ACCOUNTING, "-"),
        ("1234", ACCOUNTING, "1.234"),
        ("-1234", ACCOUNTING, "(1.234)"),
        ("5", ";;;", ""),
        ("3", '0" người"', "3 người"),
        ("8", '"Số "0', "Số 8"),
        ("1000", "#,##0 [$₫-42A]", "1.000 ₫"),
        ("5", "[Red]0.0;[Blue]-0.0", "5,0"),
        ("12345.678", '#,##0.0\\ "đ"', "12.345,7 đ"),
    ],
)
def test_numbers_are_shown_as_their_format_says(value: str, code: str, text: str) -> None:
    assert shown(Decimal(value), code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12.0", "12"),
        ("0.30000000000000004", "0,3"),
        ("63.400000000000006", "63,4"),
        ("0.3333333333333333", "0,333333333"),
        ("1234.5", "1234,5"),
        ("123456789012", "123456789012"),
        ("-3.5", "-3,5"),
        ("-0", "0"),
        ("1E20", "1E+20"),
        ("1E-12", "1E-12"),
        ("1e300", "1E+300"),
    ],
)
def test_without_a_format_the_noise_of_binary_fractions_is_not_shown(value: str, text: str) -> None:
    assert shown(Decimal(value), GENERAL) == text
    assert shown(Decimal(value), "") == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("45325", "dd/mm/yyyy", "03/02/2024"),
        ("45325", "d/m/yy", "3/2/24"),
        ("45325", '"ngày" dd "tháng" mm "năm" yyyy', "ngày 03 tháng 02 năm 2024"),
        ("45325.604166", "hh:mm dd/mm/yyyy", "14:30 03/02/2024"),
        ("45325", "mmm-yy", "02/2024"),
        ("45325", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "03/02/2024"),
        ("45325", BUILTIN[14], "03/02/2024"),
        ("0.5", "h:mm AM/PM", "12:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.1", "mm:ss.0", "24:00"),
        ("1", "d/m/yyyy", "1/1/1900"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("1e9", "dd/mm/yyyy", "1000000000"),
    ],
)
def test_days_are_shown_as_dates_and_times(value: str, code: str, text: str) -> None:
    assert shown(Decimal(value), code) == text


def test_days_may_be_counted_from_1904() -> None:
    assert shown(Decimal(43863), "dd/mm/yyyy", since_1904=True) == "03/02/2024"


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "[>=100]0;0.0", "0000 000 000", "@"])
def test_a_format_that_is_not_understood_shows_the_number_itself(code: str) -> None:
    assert shown(Decimal("12.5"), code) == "12,5"


@given(
    st.decimals(allow_nan=False, allow_infinity=False), st.text('0#?.,%;@"\\[]$-/yYmdhsEe+ _*aA', max_size=12)
)
def test_any_format_shows_something_without_failing(value: Decimal, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**14), 10**14))
def test_grouped_numbers_keep_their_value(value: int) -> None:
    assert int(shown(Decimal(value), "#,##0").replace(".", "")) == value
