"""Whether a confidence means what it says: the reliability table and the expected calibration error.

Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (AAAI
2015); Guo and others, On calibration of modern neural networks (ICML 2017). Ten bins of equal width.
"""

from collections.abc import Iterable

from msgspec import Struct

from extractor.evaluate.judge import Judged

BINS = 10

LEAST = 0.05
"""The share of records that a person looks at again: the least certain ones."""


class Sure(Struct, frozen=True):
    """How sure a record of a family is, and whether it is a finding whose identity is right."""

    family: str
    confidence: float
    right: bool


class Bin(Struct, frozen=True, kw_only=True):
    """The records with a confidence above `low` up to `high`: how many, how sure they are, how many right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


class Reliability(Struct, frozen=True, kw_only=True):
    """The reliability table of a set of records and its expected calibration error.

    `caught` is the share of the wrong ones among the least certain twentieth; None where none is wrong.
    """

    count: int
    error: float
    caught: float | None
    bins: tuple[Bin, ...]


def confidences(judged: Judged) -> tuple[Sure, ...]:
    """The confidences of all records of a report that gold can judge."""
    return tuple(
        Sure(judgement.family, judgement.record.confidence, judgement.identified)
        for judgement in judged.findings
        if judgement.record is not None
    )


def reliability(records: Iterable[Sure]) -> Reliability:
    """The table of records by their confidence; the error is the mean gap of the bins by their size."""
    records = list(records)
    binned: dict[int, list[Sure]] = {}
    for record in records:
        at = min(max(-int(-record.confidence * BINS // 1), 1), BINS)
        binned.setdefault(at, []).append(record)
    bins = tuple(_bin(at, members) for at, members in sorted(binned.items()))
    count = sum(each.count for each in bins)
    gaps = sum(each.count * abs(each.right - each.confidence) for each in bins)
    error = round(gaps / count, 4) if count else 0.0
    return Reliability(count=count, error=error, caught=_caught(records), bins=bins)


def _caught(records: list[Sure]) -> float | None:
    """How many of the wrong records stand among the least certain twentieth; of equals a share of them."""
    wrong = sum(not record.right for record in records)
    left = len(records) * LEAST
    found = 0.0
    for level in sorted({record.confidence for record in records}):
        equals = [record for record in records if record.confidence == level]
        found += sum(not record.right for record in equals) * min(1.0, left / len(equals))
        left -= len(equals)
        if left <= 0:
            break
    return round(found / wrong, 4) if wrong else None


def _bin(at: int, members: list[Sure]) -> Bin:
    return Bin(
        low=(at - 1) / BINS,
        high=at / BINS,
        count=len(members),
        confidence=round(sum(member.confidence for member in members) / len(members), 4),
        right=round(sum(member.right for member in members) / len(members), 4),
    )
