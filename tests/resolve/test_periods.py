"""Which period a figure of a line is about."""

import pytest

from extractor.pipeline import convert
from tests.finders.sentences import figures

HEAD = (
    "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nAn Giang, ngày 05 tháng 10 năm 2025\n\nBÁO CÁO\n"
    "Kết quả tháng 9 năm 2025\n\n"
)


def labels(text: str) -> dict[str, str | None]:
    return {f.text or "": f.period_label for f in convert((HEAD + text).encode(), "x.txt").records.figures}


def test_a_period_behind_a_figure_ends_with_its_sentence() -> None:
    found = labels("- Nhận mới 874 hồ sơ, tăng so với 852 hồ sơ nhận tháng 8. Đã giải quyết 871 hồ sơ.")
    assert found["871"] == "2025-09"


def test_a_period_that_heads_a_line_goes_on() -> None:
    found = labels("- Tháng 8 tiếp nhận 852 hồ sơ. Đã giải quyết 871 hồ sơ.")
    assert set(found.values()) == {"2025-08"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("- Có 46 hồ sơ của tháng 8 chưa giải quyết xong.", "2025-08"),
        ("- Có 46 hồ sơ, tăng so với tháng 8.", "2025-09"),
    ],
)
def test_a_figure_may_be_of_the_period_right_behind_it(text: str, label: str) -> None:
    assert labels(text)["46"] == label


def test_an_aside_in_brackets_opens_no_parts() -> None:
    found = figures("- Đã giải quyết 20 hồ sơ. Từ khi thành lập (cuối tháng 6) đến nay tiếp nhận 90 hồ sơ.")
    assert found[-1].part_of is None


def test_columns_that_white_space_parts_have_the_periods_of_their_headings() -> None:
    text = (
        "Năm 2025\n\n"
        "STT   Chỉ tiêu                  Tháng 8   Tháng 9\n"
        "---   -----------------------   -------   -------\n"
        "1     Tổng số hồ sơ tiếp nhận     1.902     2.104\n"
        "2     Hồ sơ đã giải quyết         1.819     2.006\n"
    )
    found = [(one.value, one.indicator, (one.period_label or "")[-2:]) for one in figures(text)]
    assert found == [
        ("1902", "HS.RECV.TOTAL", "08"),
        ("2104", "HS.RECV.TOTAL", "09"),
        ("1819", "HS.DONE.TOTAL", "08"),
        ("2006", "HS.DONE.TOTAL", "09"),
    ]
