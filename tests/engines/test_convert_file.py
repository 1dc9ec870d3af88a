import os
from functools import partial
from pathlib import Path

import pytest

from extractor.engines.collect import tables, without_copies
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.engines.worker import UNCHANGED, convert_file
from extractor.pipeline import Options, Result
from extractor.readers.limits import Limits
from extractor.records import TABLES, DocumentRecord

REPORT = "ỦY BAN NHÂN DÂN\nBÁO CÁO\nTrong tháng đã tiếp nhận 15 hồ sơ.\n"


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems if problem.severity == "error"]


def test_a_file_is_converted_under_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    result = convert_file(str(tmp_path / "a.txt"), "sub/a.txt", Options())
    assert (result.document.path, result.document.status) == ("sub/a.txt", "ok")
    assert result == convert_file(REPORT.encode(), "sub/a.txt", Options())


def test_files_that_cannot_be_had_fail_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    small = Options(limits=Limits(bytes=100))
    assert codes(convert_file(str(tmp_path / "none.txt"), "none.txt", small)) == ["file_gone"]
    assert codes(convert_file(str(tmp_path), "folder", small)) == ["not_a_file"]
    assert codes(convert_file(str(tmp_path / "large.txt"), "large.txt", small)) == ["too_large"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_and_an_endless_device_cost_one_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    inputs = discover([str(tmp_path)]).inputs
    found = {result.document.path: codes(result) for result in run(inputs, Options(), 2, Allowance())}
    assert found == {"fifo.txt": ["not_a_file"], "good.txt": [], "zero.txt": ["not_a_file"]}


def test_a_copy_names_the_first_and_repeats_nothing(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text("khác" if name == "c.txt" else REPORT, encoding="utf-8")
    for name in ("x.txt", "y.txt"):
        (tmp_path / name).touch()
    results = without_copies(run(discover([str(tmp_path)]).inputs, Options(), 0))
    found = {result.document.path: result for result in results}
    assert {path: result.document.duplicate_of for path, result in found.items()} == {
        "a.txt": None,
        "b.txt": "a.txt",
        "c.txt": None,
        "x.txt": None,
        "y.txt": "x.txt",
    }
    copy = tables(found["b.txt"])
    assert list(copy) == list(TABLES)
    assert [table for table, rows in copy.items() if rows] == ["documents"]
    assert copy["documents"][0].doc_id == found["a.txt"].document.doc_id  # type: ignore[attr-defined] # a DocumentRecord
    assert codes(found["y.txt"]) == codes(found["x.txt"]) == ["empty_file"]


def test_a_file_whose_bytes_are_known_is_not_converted_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    inputs = discover([str(tmp_path)]).inputs
    (first,) = run(inputs, Options(), 0)
    for jobs in (0, 1):
        work = partial(convert_file, known={first.document.doc_id})
        (again,) = run(inputs, Options(), jobs, work=work)
        assert again == Result(
            document=DocumentRecord(doc_id=first.document.doc_id, path="a.txt", status=UNCHANGED)
        )
    assert convert_file(str(tmp_path / "a.txt"), "a.txt", Options(), {"sha256:other"}) == first
