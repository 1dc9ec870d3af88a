"""Records of many reports as pandas frames, added up as the catalogue of indicators allows.

Only what adds up is added: an indicator whose `aggregation` is `sum`. A stock, a rate or an unknown label
has no total. Values are exact decimals from the records to the frame.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from extractor.records import DocumentRecord, FigureRecord, StaffingRecord
from extractor.rules import Patterns
from extractor.rules.lists import Indicator

ADDED = "sum"
LEVELS = ["tinh", "huyen", "xa", "huyen+xa"]
COUNTS = ["total", "own_staff", "seconded"]
STATED = frozenset({"count", "rate", "money", "measure", "numerator", "zero_stated"})
"""A denominator is what a share is taken of, mostly stated a second time: it is never added."""

KEYS = ["indicator", "label", "unit", "level", "period"]
PLACE = ["text", "words", "page", "place"]


def indicators(
    figures: Iterable[FigureRecord], documents: Iterable[DocumentRecord], patterns: Patterns
) -> pd.DataFrame:
    """A row for each indicator, level and period, a column for each report, and the total where it adds up.

    A report that states two values for the same thing has none here, and then there is no total either:
    `sources` shows them.
    """
    rows = {row.id: row for row in patterns.rows(Indicator)}
    frame = _stated(figures, documents, rows)[[*KEYS, "report", "value"]].drop_duplicates()
    if frame.empty:
        return pd.DataFrame(columns=KEYS)
    every: Any = list  # the stubs know no aggregation that keeps all values
    wide = frame.pivot_table(
        index=KEYS, columns="report", values="value", aggfunc=every, dropna=False, observed=True, sort=False
    )
    wide = wide[wide.notna().any(axis=1)]
    totals = [_total(values, rows[key[0]]) for key, values in zip(wide.index, wide.to_numpy(), strict=True)]
    wide = wide.map(_single)
    wide["sum"] = pd.Series(totals, index=wide.index, dtype=object)
    return wide.reset_index()


def sources(
    figures: Iterable[FigureRecord], documents: Iterable[DocumentRecord], patterns: Patterns
) -> pd.DataFrame:
    """Where each value of `indicators` stands: a row for each figure, `differs` where a cell has several.

    `words` are what the report calls it, `text` what is printed, `page` counts from 1, `place` are offsets
    into the raw text of the report.
    """
    rows = {row.id: row for row in patterns.rows(Indicator)}
    order = ["indicator", "level", "period", "report"]
    frame = _stated(figures, documents, rows).sort_values(order, kind="stable")
    values = frame.groupby([*KEYS, "report"], dropna=False)["value"].transform("nunique")
    return frame.assign(differs=values > 1)


def _stated(
    figures: Iterable[FigureRecord], documents: Iterable[DocumentRecord], rows: Mapping[str, Indicator]
) -> pd.DataFrame:
    """A row for each figure that may stand in the table of totals, in order of position."""
    names = {document.path: _name(document) for document in documents}
    return pd.DataFrame(
        [
            (
                *(row.id, row.label, row.unit, f.level, f.period_label, names[f.path], Decimal(f.value)),
                *(f.text, f.label, f.page, f"{f.start}–{f.end}"),
            )
            for f in wholes(figures)
            if f.value is not None and f.kind in STATED and f.path in names
            if (row := rows.get(f.indicator or "")) is not None
        ],
        columns=[*KEYS, "report", "value", *PLACE],
    )


def _single(values: object) -> Decimal | None:
    """The value of a cell when its report states one and only one."""
    return values[0] if isinstance(values, list) and len(values) == 1 else None


def _total(cells: Iterable[object], row: Indicator) -> Decimal | None:
    """The sum over reports, if the indicator adds up and every report that states it states one value."""
    stated = [values for values in cells if isinstance(values, list)]
    singles = [value for values in stated if (value := _single(values)) is not None]
    if row.aggregation != ADDED or len(singles) < len(stated):
        return None
    return sum(singles, Decimal(0))


def staffing(rows: Iterable[StaffingRecord]) -> pd.DataFrame:
    """Units and persons by level and report; only rows of units are added, never subtotals."""
    units = pd.DataFrame(
        [(r.path, r.unit_level, r.total, r.own_staff, r.seconded) for r in rows if r.row_kind == "unit"],
        columns=["report", "level", *COUNTS],
    )
    if units.empty:
        return pd.DataFrame(columns=["report", "level", "units", *COUNTS])
    groups = units.groupby(["report", "level"], dropna=False, sort=False)
    # Where no row states a number the sum is unknown, not 0.
    sums = groups[COUNTS].sum(min_count=1).astype("Int64")
    sums.insert(0, "units", groups.size())
    return sums.reset_index()


def wholes(figures: Iterable[FigureRecord]) -> list[FigureRecord]:
    """The figures without those that count a part of what their total counts, such as one field of work."""
    listed = list(figures)
    known = {(figure.path, figure.id): (figure.indicator, figure.level) for figure in listed}
    return [
        figure
        for figure in listed
        if figure.part_of is None
        or known.get((figure.path, figure.part_of)) != (figure.indicator, figure.level)
    ]


def _name(document: DocumentRecord) -> str:
    """What a column is called: the issuer where it is known, with the file that makes it unique."""
    return f"{document.issuer} ({document.path})" if document.issuer else document.path
