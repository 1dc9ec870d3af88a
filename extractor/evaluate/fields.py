"""Small parts that both forms of gold are read with."""

from collections.abc import Iterable
from typing import Any

from extractor.evaluate.compare import said
from extractor.evaluate.gold import Field, Span


def field(
    measure: str,
    attribute: str,
    value: object,
    *,
    also: str | None = None,
    needed: bool = False,
    identifies: bool = False,
) -> Field:
    """A field with one right value that one attribute of the record states."""
    return Field(
        measure=measure,
        of=(attribute,),
        accepted=(said(value),),
        also=also,
        needed=needed,
        identifies=identifies,
    )


def spans(entries: Iterable[dict[str, Any]]) -> tuple[Span, ...]:
    """The spans of entries."""
    return tuple((entry["start"], entry["end"]) for entry in entries)
