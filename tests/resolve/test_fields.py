"""Figures of one field of procedures, and figures that have to be reached, are no figures of the whole."""

import pytest

from extractor import find
from extractor.records import FigureRecord


def figures(text: str) -> dict[str | None, FigureRecord]:
    return {one.value: one for one in find(text, date="2025-10-02").figures}


@pytest.mark.parametrize(
    ("text", "value", "field"),
    [
        ("Riêng lĩnh vực đất đai: tiếp nhận 418 hồ sơ; đã giải quyết 361 hồ sơ.", "361", "dat_dai"),
        ("- Hộ tịch: nhận 301 hồ sơ.", "301", "ho_tich"),
        ("Lĩnh vực chứng thực tiếp nhận 540 hồ sơ.", "540", "chung_thuc"),
        ("Đối với nhóm thủ tục liên thông khai sinh, trong tháng giải quyết 26 hồ sơ.", "26", "lien_thong"),
        ("Trong tháng tiếp nhận 44 hồ sơ đăng ký hộ kinh doanh.", "44", "kinh_doanh"),
        ("Đã giải quyết 361 hồ sơ.", "361", None),
        ("Lĩnh vực đất đai còn chậm. Đã giải quyết 361 hồ sơ.", "361", None),
        ("UBND xã tiếp nhận 12 hồ sơ, công tác hộ tịch được quan tâm.", "12", None),
    ],
)
def test_the_field_is_named_at_the_head_or_right_behind(text: str, value: str, field: str | None) -> None:
    assert figures(text)[value].field == field


@pytest.mark.parametrize(
    ("text", "value", "is_target"),
    [
        ("Hồ sơ trực tuyến: 97,32% (tỉnh giao 90%).", "90", True),
        ("Hồ sơ trực tuyến: 97,32% (tỉnh giao 90%).", "97.32", False),
        ("Đạt 93,26% (chỉ tiêu tỉnh giao 80%).", "80", True),
        ("Đưa tỷ lệ hồ sơ trực tuyến lên ít nhất 90%.", "90", True),
        ("Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 92%.", "92", True),
        ("Đã giao 12 hồ sơ cho Chi nhánh.", "12", False),
        ("Tỷ lệ số hóa kết quả chưa đạt 90%.", "90", True),
        ("Kế hoạch: hồ sơ trực tuyến ≥ 92%.", "92", True),
        ("Bộ phận còn thiếu 02 máy quét.", "2", True),
        ("Hồ sơ trực tuyến đạt 92%.", "92", False),
        ("III. PHƯƠNG HƯỚNG, NHIỆM VỤ\n- Nâng tỷ lệ hồ sơ trực tuyến lên 88%.", "88", True),
        ("III. PHƯƠNG HƯỚNG, NHIỆM VỤ\n- Kiểm tra 02 cơ quan.", "2", True),
        ("IV. KIẾN NGHỊ, ĐỀ XUẤT\n- Cấp 03 máy quét.", "3", True),
        ("IV. NHÂN LỰC VÀ KIẾN NGHỊ\n- Trung tâm có 13 người làm việc.", "13", False),
        ("1. Sáng kiến, giải pháp mới: 02 sáng kiến.", "2", False),
        ("Các chỉ tiêu đều vượt mức tỉnh giao (85%).", "85", True),
    ],
)
def test_what_has_to_be_reached_is_told(text: str, value: str, *, is_target: bool) -> None:
    assert ("target" in figures(text)[value].basis) == is_target


@pytest.mark.parametrize(
    ("text", "value", "is_earlier"),
    [
        ("Trực tuyến 4.398 hồ sơ (tỷ lệ 95,4%, tháng trước là 94,1%).", "94.1", True),
        ("Đạt 83,7%, cao hơn so với tháng trước (81,3%).", "81.3", True),
        ("Đang có 410 thủ tục hành chính (tháng trước 407 thủ tục).", "407", True),
        ("Tổng số 655 hồ sơ (tháng trước chuyển qua 24).", "24", False),
        ("Tiếp nhận 655 hồ sơ: kỳ trước 24, mới 631.", "24", False),
    ],
)
def test_what_was_before_is_told(text: str, value: str, *, is_earlier: bool) -> None:
    assert ("earlier" in figures(text)[value].basis) == is_earlier


def test_what_something_has_risen_from_is_told() -> None:
    found = figures("Tỷ lệ hồ sơ trực tuyến tăng từ 83,17% lên 87,64%.")
    assert "earlier" in found["83.17"].basis
    assert "earlier" not in found["87.64"].basis
