import csv
from pathlib import Path

import pytest

from extractor.records import TABLES
from extractor.writers.flat import Kind, columns
from extractor.writers.separated import Csv
from tests.writers.made import HOSTILE, documents, written


def read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_a_file_that_reads_back(tmp_path: Path) -> None:
    written(tmp_path, [Csv], documents())
    assert {path.stem for path in tmp_path.iterdir()} == set(TABLES)
    figures = read(tmp_path / "figures.csv")
    assert [row["text"] for row in figures[3:]] == list(HOSTILE)
    assert [row["value"] for row in figures[:2]] == ["15", "-1234.5"]
    assert (figures[0]["cumulative"], figures[1]["cumulative"], figures[0]["pair"]) == ("true", "", '["f2"]')
    assert (tmp_path / "tables.csv").read_bytes() == (
        ",".join(c.name for c in columns("tables")) + "\r\n"
    ).encode()


def test_lines_end_as_rfc_4180_says(tmp_path: Path) -> None:
    written(tmp_path, [Csv], documents()[:1])
    data = (tmp_path / "figures.csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 4


def test_for_excel_no_text_begins_as_a_formula_and_numbers_are_left_alone(tmp_path: Path) -> None:
    written(tmp_path / "plain", [Csv], documents())
    written(tmp_path / "excel", [lambda output: Csv(output, excel=True)], documents())
    assert (tmp_path / "excel" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id")
    kinds = {column.name: column.kind for column in columns("figures")}
    safe = read(tmp_path / "excel" / "figures.csv", "utf-8-sig")
    for row, plain in zip(safe, read(tmp_path / "plain" / "figures.csv"), strict=True):
        for name, text in row.items():
            if kinds[name] in {Kind.EXACT, Kind.WHOLE, Kind.REAL}:
                assert text == plain[name]
            else:
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert "\x1b" not in text
    assert safe[3]["text"] == '\'=HYPERLINK("http://x","y")'
    assert {row["value"] for row in safe[3:]} == {"-5"}


@pytest.mark.parametrize("excel", [False, True])
def test_the_names_of_files_are_never_those_of_reports(tmp_path: Path, excel: bool) -> None:  # noqa: FBT001 - a case
    written(tmp_path / "out", [lambda output: Csv(output, excel=excel)], documents())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
