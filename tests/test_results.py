"""Results of an earlier run, read back."""

from pathlib import Path

import msgspec
import pytest

from extractor.errors import ExitCode, UsageError
from extractor.records import DocumentRecord, FigureRecord
from extractor.results import Stored


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = [FigureRecord(id="f1", value="12", pair=("f2",)), FigureRecord(id="f2", text="không")]
    lines = b"\n\n".join(map(msgspec.json.encode, written))
    (tmp_path / "figures.jsonl").write_bytes(lines)
    assert list(Stored([tmp_path], "figures", FigureRecord)) == written


def test_a_folder_without_the_table_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no_results") as caught:
        list(Stored([tmp_path], "figures", FigureRecord))
    assert caught.value.exit_code == ExitCode.USAGE
    assert caught.value.values == {"folder": tmp_path}


def test_a_damaged_table_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "figures.jsonl").write_text('{"id":"f1"}\n{"id":\n', "utf-8")
    with pytest.raises(UsageError, match="damaged_results") as caught:
        list(Stored([tmp_path], "figures", FigureRecord))
    assert caught.value.values == {"path": tmp_path / "figures.jsonl", "line": 2}


def test_files_of_one_name_in_two_runs_are_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "documents.jsonl").write_bytes(
            msgspec.json.encode(DocumentRecord(path="01.docx", duplicate_of="02.docx"))
        )
    found = Stored([tmp_path / "a", tmp_path / "b"], "documents", DocumentRecord)
    assert [one.path for one in found] == [f"{tmp_path.as_posix()}/{name}/01.docx" for name in ("a", "b")]
    assert [Path(one.duplicate_of or "").name for one in found] == ["02.docx", "02.docx"]
