"""One stream out of an OLE file (MS-CFB), the container of Microsoft's older formats."""

from array import array
from collections.abc import Iterable, Iterator
from struct import error as StructError  # noqa: N812 - a name that says what has failed
from struct import unpack_from
from typing import NamedTuple

from extractor.readers.faults import BrokenError

ENTRY, SHORT_SECTOR = 128, 64
IN_HEADER = 109  # sectors of the allocation table that the header itself names
LARGEST_SHIFT = 12  # sectors have 512 or 4096 bytes
LAST = 0xFFFFFFFA  # a number from here on is no sector
STREAM, ROOT = 2, 5


class Entry(NamedTuple):
    """A line of the directory: a name, what it is, its first sector and its size in bytes."""

    name: str
    kind: int
    start: int
    size: int


class Sectors(NamedTuple):
    """Bytes in sectors of a size, the first `base` bytes in, and for each sector the one that goes on."""

    data: bytes
    size: int
    base: int
    following: "array[int]"

    def chain(self, start: int) -> bytes:
        """The bytes of a sector and all that go on with it; a circle ends when no sector can be left."""
        parts: list[bytes] = []
        while start < LAST and len(parts) <= len(self.following):
            begin = self.base + start * self.size
            parts.append(self.data[begin : begin + self.size])
            start = self.following[start]
        return b"".join(parts)


def stream(data: bytes, names: Iterable[str]) -> bytes:
    """The first stream with one of the names; raises BrokenError where there is none."""
    try:
        return _stream(data, names)
    except (StructError, IndexError, StopIteration, ValueError) as error:
        raise BrokenError from error


def _stream(data: bytes, names: Iterable[str]) -> bytes:
    size = 1 << min(unpack_from("<H", data, 30)[0], LARGEST_SHIFT)
    sectors = Sectors(data, size, size, _table(data, size))
    first, cutoff, short_table = unpack_from("<I4xII", data, 48)
    entries = list(_entries(sectors.chain(first)))
    found = next(entry for name in names for entry in entries if (entry.name, entry.kind) == (name, STREAM))
    if found.size < cutoff:
        root = next(entry for entry in entries if entry.kind == ROOT)
        following = _numbers(sectors.chain(short_table))
        sectors = Sectors(sectors.chain(root.start), SHORT_SECTOR, 0, following)
    return sectors.chain(found.start)[: found.size]


def _table(data: bytes, size: int) -> "array[int]":
    """For each sector the one that goes on with it."""
    listed = [number for number in unpack_from(f"<{IN_HEADER}I", data, 76) if number < LAST]
    further, count = unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if further >= LAST:
            break
        *numbers, further = _numbers(_sector(data, further, size))
        listed += [number for number in numbers if number < LAST]
    return _numbers(b"".join(_sector(data, number, size) for number in listed[: len(data) // size]))


def _sector(data: bytes, number: int, size: int) -> bytes:
    """The bytes of a sector; the header takes the place of one before all others."""
    return data[(number + 1) * size : (number + 2) * size]


def _entries(directory: bytes) -> Iterator[Entry]:
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        length, kind = unpack_from("<HB", directory, at + 64)
        start, size = unpack_from("<II", directory, at + 116)
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", errors="replace")
        yield Entry(name, kind, start, size)


def _numbers(data: bytes) -> "array[int]":
    """The whole numbers of four bytes each."""
    return array("I", unpack_from(f"<{len(data) // 4}I", data))
