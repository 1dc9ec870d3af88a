import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from extractor.cli import call
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.index import store
from extractor.pipeline import Options, Wanted, convert
from extractor.writers.cells import RUN
from tests.cli.calls import COMMAND, ROOT, baocao, environment
from tests.engines.planted import telling_modules
from tests.readers.zip_files import packed

CORPUS = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
HEAVY = {"pandas", "spacy", "xlsxwriter", "openpyxl", "rich"}
COUNTS = re.compile(r"Thêm (\d+) tệp, cập nhật (\d+), giữ nguyên (\d+), bỏ (\d+), không đọc được (\d+)\.")
HEAD = "UBND TỈNH HÀ TĨNH\nSỞ NỘI VỤ\n\nSố: {number}/BC-SNV\nHà Tĩnh, ngày 05 tháng 3 năm 2024\n\nBÁO CÁO\nKết quả\n\n"
BODY = "Thực hiện Quyết định số {serial}/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh, Sở đã rà soát 15 hồ sơ.\n"


def written(number: int, *serials: int) -> str:
    """A report that cites these decisions."""
    return HEAD.format(number=number) + "".join(BODY.format(serial=serial) for serial in serials)


def counts(told: bytes) -> tuple[int, ...]:
    """Files added, changed, unchanged, removed and failed, as stderr says."""
    found = COUNTS.search(told.decode())
    assert found, told.decode()
    return tuple(map(int, found.groups()))


def rows(path: Path, statement: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


class Said(NamedTuple):
    """What a call in this process gives, without workers."""

    returncode: int
    stdout: bytes
    stderr: bytes


@pytest.fixture
def here(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Said]:
    """A call of the command line in this process, where the rules are loaded once for all."""

    def called(verb: str, *args: str) -> Said:
        code = call([verb, *args, *(["-j", "0"] if verb == "cite" else [])])
        sys.stdout.flush()
        return Said(code, *capfdbinary.readouterr())

    return called


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "Báo cáo quý I"
    (folder / "huyện").mkdir(parents=True)
    (folder / "a.txt").write_text(written(1, 36, 37), encoding="utf-8")
    (folder / "huyện" / "b.txt").write_text(written(2, 36), encoding="utf-8")
    (folder / "c.zip").write_bytes(packed(("d.txt", written(3, 38)), ("e.txt", written(4, 38))))
    return folder


def test_an_index_is_kept_up_with_what_is_added_changed_and_gone(
    reports: Path, tmp_path: Path, here: Callable[..., Said]
) -> None:
    index = tmp_path / "new" / "vien-dan.sqlite"
    other = tmp_path / "other.txt"
    other.write_text(written(9, 99), encoding="utf-8")
    done = baocao("cite", str(reports), str(other), "-o", str(index))
    assert (done.returncode, done.stdout, counts(done.stderr)) == (0, b"", (5, 0, 0, 0, 0))
    assert "5 báo cáo, 4 văn bản được viện dẫn, 6 lần viện dẫn" in done.stderr.decode()

    assert counts(here("cite", str(reports), "-o", str(index)).stderr) == (0, 0, 4, 0, 0)

    (reports / "a.txt").write_text(written(1, 40), encoding="utf-8")
    (reports / "huyện" / "b.txt").rename(reports / "b.txt")
    (reports / "f.txt").write_text(written(5, 41), encoding="utf-8")
    (reports / "c.zip").write_bytes(packed(("e.txt", written(4, 38))))
    assert counts(here("cite", str(reports), "-o", str(index)).stderr) == (2, 1, 1, 2, 0)
    told = "SELECT path, work_title FROM citations ORDER BY path"
    title = "Quyết định {}/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh"
    assert rows(index, told) == [
        ("a.txt", title.format(40)),
        ("b.txt", title.format(36)),
        ("c.zip/e.txt", title.format(38)),
        ("f.txt", title.format(41)),
        ("other.txt", title.format(99)),
    ]
    assert rows(index, "SELECT count(*) FROM works") == [(5,)]

    for file in [*reports.glob("*.*")]:
        file.unlink()
    assert counts(here("cite", str(reports), "-o", str(index)).stderr) == (0, 0, 0, 4, 0)
    assert rows(index, told) == [("other.txt", title.format(99))]


def test_only_what_is_new_is_converted(reports: Path, tmp_path: Path) -> None:
    index = tmp_path / "c.sqlite"
    assert call(["cite", str(reports), "-o", str(index), "-j", "0", "-q"]) == 0
    (reports / "new.txt").write_text(written(6, 42), encoding="utf-8")
    script = (
        "import sys\n"
        "from extractor import pipeline\n"
        "from extractor.engines import worker\n"
        "def counted(data, path, *rest):\n"
        "    print(ascii(path))\n"
        "    return pipeline.convert(data, path, *rest)\n"
        "worker.convert = counted\n"
        "from extractor.cli import call\n"
        f"sys.exit(call(['cite', {str(reports)!r}, '-o', {str(index)!r}, '-j', '0', '-q', *sys.argv[1:]]))\n"
    )

    def converted(*more: str) -> list[str]:
        command = [COMMAND[0], "-c", script, *more]
        done = subprocess.run(command, capture_output=True, env=environment(), check=True)  # noqa: S603 - ours
        return done.stdout.decode().splitlines()

    assert converted() == ["'new.txt'"]
    assert converted() == []
    assert len(converted("--allow-classified")) == 5, "what decides the findings is another"
    assert len(converted()) == 5


def test_what_cannot_be_read_costs_itself_and_keeps_what_was_known(
    reports: Path, tmp_path: Path, here: Callable[..., Said]
) -> None:
    index = tmp_path / "c.sqlite"
    (reports / "bad.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 50)
    done = here("cite", str(reports), "-o", str(index))
    assert (done.returncode, counts(done.stderr)) == (1, (4, 0, 0, 0, 1))
    assert "bad.pdf: Tệp PDF bị hỏng" in done.stderr.decode()
    whole = (reports / "c.zip").read_bytes()
    (reports / "c.zip").write_bytes(whole[: len(whole) // 2])
    done = here("cite", str(reports), "-o", str(index))
    assert (done.returncode, counts(done.stderr)) == (1, (0, 0, 2, 0, 2))
    assert rows(index, "SELECT count(*) FROM reports") == [(4,)]
    assert [path for (path,) in rows(index, "SELECT path FROM unread")] == ["bad.pdf", "c.zip"]
    (reports / "c.zip").write_bytes(packed(("photo.jpg", b"")))
    assert counts(here("cite", str(reports), "-o", str(index)).stderr) == (0, 0, 2, 2, 2)
    (reports / "c.zip").write_bytes(whole)
    (reports / "bad.pdf").unlink()
    assert counts(here("cite", str(reports), "-o", str(index)).stderr) == (2, 0, 2, 2, 0)
    assert rows(index, "SELECT * FROM unread") == []


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
def test_a_folder_that_cannot_be_listed_is_not_gone(ordinary_user: Path) -> None:
    folder, index = ordinary_user / "in", ordinary_user / "c.sqlite"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.txt").write_text(written(1, 36), encoding="utf-8")
    assert call(["cite", str(folder), "-o", str(index), "-j", "0", "-q"]) == 0
    (folder / "inner").chmod(0)
    try:
        assert call(["cite", str(folder), "-o", str(index), "-j", "0", "-q"]) == 1
    finally:
        (folder / "inner").chmod(0o700)
    assert rows(index, "SELECT count(*) FROM mentions") == [(1,)]


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_standard_input_and_json_lines(jobs: str) -> None:
    text = written(1, 36).encode()
    done = baocao("cite", "-", "-o", "-", "-j", jobs, given=text)
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, line["path"], line["number"]) == (0, "-", "36/2023/QĐ-UBND")
    assert line["key"] == "36/2023/QĐ-UBND@tinh-ha-tinh"
    assert line["report_key"] == "1/BC-SNV@tinh-ha-tinh#2024"
    assert text.decode()[line["start"] : line["end"]] == line["text"]
    assert line["work_reports"] == 1


def test_any_number_of_workers_makes_the_same_index(reports: Path, tmp_path: Path) -> None:
    for jobs in ("0", "3"):
        assert (
            baocao("cite", str(reports), "-o", str(tmp_path / f"{jobs}.sqlite"), "-j", jobs).returncode == 0
        )
    assert (tmp_path / "0.sqlite").read_bytes() == (tmp_path / "3.sqlite").read_bytes()


def test_the_index_has_the_citations_of_convert(tmp_path: Path) -> None:
    files = CORPUS[:6]
    index = tmp_path / "c.sqlite"
    assert call(["cite", *map(str, files), "-o", str(index), "-q"]) == 0
    told = [convert(path.read_bytes(), path.name).records.citations for path in files]
    wanted = [
        (c.path, c.id, c.start, c.end, c.page, c.key, c.sentence)
        for cs in told
        for c in cs
        if c.kind != "self"
    ]
    fields = 'path, id, start, "end", page, key, sentence'
    assert sorted(rows(index, f"SELECT {fields} FROM citations")) == sorted(wanted)  # noqa: S608 - our names
    complete = {c.key for cs in told for c in cs if c.key_status == "complete" and c.kind != "self"}
    assert {key for (key,) in rows(index, "SELECT key FROM works")} == complete


def test_neither_pandas_nor_spacy_is_loaded_where_citations_are_found(tmp_path: Path) -> None:
    report = CORPUS[0]
    assert convert(report.read_bytes(), "x.txt").records.figures, "spaCy would be wanted for these"
    options = Options(wanted=Wanted.REFERENCES)
    inputs = discover([str(report)]).inputs
    (told,) = run(inputs, options, 1, Allowance(), telling_modules)
    assert not HEAVY & set(told.document.path.split())
    assert "regex" in told.document.path.split()
    (whole,) = run(inputs, Options(), 1, Allowance(), telling_modules)
    assert "spacy" in whole.document.path.split()
    script = (
        "import sys\n"
        "from extractor.cli import call\n"
        f"code = call(['cite', {str(report)!r}, '-o', {str(tmp_path / 'c.sqlite')!r}, '-q', '-j', sys.argv[1]])\n"
        f"code = code or call(['search', {str(tmp_path / 'c.sqlite')!r}, 'quyet dinh', '--json'])\n"
        "print(code, *{name.split('.')[0] for name in sys.modules}, file=sys.stderr)\n"
        "if __name__ != '__main__': raise SystemExit\n"
    )
    for jobs in ("0", "1"):
        command = [COMMAND[0], "-c", "if __name__ == '__main__':\n exec(" + repr(script) + ")", jobs]
        done = subprocess.run(command, capture_output=True, env=environment(), check=True)  # noqa: S603 - ours
        code, *modules = done.stderr.decode().split()
        assert code == "0"
        assert not HEAVY & set(modules)


@pytest.mark.parametrize(
    ("name", "told"), [("x.docx", "unknown_suffix"), ("x", "unknown_suffix"), ("a.csv", "out_is_report")]
)
def test_outputs_that_cannot_be_meant(
    tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("STT,Số\n1,5\n", encoding="utf-8")
    assert call(["cite", str(tmp_path), "-o", str(tmp_path / name), "-j", "0", "--lang", "en"]) == 2
    starts = {"unknown_suffix": "The end of its name", "out_is_report": "The output would replace"}
    assert capsys.readouterr().err.startswith(starts[told])
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "STT,Số\n1,5\n"


def test_nothing_to_read_makes_no_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert call(["cite", str(tmp_path / "in"), "-o", str(tmp_path / "c.sqlite"), "-j", "0"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_locked_index_is_exit_code_four(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.0)
    index = tmp_path / "c.sqlite"
    connection = sqlite3.connect(index, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert call(["cite", str(reports), "-o", str(index), "-j", "0"]) == 4
    finally:
        connection.close()
    assert "Chương trình khác đang ghi" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a single process")
def test_an_interrupted_run_keeps_what_is_done_and_removes_nothing(reports: Path, tmp_path: Path) -> None:
    index = tmp_path / "c.sqlite"
    assert call(["cite", str(reports), "-o", str(index), "-j", "0", "-q"]) == 0
    (reports / "a.txt").write_text(written(1, 40), encoding="utf-8")
    (reports / "huyện" / "b.txt").unlink()
    script = (
        "import os, signal, sys\n"
        "from extractor.cli import main\n"
        "from extractor.index.store import Store\n"
        "enter = Store.enter\n"
        "def interrupted(self, *given):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return enter(self, *given)\n"
        "Store.enter = interrupted\n"
        "if __name__ == '__main__':\n"
        f"    sys.argv[1:] = ['cite', {str(reports)!r}, '-o', {str(index)!r}]\n"
        "    main()\n"
    )
    done = subprocess.run([COMMAND[0], "-c", script], capture_output=True, env=environment(), check=False)  # noqa: S603 - ours
    assert (done.returncode, counts(done.stderr)) == (130, (0, 1, 0, 0, 0))
    assert b"Traceback" not in done.stderr
    found = rows(index, "SELECT path, number FROM citations ORDER BY path")
    assert [number[:2] for _, number in found] == ["40", "38", "38", "36"]
    assert rows(index, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("kill_at", ["commit", "_refresh", "remove"])
def test_a_process_that_is_killed_leaves_a_whole_index(reports: Path, tmp_path: Path, kill_at: str) -> None:
    index = tmp_path / "c.sqlite"
    assert call(["cite", str(reports), "-o", str(index), "-j", "0", "-q"]) == 0
    before = rows(index, "SELECT path, number FROM citations ORDER BY path, start")
    (reports / "a.txt").write_text(written(1, *range(40, 60)), encoding="utf-8")
    script = (
        "import os, sys\n"
        "from extractor.cli import main\n"
        "from extractor.index.store import Store\n"
        f"Store.{kill_at} = lambda self, *given: os._exit(9)\n"
        f"sys.argv[1:] = ['cite', {str(reports)!r}, '-o', {str(index)!r}, '-j', '0']\n"
        "main()\n"
    )
    done = subprocess.run([COMMAND[0], "-c", script], capture_output=True, env=environment(), check=False)  # noqa: S603 - ours
    assert done.returncode == 9
    assert baocao("search", str(index), "36").returncode == 0
    assert rows(index, "SELECT path, number FROM citations ORDER BY path, start") == before
    assert counts(baocao("cite", str(reports), "-o", str(index)).stderr) == (0, 1, 3, 0, 0)


HOSTILE = (
    HEAD.format(number=7)
    + '=HYPERLINK("http://example.test","x") Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh về '
    + "<script>alert(1)</script> \x1b[31mđỏ\x1b]0;tên\x07 \u202egạt\u202c.\n\n"
    + "- Nghị định số 61/2018/NĐ-CP của Chính phủ về +SUM(1)|cmd.\n\n@SUM(1) Luật Đất đai \x9b31m.\n\n"
    + "<r>Chỉ thị số 05/CT-TTg ngày 23/5/2018 của Thủ tướng Chính phủ</r>\n"
)
NAMES = ("../../x.txt", "=cmd|x.txt", "\x1b[31mred.txt", "a\nb.txt", "-rf.txt", "\u202etxt.exe.txt")
READ_AS = ("x.txt", "=cmd|x.txt", "?[31mred.txt", "a?b.txt", "-rf.txt", "?txt.exe.txt")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "deep" / "deeper" / "in"
    folder.mkdir(parents=True)
    (folder / "a.zip").write_bytes(packed(*((name, HOSTILE + name) for name in NAMES)))
    return folder


def test_hostile_text_does_nothing_in_a_terminal(
    hostile: Path, tmp_path: Path, here: Callable[..., Said]
) -> None:
    index = tmp_path / "c.sqlite"
    (hostile / "\x1b[31mbad.pdf").write_bytes(b"%PDF-1.7")
    calls = [here("cite", str(hostile), "-o", str(index)), here("cite", str(hostile), "-o", "-")]
    for typed in ("", "36", "luat dat dai", "script", "\x1b[31m"):
        calls += [
            here("search", str(index), typed, "--mentions"),
            here("search", str(index), typed, "--json", "--mentions"),
        ]
    for done in calls:
        assert done.returncode in {0, 1}
        for said in (done.stdout, done.stderr):
            assert not STEERING.search(said.decode())
    told = [json.loads(line) for line in calls[1].stdout.splitlines()]
    assert {"\x1b" in line["sentence"] for line in told} == {True, False}, "programs get what is printed"
    assert {line["path"] for line in told} == {f"a.zip/{name}" for name in READ_AS}
    places = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert places == {"c.sqlite", "deep/deeper/in/a.zip", "deep/deeper/in/\x1b[31mbad.pdf"}
    assert counts(here("cite", str(hostile), "-o", str(index)).stderr) == (0, 0, len(NAMES), 0, 1)
    (hostile / "a.zip").unlink()
    assert counts(here("cite", str(hostile), "-o", str(index)).stderr) == (0, 0, 0, len(NAMES), 1)


def test_no_spreadsheet_runs_what_a_report_says(
    hostile: Path, tmp_path: Path, here: Callable[..., Said]
) -> None:
    for name in ("x.csv", "x.xlsx"):
        assert here("cite", str(hostile), "-o", str(tmp_path / name), "-q").returncode == 0
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(table) == len(NAMES) * 4
    assert not [value for row in table for value in row.values() if value.startswith(RUN)]
    assert any(row["sentence"].startswith("'=HYPERLINK(") for row in table)
    assert {row["key"] for row in table} >= {"36/2023/QĐ-UBND@tinh-ha-tinh", "61/2018/NĐ-CP"}
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    sheets = ["Văn bản được viện dẫn", "Tên gọi chưa rõ văn bản", "Các lần viện dẫn", "Báo cáo"]
    assert book.sheetnames == sheets
    assert [row[0] for row in book[sheets[1]].iter_rows(values_only=True)] == ["Văn bản", "Luật Đất đai"]
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [cell.value for cell in book["Báo cáo"][1]][:3] == ["Tệp", "Văn bản", "Số, ký hiệu"]
    assert any(str(cell.value).startswith('=HYPERLINK("http') for cell in cells), "as printed"
    assert not [row for row in book["Các lần viện dẫn"].iter_rows(values_only=True) if row[0] == ""]


def test_a_listing_is_made_anew_and_an_error_leaves_the_one_before(reports: Path, tmp_path: Path) -> None:
    listing = tmp_path / "x.jsonl"
    assert call(["cite", str(reports), "-o", str(listing), "-j", "0", "-q"]) == 0
    assert len(listing.read_bytes().splitlines()) == 5
    for file in (reports / "huyện" / "b.txt", reports / "c.zip"):
        file.unlink()
    assert call(["cite", str(reports), "-o", str(listing), "-j", "0", "-q"]) == 0
    first = listing.read_bytes()
    assert len(first.splitlines()) == 2
    assert call(["cite", str(reports), "-o", str(listing), "-j", "0", "-q", "--patterns", "none"]) != 0
    assert listing.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
