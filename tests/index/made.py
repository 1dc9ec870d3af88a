"""Small indexes for the tests, of records as a conversion gives them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor import rules
from extractor.index.store import Outcome, Store
from extractor.records import CheckRecord, CitationRecord, DocumentRecord

PATTERNS = rules.load()


def store(path: Path | None, version: str = "1") -> Store:
    return Store(path, version, PATTERNS)


def report(name: str, **fields: Any) -> DocumentRecord:  # noqa: ANN401 - any field of the record
    """A report whose bytes are known by its name."""
    told = {"path": f"{name}.txt", "doc_id": f"sha256:{name}", "doc_type": "bao_cao", **fields}
    return DocumentRecord(**told)


def decision(serial: str = "36", place: str | None = "tinh-ha-tinh", **fields: Any) -> CitationRecord:  # noqa: ANN401 - as above
    """A mention of a decision of 2023, identified where the place is known."""
    number = f"{serial}/2023/QĐ-UBND"
    told: dict[str, Any] = {
        "id": "c1",
        "start": 10,
        "end": 40,
        "page": 2,
        "text": f"Quyết định số {number}",
        "sentence": f"Thực hiện Quyết định số {number}, địa phương đã rà soát.",
        "doc_type": "quyet_dinh",
        "number": number,
        "year": "2023",
        "date": "2023-09-08",
        "issuer": "UBND tỉnh Hà Tĩnh" if place else None,
        "key": f"{number}@{place}" if place else number,
        "key_status": "complete" if place else "partial",
    }
    return CitationRecord(**{**told, **fields})


def enter(
    index: Store,
    name: str,
    *citations: CitationRecord,
    checks: Sequence[CheckRecord] = (),
    location: str = "",
    **fields: Any,  # noqa: ANN401 - as above
) -> Outcome:
    """Put a report with its mentions into an index; their ids are given here."""
    return index.enter(location or f"{name}.txt", report(name, **fields), citations, checks)
