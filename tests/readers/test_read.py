"""Any file gives a document; what cannot be read says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import readers
from extractor.model import Document, Severity
from extractor.readers import read
from extractor.readers.limits import Limits
from tests.readers.docx_parts import archive, cell, docx, para, row, table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = docx(para("Tổng số") + table(row(cell("STT"), cell("Tên")), row(cell("1"), cell("A"))))


def error(found: Document) -> tuple[str, dict[str, str | int | float]]:
    """Code and values of the one error of a document without text."""
    assert found.raw == ""
    (problem,) = found.problems
    assert problem.severity is Severity.ERROR
    return problem.code, problem.values


def test_the_bytes_decide_and_not_the_name() -> None:
    assert read(GOOD, "bao-cao.txt").raw.startswith("Tổng số\n")
    found = read("Tổng số\n".encode(), "bao-cao.docx")
    assert (found.raw, found.name, found.media_type) == ("Tổng số\n", "bao-cao.docx", "text/plain")


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        (b"", "empty_file", {}),
        (bytes(range(256)) * 9, "unknown_format", {}),
        (b"{\\rtf1 x}", "unsupported_format", {"format": "rtf"}),
        (OLE, "unsupported_format", {"format": "ole"}),
        (b"<html><body>x", "unsupported_format", {"format": "html"}),
        (archive({"a.txt": "x"}), "archive_unopened", {}),
        (archive({"a.txt": "x"})[:-9], "archive_broken", {}),
        (b"Rar!\x1a\x07\x01\x00", "archive_unknown", {}),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "unsupported_sheet",
            {"format": "ods"},
        ),
        (b"\x89PNG\r\n\x1a\n", "unsupported_format", {"format": "image"}),
        (b"PK\x03\x04 word/document.xml", "docx_broken", {}),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str, values: dict[str, str]) -> None:
    assert error(read(data, "x")) == (code, values)


def test_an_encrypted_document_says_so() -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    assert error(read(OLE + entry, "x")) == ("docx_encrypted", {})


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert error(read(GOOD, "x", Limits(bytes=10))) == ("too_large", {"bytes": len(GOOD), "limit": 10})


def test_a_reader_that_fails_names_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(readers, "sniff", fail)
    assert error(read(b"x", "x")) == ("reader_failed", {"error": "RecursionError"})


@given(st.binary(max_size=500))
def test_any_bytes_give_a_document(data: bytes) -> None:
    found = read(data, "x")
    assert found.raw or found.problems or not data.strip()


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_package_gives_a_document(damage: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in damage:
        data[place] = byte
    found = read(bytes(data), "x")
    assert "reader_failed" not in {problem.code for problem in found.problems}
    for one in found.tables:
        assert all(found.raw[item.start : item.end] == item.text for item in one.cells)


XML = st.recursive(
    st.sampled_from(["<w:t>x</w:t>", "<w:br/>", '<w:fldChar w:fldCharType="end"/>', "<w:numPr/>"]),
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "r", "tbl", "tr", "tc", "tcPr", "pPr", "sdt", "sdtContent", "txbxContent", "ins"]
        ),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"),
    max_leaves=30,
)


@given(XML)
def test_elements_in_any_order_give_a_document(body: str) -> None:
    found = read(docx(body), "x")
    assert found.problems == ()
    for one in found.tables:
        assert all(found.raw[item.start : item.end] == item.text for item in one.cells)
