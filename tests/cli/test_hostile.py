"""Text of a report that would like to be more than text."""

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calls import baocao
from tests.readers.zip_files import packed
from tests.writers.made import HOSTILE

FORMS = "jsonl,xlsx,csv,parquet,sqlite,datapackage"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Reports whose texts, cells and names are attacks."""
    text = "\n".join(["BÁO CÁO", *(f"- {one} đã tiếp nhận 15 hồ sơ." for one in HOSTILE), *HOSTILE])
    table = "\n".join(
        ["STT\tTên\tSố hồ sơ", *(f"{n}\t{one.strip()}\t{n}" for n, one in enumerate(HOSTILE, 1))]
    )
    path = tmp_path / "in.zip"
    path.write_bytes(
        packed(("../../x.txt", text), ('=HYPERLINK("http:x").csv', table), ("\x1b[31m.txt", text))
    )
    return path


def test_it_does_nothing_in_any_file(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "er" / "out"
    done = baocao("convert", str(archive), "-o", str(out), "--to", FORMS, "--excel")
    assert done.returncode == 0
    assert b"\x1b" not in done.stderr
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.parent != out
    ) == [*("deep", "deep/er", "deep/er/out", "in.zip")]
    book = openpyxl.load_workbook(out / "bao-cao.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert any("=HYPERLINK" in str(cell.value) for cell in cells)
    parts = zipfile.ZipFile(out / "bao-cao.xlsx")
    assert not any(b"<f>" in parts.read(name) or b"\x1b" in parts.read(name) for name in parts.namelist())
    with closing(sqlite3.connect(out / "records.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM figures").fetchone()[0] > 0
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("verb", [("show",), ("check", "--severity", "info")])
def test_a_terminal_is_not_steered_by_a_report(verb: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "\n".join(f"- {one} 15 hồ sơ, trong đó 9 hồ sơ" for one in HOSTILE), encoding="utf-8", newline=""
    )
    done = baocao(*verb, str(path))
    assert b"\x1b" not in done.stdout + done.stderr
