"""How much a reader takes in before it says "too much"."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds for one document; what lies beyond them becomes a problem record, never a crash.

    `bytes`: size of the file; `unpacked`: bytes of all parts of a package that are read, unpacked;
    `pages`: pages of a PDF; `cells`: cells of all sheets of a workbook, and places of one of its tables;
    `chars`: code points of raw text. Bounds for one archive with all archives inside it: `files`, and
    `archive`, the bytes of all its files, unpacked.
    """

    bytes: int = 200_000_000
    unpacked: int = 400_000_000
    pages: int = 3_000
    cells: int = 250_000
    chars: int = 20_000_000
    files: int = 10_000
    archive: int = 4_000_000_000
