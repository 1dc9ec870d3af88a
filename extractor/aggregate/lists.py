"""What many reports hold besides figures, as frames: staff by level, documents cited, what units say."""

from collections.abc import Iterable, Mapping

import pandas as pd

from extractor.records import CitationRecord, PassageRecord, StaffingRecord

COUNTS = ["total", "own_staff", "seconded"]


def staffing(rows: Iterable[StaffingRecord], senders: Mapping[str, str]) -> pd.DataFrame:
    """Units and persons by report and level; only rows of units are added, never subtotals.

    `senders` are the names of the reports that count, by path.
    """
    units = pd.DataFrame(
        [
            (senders[row.path], row.unit_level, row.total, row.own_staff, row.seconded)
            for row in rows
            if row.row_kind == "unit" and row.path in senders
        ],
        columns=["report", "level", *COUNTS],
    )
    if units.empty:
        return pd.DataFrame(columns=["report", "level", "units", *COUNTS])
    groups = units.groupby(["report", "level"], dropna=False, sort=False)
    # Where no row states a number the sum is unknown, not 0.
    sums = groups[COUNTS].sum(min_count=1).astype("Int64")
    sums.insert(0, "units", groups.size())
    return sums.reset_index()


def citations(cited: Iterable[CitationRecord], senders: Mapping[str, str]) -> pd.DataFrame:
    """A row a document, the most cited first: how often and by how many reports it is named, its dates."""
    mentions = pd.DataFrame(
        [
            (
                one.key,
                one.doc_type,
                one.number,
                one.symbol,
                one.date,
                one.issuer,
                one.registered_title or one.subject,
                one.path,
            )
            for one in cited
            if one.key and one.path in senders
        ],
        columns=["key", "doc_type", "number", "symbol", "date", "issuer", "subject", "path"],
    )
    columns = ["doc_type", "number", "symbol", "date", "issuer", "subject", "mentions", "reports", "key"]
    if mentions.empty:
        return pd.DataFrame(columns=columns)
    groups = mentions.groupby("key", sort=False)
    found = groups[["doc_type", "number", "symbol", "date", "issuer", "subject"]].first()
    found["mentions"] = groups.size()
    found["reports"] = groups["path"].nunique()
    ordered = found.sort_values(["reports", "mentions"], ascending=False, kind="stable").reset_index()
    return ordered[columns]


def passages(said: Iterable[PassageRecord], senders: Mapping[str, str]) -> pd.DataFrame:
    """A row an item of what the reports assess, propose and plan, by kind and theme, as printed."""
    found = pd.DataFrame(
        [
            (one.kind, one.theme, senders[one.path], one.text, one.addressee, one.page, one.path)
            for one in said
            if one.path in senders
        ],
        columns=["kind", "theme", "report", "text", "addressee", "page", "path"],
    )
    return found.sort_values(["kind", "theme"], kind="stable", na_position="last").reset_index(drop=True)
