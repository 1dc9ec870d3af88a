"""What gold has and the extractor has not, or has wrongly, a line each: for people who mend rules."""

from extractor.evaluate.gold import Gold
from extractor.evaluate.judge import Judgement, Verdict, judge
from extractor.pipeline import Result


def missed(result: Result, gold: Gold) -> list[str]:
    """The lines of one report: `missed`, `false`, and fields that are read otherwise than gold states."""
    judged = judge(result, gold)
    lines = [line for judgement in judged.findings for line in _lines(judgement)]
    lines += [
        f"check missed: {'/'.join(fault.rules)} {fault.text!r} at {fault.spans[0][0]}"
        for fault, named in judged.faults
        if not named
    ]
    lines += [f"check false: {check.rule} at {check.start}" for check, names in judged.checks if not names]
    return lines + [_wrong(verdict) for verdict in judged.header if not verdict.ok]


def _lines(judgement: Judgement) -> list[str]:
    name, entry, record = judgement.family, judgement.entry, judgement.record
    if record is None:
        return [f"{name} missed: {entry.text!r} at {entry.start}"] if entry else []
    if entry is None:
        return [f"{name} false: {record.text!r} at {record.start}"]
    return [_wrong(verdict, f" at {record.start}") for verdict in judgement.verdicts if not verdict.ok]


def _wrong(verdict: Verdict, place: str = "") -> str:
    want, have = (values[0] if values else None for values in (verdict.field.accepted, verdict.have))
    return f"{verdict.field.measure}{place}: {want!r} is read as {have!r}"
