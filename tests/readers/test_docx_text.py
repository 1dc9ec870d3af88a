"""What a DOCX file shows becomes raw text, a paragraph a line."""

import io

import docx as python_docx
import pytest

from extractor.model import BlockKind, Document
from extractor.readers.docx import read
from extractor.readers.limits import Limits
from tests.readers.docx_parts import cell, docx, para, part, row, run, table


def document(body: str, **parts: str) -> Document:
    found = read(docx(body, **parts), "bao-cao.docx", Limits())
    assert found.problems == ()
    return found


def raw(body: str, **parts: str) -> str:
    return document(body, **parts).raw


def test_a_file_of_python_docx_is_read() -> None:
    made = python_docx.Document()
    made.add_heading("BÁO CÁO", 0)
    made.add_paragraph("Tổng số hồ sơ: ").add_run("1.414").bold = True
    made.add_paragraph("Tiếp nhận", style="List Number")
    made.add_paragraph("Giải quyết", style="List Number")
    made.add_paragraph("Trả kết quả", style="List Bullet")
    buffer = io.BytesIO()
    made.save(buffer)
    found = read(buffer.getvalue(), "x", Limits())
    assert found.raw == "BÁO CÁO\nTổng số hồ sơ: 1.414\n1. Tiếp nhận\n2. Giải quyết\n- Trả kết quả\n"
    assert not found.wrapped
    assert found.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("một") + "<w:r><w:br/></w:r>" + run("hai"), "một\vhai"),
        ("<w:r><w:t>một</w:t><w:cr/><w:t>hai</w:t></w:r>", "một\vhai"),
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>15</w:t></w:r>", "Số: 15"),
        ("<w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>", "2022-2025"),
        ("<w:r><w:t>thủ</w:t><w:softHyphen/><w:t>tục</w:t></w:r>", "thủtục"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Unknown" w:char="F0FE"/><w:t>x</w:t></w:r>', "x"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:t>x</w:t></w:r>', "x"),
        (run("NC") + run("4", '<w:vertAlign w:val="subscript"/>'), "NC₄"),
        (run("hằng năm") + run("12", '<w:vertAlign w:val="superscript"/>'), "hằng năm¹²"),
        (run("m") + run("th", '<w:vertAlign w:val="superscript"/>'), "mth"),
        (run("15") + run("1,2", '<w:vertAlign w:val="superscript"/>'), "15¹,²"),
        (run("10") + run("-3", '<w:vertAlign w:val="superscript"/>'), "10⁻³"),
        (run("15") + run("(1)", '<w:vertAlign w:val="superscript"/>'), "15(1)"),
        (run("Báo cáo", "<w:caps/>") + run(" quý", '<w:caps w:val="0"/>'), "BÁO CÁO quý"),
        (run("Báo cáo", "<w:smallCaps/>"), "Báo cáo"),
        (run("\uf0fe") + run(" đạt \uf0b3 5"), "☑ đạt ≥ 5"),
        (run("thấy") + run(" ẩn", "<w:vanish/>"), "thấy"),
        (run("thấy") + run(" rõ", '<w:vanish w:val="0"/>'), "thấy rõ"),
        ("<w:ins>" + run("thêm") + "</w:ins><w:del>" + run("bỏ") + "</w:del>", "thêm"),
        ("<w:moveTo>" + run("đến") + "</w:moveTo><w:moveFrom>" + run("đi") + "</w:moveFrom>", "đến"),
        ("<w:hyperlink>" + run("liên kết") + "</w:hyperlink>", "liên kết"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("ô nhập") + "</w:sdtContent></w:sdt>", "ô nhập"),
        ("<w:smartTag>" + run("Hà Tĩnh") + "</w:smartTag>", "Hà Tĩnh"),
        ('<w:fldSimple w:instr="DATE">' + run("05/7/2024") + "</w:fldSimple>", "05/7/2024"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (run("một\n  hai\tba"), "một   hai ba"),
        (run("một<!-- ghi chú --> hai"), "một hai"),
    ],
)
def test_what_a_paragraph_shows(content: str, text: str) -> None:
    assert raw(para(content)) == text + "\n"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_shows_its_result_and_not_its_code() -> None:
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    assert (
        raw(para(field("begin") + code + field("separate") + run("7") + field("end") + run("/9"))) == "7/9\n"
    )


def test_a_field_inside_the_code_of_another_is_code() -> None:
    inner = field("begin") + field("separate") + run("5") + field("end")
    outer = field("begin") + inner + run(" = 5") + field("separate") + run("có") + field("end")
    assert raw(para(outer)) == "có\n"


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    assert raw(para(field("begin") + run("mất")) + para("còn")) == "\ncòn\n"


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    assert raw(para("Tổng ", "<w:rPr><w:del/></w:rPr>") + para("số")) == "Tổng số\n"


def test_a_paragraph_whose_end_is_deleted_still_ends_at_a_table() -> None:
    grid = table(row(cell("TT"), cell("Tên")), row(cell("1"), cell("A")))
    assert raw(para("Biểu", "<w:rPr><w:del/></w:rPr>") + grid + para("sau")) == "Biểu\nTT\tTên\n1\tA\nsau\n"


def test_content_controls_around_paragraphs_are_opened() -> None:
    assert raw(f"<w:sdt><w:sdtContent>{para('trong')}</w:sdtContent></w:sdt>{para('sau')}") == "trong\nsau\n"


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{para('MẬT')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert raw(para(f"<w:r>{both}</w:r>{run('Số: 15')}")) == "Số: 15\nMẬT\n"


def test_the_fallback_is_read_where_the_choice_shows_nothing() -> None:
    both = (
        "<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{para('MẬT')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert raw(para(f"<w:r>{both}</w:r>")) == "\nMẬT\n"


NOTES = part(
    "footnotes",
    '<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + run(" Kế hoạch 08"))}'
    f"{para('tiếp')}</w:footnote>"
    f'<w:footnote w:id="3">{para(" Quyết định 566")}</w:footnote>',
)


def reference(key: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}" {more}/></w:r>'


def test_notes_are_numbered_by_their_references_and_stand_at_the_end() -> None:
    found = document(
        para(run("hằng năm") + reference(3) + run(" đầy đủ")) + para(run("kịp thời") + reference(2)),
        footnotes=NOTES,
    )
    assert found.raw == ("hằng năm¹ đầy đủ\nkịp thời²\n¹ Quyết định 566\n² Kế hoạch 08\vtiếp\n")
    assert [(b.kind, b.mark, found.raw[b.start : b.end]) for b in found.blocks] == [
        (BlockKind.FOOTNOTE, "1", "¹ Quyết định 566\n"),
        (BlockKind.FOOTNOTE, "2", "² Kế hoạch 08\vtiếp\n"),
    ]


def test_endnotes_are_read_like_footnotes() -> None:
    notes = part("endnotes", f'<w:endnote w:id="1">{para("Cuối")}</w:endnote>')
    assert raw(para(run("chữ") + reference(1, "endnote")), endnotes=notes) == "chữ¹\n¹ Cuối\n"


def test_a_note_with_a_mark_of_its_own_gets_no_number() -> None:
    found = document(
        para(run("chữ") + reference(3, more='w:customMarkFollows="1"') + run("(*)")), footnotes=NOTES
    )
    assert found.raw == "chữ(*)\nQuyết định 566\n"
    assert [block.mark for block in found.blocks] == [None]


def test_heads_and_feet_are_furniture_unless_they_only_number_pages() -> None:
    found = document(
        para("Nội dung"),
        header1=part("hdr", para("UBND TỈNH")),
        header2=part("hdr", para("UBND TỈNH")),
        header3=part("hdr", para("- 2 -")),
        footer1=part("ftr", para("Dự thảo")),
    )
    assert found.raw == "UBND TỈNH\nNội dung\nDự thảo\n"
    assert [(b.kind, found.raw[b.start : b.end]) for b in found.blocks] == [
        (BlockKind.FURNITURE, "UBND TỈNH\n"),
        (BlockKind.FURNITURE, "Dự thảo\n"),
    ]


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    usual = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    family = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return part("numbering", family + usual + nums)


def item(text: str, at: int = 0, num: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return para(text, f'{named}<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


OUTLINE = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "\uf0b7"),
    level(5, "bullet", "+"),
)


def test_lists_are_numbered_as_word_shows_them() -> None:
    body = "".join(item("x", at) for at in (0, 1, 2, 2, 3, 3, 4, 5, 1, 2, 0, 1, 3))
    labels = [line.removesuffix(" x") for line in raw(body, numbering=numbering(*OUTLINE)).splitlines()]
    assert labels == ["I.", "1.", "1.1.", "1.2.", "a)", "b)", "-", "+", "2.", "2.1.", "II.", "1.", "a)"]


def test_a_list_counts_on_after_other_paragraphs() -> None:
    body = item("một") + para("xen giữa") + item("hai")
    assert raw(body, numbering=numbering(*OUTLINE)) == "I. một\nxen giữa\nII. hai\n"


def test_a_number_with_an_override_starts_anew_once() -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("a") + item("b") + item("c", num=2) + item("d", num=2) + item("e", num=3)
    assert raw(body, numbering=numbering(*OUTLINE, nums=nums)) == "I. a\nII. b\nI. c\nII. d\nIII. e\n"


def test_a_level_may_go_on_counting_below_a_new_heading() -> None:
    levels = numbering(OUTLINE[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    assert raw(item("a") + item("b", 1) + item("c") + item("d", 1), numbering=levels) == (
        "I. a\n1. b\nII. c\n2. d\n"
    )


def test_legal_levels_write_all_numbers_in_digits() -> None:
    levels = numbering(OUTLINE[0], level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    assert raw(item("a") + item("b", 1), numbering=levels) == "I. a\n1.1. b\n"


def test_a_number_without_a_gap() -> None:
    levels = numbering(level(0, "decimal", "%1/", '<w:suff w:val="nothing"/>'))
    assert raw(item("a"), numbering=levels) == "1/a\n"


STYLES = part(
    "styles",
    '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:styleId="Vong"><w:basedOn w:val="Tron"/></w:style>'
    '<w:style w:styleId="Tron"><w:basedOn w:val="Vong"/></w:style>',
)


LOOKS = part(
    "styles",
    '<w:style w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:styleId="HoaCon"><w:basedOn w:val="Hoa"/></w:style>'
    '<w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Cao"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Thuong"><w:rPr><w:b/></w:rPr></w:style>',
)


@pytest.mark.parametrize(
    ("content", "properties", "text"),
    [
        ("báo cáo", '<w:pStyle w:val="HoaCon"/>', "BÁO CÁO"),
        (run("báo cáo", '<w:caps w:val="0"/>'), '<w:pStyle w:val="Hoa"/>', "báo cáo"),
        ("ẩn", '<w:pStyle w:val="An"/>', ""),
        (run("thấy") + run(" ẩn", '<w:rStyle w:val="An"/>'), "", "thấy"),
        (run("rõ", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>'), "", "rõ"),
        (run("m") + run("2", '<w:rStyle w:val="Cao"/>'), "", "m²"),
        (run("m") + run("2", '<w:rStyle w:val="Cao"/><w:vertAlign w:val="baseline"/>'), "", "m2"),
        (run("m") + run("2", '<w:rStyle w:val="Thuong"/>'), "", "m2"),
    ],
)
def test_styles_hide_raise_and_capitalise_unless_the_run_says_otherwise(
    content: str, properties: str, text: str
) -> None:
    assert raw(para(content, properties), styles=LOOKS) == text + "\n"


def styled(text: str, style: str, more: str = "") -> str:
    return para(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_styles_hand_down_their_list() -> None:
    body = styled("a", "Muc") + styled("b", "MucCon") + styled("c", "Vong") + styled("d", "Missing")
    assert raw(body, styles=STYLES, numbering=numbering(*OUTLINE)) == "I. a\nII. b\nc\nd\n"


def test_a_paragraph_may_refuse_the_list_of_its_style() -> None:
    body = styled("a", "Muc", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert raw(body, styles=STYLES, numbering=numbering(*OUTLINE)) == "a\n"


def test_a_level_may_belong_to_a_style() -> None:
    levels = numbering(OUTLINE[0], level(1, "decimal", "%2.", '<w:pStyle w:val="MucCon"/>'))
    body = styled("a", "Muc") + styled("b", "MucCon")
    assert raw(body, styles=STYLES, numbering=levels) == "I. a\n1. b\n"


def test_cells_count_in_lists_too() -> None:
    def numbered(text: str) -> str:
        return row(f"<w:tc>{item('')}</w:tc>", cell(text))

    body = table(row(cell("TT"), cell("Tên")), numbered("A"), numbered("B"), numbered("C"))
    assert raw(body, numbering=numbering(level(0, "decimal", "%1"))) == "TT\tTên\n1\tA\n2\tB\n3\tC\n"
