"""The format of a file is found in its bytes."""

import io
import zipfile

import docx
import pytest

from extractor.readers.sniff import Format, encoding, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(**parts: str) -> bytes:
    """A ZIP file; `__` in a part's name stands for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def entry(name: str) -> bytes:
    """A directory entry of an OLE file."""
    field = name.encode("utf-16-le")
    return field.ljust(64, b"\0") + (len(field) + 2).to_bytes(2, "little") + bytes(62)


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"%PDF-1.7\n", Format.PDF),
        (b"\xef\xbb\xbf  junk before\r\n%PDF-1.4\n", Format.PDF),
        (b"{\\rtf1\\ansi", Format.RTF),
        (b"<!DOCTYPE html><html><body>x", Format.HTML),
        (b"\r\n<html xmlns:o='urn'><head>", Format.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Format.HTML),
        (b"<?xml version='1.0'?><w:wordDocument/>", Format.XML),
        (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"Rar!\x1a\x07\x00", Format.ARCHIVE),
        (OLE, Format.OLE),
        (OLE + entry("Root Entry") + entry("WordDocument"), Format.DOC),
        (OLE + entry("WordDocument") + entry("Workbook"), Format.DOC),
        (OLE + entry("Workbook"), Format.XLS),
        (OLE + entry("EncryptionInfo") + entry("EncryptedPackage"), Format.ENCRYPTED),
        (package(xl__workbook="x"), Format.ZIP),
        (package(mimetype="application/vnd.oasis.opendocument.text"), Format.ODT),
        (package(mimetype="application/vnd.oasis.opendocument.spreadsheet-template"), Format.ODS),
        (package(mimetype="application/vnd.oasis.opendocument.presentation"), Format.ODP),
        (package(letter="x"), Format.ZIP),
        ("Số: /BC-VPUB\n".encode(), Format.TEXT),
        ("Số: /BC-VPUB\n".encode("utf-16"), Format.TEXT),
        ("Số: /BC-VPUB ngày tháng năm 2024\n".encode("utf-16-le"), Format.TEXT),
        (bytes(range(256)) * 4, Format.UNKNOWN),
        (bytes(1000), Format.UNKNOWN),
    ],
)
def test_format_by_bytes(data: bytes, form: Format) -> None:
    assert sniff(data) is form


@pytest.mark.parametrize(
    ("main", "form"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", Format.DOCX),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", Format.DOCX),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", Format.XLSX),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", Format.XLSX),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", Format.XLSB),
        ("application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml", Format.PPTX),
    ],
)
def test_office_packages_differ_by_their_main_part(main: str, form: Format) -> None:
    types = f'<Types><Override PartName="/part.xml" ContentType="{main}"/></Types>'
    assert sniff(package(**{"[Content_Types].xml": types})) is form


def test_document_with_a_workbook_inside_is_a_document() -> None:
    types = (
        '<Types><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument'
        '.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="application/vnd'
        '.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    assert sniff(package(**{"[Content_Types].xml": types})) is Format.DOCX


def test_document_without_its_content_types_is_known_by_its_main_part() -> None:
    assert sniff(package(word__document="")) is Format.ZIP
    assert sniff(package(**{"word/document.xml": "<x/>"})) is Format.DOCX
    assert sniff(package(**{"xl/workbook.xml": "<x/>"})) is Format.XLSX


def test_document_that_was_cut_off_is_still_a_document() -> None:
    data = saved(docx.Document())
    assert sniff(data) is Format.DOCX
    assert sniff(data[: len(data) // 2]) is Format.DOCX


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_seen_with_and_without_its_mark(codec: str) -> None:
    text = "Tổng số thủ tục hành chính được tiếp nhận\n"
    found = encoding(text.encode(codec))
    assert found is not None
    assert text.encode(codec).decode(found) == text


def test_utf_8_needs_no_mark() -> None:
    assert encoding("Tổng số".encode()) is None
