"""How much of a month's table is right when communes write as they like.

Usage, from the root of the repository: `python -m corpus.bench.totals [--misses]`. Of each month, each cell
of the table of totals is compared with what the writer of the reports says is true: right, right but
doubtful (shaded in the workbook), wrong and doubtful, wrong without a word, absent, or stated where the
report is silent.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import click

from extractor import rules
from extractor.aggregate.receipts import State
from extractor.aggregate.table import Column, Entry
from extractor.pipeline import Result, convert
from extractor.summary.contents import Contents, Results, contents

FOLDER = Path(__file__).resolve().parents[1] / "totals"
PERIOD = "2025-09"
VERDICTS = ("right", "right, doubtful", "wrong, doubtful", "WRONG", "absent", "EXTRA", "extra, doubtful")


class Cell(NamedTuple):
    """A cell of the table: whose, of which indicator, what is true, and what was found."""

    file: str
    indicator: str
    wanted: Decimal | None
    found: Entry | None

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`."""
        if self.found is None:
            return "absent"
        doubtful = ", doubtful" if self.found.doubts else ""
        if self.wanted is None:
            return "extra, doubtful" if doubtful else "EXTRA"
        if self.found.value == self.wanted:
            return f"right{doubtful}"
        return "wrong, doubtful" if doubtful else "WRONG"


def months() -> list[Path]:
    """The folders of the months."""
    return sorted(path for path in FOLDER.iterdir() if path.is_dir())


def truth(month: Path) -> dict[str, dict[str, Decimal]]:
    """By file what its report states of each indicator for the month and the whole commune."""
    stated: dict[str, dict[str, Decimal]] = defaultdict(dict)
    with (month / "truth.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            stated[row["file"]][row["indicator"]] = Decimal(row["value"])
    return dict(stated)


def together(results: list[Result]) -> Contents:
    """The table of the month."""
    brought = Results(
        documents=[result.document for result in results],
        figures=[one for result in results for one in result.records.figures],
        citations=[one for result in results for one in result.records.citations],
        checks=[one for result in results for one in result.records.checks],
    )
    return contents(brought, rules.load(), periods=[PERIOD], expect=())


def cells(made: Contents, stated: dict[str, dict[str, Decimal]]) -> Iterator[Cell]:
    """Every cell that is true or was found, of the indicators that the truth is about."""
    asked = {indicator for values in stated.values() for indicator in values}
    lines = {line.receipt.document.path: line for line in made.table.flat().lines}
    for file, values in stated.items():
        entries = lines[file].entries if file in lines else {}
        for indicator in sorted(asked):
            entry = entries.get(Column(indicator=indicator))
            if indicator in values or entry is not None:
                yield Cell(file, indicator, values.get(indicator), entry)


def read(month: Path) -> list[Result]:
    """The reports, read."""
    return [convert(path.read_bytes(), path.name) for path in sorted((month / "reports").glob("*.txt"))]


@click.command()
@click.option("--misses", is_flag=True, help="name every cell that is not right and sure")
def main(*, misses: bool) -> None:
    """Read the reports of each month, bring them together, and count."""
    for month in months():
        print(f"{month.name}:")
        told(month, misses=misses)


def told(month: Path, *, misses: bool) -> None:
    """Say of a month how much is right."""
    made, stated = together(read(month)), truth(month)
    found = list(cells(made, stated))
    counted = sum(receipt.state == State.COUNTED for receipt in made.receipts)
    units = sum(line.receipt.document.admin_code is not None for line in made.table.lines)
    print(
        f"reports that count: {counted} of {len(stated)}; rows: {len(made.table.lines)}; with a code: {units}"
    )
    tally = Counter(cell.verdict for cell in found)
    print(", ".join(f"{verdict}: {tally[verdict]}" for verdict in VERDICTS))
    for cell in found if misses else ():
        if cell.verdict != "right":
            value = cell.found.value if cell.found else None
            print(f"{cell.verdict}\t{cell.file}\t{cell.indicator}\t{cell.wanted}\t{value}")
            for figure in cell.found.figures if cell.found else ():
                print(f"\t\t{figure.text}: {(figure.sentence or '')[:160]!r}")


if __name__ == "__main__":
    main()
