import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from msgspec import Struct

from extractor import rules
from extractor.parts import Alternative, FieldSpan, Pinpoint, Repair
from extractor.records import (
    TABLES,
    CheckRecord,
    CitationRecord,
    DocumentRecord,
    FigureRecord,
    ProblemRecord,
    StaffingRecord,
)
from extractor.writers import Note, Rows, Writer
from extractor.writers.account import Account
from extractor.writers.cells import cell, printable, shortened
from extractor.writers.jsonl import Jsonl
from extractor.writers.names import WORKBOOK
from extractor.writers.output import Output
from extractor.writers.vocabulary import Vocabulary, vocabulary
from extractor.writers.workbook import Workbook

PATTERNS = rules.load()
MESSAGES = PATTERNS.messages
WORDS = vocabulary(MESSAGES, PATTERNS)
DOC = "sha256:" + "0" * 64


def rows(**records: tuple[Struct, ...]) -> dict[str, tuple[Struct, ...]]:
    document = DocumentRecord(doc_id=DOC, path="a.txt", spans={"number": FieldSpan(start=1, end=2, text="1")})
    return dict.fromkeys(TABLES, ()) | {"documents": (document,)} | records


def figure(**fields: Any) -> FigureRecord:  # noqa: ANN401 - any field
    return FigureRecord(path="a.txt", id="f1", start=10, end=12, text="15", **fields)


def written(folder: Path, make: Callable[[Output], Writer], *documents: Rows) -> list[Note]:
    with Output(folder) as output:
        writer = make(output)
        for document in documents:
            writer.write(document)
        return list(writer.close())


def sheet(folder: Path, table: str, documents: list[Rows], words: Vocabulary = WORDS) -> list[dict[str, Any]]:
    """The rows of a sheet as openpyxl reads them, each a cell by its heading."""
    written(folder, lambda output: Workbook(output, words), *documents)
    book = openpyxl.load_workbook(folder / WORKBOOK)
    headings, *body = book[words.table(table)].iter_rows()
    return [{str(h.value): place for h, place in zip(headings, row, strict=True)} for row in body]


def test_every_table_has_its_file_and_reads_back(tmp_path: Path) -> None:
    citation = CitationRecord(
        pinpoints=(Pinpoint(dieu="2"),), repairs=(Repair(field="number", from_="a", to="b", reason="c"),)
    )
    given = rows(citations=(citation,), figures=(figure(value="0.1"), figure(value="2")))
    written(tmp_path, Jsonl, given, rows())
    for table, record in TABLES.items():
        lines = (tmp_path / f"{table}.jsonl").read_bytes().split(b"\n")
        assert lines.pop() == b""
        decoded = [msgspec.json.decode(line, type=record) for line in lines]
        assert decoded == [*given[table], *rows()[table]]
    repair = json.loads((tmp_path / "citations.jsonl").read_text(encoding="utf-8"))["repairs"][0]
    assert repair["from"] == "a"


def test_the_account_adds_up(tmp_path: Path) -> None:
    copy = DocumentRecord(doc_id=DOC, path="b.txt", duplicate_of="a.txt")
    failed = DocumentRecord(path="c.txt", status="failed")
    documents = [rows(figures=(figure(), figure())), rows(documents=(copy,)), rows(documents=(failed,))]
    written(
        tmp_path, lambda output: Account(output, inputs=4, skipped=7, facts={"patterns": "x"}), *documents
    )
    run = json.loads((tmp_path / "run.json").read_bytes())
    assert run["patterns"] == "x"
    assert run["complete"] is False
    assert run["counts"]["by_status"] == {"failed": 1, "ok": 2}
    assert (run["counts"]["documents"], run["counts"]["copies"], run["counts"]["skipped"]) == (3, 1, 7)
    assert run["counts"]["records"]["figures"] == 2
    manifest = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_bytes().splitlines()]
    assert [line["path"] for line in manifest] == ["a.txt", "b.txt", "c.txt"]
    assert [line["doc_id"] for line in manifest] == [DOC, DOC, None]
    assert manifest[0]["counts"]["figures"] == 2


def test_the_workbook_has_a_sheet_a_table_with_headings(tmp_path: Path) -> None:
    written(tmp_path, lambda output: Workbook(output, WORDS), rows())
    book = openpyxl.load_workbook(tmp_path / WORKBOOK)
    assert book.sheetnames == [WORDS.table(table) for table in TABLES]
    for table, record in TABLES.items():
        page = book[WORDS.table(table)]
        headings = [place.value for place in page[1]]
        assert len(set(headings)) == len(record.__struct_fields__)
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref
        assert page["A1"].font.name == "Times New Roman"
    assert "Số, ký hiệu" in [place.value for place in book["Viện dẫn"][1]]


def test_the_workbook_speaks_english_too(tmp_path: Path) -> None:
    found = sheet(tmp_path, "documents", [rows()], Vocabulary(MESSAGES.in_language("en")))
    assert found[0]["Status"].value == "Good"


def test_numbers_are_numbers_and_dates_are_text(tmp_path: Path) -> None:
    found = sheet(tmp_path, "figures", [rows(figures=(figure(value="1234.5", period_start="2024-01-01"),))])[
        0
    ]
    assert found["Giá trị"].value == 1234.5
    assert found["Vị trí đầu (ký tự)"].value == 10
    assert found["Kỳ từ ngày"].value == "2024-01-01"
    staff = sheet(tmp_path, "staffing", [rows(staffing=(StaffingRecord(total=12, seconded=None),))])[0]
    assert staff["Tổng số"].value == 12
    assert staff["Cơ quan chuyên môn cử đến"].value is None


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84", "-5 người", "@SUM(A1)", "http://a.vn", "00012", "\t=1", "<r>5</r>", " a ", "a < b & c"],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    found = sheet(tmp_path, "figures", [rows(figures=(figure(label=text),))])[0]["Tên gọi trong báo cáo"]
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


def test_what_xml_forbids_is_left_out(tmp_path: Path) -> None:
    text = "a\x00\x1b[31mb\ud800\ufffe\x0bc\r\nd_x0041_"
    found = sheet(tmp_path, "figures", [rows(figures=(figure(label=text),))])[0]["Tên gọi trong báo cáo"]
    assert found.value.replace("_x005F_x0041_", "_x0041_") == "a[31mb\nc\nd_x0041_"
    assert printable(text) == "a[31mb\nc\nd_x0041_"


def test_doubt_is_shaded(tmp_path: Path) -> None:
    doubtful = (figure(), figure(confidence=0.6), figure(alternatives=(Alternative(value="1"),)))
    found = sheet(tmp_path, "figures", [rows(figures=doubtful)])
    assert [row["Tệp"].fill.patternType for row in found] == [None, "solid", "solid"]
    checks = tuple(CheckRecord(severity=severity) for severity in ("error", "warning", "info"))
    colours = [row["Tệp"].fill.fgColor.rgb for row in sheet(tmp_path, "checks", [rows(checks=checks)])]
    assert len(set(colours)) == 3
    problems = sheet(tmp_path, "problems", [rows(problems=(ProblemRecord(severity="error"),))])
    assert problems[0]["Tệp"].fill.fgColor.rgb == colours[0]


def test_a_full_sheet_and_a_long_cell_are_said(tmp_path: Path) -> None:
    figures = tuple(figure(value=str(number)) for number in range(5))
    long = figure(label="ă" * 40_000)
    notes = written(
        tmp_path,
        lambda output: Workbook(output, WORDS, sheet_rows=4),
        rows(figures=(long, *figures)),
    )
    assert notes == [("sheet_full", {"sheet": "Số liệu", "rows": 3, "left": 3}), ("cells_cut", {"count": 1})]
    assert openpyxl.load_workbook(tmp_path / WORKBOOK)["Số liệu"].max_row == 4


@pytest.mark.parametrize(
    ("text", "units"), [("ă" * 32_767, 32_767), ("ă" * 32_768, 32_767), ("𝐀" * 20_000, 32_766)]
)
def test_a_cell_is_measured_as_excel_does(text: str, units: int) -> None:
    short = shortened(text)
    assert len(short.encode("utf-16-le")) // 2 in {units, units + 1}
    assert len(short.encode("utf-16-le")) // 2 <= 32_767
    assert (short == text) == (units == len(text))


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("value", "-12", -12),
        ("value", "0.50", 0.5),
        ("value", "012", "012"),
        ("value", "1234567890123456", "1234567890123456"),
        ("stated", "tháng 5", "tháng 5"),
        ("number", "12", "12"),
        ("cumulative", True, "Có"),
        ("confidence", float("nan"), None),
        ("recipients", ("Như trên", "Lưu: VT"), "Như trên; Lưu: VT"),
        ("recipients", (), None),
        ("basis", {}, None),
        ("pinpoints", (Pinpoint(dieu="2"),), '[{"dieu":"2"}]'),
        ("status", "failed", "Không đọc được"),
        ("status", "unheard", "unheard"),
        ("doc_type", "nghi_quyet", "Nghị quyết"),
        ("unit", "ho_so", "hồ sơ"),
    ],
)
def test_cell(field: str, value: object, shown: object) -> None:
    assert cell(field, value, WORDS) == shown
