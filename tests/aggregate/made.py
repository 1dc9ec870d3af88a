"""Reports made by hand for the tests of what is brought together."""

from typing import Any

import msgspec

from extractor.records import DocumentRecord, FigureRecord

PERIOD = "2025-09"


def report(path: str, issuer: str | None = None, **fields: Any) -> DocumentRecord:  # noqa: ANN401 - free fields
    """A report of September 2025."""
    made = DocumentRecord(
        path=path, issuer=issuer or f"UBND xã {path}", period_label=PERIOD, subject="Kết quả"
    )
    return msgspec.structs.replace(made, **fields)


def figure(path: str, value: str, indicator: str = "HS.DONE.TOTAL", **fields: Any) -> FigureRecord:  # noqa: ANN401 - free fields
    """A figure of September 2025."""
    made = FigureRecord(path=path, id="f1", value=value, text=value, indicator=indicator, period_label=PERIOD)
    return msgspec.structs.replace(made, **fields)
