"""The workbook of totals: groups, formulas, shades and lists."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from extractor import rules
from extractor.aggregate.sections import by_section
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from extractor.summary.arrangement import roman
from extractor.summary.book import write
from extractor.summary.contents import Results, contents
from extractor.units.gazetteer import units_on
from extractor.writers.vocabulary import vocabulary
from tests.aggregate.made import figure, report

DAY = "2024-02-01"
CO_TO, VAN_DON = "207", "203"
FIRST = 10
"""The first row below the headings."""


def sent(parent: str, count: int = 3) -> list[DocumentRecord]:
    """Reports of communes of a district."""
    communes = units_on(DAY).children(parent)[:count]
    return [
        report(unit.code, f"UBND {unit.full_name}", admin_code=unit.code, units_on=DAY) for unit in communes
    ]


def made(folder: Path, now: Results, before: Results | None = None) -> tuple[Workbook, Workbook]:
    """The workbook with its formulas, and with the values that they are saved with."""
    patterns = rules.load()
    path = folder / "t.xlsx"
    write(
        path,
        contents(now, patterns, before=before, expect=()),
        patterns,
        vocabulary(patterns.messages, patterns),
    )
    return load_workbook(path), load_workbook(path, data_only=True)


def test_each_district_is_a_group_with_its_sum(tmp_path: Path) -> None:
    documents = [*sent(CO_TO, 2), *sent(VAN_DON, 2)]
    figures = [figure(document.path, str(10**n)) for n, document in enumerate(documents)]
    formulas, values = made(tmp_path, Results(documents=documents, figures=figures))
    rows = [[cell.value for cell in row[:3]] for row in values["Hồ sơ"].iter_rows(FIRST, FIRST + 6)]
    assert [row[0] for row in rows] == ["I", 1, 2, "II", 3, 4, "TỔNG CỘNG"]
    assert [row[1] for row in rows][::3] == ["Huyện Vân Đồn", "Huyện Cô Tô", None]
    assert [row[2] for row in rows] == [1100, 100, 1000, 11, 1, 10, 1111]
    assert [formulas["Hồ sơ"][f"C{row}"].value for row in (FIRST, FIRST + 3, FIRST + 6)] == [
        f"=SUM(C{FIRST + 1}:C{FIRST + 2})",
        f"=SUM(C{FIRST + 4}:C{FIRST + 5})",
        f"=C{FIRST}+C{FIRST + 3}",
    ]


def test_a_total_leaves_out_what_a_district_states_beside_its_communes(tmp_path: Path) -> None:
    above = report("d", "UBND huyện Cô Tô", admin_code=CO_TO, units_on=DAY)
    documents = [above, *sent(CO_TO, 2)]
    figures = [figure(document.path, str(10**n)) for n, document in enumerate(documents)]
    _, values = made(tmp_path, Results(documents=documents, figures=figures))
    rows = list(values["Hồ sơ"].iter_rows(FIRST, max_col=3, values_only=True))
    at = next(number for number, row in enumerate(rows) if row[0] == "TỔNG CỘNG")
    assert [row[2] for row in rows[at : at + 2]] == [110, 2]


def test_a_doubtful_cell_is_shaded_with_its_reason_and_so_is_its_total(tmp_path: Path) -> None:
    documents = sent(CO_TO, 2)
    figures = [
        figure(documents[0].path, "5", sentence="Đã giải quyết 05 hồ sơ"),
        figure(documents[0].path, "7", id="f2"),
        figure(documents[1].path, "9"),
    ]
    book, _ = made(tmp_path, Results(documents=documents, figures=figures))
    cell, total = book["Hồ sơ"][f"C{FIRST}"], book["Hồ sơ"][f"C{FIRST + 2}"]
    assert cell.value is None
    assert cell.comment is not None
    assert "Đã giải quyết 05 hồ sơ" in cell.comment.text
    assert {cell.fill.fgColor.rgb, total.fill.fgColor.rgb} == {"FFFFF2B3"}
    assert book["Hồ sơ"][f"D{FIRST}"].value == "báo cáo ghi nhiều giá trị khác nhau"
    assert book["Hồ sơ"][f"C{FIRST + 1}"].fill.fgColor.rgb != "FFFFF2B3"


def test_the_sheet_of_sources_leads_to_the_cell(tmp_path: Path) -> None:
    (document,) = sent(CO_TO, 1)
    stated = figure(document.path, "5", text="05", sentence="Đã giải quyết 05 hồ sơ", page=3, start=4, end=6)
    book, _ = made(tmp_path, Results(documents=[document], figures=[stated]))
    row = book["Nguồn số liệu"][2]
    assert row[0].hyperlink is not None
    assert row[0].hyperlink.location == f"'Hồ sơ'!C{FIRST}"
    assert [cell.value for cell in row[3:9]] == [5, "05", stated.sentence, 3, "4–6", document.path]


def test_checks_go_with_their_senders_and_change_with_the_period_before(tmp_path: Path) -> None:
    (document,) = sent(CO_TO, 1)
    check = CheckRecord(path=document.path, severity="error", message="Không cộng đúng.", members=("f1",))
    now = Results(documents=[document], figures=[figure(document.path, "12")], checks=[check])
    before = Results(documents=[document], figures=[figure(document.path, "10")])
    book, _ = made(tmp_path, now, before)
    assert [cell.value for cell in book["Kiểm tra"][2]][:3] == [document.issuer, "Lỗi", "Không cộng đúng."]
    assert [cell.value for cell in book["So với kỳ trước"][2]][2:] == [1, 10, 12, 2, 20]


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (38, "XXXVIII")])
def test_groups_have_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text


def unknown(path: str) -> FigureRecord:
    return figure(path, "5", indicator="NO.SUCH")


def test_without_any_known_figure_the_lists_are_still_written(tmp_path: Path) -> None:
    (document,) = sent(CO_TO, 1)
    book, _ = made(tmp_path, Results(documents=[document], figures=[unknown(document.path)]))
    assert book.sheetnames[0] == "Tình hình gửi báo cáo"
    assert book["Tình hình gửi báo cáo"]["B2"].value == "Đã tổng hợp"


def test_names_of_sheets_are_such_as_excel_takes(tmp_path: Path) -> None:
    documents = sent(CO_TO, 1)
    heading = "I. Y tế/dân số: [huyện] Cư M'gar và những nội dung khác rất dài"
    figures = [
        figure(documents[0].path, "5", section=(heading,), label="Số trạm"),
        figure(documents[0].path, "6", section=("II. Kiểm tra",), label="Số cuộc", id="f2"),
    ]
    (told, _), patterns = by_section([figures, []], rules.load())
    path = tmp_path / "t.xlsx"
    found = contents(Results(documents=documents, figures=told), patterns, expect=())
    write(path, found, patterns, vocabulary(patterns.messages, patterns))
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["Y tế dân số   huyện  Cư M'gar v", "Kiểm tra 2"]
    assert book["Nguồn số liệu"]["A2"].hyperlink is not None
    assert book["Nguồn số liệu"]["A2"].hyperlink.location.startswith("'Y tế dân số   huyện  Cư M''gar v'!")


def test_a_rate_of_all_is_of_the_units_that_state_both_and_says_of_how_many(tmp_path: Path) -> None:
    first, second = documents = sent(CO_TO, 2)
    figures = [
        figure(first.path, "9", "HS.PAID_ONLINE"),
        figure(first.path, "10", "HS.WITH_FIN", id="f2"),
        figure(first.path, "90", "RATE.PAY_ONLINE", kind="rate", id="f3"),
        figure(second.path, "50", "HS.PAID_ONLINE"),
    ]
    formulas, values = made(tmp_path, Results(documents=documents, figures=figures))
    sheet, told = values["Hồ sơ"], formulas["Hồ sơ"]
    heads = {
        str(cell.value or sheet.cell(FIRST - 3, cell.column).value): cell.column for cell in sheet[FIRST - 2]
    }
    rate, paid = heads["Tỷ lệ thanh toán trực tuyến"], heads["Hồ sơ thanh toán trực tuyến"]
    total, count = FIRST + 2, FIRST + 3
    assert sheet.cell(total, rate).value == 90
    assert f"{FIRST + 1})" not in str(told.cell(total, rate).value)
    assert [sheet.cell(count, at).value for at in (rate, paid)] == [1, 2]
    assert sheet.cell(count, 2).value == "Số đơn vị có số liệu"
