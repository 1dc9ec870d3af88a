"""What a form keeps when it is filled, and what it cannot keep is said."""

import zipfile
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from extractor import rules
from extractor.pipeline import Options
from extractor.summary.contents import Results, contents
from extractor.summary.template.fill import fill
from extractor.units.gazetteer import units_on
from tests.aggregate.made import figure, report

DAY = "2025-07-01"
COMMUNE = units_on(DAY).children("22")[0]


def form(path: Path, *, shape: bool) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["STT", "Đơn vị", "Số hồ sơ đã giải quyết"])
    sheet.write_row(1, 0, [1, COMMUNE.full_name])
    sheet.write_blank(1, 2, None, book.add_format({"border": 1}))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": ["Sheet1", 1, 2, 1, 2]})
    sheet.insert_chart(5, 5, chart)
    if shape:
        sheet.insert_textbox(9, 1, "Ghi chú của cấp trên")
    book.close()


def filled(folder: Path, *, shape: bool) -> list[str]:
    form(folder / "mau.xlsx", shape=shape)
    patterns = rules.load()
    sent = report("a", f"UBND {COMMUNE.full_name}", admin_code=COMMUNE.code, units_on=DAY)
    made = contents(Results(documents=[sent], figures=[figure("a", "7")]), patterns, expect=())
    left = fill(folder / "mau.xlsx", folder / "t.xlsx", made, patterns, Options())
    return [one.reason for one in left]


def test_a_chart_of_the_form_is_kept(tmp_path: Path) -> None:
    assert filled(tmp_path, shape=False) == []
    assert load_workbook(tmp_path / "t.xlsx").worksheets[0]["C2"].value == 7
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(tmp_path / "t.xlsx").namelist()


def test_a_text_box_is_lost_and_that_is_said(tmp_path: Path) -> None:
    assert filled(tmp_path, shape=True) == ["shapes"]
    listed = load_workbook(tmp_path / "t.xlsx")["Chưa điền"]
    assert "mau.xlsx" in [cell.value for cell in listed[2]]
