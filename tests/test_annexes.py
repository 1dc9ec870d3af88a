"""The staffing annexes of the corpus, printed as files and read again."""

from collections import Counter

import pytest

from corpus.bench.annexes import annexes, faults, tally
from corpus.made.printed import LAYOUTS
from extractor.pipeline import Result, convert

FLOORS = {"row": 1.0, "kind": 1.0, "ordinal": 1.0, "cell": 0.99, "level": 1.0, "code": 0.98}
READ = ("tabs.txt", "pipes.txt", "blanks.txt", "docx", "xlsx")


@pytest.fixture(scope="module", params=READ)
def results(request: pytest.FixtureRequest) -> dict[str, Result]:
    layout = str(request.param)
    return {name: convert(LAYOUTS[layout](annex), f"{name}.{layout}") for name, annex in annexes().items()}


def test_rows_cells_and_units_are_read_as_written(results: dict[str, Result]) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, result in results.items():
        good, wanted, _ = tally(annexes()[name], list(result.records.staffing))
        right += good
        asked += wanted
    assert {what: floor for what, floor in FLOORS.items() if right[what] < floor * asked[what]} == {}


def test_every_planted_fault_is_told_and_no_other(results: dict[str, Result]) -> None:
    told = {name: faults(annexes()[name], result.records.checks) for name, result in results.items()}
    assert {name: found for name, (planted, found) in told.items() if planted != found} == {}
