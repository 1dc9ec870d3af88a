"""Plain tables, which are Markdown too: the README takes its figures from them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.bench.external import Verdict
from corpus.bench.runs import Line


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under heads, each column as wide as its widest cell; all but the first column to the right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    return "\n".join("| " + " | ".join(_padded(line, widths)) + " |" for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [cell.rjust(width) for cell, width in zip(line, widths, strict=True)]
    return [line[0].ljust(widths[0]), *cells[1:]]


def speed(lines: Sequence[Line], unit: str) -> str:
    """The table of one contest; who is not installed or failed on a file is said to."""
    first = lines[0].contestant
    heads = ["", "version", f"ms/{unit}", "median", f"x {first}", "by median", "characters", "cells"]
    notes = [f"{line.contestant} failed on {failed}" for line in lines for failed in line.failed]
    size = f"{lines[0].contest}: {lines[0].files} files, {lines[0].pages} {unit}s"
    return "\n".join([size, "", table(heads, map(_speed_row, lines)), *notes])


def _speed_row(line: Line) -> list[str]:
    if line.version is None:
        return [line.contestant, "not installed", *[""] * 6]
    figures = [_figure(value) for value in (line.ms, line.median_ms, line.ratio, line.median_ratio)]
    return [line.contestant, line.version, *figures, str(line.characters or "-"), str(line.cells or "-")]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def external(verdicts: Sequence[Verdict], unknown: Iterable[str]) -> str:
    """How many cases of each file pass; then the misses, and the reasons for what is out of scope."""
    heads = ["cases of", "all", "in scope", "pass", "miss"]
    rows = []
    for source in dict.fromkeys(verdict.source for verdict in verdicts):
        mine = [verdict for verdict in verdicts if verdict.source == source]
        known = [verdict for verdict in mine if verdict.reason is None]
        passed = sum(verdict.passed for verdict in known)
        rows.append([source, *map(str, (len(mine), len(known), passed, len(known) - passed))])
    reasons = Counter(verdict.reason for verdict in verdicts if verdict.reason)
    parts = [table(heads, rows)] if rows else ["no cases"]
    parts += [f"{name}: form not known" for name in unknown]
    missed = [verdict for verdict in verdicts if is_miss(verdict)]
    if missed:
        parts += ["\nmisses", "", *map(_miss, missed)]
    if reasons:
        counted = ([reason, str(count)] for reason, count in reasons.most_common())
        parts += ["", table(["out of scope", "cases"], counted)]
    return "\n".join(parts)


def is_miss(verdict: Verdict) -> bool:
    """Whether a case is in scope and not read as it should be."""
    return verdict.reason is None and not verdict.passed


def _miss(verdict: Verdict) -> str:
    wanted = ", ".join(sorted(verdict.case.wanted))
    got = ", ".join(verdict.got) or "nothing"
    return f"- {verdict.case.id}: {verdict.sentence!r} wanted {wanted}; got {got}"
