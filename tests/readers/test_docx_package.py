"""Packages that are unusual, damaged or meant to do harm."""

import io
import zipfile

import pytest

from extractor.model import Document, Severity
from extractor.readers import USUAL_LIMITS
from extractor.readers.docx import read
from extractor.readers.limits import Limits
from tests.readers.docx_parts import TYPES, archive, cell, docx, para, part, relations, row, run, table

MAIN = part("document", f"<w:body>{para('Số liệu')}</w:body>")


def codes(found: Document) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in found.problems]


def refused(data: bytes, limits: Limits = USUAL_LIMITS) -> str:
    """The code of the one error of a file that gives no text."""
    found = read(data, "x", limits)
    assert found.raw == ""
    ((code, severity),) = codes(found)
    assert severity is Severity.ERROR
    return code


def test_a_package_of_its_main_part_alone_is_read() -> None:
    assert read(archive({"word/document.xml": MAIN}), "x", Limits()).raw == "Số liệu\n"


def test_names_of_parts_are_compared_loosely() -> None:
    assert read(archive({"Word\\Document.XML": MAIN}), "x", Limits()).raw == "Số liệu\n"


def test_the_main_part_may_have_another_name() -> None:
    parts = {"_rels/.rels": relations(("officeDocument", "/word/document2.xml")), "word/document2.xml": MAIN}
    assert read(archive(parts), "x", Limits()).raw == "Số liệu\n"


def test_strict_documents_are_read() -> None:
    strict = MAIN.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(archive({"word/document.xml": strict}), "x", Limits()).raw == "Số liệu\n"


def test_the_prefix_of_the_namespace_does_not_matter() -> None:
    other = MAIN.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    assert read(archive({"word/document.xml": other}), "x", Limits()).raw == "Số liệu\n"


def test_a_broken_part_beside_the_text_is_a_warning() -> None:
    body = para(run("chữ") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    found = read(docx(body, footnotes="<w:footnotes"), "x", Limits())
    assert found.raw == "chữ¹\n"
    assert codes(found) == [("docx_part_broken", Severity.WARNING)]
    assert found.problems[0].values == {"part": "word/footnotes.xml"}


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and no more",
        archive({"word/other.xml": "<x/>"}),
        archive({"word/document.xml": "<w:document"}),
        archive({"word/document.xml": "<x/>"}),
        archive({"word/document.xml": ""}),
        docx(para("chữ"))[:-60],
    ],
    ids=["no directory", "no main part", "not XML", "another XML", "empty", "cut off"],
)
def test_broken_packages_are_refused(data: bytes) -> None:
    assert refused(data) == "docx_broken"


def test_a_locked_package_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": MAIN}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert refused(bytes(data)) == "docx_encrypted"


def test_a_part_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refused(archive({"word/document.xml": bomb + MAIN.replace("Số", "&b;")})) == "docx_broken"


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    assert refused(docx(" " * 100_000), Limits(unpacked=500_000)) == "docx_too_large"


def test_a_part_of_nothing_but_empty_elements_is_refused() -> None:
    few, many = ("<w:br/>" * count for count in (1_000, 7_000))
    assert refused(docx(para(f"<w:r>{many}</w:r>")), Limits(unpacked=600_000)) == "docx_too_large"
    assert read(docx(para(f"<w:r>{few}</w:r>")), "x", Limits(unpacked=600_000)).problems == ()


def test_a_line_of_styles_without_end_is_cut() -> None:
    line = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(5_000))
    last = '<w:style w:styleId="s5000"><w:rPr><w:caps/></w:rPr></w:style>'
    body = para("xa", '<w:pStyle w:val="s0"/>') + para("gần", '<w:pStyle w:val="s4990"/>')
    assert read(docx(body, styles=part("styles", line + last)), "x", Limits()).raw == "xa\nGẦN\n"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d [<!ENTITY % b SYSTEM "file:///etc/hostname"> %b;]>',
        '<!DOCTYPE d SYSTEM "file:///etc/hostname">',
    ],
    ids=["entity", "parameter", "whole"],
)
def test_a_part_that_asks_for_another_file_is_refused(declared: str) -> None:
    assert refused(archive({"word/document.xml": declared + MAIN})) == "docx_broken"


def test_entities_in_a_part_beside_the_text_cost_that_part() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    styles = bomb + part("styles", '<w:style w:styleId="s" w:x="&b;"/>')
    found = read(docx(para("chữ", '<w:pStyle w:val="s"/>'), styles=styles), "x", Limits())
    assert (found.raw, codes(found)) == ("chữ\n", [("docx_part_broken", Severity.WARNING)])


def test_relations_that_lead_out_of_the_package_lead_nowhere() -> None:
    targets = ("file:///etc/hostname", "../../../../etc/hostname", "http://[::1", "", "..")
    links = relations(*(("header", target) for target in targets))
    parts = {"word/document.xml": MAIN, "word/_rels/document.xml.rels": links}
    found = read(archive(parts), "x", Limits())
    assert (found.raw, codes(found)) == ("Số liệu\n", [])


def test_the_size_in_the_directory_is_not_believed() -> None:
    data = bytearray(archive({"word/document.xml": MAIN + " " * 100_000}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(data), Limits(unpacked=100_000)) in {"docx_too_large", "docx_broken"}


def test_all_parts_together_are_bounded() -> None:
    heads = {f"header{n}": part("hdr", " " * 60_000) for n in range(12)}
    assert refused(docx(para("chữ"), **heads), Limits(unpacked=640_000)) == "docx_too_large"


def test_more_text_than_allowed_is_refused() -> None:
    assert refused(docx(para("chữ" * 10)), Limits(chars=30)) == "docx_too_large"


def test_a_table_that_unfolds_to_too_many_cells_is_refused() -> None:
    wide = row(*(cell() for _ in range(900)))
    tall = "".join(row(cell("x", span=900)) for _ in range(900))
    assert refused(docx(table(wide, tall)), Limits(chars=100_000)) == "docx_too_large"


def test_a_span_beyond_all_reason_takes_no_memory() -> None:
    body = para("trước") + table(row(cell("a", span=2_000_000_000)), row(cell("b"), cell("c")))
    assert read(docx(body), "x", Limits()).raw == "trước\n\t\nb\tc\n"


def test_tables_nested_too_deep_are_refused_and_others_are_read() -> None:
    def nested(depth: int) -> bytes:
        return docx("<w:tbl><w:tr><w:tc>" * depth + para("đáy") + "</w:tc></w:tr></w:tbl>" * depth)

    assert read(nested(80), "x", Limits()).raw == "đáy\n"
    assert refused(nested(1000)) == "docx_broken"


def test_wrong_numbers_in_properties_do_no_harm() -> None:
    body = table(
        row(cell("a"), cell("b"), properties='<w:gridBefore w:val="-3"/>').replace(
            'Span w:val="1"', 'Span w:val="x"'
        ),
        row(cell("c"), cell("d")),
    )
    assert read(docx(body), "x", Limits()).raw == "a\tb\nc\td\n"


def test_two_parts_of_one_name_do_no_harm() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word/document.xml", MAIN)
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("word/document.xml", MAIN)
    assert read(buffer.getvalue(), "x", Limits()).raw == "Số liệu\n"
