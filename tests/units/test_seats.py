"""The unit in which the body of a report sits."""

import pytest

from extractor import rules
from extractor.records import DocumentRecord
from extractor.units.seats import seat_of


@pytest.mark.parametrize(
    ("names", "day", "code"),
    [
        (("Thanh Hóa", None, None), "2024-03-14", "38"),
        (("Thanh Hóa", "Yên Định", None), "2024-03-14", "394"),
        (("Thanh Hóa", "Yên Định", "Định Tân"), "2024-03-14", "15457"),
        (("Thanh Hóa", "Yên Định", None), "2025-09-14", None),
        (("Thanh Hóa", "Yên Định", "Không Có Xã Này"), "2024-03-14", None),
        (("Thanh Hóa", "Yên Định", None), None, None),
        ((None, None, None), "2024-03-14", None),
    ],
)
def test_the_smallest_unit_named_on_the_day_of_the_data(
    names: tuple[str | None, str | None, str | None], day: str | None, code: str | None
) -> None:
    province, district, commune = names
    header = DocumentRecord(province=province, district=district, commune=commune, period_end=day)
    seat = seat_of(header, rules.load())
    assert (seat.code if seat else None) == code
