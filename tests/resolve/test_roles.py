"""What dates and periods are there for, and the days that a reporting period has."""

import pytest

from extractor.records import DateRecord
from tests.finders.sentences import document, records

TOP = "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nAn Giang, ngày 05 tháng 10 năm 2024\n\nBÁO CÁO\n"
PROCEDURES = f"{TOP}Kết quả kiểm soát thủ tục hành chính quý III năm 2024\n\n"
TRADE = f"{TOP}Kết quả xúc tiến thương mại quý III năm 2024, nhiệm vụ quý IV năm 2024\n\n"


def of(text: str, head: str) -> list[DateRecord]:
    return [date for date in records(text, head=head).dates if (date.start or 0) >= len(head)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hoàn thành trước ngày 30/11/2024.", "deadline"),
        ("Tính đến ngày 14/9/2024 có 12 hồ sơ.", "data_period"),
        ("Họp ngày 20/8/2024.", "event"),
    ],
)
def test_roles_of_days(text: str, role: str) -> None:
    (found,) = of(text, TRADE)
    assert found.role == role


def test_the_day_of_issue() -> None:
    assert [date.role for date in records("Hết.", head=TRADE).dates if date.kind == "date"] == ["issue"]


def test_the_days_of_a_range_are_of_the_data() -> None:
    found = of("Số liệu từ ngày 15/6/2024 đến ngày 14/9/2024.", TRADE)
    assert [date.role for date in found] == ["data_period"] * 3


@pytest.mark.parametrize(
    ("head", "text", "start", "basis"),
    [
        (PROCEDURES, "Trong quý III năm 2024 đã làm.", "2024-06-15", "nd_09_2019"),
        (TRADE, "Trong quý III năm 2024 đã làm.", "2024-07-01", "calendar"),
        (TRADE, "Theo Nghị định số 09/2019/NĐ-CP, quý III năm 2024 đã làm.", "2024-06-15", "nd_09_2019"),
        (TRADE, "Quý III năm 2024 (từ ngày 15/6/2024 đến ngày 14/9/2024).", "2024-06-15", "nd_09_2019"),
        (PROCEDURES, "Quý III năm 2024 (từ ngày 01/7/2024 đến ngày 30/9/2024).", "2024-07-01", "calendar"),
    ],
)
def test_the_bounds_of_a_reporting_period(head: str, text: str, start: str, basis: str) -> None:
    (found,) = [date for date in of(text, head) if date.grain == "quarter"]
    assert (found.role, found.start_date, found.basis) == ("reporting_period", start, basis)


def test_a_year_that_is_only_named_follows_the_calendar() -> None:
    (found,) = of("Kế hoạch năm 2023 đã xong.", PROCEDURES)
    assert (found.role, found.start_date, found.end_date) == ("subject", "2023-01-01", "2023-12-31")


def test_the_report_s_own_period_is_the_first_of_its_title() -> None:
    assert document(TRADE + "1. Đã làm xong.\n").period_label == "2024-Q3"


def test_days_of_an_event_are_not_the_report_s_period() -> None:
    found = document(TRADE + "1. Trồng trọt\nTừ ngày 10/7/2024 đến ngày 16/7/2024 có mưa lớn.\n")
    assert (found.period_start, found.period_end) == ("2024-07-01", "2024-09-30")


def test_a_period_that_is_compared_with_governs_no_figure() -> None:
    head = TRADE + "1. Kết quả\n"
    found = records("Đạt 96%, tăng so với quý I năm 2024; đã mở 12 hội chợ.", head=head).figures
    assert {figure.period_label for figure in found} == {"2024-Q3"}


UNDATED = TRADE.replace("ngày 05 tháng 10 năm 2024", "ngày     tháng     năm")


@pytest.mark.parametrize(
    ("head", "day", "status"),
    [
        (TRADE, "12/11/2024", "future"),
        (TRADE, "12/9/2024", "ok"),
        (TRADE, "05/10/2024", "ok"),
        (UNDATED, "12/11/2025", "ok"),
        (UNDATED, "12/11/2026", "future"),
    ],
)
def test_a_cited_document_of_a_day_after_the_report_is_one_of_the_future(
    head: str, day: str, status: str
) -> None:
    (found,) = of(f"Thực hiện Kế hoạch số 15/KH-UBND ngày {day} của UBND tỉnh An Giang.", head)
    assert (found.role, found.status) == ("cited", status)


def test_days_to_come_that_date_no_document_are_in_order() -> None:
    found = of("Hoàn thành trước ngày 30/11/2024, họp ngày 02/12/2024.", TRADE)
    assert [date.status for date in found] == ["ok", "ok"]
