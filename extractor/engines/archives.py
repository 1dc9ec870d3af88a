"""Archives among the inputs of a run: each is replaced by the files in it, `a.zip/b.docx`.

Only files called `.zip`, files without a known extension and standard input are opened to see whether they
are archives; of these only the directory is read, and the archives inside. What is wrong with an archive is
the problem of one document in its place.
"""

import io
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import IO
from weakref import finalize

from extractor.engines.inputs import ARCHIVE, EXTENSIONS, Found, Input, Member, Source, is_known, unique
from extractor.model import Problem, Severity
from extractor.readers.archive import Entry, Folder
from extractor.readers.faults import UnreadableError
from extractor.readers.limits import Limits

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
EMPTY = "archive_without_reports"
"""The code of the problem that an archive has which was read and holds nothing to read."""

DEEPEST = 3
"""How many archives may lie inside each other."""


def expand(found: Found, limits: Limits) -> Found:
    """The inputs with the files in archives in their place."""
    inputs: list[Input] = []
    skipped = [*found.skipped]
    for entry in found.inputs:
        walk = _walk(entry, limits)
        if walk is None:
            inputs.append(entry)
        else:
            inputs += walk.inputs
            skipped += walk.skipped
    return Found(inputs=unique(inputs), skipped=tuple(sorted(skipped)))


def member_bytes(member: Member, limits: Limits) -> bytes:
    """The bytes of a file inside an archive; raises UnreadableError or OSError."""
    state = Path(member.archive).stat()
    written = (state.st_mtime_ns, state.st_size)
    return _folder(member.archive, written, member.trail[:-1], limits).unpack(member.trail[-1], limits)


@lru_cache(maxsize=1)  # the files of an archive follow each other: its directory is read once for all
def _folder(archive: str, _written: tuple[int, int], trail: tuple[int, ...], limits: Limits) -> Folder:
    file = Path(archive).open("rb")  # noqa: SIM115 - open as long as its folder is remembered
    folder = Folder(file)
    finalize(folder, file.close)
    for number in trail:
        folder = Folder(io.BytesIO(folder.unpack(number, limits)))
    return folder


def _walk(entry: Input, limits: Limits) -> "_Walk | None":
    """What is found in an input that is an archive; None for any other."""
    if isinstance(entry.source, bytes):
        # Standard input lies nowhere on disk: its files are unpacked here, within the bounds of one document.
        return _Walk(limits, limits.unpacked, None).of(io.BytesIO(entry.source), entry.path)
    if not isinstance(entry.source, str) or PurePath(entry.source).suffix.lower() in EXTENSIONS - {ARCHIVE}:
        return None
    with suppress(OSError):  # what cannot be opened fails in its worker
        if stat.S_ISREG(Path(entry.source).stat().st_mode):
            with Path(entry.source).open("rb") as file:
                return _Walk(limits, limits.archive, entry.source).of(file, entry.path)
    return None


class _Walk:
    """The way through an archive and all archives in it: the inputs found, and the files no reader knows."""

    def __init__(self, limits: Limits, most: int, archive: str | None) -> None:
        self.inputs: list[Input] = []
        self.skipped: list[str] = []
        self._limits = limits
        self._archive = archive
        self._files, self._bytes, self._inner = limits.files, most, limits.unpacked

    def of(self, file: IO[bytes], path: str) -> "_Walk | None":
        """The walk through a file, if that is an archive; a damaged one is left to its reader."""
        try:
            folder = _opened(file)
        except UnreadableError:
            return None
        if folder is None:
            return None
        self._fill(folder, path, ())
        return self

    def _fill(self, folder: Folder, path: str, trail: tuple[int, ...]) -> None:
        """Add the files of an archive, or the problem for which none of them is read."""
        known: list[Entry] = []
        for entry in folder.entries:
            if is_known(PurePath(entry.name)):
                known.append(entry)
            else:
                self.skipped.append(f"{path}/{entry.name}")
        self._files -= len(folder.entries)
        self._bytes -= sum(entry.size for entry in known)
        code = self._code(known)
        if code is not None:
            self.inputs.append(Input(path=path, source=Problem(code=code, severity=Severity.ERROR)))
            return
        for entry in known:
            self._add(folder, entry, f"{path}/{entry.name}", (*trail, entry.number))

    def _code(self, known: list[Entry]) -> str | None:
        """Why the files of an archive are not read."""
        if not known:
            return EMPTY
        if self._files < 0:
            return "archive_too_many"
        return "archive_too_large" if self._bytes < 0 else None

    def _add(self, folder: Folder, entry: Entry, path: str, trail: tuple[int, ...]) -> None:
        """Add a file of an archive, or what is in it."""
        try:
            inner = self._nested(folder, entry, len(trail))
            if inner is not None:
                self._fill(inner, path, trail)
                return
            source = self._source(folder, entry, trail)
        except UnreadableError as error:
            source = Problem(code=error.code, severity=Severity.ERROR, values=error.values)
        self.inputs.append(Input(path=path, source=source))

    def _nested(self, folder: Folder, entry: Entry, depth: int) -> Folder | None:
        """The archive in an archive; None for any other file."""
        if PurePath(entry.name).suffix.lower() != ARCHIVE:
            return None
        self._inner -= entry.size
        if depth >= DEEPEST or self._inner < 0:
            raise UnreadableError("archive_too_deep")
        return _opened(io.BytesIO(folder.unpack(entry.number, self._limits)))

    def _source(self, folder: Folder, entry: Entry, trail: tuple[int, ...]) -> Source:
        if self._archive is None:
            return folder.unpack(entry.number, self._limits)
        return Member(archive=self._archive, trail=trail)


def _opened(file: IO[bytes]) -> Folder | None:
    """The folder that an archive is; None for what is no archive, or one document of an office program."""
    is_zip = file.read(len(MAGIC[0])) in MAGIC
    file.seek(0)
    folder = Folder(file) if is_zip else None
    return None if folder is None or folder.is_document() else folder
