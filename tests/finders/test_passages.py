"""Assessments, proposals and tasks, item by item."""

import pytest

from tests.finders.sentences import HEAD, records

BODY = """I. KẾT QUẢ
Đã tiếp nhận 12 hồ sơ của người dân trong tháng.
II. ĐÁNH GIÁ
1. Thuận lợi
- Lãnh đạo sở quan tâm chỉ đạo thường xuyên.
2. Khó khăn, tồn tại
- Phần mềm một cửa còn chậm vào giờ cao điểm.
3. Nguyên nhân
- Cán bộ mới nhận việc chưa quen quy trình.
III. KIẾN NGHỊ
1. Đề nghị Bộ Nội vụ sớm ban hành hướng dẫn mới.
2. Đối với UBND tỉnh:
- Bố trí thêm kinh phí mua sắm thiết bị.
IV. NHIỆM VỤ QUÝ II NĂM 2024
- Tập huấn cho công chức cấp xã trong toàn tỉnh.
Trên đây là báo cáo kết quả công tác của Sở Nội vụ./.
"""


def kinds(text: str) -> list[str]:
    return [passage.kind for passage in records(text).passages]


def test_items_have_the_kind_that_their_heading_names() -> None:
    found = records(BODY).passages
    assert [(passage.kind, passage.text) for passage in found] == [
        ("thuan_loi", "Lãnh đạo sở quan tâm chỉ đạo thường xuyên."),
        ("kho_khan", "Phần mềm một cửa còn chậm vào giờ cao điểm."),
        ("nguyen_nhan", "Cán bộ mới nhận việc chưa quen quy trình."),
        ("kien_nghi", "Đề nghị Bộ Nội vụ sớm ban hành hướng dẫn mới."),
        ("kien_nghi", "Bố trí thêm kinh phí mua sắm thiết bị."),
        ("nhiem_vu", "Tập huấn cho công chức cấp xã trong toàn tỉnh."),
    ]
    assert {passage.org for passage in found} == {"Sở Nội vụ tỉnh An Giang"}


def test_items_stand_where_they_say_without_mark_and_blanks() -> None:
    for passage in records(BODY).passages:
        assert (HEAD + BODY)[passage.start : passage.end] == passage.text


def test_a_proposal_goes_to_the_body_that_it_or_its_heading_names() -> None:
    goes = [passage.addressee for passage in records(BODY).passages]
    assert goes == [None, None, None, "Bộ Nội vụ", "UBND tỉnh", None]


@pytest.mark.parametrize(
    ("heading", "item", "kind"),
    [
        ("KHÓ KHĂN, KIẾN NGHỊ", "Kinh phí chưa được cấp kịp thời.", "kho_khan"),
        ("KHÓ KHĂN, KIẾN NGHỊ", "Đề nghị UBND tỉnh cấp bổ sung kinh phí.", "kien_nghi"),
        ("HẠN CHẾ, NGUYÊN NHÂN", "Nguyên nhân là do dự toán giao chậm.", "nguyen_nhan"),
        ("HẠN CHẾ, NGUYÊN NHÂN", "Dự toán giao chậm so với nhu cầu.", "kho_khan"),
    ],
)
def test_below_a_heading_with_two_kinds_the_first_words_decide(heading: str, item: str, kind: str) -> None:
    assert kinds(f"II. {heading}\n- {item}\n") == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "II. CÔNG TÁC TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ\n- Đã tiếp nhận và xử lý phản ánh của người dân.\n",
        "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n- Đã mở lớp tập huấn cho công chức.\n",
        "II. KHÓ KHĂN\n- Ít người.\n",
        "II. KHÓ KHĂN\nCụ thể các khó khăn như sau:\n",
        "- Kinh phí chưa được cấp kịp thời.\n",
    ],
)
def test_other_headings_short_lines_and_lead_ins_give_no_items(text: str) -> None:
    assert kinds(text) == []


def test_cells_of_tables_are_no_items() -> None:
    assert kinds("II. KHÓ KHĂN\nPhần mềm một cửa còn chậm\tThiếu kinh phí mua sắm\n") == []
    text = "II. KHÓ KHĂN\nTT\tNội dung khó khăn\tSố lần\n1\tPhần mềm một cửa còn chậm\t3\n2\tThiếu kinh phí mua sắm\t4\n"
    assert kinds(text) == []


def test_recipients_and_signatures_are_no_items() -> None:
    text = f"{BODY.partition('Trên đây')[0]}\nNơi nhận:\n- Ủy ban nhân dân tỉnh An Giang;\n- Lưu: VT, CCHC.\n\nGIÁM ĐỐC\n"
    assert kinds(text) == kinds(BODY)
