"""What a field of a record holds beyond its type, for those who make columns and links of the records."""

from typing import Annotated

from msgspec import Meta

DECIMAL, REFERS, ANY = "decimal", "refers", "*"
"""The facts: that a text is a decimal; the table whose records it names, which may be any."""

Exact = Annotated[str, Meta(extra={DECIMAL: True})]
"""A decimal number, exact: digits with a point, no separators of thousands."""

DocumentPath = Annotated[str, Meta(extra={REFERS: "documents"})]
CitationId = Annotated[str, Meta(extra={REFERS: "citations"})]
DateId = Annotated[str, Meta(extra={REFERS: "dates"})]
FigureId = Annotated[str, Meta(extra={REFERS: "figures"})]
RecordId = Annotated[str, Meta(extra={REFERS: ANY})]
"""Names of records: a document by its path, any other by its `id` within its document."""
