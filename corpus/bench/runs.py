"""Times contestants on the same files in one interleaved run, and puts them beside the first.

After one warm-up each, every round lets the contestants read a file in turn, A B C, then the next file. So
what else the machine does meets all of them alike, and the ratios are worth more than the milliseconds.
Time is the CPU time of this process, its threads included.
"""

import gc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from corpus.bench.contestants import Contest, Contestant, Got, installed
from corpus.bench.samples import Sample


class Timing(NamedTuple):
    """One contestant on one file: seconds of each round, or what it raised."""

    contestant: str
    sample: Sample
    seconds: tuple[float, ...] = ()
    error: str | None = None
    characters: int = 0
    cells: int | None = None


class Line(NamedTuple):
    """A contestant over all files that it and the first one could read.

    `ratio` and `median_ratio` tell how many times the first one's time it takes, by minimum and by median.
    """

    contest: str
    contestant: str
    version: str | None
    files: int = 0
    failed: tuple[str, ...] = ()
    pages: int = 0
    ms: float | None = None
    median_ms: float | None = None
    ratio: float | None = None
    median_ratio: float | None = None
    characters: int = 0
    cells: int | None = None


def interleaved(
    contestants: Sequence[Contestant],
    samples: Sequence[Sample],
    rounds: int,
    clock: Callable[[], float] = process_time,
) -> list[Timing]:
    """Let the contestants read the files in turn; who raises on a file reads it no more."""
    warm = [
        (contestant, sample, _tried(contestant, sample.path))
        for sample in samples
        for contestant in contestants
    ]
    seconds: dict[tuple[str, Sample], list[float]] = {}
    for _ in range(rounds):
        for contestant, sample, tried in warm:
            if isinstance(tried, Got):
                took = _timed(contestant, sample.path, clock)
                seconds.setdefault((contestant.name, sample), []).append(took)
    return [
        Timing(contestant.name, sample, error=tried)
        if isinstance(tried, str)
        else Timing(
            contestant.name,
            sample,
            tuple(seconds.get((contestant.name, sample), ())),
            characters=sum(len(word) for word in tried.text.split()),
            cells=tried.cells,
        )
        for contestant, sample, tried in warm
    ]


def _tried(contestant: Contestant, path: Path) -> Got | str:
    """The warm-up: what is found, or the name of the exception."""
    try:
        return contestant.read(path)
    except Exception as error:  # noqa: BLE001 - a peer that fails on a file is said to, whatever it raises
        return type(error).__name__


def _timed(contestant: Contestant, path: Path, clock: Callable[[], float]) -> float:
    """Seconds of one reading; the garbage of the one before is not counted in."""
    gc.collect()
    start = clock()
    contestant.read(path)
    return clock() - start


def line(contest: str, name: str, timings: Iterable[Timing], first: str) -> Line:
    """One contestant beside the first, over the files that both could read."""
    timings = list(timings)
    mine = {timing.sample: timing for timing in timings if timing.contestant == name}
    base = {timing.sample: timing for timing in timings if timing.contestant == first and timing.seconds}
    both = [sample for sample, timing in mine.items() if timing.seconds and sample in base]
    failed = tuple(f"{s.path.name}: {t.error}" for s, t in mine.items() if t.error)
    if not both:
        return Line(contest, name, None, failed=failed)
    pages = sum(sample.pages for sample in both)
    least, usual = (sum(of(mine[sample].seconds) for sample in both) for of in (min, median))
    first_least, first_usual = (sum(of(base[sample].seconds) for sample in both) for of in (min, median))
    cells = [mine[sample].cells for sample in both]
    return Line(
        contest,
        name,
        None,
        len(both),
        failed,
        pages,
        ms=1000 * least / pages,
        median_ms=1000 * usual / pages,
        ratio=least / first_least if first_least else None,
        median_ratio=usual / first_usual if first_usual else None,
        characters=sum(mine[sample].characters for sample in both),
        cells=None if None in cells else sum(count or 0 for count in cells),
    )


def run(contest: Contest, samples: Sequence[Sample], rounds: int, skipped: Sequence[str] = ()) -> list[Line]:
    """One contest: a line a contestant, also for those that are not installed; none without files for it."""
    suffixed = [sample for sample in samples if sample.path.suffix.lower() == contest.suffix and sample.pages]
    mine = [sample for sample in suffixed if contest.fits(sample.path)]
    if not mine:
        return []
    wanted = [one for one in contest.contestants if one.distribution not in skipped]
    versions = {one.name: installed(one) for one in wanted}
    present = [one for one in wanted if versions[one.name] is not None]
    timings = interleaved(present, mine, rounds)
    return [
        line(contest.name, one.name, timings, wanted[0].name)._replace(version=versions[one.name])
        for one in wanted
    ]
