"""The drill: a month of a hundred communes, with all that goes wrong, up to the workbook that is signed."""

import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.workbook import Workbook

from corpus.made.generator.drill import MONTH, Sender, drill
from extractor import rules
from extractor.rules.lists import Indicator
from tests.cli.calls import baocao

LABELS = {row.label: row for row in rules.load().rows(Indicator)}
HEADING, FIRST = 8, 10
"""The rows of the table's headings and of its first unit, from 1."""

pytestmark = pytest.mark.needs("soffice", "libreoffice-calc")
TOTAL, LIST = "TỔNG CỘNG", "Tình hình gửi báo cáo"
YELLOW = "FFFFF2B3"


class Drill(NamedTuple):
    """What was sent and is true, the workbook after LibreOffice has worked it out, and what was said."""

    senders: list[Sender]
    book: Workbook
    said: str
    folder: Path


class Found(NamedTuple):
    """A cell of the table: sheet, unit (or the total), label, value, and whether it is shaded."""

    unit: str
    label: str
    value: object
    shaded: bool


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    folder = tmp_path_factory.mktemp("drill")
    (folder / "in").mkdir()
    senders = drill("drill", folder / "in")
    codes = "\n".join(sender.unit.code for sender in senders)
    (folder / "expect.tsv").write_text(codes, "utf-8")
    converted = baocao("convert", str(folder / "in"), "-o", str(folder / "out"), "-q", "--to", "jsonl")
    assert converted.returncode == 0
    book = folder / "tong-hop.xlsx"
    made = baocao("aggregate", str(folder / "out"), "-o", str(book), "--expect", str(folder / "expect.tsv"))
    assert made.returncode == 0
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(  # noqa: S603 - LibreOffice, on a file of ours
        [*command, "--outdir", str(folder / "again"), str(book)], check=True, capture_output=True
    )
    again = load_workbook(folder / "again" / book.name, data_only=True)
    return Drill(senders, again, made.stderr.decode(), folder)


def cells(book: Workbook) -> Iterator[Found]:
    """The cells of all tables under a known label."""
    for sheet in book.worksheets:
        columns = {
            cell.column: str(cell.value or sheet.cell(HEADING - 1, cell.column).value)
            for cell in sheet[HEADING]
        }
        known = {column: label for column, label in columns.items() if label in LABELS}
        for row in sheet.iter_rows(min_row=FIRST) if known else ():
            unit = str(row[0].value if row[0].value == TOTAL else row[1].value)
            for cell in row:
                if cell.column in known and (row[0].value is not None):
                    shaded = cell.fill.fgColor.rgb == YELLOW
                    yield Found(unit, known[cell.column], cell.value, shaded)


def called(sender: Sender) -> str:
    return f"UBND {sender.unit.kind} {sender.unit.name}"


def equal(value: object, truth: Decimal | None) -> bool:
    if value is None or truth is None:
        return value is None and truth is None
    return round(Decimal(str(value)), 2) == round(truth, 2)


def test_every_cell_is_true_or_shaded(done: Drill) -> None:
    truth = {
        (called(sender), label): sender.values.get(row.id) if sender.values else None
        for sender in done.senders
        for label, row in LABELS.items()
    }
    found = [cell for cell in cells(done.book) if (cell.unit, cell.label) in truth]
    wrong = [c for c in found if not c.shaded and not equal(c.value, truth[c.unit, c.label])]
    assert wrong == []
    stated = {key for key, value in truth.items() if value is not None}
    assert stated <= {(cell.unit, cell.label) for cell in found}


def test_few_cells_are_shaded(done: Drill) -> None:
    values = [cell for cell in cells(done.book) if cell.value is not None]
    assert len(values) > 2500
    assert sum(cell.shaded for cell in values) < 0.02 * len(values)


def test_totals_are_the_sums_of_what_counts(done: Drill) -> None:
    totals = {cell.label: cell for cell in cells(done.book) if cell.unit == TOTAL}
    wrong = {}
    for label, cell in totals.items():
        row = LABELS[label]
        stated = [sender.values[row.id] for sender in done.senders if row.id in sender.values]
        if row.aggregation in {"sum", "last"} and not equal(cell.value, sum(stated, Decimal(0))):
            wrong[label] = cell
    assert {label: cell for label, cell in wrong.items() if not cell.shaded} == {}


def test_the_rate_of_all_is_no_average(done: Drill) -> None:
    totals = {LABELS[cell.label].id: cell.value for cell in cells(done.book) if cell.unit == TOTAL}
    paid, due = (
        sum((sender.values.get(name, Decimal(0)) for sender in done.senders), Decimal(0))
        for name in ("HS.PAID_ONLINE", "HS.WITH_FIN")
    )
    assert equal(totals["RATE.PAY_ONLINE"], paid * 100 / due)


def states(book: Workbook, wanted: str) -> set[str]:
    """The files, or for who sent nothing the units, in one state."""
    rows = book[LIST].iter_rows(min_row=2, values_only=True)
    return {str(row[5] or row[0]) for row in rows if row[1] == wanted}


def planted(done: Drill, *fates: str) -> list[Sender]:
    return [sender for sender in done.senders if sender.fate in fates]


def test_the_lists_of_who_sent_what_are_those_planted(done: Drill) -> None:
    book = done.book
    assert states(book, "Chưa có báo cáo của kỳ này") == {
        sender.unit.full_name for sender in planted(done, "missing", "cumulative", "late")
    }
    assert states(book, "Khác kỳ tổng hợp") == {
        file for sender in planted(done, "cumulative", "late") for file in sender.files
    }
    replaced = {sender.files[0] for sender in planted(done, "corrected")}
    assert states(book, "Đã thay bằng bản khác") == replaced
    copies = states(book, "Bản trùng")
    assert {sender.unit.code for sender in planted(done, "copied")} == {name[:5] for name in copies}
    assert len(copies) == 3


def test_the_faulty_reports_are_those_planted(done: Drill) -> None:
    rows = done.book["Kiểm tra"].iter_rows(min_row=2, values_only=True)
    told = {row[5] for row in rows if row[1] == "Lỗi"}
    assert told == {sender.files[-1] for sender in planted(done, "faulty")}


def test_every_value_leads_to_its_place(done: Drill) -> None:
    rows = list(done.book["Nguồn số liệu"].iter_rows(min_row=2))
    assert len(rows) > 2500
    assert all(row[0].hyperlink is not None and row[5].value and row[8].value for row in rows)


def test_what_was_left_out_is_said(done: Drill) -> None:
    assert f"Kỳ {MONTH.label}: tổng hợp 86 trong 98 báo cáo; 14 đơn vị chưa có báo cáo" in done.said


FORM = {
    "C": "HS.RECV.TOTAL", "D": "HS.RECV.NEW.ONLINE", "E": "HS.RECV.NEW.DIRECT_POST", "F": "HS.RECV.CARRIED",
    "G": "HS.DONE.TOTAL", "H": "HS.DONE.EARLY", "I": "HS.DONE.ONTIME", "J": "HS.DONE.LATE",
    "K": "HS.PEND.TOTAL", "L": "HS.PEND.INTIME", "M": "HS.PEND.OVERDUE", "N": "TTHC.TOTAL",
}  # fmt: skip
"""What the columns of the form below ask for."""

HEADINGS = (
    ("STT", "Tên đơn vị", "Tiếp nhận", "", "", "", "Đã giải quyết", "", "", "", "Đang giải quyết", "", "", "A", "Số cây"),
    ("", "", "Tổng số", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước", "Tổng số", "Trước hạn",
     "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn", "", ""),
)  # fmt: skip
TOP, MERGED = 4, ("A4:A5", "B4:B5", "C4:F4", "G4:J4", "K4:M4", "N4:N5", "O4:O5")


def form(path: Path, senders: list[Sender]) -> None:
    """An empty form as an office sends it: merged headings, a note, a formula, borders, a colour."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "BIỂU TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ"
    for row, texts in enumerate(HEADINGS, TOP):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column, text or None)
            cell.fill = PatternFill("solid", fgColor="00DDEEFF")
            cell.border = Border(*[Side(style="thin")] * 4)
    for merged in MERGED:
        sheet.merge_cells(merged)
    sheet["N4"].comment = Comment("TTHC.TOTAL", "office")
    first = TOP + len(HEADINGS)
    for number, sender in enumerate(senders, 1):
        sheet.cell(first + number - 1, 1, number)
        sheet.cell(first + number - 1, 2, f"{sender.unit.kind} {sender.unit.name}")
        for column in range(1, 16):
            sheet.cell(first + number - 1, column).border = Border(*[Side(style="thin")] * 4)
    last = first + len(senders)
    sheet.cell(last, 2, "Tổng cộng")
    for letter in FORM:
        sheet[f"{letter}{last}"] = f"=SUM({letter}{first}:{letter}{last - 1})"
    book.save(path)


def test_the_form_of_the_office_above_is_filled_cell_by_cell(done: Drill) -> None:
    form(done.folder / "mau.xlsx", done.senders)
    filled = done.folder / "da-dien.xlsx"
    given = ("--template", str(done.folder / "mau.xlsx"), "--expect", str(done.folder / "expect.tsv"))
    made = baocao("aggregate", str(done.folder / "out"), "-o", str(filled), *given)
    assert made.returncode == 0
    sheet = load_workbook(filled).worksheets[0]
    first = TOP + len(HEADINGS)
    wrong = [
        (sender.unit.name, name, sheet[f"{letter}{row}"].value, sender.values.get(name))
        for row, sender in enumerate(done.senders, first)
        for letter, name in FORM.items()
        if sheet[f"{letter}{row}"].fill.fgColor.rgb not in {YELLOW, f"00{YELLOW[2:]}"}
        and not equal(sheet[f"{letter}{row}"].value, sender.values.get(name))
    ]
    assert wrong == []
    last = first + len(done.senders)
    assert sheet[f"C{last}"].value == f"=SUM(C{first}:C{last - 1})"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == set(MERGED)
    assert sheet["C5"].fill.fgColor.rgb == "00DDEEFF"
    listed = list(load_workbook(filled)["Chưa điền"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in listed if "Tiêu đề" in str(row[2])] == ["O: Số cây"]
    absent = {row[1] for row in listed if "chưa có báo cáo" in str(row[2])}
    assert absent == {s.unit.full_name for s in planted(done, "missing", "cumulative", "late")}
