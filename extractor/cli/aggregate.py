"""`baocao aggregate OUT... -o tong-hop.xlsx`: what many reports state, in one workbook to sign."""

from pathlib import Path

import click
from msgspec.structs import replace

from extractor import rules
from extractor.aggregate import receipts
from extractor.aggregate.sections import by_section
from extractor.cli import aggregate_options as options
from extractor.cli.speech import language
from extractor.errors import ExitCode, UsageError
from extractor.parts import OutlineItem
from extractor.pipeline import Options, convert
from extractor.records import (
    CheckRecord,
    CitationRecord,
    DocumentRecord,
    FigureRecord,
    PassageRecord,
    StaffingRecord,
)
from extractor.results import Stored
from extractor.rules import Messages, Patterns
from extractor.rules.forms import OfficialForm
from extractor.summary import book, draft, frames
from extractor.summary.contents import Contents, Results, contents
from extractor.summary.stated import period_label
from extractor.summary.template.fill import fill
from extractor.units.gazetteer import LISTS, Unit, units_on
from extractor.units.names import parse
from extractor.writers.vocabulary import vocabulary


@click.command()
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True)
@click.option("--period", "periods", multiple=True)
@click.option("--expect")
@click.option("--before", "earlier", multiple=True, type=click.Path(path_type=Path))
@click.option("--by", type=click.Choice(["indicator", "section"]), default="indicator", show_default=True)
@click.option("--outline", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--template")
@click.option("--draft", "draft_path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    results: tuple[Path, ...],
    out: Path,
    periods: tuple[str, ...],
    expect: str | None,
    earlier: tuple[Path, ...],
    by: str,
    outline: Path | None,
    template: str | None,
    draft_path: Path | None,
    patterns: str | None,
) -> ExitCode:
    """Bring the results together, write the workbook, and say what was left out."""
    is_data = out.suffix.lower() in options.DATA
    loaded = rules.load(patterns, None, messages.language)
    form = _form(template, loaded) if template else None
    labels = tuple(period_label(one, loaded) for one in periods)
    inputs = [*results, *earlier, *(Path(one) for one in (expect, outline, template) if one)]
    options.check(out, draft_path, inputs, template, form, periods=labels, by_section=by == "section")
    asked = _items(outline, patterns) if outline else ()
    now = _read(results)
    before = _read(earlier) if earlier else None
    if by == "section":
        figures, loaded = by_section([now.figures, before.figures if before else ()], loaded, asked)
        now = replace(now, figures=figures[0])
        before = replace(before, figures=figures[1]) if before else None
    senders = _expected(expect, labels, loaded) if expect else None
    made = contents(now, loaded, before=before, periods=labels, expect=senders, outline=asked)
    if is_data:
        frames.write(out, made, loaded)
    elif template is None or form is not None:
        book.write(out, made, loaded, vocabulary(messages, loaded), form)
    else:
        unfilled = fill(Path(template), out, made, loaded, Options(patterns=patterns))
        sheet = messages.say("sheet", "unfilled")
        click.echo(messages.say("say", "unfilled", count=len(unfilled), sheet=sheet), err=True)
    if draft_path is not None:
        draft.write(draft_path, made, asked, loaded, vocabulary(messages, loaded))
    _say(made, now, messages, loaded, out)
    return ExitCode.OK


def _read(folders: tuple[Path, ...]) -> Results:
    return Results(
        documents=Stored(folders, "documents", DocumentRecord),
        figures=Stored(folders, "figures", FigureRecord),
        citations=Stored(folders, "citations", CitationRecord),
        staffing=Stored(folders, "staffing", StaffingRecord),
        passages=Stored(folders, "passages", PassageRecord),
        checks=list(Stored(folders, "checks", CheckRecord)),
    )


def _expected(expect: str, periods: tuple[str, ...], patterns: Patterns) -> tuple[Unit, ...]:
    """The senders that a file names, or the children of a unit given by code or name; raises UsageError."""
    if Path(expect).is_file():
        return receipts.listed(options.read_list(Path(expect)))
    for day in (*periods[-1:], *reversed(LISTS)):
        known = units_on(day)
        unit = known.units.get(expect) or known.resolve(parse(expect, patterns), "")
        if unit is not None and (below := known.children(unit.code)):
            return below
    raise UsageError("unknown_unit", unit=expect)


def _form(template: str, patterns: Patterns) -> OfficialForm | None:
    """The official form of this id, None where the template is a file; raises UsageError for neither."""
    known = {form.id: form for form in patterns.forms}
    if template not in known and not Path(template).is_file():
        raise UsageError("unknown_template", template=template, forms=", ".join(known))
    return None if Path(template).is_file() else known[template]


def _items(outline: Path, patterns: str | None) -> tuple[OutlineItem, ...]:
    """The items of an outline; raises UsageError where it has none."""
    items = convert(outline.read_bytes(), outline.name, Options(patterns=patterns)).document.outline
    if not items:
        raise UsageError("bad_outline", path=outline)
    return items


def _say(made: Contents, now: Results, messages: Messages, patterns: Patterns, out: Path) -> None:
    counts = {
        "reports": len(made.receipts),
        "counted": sum(receipt.state == receipts.State.COUNTED for receipt in made.receipts),
        "missing": messages.say(
            "say", "missing" if made.expected else "not_inferred", count=len(made.missing)
        ),
        "period": ", ".join(made.table.periods) or "?",
        "doubtful": sum(bool(entry.doubts) for line in made.table.lines for entry in line.entries.values()),
        "out": out,
    }
    click.echo(messages.say("say", "aggregated", **counts), err=True)
    known = patterns.indicators
    strange = [one.indicator for one in now.figures if one.indicator and one.indicator not in known]
    if strange:
        names = ", ".join(sorted(set(strange)))
        click.echo(messages.say("say", "unknown_indicators", count=len(strange), names=names), err=True)
