"""What format a file has, by its bytes."""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """The formats that are told apart; only some have a reader. CSV and TSV are found in what is TEXT."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    CSV = "csv"
    TSV = "tsv"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    RTF = "rtf"
    HTML = "html"
    XML = "xml"
    IMAGE = "image"
    ZIP = "zip"
    ARCHIVE = "archive"
    TEXT = "text"
    UNKNOWN = "unknown"

    @property
    def media_type(self) -> str:
        """The media type (RFC 6838) of the format."""
        return MEDIA_TYPES.get(self, "application/octet-stream")


MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.XLSB: "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.ODP: "application/vnd.oasis.opendocument.presentation",
    Format.DOC: "application/msword",
    Format.XLS: "application/vnd.ms-excel",
    Format.PPT: "application/vnd.ms-powerpoint",
    Format.OLE: "application/x-ole-storage",
    Format.ENCRYPTED: "application/x-ole-storage",
    Format.RTF: "application/rtf",
    Format.HTML: "text/html",
    Format.XML: "application/xml",
    Format.ZIP: "application/zip",
    Format.TEXT: "text/plain",
    Format.CSV: "text/csv",
    Format.TSV: "text/tab-separated-values",
}

MAGIC = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Format.OLE,
    b"PK\x03\x04": Format.ZIP,
    b"PK\x05\x06": Format.ZIP,
    b"{\\rt": Format.RTF,
    b"\x89PNG\r\n": Format.IMAGE,
    b"\xff\xd8\xff": Format.IMAGE,
    b"GIF8": Format.IMAGE,
    b"II*\x00": Format.IMAGE,
    b"MM\x00*": Format.IMAGE,
    b"Rar!\x1a\x07": Format.ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": Format.ARCHIVE,
    b"\x1f\x8b": Format.ARCHIVE,
}

# Streams at the top of an OLE file, the more telling first: a .doc may hold a workbook, not the reverse.
STREAMS = {
    "EncryptedPackage": Format.ENCRYPTED,
    "WordDocument": Format.DOC,
    "Workbook": Format.XLS,
    "Book": Format.XLS,
    "PowerPoint Document": Format.PPT,
}

# In [Content_Types].xml; the main part of a macro document has a media type of Microsoft's own.
MAIN_PARTS = {
    b"wordprocessingml.document.main": Format.DOCX,
    b"wordprocessingml.template.main": Format.DOCX,
    b"ms-word.document.macroenabled.main": Format.DOCX,
    b"ms-word.template.macroenabledtemplate.main": Format.DOCX,
    b"ms-excel.sheet.binary": Format.XLSB,
    b"spreadsheetml": Format.XLSX,
    b"ms-excel": Format.XLSX,
    b"presentationml": Format.PPTX,
}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
OPEN_KINDS = {b"spreadsheet": Format.ODS, b"presentation": Format.ODP}
MAIN_NAMES = {"word/document.xml": Format.DOCX, "xl/workbook.xml": Format.XLSX}
FOLDERS = {b"word/": Format.DOCX, b"xl/": Format.XLSX, b"ppt/": Format.PPTX}

HEAD = 1024
SAMPLE = 1 << 16
SMALL_PART = 1 << 20
CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
MOST_CONTROL = 0.01  # share of control characters in a text; in compressed data it is 0.1
# UTF-16: half of a Vietnamese text's letters, its spaces and its line breaks are below U+0100.
MANY_ZEROS = 0.3
FEW_ZEROS = 0.05
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class _Zeros(NamedTuple):
    """Shares of zero bytes at even and at odd places."""

    even: float
    odd: float


def sniff(data: bytes) -> Format:
    """The format of a file's bytes; `UNKNOWN` for what is neither a known format nor text."""
    magic = next((form for mark, form in MAGIC.items() if data.startswith(mark)), None)
    match magic:
        case Format.ZIP:
            return _package(data)
        case Format.OLE:
            return _compound(data)
        case None:
            return Format.PDF if b"%PDF-" in data[:HEAD] else _text(data)
        case _:
            return magic


def encoding(data: bytes) -> str | None:
    """The codec of a text that says or shows it by its first bytes, else None."""
    mark = next((codec for mark, codec in MARKS.items() if data.startswith(mark)), None)
    if mark is not None:
        return mark
    zeros = _zeros(data[:SAMPLE])
    if zeros.odd > MANY_ZEROS and zeros.even < FEW_ZEROS:
        return "utf-16-le"
    if zeros.even > MANY_ZEROS and zeros.odd < FEW_ZEROS:
        return "utf-16-be"
    return None


def _zeros(sample: bytes) -> _Zeros:
    half = max(len(sample) // 2, 1)
    return _Zeros(sample[::2].count(0) / half, sample[1::2].count(0) / half)


def _text(data: bytes) -> Format:
    """What kind of text the bytes are, if any."""
    sample = data[:SAMPLE]
    codec = encoding(sample)
    if codec is not None:
        sample = sample.decode(codec, errors="ignore").encode()
    if not sample or len(sample) - len(sample.translate(None, CONTROL)) > MOST_CONTROL * len(sample):
        return Format.UNKNOWN
    head = sample[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (head.startswith(b"<") and HTML.search(head)) or head.startswith(b"MIME-Version:"):
        return Format.HTML
    return Format.XML if head.startswith(b"<?xml") else Format.TEXT


def _compound(data: bytes) -> Format:
    """Which of Microsoft's older formats an OLE file holds, by the names in its directory."""
    for name, form in STREAMS.items():
        field = name.encode("utf-16-le")
        if field.ljust(64, b"\0") + (len(field) + 2).to_bytes(2, "little") in data:
            return form
    return Format.OLE


def _package(data: bytes) -> Format:
    """Which format a ZIP file holds; one without a directory by any part's name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return package(archive)
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error, zipfile.BadZipFile):
        return next((form for folder, form in FOLDERS.items() if folder in data), Format.ZIP)


def package(archive: zipfile.ZipFile) -> Format:
    """Which format a ZIP file holds, by its list of parts; raises what `zipfile` does for a damaged one."""
    names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
    types = _small_part(archive, names.get("[content_types].xml")).lower()
    mimetype = _small_part(archive, names.get("mimetype"))
    if mimetype.startswith(OPEN_DOCUMENT):
        kind = mimetype.removeprefix(OPEN_DOCUMENT)
        return next((form for mark, form in OPEN_KINDS.items() if kind.startswith(mark)), Format.ODT)
    by_type = next((form for mark, form in MAIN_PARTS.items() if mark in types), None)
    return by_type or next((form for part, form in MAIN_NAMES.items() if part in names), Format.ZIP)


def _small_part(archive: zipfile.ZipFile, name: str | None) -> bytes:
    """The first bytes of a part, nothing if there is none."""
    if name is None:
        return b""
    with archive.open(name) as part:
        return part.read(SMALL_PART)
