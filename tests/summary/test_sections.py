"""A theme that no catalogue knows: units by the items of the outline that the office above has asked for."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from extractor.units.gazetteer import Unit, units_on
from tests.cli.calls import baocao

REPORT = """UBND TỈNH PHÚ THỌ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN {upper}\tĐộc lập - Tự do - Hạnh phúc
Số: {number}/BC-UBND\t{name}, ngày 12 tháng 10 năm 2025

BÁO CÁO
Tình hình cơ sở vật chất trường, lớp học quý III năm 2025

I. MẠNG LƯỚI TRƯỜNG, LỚP
1. Trường học
Số trường mầm non: {0} trường.
Số trường tiểu học: {1} trường.
2. Học sinh
Số học sinh mầm non: {2} học sinh.
Tỷ lệ huy động trẻ 5 tuổi ra lớp: {3}%.

II. CƠ SỞ VẬT CHẤT
1. Phòng học
Số phòng học kiên cố: {4} phòng.
Số phòng học xuống cấp cần sửa chữa: {5} phòng.
2. Kinh phí
Kinh phí sửa chữa: {6} triệu đồng.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""
LABELS = (
    "Số trường mầm non", "Số trường tiểu học", "Số học sinh mầm non", "Tỷ lệ huy động trẻ 5 tuổi ra lớp",
    "Số phòng học kiên cố", "Số phòng học xuống cấp cần sửa chữa", "Kinh phí sửa chữa",
)  # fmt: skip
MILLION = 1_000_000
FIRST = 10


def values(unit: Unit) -> list[int]:
    chance = Random(unit.code)  # noqa: S311 - no secret
    most = (12, 9, 3000, 100, 200, 15, 900)
    return [chance.randint(1, bound) for bound in most]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("outline")
    (made / "in").mkdir()
    for number, unit in enumerate(units()):
        texts = [f"{value:,}".replace(",", ".") for value in values(unit)]
        text = REPORT.format(*texts, upper=unit.full_name.upper(), name=unit.name, number=number + 1)
        (made / "in" / f"{unit.code}.txt").write_text(text, "utf-8")
    assert baocao("convert", str(made / "in"), "-o", str(made / "out"), "-q").returncode == 0
    done = baocao("aggregate", str(made / "out"), "-o", str(made / "t.xlsx"), "--by", "section")
    assert done.returncode == 0
    return made


def units() -> list[Unit]:
    listed = units_on("2025-09-01")
    return [unit for unit in listed.children("25") if not any(map(str.isdigit, unit.name))][:30]


def cells(path: Path) -> dict[tuple[str, str], object]:
    """The values of the tables by unit (or the total) and item."""
    book = load_workbook(path, data_only=True)
    found: dict[tuple[str, str], object] = {}
    for sheet in book.worksheets[:2]:
        names = {cell.column: cell.value for cell in sheet[FIRST - 2] if cell.value in LABELS}
        for row in sheet.iter_rows(FIRST):
            if row[0].value is not None:
                who = str(row[1].value or row[0].value)
                found |= {(who, str(names[cell.column])): cell.value for cell in row if cell.column in names}
    return found


def test_every_unit_answers_every_item(folder: Path) -> None:
    found = cells(folder / "t.xlsx")
    wrong = [
        (unit.name, label, found.get((f"UBND {unit.kind} {unit.name}", label)), value)
        for unit in units()
        for label, value in zip(LABELS, values(unit), strict=True)
        if found.get((f"UBND {unit.kind} {unit.name}", label))
        != (value * MILLION if label == LABELS[-1] else value)
    ]
    assert wrong == []


def test_counts_add_up_and_rates_do_not(folder: Path) -> None:
    found = cells(folder / "t.xlsx")
    columns = list(zip(*(values(unit) for unit in units()), strict=True))
    totals = [found["TỔNG CỘNG", label] for label in LABELS]
    assert totals[:3] == [sum(column) for column in columns[:3]]
    assert totals[3] is None
    assert Decimal(str(totals[6])) == sum(columns[6]) * MILLION


def test_headings_are_sheets_and_merged_cells(folder: Path) -> None:
    book = load_workbook(folder / "t.xlsx")
    assert book.sheetnames[:2] == ["MẠNG LƯỚI TRƯỜNG, LỚP", "CƠ SỞ VẬT CHẤT"]
    assert [cell.value for cell in book.worksheets[0][FIRST - 3] if cell.value][2:4] == [
        "Trường học",
        "Học sinh",
    ]


def test_the_outline_says_who_left_an_item_blank(folder: Path) -> None:
    first, second = units()[:2]
    (folder / "gaps").mkdir()
    for unit in units()[:5]:
        text = (folder / "in" / f"{unit.code}.txt").read_text("utf-8")
        if unit is first:
            lines = [
                line
                for line in text.splitlines()
                if not line.startswith("Số học sinh") and "Tỷ lệ" not in line
            ]
            text = "\n".join(lines)
        if unit is second:
            text = text.replace("2. Kinh phí\nKinh phí sửa chữa", "Đã chi sửa chữa")
        (folder / "gaps" / f"{unit.code}.txt").write_text(text, "utf-8")
    outline = "ĐỀ CƯƠNG BÁO CÁO\n\nI. Mạng lưới trường, lớp\n1. Trường học\n2. Học sinh\nII. Cơ sở vật chất\n2. Kinh phí\n"
    (folder / "de-cuong.txt").write_text(outline, "utf-8")
    assert baocao("convert", str(folder / "gaps"), "-o", str(folder / "gaps-out"), "-q").returncode == 0
    given = ("--by", "section", "--outline", str(folder / "de-cuong.txt"))
    made = baocao("aggregate", str(folder / "gaps-out"), "-o", str(folder / "gaps.xlsx"), *given)
    assert made.returncode == 0
    sheet = load_workbook(folder / "gaps.xlsx")["Theo đề cương"]
    rows = {str(row[0]).strip(): row[1:4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["1. Trường học"] == (5, "", "")
    assert rows["2. Học sinh"][0] == 4
    assert first.name in str(rows["2. Học sinh"][1])
    assert rows["2. Kinh phí"][0] == 4
    assert second.name in str(rows["2. Kinh phí"][2])
    assert rows["I. Mạng lưới trường, lớp"][0] == 5


def test_the_outline_tells_the_order_of_sheets(folder: Path) -> None:
    (folder / "nguoc.txt").write_text("ĐỀ CƯƠNG\n\nI. Cơ sở vật chất\nII. Mạng lưới trường, lớp\n", "utf-8")
    given = ("--by", "section", "--outline", str(folder / "nguoc.txt"))
    assert baocao("aggregate", str(folder / "out"), "-o", str(folder / "n.xlsx"), *given).returncode == 0
    assert load_workbook(folder / "n.xlsx").sheetnames[:2] == ["Cơ sở vật chất", "Mạng lưới trường, lớp"]


def test_a_form_whose_headings_are_items_is_filled_cell_by_cell(folder: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Đơn vị", *reversed(LABELS)])
    for number, unit in enumerate(units(), 1):
        sheet.append([number, unit.full_name])
        sheet.cell(number + 1, 2 + len(LABELS)).border = Border(right=Side(style="thin"))
    book.save(folder / "mau.xlsx")
    given = ("--by", "section", "--template", str(folder / "mau.xlsx"))
    assert baocao("aggregate", str(folder / "out"), "-o", str(folder / "m.xlsx"), *given).returncode == 0
    filled = load_workbook(folder / "m.xlsx").worksheets[0]
    for row, unit in enumerate(units(), 2):
        money, *rest = reversed(values(unit))
        assert [cell.value for cell in filled[row][2:9]] == [money * MILLION, *rest]


def test_what_the_outline_does_not_have_stands_on_one_sheet(folder: Path) -> None:
    (folder / "mot-phan.txt").write_text("ĐỀ CƯƠNG\n\nI. Cơ sở vật chất\n", "utf-8")
    given = ("--by", "section", "--outline", str(folder / "mot-phan.txt"))
    assert baocao("aggregate", str(folder / "out"), "-o", str(folder / "p.xlsx"), *given).returncode == 0
    assert load_workbook(folder / "p.xlsx").sheetnames[:2] == ["Cơ sở vật chất", "…"]
