"""What stands for a document that many reports name: the most frequent of what they say, else the fullest.

For a mere name, which may mean several documents, only what all say that say anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.index.entries import Described, title_of
from extractor.index.folding import folded


class Saying(Described, frozen=True, kw_only=True):
    """What mentions of one document say of it, and how many say just that."""

    registered_title: str | None
    resolves_to_number: str | None
    urn: str | None
    uri: str | None
    day: str | None
    key: str | None
    count: int


def work_entry(said: Iterable[Saying], labels: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a work that mentions tell, out of all that they say of one document.

    A title of the register goes before what reports say; a whole day before a month or a year.
    """
    sayings = list(said)
    doc_type, number = _chosen(sayings, "doc_type"), _chosen(sayings, "number")
    issuer = _chosen(sayings, "issuer")
    subject = _chosen(sayings, "registered_title") or _chosen(sayings, "subject")
    title = title_of(labels.get(doc_type or ""), number, issuer)
    return {
        "title": title,
        "doc_type": doc_type,
        "number": number,
        "date": _longest(sayings, "date"),
        "issuer": issuer,
        "issuer_level": _chosen([one for one in sayings if one.issuer == issuer], "issuer_level"),
        "subject": subject,
        "urn": _chosen(sayings, "urn"),
        "uri": _chosen(sayings, "uri"),
        "day": _longest(sayings, "day"),
        "number_key": folded(number or ""),
        "folded": folded(" ".join(filter(None, (title, subject, _chosen(sayings, "key"))))),
    }


def name_entry(said: Iterable[Saying], labels: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a name that mentions tell."""
    sayings = list(said)
    doc_type, number = _chosen(sayings, "doc_type"), _chosen(sayings, "number")
    issuer = _agreed(sayings, "issuer")
    title = title_of(labels.get(doc_type or ""), number, issuer) if number else _chosen(sayings, "title")
    subject = _agreed(sayings, "registered_title") or _agreed(sayings, "subject")
    stands_for = _agreed(sayings, "resolves_to_number")
    return {
        "title": title or "",
        "doc_type": doc_type,
        "number": number,
        "date": _agreed(sayings, "date"),
        "issuer": issuer,
        "issuer_level": _agreed(sayings, "issuer_level"),
        "subject": subject,
        "day": _agreed(sayings, "day"),
        "number_key": folded(stands_for or number or ""),
        "folded": folded(" ".join(filter(None, (title, subject, stands_for)))),
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


def _agreed(sayings: Iterable[Saying], field: str) -> str | None:
    """The only value; None where there are several."""
    counts = _counted(sayings, field)
    return next(iter(counts)) if len(counts) == 1 else None
