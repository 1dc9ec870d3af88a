from pathlib import Path

import pytest

from extractor.evaluate.contact import Contact, blind, names, read_contacts


def met(reports: str | tuple[str, ...], *, blind: bool | None = None) -> Contact:
    return Contact(date="2026-01-01", reports=reports, scores={}, blind=blind)


@pytest.mark.parametrize(
    ("reports", "report", "named"),
    [
        ("01 to 08", "08-bo-noi-vu", True),
        ("01 to 08", "09-xa", False),
        ("1 to 3, 12", "12-so", True),
        ("01-huyen-2024, 05-tinh", "05-tinh", True),
        ("01-huyen-2024", "2024-xa", False),
        (("05-tinh.json",), "05-tinh", True),
        (("05-tinh",), "06-tinh", False),
        ("01 to 08", "khong-so", False),
    ],
)
def test_reports_are_named_by_number_or_stem(
    reports: str | tuple[str, ...], report: str, *, named: bool
) -> None:
    assert names(met(reports), report) is named


def test_blind_are_the_marked_ones_or_else_all_that_are_not_denied() -> None:
    first, second, seen = met("01 to 08"), met("09 to 16"), met("17", blind=False)
    assert [blind((first, second, seen), name) for name in ("01-a", "09-b", "17-c", "18-d")] == [
        True,
        True,
        False,
        False,
    ]
    marked = met("09 to 16", blind=True)
    assert [blind((first, marked), name) for name in ("01-a", "09-b")] == [False, True]


def test_no_file_is_no_contact(tmp_path: Path) -> None:
    assert read_contacts(tmp_path / "first-contact.json") == ()
