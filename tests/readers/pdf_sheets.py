"""Small PDFs written by hand: text in any place, size and direction, rules and boxes, without any library."""

import hashlib
import math
from collections.abc import Sequence

UNICODE_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + b"".join(
        b"%d beginbfrange\n%sendbfrange\n"
        % (
            64,
            b"".join(
                b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(first, first + 64)
            ),
        )
        for first in range(0, 256, 64)
    )
    + b"endcmap end end\n"
)


class Sheet:
    """The content of one page, in points from the lower left corner; a glyph is half its size wide."""

    def __init__(self, width: int = 595, height: int = 842, rotate: int = 0) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self.parts: list[bytes] = []
        self.forms: list[Sheet] = []
        self.stamps: list[tuple[float, float, Sheet]] = []

    def text(
        self, x: float, y: float, text: str, size: float = 12, angle: float = 0, spread: float = 0
    ) -> "Sheet":
        """Write text from (x, y), turned counter-clockwise by `angle` degrees, `spread` points between glyphs."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        codes = text.encode("utf-16-be").hex().encode()
        matrix = b"%.4f %.4f %.4f %.4f %.2f %.2f" % (cos, sin, -sin, cos, x, y)
        self.parts.append(b"BT /F %.2f Tf %.3f Tc %s Tm <%s> Tj ET" % (size, spread, matrix, codes))
        return self

    def paragraph(self, x: float, y: float, lines: Sequence[str], size: float = 12) -> "Sheet":
        """Write lines one below the other."""
        for number, line in enumerate(lines):
            self.text(x, y - number * size * 1.4, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Stroke a line."""
        self.parts.append(b"0.5 w %.2f %.2f m %.2f %.2f l S" % (x0, y0, x1, y1))
        return self

    def bar(self, x: float, y: float, width: float, height: float, paint: str = "f") -> "Sheet":
        """Paint a rectangle: filled (`f`) or stroked (`S`)."""
        self.parts.append(b"%.2f %.2f %.2f %.2f re %s" % (x, y, width, height, paint.encode()))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Sheet":
        """Stroke every line of a grid."""
        for x in xs:
            self.rule(x, min(ys), x, max(ys))
        for y in ys:
            self.rule(min(xs), y, max(xs), y)
        return self

    def form(self, x: float, y: float, inner: "Sheet") -> "Sheet":
        """Place another sheet's content as a form XObject."""
        self.parts.append(b"q 1 0 0 1 %.2f %.2f cm /X%d Do Q" % (x, y, len(self.forms)))
        self.forms.append(inner)
        return self

    def stamp(self, x: float, y: float, inner: "Sheet") -> "Sheet":
        """Lay another sheet's content over the page as an annotation."""
        self.stamps.append((x, y, inner))
        return self

    def image(self) -> "Sheet":
        """Cover the page with a one-pixel image."""
        inline = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI"
        self.parts.append(b"q %d 0 0 %d 0 0 cm %s Q" % (self.width, self.height, inline))
        return self


def pdf(*sheets: Sheet, password: bytes | None = None) -> bytes:
    """The bytes of a PDF with these pages.

    With `password`, its user must know it; the empty one is an owner's lock that readers need not mind.
    """
    objects: list[bytes] = [b"", b""]
    key = None if password is None else _key(password)

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(entries: bytes, body: bytes) -> int:
        if key is not None:
            body = _rc4(_md5(key + (len(objects) + 1).to_bytes(3, "little") + bytes(2))[:10], body)
        return add(b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(body), body))

    def resources(sheet: Sheet) -> bytes:
        names = b""
        for number, inner in enumerate(sheet.forms):
            names += b"/X%d %d 0 R " % (number, form(inner))
        return b"<</Font <</F %d 0 R>> /XObject <<%s>>>>" % (font, names)

    def form(sheet: Sheet) -> int:
        box = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d]" % (sheet.width, sheet.height)
        return stream(b"%s /Resources %s" % (box, resources(sheet)), b"\n".join(sheet.parts))

    def annotation(x: float, y: float, sheet: Sheet) -> int:
        place = (x, y, x + sheet.width, y + sheet.height, form(sheet))
        return add(b"<</Type /Annot /Subtype /Stamp /F 4 /Rect [%d %d %d %d] /AP <</N %d 0 R>>>>" % place)

    descriptor = add(
        b"<</Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -250 500 750] /ItalicAngle 0"
        b" /Ascent 750 /Descent -250 /CapHeight 700 /StemV 80>>"
    )
    descendant = add(
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>" % descriptor
    )
    unicode_map = stream(b"", UNICODE_MAP)
    font = add(
        b"<</Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>" % (descendant, unicode_map)
    )
    pages = []
    for sheet in sheets:
        content = stream(b"", b"\n".join(sheet.parts))
        notes = b" ".join(b"%d 0 R" % annotation(*stamp) for stamp in sheet.stamps)
        pages.append(
            add(
                b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d]"
                b" /Rotate %d /Contents %d 0 R /Annots [%s] /Resources %s>>"
                % (sheet.width, sheet.height, sheet.rotate, content, notes, resources(sheet))
            )
        )
    objects[0] = b"<</Type /Catalog /Pages 2 0 R>>"
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects[1] = b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(pages), kids)
    entries = b""
    if key is not None:
        lock = b"<%s>" % OWNER.hex().encode()
        check = b"<%s>" % _rc4(key, PADDING).hex().encode()
        entries = b" /ID [<00> <00>] /Encrypt %d 0 R" % add(
            b"<</Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O %s /U %s>>" % (lock, check)
        )
    return _file(objects, entries)


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
OWNER = bytes(range(32))


def _key(password: bytes) -> bytes:
    """The key of the oldest encryption of PDF, for one of these files."""
    return _md5((password + PADDING)[:32] + OWNER + (-4).to_bytes(4, "little", signed=True) + bytes(1))[:5]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _file(objects: Sequence[bytes], entries: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer <</Size %d /Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, entries, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer
