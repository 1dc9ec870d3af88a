"""The one flat form of the records: every table as columns of plain types, for all writers of tables.

The columns are read from the record types, never listed a second time. A list or a part of a record is one
column that holds it as JSON text; what a report does not state, and an empty list, is nothing.
"""

import math
import re
from enum import StrEnum
from functools import cache

import msgspec
from msgspec import Struct
from msgspec.inspect import (
    BoolType,
    FloatType,
    IntType,
    Metadata,
    NoneType,
    StrType,
    TupleType,
    Type,
    UnionType,
    VarTupleType,
)

from extractor.fields import ANY, DECIMAL, REFERS
from extractor.records import TABLES, Place


class Kind(StrEnum):
    """What a column holds, named as Table Schema names its types; EXACT is a decimal of any length."""

    TEXT = "string"
    WHOLE = "integer"
    REAL = "number"
    EXACT = "exact"
    TRUTH = "boolean"
    LIST = "array"
    MAPPING = "object"


EXACT_DIGITS = 15
"""Digits that a double holds, and with it Excel and SQLite."""

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")

Flat = bool | int | float | str | None
"""What a column holds of one record; an EXACT decimal and JSON are text."""


class Column(Struct, frozen=True, kw_only=True):
    """A field of a table.

    `always`: it is never empty; `refers`: the table whose records it names, ANY for those of any table.
    """

    name: str
    kind: Kind
    always: bool = False
    refers: str | None = None


WHOLE_BITS = 64
"""A longer whole number fits no column; the JSON Lines hold it."""

DOCUMENTS = "documents"
OWNER = "path"
"""What names a document within a run: copies of one file have one `doc_id`, but each its own path."""


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in the order of the fields of its record."""
    info = msgspec.inspect.type_info(TABLES[table])
    if not isinstance(info, msgspec.inspect.StructType):
        raise TypeError(table)
    return tuple(_column(field.encode_name, field.type, key(table)) for field in info.fields)


@cache
def key(table: str) -> tuple[str, ...]:
    """The columns that tell the records of a table apart."""
    if table == DOCUMENTS:
        return (OWNER,)
    return ("doc_id", "id") if issubclass(TABLES[table], Place) else (OWNER, "id")


def reference(column: Column) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The columns that name a record of another table, and those that they name there."""
    if column.refers is None or column.refers == ANY or column.kind == Kind.LIST:
        return None
    if column.refers == DOCUMENTS:
        return (column.name,), key(DOCUMENTS)
    return ("doc_id", column.name), key(column.refers)


def flat(value: object) -> Flat:
    """A field's value as a column holds it."""
    match value:
        case None | () | {} if not value:  # an empty pattern matches every mapping
            return None
        case float():
            return value if math.isfinite(value) else None
        case int() if not isinstance(value, bool) and value.bit_length() >= WHOLE_BITS:
            return None
        case bool() | int() | str():
            return value
        case _:
            return as_json(value)


def number(text: str) -> int | float | str:
    """A decimal as a number that holds all its digits; a longer one, and what is none, stays text."""
    if not _DECIMAL.fullmatch(text) or sum(map(str.isdigit, text)) > EXACT_DIGITS:
        return text
    return float(text) if "." in text else int(text)


def as_json(value: object) -> str:
    """A nested value as JSON text, its letters as they are."""
    return msgspec.json.encode(value).decode()


def _column(name: str, declared: Type, key_of_table: tuple[str, ...]) -> Column:
    options = declared.types if isinstance(declared, UnionType) else (declared,)
    given = next(option for option in options if not isinstance(option, NoneType))
    facts = dict(given.extra or {}) if isinstance(given, Metadata) else {}
    bare = given.type if isinstance(given, Metadata) else given
    if isinstance(bare, VarTupleType) and isinstance(bare.item_type, Metadata):
        facts |= bare.item_type.extra or {}
    kind = Kind.EXACT if facts.get(DECIMAL) else _kind(bare)
    plain = kind in {Kind.WHOLE, Kind.REAL, Kind.TRUTH}
    return Column(
        name=name,
        kind=kind,
        always=name in key_of_table or (plain and len(options) == 1),
        refers=facts.get(REFERS),
    )


def _kind(declared: Type) -> Kind:
    match declared:
        case StrType():
            return Kind.TEXT
        case BoolType():
            return Kind.TRUTH
        case IntType():
            return Kind.WHOLE
        case FloatType():
            return Kind.REAL
        case TupleType() | VarTupleType():
            return Kind.LIST
        case _:
            return Kind.MAPPING
