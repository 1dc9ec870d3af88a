import pytest

from extractor.grammar import symbols

CODES = ["QĐ", "KH", "TT", "TTLT", "NĐ", "SY", "BC"]


def test_a_lost_hyphen_is_put_back_where_a_type_is_certain() -> None:
    symbol = symbols.parse("QĐTTg", CODES, mend=True)
    assert (symbol.text, symbol.codes, symbol.lost_hyphen) == ("QĐ-TTg", ("TTg",), True)


def test_a_letter_that_begins_like_a_type_is_left_alone() -> None:
    symbol = symbols.parse("SYT-NVY", CODES)
    assert (symbol.text, symbol.type_code, symbol.codes) == ("SYT-NVY", None, ("SYT", "NVY"))


def test_the_longest_type_wins() -> None:
    assert symbols.parse("TTLT-BNV-BTC", CODES).type_code == "TTLT"


@pytest.mark.parametrize(
    ("serial", "year", "symbol", "joint", "number"),
    [
        ("36", "2023", "QĐ-UBND", "/", "36/2023/QĐ-UBND"),
        ("18", None, "NQ/TW", "-", "18-NQ/TW"),
        ("06", None, "/CP", "", "06/CP"),
    ],
)
def test_numbers_are_put_together(
    serial: str, year: str | None, symbol: str, joint: str, number: str
) -> None:
    assert symbols.number(serial, year, symbol, joint=joint) == number


def test_leading_zeros_are_no_identity() -> None:
    assert symbols.key_number("05/CT-UBND") == symbols.key_number("5/CT-UBND")
