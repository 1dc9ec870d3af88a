"""The letterhead: number, place and date, agency above and issuing agency, type, subject, addressees.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II. Two columns may have been flattened into one line.
"""

from typing import Any

import regex
from msgspec import Struct

from extractor.finders.header.lines import Line, Words
from extractor.grammar import dates, symbols
from extractor.lexer import Lexeme
from extractor.records import FieldSpan
from extractor.report import Report
from extractor.rules.lists import Agency, DocType, Phrase, UnitType
from extractor.text.fold import search_key

LETTERHEAD_LINES = 40
SUBJECT_LINES = 6
_ITEM = regex.compile(r"^[-+•] ?")
_ENDS = regex.compile(r"\s*[;.,]?$")


class Letterhead(Struct, frozen=True, kw_only=True):
    """What the letterhead says, where it is printed, and where the own number stands in the view."""

    fields: dict[str, Any]
    spans: dict[str, FieldSpan | None]
    own_number: tuple[int, int] | None = None
    end: int = 0


def read_letterhead(report: Report, lines: list[Line], words: Words) -> Letterhead:
    """Read the first lines of a report."""
    top = lines[:LETTERHEAD_LINES]
    fields: dict[str, Any] = {}
    spans: dict[str, FieldSpan | None] = {}
    number = _own_number(report, top, fields, spans)
    _place_and_date(report, top, number, fields, spans)
    title = _title(report, top, fields, spans)
    last = min((at for at in (number and number[0], title and title.start) if at is not None), default=None)
    if last is not None:
        _agencies(report, [line for line in top if line.start < last], words, fields, spans)
    if title is not None:
        _subject(report, top, title, words, fields, spans)
    _addressees(report, lines, words, fields, spans)
    _urgency(
        report, [line for line in top if title is None or line.start < title.start], words, fields, spans
    )
    return Letterhead(fields=fields, spans=spans, own_number=number, end=title.end if title else 0)


def to_name(capitals: str, report: Report) -> str:
    """An agency's name in capitals as it is written in running text."""
    lowered = capitals.lower().strip()
    for agency in sorted(report.patterns.rows(Agency), key=lambda row: -len(row.name)):
        if lowered.startswith(agency.name.lower()):
            return (agency.name + _place_name(capitals[len(agency.name) :], report)).strip()
    for row in report.patterns.rows(Phrase, "body_words"):
        for word in sorted(row.words, key=len, reverse=True):
            if lowered.startswith(word.lower()):
                return (row.id + _place_name(capitals[len(word) :], report)).strip()
    return capitals.capitalize() if len(capitals.split()) > 1 else capitals


def _place_name(rest: str, report: Report) -> str:
    """` TỈNH HÀ TĨNH` as ` tỉnh Hà Tĩnh`: the type of unit stays small, its name gets capitals."""
    kinds = (word.lower() for row in report.patterns.rows(UnitType) for word in (row.label, *row.words))
    lowered = rest.strip().lower()
    kind = max((word for word in kinds if lowered.startswith(f"{word} ")), key=len, default="")
    name = " ".join(word.capitalize() for word in rest.strip()[len(kind) :].split())
    return f" {kind} {name}".replace("  ", " ").rstrip()


def _own_number(
    report: Report, top: list[Line], fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> tuple[int, int] | None:
    """The document's own number and symbol; the first number that follows "Số" at the top."""
    rule = next(rule for rule in report.patterns.rules("header") if rule.id == "header.number_line")
    for line in top:
        match = rule.compiled.search(line.text)
        if match is None:
            continue
        for lexeme in report.lexed.between(line.start, line.end):
            symbol = lexeme.groups.get("symbol")
            if lexeme.reading != "citation" or symbol is None or lexeme.start > line.start + match.end() + 1:
                continue
            serial = lexeme.groups.get("serial")
            fields["symbol"] = symbols.clean(report.view.text[slice(*symbol)])
            spans["symbol"] = report.field(*symbol)
            fields["number"] = report.view.text[slice(*serial)] if serial else None
            spans["number"] = report.field(*serial) if serial else None
            return lexeme.start, lexeme.end
    return None


def _place_and_date(
    report: Report,
    top: list[Line],
    number: tuple[int, int] | None,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    rule = next(rule for rule in report.patterns.rules("header") if rule.id == "header.place")
    for line in top:
        lexeme = _first_date(report, line)
        if lexeme is None:
            continue
        # On a flattened line the number stands before the place.
        start = number[1] if number and line.start <= number[0] < lexeme.start else line.start
        places = list(rule.compiled.finditer(report.view.text[start : lexeme.start]))
        if not places:
            continue
        value = _date_value(report, lexeme)
        if value is None:
            continue
        first, last = places[-1].span("place")
        span = start + first, start + last
        fields["place"], spans["place"] = report.view.text[slice(*span)], report.field(*span)
        fields["date"], spans["date"] = value, report.field(lexeme.start, lexeme.end)
        return


def _first_date(report: Report, line: Line) -> Lexeme | None:
    return next(
        (
            lexeme
            for lexeme in report.lexed.between(line.start, line.end)
            if lexeme.value in {"day", "blank"} and lexeme.reading == "date"
        ),
        None,
    )


def _date_value(report: Report, lexeme: Lexeme) -> str | None:
    numbers = {
        name: int(report.view.text[slice(*span)])
        for name, span in lexeme.groups.items()
        if name in {"day", "month", "year"}
    }
    year, month, day = numbers["year"], numbers.get("month"), numbers.get("day")
    if day is not None and month is not None and not dates.is_real(year, month, day):
        return None
    return dates.iso(year, month, day if lexeme.value == "day" else None)


def _title(
    report: Report, top: list[Line], fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> Line | None:
    """The line that is nothing but the name of a type in capitals."""
    types = {search_key(row.label): row.id for row in report.patterns.rows(DocType)}
    for line in top:
        kind = types.get(search_key(line.text.strip(" .:*#")))
        if kind is not None and line.is_capitals:
            fields["doc_type"], spans["doc_type"] = kind, report.field(line.start, line.end)
            return line
    return None


def _agencies(
    report: Report, top: list[Line], words: Words, fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> None:
    """The issuing agency is the last one in capitals above the number, its parent the one before."""
    names: list[tuple[str, int, int]] = []
    for line in top:
        text, motto = line.text, words.inside("motto", line.text)
        while motto is not None:
            text = text[: motto[0]] + " " * (motto[1] - motto[0]) + text[motto[1] :]
            motto = words.inside("motto", text)
        part = text.strip(" -_*–")
        if (
            not part
            or not Line(part, 0, 0, gap=False).is_capitals
            or words.inside("urgent", part) == (0, len(part))
        ):
            continue
        start = line.start + text.index(part)
        if names and not _is_agency(part, report):
            name, first, _ = names.pop()
            names.append((f"{name} {part}", first, start + len(part)))
        else:
            names.append((part, start, start + len(part)))
    for field, entry in zip(("issuer", "issuer_parent"), reversed(names), strict=False):
        fields[field], spans[field] = to_name(entry[0], report), report.field(entry[1], entry[2])


def _is_agency(capitals: str, report: Report) -> bool:
    """Whether a line in capitals begins the name of an agency, and not the rest of the line above."""
    lowered = capitals.lower()
    names = [row.name.lower() for row in report.patterns.rows(Agency)]
    if any(lowered.startswith(name) for name in names):
        return True
    tiers = [word.lower() for row in report.patterns.rows(Phrase, "tier_words") for word in row.words]
    if any(lowered.startswith(f"{tier} ") for tier in tiers):
        return False
    bodies = [word.lower() for row in report.patterns.rows(Phrase, "body_words") for word in row.words]
    return lowered.split()[0] in {name.split()[0] for name in (*names, *bodies)}


def _subject(
    report: Report,
    top: list[Line],
    title: Line,
    words: Words,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    """The lines under the title, until a gap, the addressees or the first sentence of the body."""
    below = [line for line in top if line.start > title.start]
    chosen: list[Line] = []
    for line in below[:SUBJECT_LINES]:
        if (
            line.text.startswith("(")
            or words.begins("addressee", line.text)
            or words.begins("opening", line.text)
        ):
            break
        if chosen and line.gap:
            break
        if set(line.text) <= set("-_ *"):
            continue
        chosen.append(line)
    if not chosen:
        return
    start, end = chosen[0].start, chosen[-1].end
    text = " ".join(report.view.text[start:end].split())
    cut = text.find(" (")
    if cut > 0 and regex.search(r"\d", text[cut:]):
        end = start + report.view.text[start:end].find("(")
        text = text[:cut]
    fields["subject"], spans["subject"] = text.strip(" .*"), report.field(start, max(start + 1, end))


def _addressees(
    report: Report,
    lines: list[Line],
    words: Words,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    for number, line in enumerate(lines):
        if not words.begins("addressee", line.text):
            continue
        _, _, rest = line.text.partition(":")
        found = [rest.strip()] if rest.strip(" .:") else []
        end = line.end
        for item in lines[number + 1 : number + 12]:
            if not _ITEM.match(item.text):
                break
            found.append(_ITEM.sub("", item.text))
            end = item.end
        fields["addressees"] = tuple(_ENDS.sub("", name) for name in found)
        spans["addressees"] = report.field(line.start, end)
        return


def _urgency(
    report: Report, top: list[Line], words: Words, fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> None:
    for line in top:
        for word in words.all("urgent"):
            if line.text.strip() == word:
                fields["urgency"] = search_key(word).replace(" ", "_")
                spans["urgency"] = report.field(line.start, line.end)
                return
