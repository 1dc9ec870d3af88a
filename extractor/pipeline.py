"""`convert`: the bytes of one report in, its records out. The unit of all parallel work.

Pure: no paths, no clock, no global state; the same bytes, name and options give the same result.
"""

import hashlib

from msgspec import Struct

from extractor import readers, rules
from extractor.model import Document, Problem, Severity
from extractor.readers.limits import Limits
from extractor.records import DocumentRecord, PageReader, ProblemRecord, Records
from extractor.rules import Patterns


class Options(Struct, frozen=True, kw_only=True):
    """What changes the result: a folder of further patterns, the language of messages, bounds of reading."""

    patterns: str | None = None
    language: str = "vi"
    limits: Limits = Limits()


class Result(Struct, frozen=True, kw_only=True):
    """All that is known of one file."""

    document: DocumentRecord
    records: Records = Records()
    problems: tuple[ProblemRecord, ...] = ()


def convert(data: bytes, name: str, options: Options | None = None) -> Result:
    """Read one report and find all records in it.

    `name` is the path that the records carry. Never raises for what stands in `data`: what cannot be read
    is a document of status `failed` with a problem record. Raises PatternError when `patterns/` is wrong.
    """
    options = options or Options()
    patterns = rules.load(options.patterns)
    document = readers.read(data, name, options.limits)
    doc_id = "sha256:" + hashlib.sha256(data).hexdigest()
    return Result(
        document=_document(document, doc_id),
        problems=_problems(document, doc_id, patterns, options.language),
    )


def failure(path: str, problem: Problem, options: Options, doc_id: str = "") -> Result:
    """The result of a file whose worker died or whose bytes could not be had."""
    document = Document(name=path, media_type="", problems=(problem,))
    patterns = rules.load(options.patterns)
    return Result(
        document=_document(document, doc_id),
        problems=_problems(document, doc_id, patterns, options.language),
    )


def _document(document: Document, doc_id: str) -> DocumentRecord:
    failed = any(problem.severity == Severity.ERROR for problem in document.problems)
    status = "failed" if failed else "partial" if document.problems else "ok"
    return DocumentRecord(
        doc_id=doc_id,
        path=document.name,
        media_type=document.media_type or None,
        pages=len(document.pages) or None,
        chars=len(document.raw),
        status=status,
        text_source=document.text_source,
        readers=tuple(
            PageReader(page=page.number, reader=page.reader, reason=page.reason) for page in document.pages
        ),
    )


def _problems(
    document: Document, doc_id: str, patterns: Patterns, language: str
) -> tuple[ProblemRecord, ...]:
    messages = patterns.messages.in_language(language)
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
        for number, problem in enumerate(document.problems, 1)
    )
