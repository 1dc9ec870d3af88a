import os
from pathlib import Path

import pytest

from extractor.errors import CannotWriteError, ExitCode
from extractor.writers.output import Output


def test_files_get_their_names_together_at_the_end(tmp_path: Path) -> None:
    with Output(tmp_path / "new" / "out") as output:
        output.open("a.txt").write(b"a")
        output.open("b.txt").write(b"b")
        assert not list(output.folder.glob("*.txt"))
    assert sorted(path.name for path in output.folder.iterdir()) == ["a.txt", "b.txt"]
    assert (output.folder / "b.txt").read_bytes() == b"b"


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("before")
    with pytest.raises(TypeError), Output(tmp_path) as output:
        output.open("a.txt").write("no bytes")  # type: ignore[call-overload] # to fail
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "before")]


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(CannotWriteError, match="cannot_write") as caught:
        Output(tmp_path / "out")
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


def test_a_folder_in_the_place_of_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(CannotWriteError), Output(tmp_path) as output:
        output.open("a.txt")


def test_a_file_that_is_opened_meanwhile_costs_only_its_own_name(tmp_path: Path) -> None:
    output = Output(tmp_path)
    for name in ("a.txt", "b.txt"):
        output.open(name).write(b"new")
    (tmp_path / "a.txt").mkdir()  # cannot be replaced, like a file that Excel holds open
    with pytest.raises(CannotWriteError, match="not_replaced") as caught, output:
        pass
    assert caught.value.values["drafts"] == "a.txt.part"
    assert (tmp_path / "a.txt.part").read_bytes() == (tmp_path / "b.txt").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
def test_a_file_without_the_right_to_write_is_locked(ordinary_user: Path) -> None:
    (ordinary_user / "a.txt").touch(mode=0o400)
    with pytest.raises(CannotWriteError, match="output_locked"), Output(ordinary_user) as output:
        output.open("a.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt.part").symlink_to("/dev/full")
    with pytest.raises(CannotWriteError, match="no_space"), Output(tmp_path) as output:
        output.open("a.txt").write(b"a" * 100)


def test_files_of_an_earlier_run_go_and_nothing_else(tmp_path: Path) -> None:
    for name in ("old.txt", "old.txt.part", "mine.txt", "mine.txt.part", "new.txt", "new.txt.part"):
        (tmp_path / name).write_bytes(b"before")
    (tmp_path / "folder.txt").mkdir()
    earlier = {"old.txt", "old.txt.part", "new.txt", "new.txt.part", "folder.txt", "never.txt"}
    with Output(tmp_path, earlier) as output:
        output.open("new.txt").write(b"now")
        assert (tmp_path / "old.txt").exists()
    assert output.removed == ["old.txt", "old.txt.part"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "folder.txt",
        "mine.txt",
        "mine.txt.part",
        "new.txt",
    ]


def test_a_run_that_fails_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "old.txt").touch()
    with pytest.raises(ZeroDivisionError), Output(tmp_path, {"old.txt"}):
        raise ZeroDivisionError
    assert (tmp_path / "old.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
def test_a_file_of_an_earlier_run_that_is_locked_is_said_before_any_work(ordinary_user: Path) -> None:
    (ordinary_user / "old.txt").touch(mode=0o400)
    with pytest.raises(CannotWriteError, match="output_locked") as caught:
        Output(ordinary_user, {"old.txt"})
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
def test_a_file_of_an_earlier_run_that_stays_is_an_error_of_its_own(ordinary_user: Path) -> None:
    folder = ordinary_user / "out"
    output = Output(folder, {"old.txt"})
    (folder / "old.txt").touch()
    folder.chmod(0o500)
    try:
        with pytest.raises(CannotWriteError, match="not_removed") as caught, output:
            pass
    finally:
        folder.chmod(0o700)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert caught.value.values["files"] == "old.txt"
