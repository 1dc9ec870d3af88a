"""Makes the PDF files that PDFium cannot read right and pdfplumber can: one construction a file.

The report is of an invented commune. Its font is a subset of Tinos whose glyphs are numbered anew, as office
software embeds it.

Usage, from the root of the repository: `python -m corpus.made.second_reader`
"""

import sys
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from corpus.made.generator.forms import find_font

FOLDER = Path(__file__).resolve().parents[1] / "second-reader"

WIDTH, HEIGHT, LEFT, TOP, LEADING, SIZE = 595, 842, 85, 770, 20, 12

HEAD = (
    "UBND XÃ ĐỒNG MÂY",
    "Số: 47/BC-UBND",
    "Đồng Mây, ngày 12 tháng 9 năm 2025",
    "BÁO CÁO",
    "Kết quả giải quyết thủ tục hành chính tháng 8 năm 2025",
    "Thực hiện Kế hoạch số 18/KH-UBND ngày 20/01/2025 của Ủy ban nhân dân xã về kiểm soát",
    "thủ tục hành chính năm 2025, Ủy ban nhân dân xã Đồng Mây báo cáo kết quả như sau:",
    "1. Trong tháng, Bộ phận Một cửa tiếp nhận mới 317 hồ sơ; đã giải quyết 309 hồ sơ, trong đó",
    "đúng hạn 306 hồ sơ, quá hạn 03 hồ sơ; đang giải quyết 08 hồ sơ.",
)
REST = (
    "2. Số hồ sơ nộp trực tuyến là 241 hồ sơ, đạt tỷ lệ 76,03% tổng số hồ sơ tiếp nhận.",
    "3. Ủy ban nhân dân xã đã tiếp nhận 02 phản ánh, kiến nghị và đã trả lời cả 02 trường hợp.",
    "Trong tháng 9, xã tiếp tục rà soát hồ sơ quá hạn và xin lỗi người dân theo quy định.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Lò Thị Hải Vân",
)
COLUMNS = (85, 400, 510)
ROWS = (
    ("Lĩnh vực", "Tiếp nhận"),
    ("Hộ tịch, chứng thực bản sao từ bản chính và chữ ký", "225"),
    ("Đất đai, môi trường, bảo trợ xã hội và người có công", "92"),
)
ROW_HEIGHT = 24


class Font(NamedTuple):
    """A subset of a font: its bytes, and for each character its glyph's number and width in 1/1000."""

    data: bytes
    glyphs: dict[str, int]
    widths: dict[int, int]


def font_of(text: str, path: Path) -> Font:
    """Gives the font with the glyphs of a text only, its own list of characters as runs of glyph numbers."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    listed = CmapSubtable.newSubtable(12)
    listed.platformID, listed.platEncID, listed.language = 3, 10, 0
    listed.cmap = font.getBestCmap()
    font["cmap"].tables = [listed]
    written = BytesIO()
    font.save(written)
    number, unit = font.getReverseGlyphMap(), font["head"].unitsPerEm
    glyphs = {chr(code): number[name] for code, name in listed.cmap.items()}
    widths = {number[name]: round(1000 * wide / unit) for name, (wide, _) in font["hmtx"].metrics.items()}
    return Font(written.getvalue(), glyphs, widths)


class Writer:
    """Collects the objects of a PDF file; the first two are the catalogue and the tree of pages."""

    def __init__(self, font: Font, *, mapped: bool = True) -> None:
        self.objects = [b"", b""]
        self.kids: list[int] = []
        self._font = font
        program = self._stream(font.data, b"/Length1 %d" % len(font.data))
        described = self._add(
            b"<</Type /FontDescriptor /FontName /AAAAAA+Tinos /Flags 4 /FontBBox [-200 -300 1000 900]"
            b" /ItalicAngle 0 /Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 /FontFile2 %d 0 R>>"
            % program
        )
        widths = b" ".join(b"%d [%d]" % pair for pair in sorted(font.widths.items()))
        descendant = self._add(
            b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Tinos /CIDToGIDMap /Identity"
            b" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            b" /FontDescriptor %d 0 R /W [%s]>>" % (described, widths)
        )
        entry = b" /ToUnicode %d 0 R" % self._stream(self._unicode_map()) if mapped else b""
        self.font = self._add(
            b"<</Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Tinos /Encoding /Identity-H"
            b" /DescendantFonts [%d 0 R]%s>>" % (descendant, entry)
        )

    def page(self, parts: Iterable[bytes], entries: bytes = b"") -> None:
        """Adds a page with these parts of its content."""
        content = self._stream(b"\n".join(parts))
        self.kids.append(
            self._add(
                b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d]%s /Contents %d 0 R"
                b" /Resources <</Font <</F %d 0 R>>>>>>" % (WIDTH, HEIGHT, entries, content, self.font)
            )
        )

    def text(self, x: float, y: float, text: str) -> bytes:
        """Gives the content that prints a text from (x, y)."""
        codes = b"".join(b"%04X" % self._font.glyphs[char] for char in text)
        return b"BT /F %d Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET" % (SIZE, x, y, codes)

    def lines(self, top: float, lines: Sequence[str]) -> list[bytes]:
        """Gives the content that prints lines one below the other."""
        return [self.text(LEFT, top - LEADING * number, line) for number, line in enumerate(lines)]

    def file(self, root: int = 1) -> bytes:
        """Gives the file's bytes; its end says that the catalogue is object `root`."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        self.objects[0] = b"<</Type /Catalog /Pages 2 0 R>>"
        self.objects[1] = b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(self.kids), kids)
        out, offsets = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        size = len(self.objects) + 1
        trailer = b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(out))
        return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer

    def _unicode_map(self) -> bytes:
        pairs = [b"<%04X> <%04X>" % (glyph, ord(char)) for char, glyph in self._font.glyphs.items()]
        parts = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
        listed = b"\n".join(
            b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts
        )
        space = b"1 begincodespacerange <0000> <FFFF> endcodespacerange"
        begin = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def"
        return b"%s\n%s\n%s\nendcmap end end" % (begin, space, listed)

    def _add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def _stream(self, body: bytes, entries: bytes = b"") -> int:
        packed = zlib.compress(body, 9)
        form = b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream"
        return self._add(form % (entries, len(packed), packed))


def no_unicode_map(font: Font) -> bytes:
    """A font without /ToUnicode: only its own table of characters tells what its glyphs are."""
    writer = Writer(font, mapped=False)
    writer.page(writer.lines(TOP, HEAD + REST))
    return writer.file()


def wrong_catalogue(font: Font) -> bytes:
    """The file's end names the font where it should name the catalogue."""
    writer = Writer(font)
    writer.page(writer.lines(TOP, HEAD + REST))
    return writer.file(root=writer.font)


def crop_box_off_the_page(font: Font) -> bytes:
    """The second page is cut to an area beside its sheet."""
    writer = Writer(font)
    writer.page(writer.lines(TOP, HEAD))
    writer.page(writer.lines(TOP, REST), b" /CropBox [%d 0 %d %d]" % (WIDTH, 2 * WIDTH, HEIGHT))
    return writer.file()


def columns_by_shade(font: Font) -> bytes:
    """A table of few lines, whose two columns are told apart by their shade alone."""
    writer = Writer(font)
    top = TOP - LEADING * (len(HEAD) + 1)
    foot = top - ROW_HEIGHT * len(ROWS)
    shades = [
        b"0.9 g %d %d %d %d re f 0 g" % (x, foot, end - x, top - foot)
        for x, end in zip(COLUMNS[::2], COLUMNS[1::2], strict=False)
    ]
    ys = range(top, foot - 1, -ROW_HEIGHT)
    rules = [b"0.5 w %d %d m %d %d l S" % (COLUMNS[0], y, COLUMNS[-1], y) for y in ys]
    sides = [b"%d %d m %d %d l S" % (x, top, x, foot) for x in (COLUMNS[0], COLUMNS[-1])]
    cells = [
        writer.text(x + 6, y - 17, cell)
        for y, row in zip(ys, ROWS, strict=False)
        for x, cell in zip(COLUMNS, row, strict=False)
    ]
    below = writer.lines(foot - 2 * LEADING, REST)
    writer.page([*writer.lines(TOP, HEAD), *shades, *rules, *sides, *cells, *below])
    return writer.file()


FILES = {
    "no-unicode-map": no_unicode_map,
    "wrong-catalogue": wrong_catalogue,
    "crop-box-off-the-page": crop_box_off_the_page,
    "columns-by-shade": columns_by_shade,
}


def main() -> int:
    """Makes all files."""
    FOLDER.mkdir(exist_ok=True)
    text = "".join(HEAD + REST) + "".join(cell for row in ROWS for cell in row)
    font = font_of(text, find_font(None))
    for name, make in FILES.items():
        (FOLDER / f"{name}.pdf").write_bytes(make(font))
    return 0


if __name__ == "__main__":
    sys.exit(main())
