"""`baocao aggregate OUT... -o tong-hop.xlsx`: what many reports state, side by side and added up."""

from decimal import Decimal
from pathlib import Path

import click
import pandas as pd

from extractor import aggregate, rules
from extractor.cli.speech import language
from extractor.errors import ExitCode
from extractor.records import DocumentRecord, FigureRecord, StaffingRecord
from extractor.results import read_table
from extractor.rules import Messages
from extractor.writers.output import writing
from extractor.writers.vocabulary import vocabulary

NO_FORMULAS = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}


@click.command()
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True)
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(messages: Messages, *, results: tuple[Path, ...], out: Path, patterns: str | None) -> ExitCode:
    """Write one sheet of indicators by report and one of persons by level."""
    loaded = rules.load(patterns)
    documents = [d for folder in results for d in read_table(folder, "documents", DocumentRecord)]
    figures = [f for folder in results for f in read_table(folder, "figures", FigureRecord)]
    rows = [r for folder in results for r in read_table(folder, "staffing", StaffingRecord)]
    words = vocabulary(messages, loaded)
    sheets = {
        messages.say("sheet", "indicators"): aggregate.indicators(figures, documents, loaded),
        messages.say("sheet", "persons"): aggregate.staffing(rows),
    }
    with writing(out), pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs=NO_FORMULAS) as workbook:
        for name, frame in sheets.items():
            told = frame.map(lambda value: float(value) if isinstance(value, Decimal) else value)
            if "level" in told:
                told["level"] = told["level"].map(
                    lambda level: words.value("level", level) if level else None
                )
            told = told.rename(columns=lambda column: _heading(messages, str(column)))
            told.to_excel(workbook, sheet_name=name, index=False, freeze_panes=(1, 0))
    return ExitCode.OK


def _heading(messages: Messages, column: str) -> str:
    """The Vietnamese heading of a column; a report's own name stays as it is."""
    return messages.say("total", column) if messages.has("total", column) else column
