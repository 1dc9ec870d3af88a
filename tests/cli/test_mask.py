"""--mask and sample through the whole command line; nothing of a report in what is said of errors."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from extractor.cli import call
from extractor.records import TABLES
from extractor.writers.names import EVERY
from tests.cli.calls import baocao

REPORT = """UBND XÃ TÂN AN
Số: 12/BC-UBND
Tân An, ngày 15 tháng 6 năm 2025
BÁO CÁO
Trong tháng tiếp nhận 1.234 hồ sơ, do ông Trần Quốc Bảo (0912 345 678) phụ trách.

CHỦ TỊCH

Nguyễn Hữu Phước
"""
PERSONS = ("Trần Quốc Bảo", "Nguyễn Hữu Phước", "0912 345 678", "Tran Quoc Bao")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "BC Tran Quoc Bao.txt").write_text(REPORT, encoding="utf-8")
    (folder / "BC Trần Quốc Bảo.txt").write_text(REPORT + "\n", encoding="utf-8")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return folder


def everything(folder: Path) -> str:
    """All that the files of a run hold, however they are packed."""
    parts = [
        path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.suffix in {".csv", ".jsonl", ".json"}
    ]
    for sheet in openpyxl.load_workbook(folder / "bao-cao.xlsx"):
        parts += [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
    parts += [str(pq.read_table(path).to_pydict()) for path in folder.glob("*.parquet")]
    with closing(sqlite3.connect(folder / "records.sqlite")) as base:
        parts += base.iterdump()
    return "\n".join(parts)


def test_no_file_of_any_form_holds_a_person(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    forms = "jsonl,xlsx,csv,parquet,sqlite,datapackage"
    done = baocao("convert", str(reports), "-o", str(out), "--to", forms, "--mask")
    assert done.returncode == 0
    told = everything(out) + done.stderr.decode()
    assert [person for person in PERSONS if person in told] == []
    assert "██████ ███ █████" in told
    documents = [
        json.loads(line) for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [document["path"] for document in documents] == [
        "BC ████ ████ ███.txt",
        "BC ████ ████ ███.txt (2)",
        "a.txt",
    ]
    assert documents[2]["duplicate_of"] == "BC ████ ████ ███.txt"
    figures = [json.loads(line) for line in (out / "figures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [figure["value"] for figure in figures] == ["1234", "1234"]
    assert {figure["path"] for figure in figures} == {document["path"] for document in documents[:2]}


@pytest.mark.parametrize(
    "args", [("show",), ("show", "--json"), ("check", "--severity", "info"), ("text",), ("sample",)]
)
def test_other_verbs_mask_too(reports: Path, args: tuple[str, ...]) -> None:
    mask = () if args == ("sample",) else ("--mask",)
    done = baocao(*args, *mask, str(reports / "BC Tran Quoc Bao.txt"))
    assert done.returncode == 0
    told = done.stdout.decode() + done.stderr.decode()
    assert [person for person in PERSONS if person in told] == []


def test_aggregate_reads_what_was_masked(reports: Path, tmp_path: Path) -> None:
    baocao("convert", str(reports), "-o", str(tmp_path / "out"), "--to", "jsonl", "--mask", "-q")
    done = baocao("aggregate", str(tmp_path / "out"), "-o", str(tmp_path / "tong-hop.xlsx"))
    assert done.returncode == 0
    book = openpyxl.load_workbook(tmp_path / "tong-hop.xlsx")
    told = " ".join(str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row)
    assert [person for person in PERSONS if person in told] == []


def test_a_picture_cannot_be_masked(reports: Path) -> None:
    assert baocao("show", "--mask", "--picture", "x.png", str(reports / "a.txt")).returncode == 2


def test_a_sample_says_how_it_was_read_and_keeps_figures(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "sample.txt"
    done = baocao("sample", str(reports / "BC Tran Quoc Bao.txt"), "-o", str(out))
    head, *text = out.read_text(encoding="utf-8").split("\n")
    assert (done.returncode, done.stdout) == (0, b"")
    assert head.startswith("# baocao ")
    assert head.endswith("; text/plain; pages 0; problems none")
    assert [len(line) for line in text] == [len(line) for line in REPORT.split("\n")]
    assert "tiếp nhận 1.234 hồ sơ" in text[4]
    pdf = next((Path(__file__).parents[2] / "corpus" / "rendered").glob("*.pdf"))
    head = baocao("sample", str(pdf)).stdout.decode().split("\n")[0]
    assert "application/pdf; pages " in head
    assert "pdfium " in head
    assert pdf.stem not in head


def test_no_sample_is_made_of_classified_documents(tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("TỐI MẬT\n" + REPORT, encoding="utf-8")
    for args in (("sample", str(secret)), ("text", "--mask", str(secret))):
        done = baocao(*args, "-o", str(tmp_path / "out.txt"))
        assert (done.returncode, done.stdout) == (1, b"")
        assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_unexpected_error_says_its_place_and_no_text(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise ValueError(REPORT)

    monkeypatch.setattr("extractor.readers.read", broken)
    monkeypatch.setenv("BAOCAO_DEBUG", debug)
    assert call(["text", str(tmp_path / "a.txt")]) == 1
    told = capsys.readouterr().err
    assert "ValueError, " in told
    assert "test_mask.py:" in told
    assert ("text.py:" in told) == bool(debug)
    assert [line for line in REPORT.split("\n") if line and line in told] == []


FORMS = "jsonl,xlsx,csv,parquet,sqlite,datapackage"


def test_a_masked_run_leaves_nothing_of_an_unmasked_one(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert baocao("convert", str(reports), "-o", str(out), "--to", FORMS, "-q").returncode == 0
    assert json.loads((out / "run.json").read_bytes())["masked"] is False
    assert {path.name for path in out.iterdir()} == EVERY
    (out / "ghi-chep.csv").write_text("of the user", encoding="utf-8")
    (out / "records.sqlite.part").write_text(REPORT, encoding="utf-8")
    done = baocao("convert", str(reports), "-o", str(out), "--mask")
    assert done.returncode == 0
    (said,) = [line for line in done.stderr.decode().splitlines() if "lần chạy trước" in line]
    for name in ("records.sqlite", "documents.csv", "figures.parquet", "datapackage.json"):
        assert name in said
    names = {*(f"{table}.jsonl" for table in TABLES), "run.json", "manifest.jsonl", "bao-cao.xlsx"}
    assert {path.name for path in out.iterdir()} == names | {"ghi-chep.csv"}
    assert json.loads((out / "run.json").read_bytes())["masked"] is True
    assert not [person for person in PERSONS if person in everything(out)]


def test_a_run_in_an_empty_folder_removes_nothing_and_says_nothing(reports: Path, tmp_path: Path) -> None:
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"))
    assert "lần chạy trước" not in done.stderr.decode()


def test_a_file_of_the_user_stays_under_the_name_of_a_result(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert baocao("convert", str(reports), "-o", str(out), "--to", "jsonl", "-q").returncode == 0
    (out / "citations.csv").write_text("of the user", encoding="utf-8")
    (out / "records.sqlite").write_text("of the user", encoding="utf-8")
    done = baocao("convert", str(reports), "-o", str(out), "--to", "jsonl", "--mask")
    assert (out / "citations.csv").read_text(encoding="utf-8") == "of the user"
    assert (out / "records.sqlite").read_text(encoding="utf-8") == "of the user"
    (said,) = [line for line in done.stderr.decode().splitlines() if "giữ nguyên" in line]
    assert "citations.csv, records.sqlite" in said


def test_an_account_that_cannot_be_read_lets_nothing_be_removed(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert baocao("convert", str(reports), "-o", str(out), "--to", "csv", "-q").returncode == 0
    (out / "run.json").write_text("{", encoding="utf-8")
    assert baocao("convert", str(reports), "-o", str(out), "--to", "jsonl", "-q").returncode == 0
    assert (out / "figures.csv").exists()


def test_a_report_with_the_name_of_a_result_is_never_removed(tmp_path: Path) -> None:
    report = tmp_path / "figures.csv"
    report.write_text("STT,Xã\n1,Tân An\n", encoding="utf-8")
    done = baocao("convert", str(report), "-o", str(tmp_path))
    assert done.returncode == 2
    assert "figures.csv" in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]
