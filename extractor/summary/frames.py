"""The table as one long frame, a row a value with its place in the report, and as files of data."""

from importlib import import_module
from pathlib import Path

import pandas as pd

from extractor.rules import Patterns
from extractor.summary.contents import Contents
from extractor.writers.cells import inert
from extractor.writers.output import writing

FIELDS = [
    "period", "sender", "admin_code", "indicator", "label", "level", "unit", "value", "doubts",
    "text", "sentence", "page", "start", "end", "path",
]  # fmt: skip
CSV, PARQUET = ".csv", ".parquet"


def frame(contents: Contents, patterns: Patterns) -> pd.DataFrame:
    """A row for each value and, where a report states several for one cell, for each of them.

    `value` is the exact decimal as text, `doubts` are ids joined by `|`, offsets are those of the raw text.
    """
    rows = patterns.indicators
    found = []
    for line in contents.table.lines:
        document = line.receipt.document
        for column, entry in line.entries.items():
            indicator, doubts = rows[column.indicator], "|".join(entry.doubts)
            period = column.period or next(iter(contents.table.periods), None)
            who = (period, line.receipt.sender, document.admin_code)
            what = (column.indicator, indicator.label, column.level, indicator.unit)
            found += [
                (
                    *who,
                    *what,
                    one.value,
                    doubts,
                    one.text,
                    one.sentence,
                    one.page,
                    one.start,
                    one.end,
                    one.path,
                )
                for one in entry.figures
            ]
    made = pd.DataFrame(found, columns=FIELDS)
    return made.astype({"page": "Int64", "start": "Int64", "end": "Int64"})


def write(path: Path, contents: Contents, patterns: Patterns) -> None:
    """Write the frame as Parquet or CSV, by the end of the file's name.

    CSV is UTF-8 with a byte order mark; a text that a spreadsheet would run gets an apostrophe before it.
    Raises ModuleNotFoundError where Parquet is asked for without pyarrow, CannotWriteError.
    """
    made = frame(contents, patterns)
    with writing(path):
        if path.suffix.lower() == PARQUET:
            import_module("pyarrow")  # an extra; pandas would not say which part is missing
            made.to_parquet(path, index=False)
        else:
            made.map(_safe).to_csv(path, index=False, encoding="utf-8-sig")


def _safe(value: object) -> object:
    return inert(value) if isinstance(value, str) and not _is_number(value) else value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()
