"""Whether as many things are listed as the report says: "05 xã, gồm: Mẫu Sơn, Xuân Dương, ..."."""

from collections.abc import Sequence
from decimal import Decimal

import regex

from extractor.checks.build import check
from extractor.checks.scopes import amount
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.report import Report

PERSONS = frozenset({"nguoi"})
"""Persons are listed by what they do, many to a name."""

MOST = 60
"""Of how many things a list is counted."""

LONGEST = 1500
"""How long such a list may be, in characters of the view."""

_COMMA = regex.compile(r",\s+")


def run(figures: Sequence[FigureRecord], report: Report) -> list[CheckRecord]:
    """COUNT for each count that is followed by a list of names, or of items between semicolons."""
    view, opens = report.view, report.rule("clauses", "clause.enumerates").compiled
    places = sorted(view.at(figure.start or 0) for figure in figures)
    found = []
    for figure in figures:
        if figure.kind != "count" or figure.table or figure.value is None or figure.unit in PERSONS:
            continue
        if not 1 < amount(figure) <= MOST:
            continue
        end = view.at(figure.end or 0)
        opened = opens.match(view.text, end)
        if opened is None:
            continue
        start = opened.end()
        stop = _end(view.text, start, in_brackets=opened[0].endswith("("))
        text = view.text[start:stop]
        has_figures = any(start <= place < stop for place in places)
        listed = _listed(text, report, has_figures=has_figures)
        if listed and amount(figure) not in listed:
            found.append(
                check(
                    report.patterns.messages,
                    "COUNT",
                    members=[figure],
                    severity=Severity.WARNING,
                    stated=amount(figure),
                    computed=max(listed),
                    label=figure.unit_raw or figure.label or "",
                )
            )
    return found


def _end(text: str, start: int, *, in_brackets: bool) -> int:
    """Where a list ends: at its bracket, else at the end of its sentence."""
    if in_brackets:
        closed = text.find(")", start, start + LONGEST)
        return start if closed < 0 else closed
    stop = regex.compile(r"\.(?=\s|$)|\n").search(text, start, start + LONGEST)
    return stop.start() if stop else min(len(text), start + LONGEST)


def _listed(text: str, report: Report, *, has_figures: bool) -> set[Decimal]:
    """How many items a list may have; nothing where it is none of names, or not known to be complete.

    "và" joins items, but also stands inside names ("Phòng Văn hóa và Thông tin"): both readings count.
    """
    if report.rule("clauses", "clause.open_end").compiled.search(text):
        return set()
    if ";" in text:
        items = [item for item in text.split(";") if item.strip()]
        return set() if has_figures else {Decimal(len(items))}
    items = _COMMA.split(text)
    joint = report.rule("clauses", "clause.and").compiled
    joined = len(joint.findall(items[-1]))
    inside = sum(len(joint.findall(item)) for item in items)
    is_names = all(item.strip()[:1].isupper() and not any(map(str.isdigit, item)) for item in items)
    if has_figures or not is_names or len(items) + joined < 2:  # noqa: PLR2004 - one is no list
        return set()
    return {Decimal(len(items) + more) for more in range(inside + 1)}
