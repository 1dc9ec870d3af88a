"""The letterhead against the report below it: symbol, days and annexes."""

import pytest

from tests.checks.told import numbers, told

TOP = "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/{symbol}\nAn Giang, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\n"
QUARTER = TOP.format(symbol="BC-SNV") + "Kết quả kiểm soát thủ tục hành chính quý I năm 2024\n\n"


def test_the_symbol_of_another_body_is_doubted() -> None:
    (found,) = told("Đã làm xong.", "HEADER", TOP.format(symbol="BC-STC") + "Kết quả công tác\n\n")
    assert (found.severity, found.stated, found.computed) == (
        "warning",
        "BC-STC",
        "Sở Tài chính",
    )
    assert found.members == ()


def test_the_issuer_s_own_symbol_is_left_alone() -> None:
    assert told("Đã làm xong.", "HEADER", TOP.format(symbol="BC-SNV") + "Kết quả công tác\n\n") == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("từ ngày 15/12/2023 đến ngày 14/3/2024", []),
        ("từ ngày 01/01/2024 đến ngày 31/3/2024", []),
        ("từ ngày 15/12/2023 đến ngày 15/3/2024", [("2024-03-15", "2024-03-14")]),
        ("từ ngày 16/12/2023 đến ngày 14/3/2024", [("2023-12-16", "2023-12-15")]),
        ("từ ngày 01/01/2024 đến ngày 30/3/2024", [("2024-03-30", "2024-03-31")]),
    ],
)
def test_the_days_of_the_data_are_those_of_the_calendar_or_of_the_decree(
    days: str, found: list[tuple[str, str]]
) -> None:
    assert numbers(f"Số liệu {days}.", "PERIOD", QUARTER) == found


ANNEXED = "Số liệu chi tiết ở Phụ lục 02 kèm theo.\n\n{below}\n"


@pytest.mark.parametrize(
    ("below", "count"),
    [("Hết.", 1), ("PHỤ LỤC 1\nSỐ LIỆU", 1), ("PHỤ LỤC 2\nSỐ LIỆU", 0), ("Phụ lục số 02. Số liệu", 0)],
)
def test_an_annex_that_is_said_to_go_with_the_report_stands_in_it(below: str, count: int) -> None:
    found = told(ANNEXED.format(below=below), "ANNEX")
    assert [(one.severity, one.text) for one in found] == [("info", "Phụ lục 02")] * count


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Số liệu ở Phụ lục 1 kèm theo.\n\nPHỤ LỤC 12\nSố liệu\n", ["Phụ lục 1"]),
        ("Theo Biểu số 02 kèm theo Thông tư số 01/2020/TT-VPCP.", []),
        ("Số liệu ở Biểu số 02 (kèm theo Báo cáo này).", ["Biểu số 02"]),
    ],
)
def test_an_annex_is_missed_by_its_whole_number_and_only_where_it_is_the_report_s_own(
    body: str, found: list[str]
) -> None:
    doubts = told(body, "ANNEX", TOP.format(symbol="BC-SNV") + "Kết quả công tác\n\n")
    assert [doubt.text for doubt in doubts] == found
