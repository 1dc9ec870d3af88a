import pytest

from tests.finders.sentences import records


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.005 (một nghìn không trăm linh năm) hộ", 0),
        ("1.105 (một nghìn không trăm linh năm) hộ", 1),
        ("1.000.000.000 (Một tỷ) đồng", 0),
        ("1.000.000 (một tỷ) đồng", 1),
        ("7.777.777 (bảy triệu bảy trăm bảy mươi bảy nghìn bảy trăm bảy mươi bảy) người", 0),
        ("7.777.776 (bảy triệu bảy trăm bảy mươi bảy nghìn bảy trăm bảy mươi bảy) người", 1),
    ],
)
def test_long_numbers_in_words_are_compared(text: str, count: int) -> None:
    found = records(f"- Cả vùng có {text}.").checks
    assert [check.rule for check in found] == ["SPELLED"] * count
