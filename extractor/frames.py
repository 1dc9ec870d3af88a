"""Records as a pandas frame: a row a record, a column a field, each with the type of its field.

What a report does not state is missing (`pd.NA`, `NaT`), never 0 and never "". Offsets are code points of the
raw text, `page` counts from 1, `bbox` is in points.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

import msgspec
import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.inspect import (
    BoolType,
    FloatType,
    IntType,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)

from extractor.records import TABLES

DECIMALS = frozenset({"value", "low", "high"})
"""Fields of exact decimals; what a check compares may be words, and stays text."""

DAYS = frozenset({"start_date", "end_date", "period_start", "period_end"})
"""Fields that hold whole days; `date` may be a month or a year, and stays text."""

DTYPES: dict[type[Type], str] = {
    StrType: "string",
    IntType: "Int64",
    FloatType: "Float64",
    BoolType: "boolean",
}
"""The dtype of a field by its type; fields with parts are `object`: plain tuples and dicts."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def frame(table: str, records: Iterable[Struct], *, exact: bool = False) -> pd.DataFrame:
    """The records of one table as a frame, also when there are none.

    Decimals (`value`, `low`, `high`) become `Float64`, which keeps 15 digits; with `exact` they are
    `decimal.Decimal`. Whole days become `datetime64[s]`. Raises KeyError for a table that is not in
    `records.TABLES`.

    >>> from extractor import find
    >>> figures = frame("figures", find("Tiếp nhận 1.234 hồ sơ, đạt 98,5%.").figures)
    >>> figures[["text", "value", "unit"]].values.tolist()
    [['1.234', 1234.0, 'ho_so'], ['98,5%', 98.5, '%']]
    >>> frame("citations", []).dtypes["date"] == "string"
    True
    """
    info = cast("StructType", type_info(TABLES[table]))
    held = list(records)
    kinds = {field.name: field.type for field in info.fields}
    return pd.DataFrame(
        {
            name: _column(name, kind, [getattr(record, name) for record in held], exact=exact)
            for name, kind in kinds.items()
        }
    )


def _column(name: str, kind: Type, values: list[Any], *, exact: bool) -> "pd.Series[Any]":
    """The values of one field with its dtype."""
    if name in DAYS and all(value is None or _DAY.fullmatch(value) for value in values):
        return pd.Series(np.array([value or "NaT" for value in values], dtype="datetime64[s]"))
    if name in DECIMALS:
        return _decimals(values, exact=exact)
    dtype = _dtype(kind)
    if dtype != "object":
        return pd.Series(values, dtype=dtype)
    return pd.Series([msgspec.to_builtins(value) for value in values], dtype="object")


def _decimals(values: list[str | None], *, exact: bool) -> "pd.Series[Any]":
    if exact:
        return pd.Series([None if value is None else Decimal(value) for value in values], dtype="object")
    return pd.Series([None if value is None else float(value) for value in values], dtype="Float64")


def _dtype(kind: Type) -> str:
    parts = kind.types if isinstance(kind, UnionType) else (kind,)
    dtypes = {DTYPES.get(type(part), "object") for part in parts if not isinstance(part, NoneType)}
    return dtypes.pop() if len(dtypes) == 1 else "object"
