"""What the columns of the official staffing forms are (BM01/BNV, BM02/BNV of Thông tư 11/2012/TT-BNV)."""

from collections.abc import Iterator

import pytest

from extractor import rules
from extractor.finders import columns, tables
from extractor.model import Cell, Table

Tree = list[tuple[str, "Tree | str | None"]]
"""Headings with those below them, or with the role of the column."""

RANKS = ["cao cấp & TĐ", "chính và TĐ", "& TĐ"]
DEGREES: Tree = [
    ("Tiến sĩ", "edu_doctor"),
    ("Thạc sĩ", "edu_master"),
    ("Đại học", "edu_bachelor"),
    ("Cao đẳng", "edu_college"),
    ("Trung cấp", "edu_intermediate"),
    ("Sơ cấp", "edu_elementary"),
]
POLITICS: Tree = [
    ("Cử nhân", "politics_bachelor"),
    ("Cao cấp", "politics_advanced"),
    ("Trung cấp", "politics_intermediate"),
    ("Sơ cấp", "politics_elementary"),
]
SKILLS: Tree = [
    ("Tin học", [("Trung cấp trở lên", "it_intermediate"), ("Chứng chỉ", "it_certificate")]),
    (
        "Ngoại ngữ",
        [
            (
                "Tiếng Anh",
                [("Đại học trở lên", "english_bachelor"), ("Chứng chỉ (A,B,C)", "english_certificate")],
            ),
            (
                "Ngoại ngữ khác",
                [("Đại học trở lên", "language_bachelor"), ("Chứng chỉ (A,B,C)", "language_certificate")],
            ),
        ],
    ),
    ("Chứng chỉ tiếng dân tộc", "ethnic_language"),
]
AGES: Tree = [
    ("Từ 30 trở xuống", "age_under_30"),
    ("Từ 31 đến 40", "age_31_40"),
    ("Từ 41 đến 50", "age_41_50"),
    (
        "Từ 51 đến 60",
        [
            ("Tổng số", "age_51_60"),
            ("Nữ từ 51 đến 55", "age_51_55_female"),
            ("Nam từ 56 đến 60", "age_56_60_male"),
        ],
    ),
    ("Trên tuổi nghỉ hưu", "age_over_60"),
]
WHO: Tree = [
    ("Nữ", "female"),
    ("Đảng viên", "party"),
    ("Dân tộc thiểu số", "ethnic"),
    ("Tôn giáo", "religion"),
]
BM01: Tree = [
    ("Số thứ tự", "ordinal"),
    ("Tên đơn vị", "unit"),
    ("Tổng số biên chế được giao", "assigned"),
    ("Tổng số công chức hiện có", "present"),
    ("Trong đó", WHO),
    (
        "Chia theo ngạch công chức",
        [
            *zip(
                [f"Chuyên viên {rank}" for rank in RANKS],
                ["rank_senior", "rank_principal", "rank_expert"],
                strict=True,
            ),
            ("Cán sự & TĐ", "rank_officer"),
            ("Nhân viên", "rank_staff"),
        ],
    ),
    (
        "Chia theo trình độ đào tạo",
        [
            ("Chuyên môn", DEGREES),
            ("Chính trị", POLITICS),
            *SKILLS,
            (
                "Quản lý nhà nước",
                [
                    *zip(
                        [f"Chuyên viên {rank}" for rank in RANKS],
                        ["state_senior", "state_principal", "state_expert"],
                        strict=True,
                    )
                ],
            ),
        ],
    ),
    ("Chia theo độ tuổi", AGES),
]
BM02: Tree = [
    ("Số thứ tự", "ordinal"),
    ("Tên đơn vị", "unit"),
    ("Tổng số", "total"),
    ("Trong đó", WHO),
    ("Chức danh", [("Cán bộ cấp xã", "cadre"), ("Công chức chuyên môn", "civil_servant")]),
    (
        "Chia theo trình độ đào tạo",
        [
            ("Chuyên môn", DEGREES),
            (
                "Học vấn phổ thông",
                [
                    ("Trung học phổ thông", "school_upper"),
                    ("Trung học cơ sở", "school_lower"),
                    ("Tiểu học", "school_primary"),
                ],
            ),
            ("Chính trị", POLITICS),
            *SKILLS,
            (
                "Quản lý nhà nước",
                [
                    ("Chuyên viên chính & TĐ", "state_principal"),
                    ("Chuyên viên & TĐ", "state_expert"),
                    ("Chưa qua đào tạo", "state_none"),
                ],
            ),
        ],
    ),
    ("Chia theo độ tuổi", AGES),
    ("Công chức luân chuyển từ cấp huyện", "rotated"),
]


def width(below: "Tree | str | None") -> int:
    return sum(width(under) for _, under in below) if isinstance(below, list) else 1


def depth(tree: Tree) -> int:
    return 1 + max((depth(below) for _, below in tree if isinstance(below, list)), default=0)


def cells(tree: Tree, rows: int, row: int = 0, col: int = 0) -> Iterator[Cell]:
    """The header cells of a tree, merged down to the last of the rows where nothing stands below."""
    for text, below in tree:
        down = 1 if isinstance(below, list) else rows - row
        yield Cell(row=row, col=col, rowspan=down, colspan=width(below), text=text, start=0, end=0)
        if isinstance(below, list):
            yield from cells(below, rows, row + 1, col)
        col += width(below)


def leaves(tree: Tree) -> list[str | None]:
    return [role for _, below in tree for role in (leaves(below) if isinstance(below, list) else [below])]


@pytest.mark.parametrize(("form", "tree", "count"), [("BM01/BNV", BM01, 40), ("BM02/BNV", BM02, 40)])
def test_every_column_of_the_official_forms_is_known(form: str, tree: Tree, count: int) -> None:
    rows = depth(tree)
    header = tuple(cells(tree, rows))
    table = Table(start=0, end=0, rows=rows, cols=count, cells=header, header_rows=rows)
    assert columns.roles(table, rules.load()) == tuple(leaves(tree))
    assert tables.is_staffing(columns.roles(table, rules.load()), rules.load())
    assert tables.form(table, rules.load()) == form
