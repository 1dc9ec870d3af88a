"""The sheets of a table by outline."""

from extractor import rules
from extractor.aggregate.sections import NOWHERE, by_section
from extractor.records import FigureRecord
from extractor.rules.lists import Theme
from tests.aggregate.made import figure


def told(path: str, *heading: str) -> FigureRecord:
    return figure(path, "5", section=heading, label="Số trường")


def sheets(*figures: FigureRecord) -> dict[str, str]:
    """The names of the sheets and of the headings on them, by their ids."""
    _, patterns = by_section([figures], rules.load())
    return {row.id: row.label for row in patterns.rows(Theme)}


def test_what_one_report_alone_heads_so_stands_on_one_sheet_behind() -> None:
    found = sheets(
        told("a", "I. Của riêng a"),
        told("a", "II. Trường học", "1. Mầm non"),
        told("b", "1. TRƯỜNG HỌC", "Mầm non"),
        told("b", "2. Của riêng b", "a) Tiểu học"),
    )
    assert found == {
        "S1": "Trường học",
        "S2": NOWHERE,
        "S1.1_.": "Mầm non",
        "S2.2_.": "Của riêng a",
        "S2.3_.": "Tiểu học",
    }


def test_where_no_heading_is_shared_each_has_its_sheet() -> None:
    found = sheets(told("a", "I. Trường"), told("b", "I. Lớp"))
    assert found == {"S1": "Trường", "S2": "Lớp"}
