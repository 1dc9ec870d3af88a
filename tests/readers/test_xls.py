"""XLS: values and their looks, out of records."""

import subprocess
from pathlib import Path
from struct import pack

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.readers import read
from extractor.readers.limits import Limits
from tests.readers.sheet_files import grid, label, number, only, record, rows, xls, xlsx

ALL_SIDES = 0x1111
FORMATS = {164: "0.0%", 165: "dd/mm/yyyy"}
FORMS = [(0, 0), (0, ALL_SIDES), (164, ALL_SIDES), (165, ALL_SIDES), (3, ALL_SIDES)]
HEADER = label(0, 0, 1, "TT") + label(0, 1, 1, "Tên") + label(0, 2, 1, "Tỷ lệ")
LINE = number(1, 0, 1, 1) + label(1, 1, 1, "Sở") + number(1, 2, 2, 0.634)
GOOD = xls(HEADER + LINE, FORMATS, FORMS)


def test_numbers_are_shown_as_their_format_says() -> None:
    sheet = HEADER + LINE + number(2, 0, 1, 2) + number(2, 1, 3, 45325) + number(2, 2, 4, 1500.0)
    found = read(xls(sheet, FORMATS, FORMS), "x")
    assert (found.problems, found.media_type) == ((), "application/vnd.ms-excel")
    assert found.raw.startswith("Trang\n")
    assert grid(only(found)) == [["TT", "Tên", "Tỷ lệ"], ["1", "Sở", "63,4%"], ["2", "03/02/2024", "1.500"]]


def test_errors_are_shown_and_hidden_rows_and_columns_are_not() -> None:
    error = number(2, 0, 1, 2) + record(0x205, pack("<HHHBB", 2, 2, 1, 7, 1))
    hidden = record(0x208, pack("<HHHHHHHH", 1, 0, 3, 0, 0, 0, 0x20, 0))
    hidden += record(0x7D, pack("<HHHHHH", 1, 1, 0, 0, 1, 0))
    found = read(xls(HEADER + LINE + error + hidden, FORMATS, FORMS), "x")
    assert grid(only(found)) == [["TT", "Tỷ lệ"], ["2", "#DIV/0!"]]
    assert [(problem.code, problem.values) for problem in found.problems] == [
        ("sheet_hidden", {"sheets": 0, "cells": 4})
    ]


def test_a_hidden_sheet_is_said() -> None:
    found = read(xls(HEADER + LINE, FORMATS, FORMS, state=1), "x")
    assert found.raw == ""
    assert found.problems[0].values == {"sheets": 1, "cells": 0}


def test_a_cell_at_the_far_end_is_refused_before_all_places_are_unfolded() -> None:
    found = read(xls(HEADER + number(65535, 255, 0, 1), FORMATS, FORMS), "x")
    assert [problem.code for problem in found.problems] == ["sheet_too_large"]


def test_a_locked_workbook_says_so() -> None:
    found = read(GOOD.replace(record(0x41E, pack("<HHB", 164, 4, 0), b"0.0%"), record(0x2F, bytes(9))), "x")
    assert [problem.code for problem in found.problems] == ["docx_encrypted"]


def test_a_workbook_of_an_older_excel_is_broken_to_us() -> None:
    found = read(GOOD.replace(pack("<HHHH", 0x809, 16, 0x600, 5), pack("<HHHH", 0x809, 16, 0x500, 5)), "x")
    assert [problem.code for problem in found.problems] == ["sheet_broken"]


@example([(68, 0), (72, 1)])  # a further table of sectors that is not there
@given(st.lists(st.tuples(st.integers(8, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_file_gives_a_document(damage: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for place, byte in damage:
        content[place] = byte
    found = read(bytes(content), "x", Limits(cells=10_000))
    assert "reader_failed" not in {problem.code for problem in found.problems}


def test_every_cut_of_a_file_gives_a_document() -> None:
    for end in range(9, len(GOOD), 61):
        assert "reader_failed" not in {problem.code for problem in read(GOOD[:end], "x").problems}


@pytest.mark.needs("soffice", "libreoffice-calc")
def test_a_workbook_reads_alike_in_both_formats(tmp_path: Path) -> None:
    content = xlsx(
        rows(["STT", "Tên", "Số"], [1, "Sở Nội vụ", 1234.5], [2, "Sở Y tế", 0.1 + 0.2], ruled=True),
        rows(["Một dòng"]),
    )
    (tmp_path / "a.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True)  # noqa: S603 - LibreOffice
    new, old = read(content, "x"), read((tmp_path / "a.xls").read_bytes(), "x")
    assert (new.raw, new.tables) == (old.raw, old.tables)
    assert len(new.tables) == 1
