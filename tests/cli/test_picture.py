"""`baocao show FILE --page N --picture`: the page as pdfplumber draws it, with what was found on it."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor.errors import BaocaoError
from extractor.pipeline import convert
from extractor.writers.picture import COLOURS, RESOLUTION, picture, places
from tests.cli.calls import baocao
from tests.readers.pdf_sheets import Sheet, pdf

FIRST = ["Trong tháng, xã tiếp nhận 4.125 hồ sơ.", "Các mặt công tác khác vẫn ổn định."]
SECOND = ["Quyết định số 52/QĐ-UBND đã được thực hiện."]
EMPTY: dict[str, list[tuple[float, float, float, float]]] = {table: [] for table in COLOURS}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo.pdf"
    path.write_bytes(pdf(Sheet().paragraph(72, 700, FIRST), Sheet().paragraph(72, 700, SECOND)))
    return path


def coloured(drawn: bytes, table: str) -> list[float]:
    """The box in points around the frames of a table's colour."""
    pixels = np.asarray(Image.open(BytesIO(drawn)).convert("RGB")).astype(int)
    y, x = np.nonzero((np.abs(pixels - COLOURS[table]) < 3).all(axis=2))
    scale = 72 / RESOLUTION
    return [x.min() * scale, y.min() * scale, x.max() * scale, y.max() * scale]


@pytest.mark.parametrize("rotate", [0, 90])
def test_frames_stand_around_what_was_found_on_the_page_as_displayed(rotate: int) -> None:
    data = pdf(Sheet(rotate=rotate).paragraph(72, 700, FIRST * 4))
    found = places(convert(data, "mau.pdf").records, 1)
    assert len(found["figures"]) == 4
    x0, top, x1, bottom = coloured(picture(data, 1, EMPTY | {"figures": found["figures"][:1]}), "figures")
    begin, end = 72 + 6 * FIRST[0].index("4.125"), 72 + 6 * (FIRST[0].index("4.125") + 5)
    along, across = ((x0, x1), (842 - bottom, 842 - top)) if rotate == 0 else ((top, bottom), (x0, x1))
    assert along == pytest.approx((begin, end), abs=3)
    assert across[0] < 700 < across[1] < 720


def test_table_frame_goes_around_its_part_on_that_page() -> None:
    sheet = Sheet().grid([72, 172, 272], [700, 676, 652]).text(80, 684, "Lĩnh vực").text(180, 684, "Số hồ sơ")
    data = pdf(sheet.text(80, 660, "Hộ tịch").text(180, 660, "15"))
    found = places(convert(data, "mau.pdf").records, 1)
    assert coloured(picture(data, 1, found), "tables") == pytest.approx([72, 142, 272, 190], abs=3)


def test_picture_is_written_beside_and_the_legend_is_said(report: Path, tmp_path: Path) -> None:
    before = report.read_bytes()
    done = baocao("show", str(report), "--page", "2", "--picture", folder=tmp_path)
    told = done.stderr.decode()
    assert done.returncode == 0
    assert "Ảnh trang 2: báo cáo-trang-2.png" in told
    assert "xanh lá: số liệu" in told
    assert (tmp_path / "báo cáo-trang-2.png").read_bytes().startswith(b"\x89PNG")
    assert report.read_bytes() == before


def test_page_limits_what_is_shown(report: Path) -> None:
    found = json.loads(baocao("show", str(report), "--page", "2", "--json").stdout)
    assert [citation["number"] for citation in found["citations"]] == ["52/QĐ-UBND"]
    assert found["figures"] == []
    whole = json.loads(baocao("show", str(report), "--json").stdout)
    assert [figure["value"] for figure in whole["figures"]] == ["4125"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--page", "3", "--picture"], "không có trang 3: số trang đọc được là 2"),
        (["--picture", "anh.jpg"], "phải có đuôi .png: anh.jpg"),
    ],
)
def test_wrong_call_says_what_to_do_next(report: Path, tmp_path: Path, args: list[str], said: str) -> None:
    done = baocao("show", str(report), *args, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == [report.name]


def test_only_pages_of_a_pdf_are_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST[0], encoding="utf-8")
    done = baocao("show", "a.txt", "--picture", folder=tmp_path)
    assert done.returncode == 2
    assert "không phải tệp PDF" in done.stderr.decode()


def test_picture_never_replaces_the_report(report: Path, tmp_path: Path) -> None:
    disguised = report.rename(tmp_path / "trang.png")
    before = disguised.read_bytes()
    done = baocao("show", "trang.png", "--picture", "trang.png", folder=tmp_path)
    assert done.returncode == 2
    assert "không được ghi đè" in done.stderr.decode()
    assert disguised.read_bytes() == before


def test_page_that_cannot_be_drawn_is_an_error_of_ours() -> None:
    with pytest.raises(BaocaoError, match="picture_failed"):
        picture(b"%PDF-1.7\nnothing", 1, EMPTY)
