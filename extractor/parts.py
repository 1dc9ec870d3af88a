"""What records are made of: the structs that stand in their fields."""

import msgspec
from msgspec import Struct


class TableCell(Struct, frozen=True, kw_only=True):
    """The cell in which a record stands: the table's id, row and column from 0."""

    id: str
    row: int
    col: int


class CellPlace(Struct, frozen=True, kw_only=True):
    """The text of a cell and where it is printed."""

    text: str
    start: int
    end: int
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None


class FieldSpan(Struct, frozen=True, kw_only=True):
    """Where a header field is printed."""

    start: int
    end: int
    text: str


class PageReader(Struct, frozen=True, kw_only=True):
    """Which reader read a page, and why when it was not the first."""

    page: int
    reader: str
    reason: str | None = None


class Stamp(Struct, frozen=True, kw_only=True):
    """The stamp that an electronic signature prints on a page: who signed, and when.

    `time` is ISO 8601, as exact as printed. The day of a signature is never the issue date.
    """

    page: int | None = None
    signer: str | None = None
    organisation: str | None = None
    email: str | None = None
    time: str | None = None
    start: int
    end: int


class Numbers(Struct, frozen=True, kw_only=True):
    """The account of all number literals of a document; the parts add up to `seen`."""

    seen: int = 0
    figure: int = 0
    citation: int = 0
    date: int = 0
    heading: int = 0
    ordinal: int = 0
    name: int = 0
    mark: int = 0
    other: int = 0
    unread: int = 0


class OutlineItem(Struct, frozen=True, kw_only=True):
    """A numbered heading of a report under those above it; `chars` are the letters and digits right below."""

    path: tuple[str, ...]
    start: int
    end: int
    page: int | None = None
    chars: int = 0


class Successor(Struct, frozen=True, kw_only=True):
    """An administrative unit that holds the area of an earlier one: the `whole` of it or a part."""

    code: str
    name: str
    province: str | None = None
    whole: bool = True


class Repair(Struct, frozen=True, kw_only=True):
    """A difference between print and value, or a proposal that was not applied."""

    field: str
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    reason: str
    evidence: str | None = None
    applied: bool = False


class Pinpoint(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place inside a cited document: điều (article), khoản (clause), điểm (point) and so on."""

    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None
    tiet: str | None = None
    tieu_muc: str | None = None
    muc: str | None = None
    chuong: str | None = None
    phan: str | None = None
    phu_luc: str | None = None
    mau: str | None = None


class Alternative(Struct, frozen=True, kw_only=True):
    """Another reading of an ambiguous number."""

    value: str
    unit: str | None = None


class NotePart(Struct, frozen=True, kw_only=True):
    """A number that a note states, with its label."""

    label: str
    value: int
