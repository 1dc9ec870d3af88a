"""What must hold for every report, whatever stands in it."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import lexer, readers, rules
from extractor.evaluate.cases import read_cases, read_heads
from extractor.parts import Numbers
from extractor.pipeline import Options, Result, Wanted, convert
from extractor.records import CheckRecord, Records
from extractor.text import view

ROOT = Path(__file__).resolve().parents[1]
REPORTS = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
RENDERED = sorted((ROOT / "corpus" / "rendered").iterdir())
PIECES = st.sampled_from(
    [
        "Căn cứ Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh; ",
        " số 566/QĐ-UBND, ",
        " tiếp nhận 1.786 hồ sơ\n    ",
        " đạt tỷ lệ 63,4% ",
        "(trực tuyến: 73, trực tiếp: 508)",
        " từ ngày 15/12/2022 đến ngày 14/3/2024 ",
        "quý I/2024\n    ",
        " Luật Đất đai ",
        "…..... hồ sơ",
        " khoản 2 Điều 5 ",
        "365/538",
        " Nơi nhận: ",
        "¹",
        "NC₄",
        " 02 triệu đồng/người/tháng ",
        " (1) ",
        "; ",
        ". ",
        "\n1. ",
        "\n- ",
        "\n\n",
        "\t",
        " | ",
        "BÁO CÁO\n",
        "Số: /BC-SNV\n",
        "- Lưu: VT.\n",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n",
    ]
)
REPORT_TEXTS = st.lists(PIECES, max_size=25).map("".join)


def check_spans(result: Result, raw: str) -> None:
    """Every finding is printed exactly where it says."""
    records = result.records
    for table in (records.citations, records.dates, records.figures, records.tables, records.staffing):
        for record in table:
            assert record.start is not None
            assert record.end is not None
            assert raw[record.start : record.end] == record.text
    for row in records.staffing:
        assert all(raw[cell.start : cell.end] == cell.text for cell in row.cells if cell)
    for name, span in result.document.spans.items():
        assert span is None or raw[span.start : span.end] == span.text, name


@settings(deadline=None, max_examples=150)
@given(REPORT_TEXTS)
def test_findings_of_any_text_are_printed_where_they_say(raw: str) -> None:
    check_spans(convert(raw.encode(), "x.txt"), raw)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_text_stops_the_pipeline(raw: str) -> None:
    convert(raw.encode("utf-8", "surrogatepass"), "x.txt")


@pytest.mark.parametrize("path", [*REPORTS, *RENDERED], ids=lambda path: path.name)
def test_findings_of_the_corpus_are_printed_where_they_say(path: Path) -> None:
    data = path.read_bytes()
    result = convert(data, path.name)
    assert result.document.status == "ok"
    check_spans(result, readers.read(data, path.name).raw)


@settings(deadline=None)
@given(REPORT_TEXTS | st.text(max_size=300))
def test_every_number_has_exactly_one_reading(raw: str) -> None:
    document = readers.read(raw.encode("utf-8", "surrogatepass"), "x.txt")
    numbers = lexer.read(document, view.make(document), rules.load()).numbers
    parts = msgspec.structs.asdict(numbers)
    assert parts.pop("seen") == sum(parts.values())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_reference_between_records_leads_somewhere(path: Path) -> None:
    records = convert(path.read_bytes(), path.name).records
    ids = {record.id for table in records.__struct_fields__ for record in getattr(records, table)}
    for figure in records.figures:
        assert set(figure.pair) <= ids
        assert {figure.part_of, figure.period} - {None} <= ids
    for citation in records.citations:
        assert {citation.resolves_to, citation.relates_to} - {None} <= ids
    for check in records.checks:
        assert set(check.members) <= ids


def test_the_same_bytes_give_the_same_records() -> None:
    data = REPORTS[0].read_bytes()
    first, second = convert(data, "a/b.txt"), convert(data, "a/b.txt")
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


def test_text_and_pdf_and_docx_of_one_report_agree() -> None:
    for report in REPORTS:
        forms = [report, *(path for path in RENDERED if path.stem == report.stem)]
        results = [convert(path.read_bytes(), path.name) for path in forms]
        cited = [
            {c.number or " ".join((c.text or "").split()) for c in result.records.citations}
            for result in results
        ]
        assert cited[1:] == cited[:1] * (len(cited) - 1), report.name


def test_what_cannot_be_read_is_one_failed_document_with_one_problem() -> None:
    result = convert(b"%PDF-1.7 nothing of a PDF", "x.pdf")
    assert result.document.status == "failed"
    assert [(p.severity, bool(p.message), bool(p.next_step)) for p in result.problems] == [
        ("error", True, True)
    ]


def test_a_classified_document_is_not_processed() -> None:
    text = "UBND TỈNH AN GIANG\nMẬT\nSố: 12/BC-UBND\n\nBÁO CÁO\nKết quả\n\nĐã giải quyết 12 hồ sơ.\n"
    result = convert(text.encode(), "x.txt")
    assert (result.document.status, [problem.code for problem in result.problems]) == (
        "failed",
        ["classified"],
    )
    assert result.records == Records()
    allowed = convert(text.encode(), "x.txt", Options(allow_classified=True))
    assert (allowed.document.status, len(allowed.records.figures)) == ("ok", 1)


WORDS = st.sampled_from(
    ["hồ sơ", "cấp tỉnh", "cấp xã", "trong đó:", "lần lượt", "lần lượt là", "gồm:", "chia theo cấp:", "tiếp nhận", "(", ")",
     ",", ";", ".", "và", "%", "12", "1.250", "97,5", "3/4", "0", "1/0", "\n- ", "\n+ ", "\nI. ", "\t", "05 xã, gồm: A, B",
     "\nKHÓ KHĂN, KIẾN NGHỊ\n", "Phụ lục 2 kèm theo", "từ ngày 31/4/2024 đến ngày 30/2/2024", "\nTổng cộng\t", "toàn tỉnh"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_is_listed_divided_or_told_in_turn_never_raises(text: str) -> None:
    result = convert(text.encode(), "x.txt")
    known = {figure.id for figure in result.records.figures}
    assert {figure.part_of for figure in result.records.figures} <= known | {None}
    for passage in result.records.passages:
        assert text[passage.start : passage.end] == passage.text


REFERENCES = Options(wanted=Wanted.REFERENCES)


def doubts_of_citations(result: Result) -> list[CheckRecord]:
    """The checks that concern a citation, without their numbers."""
    cited = {citation.id for citation in result.records.citations}
    found = [check for check in result.records.checks if cited & set(check.members)]
    return [msgspec.structs.replace(check, id="") for check in found]


def same_references(data: bytes, name: str) -> None:
    """The header, citations, dates and doubts about citations are those of the whole conversion."""
    whole, part = convert(data, name), convert(data, name, REFERENCES)
    assert part.document == msgspec.structs.replace(whole.document, numbers=Numbers(), outline=())
    for table in ("citations", "dates"):
        records = (getattr(result.records, table) for result in (whole, part))
        first, second = ([msgspec.structs.replace(one, flags=()) for one in found] for found in records)
        assert first == second, name
    assert doubts_of_citations(whole) == doubts_of_citations(part)
    assert (part.records.figures, part.records.tables, part.records.staffing) == ((), (), ())


@pytest.mark.parametrize("path", [*REPORTS, *RENDERED], ids=lambda path: path.name)
def test_references_alone_are_those_of_the_whole_conversion(path: Path) -> None:
    same_references(path.read_bytes(), path.name)


def test_references_alone_are_those_of_the_whole_conversion_in_every_case() -> None:
    heads = read_heads(ROOT / "corpus" / "cases")
    for case in read_cases(ROOT / "corpus" / "cases"):
        text = heads[case.letterhead] + case.text.replace("[[", "").replace("]]", "")
        same_references(text.encode(), "x.txt")


@settings(max_examples=60, deadline=None)
@given(REPORT_TEXTS)
def test_references_alone_are_those_of_the_whole_conversion_whatever_the_text(text: str) -> None:
    same_references(text.encode(), "x.txt")


def test_a_report_has_the_key_that_it_calls_itself_by() -> None:
    found = [convert(path.read_bytes(), path.name, REFERENCES) for path in REPORTS]
    named = [
        (result.document.key, citation.key)
        for result in found
        for citation in result.records.citations
        if citation.kind == "self" and citation.number
    ]
    assert len(named) >= 5
    assert all(own == called for own, called in named)
    keys = {result.document.path[:2]: result.document.key for result in found}
    assert (keys["16"], keys["27"], keys["01"]) == ("412-BC/HU@huyen-bac-ha#2024", "1687/BC-BGDĐT#2024", None)
