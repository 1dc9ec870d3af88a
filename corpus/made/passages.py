"""Gold of passages: the items of a report's assessment, from `made/passages/<slug>.tsv`.

In: rows of kind, addressee and text with line breaks as spaces. Out: records placed in the printed text.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.made.errors import NoValueError
from corpus.made.records import Record, read_text

FOLDER = Path(__file__).resolve().parent / "passages"


def passages(slug: str, text: str) -> Iterator[Record]:
    """The passages of a report in order of position; nothing where none were written down."""
    path = FOLDER / f"{slug}.tsv"
    rows = csv.DictReader(read_text(path).splitlines(), delimiter="\t") if path.exists() else ()
    yield from sorted((placed(row, text) for row in rows), key=lambda record: record["start"])


def placed(row: dict[str, str], text: str) -> Record:
    """One passage with its place; raises NoValueError where its text stands nowhere or twice."""
    pattern = r"\s+".join(map(re.escape, row["text"].split()))
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise NoValueError("passage", row["text"])
    start, end = found[0].span()
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "kind": row["kind"],
        "addressee": row["addressee"] or None,
    }
