"""ZIP archives as folders: the files that their directory names, and the bytes of one. Nothing goes to disk.

What the directory claims is checked before anything is unpacked, and of a file never more is unpacked than
it claims, so that the claims bound time and memory.
"""

import io
import unicodedata
import zipfile
import zlib
from typing import IO, NamedTuple, cast

from extractor.model import Document, Problem, Severity
from extractor.readers.faults import UnreadableError
from extractor.readers.limits import Limits
from extractor.readers.sniff import Format, package

LARGEST_DIRECTORY = (
    10_000_000  # bytes; `zipfile` reads all of it before it can be asked for the number of files
)
METHODS = frozenset(
    {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
)  # others may claim any memory
IN_UTF_8, ENCRYPTED = 0x800, 0x1
LINK = 0o120000
NAME_CODECS = ("utf-8", "cp1258")  # of names that do not say: most tools', and that of Vietnamese Windows
JUNK = (".", "~$", "__MACOSX")
UNREADABLE = (
    *(OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error),
    *(zipfile.BadZipFile, zipfile.LargeZipFile),
)


class Entry(NamedTuple):
    """A file of an archive: its number in the directory, its path inside, the bytes it claims to hold."""

    number: int
    name: str
    size: int


class Folder:
    """An opened archive; `entries` leaves out folders, links and what operating systems leave behind."""

    def __init__(self, file: IO[bytes]) -> None:
        bounded = _Bounded(file)
        try:
            self._archive = zipfile.ZipFile(cast("IO[bytes]", bounded))
        except UNREADABLE as error:
            raise UnreadableError("archive_broken") from error
        bounded.most = None
        self.entries = tuple(
            Entry(number, name, info.file_size)
            for number, info in enumerate(self._archive.infolist())
            if (name := _name(info)) and not info.is_dir() and info.external_attr >> 16 & 0o170000 != LINK
        )

    def is_document(self) -> bool:
        """Whether the archive is one document of an office program, and no folder of files."""
        try:
            return package(self._archive) is not Format.ZIP
        except UNREADABLE:
            return False

    def unpack(self, number: int, limits: Limits) -> bytes:
        """The bytes of a file."""
        info = self._archive.infolist()[number]
        if info.flag_bits & ENCRYPTED:
            raise UnreadableError("archive_encrypted")
        if info.compress_type not in METHODS:
            raise UnreadableError("archive_method")
        if info.file_size > limits.bytes:
            raise UnreadableError("too_large", bytes=info.file_size, limit=limits.bytes)
        try:
            return self._archive.read(info)
        except UNREADABLE as error:
            raise UnreadableError("archive_part_broken") from error


def read(data: bytes, name: str, limits: Limits) -> Document:  # noqa: ARG001 - as every reader is called
    """Say why an archive is not read: it is damaged, or nobody has opened it as a folder."""
    try:
        Folder(io.BytesIO(data))
        code = "archive_unopened"
    except UnreadableError as error:
        code = error.code
    problem = Problem(code=code, severity=Severity.ERROR)
    return Document(name=name, media_type=Format.ZIP.media_type, problems=(problem,))


class _Bounded:
    """A file that refuses to read more than `most` bytes at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self.most: int | None = LARGEST_DIRECTORY
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the file."""
        if self.most is not None and size > self.most:
            raise UnreadableError("archive_too_many")
        return self._file.read(size)


def _name(info: zipfile.ZipInfo) -> str:
    """The path of a file inside its archive, made harmless; "" for junk."""
    name = info.filename
    if not info.flag_bits & IN_UTF_8 and not name.isascii():
        name = _decoded(name.encode("cp437"))
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    if any(part.startswith(JUNK) for part in parts):
        return ""
    path = unicodedata.normalize("NFC", "/".join(parts).replace(":", "_"))
    return "".join("?" if unicodedata.category(char).startswith("C") else char for char in path)


def _decoded(name: bytes) -> str:
    for codec in NAME_CODECS:
        try:
            return name.decode(codec)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")
