"""Several periods side by side: what adds up over time, what does not, and who has a gap."""

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor import rules
from extractor.records import DocumentRecord, FigureRecord
from extractor.summary.book import write
from extractor.summary.contents import Contents, Results, contents
from extractor.units.gazetteer import units_on
from extractor.writers.vocabulary import vocabulary
from tests.aggregate.made import figure, of_commune

DAY = "2025-07-01"
FIRST = 10
"""The first row below the headings."""

COMMUNES = units_on(DAY).children("22")[:2]


def sent(number: int, period: str, **values: str) -> tuple[DocumentRecord, list[FigureRecord]]:
    """The report of a commune for a period; figures by indicators, `_` for a dot and `__` for itself."""
    unit, path = COMMUNES[number], f"{number}-{period}"
    document = of_commune(path, unit, period, DAY)
    ids = {name: name.replace("__", "-").replace("_", ".").replace("-", "_") for name in values}
    figures = [
        figure(path, value, ids[name], id=name, period_label=period, sentence="…")
        for name, value in values.items()
    ]
    return document, figures


def together(periods: list[str], *reports: tuple[DocumentRecord, list[FigureRecord]]) -> Contents:
    results = Results(
        documents=[document for document, _ in reports],
        figures=[one for _, figures in reports for one in figures],
    )
    return contents(results, rules.load(), periods=periods, expect=COMMUNES)


def sheet(folder: Path, made: Contents, *, values: bool = True) -> Worksheet:
    patterns = rules.load()
    write(folder / "t.xlsx", made, patterns, vocabulary(patterns.messages, patterns))
    found = load_workbook(folder / "t.xlsx", data_only=values)["Hồ sơ"]
    assert isinstance(found, Worksheet)
    return found


def rows(found: Worksheet, count: int) -> list[list[object]]:
    return [[cell.value for cell in row[2 : 2 + count]] for row in found.iter_rows(FIRST, FIRST + 2)]


def test_counts_add_up_over_periods_and_units(tmp_path: Path) -> None:
    made = together(
        ["2025-09", "2025-08"],
        sent(0, "2025-08", HS_DONE_TOTAL="10"),
        sent(0, "2025-09", HS_DONE_TOTAL="5"),
        sent(1, "2025-08", HS_DONE_TOTAL="100"),
        sent(1, "2025-09", HS_DONE_TOTAL="200"),
    )
    found = sheet(tmp_path, made)
    assert rows(found, 3) == [[10, 5, 15], [100, 200, 300], [110, 205, 315]]
    assert [cell.value for cell in found[FIRST - 2][2:5]] == [
        "tháng 8 năm 2025", "tháng 9 năm 2025", "Cả các kỳ",
    ]  # fmt: skip
    assert found[f"C{FIRST - 3}"].value == "Số hồ sơ đã giải quyết"
    assert sheet(tmp_path, made, values=False)[f"E{FIRST}"].value == f"=C{FIRST}+D{FIRST}"


def test_of_a_stock_the_last_period_counts(tmp_path: Path) -> None:
    made = together(
        ["2025-08", "2025-09"],
        sent(0, "2025-08", HS_PEND_TOTAL="10"),
        sent(0, "2025-09", HS_PEND_TOTAL="5"),
        sent(1, "2025-08", HS_PEND_TOTAL="1"),
        sent(1, "2025-09", HS_PEND_TOTAL="2"),
    )
    assert rows(sheet(tmp_path, made), 3) == [[10, 5, 5], [1, 2, 2], [11, 7, 7]]


def test_a_rate_of_all_periods_is_worked_out_again(tmp_path: Path) -> None:
    stated = [
        sent(number, period, HS_PAID__ONLINE=paid, HS_WITH__FIN=base, RATE_PAY__ONLINE=rate)
        for number, period, paid, base, rate in (
            (0, "2025-08", "9", "10", "90"),
            (0, "2025-09", "0", "90", "0"),
            (1, "2025-08", "50", "100", "50"),
            (1, "2025-09", "50", "100", "50"),
        )
    ]
    found = sheet(tmp_path, together(["2025-08", "2025-09"], *stated))
    heads = [cell.value for cell in found[FIRST - 3]]
    at = heads.index("Tỷ lệ thanh toán trực tuyến")
    assert [found.cell(row, at + 3).value for row in (FIRST, FIRST + 1, FIRST + 2)] == [
        9,
        50,
        109 * 100 / 300,
    ]


def test_where_a_period_is_missing_nothing_is_added_and_the_gap_is_told(tmp_path: Path) -> None:
    made = together(
        ["2025-08", "2025-09"],
        sent(0, "2025-08", HS_DONE_TOTAL="10"),
        sent(1, "2025-08", HS_DONE_TOTAL="100"),
        sent(1, "2025-09", HS_DONE_TOTAL="200"),
    )
    found = sheet(tmp_path, made)
    assert rows(found, 3) == [[10, None, None], [100, 200, 300], [110, 200, 300]]
    assert {found[f"E{FIRST}"].fill.fgColor.rgb, found[f"E{FIRST + 2}"].fill.fgColor.rgb} == {"FFFFF2B3"}
    assert "thiếu số của một kỳ" in str(found[f"F{FIRST}"].value)
    assert [(unit.code, period) for unit, period in made.gaps] == [(COMMUNES[0].code, "2025-09")]
    assert made.missing == ()


def test_the_year_so_far_is_never_added_to_a_month(tmp_path: Path) -> None:
    made = together(
        ["2025-9M", "2025-09"],
        sent(0, "2025-9M", HS_DONE_TOTAL="90"),
        sent(0, "2025-09", HS_DONE_TOTAL="5"),
    )
    found = sheet(tmp_path, made)
    assert [cell.value for cell in found[FIRST][2:4]] == [90, 5]
    assert found[f"E{FIRST - 3}"].value == "Ghi chú"


def test_the_last_two_periods_are_compared() -> None:
    made = together(
        ["2025-08", "2025-09"],
        sent(0, "2025-08", HS_DONE_TOTAL="10"),
        sent(0, "2025-09", HS_DONE_TOTAL="15"),
    )
    (row,) = made.change.to_dict("records")
    assert (row["before"], row["now"], row["percent"]) == (10, 15, 50)
