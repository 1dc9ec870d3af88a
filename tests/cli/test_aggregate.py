"""`baocao aggregate` on results that carry indicators of one's own."""

import csv
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from extractor.records import TABLES, DocumentRecord, FigureRecord
from tests.cli.calls import baocao

HEADER = "id\tlabel\twords\tunit\taggregation\texample\n"
ROW = "CAY.TRONG_MOI\tSố cây trồng mới\ttrồng mới\tcay\tsum\ttrồng mới 500 cây\n"


def results(folder: Path, issuer: str | None = None, indicator: str = "CAY.TRONG_MOI") -> Path:
    folder.mkdir()
    for table in TABLES:
        (folder / f"{table}.jsonl").touch()
    document = DocumentRecord(path="a.txt", issuer=issuer, period_label="2025-09")
    figure = FigureRecord(path="a.txt", value="500", indicator=indicator, text="500", sentence="=1+1")
    (folder / "documents.jsonl").write_bytes(msgspec.json.encode(document))
    (folder / "figures.jsonl").write_bytes(msgspec.json.encode(figure))
    return folder


def test_indicators_that_the_catalogue_does_not_know_are_named(tmp_path: Path) -> None:
    done = baocao("aggregate", str(results(tmp_path / "out")), "-o", str(tmp_path / "t.xlsx"))
    assert done.returncode == 0
    assert "1 số liệu mang chỉ tiêu không có trong danh mục" in done.stderr.decode()
    assert "CAY.TRONG_MOI" in done.stderr.decode()


def test_with_the_patterns_of_the_run_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "rieng").mkdir()
    (tmp_path / "rieng" / "indicators.tsv").write_text(HEADER + ROW, "utf-8")
    own = ("--patterns", str(tmp_path / "rieng"))
    done = baocao("aggregate", str(results(tmp_path / "out")), "-o", str(tmp_path / "t.xlsx"), *own)
    assert done.returncode == 0
    assert "CAY.TRONG_MOI" not in done.stderr.decode()
    sheets = load_workbook(tmp_path / "t.xlsx").sheetnames
    assert sheets[0] == "CAY"


def test_no_text_of_a_report_is_a_formula(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", '=HYPERLINK("http://example.invalid")', "HS.DONE.TOTAL")
    assert baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx")).returncode == 0
    book = load_workbook(tmp_path / "t.xlsx")
    formulas = [
        (sheet.title, cell.row, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert [(title, str(value)[:5]) for title, _, value in formulas] == [("Hồ sơ", "=SUM(")]


def test_a_workbook_that_cannot_be_written_is_exit_code_4(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    (tmp_path / "t.xlsx").mkdir()
    assert baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx")).returncode == 4


def test_an_unknown_unit_is_told(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    done = baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx"), "--expect", "tỉnh Không Có")
    assert done.returncode == 2
    assert "Không có đơn vị hành chính “tỉnh Không Có”" in done.stderr.decode()


def test_a_csv_holds_each_value_with_its_source_and_runs_nothing(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    assert baocao("aggregate", str(sent), "-o", str(tmp_path / "t.csv")).returncode == 0
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["sender"], row["indicator"], row["value"]) == ("UBND xã A", "HS.DONE.TOTAL", "500")
    assert row["sentence"] == "'=1+1"


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    assert baocao("aggregate", str(sent), "-o", str(tmp_path / "t.parquet")).returncode == 0
    (row,) = pd.read_parquet(tmp_path / "t.parquet").to_dict("records")
    assert (row["sender"], row["value"], row["sentence"]) == ("UBND xã A", "500", "=1+1")


def test_a_template_is_not_silently_dropped_for_a_file_of_data(tmp_path: Path) -> None:
    form = tmp_path / "bieu.xlsx"
    Workbook().save(form)
    out = tmp_path / "t.csv"
    done = baocao("aggregate", str(results(tmp_path / "out")), "-o", str(out), "--template", str(form))
    assert done.returncode == 2
    assert ".xlsx" in done.stderr.decode()
    assert not out.exists()


@pytest.mark.parametrize("out", ["t.docx", "t.txt", "out/figures.jsonl"])
def test_an_output_of_no_known_form_is_refused(tmp_path: Path, out: str) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    before = (sent / "figures.jsonl").read_bytes()
    assert baocao("aggregate", str(sent), "-o", str(tmp_path / out)).returncode == 2
    assert (sent / "figures.jsonl").read_bytes() == before


def test_a_form_is_never_replaced_by_what_is_made_of_it(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    form = tmp_path / "bieu.xlsx"
    Workbook().save(form)
    before = form.read_bytes()
    assert baocao("aggregate", str(sent), "-o", str(form), "--template", str(form)).returncode == 2
    assert form.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("--template", "II.06a", "--by", "section"),
        ("--template", "II.06a", "--period", "2025-08", "--period", "2025-09"),
        ("--template", "PL-BPMC"),
        ("--period", "10/2025"),
        ("--draft", "d.txt"),
    ],
)
def test_what_does_not_go_together_is_a_wrong_call_with_a_next_step(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    done = baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx"), *options)
    assert done.returncode == 2
    assert len(done.stderr.decode().strip().splitlines()) >= 2
    assert not (tmp_path / "t.xlsx").exists()


def test_a_period_is_understood_as_it_is_printed(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    for period in ("09/2025", "tháng 9 năm 2025", "2025-09"):
        assert (
            baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx"), "--period", period).returncode == 0
        )


def test_a_list_saved_as_unicode_text_is_read_and_one_that_is_none_is_told(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    (tmp_path / "u16.txt").write_text("UBND xã A\nUBND xã B\n", "utf-16")
    Workbook().save(tmp_path / "l.xlsx")
    (tmp_path / "leer.tsv").write_text("\n", "utf-8")
    good, *bad = (
        baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx"), "--expect", str(tmp_path / name))
        for name in ("u16.txt", "l.xlsx", "leer.tsv")
    )
    assert (good.returncode, [one.returncode for one in bad]) == (0, [2, 2])
    assert "1 đơn vị chưa có báo cáo" in good.stderr.decode()


def test_where_nobody_knows_who_had_to_report_that_is_said(tmp_path: Path) -> None:
    sent = results(tmp_path / "out", "UBND xã A", "HS.DONE.TOTAL")
    done = baocao("aggregate", str(sent), "-o", str(tmp_path / "t.xlsx"))
    assert "chưa rõ những đơn vị nào phải gửi" in done.stderr.decode()
