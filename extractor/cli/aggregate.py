"""`baocao aggregate OUT... -o tong-hop.xlsx`: what many reports state, side by side and added up."""

from decimal import Decimal
from functools import partial
from pathlib import Path

import click
import pandas as pd

from extractor import aggregate, rules
from extractor.cli.speech import language
from extractor.errors import ExitCode
from extractor.records import DocumentRecord, FigureRecord, StaffingRecord
from extractor.results import read_table
from extractor.rules import Messages
from extractor.rules.lists import Indicator
from extractor.writers.output import writing
from extractor.writers.vocabulary import Vocabulary, vocabulary

NO_FORMULAS = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}

NAMED = {"level": "level", "unit": "unit", "period": "period_label", "differs": "differs"}
"""Columns of closed values, with the field that their names are those of."""


@click.command()
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True)
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(messages: Messages, *, results: tuple[Path, ...], out: Path, patterns: str | None) -> ExitCode:
    """Write a sheet of indicators by report, one of where they stand, and one of persons by level."""
    loaded = rules.load(patterns)
    documents = [d for folder in results for d in read_table(folder, "documents", DocumentRecord)]
    figures = [f for folder in results for f in read_table(folder, "figures", FigureRecord)]
    rows = [r for folder in results for r in read_table(folder, "staffing", StaffingRecord)]
    words = vocabulary(messages, loaded)
    sheets = {
        messages.say("sheet", "indicators"): aggregate.indicators(figures, documents, loaded),
        messages.say("sheet", "sources"): aggregate.sources(figures, documents, loaded),
        messages.say("sheet", "persons"): aggregate.staffing(rows),
    }
    with writing(out), pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs=NO_FORMULAS) as workbook:
        for name, frame in sheets.items():
            told = frame.map(lambda value: float(value) if isinstance(value, Decimal) else value)
            for column, field in NAMED.items():
                if column in told:
                    told[column] = told[column].map(partial(_named, field=field, words=words))
            told = told.rename(columns=lambda column: _heading(messages, str(column)))
            told.to_excel(workbook, sheet_name=name, index=False, freeze_panes=(1, 0))
    known = {row.id for row in loaded.rows(Indicator)}
    strange = [figure.indicator for figure in figures if figure.indicator and figure.indicator not in known]
    if strange:
        names = ", ".join(sorted(set(strange)))
        click.echo(messages.say("say", "unknown_indicators", count=len(strange), names=names), err=True)
    return ExitCode.OK


def _named(value: object, field: str, words: Vocabulary) -> str | None:
    """What a closed value is called."""
    if isinstance(value, bool):
        return words.value(field, "yes") if value else None
    return words.value(field, value) if isinstance(value, str) else None


def _heading(messages: Messages, column: str) -> str:
    """The Vietnamese heading of a column; a report's own name stays as it is."""
    return messages.say("total", column) if messages.has("total", column) else column
