"""`baocao search citations.sqlite "quyet dinh 36"`: documents cited, and who cites them."""

import re
from datetime import date
from pathlib import Path

import click
import msgspec

from extractor import rules
from extractor.cli.speech import language
from extractor.cli.telling import Part, tell
from extractor.errors import ExitCode, UsageError
from extractor.grammar.written import said
from extractor.index.printed import without_joints
from extractor.index.query import parse
from extractor.index.search import Cited, Filters, Hits, Mention, known_bodies, known_type, opened, search
from extractor.rules import Messages
from extractor.text.visible import in_a_line, in_json

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_WRITTEN = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})", re.ASCII)


@click.command()
@click.argument("index", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@click.option("--issuer")
@click.option("--type", "doc_type")
@click.option("--from", "since")
@click.option("--to", "until")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--mentions", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    index: Path,
    query: tuple[str, ...],
    issuer: str | None,
    doc_type: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    mentions: bool,
    as_json: bool,
) -> ExitCode:
    """Search, and show what was found as a table or as a line of JSON a document."""
    with opened(index) as connection:
        filters = Filters(
            issuer=issuer,
            doc_type=known_type(connection, doc_type) if doc_type else None,
            since=_day(since, "01-01") if since else None,
            until=_day(until, "12-31") if until else None,
        )
        typed, year = without_joints(" ".join(query), rules.read())
        asked = parse(typed, known_bodies(connection))._replace(year=year)
        hits = search(connection, asked, filters, limit, with_mentions=mentions)
    if as_json:
        for cited in (*hits.works, *hits.names):
            click.echo(in_json(msgspec.json.encode(cited).decode()))
    else:
        tell(_parts(hits, messages))
    if not (hits.works or hits.names):
        click.echo(messages.say("say", "not_cited"), err=True)
    return ExitCode.OK


def _day(typed: str, rest: str) -> str:
    """A day as ISO of what is typed, `2024`, `2024-05`, `1/5/2024`; what is open is that of `rest`."""
    found = _ISO.fullmatch(typed) or _WRITTEN.fullmatch(typed)
    if found is None:
        raise UsageError("bad_day", day=typed)
    last_month, last_day = rest.split("-")
    month, day = int(found["month"] or last_month), int(found["day"] or last_day)
    try:
        # The end of a month that is given without a day is only a bound: it need not exist.
        date(int(found["year"]), month, day if found["day"] else 1)
    except ValueError as error:
        raise UsageError("bad_day", day=typed) from error
    return f"{found['year']}-{month:02}-{day:02}"


def _parts(hits: Hits, messages: Messages) -> list[Part]:
    """The tables of what was found, and with mentions one for each document."""
    found = (("works", hits.works), ("names", hits.names))
    listed = [_list(kind, cited, messages) for kind, cited in found if cited]
    told = [_mentions(one, messages) for _, cited in found for one in cited if one.cited_by]
    return listed + told


def _list(kind: str, cited: tuple[Cited, ...], messages: Messages) -> Part:
    fields = ("title", "subject", "date", "mentions", "reports")
    rows = [
        (one.title, one.subject or "", said(one.date), str(one.mentions), str(one.reports)) for one in cited
    ]
    return Part(
        messages.say("found", kind),
        tuple(messages.say("found", field) for field in fields),
        tuple(tuple(map(in_a_line, row)) for row in rows),
    )


def _mentions(cited: Cited, messages: Messages) -> Part:
    fields = ("report", "file", "page", "sentence", "doubt")
    title = messages.say(
        "found", "cited_by", title=cited.title, mentions=cited.mentions, reports=cited.reports
    )
    told = cited.cited_by or ()
    return Part(
        in_a_line(title),
        tuple(messages.say("found", field) for field in fields),
        tuple(tuple(map(in_a_line, _row(mention))) for mention in told),
    )


def _row(mention: Mention) -> tuple[str, ...]:
    report = ", ".join(
        filter(None, (mention.report_number, mention.report_issuer, said(mention.report_date)))
    )
    page = "" if mention.page is None else str(mention.page)
    return report, mention.path or "", page, mention.sentence or mention.text or "", mention.doubt or ""
