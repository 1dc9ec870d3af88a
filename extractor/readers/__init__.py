"""From a file's bytes to a `Document`, whatever the file is."""

import importlib
from typing import Protocol, cast

from extractor.model import Document, Problem, Severity
from extractor.readers.limits import Limits
from extractor.readers.sniff import Format, sniff

MODULES = {
    Format.DOCX: "extractor.readers.docx",
    Format.PDF: "extractor.readers.pdf",
    Format.TEXT: "extractor.readers.plain",
    Format.XLS: "extractor.readers.sheets.xls",
    Format.XLSX: "extractor.readers.sheets.xlsx",
    Format.ZIP: "extractor.readers.archive",
}

USUAL_LIMITS = Limits()


class Reader(Protocol):
    """What the module of a format offers."""

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Read the whole of a file's bytes; `name` is only handed on to the document."""


def read(data: bytes, name: str, limits: Limits = USUAL_LIMITS) -> Document:
    """Read a file's bytes; its format is found in the bytes, never in its `name`.

    Never raises for what the bytes hold: the problems of the document say why it could not be read.
    """
    if not data:
        return _unread(name, Format.UNKNOWN, "empty_file")
    if len(data) > limits.bytes:
        return _unread(name, Format.UNKNOWN, "too_large", bytes=len(data), limit=limits.bytes)
    form = Format.UNKNOWN
    try:
        form = sniff(data)
        if form in MODULES:
            return _reader(form).read(data, name, limits)
    except Exception as error:  # noqa: BLE001 - one bad file must not stop a folder, whatever it sets off
        return _unread(name, form, "reader_failed", error=type(error).__name__)
    return _refused(name, form)


def _reader(form: Format) -> Reader:
    """The reader of a format; its libraries are loaded with the first file of that format."""
    return cast("Reader", importlib.import_module(MODULES[form]))


def _refused(name: str, form: Format) -> Document:
    """The document of a file in a format without a reader."""
    match form:
        case Format.UNKNOWN:
            return _unread(name, form, "unknown_format")
        case Format.ENCRYPTED:
            return _unread(name, form, "docx_encrypted")
        case Format.ARCHIVE:
            return _unread(name, form, "archive_unknown")
        case Format.ODS | Format.XLSB:
            return _unread(name, form, "unsupported_sheet", format=form.value)
        case _:
            return _unread(name, form, "unsupported_format", format=form.value)


def _unread(name: str, form: Format, code: str, **values: str | float) -> Document:
    """A document without text and the one problem that says why."""
    problem = Problem(code=code, severity=Severity.ERROR, values=values)
    return Document(name=name, media_type=form.media_type, problems=(problem,))
