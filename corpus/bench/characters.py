"""Characters a second of the finders on text, and whether their time grows with the length of hostile text.

Usage, from the root of the repository: `python -m corpus.bench.characters [FILES_OR_FOLDERS...]`, by default
the reports of the corpus. CPU time of one core, best of three; trust the ratios more than the numbers.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from extractor import lexer, pipeline, readers, rules
from extractor.finders import citations, figures, header, periods, staffing, tables
from extractor.finders.header import Header
from extractor.model import Document
from extractor.organisations import Organisations
from extractor.readers.limits import Limits
from extractor.records import DocumentRecord
from extractor.report import Report
from extractor.resolve import roles
from extractor.resolve.citations import resolve
from extractor.spacy_components import TOKENIZER, blank
from extractor.text.view import View, make

REPORTS = Path(__file__).resolve().parents[1] / "reports"
ROUNDS = 3
LONG = 1_000_000
"""About how many characters the hostile texts have; they are timed at this length and at half of it."""

HOSTILE = {
    "số số số": "số ",
    "digits": "1234567890 ",
    "nested lists": "các Quyết định: số 36/2023/QĐ-UBND ngày 08/9/2023, số 566/QĐ-UBND ngày 12/3/2024; ",
    "lists in lines": "- Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh;\n",
    "pinpoints": "điểm a, b khoản 2 và khoản 3 Điều 5, ",
}


class Prepared(NamedTuple):
    """A document with its view and the header that its citations need."""

    document: Document
    view: View
    head: Header


def prepared(text: str) -> Prepared:
    """A text as the finders get it."""
    document = readers.read(text.encode(), "x.txt", Limits())
    view = make(document)
    patterns = rules.load()
    report = Report(document, view, lexer.read(document, view, patterns, lexer.REFERENCES), patterns)
    return Prepared(document, view, header.find(report, Organisations(view.places, patterns)))


def references(one: Prepared) -> int:
    """Find and identify the citations and dates of a view; how many citations there are."""
    patterns = rules.load()
    lexed = lexer.read(one.document, one.view, patterns, lexer.REFERENCES)
    report = Report(one.document, one.view, lexed, patterns)
    organisations = Organisations(one.view.places, patterns)
    mentions = citations.find(report, organisations, one.head.own_number)
    found, _ = resolve(mentions, periods.find(report, one.head.year), one.head, report)
    return len(found)


def everything(one: Prepared) -> int:
    """Read all numbers of a view, its outline and header, and run all finders; how many figures there are."""
    patterns = rules.load()
    report = Report(one.document, one.view, lexer.read(one.document, one.view, patterns), patterns)
    organisations = Organisations(one.view.places, patterns)
    head = header.find(report, organisations)
    mentions = citations.find(report, organisations, head.own_number)
    _, dates = resolve(mentions, periods.find(report, head.year), head, report)
    roles.assign(dates, head, report)
    grids = tables.find(report)
    staffing.find(report, grids, head.on(DocumentRecord()))
    return len(figures.find(report, grids))


def seconds(run: Callable[[], object]) -> float:
    """The CPU time of a call, the best of a few."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


def texts(places: Sequence[Path]) -> list[str]:
    """The texts of files and of the `.txt` files of folders."""
    folders = (sorted(place.glob("*.txt")) if place.is_dir() else [place] for place in places)
    files = (path for folder in folders for path in folder)
    return [path.read_text(encoding="utf-8", errors="replace") for path in files]


def of_spacy(reports: Sequence[str]) -> Iterator[str]:
    """What is printed of the tokenizer and the components for spaCy, each alone in a pipeline."""
    length = sum(map(len, reports))
    for name in (None, "baocao_citations", "baocao_dates", "baocao_figures", "baocao_units"):
        nlp = blank()
        if name:
            nlp.add_pipe(name)
        every = (*reports, "")  # the reading of the last text is kept: it must be another one than the first
        spent = seconds(partial(_each, nlp, every))
        found = sum(len(group) for doc in map(nlp, every) for group in doc.spans.values())
        yield f"{f'spaCy, {name or TOKENIZER}':34} {length:10} {found or '':9} {length / spent / 1e6:8.2f}"


def _each(nlp: Language, every: Sequence[str]) -> None:
    for text in every:
        nlp(text)


def lines(places: Sequence[Path]) -> Iterator[str]:
    """What is printed."""
    reports = texts(places)
    length = sum(map(len, reports))
    views = [prepared(text) for text in reports]
    yield f"{'text':34} {'characters':>10} {'citations':>9} {'Mchar/s':>8}"
    spent = seconds(lambda: [references(view) for view in views])
    count = sum(map(references, views))
    yield f"{'citations and dates, from the view':34} {length:10} {count:9} {length / spent / 1e6:8.2f}"
    spent = seconds(lambda: [everything(view) for view in views])
    yield f"{'all finders, from the view':34} {length:10} {'':9} {length / spent / 1e6:8.2f}"
    data = [text.encode() for text in reports]
    spent = seconds(lambda: [pipeline.convert(each, "x.txt") for each in data])
    yield f"{'all records, from the bytes':34} {length:10} {'':9} {length / spent / 1e6:8.2f}"
    yield from of_spacy(reports)
    yield f"\n{'hostile text':34} {'characters':>10} {'s':>9} {'to half':>8}"
    for name, unit in HOSTILE.items():
        half, whole = (prepared(unit * (size // len(unit))) for size in (LONG // 2, LONG))
        halved, spent = seconds(partial(references, half)), seconds(partial(references, whole))
        yield f"{name:34} {LONG:10} {spent:9.2f} {spent / halved:8.2f}"


if __name__ == "__main__":
    for line in lines([Path(place) for place in sys.argv[1:]] or [REPORTS]):
        print(line)
