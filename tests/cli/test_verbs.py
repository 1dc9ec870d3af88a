import json
import os
import re
import signal
import subprocess
from pathlib import Path

import openpyxl
import pytest

from extractor.records import TABLES
from extractor.text.visible import in_a_line, visible
from tests.cli.calls import COMMAND, baocao, environment
from tests.readers.sheet_files import rows, xlsx
from tests.readers.zip_files import packed

REPORT = "ỦY BAN NHÂN DÂN\r\nBÁO CÁO\nTrong tháng đã tiếp nhận 15 hồ sơ.\n"
BROKEN = b"%PDF-1.7\n" + b"\x00\xff" * 50
RENDERED = Path(__file__).parents[2] / "corpus" / "rendered"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "Báo cáo quý I"
    (folder / "huyện").mkdir(parents=True)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8", newline="")
    (folder / "huyện" / "a.txt").write_text(REPORT, encoding="utf-8", newline="")
    (folder / "b.txt").write_text("Báo cáo khác", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "bao-cao.xlsx"}


def test_convert_writes_every_table_and_a_workbook(reports: Path, tmp_path: Path) -> None:
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (0, b"")
    assert "Đã đọc: 3 tệp." in done.stderr.decode()
    assert "Bỏ qua: 1 tệp" in done.stderr.decode()
    assert "bao-cao.xlsx" in done.stderr.decode()
    names = {*(f"{table}.jsonl" for table in TABLES), "run.json", "manifest.jsonl", "bao-cao.xlsx"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    assert [(d["path"], d["duplicate_of"]) for d in documents] == [
        *(("a.txt", None), ("b.txt", None), ("huyện/a.txt", "a.txt"))
    ]
    assert openpyxl.load_workbook(tmp_path / "out" / "bao-cao.xlsx").sheetnames[0] == "Văn bản"


def test_any_number_of_workers_writes_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    for jobs in ("0", "1", "3"):
        assert baocao("convert", str(reports), "-o", str(tmp_path / jobs), "-j", jobs, "-q").returncode == 0
    assert contents(tmp_path / "0") == contents(tmp_path / "1") == contents(tmp_path / "3")
    assert baocao("convert", str(reports), "-o", str(tmp_path / "3"), "-q").returncode == 0
    assert contents(tmp_path / "0") == contents(tmp_path / "3")


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_profile_says_what_each_stage_took_and_changes_no_record(
    reports: Path, tmp_path: Path, jobs: str
) -> None:
    plain, profiled = tmp_path / "plain", tmp_path / "profiled"
    assert "CPU" not in baocao("convert", str(reports), "-o", str(plain), "-j", jobs).stderr.decode()
    done = baocao("convert", str(reports), "-o", str(profiled), "-j", jobs, "-q", "--profile")
    assert done.stdout == b""
    table = re.findall(r"^  (.+?) +(\d+,\d+) s +(\d+,\d)%$", done.stderr.decode(), re.MULTILINE)
    seconds = {name: float(taken.replace(",", ".")) for name, taken, _ in table}
    assert {"đọc tệp", "chuẩn hóa chữ", "phân loại số", "số liệu", "ghi kết quả"} <= set(seconds)
    total = seconds.pop("tổng cộng")
    assert total == pytest.approx(sum(seconds.values()), abs=0.005 * (len(seconds) + 1))
    assert {name: data for name, data in contents(plain).items() if name != "run.json"} == {
        name: data for name, data in contents(profiled).items() if name != "run.json"
    }


def test_profile_speaks_the_language_of_the_call(reports: Path, tmp_path: Path) -> None:
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"), "-q", "--profile", "--lang", "en")
    assert re.search(r"^  reading the file +\d+\.\d\d s +\d+\.\d%$", done.stderr.decode(), re.MULTILINE)


def test_a_bad_file_costs_that_file(reports: Path, tmp_path: Path) -> None:
    (reports / "bad.pdf").write_bytes(BROKEN)
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"))
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "Không đọc được: 1 tệp." in told
    assert "bad.pdf: Tệp PDF bị hỏng" in told
    problem = json.loads((tmp_path / "out" / "problems.jsonl").read_text(encoding="utf-8"))
    assert (problem["path"], problem["code"]) == ("bad.pdf", "pdf_broken")
    run = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert run["counts"]["by_status"] == {"failed": 1, "ok": 3}


def test_fail_fast_stops_and_says_that_it_is_incomplete(reports: Path, tmp_path: Path) -> None:
    (reports / "aa.pdf").write_bytes(BROKEN)
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"), "-x", "--to", "jsonl", "-q")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["complete"] is False
    assert not (tmp_path / "out" / "bao-cao.xlsx").exists()


def test_dry_run_lists_and_writes_nothing(reports: Path, tmp_path: Path) -> None:
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"), "-n")
    assert done.stdout.decode().splitlines() == ["a.txt", "b.txt", "huyện/a.txt"]
    assert not (tmp_path / "out").exists()


def test_standard_input(tmp_path: Path) -> None:
    done = baocao("convert", "-", "-o", str(tmp_path / "out"), "-q", given=REPORT.encode())
    assert done.returncode == 0
    document = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert (document["path"], document["chars"]) == ("-", len(REPORT))


def test_standard_input_may_be_a_workbook_or_an_archive(tmp_path: Path) -> None:
    book = xlsx(rows(["STT", "Tên", "Số"], [1, "Sở", 5]))
    assert baocao("text", "-", given=book).stdout.decode() == "Biểu 1\nSTT\tTên\tSố\n1\tSở\t5\n"
    given = packed(("a.txt", REPORT), ("in.zip", packed(("b.xlsx", book), ("c.pdf", BROKEN))), ("d.jpg", ""))
    done = baocao("convert", "-", "-o", str(tmp_path / "out"), given=given)
    assert done.returncode == 1
    assert "Bỏ qua: 1 tệp" in done.stderr.decode()
    lines = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert {line["path"]: line["status"] for line in map(json.loads, lines)} == {
        "-/a.txt": "ok",
        "-/in.zip/b.xlsx": "ok",
        "-/in.zip/c.pdf": "failed",
    }
    told = baocao("text", "-", given=given)
    assert (told.returncode, told.stdout) == (1, b"")
    assert "baocao convert" in told.stderr.decode()


def test_exit_codes_of_wrong_calls(reports: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "x.toml").write_text("[[rule]]\nid = 1\n")
    calls = {
        ("convert", str(tmp_path / "nothing"), "-o", out): 2,
        ("convert", str(tmp_path / "empty"), "-o", out): 2,
        ("convert", str(reports), "-o", str(reports)): 2,
        ("convert", str(reports), "-o", out, "--to", "parquets"): 2,
        ("convert", str(reports)): 2,
        ("nothing",): 2,
        ("convert", str(reports), "-o", str(tmp_path / "file")): 4,
        ("convert", str(reports), "-o", out, "--patterns", str(tmp_path / "patterns")): 5,
        ("rules", "check", "--patterns", str(tmp_path / "patterns")): 5,
        ("rules", "check", "--patterns", str(tmp_path / "none")): 5,
    }
    for args, code in calls.items():
        done = baocao(*args)
        assert (done.returncode, done.stdout) == (code, b""), args
        assert done.stderr, args
        assert b"Traceback" not in done.stderr, args


def test_a_missing_library_is_named(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "xlsxwriter.py").write_text("raise ModuleNotFoundError(name='xlsxwriter')")
    path = os.pathsep.join([str(tmp_path / "without"), environment()["PYTHONPATH"]])
    done = baocao("convert", str(reports), "-o", str(tmp_path / "out"), variables={"PYTHONPATH": path})
    assert done.returncode == 3
    assert b"xlsxwriter" in done.stderr
    assert b"pip install" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a single process")
def test_an_interrupted_run_keeps_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{number}", encoding="utf-8")
    script = (
        "import os, signal, sys\n"
        "from extractor.cli import main\n"
        "from extractor.cli.outcome import Summary\n"
        "add = Summary.add\n"
        "def interrupted(self, result):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    add(self, result)\n"
        "Summary.add = interrupted\n"
        "if __name__ == '__main__':\n"
        f"    sys.argv[1:] = ['convert', {str(tmp_path / 'in')!r}, '-o', {str(tmp_path / 'out')!r}]\n"
        "    main()\n"
    )
    done = subprocess.run(  # noqa: S603 - ours
        [COMMAND[0], "-c", script], capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert len((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["complete"] is False


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a single process")
def test_an_interrupt_ends_the_workers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    script = (
        "import signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "from extractor.engines.inputs import Input\n"
        "from extractor.engines.local import run\n"
        "from extractor.pipeline import Options\n"
        "from tests.engines.planted import planted\n"
        "if __name__ == '__main__':\n"
        "    inputs = [Input(path=path, source=b'') for path in ('a', 'hang', 'b')]\n"
        "    for result in run(inputs, Options(), 1, work=planted):\n"
        "        print(result.document.path, flush=True)\n"
    )
    with subprocess.Popen(  # noqa: S603 - ours
        [COMMAND[0], "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"a\n"
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode != 0


def test_text_is_what_offsets_refer_to(reports: Path, tmp_path: Path) -> None:
    assert baocao("text", str(reports / "a.txt")).stdout == REPORT.encode()
    assert baocao("text", "-", given=REPORT.encode()).stdout == REPORT.encode()
    baocao("text", str(reports / "a.txt"), "-o", str(tmp_path / "raw.txt"))
    assert (tmp_path / "raw.txt").read_bytes() == REPORT.encode()
    (tmp_path / "bad.pdf").write_bytes(BROKEN)
    done = baocao("text", str(tmp_path / "bad.pdf"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "Tệp PDF bị hỏng" in done.stderr.decode()
    assert baocao("text", str(tmp_path / "nothing")).returncode == 2


def test_show_names_fields_and_speaks_json(reports: Path) -> None:
    done = baocao("show", str(reports / "a.txt"))
    assert done.returncode == 0
    assert f"Số ký tự\t{len(REPORT)}" in done.stdout.decode()
    shown = json.loads(baocao("show", str(reports / "a.txt"), "--json").stdout)
    assert list(shown) == list(TABLES)
    assert shown["documents"][0]["chars"] == len(REPORT)
    assert baocao("show", str(reports)).returncode == 2


@pytest.mark.parametrize(
    ("name", "page"), [("01-huyen-huu-lung-cchc-thang-10-2024.pdf", "99"), ("a.txt", "1")]
)
def test_a_page_that_there_is_not_is_a_wrong_call(reports: Path, name: str, page: str) -> None:
    file = RENDERED / name if name.endswith(".pdf") else reports / name
    done = baocao("show", str(file), "--page", page)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--page" in done.stderr.decode()


def test_show_tells_the_outline_as_lines() -> None:
    shown = baocao("show", str(RENDERED / "01-huyen-huu-lung-cchc-thang-10-2024.pdf")).stdout.decode()
    assert "\n  1. Việc ban hành văn bản\ttrang 1 · 714–738\n" in shown
    assert "\nI. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH\t" in shown
    assert '{"path"' not in shown


def test_show_escapes_what_would_steer_a_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\n") == "a\\x1b[31mb\\u202ec\n"
    assert in_a_line(" a\n\tb\x0bc ") == "a b c"


def test_rules_are_listed_checked_and_tried() -> None:
    listed = json.loads(baocao("rules", "list", "--json").stdout)
    assert listed
    assert all(rule["source"] and rule["examples"] for rule in listed)
    assert len(baocao("rules", "list").stdout.decode().splitlines()) == len(listed)
    assert baocao("rules", "check").returncode == 0
    rule = listed[0]
    tried = baocao("rules", "try", rule["examples"][0]).stdout.decode().splitlines()
    assert rule["id"] in [line.split("\t")[2] for line in tried]


def test_schema_of_all_tables_and_of_one() -> None:
    schema = json.loads(baocao("schema").stdout)
    assert list(schema["properties"]) == list(TABLES)
    one = json.loads(baocao("schema", "--table", "problems").stdout)
    assert list(one["$defs"]) == ["ProblemRecord"]
    assert baocao("schema", "--table", "nothing").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="a pipeline of a POSIX shell")
def test_a_reader_that_has_enough_is_no_error() -> None:
    command = " ".join([*COMMAND, "schema", "|", "head", "-1"])
    done = subprocess.run(  # noqa: S602 - ours
        command, shell=True, capture_output=True, env=environment(), check=False
    )
    assert (done.stdout, done.stderr) == (b"{\n", b"")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("convert", "--nope"), "Không có tùy chọn --nope.\nXem cách viết bằng: baocao convert -h"),
        (("convrt",), "Không có lệnh convrt.\nXem cách viết bằng: baocao -h"),
        (("check",), "Lệnh còn thiếu REPORTS.\nXem cách viết bằng: baocao check -h"),
        (("check", "x", "--severity", "bad"), "--severity chỉ nhận: info, warning, error"),
        (("convert", "x", "--jobs", "many"), "-j/--jobs cần một giá trị khác"),
        (("convert", "x", "--jobs"), "--jobs cần một giá trị khác"),
        (("show", "a", "b"), "Lệnh có chỗ thừa"),
        (("--lang", "en", "convrt"), "There is no verb convrt."),
    ],
)
def test_a_wrong_call_is_told_in_the_language_of_the_call(args: tuple[str, ...], said: str) -> None:
    done = baocao(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode().replace("\r\n", "\n")
    assert b"Usage:" not in done.stderr
