"""What the directory of an archive names, and the bytes of one file."""

import io
import unicodedata
import warnings
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import archive, read
from extractor.readers.archive import Folder
from extractor.readers.faults import UnreadableError
from extractor.readers.limits import Limits
from tests.readers.docx_parts import docx, para
from tests.readers.sheet_files import rows, xlsx
from tests.readers.zip_files import link, locked, packed


def opened(data: bytes) -> Folder:
    return Folder(io.BytesIO(data))


def names(data: bytes) -> list[str]:
    return [entry.name for entry in opened(data).entries]


def code(data: bytes, limits: Limits | None = None) -> str:
    """Why the first file of an archive cannot be had."""
    folder = opened(data)
    with pytest.raises(UnreadableError) as caught:
        folder.unpack(folder.entries[0].number, limits or Limits())
    return caught.value.code


def test_files_are_named_and_unpacked() -> None:
    folder = opened(packed(("b.txt", "hai"), ("Thư mục/a.txt", "một")))
    assert [(entry.name, entry.size) for entry in folder.entries] == [("b.txt", 3), ("Thư mục/a.txt", 5)]
    assert [folder.unpack(entry.number, Limits()).decode() for entry in folder.entries] == ["hai", "một"]


def test_folders_links_and_what_systems_leave_behind_are_left_out() -> None:
    junk = ["x/", "__MACOSX/._a.txt", ".DS_Store", "x/.hidden.txt", "~$a.docx", "x/~$b.docx"]
    data = packed(*((name, "x") for name in junk), (link("b.txt"), "/etc/passwd"), ("x/a.txt", "x"))
    assert names(data) == ["x/a.txt"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../x/a.txt", "x/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\x\\a.txt", "C_/x/a.txt"),
        ("x\\..\\a.txt", "x/a.txt"),
        ("./x//a.txt", "x/a.txt"),
        ("a\x1b[31m\u202e.txt", "a?[31m?.txt"),
        (unicodedata.normalize("NFD", "Báo cáo.txt"), "Báo cáo.txt"),
    ],
)
def test_a_name_leads_nowhere_else(name: str, path: str) -> None:
    assert names(packed((name, "x"))) == [path]


def test_a_name_ends_at_its_first_zero() -> None:
    assert names(packed(("a.txtX.exe", "x")).replace(b"a.txtX.exe", b"a.txt\0.exe")) == ["a.txt"]


@pytest.mark.parametrize("codec", ["utf-8", "cp1258"])
def test_names_without_their_encoding_are_read_as_vietnamese_tools_write_them(codec: str) -> None:
    name = "Kê hoa\u0323ch.txt"
    raw = name.encode(codec)
    data = packed(("z" * len(raw), "x")).replace(b"z" * len(raw), raw)
    assert names(data) == [unicodedata.normalize("NFC", name)]


def test_a_name_twice_is_two_files() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        folder = opened(packed(("a.txt", "một"), ("a.txt", "hai")))
    assert [folder.unpack(entry.number, Limits()).decode() for entry in folder.entries] == ["một", "hai"]


def test_a_file_that_cannot_be_had_says_why() -> None:
    assert code(locked(packed(("a.txt", "x")))) == "archive_encrypted"
    assert code(packed(("a.txt", "x"), method=zipfile.ZIP_LZMA)) == "archive_method"
    assert code(packed(("a.txt", "x" * 101)), Limits(bytes=100)) == "too_large"
    damaged = bytearray(packed(("a.txt", "x" * 50), method=zipfile.ZIP_STORED))
    damaged[40] ^= 1
    assert code(bytes(damaged)) == "archive_part_broken"


def test_the_size_in_the_directory_bounds_what_is_unpacked() -> None:
    data = bytearray(packed(("a.txt", bytes(1_000_000))))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert code(bytes(data), Limits(bytes=100)) == "archive_part_broken"


def test_an_endless_directory_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_DIRECTORY", 10_000)
    with pytest.raises(UnreadableError, match="archive_too_many"):
        opened(packed(*((f"{at}.txt", "") for at in range(200))))


def test_documents_of_office_programs_are_no_folders() -> None:
    assert opened(docx(para("x"))).is_document()
    assert opened(xlsx(rows(["x"]))).is_document()
    assert not opened(packed(("word/a.txt", "x"))).is_document()


def test_an_archive_that_nobody_has_opened_says_what_to_do() -> None:
    data = packed(("a.txt", "x"))
    assert [problem.code for problem in read(data, "x").problems] == ["archive_unopened"]
    assert [problem.code for problem in read(data[:-5], "x").problems] == ["archive_broken"]


GOOD = packed(("a.txt", "một"), ("x/b.txt", "hai"))


@given(st.lists(st.tuples(st.integers(4, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_damage_is_an_unreadable_file_and_no_other_error(damage: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in damage:
        data[place] = byte
    with suppress(UnreadableError):
        folder = opened(bytes(data))
        assert folder.is_document() in {True, False}
        for entry in folder.entries:
            assert isinstance(folder.unpack(entry.number, Limits()), bytes)
