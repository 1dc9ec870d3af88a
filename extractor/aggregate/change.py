"""What has changed since an earlier period, unit by unit: the difference, and in per cent of what was."""

from decimal import Decimal

import pandas as pd

from extractor.aggregate.table import Column, Table, adds
from extractor.rules import Patterns

WHOLE = 100
FIELDS = ["indicator", "level", "units", "before", "now", "difference", "percent"]


def change(now: Table, before: Table, patterns: Patterns) -> pd.DataFrame:
    """A row for each indicator that adds up and that units state in both periods, over these units alone.

    `units` is how many there are; `percent` is empty where there was nothing before.
    """
    rows = patterns.indicators
    found = []
    for column in now.columns:
        pairs = _pairs(column, now, before) if adds(rows[column.indicator]) else []
        if not pairs:
            continue
        new, old = (sum(values, Decimal(0)) for values in zip(*pairs, strict=True))
        percent = (new - old) * WHOLE / old if old else None
        found.append((column.indicator, column.level, len(pairs), old, new, new - old, percent))
    return pd.DataFrame(found, columns=FIELDS, dtype=object)


def _pairs(column: Column, now: Table, before: Table) -> list[tuple[Decimal, Decimal]]:
    """The values of both periods, of every sender that has one and only one in each."""
    earlier = {
        line.receipt.sender: line.entries[column].value for line in before.lines if column in line.entries
    }
    later = {line.receipt.sender: line.entries[column].value for line in now.lines if column in line.entries}
    return [
        (value, old)
        for sender, value in later.items()
        if value is not None and (old := earlier.get(sender)) is not None
    ]
