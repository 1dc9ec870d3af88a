"""`baocao aggregate` on results that carry indicators of one's own."""

import csv
from pathlib import Path

import msgspec
import pandas as pd
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
