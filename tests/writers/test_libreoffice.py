"""The workbook as another program opens it."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calls import ROOT, baocao

EVIL = '=HYPERLINK("http://example.invalid";"x")'


@pytest.mark.needs("soffice", "libreoffice-calc")
def test_libreoffice_reads_the_same_cells_and_runs_no_text_as_a_formula(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    report = (ROOT / "corpus" / "reports" / "02-xa-tam-nong-tthc-quy-3-2025.txt").read_text(encoding="utf-8")
    (tmp_path / "in" / "a.txt").write_text(f"{report}\n- {EVIL}: 12 hồ sơ.\n", encoding="utf-8")
    assert baocao("convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-q").returncode == 0
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(  # noqa: S603 - LibreOffice, on a file of ours
        [*command, "--outdir", str(tmp_path / "again"), str(tmp_path / "out" / "bao-cao.xlsx")],
        check=True,
        capture_output=True,
    )
    ours = openpyxl.load_workbook(tmp_path / "out" / "bao-cao.xlsx")
    theirs = openpyxl.load_workbook(tmp_path / "again" / "bao-cao.xlsx")
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours:
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        again = [[cell.value for cell in row] for row in theirs[sheet.title].iter_rows()]
        assert [row[: len(cells[0])] for row in again[: len(cells)]] == cells, sheet.title
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
