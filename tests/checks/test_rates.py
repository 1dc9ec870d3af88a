"""Rates against their fractions, digits against words."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import rules
from extractor.checks import rates, spelled
from extractor.grammar import number_words
from extractor.records import CheckRecord
from extractor.rules.lists import Phrase
from tests.checks.made import figure


def run(rate: str, numerator: str, denominator: str, qualifier: str = "exact") -> list[CheckRecord]:
    figures = [
        figure(1, numerator, kind="numerator"),
        figure(2, denominator, kind="denominator"),
        figure(3, rate, kind="rate", pair=("f1", "f2"), qualifier=qualifier),
    ]
    return rates.run(figures, rules.load())


@pytest.mark.parametrize(
    ("rate", "numerator", "denominator", "severity"),
    [
        ("67.84", "365", "538", None),
        ("100", "532", "532", None),
        ("120", "60", "50", None),
        ("82.4", "224", "267", "error"),
        ("63.4", "300295", "472929", "info"),
        ("12.5", "1", "8", None),
        ("12", "1", "8", None),
        ("13", "1", "8", None),
        ("50", "1", "0", None),
    ],
)
def test_a_rate_is_its_fraction_to_half_of_its_last_digit(
    rate: str, numerator: str, denominator: str, severity: str | None
) -> None:
    assert [found.severity for found in run(rate, numerator, denominator)] == ([severity] if severity else [])


def test_a_wrong_rate_is_told_with_the_right_one() -> None:
    (found,) = run("82.4", "224", "267")
    assert (found.stated, found.computed, found.members) == ("82.4", "83.8951", ("f3", "f1", "f2"))
    assert "ghi 82,4% nhưng 224/267 là 83,90%" in found.message


def test_a_rate_that_is_only_about_right_is_not_judged() -> None:
    assert run("80", "224", "267", "about") == []


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_rounded_rate_is_never_doubted(numerator: int, denominator: int, digits: int) -> None:
    right = 100 * Decimal(numerator) / Decimal(denominator)
    stated = right.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert run(f"{stated:f}", str(numerator), str(denominator)) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bốn", 4),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("một trăm linh năm", 105),
        ("hai nghìn ba trăm bốn mươi", 2340),
        ("không", 0),
        ("hai tư", 24),
        ("hai mươi tư", 24),
        ("một trăm ba lăm", 135),
        ("một nghìn không trăm linh năm", 1005),
        ("hai nghìn tỷ", 2 * 10**12),
        ("một tỷ hai trăm năm mươi triệu", 1_250_000_000),
        ("một triệu ba nghìn", 1_003_000),
        ("bốn thủ tục", None),
    ],
)
def test_number_words_are_read(words: str, value: int | None) -> None:
    values = {word: int(row.id) for row in rules.load().rows(Phrase, "number_words") for word in row.words}
    assert number_words.number(words, values) == value


@pytest.mark.parametrize(
    ("raw", "count"), [("04 (bốn) xã", 0), ("04 (năm) xã", 1), ("04 (một phần) xã", 0), ("04 xã", 0)]
)
def test_digits_and_words_say_the_same(raw: str, count: int) -> None:
    found = spelled.run([figure(1, "4")], "x" + raw[1:], rules.load())
    assert len(found) == count


def test_numbers_as_long_as_damaged_text_may_have_them_are_told_and_no_error() -> None:
    (found,) = run("95.45", "7" * 300, "22")
    assert found.severity == "error"
    assert found.computed is not None
    assert len(found.computed) > len("7" * 300)
