"""A small report with gold in both forms, and records as the extractor would give them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from extractor.evaluate.gold import Gold
from extractor.evaluate.records_form import read
from extractor.parts import CellPlace
from extractor.pipeline import Result
from extractor.records import (
    CitationRecord,
    DateRecord,
    DocumentRecord,
    FigureRecord,
    Records,
    StaffingRecord,
)

TEXT = (
    "Thực hiện Quyết định số 07/QĐ-UBND ngày 05/3/2024 của UBND tỉnh Hà Nam, trong quý I năm 2024 "
    "tiếp nhận 1.146 hồ sơ, giải quyết 1.100 hồ sơ theo Luật Đất đai.\n"
    "1\tXã An Lão\t6\t5\t1\n"
)


def span(text: str) -> dict[str, Any]:
    """Where a text is printed."""
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text)}


def ours(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - gold as JSON holds anything
    """The gold of the report in our form."""
    return {
        "file": "nho.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "document": {"doc_type": "bao_cao", "issuer": "UBND xã An Lão", "issuer_level": "xa"},
        "citations": [
            {
                **span("Quyết định số 07/QĐ-UBND"), "text": "Quyết định số 07/QĐ-UBND", "kind": "full",
                "doc_type": "quyet_dinh", "number": "7/QĐ-UBND", "date": "2024-03-05",
                "issuer": "UBND tỉnh Hà Nam",
            },
            {**span("Luật Đất đai"), "text": "Luật Đất đai", "kind": "named", "doc_type": "luat", "number": None},
        ],
        "dates": [
            {**span("05/3/2024"), "text": "05/3/2024", "kind": "date", "date": "2024-03-05"},
            {
                **span("quý I năm 2024"), "text": "quý I năm 2024", "kind": "period", "label": "2024-Q1",
                "start_date": "2023-12-15", "end_date": "2024-03-14",
            },
        ],
        "figures": [
            {**span("1.146"), "text": "1.146", "kind": "count", "value": "1146", "unit": "ho_so"},
            {**span("1.100"), "text": "1.100", "kind": "count", "value": "1100", "unit": "ho_so"},
        ],
        "staffing": [
            {
                "start": TEXT.index("1\tXã"), "end": len(TEXT) - 1, "row_kind": "unit", "ordinal": "1",
                "unit_raw": "Xã An Lão", "total": 6, "own_staff": 5, "seconded": 1, "note": None,
            },
        ],
        "checks": [{**span("1.100"), "text": "1.100", "rule": "SUM", "stated": "1100"}],
        "other_numbers": [],
        **more,
    }  # fmt: skip


def theirs() -> tuple[dict[str, Any], dict[str, Any]]:
    """The gold of the same report in the form with `legal_refs`, and its checks."""

    def printed(text: str) -> dict[str, Any]:
        return {**span(text), "surface": text}

    row = TEXT.index("1\tXã")
    cells = [{"start": row, "end": row + 1}, {"start": row + 2, "end": row + 11}]
    gold = {
        "file": "nho.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "header": {"issuer": {"value": "UBND xã An Lão", "admin_level": "xa"}, "doc_type": {"value": "bao_cao"}},
        "legal_refs": [
            {
                **printed("Quyết định số 07/QĐ-UBND"), "type": "quyet_dinh", "number": "07/QĐ-UBND",
                "corrected_number": "7/QĐ-UBND", "date": "2024-03-05", "issuer": "UBND tỉnh Hà Nam",
            },
        ],
        "dates": [{**printed("05/3/2024"), "iso": "2024-03-05"}],
        "periods": [
            {
                **printed("quý I năm 2024"), "id": "P1", "type": "quarter", "label": "Q1/2024",
                "start_date": "2023-12-15", "end_date": "2024-03-14",
            },
        ],
        "figures": [
            {**printed("1.146"), "kind": "count", "value": 1146, "unit": "hồ sơ", "period": "P1"},
            {**printed("1.100"), "kind": "descriptor", "value": 1100, "unit": "hồ sơ"},
        ],
        "tables": [
            {
                "rows": [
                    {"kind": "unit", "label": "Xã An Lão", "total": 6, "own_staff": 5, "seconded": 1,
                     "level": "xa", "gso_code_2024": "13579", "cells": [*cells, None]},
                ],
            },
        ],
    }  # fmt: skip
    checks = {
        "inconsistencies": [{"rule": "SUM", "severity": "error", "spans": [printed("1.100")]}],
        "passed_checks": [{"rule": "CROSS_SUM", "spans": [printed("1.146")]}],
    }
    return gold, checks


def gold() -> Gold:
    """Our gold as a value."""
    return read(ours())


def records() -> Records:
    """All records of the report, each right."""
    number, law, day, period = "Quyết định số 07/QĐ-UBND", "Luật Đất đai", "05/3/2024", "quý I năm 2024"
    row = TEXT.index("1\tXã")
    return Records(
        citations=(
            CitationRecord(
                **span(number), id="c1", text=number, doc_type="quyet_dinh", number="7/QĐ-UBND",
                date="2024-03-05", issuer="UBND tỉnh Hà Nam",
            ),
            CitationRecord(**span(law), id="c2", text=law, kind="named", doc_type="luat"),
        ),
        dates=(
            DateRecord(**span(day), id="d1", text=day, date="2024-03-05"),
            DateRecord(
                **span(period), id="d2", text=period, kind="period", label="2024-Q1",
                start_date="2023-12-15", end_date="2024-03-14",
            ),
        ),
        figures=tuple(
            FigureRecord(
                **span(text), id=f"f{value}", text=text, value=value, unit="ho_so",
                period_start="2023-12-15", period_end="2024-03-14",
            )
            for text, value in (("1.146", "1146"), ("1.100", "1100"))
        ),
        staffing=(
            StaffingRecord(
                start=row, end=len(TEXT) - 1, id="s1", text="1", ordinal="1", unit_raw="Xã An Lão", total=6,
                own_staff=5, seconded=1, unit_level="xa", admin_code="13579",
                cells=(CellPlace(text="1", start=row, end=row + 1),),
            ),
        ),
    )  # fmt: skip


def result(**changed: Any) -> Result:  # noqa: ANN401 - any table of records
    """The result of the report; `changed` replaces tables."""
    document = DocumentRecord(chars=len(TEXT), doc_type="bao_cao", issuer="UBND xã An Lão", issuer_level="xa")
    return Result(document=document, records=msgspec.structs.replace(records(), **changed))


def written(folder: Path, gold: dict[str, Any] | None = None, text: str = TEXT) -> Path:
    """A corpus of the one report, with gold in our form (or the one given)."""
    for name in ("gold", "reports"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "reports" / "nho.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "gold" / "nho.json").write_text(json.dumps(gold or ours()), encoding="utf-8")
    return folder
