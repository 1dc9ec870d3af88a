"""Official forms that ship in `patterns/forms`: their columns, and rows out of figures or staffing tables."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor import rules
from extractor.errors import PatternError
from extractor.records import CheckRecord, StaffingRecord
from extractor.rules.forms import OfficialForm, read_form
from extractor.summary.book import write
from extractor.summary.contents import Results, contents
from extractor.units.gazetteer import units_on
from extractor.writers.vocabulary import vocabulary
from tests.aggregate.made import figure, report
from tests.cli.calls import baocao

DAY = "2025-07-01"
COMMUNES = units_on(DAY).children("22")[:2]
YELLOW = "FFFFF2B3"
SENT = [report(u.code, f"UBND {u.full_name}", admin_code=u.code, units_on=DAY) for u in COMMUNES]


def form(name: str) -> OfficialForm:
    return next(one for one in rules.load().forms if one.id == name)


def sheet(folder: Path, results: Results, name: str) -> Worksheet:
    patterns = rules.load()
    made = contents(results, patterns, expect=())
    write(folder / "t.xlsx", made, patterns, vocabulary(patterns.messages, patterns), form(name))
    found = load_workbook(folder / "t.xlsx", data_only=True)
    assert found.sheetnames[0] == name
    first = found.worksheets[0]
    assert isinstance(first, Worksheet)
    return first


def staff(
    document: int, unit: str, level: str, total: int, own: int | None, number: int = 1
) -> StaffingRecord:
    path = SENT[document].path
    return StaffingRecord(
        path=path,
        id=f"s{number}",
        unit=unit,
        unit_level=level,
        total=total,
        own_staff=own,
        text=f"{unit} {total}",
    )


def test_the_columns_of_06a_stand_in_their_order_under_merged_headings(tmp_path: Path) -> None:
    figures = [
        figure(SENT[0].path, "12"),
        figure(SENT[1].path, "30"),
        figure(SENT[1].path, "2", "HS.PEND.OVERDUE", id="f2"),
    ]
    found = sheet(tmp_path, Results(documents=SENT, figures=figures), "II.06a")
    assert found["A3"].value == form("II.06a").number
    assert [found.cell(7, at).value for at in (3, 7, 11)] == list(
        dict.fromkeys(column.heading[0] for column in form("II.06a").columns)
    )
    assert {"C7:F7", "D8:E8", "C8:C9", "G7:J7", "G8:G9"} <= {str(one) for one in found.merged_cells.ranges}
    assert [cell.value for cell in found[10][2:13]] == [column.place for column in form("II.06a").columns]
    rows = [[found.cell(row, at).value for at in (7, 13)] for row in (11, 12, 13)]
    assert rows == [[12, None], [30, 2], [42, 2]]


def test_a_unit_that_states_an_indicator_of_two_levels_is_doubtful(tmp_path: Path) -> None:
    figures = [
        figure(SENT[0].path, "12", level="xa"),
        figure(SENT[0].path, "90", level="huyen", id="f2"),
        figure(SENT[1].path, "30", level="xa"),
    ]
    found = sheet(tmp_path, Results(documents=SENT, figures=figures), "II.06a")
    assert [(found.cell(row, 7).value, found.cell(row, 7).fill.fgColor.rgb == YELLOW) for row in (11, 12, 13)] == [
        (None, True), (30, False), (30, True),
    ]  # fmt: skip


def test_rows_of_staffing_tables_stand_by_level_with_their_sums(tmp_path: Path) -> None:
    rows = [
        staff(0, "Xã A", "xa", 5, 4, 1),
        staff(0, "Trung tâm tỉnh", "tinh", 20, 15, 2),
        staff(1, "Xã B", "xa", 7, 7, 3),
        staff(1, "Xã A", "xa", 5, 4, 4),
        staff(1, "Tổng", "xa", 12, None, 5),
    ]
    found = sheet(tmp_path, Results(documents=SENT, staffing=rows), "PL-BPMC")
    listed = [[cell.value for cell in row[:4]] for row in found.iter_rows(10, 15)]
    assert listed == [
        ["I", "Tỉnh", 20, 15],
        [1, "Trung tâm tỉnh", 20, 15],
        ["II", "Xã", 12, 11],
        [2, "Xã A", 5, 4],
        [3, "Xã B", 7, 7],
        ["TỔNG CỘNG", None, 32, 26],
    ]


def test_a_unit_of_which_two_reports_say_different_things_is_doubtful(tmp_path: Path) -> None:
    rows = [staff(0, "Xã A", "xa", 5, 4), staff(1, "Xã A", "xa", 6, 4), staff(1, "Xã B", "xa", 9, 1, 2)]
    check = CheckRecord(path=SENT[1].path, severity="error", members=("s2",))
    found = sheet(tmp_path, Results(documents=SENT, staffing=rows, checks=[check]), "PL-BPMC")
    shaded = [[cell.fill.fgColor.rgb == YELLOW for cell in row[2:4]] for row in found.iter_rows(11, 12)]
    assert shaded == [[True, False], [True, True]]
    assert [found.cell(11, at).value for at in (3, 4)] == [None, 4]


def test_every_value_leads_to_the_row_that_says_it(tmp_path: Path) -> None:
    sheet(tmp_path, Results(documents=SENT, staffing=[staff(0, "Xã A", "xa", 5, 4)]), "PL-BPMC")
    sources = load_workbook(tmp_path / "t.xlsx")["Nguồn số liệu"]
    assert sources["A2"].hyperlink is not None
    assert sources["A2"].hyperlink.location == "'PL-BPMC'!C11"
    assert [cell.value for cell in sources[2]][3:6] == [5, "5", "Xã A 5"]


def test_a_form_that_nobody_knows_is_a_wrong_call_that_names_the_known_ones(tmp_path: Path) -> None:
    done = baocao("aggregate", str(tmp_path), "-o", str(tmp_path / "t.xlsx"), "--template", "II.99")
    assert done.returncode == 2
    assert "II.06a, PL-BPMC" in done.stderr.decode()


@pytest.mark.parametrize("text", ["id = 1", 'id = "a"', "= =", "\xff"])
def test_a_broken_form_is_named(text: str) -> None:
    with pytest.raises(PatternError) as caught:
        read_form("forms/x.toml", text.encode("latin-1"))
    assert caught.value.values["file"] == "forms/x.toml"


def test_a_column_that_asks_for_an_unknown_indicator_is_told(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    text = 'id="X"\nnumber=""\ntitle=""\nsource=""\n[[columns]]\nheading=["a"]\nindicator="KHONG.CO"\n'
    (tmp_path / "forms" / "x.toml").write_text(text, "utf-8")
    with pytest.raises(PatternError, match="bad_rule") as caught:
        rules.load(str(tmp_path))
    assert "KHONG.CO" in str(caught.value.values["reason"])
