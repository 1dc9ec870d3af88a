"""The draft of the summary report: read again by our own reader, it says what the reports say."""

from pathlib import Path

import pytest

from extractor import rules
from extractor.parts import OutlineItem
from extractor.pipeline import convert
from extractor.readers import read
from extractor.readers.limits import Limits
from extractor.records import DocumentRecord, FigureRecord, PassageRecord
from extractor.summary import draft
from extractor.summary.contents import Results, contents
from extractor.units.gazetteer import units_on
from extractor.writers.vocabulary import vocabulary
from tests.aggregate.made import figure, report

DAY = "2025-07-01"
COMMUNES = units_on(DAY).children("22")[:3]
HEADINGS = ("I. KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "II. KHÓ KHĂN, VƯỚNG MẮC", "III. KIẾN NGHỊ")
OUTLINE = tuple(OutlineItem(path=(text,), start=0, end=1, chars=9) for text in HEADINGS)
Sent = tuple[DocumentRecord, list[FigureRecord], list[PassageRecord]]
HARD = "Đường truyền chưa ổn định, thiết bị đã cũ."


def sent(number: int, done: str, said: str | None = None) -> Sent:
    unit = COMMUNES[number]
    path = f"{unit.code}.txt"
    document = report(path, f"UBND {unit.full_name}", admin_code=unit.code, units_on=DAY, outline=OUTLINE)
    stated = [figure(path, done, section=(HEADINGS[0],), page=2)]
    passages = [PassageRecord(path=path, kind="kho_khan", text=said, section=(HEADINGS[1],))] if said else []
    return document, stated, passages


def drafted(
    folder: Path,
    *reports: Sent,
    outline: tuple[OutlineItem, ...] = (),
) -> bytes:
    patterns = rules.load()
    results = Results(
        documents=[document for document, _, _ in reports],
        figures=[one for _, figures, _ in reports for one in figures],
        passages=[one for _, _, passages in reports for one in passages],
    )
    made = contents(results, patterns, expect=COMMUNES)
    draft.write(folder / "d.docx", made, outline, patterns, vocabulary(patterns.messages, patterns))
    return (folder / "d.docx").read_bytes()


def raw(data: bytes) -> str:
    return read(data, "d.docx", Limits()).raw


def test_figures_stand_under_their_item_with_their_sum_and_sources(tmp_path: Path) -> None:
    data = drafted(tmp_path, sent(0, "1200"), sent(1, "34"))
    found = convert(data, "d.docx")
    assert found.document.status == "ok"
    (done,) = [one for one in found.records.figures if one.value == "1234"]
    assert (done.indicator, done.section[0]) == ("HS.DONE.TOTAL", HEADINGS[0])
    notes = raw(data)
    for number, value in ((0, "1.200"), (1, "34")):
        unit = COMMUNES[number]
        assert f"UBND {unit.full_name}: {value} ({unit.code}.txt, trang 2)" in notes


def test_what_several_say_alike_stands_once_with_all_who_say_it(tmp_path: Path) -> None:
    text = raw(
        drafted(tmp_path, sent(0, "1", HARD), sent(1, "2", HARD.upper()), sent(2, "3", "Thiếu người."))
    )
    assert text.count(HARD.rstrip(".")) == 1
    said = next(line for line in text.splitlines() if HARD.rstrip(".") in line)
    assert all(f"UBND {unit.full_name}" in said for unit in COMMUNES[:2])
    assert f"Thiếu người (UBND {COMMUNES[2].full_name})" in text


def test_the_outline_is_the_one_asked_for_and_what_fits_nowhere_is_not_lost(tmp_path: Path) -> None:
    asked = tuple(
        OutlineItem(path=(text,), start=0, end=1) for text in ("A. CÔNG TÁC KHÁC", "B. KHÓ KHĂN, VƯỚNG MẮC")
    )
    text = raw(drafted(tmp_path, sent(0, "7", HARD), outline=asked))
    other, hard, rest = (text.index(part) for part in ("A. CÔNG TÁC KHÁC", "B. KHÓ KHĂN", "chưa xếp được"))
    assert other < text.index("Các báo cáo không có số liệu") < hard < text.index(HARD.rstrip(".")) < rest
    assert rest < text.index("Số hồ sơ đã giải quyết: 7 hồ sơ")


def test_who_sent_nothing_is_named_and_the_common_outline_is_that_of_most(tmp_path: Path) -> None:
    text = raw(drafted(tmp_path, sent(0, "1"), sent(1, "2")))
    assert f"1 đơn vị chưa gửi báo cáo: {COMMUNES[2].full_name}." in text
    assert [text.index(heading) for heading in HEADINGS] == sorted(
        text.index(heading) for heading in HEADINGS
    )


def test_a_value_that_is_not_clear_is_not_added_and_named_first(tmp_path: Path) -> None:
    document, stated, _ = sent(1, "5")
    twice: Sent = (document, [*stated, figure(document.path, "6", id="f2", section=(HEADINGS[0],))], [])
    text = raw(drafted(tmp_path, sent(0, "40"), twice))
    assert "Số hồ sơ đã giải quyết: 40 hồ sơ (của 1 đơn vị)" in text
    note = next(line for line in text.splitlines() if "Cần xem lại" in line)
    assert note.index(f"{COMMUNES[1].full_name}: …") < note.index(f"{COMMUNES[0].full_name}: 40")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "<w:p/>&amp; x", "\x1b[31mđỏ\x07"])
def test_no_text_of_a_report_breaks_the_file(tmp_path: Path, text: str) -> None:
    shown = raw(drafted(tmp_path, sent(0, "1", text)))
    assert "".join(c for c in text if c.isprintable()) in shown.replace("\ufffd", "")
