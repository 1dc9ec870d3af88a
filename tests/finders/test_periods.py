import pytest

from tests.finders.sentences import dates


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("17/4/2024", "17/4/2024", "2024-04-17"),
        ("ngày 16 tháng 4 năm 2024", "16 tháng 4 năm 2024", "2024-04-16"),
        ("ngày 12.3.2024", "12.3.2024", "2024-03-12"),
        ("ngày 25-10-2017", "25-10-2017", "2017-10-25"),
        ("ngày tháng 01 năm 2024", "ngày tháng 01 năm 2024", "2024-01"),
        ("ngày … tháng … năm 2024", "ngày … tháng … năm 2024", "2024"),
        ("ngày 17/4/24", "17/4/24", "2024-04-17"),
        ("ngày 21/3", "21/3", "2024-03-21"),
    ],
)
def test_days(text: str, printed: str, value: str) -> None:
    (found,) = dates(f"Họp {text}, xong.")
    assert (found.kind, found.text, found.date) == ("date", printed, value)


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("năm 2023", "2023", "2023-01-01", "2023-12-31"),
        ("tháng 02 năm 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("Quý I/2024", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("6 tháng đầu năm 2023", "2023-H1", "2023-01-01", "2023-06-30"),
        ("6 THÁNG CUỐI NĂM 2023", "2023-H2", "2023-07-01", "2023-12-31"),
        ("9 tháng năm 2023", "2023-9M", "2023-01-01", "2023-09-30"),
        ("giai đoạn 2021- 2030", "2021-2030", "2021-01-01", "2030-12-31"),
        ("năm học 2022-2023", "2022-2023", None, None),
        ("quý III", "2024-Q3", "2024-07-01", "2024-09-30"),
    ],
)
def test_periods(text: str, label: str, start: str | None, end: str | None) -> None:
    (found,) = dates(f"Kết quả {text}, tốt.")
    assert (found.kind, found.label, found.start_date, found.end_date) == ("period", label, start, end)


def test_a_range_is_a_period_and_two_dates() -> None:
    found = dates("Số liệu từ ngày 15/12/2022 đến ngày 14/3/2024.")
    assert [(d.kind, d.text) for d in found] == [
        ("period", "từ ngày 15/12/2022 đến ngày 14/3/2024"),
        ("date", "15/12/2022"),
        ("date", "14/3/2024"),
    ]
    assert found[0].label == "15/12/2022-14/3/2024"


def test_an_open_range_has_no_end() -> None:
    found = dates("Từ ngày 01/7/2021 cho đến nay.")
    assert (found[0].label, found[0].start_date, found[0].end_date) == ("2021-07-01/..", "2021-07-01", None)


def test_an_impossible_day_is_said_to_be_one() -> None:
    (found,) = dates("Họp ngày 31/4/2024.")
    assert (found.status, found.date) == ("invalid", None)


@pytest.mark.parametrize(("text", "label"), [("03 ngày làm việc", "P3D"), ("01 năm thực hiện", "P1Y")])
def test_durations(text: str, label: str) -> None:
    (found,) = dates(f"Trong {text}.")
    assert (found.kind, found.label) == ("duration", label)


def test_what_comes_again() -> None:
    (found,) = dates("Báo cáo hằng năm.")
    assert (found.kind, found.label) == ("recurring", "P1Y")
