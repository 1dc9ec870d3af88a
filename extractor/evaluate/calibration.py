"""Whether a confidence means what it says: the reliability table and the expected calibration error.

Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (AAAI
2015); Guo and others, On calibration of modern neural networks (ICML 2017). Ten bins of equal width.
"""

from collections.abc import Iterable

from msgspec import Struct

from extractor.evaluate.judge import Judged

BINS = 10


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
    """The reliability table of a set of records and its expected calibration error."""

    count: int
    error: float
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
    binned: dict[int, list[Sure]] = {}
    for record in records:
        at = min(max(-int(-record.confidence * BINS // 1), 1), BINS)
        binned.setdefault(at, []).append(record)
    bins = tuple(_bin(at, members) for at, members in sorted(binned.items()))
    count = sum(each.count for each in bins)
    gaps = sum(each.count * abs(each.right - each.confidence) for each in bins)
    return Reliability(count=count, error=round(gaps / count, 4) if count else 0.0, bins=bins)


def _bin(at: int, members: list[Sure]) -> Bin:
    return Bin(
        low=(at - 1) / BINS,
        high=at / BINS,
        count=len(members),
        confidence=round(sum(member.confidence for member in members) / len(members), 4),
        right=round(sum(member.right for member in members) / len(members), 4),
    )
