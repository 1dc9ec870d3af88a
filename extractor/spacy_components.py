"""For other people's spaCy pipelines: what this package finds as spans of a `Doc`, and a tokenizer.

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "baocao.Syllables.v1"}}})
    nlp.add_pipe("baocao_citations")
    doc = nlp("Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh Hà Tĩnh")

The components `baocao_citations`, `baocao_dates`, `baocao_figures` and `baocao_units` (administrative units)
are found by their names wherever the package is installed. Each puts its spans into `doc.spans` under its own
name, or under what its setting `spans_key` says. Of a span

- `label_` is the type of document (`quyet_dinh`), the kind of date or figure (`period`, `money`), the level
  of the unit (`tinh`, `huyen`, `xa`);
- `kb_id_` is the key of the document, the date (ISO) or first and last day (`2025-07-01/2025-09-30`), the
  indicator of the figure, or the official code of the unit; empty where it is not known for certain;
- `id_` is the id of the record, and `span._.baocao` the record as a dict, without its sentence and what is
  not stated; its `start` and `end` are code points of `doc.text`, `doc.text[start:end] == text`.

The text of the doc is read as `extractor.find` reads it, whatever the tokenizer; a span covers all tokens
that its record touches (`alignment_mode="expand"`). `docs` makes docs of whole reports, for training.
"""

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extractor.records import CitationRecord, DateRecord, FigureRecord, Place
from extractor.text.places import tokenize_whole

if TYPE_CHECKING:  # spaCy imports this module for every pipeline, ours or not: it must cost next to nothing
    from extractor.pipeline import Options
    from extractor.prose import Prose

RECORDS = "baocao"
"""The key of `doc.user_data` and the extension of spans that have the records."""

SETTINGS: dict[str, Any] = {
    "spans_key": None,
    "province": None,
    "date": None,
    "letterhead": False,
    "patterns": None,
}
"""The settings of each component: `spans_key` is a key of `doc.spans`, `patterns` a folder of further rules.

With `letterhead` docs are whole reports, which say themselves whence and when they are; else `province` and
`date` may say it, as in `extractor.find`.
"""

TOKENIZER = "baocao.Syllables.v1"


class Syllables(DummyTokenizer):
    """Numbers, words of Latin letters and marks as tokens; the number of a document is one with its symbol.

    `36/2023/QĐ-UBND` is one token, `17/4/2024` are five. Every character of a text is kept.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`."""
        words, spaces = tokenize_whole(text)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator] # spaCy's registries have no types
def syllables() -> Callable[[Language], Syllables]:
    """What `{"@tokenizers": "baocao.Syllables.v1"}` of a configuration stands for."""
    return lambda nlp: Syllables(nlp.vocab)


class Marker:
    """A component that puts the records of one table into `doc.spans`; its settings are all that it holds.

    Raises ValueError for a province or date as `extractor.find` does, PatternError for wrong patterns.
    """

    def __init__(
        self,
        table: str,
        *,
        spans_key: str | None,
        province: str | None,
        date: str | None,
        letterhead: bool,
        patterns: str | None,
    ) -> None:
        self.table, self.spans_key = table, spans_key
        self._settings = province, date, letterhead, patterns
        _read(
            "", *self._settings
        )  # a wrong setting is told now, and workers that are forked share the patterns
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its spans."""
        mark(doc, self.table, FOUND[self.table](_read(doc.text, *self._settings)), self.spans_key)
        return doc


def _factory(table: str) -> Callable[..., Marker]:
    """The component of a table under its name; it is read from `nlp.config` again where it is loaded."""

    @Language.factory(f"{RECORDS}_{table}", default_config=SETTINGS, assigns=["doc.spans"])
    def make(
        nlp: Language,  # noqa: ARG001 - spaCy names both
        name: str,  # noqa: ARG001 - as above
        spans_key: str | None,
        province: str | None,
        date: str | None,
        letterhead: bool,  # noqa: FBT001 - spaCy names it
        patterns: str | None,
    ) -> Marker:
        return Marker(
            table,
            spans_key=spans_key,
            province=province,
            date=date,
            letterhead=letterhead,
            patterns=patterns,
        )

    return cast("Callable[..., Marker]", make)


citations, dates, figures, units = map(_factory, ("citations", "dates", "figures", "units"))


FOUND: Mapping[str, Callable[["Prose"], Sequence[Place]]] = {
    "citations": lambda prose: prose.citations,
    "dates": lambda prose: prose.dates,
    "figures": lambda prose: prose.records.figures,
    "units": lambda prose: prose.units,
}
"""What each component finds in a text."""


def mark(doc: Doc, table: str, records: Iterable[Place], spans_key: str | None = None) -> None:
    """Put records as spans into `doc.spans[spans_key]`, by default `baocao_` and the name of their table.

    The offsets of the records are those of `doc.text`.
    """
    _extend()
    kept = doc.user_data.setdefault(RECORDS, {})
    spans: dict[str, Span] = {}
    for record in records:
        if record.start is None or record.end is None:
            continue
        label, key = _meaning(record)
        name = record.id if spans_key is None else f"{spans_key}:{record.id}"
        span = doc.char_span(
            record.start, record.end, label=label, kb_id=key, span_id=name, alignment_mode="expand"
        )
        if span is not None:
            kept[name] = _plain(record)
            spans[name] = span
    group = spans_key or f"{RECORDS}_{table}"
    others = [span for span in doc.spans.get(group, ()) if span.id_ not in spans]
    doc.spans[group] = [*others, *spans.values()]


def docs(
    reports: Iterable[str | os.PathLike[str]],
    nlp: Language | None = None,
    *,
    tables: Sequence[str] = ("citations", "dates", "figures"),
    spans_key: str | None = None,
    options: "Options | None" = None,
) -> Iterator[Doc]:
    """Whole reports as docs with their records as spans, for training and for looking at.

    Their letterheads are read, so that more keys are known than `find` can know. With `spans_key` all spans
    are in one group (`sc` is where a span categorizer looks). Without `nlp` our own tokenizer cuts the text.
    A report that cannot be read is left out with a warning; raises OSError where `extractor.convert` does.

        DocBin(docs=docs(["a.pdf", "b.docx"]), store_user_data=True).to_disk("reports.spacy")
    """
    from extractor.api import convert, read  # noqa: PLC0415 - see above

    nlp = nlp or blank()
    for path in reports:
        result = convert(path, options=options)
        if result.document.status == "failed":
            told = f"{result.document.path} is left out: {', '.join(p.code for p in result.problems)}"
            warnings.warn(told, stacklevel=2)
            continue
        doc = nlp.make_doc(read(path, options=options).raw)
        for table in tables:
            mark(doc, table, getattr(result.records, table), spans_key)
        yield doc


def blank() -> Language:
    """An empty Vietnamese pipeline with our own tokenizer."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


@lru_cache(maxsize=1)  # the components of a pipeline get one doc after the other, and share its reading
def _read(
    text: str,
    province: str | None,
    date: str | None,
    letterhead: bool,  # noqa: FBT001 - in the order of the settings
    patterns: str | None,
) -> "Prose":
    from extractor.pipeline import Options  # noqa: PLC0415 - see above
    from extractor.prose import Prose  # noqa: PLC0415 - see above

    options = Options(patterns=patterns)
    return Prose(text, province=province, date=date, letterhead=letterhead, options=options)


def _extend() -> None:
    if not Span.has_extension(RECORDS):
        Span.set_extension(RECORDS, getter=_record)


def _record(span: Span) -> dict[str, Any] | None:
    """The record of a span of ours as it was found; None for any other span."""
    found: dict[str, Any] | None = span.doc.user_data.get(RECORDS, {}).get(span.id_)
    return found


def _meaning(record: Place) -> tuple[str, str]:
    """The label of a span and its id in a knowledge base."""
    match record:
        case CitationRecord():
            is_certain = record.key_status == "complete"
            return record.doc_type or record.kind, (record.key or "") if is_certain else ""
        case DateRecord():
            days = record.start_date and record.end_date and f"{record.start_date}/{record.end_date}"
            return record.kind, record.date or days or ""
        case FigureRecord():
            return record.kind, record.indicator or ""
        case _:
            return getattr(record, "level", None) or "unit", getattr(record, "admin_code", None) or ""


def _plain(record: Place) -> dict[str, Any]:
    """A record as values that a doc can be stored with; its sentence stands in the doc, checks do not."""
    changes: dict[str, object] = {"flags": ()}
    if isinstance(record, CitationRecord | FigureRecord):
        changes["sentence"] = None
    record = msgspec.structs.replace(record, **changes)
    fields = msgspec.json.decode(msgspec.json.encode(record))
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
