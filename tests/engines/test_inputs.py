import os
import unicodedata
from pathlib import Path

import pytest

from extractor.engines.inputs import Found, discover
from extractor.errors import ExitCode, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ["b.PDF", "a.docx", "sub/c.txt", "sub/deep/d.md", "e.doc", "sub/f.text"]
    names += ["photo.jpg", "list.pptx", "~$a.docx", ".hidden.txt", ".git/g.txt"]
    for name in names:
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(name)
    return tmp_path / "reports"


def paths(found: Found) -> list[str]:
    return [entry.path for entry in found.inputs]


def test_folders_give_known_extensions_in_order(folder: Path) -> None:
    found = discover([str(folder)])
    assert paths(found) == ["a.docx", "b.PDF", "e.doc", "sub/c.txt", "sub/deep/d.md", "sub/f.text"]
    assert found.skipped == ("list.pptx", "photo.jpg")
    assert Path(str(found.inputs[0].source)).read_text() == "a.docx"


def test_spreadsheets_and_archives_are_known(tmp_path: Path) -> None:
    names = ["a.csv", "a.tsv", "b.XLSX", "b.xls", "b.xlsm", "c.zip", "d.7z", "d.rar"]
    for name in names:
        (tmp_path / name).touch()
    assert sorted(paths(discover([str(tmp_path)]))) == sorted(names)


def test_a_named_file_is_read_whatever_its_extension(folder: Path) -> None:
    assert paths(discover([str(folder / "photo.jpg")])) == ["photo.jpg"]
    both = discover([str(folder / "photo.jpg"), str(folder)])
    assert "photo.jpg" in paths(both)
    assert both.skipped == ("list.pptx",)


def test_the_same_file_twice_is_read_once(folder: Path) -> None:
    assert paths(discover([str(folder / "a.docx"), str(folder), str(folder)])) == paths(
        discover([str(folder)])
    )


def test_out_is_never_read(folder: Path) -> None:
    assert paths(discover([str(folder)], folder / "sub")) == ["a.docx", "b.PDF", "e.doc"]
    for given in (folder, folder / "sub"):
        with pytest.raises(UsageError, match="out_is_input"):
            discover([str(given)], folder)


def test_what_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no_such_input") as caught:
        discover([str(tmp_path / "nothing")])
    assert caught.value.exit_code == ExitCode.USAGE


def test_equal_paths_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("2023/q1/a.txt", "2024/q1/a.txt", "2024/q1/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = discover([str(tmp_path / "2023/q1"), str(tmp_path / "2024/q1")])
    assert paths(found) == ["2023/q1/a.txt", "2024/q1/a.txt", "b.txt"]
    named = discover([str(tmp_path / "2023/q1/a.txt"), str(tmp_path / "2024")])
    assert paths(named) == ["a.txt", "q1/a.txt", "q1/b.txt"]


def test_paths_are_composed(tmp_path: Path) -> None:
    name = "Báo cáo.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).touch()
    assert paths(discover([str(tmp_path)])) == [unicodedata.normalize("NFC", name)]


def test_names_that_differ_only_before_composition_stay_apart(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "á.txt")).touch()
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("the file system composes names")
    assert paths(discover([str(tmp_path)])) == ["á.txt", "á.txt~2"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_that_loop_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "deep" / "self").symlink_to(folder / "sub" / "deep", target_is_directory=True)
    (folder / "aside").symlink_to(folder / "sub", target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    assert paths(discover([str(folder)])) == [
        *("a.docx", "b.PDF", "e.doc", "gone.txt", "sub/c.txt", "sub/deep/d.md", "sub/f.text")
    ]


def test_a_path_that_others_already_have_gets_a_number(tmp_path: Path) -> None:
    for name in ("x/a.txt", "one/x/a.txt", "y/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = discover([str(tmp_path / "one"), str(tmp_path / "x"), str(tmp_path / "y")])
    assert paths(found) == ["x/a.txt", "x/a.txt~2", "y/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
def test_a_folder_that_cannot_be_listed_is_an_input_that_will_fail(ordinary_user: Path) -> None:
    (ordinary_user / "a.docx").touch()
    (ordinary_user / "sub").mkdir(mode=0)
    found = paths(discover([str(ordinary_user)]))
    (ordinary_user / "sub").chmod(0o700)
    assert found == ["a.docx", "sub"]


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are Unicode")
def test_a_name_that_is_no_unicode_can_still_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.txt")).touch()
    (entry,) = discover([str(tmp_path)]).inputs
    assert entry.path == "a?.txt"
    assert Path(str(entry.source)).exists()
