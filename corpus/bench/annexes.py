"""How much of the staffing annexes is read right, layout by layout.

Usage, from the root of the repository: `python -m corpus.bench.annexes [--layouts docx,pdf] [--misses]`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import click

from corpus.made.printed import LAYOUTS, Annex
from extractor.pipeline import convert
from extractor.records import CheckRecord, StaffingRecord

FOLDER = Path(__file__).resolve().parents[1] / "annexes"
NAMING = frozenset({"ordinal", "unit", "note"})
PLANTED = frozenset({"ROW_SUM", "GROUP_SUM", "GRAND_TOTAL", "DUPLICATE_UNIT", "UNKNOWN_UNIT"})
ASKED = ("row", "kind", "ordinal", "cell", "level", "code")


def annexes() -> dict[str, Annex]:
    """All annexes by name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("[0-9]*.json"))}


def tally(annex: Annex, records: list[StaffingRecord]) -> tuple[Counter[str], Counter[str], list[str]]:
    """What was right and what was asked for, each by what it is; and each miss in words.

    A cell counts when the annex states a number in it or when one was read; rows are paired by their names.
    """
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[str] = []
    rows = [row for row in annex["rows"] if row["kind"] != "numbering"]
    columns = [column for column in annex["columns"] if column and column not in NAMING]
    pairs = _paired([_name(row["name"]) for row in rows], [_name(record.unit_raw) for record in records])
    for at, row in enumerate(rows):
        record = records[pairs[at]] if at in pairs else None
        found = _read(record) if record else {}
        stated = {
            "row": True,
            "kind": row["kind"],
            "ordinal": _ordinal(row["ordinal"]),
            "level": row["level"] if row["kind"] == "unit" and row["code"] else None,
            "code": row["code"] if row["kind"] == "unit" else None,
        }
        for what, value in stated.items():
            if value is not None:
                asked[what] += 1
                right[what] += found.get(what) == value
                if found.get(what) != value:
                    misses.append(f"{row['name']}: {what} {value!r}, read {found.get(what)!r}")
        for column in columns:
            value, read = row["values"].get(column), found.get(f"count {column}")
            if value is not None or read is not None:
                asked["cell"] += 1
                right["cell"] += value == read
                if value != read:
                    misses.append(f"{row['name']}: {column} {value!r}, read {read!r}")
    return right, asked, misses


def faults(annex: Annex, checks: Iterable[CheckRecord]) -> tuple[Counter[str], Counter[str]]:
    """The rules of the planted faults, and those of what was found; rules that plant nothing are left out."""
    found = Counter(check.rule or "" for check in checks if check.rule in PLANTED)
    return Counter(fault["rule"] for fault in annex["faults"]), found


def _read(record: StaffingRecord) -> dict[str, Any]:
    counts = {"total": record.total, "own_staff": record.own_staff, "seconded": record.seconded}
    return {
        "row": True,
        "kind": record.row_kind,
        "ordinal": _ordinal(record.ordinal),
        "level": record.unit_level,
        "code": record.admin_code,
    } | {f"count {column}": value for column, value in (counts | record.other).items()}


def _paired(stated: list[str], read: list[str]) -> dict[int, int]:
    """Which record a row is, by position."""
    blocks = SequenceMatcher(None, stated, read, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _ordinal(text: str | None) -> str | None:
    return (text or "").rstrip(".)") or None


def _name(text: str | None) -> str:
    """A name without blanks: narrow columns break words."""
    return "".join((text or "").split())


@click.command()
@click.option("--layouts", default="tabs.txt,pipes.txt,blanks.txt,docx,xlsx,pdf")
@click.option("--misses", is_flag=True)
def main(layouts: str, *, misses: bool) -> None:
    """Print the share that is right of rows, kinds, cells and so on, and how many faults were told."""
    click.echo("layout     " + "".join(f"{what:>18}" for what in ASKED) + "  faults found/planted/false")
    for layout in layouts.split(","):
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        planted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        false = 0
        for name, annex in annexes().items():
            result = convert(LAYOUTS[layout](annex), f"{name}.{layout}")
            good, wanted, wrong = tally(annex, list(result.records.staffing))
            right += good
            asked += wanted
            truth, told = faults(annex, result.records.checks)
            planted, found, false = planted + truth, found + (truth & told), false + (told - truth).total()
            if misses:
                click.echo("".join(f"{name}.{layout} {miss}\n" for miss in wrong), nl=False)
        shares = (f"{right[what]:>6}/{asked[what]:<6}{right[what] / asked[what]:.3f}" for what in ASKED)
        said = f"{found.total()}/{planted.total()}/{false}"
        click.echo(f"{layout:11}" + "".join(f"{share:>18}" for share in shares) + f"  {said}")


if __name__ == "__main__":
    main()
