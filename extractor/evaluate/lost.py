"""Findings gained and lost against the last pinned run, each by what is printed there.

The listing of gains and losses of every change is eyecite's (Free Law Project); here against gold, so that a
change that corrects a finding is no loss.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from extractor.evaluate.judge import Judged, Judgement, Verdict

FILE = "findings.jsonl"
FALSE = "false"

Key = tuple[str, str, int, int, bool]


class Finding(Struct, frozen=True, kw_only=True):
    """A finding of a run: where it stands in gold and which of its fields are right.

    A record that stands for nothing in gold has `right` None, and the place of the record.
    """

    report: str
    table: str
    start: int
    end: int
    text: str
    right: tuple[str, ...] | None = None

    @property
    def key(self) -> Key:
        """What makes two findings of two runs the same."""
        return self.report, self.table, self.start, self.end, self.right is None


class Change(Struct, frozen=True, kw_only=True):
    """A finding that one run has and another has not; `what` names the fields, nothing is all of it."""

    report: str
    table: str
    start: int
    text: str
    what: str = ""

    def __str__(self) -> str:
        what = f" ({self.what})" if self.what else ""
        return f"{self.table} {self.text!r} at {self.start} of {self.report}{what}"


class Changes(Struct, frozen=True, kw_only=True):
    """What got worse and what got better; a new false finding is a loss, one that is gone a gain."""

    lost: tuple[Change, ...] = ()
    gained: tuple[Change, ...] = ()


def findings(report: str, judged: Judged) -> tuple[Finding, ...]:
    """The findings of one report, in the order of gold; what was missed is not among them."""
    found = [_finding(report, judgement) for judgement in judged.findings if judgement.record is not None]
    found.append(Finding(report=report, table="header", start=0, end=0, text="", right=_right(judged.header)))
    found += [
        Finding(report=report, table="check", start=start, end=end, text=fault.text, right=())
        for fault, named in judged.faults
        if named
        for start, end in fault.spans[:1]
    ]
    return tuple(found)


def changes(last: Iterable[Finding], now: Iterable[Finding]) -> Changes:
    """What the findings of two runs differ in, on the reports that both have read."""
    before, after = ({finding.key: finding for finding in run} for run in (last, now))
    shared = {key[0] for key in before} & {key[0] for key in after}
    before, after = ({key: run[key] for key in run if key[0] in shared} for run in (before, after))
    return Changes(lost=tuple(_missing(before, after)), gained=tuple(_missing(after, before)))


def read_findings(path: Path) -> tuple[Finding, ...]:
    """The findings of the last pinned run; nothing when there was none."""
    if not path.exists():
        return ()
    return tuple(msgspec.json.decode(line, type=Finding) for line in path.read_bytes().splitlines() if line)


def write_findings(path: Path, found: Iterable[Finding]) -> None:
    """Write findings, one a line."""
    lines = (msgspec.json.encode(finding) + b"\n" for finding in found)
    path.write_bytes(b"".join(lines))


def _finding(report: str, judgement: Judgement) -> Finding:
    entry, record = judgement.entry, judgement.record
    if entry is not None:
        place: tuple[int, int, str] = (entry.start, entry.end, entry.text)
    else:
        place = (record.start or 0, record.end or 0, record.text or "") if record else (0, 0, "")
    return Finding(
        report=report,
        table=judgement.family,
        start=place[0],
        end=place[1],
        text=place[2],
        right=None if entry is None else _right(judgement.verdicts),
    )


def _right(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(verdict.field.measure.rpartition(".")[2] for verdict in verdicts if verdict.ok)


def _missing(have: dict[Key, Finding], other: dict[Key, Finding]) -> Iterator[Change]:
    """What the one run has right and the other has not, and what is false in the other only."""
    for key, finding in have.items():
        against = other.get(key)
        if finding.right is None:
            continue
        if against is None or against.right is None:
            yield _change(finding)
        elif gone := [field for field in finding.right if field not in against.right]:
            yield _change(finding, ", ".join(gone))
    for key, finding in other.items():
        if finding.right is None and key not in have:
            yield _change(finding, FALSE)


def _change(finding: Finding, what: str = "") -> Change:
    return Change(
        report=finding.report, table=finding.table, start=finding.start, text=finding.text, what=what
    )
