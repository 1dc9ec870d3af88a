"""Parts of a total that tell what each other and the total are."""

import pytest

from tests.finders.sentences import figures

TABLE = "| TT | Nội dung | Tháng 3 |\n|---|---|---|\n| 3 | Còn lại (hồ sơ) | {0} |\n| 3.1 | Chưa đến hạn | 104 |\n| 3.2 | Quá hạn | 8 |\n"
ROWS = "| Lĩnh vực | Đã GQ | Đang GQ | Trong hạn | Quá hạn |\n|---|---|---|---|---|\n| Cộng | 90 | {0} | 104 | 8 |\n"


def named(text: str) -> dict[str, str | None]:
    return {figure.text or "": figure.indicator for figure in figures(text)}


def test_parts_that_add_up_tell_their_total_and_each_other() -> None:
    found = named("- Còn lại 112 hồ sơ, trong đó 104 hồ sơ chưa đến hạn, 08 hồ sơ đã quá hạn.")
    assert found == {"112": "HS.PEND.TOTAL", "104": "HS.PEND.INTIME", "08": "HS.PEND.OVERDUE"}


def test_parts_that_do_not_add_up_tell_nothing() -> None:
    found = named("- Còn lại 113 hồ sơ, trong đó 104 hồ sơ chưa đến hạn, 08 hồ sơ đã quá hạn.")
    assert (found["113"], found["08"]) == (None, None)


@pytest.mark.parametrize(("total", "overdue"), [("112", "HS.PEND.OVERDUE"), ("113", None)])
def test_rows_numbered_below_another_are_its_parts(total: str, overdue: str | None) -> None:
    assert named(TABLE.format(total))["8"] == overdue


@pytest.mark.parametrize(("total", "overdue"), [("112", "HS.PEND.OVERDUE"), ("113", None)])
def test_columns_behind_another_may_be_its_parts(total: str, overdue: str | None) -> None:
    assert named(ROWS.format(total))["8"] == overdue
