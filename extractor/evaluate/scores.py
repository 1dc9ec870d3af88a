"""Judgements as counts that add up over reports, and the rates between 0 and 1 that follow from them.

F1 of spans: relaxed (overlap) and strict, van Rijsbergen's F with equal weights. `X.record` is the share of
entries found with every field right, the instance level of GROBID's evaluation. `X.false_per_10k` counts
false findings per 10,000 characters of text, for which less is better.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from extractor.evaluate.judge import Judged, Judgement, Verdict

Tally = Counter[str]
"""Counts by name: `X.gold`, `X.found`, `X.right`, ... of spans and `X.of`, `X.ok` of fields."""

LESS_IS_BETTER = "_per_10k"
"""How the name of a score ends that must not rise."""

TUPLE = frozenset(
    f"figure.{name}" for name in ("value", "unit", "indicator", "level", "period_label", "period")
)
IDENTITY = frozenset({"citation"})
"""The families whose identity is more than one field."""

UNIT = 10_000


def tally(judged: Judged) -> Tally:
    """The counts of one report."""
    counts: Tally = Counter({"chars": judged.chars})
    for judgement in judged.findings:
        _count(counts, judgement)
    for verdict in judged.header:
        _field(counts, verdict)
    right, found, gold = judged.cited
    _add(counts, {"cited.gold": gold, "cited.found": found, "cited.right": right})
    _add(
        counts,
        {
            "check.gold": len(judged.faults),
            "check.right": sum(ok for _, ok in judged.faults),
            "check.found": len(judged.checks),
            "check.hit": sum(ok for _, ok in judged.checks),
        },
    )
    if judged.passed:
        _add(counts, {"check.left_alone.of": len(judged.passed), "check.left_alone.ok": sum(judged.passed)})
    counts["figure.inside"] += judged.inside
    return counts


def rates(counts: Tally) -> dict[str, float]:
    """Every score that the counts give, by its name; four digits."""
    found: dict[str, float] = {}
    for name in sorted({key.removesuffix(".gold") for key in counts if key.endswith(".gold")}):
        found |= _span_rates(counts, name)
    for key in sorted(key.removesuffix(".of") for key in counts if key.endswith(".of")):
        found[key] = share(counts[f"{key}.ok"], counts[f"{key}.of"])
    if counts["chars"] and "figure.found" in counts:
        found["figure.inside_per_10k"] = share(UNIT * counts["figure.inside"], counts["chars"])
    return found


def sizes(counts: Tally) -> dict[str, int]:
    """How many entries of gold a score rests on, by the name of the score or of its family."""
    return {key.rpartition(".")[0]: counts[key] for key in sorted(counts) if key.endswith((".gold", ".of"))}


def size(counted: Mapping[str, int], name: str) -> int | None:
    """How many entries of gold one score rests on, out of `sizes`."""
    return counted.get(name, counted.get(name.rpartition(".")[0]))


def total(counts: Iterable[Tally]) -> Tally:
    """The sum of counts."""
    summed: Tally = Counter()
    for each in counts:
        _add(summed, each)
    return summed


def share(part: int, whole: int) -> float:
    """A part of a whole; 1 when there is nothing."""
    return round(part / whole, 4) if whole else 1.0


def worse(name: str, score: float, than: float) -> bool:
    """Whether a score is worse than another one."""
    return score > than if name.endswith(LESS_IS_BETTER) else score < than


def _count(counts: Tally, judgement: Judgement) -> None:
    name, entry, record = judgement.family, judgement.entry, judgement.record
    found = entry is not None and record is not None
    _add(
        counts,
        {
            f"{name}.gold": entry is not None,
            f"{name}.found": record is not None,
            f"{name}.right": found,
            f"{name}.strict": judgement.strict,
            f"{name}.false": entry is None,
        },
    )
    if entry is None:
        return
    if entry.fields:
        _add(counts, {f"{name}.record.of": 1, f"{name}.record.ok": judgement.whole})
    if name == "figure":
        _add(counts, {"figure.tuple.of": 1, "figure.tuple.ok": found and _is_tuple_right(judgement)})
    if name in IDENTITY:
        _add(counts, {f"{name}.identity.of": 1, f"{name}.identity.ok": judgement.identified})
    for verdict in judgement.verdicts:
        _field(counts, verdict)


def _is_tuple_right(judgement: Judgement) -> bool:
    """Whether all that makes a figure addable is right, as far as gold states it."""
    return all(verdict.ok for verdict in judgement.verdicts if verdict.field.measure in TUPLE)


def _field(counts: Tally, verdict: Verdict) -> None:
    for measure in (verdict.field.measure, verdict.field.also):
        if measure:
            _add(counts, {f"{measure}.of": 1, f"{measure}.ok": verdict.ok})


def _add(counts: Tally, more: Mapping[str, int]) -> None:
    """Add counts, keeping the name of a count that is nought."""
    for name, count in more.items():
        counts[name] += int(count)


def _span_rates(counts: Tally, name: str) -> dict[str, float]:
    right, found, gold = (counts[f"{name}.{part}"] for part in ("right", "found", "gold"))
    if not found + gold:
        return {}
    hit = counts.get(f"{name}.hit", right)
    rates = {
        f"{name}.recall": share(right, gold),
        f"{name}.precision": share(hit, found),
        f"{name}.f1": _f1(right, gold, hit, found),
    }
    if f"{name}.strict" in counts:
        rates[f"{name}.strict_f1"] = share(2 * counts[f"{name}.strict"], found + gold)
    if f"{name}.false" in counts and counts["chars"]:
        rates[f"{name}.false_per_10k"] = share(UNIT * counts[f"{name}.false"], counts["chars"])
    return rates


def _f1(right: int, gold: int, hit: int, found: int) -> float:
    if not gold or not found or not right or not hit:
        return 0.0
    precision, recall = hit / found, right / gold
    return round(2 * precision * recall / (precision + recall), 4)
