"""`baocao show FILE --page 3 --picture`: the page as a picture, with what was found on it."""

from pathlib import Path, PurePath

import msgspec

from extractor.engines.inputs import Input
from extractor.engines.worker import contents
from extractor.errors import UsageError
from extractor.model import Problem
from extractor.pipeline import Result
from extractor.readers.limits import Limits
from extractor.records import Records
from extractor.rules import Messages
from extractor.writers.output import writing
from extractor.writers.picture import COLOURS, picture, places

PDF = "application/pdf"
ENDING = ".png"
NAMELESS = "bao-cao"
"""Begins the name of the picture of a report from standard input."""


def on_page(result: Result, page: int) -> Result:
    """The result with the records and problems of one page only."""
    records = Records(
        **{
            table: tuple(record for record in getattr(result.records, table) if record.page == page)
            for table in Records.__struct_fields__
        }
    )
    problems = tuple(problem for problem in result.problems if problem.page in {None, page})
    return msgspec.structs.replace(result, records=records, problems=problems)


def known_page(path: str, result: Result, page: int) -> None:
    """Raise UsageError for a page that a report does not have; a file that cannot be read has none."""
    count = result.document.pages
    if count is None and result.document.status != "failed":
        raise UsageError("no_pages", path=path)
    if page > (count or 0):
        raise UsageError("no_such_page", path=path, page=page, pages=count or 0)


def draw(entry: Input, result: Result, page: int, given: str, messages: Messages) -> list[str]:
    """Write the picture of a page; give what to say of it: where it is, and what the colours mean.

    `given` is the path of the picture, or empty. Raises UsageError for what cannot be drawn, and never
    writes over the report.
    """
    if result.document.media_type != PDF or isinstance(entry.source, Problem):
        raise UsageError("picture_of_pdf_only", path=entry.path)
    known_page(entry.path, result, page)
    stem = PurePath(entry.path).stem.strip("-") or NAMELESS
    target = Path(given or messages.say("picture", "name", stem=stem, page=page))
    if target.suffix.lower() != ENDING:
        raise UsageError("picture_is_png", path=str(target))
    if isinstance(entry.source, str) and target.exists() and target.samefile(entry.source):
        raise UsageError("picture_is_report", path=str(target))
    drawn = picture(contents(entry.source, Limits()), page, places(result.records, page))
    with writing(target):
        target.write_bytes(drawn)
    said = [messages.say("picture", "written", page=page, path=target), messages.say("picture", "legend")]
    return [*said, *(messages.say("picture", table) for table in COLOURS), messages.say("picture", "finder")]
