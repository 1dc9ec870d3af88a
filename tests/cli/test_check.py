"""`baocao check` and `baocao rules unmatched` as a user calls them."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calls import baocao

HEAD = "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nAn Giang, ngày 05 tháng {month} năm 2024\n\nBÁO CÁO\n"
TITLE = "Kết quả kiểm soát thủ tục hành chính quý {quarter} năm 2024\n\n"
FIRST = (HEAD + TITLE).format(month="4", quarter="I") + "- Đang giải quyết: 67 hồ sơ.\n"
SECOND = (HEAD + TITLE).format(month="7", quarter="II") + (
    "- Hồ sơ từ kỳ trước chuyển qua: 76 hồ sơ.\n- Có 05 xã, gồm: Bình Sơn, Tân Hòa.\n"
    "- Số liệu chi tiết ở Phụ lục 02 kèm theo.\n- Số cây xanh trồng mới: 12 cây.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "Báo cáo"
    folder.mkdir()
    (folder / "q1.txt").write_text(FIRST, encoding="utf-8")
    (folder / "q2.txt").write_text(SECOND, encoding="utf-8")
    return folder


def test_findings_are_told_below_their_report_with_those_between_reports(reports: Path) -> None:
    done = baocao("check", str(reports))
    assert done.returncode == 0
    first, second, *lines = done.stdout.decode().splitlines()
    assert (first, second) == ("q1.txt: 0 chỗ cần xem", "q2.txt: 2 chỗ cần xem")
    assert lines[0] == "  [Cần xem lại] Ghi 5 xã nhưng liệt kê 2."
    assert lines[1].startswith("  [Lỗi] ")
    assert "(q1.txt) là 67" in lines[1]


@pytest.mark.parametrize(
    ("severity", "rules"),
    [
        ("error", ["CARRY_FORWARD"]),
        ("warning", ["COUNT", "CARRY_FORWARD"]),
        ("info", ["COUNT", "ANNEX", "CARRY_FORWARD"]),
    ],
)
def test_severity_is_the_lightest_weight_that_is_told(reports: Path, severity: str, rules: list[str]) -> None:
    done = baocao("check", str(reports), "--format", "json", "--severity", severity)
    assert [doubt["rule"] for doubt in json.loads(done.stdout)] == rules


def test_a_sheet_has_a_row_for_each_finding(reports: Path, tmp_path: Path) -> None:
    done = baocao("check", str(reports), "--format", "xlsx", "-o", str(tmp_path / "phieu.xlsx"))
    assert (done.returncode, done.stdout) == (0, b"")
    sheet = openpyxl.load_workbook(tmp_path / "phieu.xlsx").active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [(row[0], row[2], row[4], row[7], row[8]) for row in rows] == [
        ("1", "q2.txt", "Cần xem lại", "5", "2"),
        ("2", "q2.txt", "Lỗi", "76", "67"),
    ]


def test_a_sheet_needs_a_name(reports: Path) -> None:
    done = baocao("check", str(reports), "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "-o" in done.stderr.decode()


def test_reports_and_weights_are_named_in_the_language_of_the_call(reports: Path) -> None:
    told = baocao("check", str(reports), "--lang", "en").stdout.decode()
    assert "q2.txt: 2 findings" in told
    assert "  [Warning] " in told


def test_a_report_that_cannot_be_read_is_named_and_costs_only_itself(reports: Path) -> None:
    (reports / "hong.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 50)
    done = baocao("check", str(reports))
    assert done.returncode == 1
    assert "q2.txt: 2 chỗ cần xem" in done.stdout.decode()
    assert "hong.pdf: không đọc được" in done.stderr.decode()


def test_without_reports_the_call_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "rong").mkdir()
    assert baocao("check", str(tmp_path / "rong")).returncode == 2
    assert baocao("check", str(tmp_path / "khong-co")).returncode == 2


def test_labels_without_an_indicator_are_printed_as_rows(reports: Path, tmp_path: Path) -> None:
    assert baocao("convert", str(reports), "-o", str(tmp_path / "out"), "--to", "jsonl", "-q").returncode == 0
    done = baocao("rules", "unmatched", str(tmp_path / "out"))
    assert done.returncode == 0
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [
        "MOI.SO_CAY_XANH_TRONG_MOI",
        *["Số cây xanh trồng mới"] * 2,
        *("cay", "sum", "", "", "Số cây xanh trồng mới: 12"),
    ] in rows
    assert {len(row) for row in rows} == {8}


def test_a_folder_without_results_is_a_wrong_call(tmp_path: Path) -> None:
    done = baocao("rules", "unmatched", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "baocao convert" in done.stderr.decode()
