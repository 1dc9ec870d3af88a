"""What stands for a document that many reports name: the most frequent of what they say, else the fullest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from extractor.index.entries import title_of
from extractor.index.folding import folded


class Saying(Struct, frozen=True, kw_only=True):
    """What mentions of one document say of it, and how many say just that."""

    doc_type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    issuer_level: str | None
    subject: str | None
    registered_title: str | None
    urn: str | None
    uri: str | None
    day: str | None
    count: int


def work_entry(sayings: Iterable[Saying], labels: Mapping[str, str]) -> dict[str, Any]:
    """The columns of `works` that mentions tell, out of all that they say of one document.

    A title of the register goes before what reports say; a whole day before a month or a year.
    """
    said = list(sayings)
    doc_type, number = _chosen(said, "doc_type"), _chosen(said, "number")
    issuer = _chosen(said, "issuer")
    subject = _chosen(said, "registered_title") or _chosen(said, "subject")
    title = title_of(labels.get(doc_type or ""), number, issuer)
    levels = [one for one in said if one.issuer == issuer]
    return {
        "title": title,
        "doc_type": doc_type,
        "number": number,
        "date": _longest(said, "date"),
        "issuer": issuer,
        "issuer_level": _chosen(levels, "issuer_level"),
        "subject": subject,
        "urn": _chosen(said, "urn"),
        "uri": _chosen(said, "uri"),
        "day": _longest(said, "day"),
        "number_key": folded(number or ""),
        "folded": folded(" ".join(filter(None, (title, subject)))),
    }


def _counted(sayings: Iterable[Saying], field: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for saying in sayings:
        if value := getattr(saying, field):
            counts[value] += saying.count
    return counts


def _chosen(sayings: Iterable[Saying], field: str) -> str | None:
    """The most frequent value, of equally frequent ones the longest, of these the first by its letters."""
    counts = _counted(sayings, field)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def _longest(sayings: Iterable[Saying], field: str) -> str | None:
    """The longest value, of equally long ones the most frequent."""
    counts = _counted(sayings, field)
    return min(counts, key=lambda value: (-len(value), -counts[value], value), default=None)
