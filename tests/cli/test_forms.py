"""Forms of output of a whole run: files, standard output, what is missing, what is the same every time."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import msgspec
import pytest

from extractor.cli.schema import json_schema
from extractor.records import TABLES, Records
from tests.cli.calls import COMMAND, baocao, environment

REPORT = "ỦY BAN NHÂN DÂN\nBÁO CÁO\nTrong tháng đã tiếp nhận 15 hồ sơ theo Quyết định số 12/QĐ-UBND.\n"
ALL = "jsonl,xlsx,csv,parquet,sqlite,datapackage"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{REPORT}Xã {name}", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_of_every_form_is_the_same_from_run_to_run(reports: Path, tmp_path: Path) -> None:
    runs = []
    for jobs in ("1", "3"):
        out = tmp_path / jobs
        assert baocao("convert", str(reports), "-o", str(out), "--to", ALL, "-j", jobs, "-q").returncode == 0
        runs.append(contents(out))
    assert len(runs[0]) == 3 * len(TABLES) + 5
    assert [name for name, data in runs[0].items() if runs[1][name] != data] == []


def test_a_workbook_says_no_time(reports: Path, tmp_path: Path) -> None:
    assert baocao("convert", str(reports), "-o", str(tmp_path / "out"), "-q").returncode == 0
    book = zipfile.ZipFile(tmp_path / "out" / "bao-cao.xlsx")
    assert {part.date_time[0] for part in book.infolist()} == {1980}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml"))) == {
        b"1980-01-01T00:00:00Z"
    }


def test_standard_output_carries_a_line_a_report_that_fits_the_schema(reports: Path) -> None:
    done = baocao("convert", str(reports), "-o", "-")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert [json.loads(line)["documents"][0]["path"] for line in lines] == ["a.txt", "b.txt", "c.txt"]
    assert list(json.loads(lines[0])) == list(json_schema()["properties"])
    assert msgspec.json.decode(lines[0], type=Records).figures[0].value == "15"
    assert "Đã đọc: 3 tệp." in done.stderr.decode()
    assert "Kết quả" not in done.stderr.decode()


def test_standard_output_carries_one_table(reports: Path, tmp_path: Path) -> None:
    baocao("convert", str(reports), "-o", str(tmp_path / "out"), "--to", "csv", "-q")
    for form in ("jsonl", "csv"):
        done = baocao("convert", str(reports), "-o", "-", "--to", form, "--table", "figures", "-q")
        assert done.stdout == (tmp_path / "out" / f"figures.{form}").read_bytes()
    assert baocao("convert", "-", "-o", "-", "--table", "documents", "-q", given=REPORT.encode()).stdout


@pytest.mark.parametrize(
    "args",
    [
        ("-o", "-", "--to", "xlsx"),
        ("-o", "-", "--to", "jsonl,csv", "--table", "figures"),
        ("-o", "-", "--to", "csv"),
        ("-o", "out", "--table", "figures"),
        ("-o", "out", "--excel"),
    ],
)
def test_what_does_not_go_together_is_said_before_anything_is_read(
    reports: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    done = baocao("convert", str(reports), *args, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="a pipeline of a POSIX shell")
def test_a_closed_pipe_is_quiet(reports: Path) -> None:
    for number in range(200):
        (reports / f"{number}.txt").write_text(REPORT * 20 + str(number), encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - ours
        [*COMMAND, "convert", str(reports), "-o", "-", "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_said(reports: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - ours
            [*COMMAND, "convert", str(reports), "-o", "-", "-q"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_parquet_without_pyarrow_says_what_to_install(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "without" / "pyarrow").mkdir(parents=True)
    (tmp_path / "without" / "pyarrow" / "__init__.py").write_text("raise ModuleNotFoundError(name='pyarrow')")
    path = os.pathsep.join([str(tmp_path / "without"), environment()["PYTHONPATH"]])
    out = tmp_path / "out"
    done = baocao("convert", str(reports), "-o", str(out), "--to", "parquet", variables={"PYTHONPATH": path})
    assert done.returncode == 3
    assert b"pip install pyarrow" in done.stderr
    assert list(out.iterdir()) == []
    done = baocao(
        "convert", str(reports), "-o", str(out), "--to", "csv", "-q", variables={"PYTHONPATH": path}
    )
    assert done.returncode == 0
