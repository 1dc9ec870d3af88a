"""Archives among the inputs of a run."""

import os
from pathlib import Path

import pytest

from extractor.engines.archives import expand
from extractor.engines.inputs import Found, Input, discover
from extractor.engines.local import Allowance, run
from extractor.model import Problem
from extractor.pipeline import Options
from extractor.readers.limits import Limits
from tests.readers.docx_parts import docx, para
from tests.readers.sheet_files import rows, xlsx
from tests.readers.zip_files import link, locked, packed

INNER = packed(("x.txt", "Trong"), ("y.csv", "a;b;c\n1;2;3\n"))
OUTER = packed(("b.txt", "Ngoài"), ("sub/in.zip", INNER), ("photo.jpg", ""), ("../up.txt", "Lên"))


def expanded(folder: Path, limits: Limits | None = None) -> Found:
    return expand(discover([str(folder)]), limits or Limits())


def codes(found: Found) -> dict[str, str | None]:
    """The path of each input with the code of its problem."""
    return {
        entry.path: entry.source.code if isinstance(entry.source, Problem) else None for entry in found.inputs
    }


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.ZIP").write_bytes(OUTER)
    (tmp_path / "c.txt").write_text("c")
    found = expanded(tmp_path)
    assert list(codes(found)) == [
        "a.ZIP/b.txt",
        "a.ZIP/sub/in.zip/x.txt",
        "a.ZIP/sub/in.zip/y.csv",
        "a.ZIP/up.txt",
        "c.txt",
    ]
    assert found.skipped == ("a.ZIP/photo.jpg",)


@pytest.mark.parametrize("jobs", [0, 2])
def test_its_files_are_documents_of_their_own(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "a.zip").write_bytes(OUTER)
    (tmp_path / "mk.zip").write_bytes(locked(packed(("a.txt", "x"), ("b.txt", "y"))))
    (tmp_path / "none.zip").write_bytes(packed(("a.jpg", "")))
    results = list(run(expanded(tmp_path).inputs, Options(), jobs, Allowance()))
    assert {
        result.document.path: (result.document.chars, [problem.code for problem in result.problems])
        for result in results
    } == {
        "a.zip/b.txt": (5, []),
        "a.zip/sub/in.zip/x.txt": (5, []),
        "a.zip/sub/in.zip/y.csv": (12, []),
        "a.zip/up.txt": (3, []),
        "mk.zip/a.txt": (0, ["archive_encrypted"]),
        "mk.zip/b.txt": (1, []),
        "none.zip": (0, ["archive_without_reports"]),
    }


def test_nothing_is_unpacked_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(OUTER)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    before = sorted(tmp_path.rglob("*"))
    assert len(list(run(expanded(tmp_path / "in").inputs, Options(), 0))) == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_a_known_extension_is_never_opened_and_an_unknown_one_is(tmp_path: Path) -> None:
    for name in ("a.docx", "b.dat", "c"):
        (tmp_path / name).write_bytes(OUTER)
    (tmp_path / "d").write_bytes(docx(para("x")))
    (tmp_path / "e").write_bytes(xlsx(rows(["x"])))
    found = expand(discover([str(path) for path in tmp_path.iterdir()]), Limits())
    tops = {entry.path.split("/", maxsplit=1)[0] for entry in found.inputs if "/" in entry.path}
    assert tops == {"b.dat", "c"}
    assert {"a.docx", "d", "e"} <= set(codes(found))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", OUTER[:-9], b"Rar!\x1a\x07\x00"], ids=["empty", "head", "cut", "rar"]
)
def test_a_damaged_archive_is_one_document(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert codes(expanded(tmp_path)) == {"a.zip": None}
    (result,) = run(expanded(tmp_path).inputs, Options(), 0)
    assert (result.document.status, len(result.problems)) == ("failed", 1)


def test_archives_lie_in_each_other_only_so_deep(tmp_path: Path) -> None:
    data = packed(("a.txt", "x"))
    for depth in range(4, 0, -1):
        data = packed((f"{depth}.zip", data), (f"{depth}.txt", "x"))
    (tmp_path / "0.zip").write_bytes(data)
    assert codes(expanded(tmp_path)) == {
        "0.zip/1.txt": None,
        "0.zip/1.zip/2.txt": None,
        "0.zip/1.zip/2.zip/3.txt": None,
        "0.zip/1.zip/2.zip/3.zip": "archive_too_deep",
    }


def test_a_broken_archive_inside_costs_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        packed(("b.txt", "x"), ("c.zip", INNER[:-9]), ("d.zip", "text"), ("e.zip", docx(para("x"))))
    )
    assert codes(expanded(tmp_path)) == {
        "a.zip/b.txt": None,
        "a.zip/c.zip": "archive_broken",
        "a.zip/d.zip": None,
        "a.zip/e.zip": None,
    }


def test_bounds_of_an_archive_count_with_all_archives_inside(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(OUTER)
    assert codes(expanded(tmp_path, Limits(files=3))) == {"a.zip": "archive_too_many"}
    within = codes(expanded(tmp_path, Limits(files=5)))
    assert within["a.zip/sub/in.zip"] == "archive_too_many"
    assert within["a.zip/b.txt"] is None
    assert codes(expanded(tmp_path, Limits(archive=20))) == {"a.zip": "archive_too_large"}
    assert codes(expanded(tmp_path, Limits(unpacked=20)))["a.zip/sub/in.zip"] == "archive_too_deep"


def test_a_bomb_of_archives_costs_one_document(tmp_path: Path) -> None:
    zeros = packed(("a.txt", bytes(50_000_000)))
    many = packed(*((f"{at}.zip", zeros) for at in range(100)))
    (tmp_path / "bomb.zip").write_bytes(packed(*((f"{at}.zip", many) for at in range(100))))
    found = codes(expanded(tmp_path))
    assert "archive_too_large" in found.values()
    assert sum(code is None for code in found.values()) < 100


def test_names_twice_and_a_folder_called_like_an_archive_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(("b.txt", "x"), ("./b.txt", "y")))
    (tmp_path / "sub" / "a.zip").mkdir(parents=True)
    (tmp_path / "sub" / "a.zip" / "b.txt").touch()
    found = expand(discover([str(tmp_path / "a.zip"), str(tmp_path / "sub")]), Limits())
    assert list(codes(found)) == ["a.zip/b.txt", "a.zip/b.txt~2", "a.zip/b.txt~3"]


def test_standard_input_may_be_an_archive() -> None:
    given = Found(
        inputs=(
            Input(path="-", source=locked(packed(("a.txt", "x"), ("b.txt", "y"), (link("c.txt"), "b.txt")))),
        )
    )
    found = expand(given, Limits())
    assert codes(found) == {"-/a.txt": "archive_encrypted", "-/b.txt": None}
    assert found.inputs[1].source == b"y"
    plain = Found(inputs=(Input(path="-", source=b"text"),))
    assert expand(plain, Limits()) == plain


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_called_like_an_archive_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.zip")
    assert codes(expanded(tmp_path)) == {"a.zip": None}


def test_the_results_of_an_earlier_run_are_no_reports(tmp_path: Path) -> None:
    for name in ("run.json", "manifest.jsonl", "bao-cao.xlsx"):
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / name).touch()
    (tmp_path / "a.xlsx").touch()
    assert codes(expanded(tmp_path)) == {"a.xlsx": None}
