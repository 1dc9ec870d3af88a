"""Rates by what they are the share of, counts by what they are out of."""

import pytest

from tests.finders.sentences import figures


def rates(text: str) -> list[str | None]:
    return [figure.indicator for figure in figures(text) if figure.kind == "rate"]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("- Hồ sơ trực tuyến là 1.214 hồ sơ, đạt 89,40%.", "RATE.ONLINE"),
        ("- Nộp trực tiếp 85 hồ sơ (29,72%).", "RATE.DIRECT"),
        ("- Thành phần hồ sơ được số hóa: 1.201/1.263 hồ sơ (95,09%).", "RATE.DIGI_FILE"),
        ("- Có 61 hồ sơ được thanh toán trực tuyến trên 98 hồ sơ, tương ứng 62,24%.", "RATE.PAY_ONLINE"),
        ("- Tổng số 12 hồ sơ, tiếp nhận trực tuyến đạt 95%.", "RATE.ONLINE"),
    ],
)
def test_a_rate_is_that_of_the_figure_whose_share_it_is(text: str, rate: str) -> None:
    assert rates(text) == [rate]


def test_the_share_of_one_of_several_parts_is_not_the_rate_of_all() -> None:
    text = "- Đã giải quyết 100 hồ sơ, gồm trước hạn 87 hồ sơ (87,00%), đúng hạn 13 hồ sơ (13,00%)."
    assert "RATE.ONTIME" not in rates(text)[1:]


def test_a_share_behind_a_bracket_is_that_of_the_total_before_it() -> None:
    found = figures("- Đã số hóa 353 hồ sơ (đất đai 187, hộ tịch 166), chiếm 86,52%.")
    assert (found[-1].kind, found[-1].indicator) == ("rate", "RATE.DIGI_FILE")


def test_what_a_count_is_out_of_is_its_whole_and_no_bound() -> None:
    part, whole, _ = figures("- Có 61 hồ sơ thanh toán trực tuyến trên 98 hồ sơ, tương ứng 62,24%.")
    assert (part.indicator, whole.indicator) == ("HS.PAID_ONLINE", "HS.WITH_FIN")
    assert whole.qualifier == "exact"


def test_more_than_so_many_is_still_a_bound() -> None:
    (found,) = figures("- Tiếp nhận trên 98 hồ sơ.")
    assert found.qualifier == "over"


def test_a_numerator_is_what_stands_before_the_stroke() -> None:
    part, _, _ = figures("- Hồ sơ trực tuyến/hồ sơ tiếp nhận mới: 2.371/2.799, đạt 84,71%.")
    assert part.indicator == "HS.RECV.NEW.ONLINE"
