from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.grammar.moments import moments


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thời gian ký: 02.03.2024 08:15:00 +07:00", "2024-03-02T08:15:00+07:00"),
        ("Thời gian ký: 02.03.2024 08:15:00\n+07:00", "2024-03-02T08:15:00+07:00"),
        ("Ngày ký: 2024-03-02 08:15:00", "2024-03-02T08:15:00"),
        ("Date: 2024.03.02 08:15:00 +07'00'", "2024-03-02T08:15:00+07:00"),
        ("ký ngày 2/3/2024 lúc khác", "2024-03-02"),
        ("2/3/2024 7:05", "2024-03-02T07:05"),
    ],
)
def test_moment_in_the_forms_of_signing_software(text: str, iso: str) -> None:
    (moment,) = moments(text)
    assert moment.iso == iso


@pytest.mark.parametrize("text", ["31/02/2024 08:15:00", "02/03/2024 25:00:00", "12/2024", "1.02.03.20245"])
def test_what_is_no_moment(text: str) -> None:
    assert moments(text) == []


@given(
    st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda day: day.replace(microsecond=0)),  # noqa: DTZ001 - the zone is added
    st.integers(-12, 14),
)
def test_moment_comes_back_as_it_was_printed(day: datetime, hours: int) -> None:
    whole = day.replace(tzinfo=timezone(timedelta(hours=hours)))
    text = f"trước {whole:%d.%m.}{whole.year:04} {whole:%H:%M:%S} {whole.isoformat()[-6:]} sau"
    (moment,) = moments(text)
    assert datetime.fromisoformat(moment.iso) == whole
    assert text[moment.end :] == " sau"
