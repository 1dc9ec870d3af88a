"""`convert`: the bytes of one report in, its records out. The unit of all parallel work.

Pure: no paths, no clock, no global state; the same bytes, name and options give the same result.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from extractor import checks, lexer, readers, rules
from extractor.errors import BaocaoError
from extractor.finders import citations, figures, header, passages, periods, staffing, stamps, tables
from extractor.masking.mask import Mask
from extractor.model import Document, Problem, Severity
from extractor.organisations import Organisations
from extractor.parts import PageReader
from extractor.readers.limits import Limits
from extractor.records import CheckRecord, DocumentRecord, FigureRecord, PassageRecord, ProblemRecord, Records
from extractor.report import Report
from extractor.resolve import roles, succession
from extractor.resolve.citations import resolve as resolve_citations
from extractor.resolve.figures import resolve as resolve_figures
from extractor.resolve.issuers import own_identity
from extractor.resolve.periods import Periods
from extractor.resolve.sourced import HEADING, TARGET
from extractor.rules import Patterns
from extractor.shown import Shown
from extractor.stages import Stage, unwatched
from extractor.text.syllables import quality
from extractor.text.view import make as make_view
from extractor.units.gazetteer import day_of, units_on
from extractor.units.seats import seat_of

if TYPE_CHECKING:
    import pandas as pd


TASK = "nhiem_vu"
"""The kind of passages that say what is to be done."""


class Wanted(StrEnum):
    """What is to be found: everything, or the header, citations and dates with the doubts about them."""

    EVERYTHING = "everything"
    REFERENCES = "references"


class Options(Struct, frozen=True, kw_only=True):
    """What changes the result: further patterns and documents, the language of messages, bounds of reading.

    With `wanted` REFERENCES the header, citations and dates are those of everything; numbers get no account
    and an outline is not made.

    `units` is the day (ISO) whose administrative units the records are to name beside those of their own day.
    Documents with a stamp of state secrecy are refused without `allow_classified`.

    With `mask` personal data are replaced in every text, as `extractor.masking` says; paths lose the names of
    persons that the report names. With `profile` a worker says what each stage took; it changes no record.
    """

    patterns: str | None = None
    register: str | None = None
    language: str = "vi"
    limits: Limits = Limits()
    allow_classified: bool = False
    units: str | None = None
    mask: bool = False
    wanted: Wanted = Wanted.EVERYTHING
    profile: bool = False


class Result(Struct, Shown, frozen=True, kw_only=True):
    """All that is known of one file; `profile` is CPU seconds by stage, where they were asked for."""

    document: DocumentRecord
    records: Records = Records()
    problems: tuple[ProblemRecord, ...] = ()
    profile: dict[str, float] = {}

    def table(self, name: str) -> tuple[Struct, ...]:
        """The records of a table of `records.TABLES`; raises KeyError for any other name."""
        found: dict[str, tuple[Struct, ...]] = {"documents": (self.document,), "problems": self.problems}
        found |= msgspec.structs.asdict(self.records)
        return found[name]

    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """The records of a table as a pandas frame, see `frames.frame`."""
        from extractor.frames import frame  # noqa: PLC0415 - pandas takes a third of a second

        return frame(table, self.table(table), exact=exact)


def convert(data: bytes, name: str, options: Options | None = None, stage: Stage = unwatched) -> Result:
    """Read one report and find all records in it.

    `name` is the path that the records carry. Never raises for what stands in `data`: what cannot be read
    is a document of status `failed` with a problem record. Raises PatternError when `patterns/` is wrong.
    """
    options = options or Options()
    with stage("prepare"):
        patterns = rules.load(options.patterns, options.register, options.language)
    with stage("read"):
        document = readers.read(data, name, options.limits)
        doc_id = identity(data)
        record, records = _document(document, doc_id), Records()
        record = msgspec.structs.replace(record, stamps=stamps.find(document, patterns))
    doubts: tuple[Problem, ...] = ()
    mask = Mask(patterns) if options.mask else None
    if record.status != "failed":
        report = read_report(document, patterns, stage, options.wanted)
        if header.is_classified(report) and not options.allow_classified:
            secret = Problem(code="classified", severity=Severity.ERROR)
            document = msgspec.structs.replace(document, problems=(*document.problems, secret))
            record = _document(document, doc_id)
        else:
            record, records = find(report, record, stage, options.wanted)
            if mask is not None:
                with stage("mask"):
                    mask = Mask(patterns, document, report.view, record)
    if options.units:
        record, records, doubts = succession.on_day(record, records, options.units)
    result = Result(
        document=record,
        records=_owned(records, doc_id, name),
        problems=_problems(document, (*document.problems, *doubts), doc_id, patterns),
    )
    if mask is None:
        return result
    with stage("mask"):
        return mask.masked(result)


def masked_text(document: Document, patterns: Patterns) -> str:
    """The raw text of a document with personal data masked, as long as before; "" where none was read.

    Raises BaocaoError `classified` for a document with a stamp of state secrecy.
    """
    if not document.raw:
        return ""
    report = read_report(document, patterns)
    if header.is_classified(report):
        raise BaocaoError("classified_sample")
    found = header.find(report, Organisations(report.view.places, patterns))
    return Mask(patterns, document, report.view, found.on(_document(document, ""))).raw


def identity(data: bytes) -> str:
    """The `doc_id` of the bytes of a file."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def read_report(
    document: Document, patterns: Patterns, stage: Stage = unwatched, wanted: Wanted = Wanted.EVERYTHING
) -> Report:
    """A document with its matching view and the reading of each of its numbers, or of those wanted."""
    with stage("view"):
        view = make_view(document)
    books = lexer.REFERENCES if wanted == Wanted.REFERENCES else lexer.BOOKS
    with stage("lexer"):
        return Report(document, view, lexer.read(document, view, patterns, books), patterns)


def find(
    report: Report,
    record: DocumentRecord,
    stage: Stage = unwatched,
    wanted: Wanted = Wanted.EVERYTHING,
    head: header.Header | None = None,
) -> tuple[DocumentRecord, Records]:
    """What is wanted of a report: its header and everything that is found in it.

    A text without a letterhead comes with the `head` that it is given.
    """
    with stage("header"):
        organisations = Organisations(report.view.places, report.patterns)
        head = head or header.find(report, organisations)
    with stage("citations"):
        mentions = citations.find(report, organisations, head.own_number)
    with stage("dates"):
        dates = periods.find(report, head.year)
    with stage("citations"):
        cited, dates = resolve_citations(mentions, dates, head, report)
    with stage("dates"):
        dates = roles.assign(dates, head, report)
        spans = Periods(report, dates, head)
    record = _headed(record, head, spans, report)
    dates = roles.ahead(dates, record.date, record.period_end)
    found = Records(citations=tuple(cited), dates=tuple(dates))
    if wanted == Wanted.REFERENCES:
        with stage("checks"):
            return record, flagged(found, checks.of_references(report, record, found))
    record = msgspec.structs.replace(record, numbers=report.lexed.numbers, outline=report.items())
    with stage("tables"):
        grids = tables.find(report)
    with stage("figures"):
        counted = figures.find(report, grids)
    stated = _measured(counted, spans, head, report, stage)
    with stage("staffing"):
        staff = staffing.find(report, grids, record)
    with stage("passages"):
        said = passages.find(report, organisations, head)
    found = msgspec.structs.replace(
        found,
        figures=tuple(_planned(_seated(stated, record), said)),
        tables=tuple(grids),
        staffing=tuple(staff),
        passages=tuple(said),
    )
    with stage("checks"):
        return record, flagged(found, checks.run(report, record, found))


def _headed(record: DocumentRecord, head: header.Header, spans: Periods, report: Report) -> DocumentRecord:
    """The document with its header, its own identity, and the unit in the official list of its day."""
    own = own_identity(head, report)
    record = msgspec.structs.replace(
        head.on(record), key=own.key, key_status=own.status, **spans.header_fields()
    )
    seat = seat_of(record, report.patterns)
    if seat is None:
        return record
    day = units_on(day_of(record) or "").day
    return msgspec.structs.replace(record, admin_code=seat.code, units_on=day)


def _seated(stated: list[FigureRecord], record: DocumentRecord) -> list[FigureRecord]:
    """The figures, those about the issuer with the code of its unit."""
    if record.admin_code is None:
        return stated
    at = {"admin_code": record.admin_code, "units_on": record.units_on}
    return [
        msgspec.structs.replace(figure, **at) if figure.org == record.issuer else figure for figure in stated
    ]


def _planned(stated: list[FigureRecord], said: list[PassageRecord]) -> Iterator[FigureRecord]:
    """The figures, those in a task marked as what has to be reached."""
    tasks = [(one.start or 0, one.end or 0) for one in said if one.kind == TASK]
    starts = [start for start, _ in tasks]
    for figure in stated:
        at = bisect_right(starts, figure.start or 0) - 1
        is_planned = at >= 0 and (figure.start or 0) < tasks[at][1]
        basis = figure.basis | {TARGET: HEADING}
        yield msgspec.structs.replace(figure, basis=basis) if is_planned else figure


def _measured(
    counted: list[figures.Mention], spans: Periods, head: header.Header, report: Report, stage: Stage
) -> list[FigureRecord]:
    """The figures with what they measure; a report without any needs no spaCy."""
    if not counted:
        return []
    with stage("prepare"):
        from extractor.nlp import phrases  # noqa: PLC0415 - half a second that not every report needs

    with stage("phrases"):
        hits = phrases.find_phrases(report.lexed, report.patterns)
        changes = phrases.find_changes(report.lexed, hits, report.patterns)
    with stage("meaning"):
        return resolve_figures(counted, spans, hits, changes, head, report)


def _owned(records: Records, doc_id: str, path: str) -> Records:
    """The records with the document and path that they belong to."""
    return Records(
        **{
            table: tuple(
                msgspec.structs.replace(record, doc_id=doc_id, path=path)
                for record in getattr(records, table)
            )
            for table in Records.__struct_fields__
        }
    )


def flagged(records: Records, findings: list[CheckRecord]) -> Records:
    """The records with the checks, and each record with the ids of the checks that concern it."""
    flags: dict[str, list[str]] = {}
    for check in findings:
        for member in check.members:
            flags.setdefault(member, []).append(check.id)
    marked = {
        table: tuple(
            msgspec.structs.replace(record, flags=tuple(flags[record.id])) if record.id in flags else record
            for record in getattr(records, table)
        )
        for table in ("citations", "dates", "figures", "tables", "staffing", "passages")
    }
    return Records(**marked, checks=tuple(findings))


def failure(path: str, problem: Problem, options: Options, doc_id: str = "") -> Result:
    """The result of a file whose worker died or whose bytes could not be had."""
    document = Document(name=path, media_type="", problems=(problem,))
    patterns = rules.load(options.patterns, options.register)
    result = Result(
        document=_document(document, doc_id),
        problems=_problems(document, document.problems, doc_id, patterns),
    )
    return Mask(patterns).masked(result) if options.mask else result


def _document(document: Document, doc_id: str) -> DocumentRecord:
    failed = any(problem.severity == Severity.ERROR for problem in document.problems)
    status = "failed" if failed else "partial" if document.problems else "ok"
    return DocumentRecord(
        doc_id=doc_id,
        path=document.name,
        media_type=document.media_type or None,
        pages=len(document.pages) or None,
        chars=len(document.raw),
        quality=_quality(document),
        status=status,
        text_source=document.text_source,
        readers=tuple(
            PageReader(page=page.number, reader=page.reader, reason=page.reason) for page in document.pages
        ),
    )


def _quality(document: Document) -> float | None:
    """The share of well-formed Vietnamese syllables, over the pages that have text, else over all text."""
    pages = [(page.quality, page.end - page.start) for page in document.pages if page.quality is not None]
    if not pages:
        share = quality(document.raw)
        return None if share is None else round(share, 4)
    return round(sum(share * chars for share, chars in pages) / max(1, sum(chars for _, chars in pages)), 4)


def _problems(
    document: Document, problems: tuple[Problem, ...], doc_id: str, patterns: Patterns
) -> tuple[ProblemRecord, ...]:
    messages = patterns.messages
    return tuple(
        ProblemRecord(
            doc_id=doc_id,
            path=document.name,
            id=f"p{number}",
            page=problem.page,
            code=problem.code,
            severity=problem.severity,
            message=messages.say("problem", problem.code, **problem.values),
            next_step=messages.say("problem", problem.code, "next", **problem.values),
        )
        for number, problem in enumerate(problems, 1)
    )
