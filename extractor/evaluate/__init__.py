"""How right the extractor is: records against hand-made gold.

`evaluate` scores a corpus; each measure says its source where it is taken: spans in `align` and `scores`,
intervals in `spread`, confidences in `calibration`, gains and losses in `lost`, readers in `reading`. Every
score is a rate of counts that add up over reports; gold of any form is one value (`gold`).
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from extractor.evaluate import lost, spread
from extractor.evaluate.calibration import Sure, confidences
from extractor.evaluate.corpus import Case, read_corpus
from extractor.evaluate.floors import Floors, fallen, read_floors
from extractor.evaluate.gold import Gold
from extractor.evaluate.judge import judge
from extractor.evaluate.misses import missed
from extractor.evaluate.scores import Tally, rates, sizes, tally, total
from extractor.pipeline import Options, Result, convert

__all__ = [
    "Case",
    "Evaluation",
    "Floors",
    "Gold",
    "Scored",
    "below",
    "by_group",
    "evaluate",
    "intervals",
    "missed",
    "pin",
    "read_corpus",
    "read_floors",
    "score",
]


class Scored(Struct, frozen=True, kw_only=True):
    """One report's part: its counts, its findings and its confidences; `groups` say what it belongs to."""

    report: str
    groups: dict[str, str]
    tally: Tally
    findings: tuple[lost.Finding, ...] = ()
    confidences: tuple[Sure, ...] = ()


class Evaluation(Struct, frozen=True, kw_only=True):
    """The scores of a corpus with their counts, the digest of gold and reports, and each report's part.

    A score lies between 0 and 1, but for those per 10,000 characters.
    """

    digest: str
    scores: dict[str, float]
    counts: dict[str, int]
    reports: tuple[Scored, ...] = ()


def evaluate(
    corpus: Path, options: Options | None = None, wanted: Callable[[str], bool] | None = None
) -> Evaluation:
    """Score the extractor on the reports of a corpus folder that have gold, or on the `wanted` ones."""
    digest = hashlib.sha256()
    reports: list[Scored] = []
    for case in read_corpus(corpus):
        if wanted is None or wanted(case.name):
            digest.update(case.source + case.data)
            reports.append(_scored(case, options))
    return gathered(digest.hexdigest(), reports)


def gathered(digest: str, reports: Iterable[Scored]) -> Evaluation:
    """The evaluation of some reports out of their parts."""
    parts = tuple(reports)
    counts = total(part.tally for part in parts)
    return Evaluation(digest=digest, scores=rates(counts), counts=sizes(counts), reports=parts)


def by_group(evaluation: Evaluation, key: str) -> dict[str, Evaluation]:
    """The same scores for each group of reports: by `type`, `level` or `report`."""
    groups: dict[str, list[Scored]] = {}
    for part in evaluation.reports:
        groups.setdefault(part.groups[key], []).append(part)
    return {name: gathered(evaluation.digest, parts) for name, parts in sorted(groups.items())}


def intervals(evaluation: Evaluation) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each score, by bootstrap over the reports."""
    return spread.intervals([part.tally for part in evaluation.reports])


def findings(evaluation: Evaluation) -> tuple[lost.Finding, ...]:
    """All findings, report by report."""
    return tuple(finding for part in evaluation.reports for finding in part.findings)


def score(result: Result, gold: Gold) -> Tally:
    """The counts of one report: `name.gold`, `name.found`, `name.right`; `name.of`, `name.ok` of fields."""
    return tally(judge(result, gold))


def below(evaluation: Evaluation, floors: Floors) -> dict[str, tuple[float | None, float]]:
    """The scores that are worse than their floor, as (score, floor); None is a score not taken any more."""
    return fallen(evaluation.scores, floors)


def pin(evaluation: Evaluation) -> Floors:
    """The present scores as floors."""
    return Floors(digest=evaluation.digest, floors=evaluation.scores)


def _scored(case: Case, options: Options | None) -> Scored:
    judged = judge(convert(case.data, case.gold.file, options), case.gold)
    return Scored(
        report=case.name,
        groups={"type": case.gold.doc_type or "-", "level": case.gold.level or "-", "report": case.name},
        tally=tally(judged),
        findings=lost.findings(case.name, judged),
        confidences=confidences(judged),
    )
