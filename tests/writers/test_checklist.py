"""The sheet of findings that goes back to the sender, read back from the workbook."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor import rules
from extractor.records import CheckRecord, DocumentRecord
from extractor.writers import checklist
from extractor.writers.vocabulary import vocabulary

SENDER = DocumentRecord(path="bao-cao.docx", issuer="Sở Nội vụ tỉnh An Giang")


def sheet(path: Path, *found: CheckRecord, document: DocumentRecord = SENDER, language: str = "vi") -> Any:  # noqa: ANN401 - openpyxl has no types
    patterns = rules.load()
    messages = patterns.messages.in_language(language)
    checklist.write(path, [(document, one) for one in found], messages, vocabulary(messages, patterns))
    return openpyxl.load_workbook(path).active


def rows(made: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 - openpyxl has no types
    return [tuple(value or "" for value in row) for row in made.iter_rows(min_row=3, values_only=True)]


def test_a_finding_is_a_row_with_room_to_answer(tmp_path: Path) -> None:
    doubt = CheckRecord(
        path="bao-cao.docx", page=3, severity="error", message="Lệch 10.", text="1.110\nhồ sơ", stated="1110",
        computed="1100.5", difference="-9.5",
    )  # fmt: skip
    assert rows(sheet(tmp_path / "phieu.xlsx", doubt)) == [
        ("1", "Sở Nội vụ tỉnh An Giang", "bao-cao.docx", "3", "Lỗi", "Lệch 10.", "1.110 hồ sơ", "1.110", "1.100,5", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "difference", "said"),
    [
        ("-1234", "1", "-1.234"),
        ("0.5", "0.1", "0,5"),
        ("2022", None, "2022"),
        ("2024-03-14", None, "14/03/2024"),
        ("90-92.5", None, "90–92,5"),
        ("Sở Tài chính", None, "Sở Tài chính"),
    ],
)
def test_numbers_are_written_in_vietnamese_and_days_and_names_as_they_are(
    tmp_path: Path, value: str, difference: str | None, said: str
) -> None:
    (row,) = rows(sheet(tmp_path / "phieu.xlsx", CheckRecord(stated=value, difference=difference)))
    assert row[7] == said


def test_rows_are_numbered_and_a_finding_without_path_has_that_of_its_report(tmp_path: Path) -> None:
    made = rows(sheet(tmp_path / "phieu.xlsx", CheckRecord(), CheckRecord(path="khac.docx")))
    assert [(row[0], row[2]) for row in made] == [("1", "bao-cao.docx"), ("2", "khac.docx")]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    made = sheet(tmp_path / "phieu.xlsx", CheckRecord(text="=1+1", message="http://vi.example"))
    assert (made["G3"].value, made["G3"].data_type) == ("=1+1", "s")
    assert made["F3"].hyperlink is None


def test_the_weight_of_an_error_is_shaded_and_that_of_a_note_is_not(tmp_path: Path) -> None:
    made = sheet(tmp_path / "phieu.xlsx", CheckRecord(severity="error"), CheckRecord(severity="info"))
    assert made["E3"].fill.fgColor.rgb != made["E4"].fill.fgColor.rgb
    assert made["D3"].fill.fgColor.rgb == made["E4"].fill.fgColor.rgb


def test_without_findings_there_are_title_and_headings_in_the_language_of_the_call(tmp_path: Path) -> None:
    made = sheet(tmp_path / "list.xlsx", language="en")
    assert made["A1"].value == "FINDINGS TO BE CHECKED AND EXPLAINED"
    assert [cell.value for cell in made[2]][-1] == "Explanation of the issuer"
    assert rows(made) == []
