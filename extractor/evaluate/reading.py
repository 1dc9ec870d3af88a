"""What the readers lose: the Word and PDF files of a corpus against the text that they were made from.

A file has pages and furniture of its own, so it is judged by its words, wherever they stand, and its
findings by their values. Word errors per 1,000 words; F1 over values as bags.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from extractor import readers
from extractor.evaluate.compare import document_number
from extractor.evaluate.corpus import Case
from extractor.evaluate.gold import Gold
from extractor.evaluate.scores import Tally, share
from extractor.model import Document
from extractor.pipeline import Options, Result, convert

FOLDER = "rendered"
TABLES = (("citation", "citations", "number"), ("date", "dates", "date"), ("figure", "figures", "value"))

_WORD = re.compile(r"\w+")


class Reading(Struct, frozen=True, kw_only=True):
    """How one file was read: by which readers, and the counts of its words and values."""

    report: str
    file: str
    reader: str
    tally: Tally


def read(corpus: Path, cases: Iterable[Case], options: Options) -> Iterator[Reading]:
    """The readings of all files in `corpus/rendered` that were made from a report with gold."""
    files = sorted(path for path in (corpus / FOLDER).glob("*") if path.is_file())
    for case in cases:
        stem = Path(case.gold.file).stem
        for path in (path for path in files if path.stem == stem):
            data = path.read_bytes()
            document = readers.read(data, path.name, options.limits)
            counts = words_lost(case.data.decode("utf-8"), document.raw)
            counts += values_found(convert(data, path.name, options), case.gold)
            yield Reading(report=case.name, file=path.name, reader=reader_of(document), tally=counts)


def reader_of(document: Document) -> str:
    """The readers of a document's pages; of one without pages, where its text came from."""
    pages = sorted({page.reader for page in document.pages})
    return "+".join(pages) or Path(document.name).suffix.lstrip(".") or document.text_source


def words_lost(text: str, read: str) -> Tally:
    """The words of a text, those that are missing where it was read, and those that are there only."""
    want, have = (Counter(_WORD.findall(unicodedata.normalize("NFC", each))) for each in (text, read))
    return Counter(words=want.total(), lost=(want - have).total(), added=(have - want).total())


def values_found(result: Result, gold: Gold) -> Tally:
    """The values of citations, dates and figures in gold, among the records, and in both."""
    counts: Tally = Counter()
    entries = {family.name: family.entries for family in gold.families}
    for name, table, attribute in TABLES:
        want = Counter(
            _value(attribute, field.accepted[0])
            for entry in entries.get(name, ())
            for field in entry.fields
            if field.of == (attribute,) and field.accepted and field.accepted[0]
        )
        have = Counter(
            _value(attribute, value)
            for record in getattr(result.records, table)
            if (value := getattr(record, attribute)) and getattr(record, "kind", "") != "that"
        )
        counts[f"{name}.gold"] += want.total()
        counts[f"{name}.found"] += have.total()
        counts[f"{name}.right"] += (want & have).total()
    return counts


def errors(counts: Tally) -> dict[str, float]:
    """Words lost and added per 1,000, and F1 of the values."""
    rates = {
        f"words.{name}_per_1k": round(1000 * counts[name] / counts["words"], 2) if counts["words"] else 0.0
        for name in ("lost", "added")
    }
    for name, _, _ in TABLES:
        found = counts[f"{name}.found"] + counts[f"{name}.gold"]
        rates[f"{name}.values_f1"] = share(2 * counts[f"{name}.right"], found)
    return rates


def _value(attribute: str, value: str | None) -> str | None:
    return document_number(value) if attribute == "number" else value
