"""The gold file: its lists and how it is written.

In: records as JSON has them. Out: the bytes of a gold file, one record a line.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

LISTS = ("citations", "dates", "figures", "staffing", "checks", "other_numbers")
Record = dict[str, Any]


def read_text(path: Path) -> str:
    """Text of a file with its newlines untouched, as the offsets need it."""
    return path.read_bytes().decode("utf-8")


def digest(text: str) -> str:
    """SHA-256 of a report text, as it stands in the gold."""
    return hashlib.sha256(text.encode()).hexdigest()


def dumped(gold: Record) -> str:
    """JSON of a gold record, each record of its lists on a line of its own."""
    return "{\n" + ",\n".join(member(name, value) for name, value in gold.items()) + "\n}\n"


def member(name: str, value: object) -> str:
    """One member of the outer object: a list over several lines, anything else on one."""
    if name in (*LISTS, "passages") and isinstance(value, list) and value:
        rows = ",\n  ".join(json.dumps(record, ensure_ascii=False) for record in value)
        return f' "{name}": [\n  {rows}\n ]'
    return f' "{name}": {json.dumps(value, ensure_ascii=False)}'
