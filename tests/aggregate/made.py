"""Reports made by hand for the tests of what is brought together."""

from typing import Any

import msgspec

from extractor.records import DocumentRecord, FigureRecord
from extractor.units.gazetteer import Unit

PERIOD = "2025-09"
SPANS = {
    "2025-08": ("2025-08-01", "2025-08-31"),
    "2025-09": ("2025-09-01", "2025-09-30"),
    "2025-9M": ("2025-01-01", "2025-09-30"),
}


def report(path: str, issuer: str | None = None, **fields: Any) -> DocumentRecord:  # noqa: ANN401 - free fields
    """A report of September 2025."""
    made = DocumentRecord(
        path=path, issuer=issuer or f"UBND xã {path}", period_label=PERIOD, subject="Kết quả"
    )
    return msgspec.structs.replace(made, **fields)


def of_commune(path: str, unit: Unit, period: str, day: str) -> DocumentRecord:
    """The report of a unit for one of the periods, by the units of a day."""
    start, end = SPANS[period]
    return report(
        path,
        f"UBND {unit.full_name}",
        period_label=period,
        period_start=start,
        period_end=end,
        admin_code=unit.code,
        units_on=day,
    )


def figure(path: str, value: str, indicator: str = "HS.DONE.TOTAL", **fields: Any) -> FigureRecord:  # noqa: ANN401 - free fields
    """A figure of September 2025."""
    made = FigureRecord(path=path, id="f1", value=value, text=value, indicator=indicator, period_label=PERIOD)
    return msgspec.structs.replace(made, **fields)
