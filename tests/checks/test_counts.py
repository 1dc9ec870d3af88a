"""Stated counts against the lists that follow them."""

import pytest

from tests.checks.told import told


@pytest.mark.parametrize(
    ("text", "stated", "computed"),
    [
        ("- Có 05 xã, gồm: Bình Sơn, Tân Hòa, Phú Lộc, An Khê.", "5", "4"),
        ("- Có 05 xã (Bình Sơn, Tân Hòa, Phú Lộc và An Khê).", "5", "4"),
        ("- Thành lập 03 tổ, gồm: (1) tổ một; (2) tổ hai; (3) tổ ba; (4) tổ bốn.", "3", "4"),
        ("- Có 06 đơn vị (Phòng Văn hóa và Thông tin, Phòng Tư pháp, Phòng Nội vụ).", "6", "4"),
    ],
)
def test_a_list_with_more_or_fewer_items_than_stated_is_doubted(
    text: str, stated: str, computed: str
) -> None:
    (found,) = told(text, "COUNT")
    assert (found.severity, found.stated, found.computed) == ("warning", stated, computed)
    assert found.members == ("f1",)


@pytest.mark.parametrize("stated", ["03", "04"])
def test_and_may_join_two_items_or_stand_inside_one(stated: str) -> None:
    text = f"- Có {stated} đơn vị (Phòng Văn hóa và Thông tin, Phòng Tư pháp, Phòng Nội vụ)."
    assert told(text, "COUNT") == []


@pytest.mark.parametrize(
    "text",
    [
        "- Có 04 xã, gồm: Bình Sơn, Tân Hòa, Phú Lộc, An Khê.",
        "- Có 05 xã, gồm: Bình Sơn, Tân Hòa, ...",
        "- Có 05 xã, gồm: Bình Sơn, Tân Hòa, v.v.",
        "- Có 05 xã, trong đó có Bình Sơn, Tân Hòa.",
        "- Có 03 người, gồm: Trưởng phòng, Phó phòng.",
        "- Có 05 xã, gồm: xã loại một, xã loại hai.",
        "- Có 05 xã, gồm: Bình Sơn 3 hộ, Tân Hòa 4 hộ.",
        "- Có 90 xã, gồm: Bình Sơn, Tân Hòa.",
    ],
)
def test_open_lists_persons_and_what_is_no_list_of_names_are_not_counted(text: str) -> None:
    assert told(text, "COUNT") == []
