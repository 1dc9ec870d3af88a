"""The face towards Python programs: read a report, find in a text, work through a corpus.

    from extractor import Corpus, convert, find, frame, read

Offsets (`start`, `end`) are code points of the raw text, end exclusive; `page` counts from 1, boxes are
`(x0, top, x1, bottom)` in points from the page's upper left corner. What stands in a report never raises: it
becomes a problem of its result. Nothing is kept between calls but the loaded patterns.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from extractor import pipeline, readers
from extractor.engines.archives import expand
from extractor.engines.collect import without_copies
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.engines.worker import contents
from extractor.model import Document, Problem, Severity
from extractor.notebook import listed
from extractor.pipeline import Options, Result
from extractor.prose import Prose
from extractor.readers.faults import UnreadableError
from extractor.records import (
    TABLES,
    CheckRecord,
    CitationRecord,
    DateRecord,
    DocumentRecord,
    FigureRecord,
    PassageRecord,
    ProblemRecord,
    Records,
    StaffingRecord,
    TableRecord,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Corpus", "Document", "Options", "Records", "Result", "convert", "find", "read"]

FilePath = str | os.PathLike[str]
"""Where a file lies; a `str` is always a path, never the text of a report."""


def convert(source: FilePath | bytes, *, name: str | None = None, options: Options | None = None) -> Result:
    """All records of one report: its header, citations, dates, figures, tables, staffing, checks, problems.

    `source` is a path or the bytes of a file of any known format; `name` is the `path` that the records
    carry, by default the file's name, for bytes "". The report is read in this process, without limits of
    time and memory: `Corpus` has these, and opens archives.

    Raises OSError when the file cannot be opened and PatternError when `options.patterns` are wrong. A file
    that is opened but cannot be read is a result of status `failed` whose problems say why.

    >>> result = convert("corpus/reports/02-xa-tam-nong-tthc-quy-3-2025.txt")
    >>> result.document.issuer, result.document.number, result.document.period_label
    ('UBND xã Tam Nông, tỉnh Đồng Tháp', '142', '2025-Q3')
    >>> first = result.records.citations[0]
    >>> first.text, first.key, first.start, first.end
    ('Nghị định số 118/2025/NĐ-CP', '118/2025/NĐ-CP', 301, 328)
    >>> [check.rule for check in result.records.checks]
    ['SUM']
    >>> convert(b"").problems[0].code
    'empty_file'
    """
    options = options or Options()
    name, data = _opened(source, name, options)
    if isinstance(data, Problem):
        return pipeline.failure(name, data, options)
    return pipeline.convert(data, name, options)


def read(source: FilePath | bytes, *, name: str | None = None, options: Options | None = None) -> Document:
    """What is printed in a file, before anything is found in it: raw text, pages, blocks, tables, problems.

    `source` and `name` are those of `convert`, and so are the errors; of `options` only the limits count.
    `raw` is the text that the offsets of all records refer to. A `Problem` has its code and values;
    `convert` puts them into sentences.

    >>> document = read("corpus/reports/02-xa-tam-nong-tthc-quy-3-2025.txt")
    >>> document.raw[301:328]
    'Nghị định số 118/2025/NĐ-CP'
    >>> [(table.rows, table.cols) for table in document.tables]
    []
    """
    options = options or Options()
    name, data = _opened(source, name, options)
    if isinstance(data, Problem):
        return Document(name=name, media_type="", problems=(data,))
    return readers.read(data, name, options.limits)


def _opened(source: FilePath | bytes, name: str | None, options: Options) -> tuple[str, bytes | Problem]:
    """The name that records carry, and the bytes or why they are not read; raises OSError."""
    if isinstance(source, bytes):
        return name or "", source
    try:
        data: bytes | Problem = contents(os.fspath(source), options.limits)
    except UnreadableError as error:
        data = Problem(code=error.code, severity=Severity.ERROR, values=error.values)
    return Path(source).name if name is None else name, data


def find(
    text: str, *, province: str | None = None, date: str | None = None, options: Options | None = None
) -> Records:
    """All records in a text that is no report: no letterhead is looked for.

    `text` is taken as it is, `text[record.start:record.end] == record.text`. `province` ("tỉnh Hà Tĩnh",
    "Hà Nội") is where it was written and places the bodies that it names without a place; `date` (ISO) is
    the day of writing and gives days without a year theirs. Without them such citations have no complete key
    (`key_status` says `partial`) and such days no year: neither is guessed.

    Raises ValueError for a province that no list of units has and for a date that is no ISO day.

    >>> found = find("Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh Hà Tĩnh")
    >>> [(one.text, one.date, one.key) for one in found.citations]
    [('Quyết định số 36/2023/QĐ-UBND', '2023-09-08', '36/2023/QĐ-UBND@tinh-ha-tinh')]
    >>> text = "Đến 15/6, tỉnh tiếp nhận 1.234 hồ sơ theo Quyết định 36/QĐ-UBND của UBND tỉnh."
    >>> found = find(text, province="Hà Tĩnh", date="2024-06-30")
    >>> found.dates[0].date, found.citations[0].key, found.figures[0].value, found.figures[0].unit
    ('2024-06-15', '36/QĐ-UBND@tinh-ha-tinh', '1234', 'ho_so')
    """
    return Prose(text, province=province, date=date, options=options).records


class Corpus:
    """Many reports, read by worker processes: their results in the order of their paths, as often as wanted.

    `paths` are files, folders and ZIP archives. `jobs` is the number of workers, by default that of the
    cores; with 0 all is done in this process. A report that crashes its worker, or takes more than `seconds`
    or `mebibytes` (with `jobs` above 0), is one result of status `failed`. A second copy of a file has no
    records and names the first in `duplicate_of`.

    The files are listed when the corpus is made and read when it is first iterated to the end; then the
    results are kept, unless `keep` is false and each pass reads again.

    Raises FileNotFoundError for a path that does not exist, and when iterated PatternError for wrong
    `options.patterns` and BaocaoError when no worker can be started.

    >>> corpus = Corpus("corpus/reports/02-xa-tam-nong-tthc-quy-3-2025.txt", jobs=0)
    >>> len(corpus), [result.document.status for result in corpus]
    (1, ['ok'])
    >>> figures = corpus.frame("figures")
    >>> float(figures.loc[figures.indicator == "HS.DONE.TOTAL", "value"].max())
    2301.0
    >>> next(corpus.records("citations")).key
    '118/2025/NĐ-CP'
    """

    def __init__(
        self,
        *paths: FilePath,
        options: Options | None = None,
        jobs: int | None = None,
        seconds: float = 60.0,
        mebibytes: int = 1024,
        keep: bool = True,
    ) -> None:
        self._options = options or Options()
        for path in paths:
            if not os.path.lexists(path):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(path))
        # "-" is a file of that name here, never standard input.
        found = expand(discover([os.path.abspath(path) for path in paths]), self._options.limits)  # noqa: PTH100 - as `discover` has it
        self._inputs = found.inputs
        self.skipped = found.skipped
        """The files in folders and archives that no reader knows, by their paths."""
        self._jobs = (os.cpu_count() or 1) if jobs is None else jobs
        self._allowance = Allowance(seconds=seconds, memory=mebibytes << 20)
        self._keep = keep
        self._kept: tuple[Result, ...] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the reports, as their records carry them."""
        return tuple(entry.path for entry in self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)

    def __iter__(self) -> Iterator[Result]:
        if self._kept is not None:
            yield from self._kept
            return
        seen: list[Result] = []
        with closing(run(self._inputs, self._options, self._jobs, self._allowance)) as results:
            for result in without_copies(results):
                if self._keep:
                    seen.append(result)
                yield result
        if self._keep:
            self._kept = tuple(seen)

    @overload
    def records(self, table: Literal["documents"]) -> Iterator[DocumentRecord]: ...
    @overload
    def records(self, table: Literal["citations"]) -> Iterator[CitationRecord]: ...
    @overload
    def records(self, table: Literal["dates"]) -> Iterator[DateRecord]: ...
    @overload
    def records(self, table: Literal["figures"]) -> Iterator[FigureRecord]: ...
    @overload
    def records(self, table: Literal["tables"]) -> Iterator[TableRecord]: ...
    @overload
    def records(self, table: Literal["staffing"]) -> Iterator[StaffingRecord]: ...
    @overload
    def records(self, table: Literal["passages"]) -> Iterator[PassageRecord]: ...
    @overload
    def records(self, table: Literal["checks"]) -> Iterator[CheckRecord]: ...
    @overload
    def records(self, table: Literal["problems"]) -> Iterator[ProblemRecord]: ...
    def records(self, table: str) -> Iterator[Any]:
        """The records of one table of all reports; raises KeyError for a table that there is not."""
        _known(table)
        return chain.from_iterable(result.table(table) for result in self)

    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """The records of one table of all reports as a pandas frame, see `frame`."""
        from extractor.frames import frame  # noqa: PLC0415 - pandas takes a third of a second

        _known(table)
        return frame(table, chain.from_iterable(result.table(table) for result in self), exact=exact)

    def __repr__(self) -> str:
        return f"<Corpus of {len(self)} reports>"

    def _repr_html_(self) -> str:
        states = ["" if self._kept is None else result.document.status for result in self._kept or ()]
        rows = zip_longest(self.paths, states)
        return listed(repr(self), ("path", "status"), [*rows])


def _known(table: str) -> None:
    """Say of a wrong name at once that it is wrong, before any report is read for it."""
    if table not in TABLES:
        raise KeyError(table)
