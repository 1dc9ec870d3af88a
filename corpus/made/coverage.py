"""Verification: every span is printed where it says, and every digit has exactly one annotation.

In: the text of a report and its gold. Out: the digits that are left over, or what is wrong in words.
"""

import re
from collections.abc import Iterator

from corpus.made.records import LISTS, Record, digest

COVERING = ("citations", "dates", "figures", "other_numbers", "staffing")
MARK_PIECE = re.compile(r"\{\{|\}\}|;\w+=")
BEFORE, AFTER = 30, 20


def faults(text: str, gold: Record) -> Iterator[str]:
    """What is wrong with the gold of a report; nothing when all is well."""
    if digest(text) != gold["sha256"]:
        yield "the digest is not that of the report"
    yield from misplaced(text, gold)
    if found := MARK_PIECE.search(text):
        yield f"a piece of a mark is printed: {found.group()!r} at {found.start()}"
    yield from miscovered(text, gold)


def misplaced(text: str, gold: Record) -> Iterator[str]:
    """Records whose text is not what is printed at their place."""
    for name in LISTS:
        for record in gold[name]:
            if "text" in record and text[record["start"] : record["end"]] != record["text"]:
                yield f"{name}: the text at {record['start']} is not {record['text']!r}"


def miscovered(text: str, gold: Record) -> Iterator[str]:
    """Digits with no annotation or with more than one."""
    taken = coverage(text, gold)
    for at, char in enumerate(text):
        if char.isdigit() and taken[at] != 1:
            around = text[max(0, at - BEFORE) : at + AFTER]
            yield f"digit {char!r} at {at} covered {taken[at]} times: {around!r}"


def uncovered(text: str, gold: Record) -> list[int]:
    """Places of the digits that no annotation covers."""
    taken = coverage(text, gold)
    return [at for at, char in enumerate(text) if char.isdigit() and not taken[at]]


def coverage(text: str, gold: Record) -> list[int]:
    """Number of annotations over each place of a text; a date inside a period counts once."""
    taken = [0] * len(text)
    records = [record for name in COVERING for record in gold[name]]
    # Periods come last: they take only what the dates inside them have left.
    for record in sorted(records, key=is_period):
        for at in range(record["start"], min(record["end"], len(text))):
            taken[at] = max(taken[at], 1) if is_period(record) else taken[at] + 1
    return taken


def is_period(record: Record) -> bool:
    """Whether a record is a period, which may hold dates."""
    return record.get("kind") == "period"
