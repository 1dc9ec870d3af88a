"""The letterhead: number, place and date, agency above and issuing agency, type, subject, addressees.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II. Two columns may have been flattened into one line.
"""

from functools import lru_cache
from itertools import takewhile
from typing import Any

import regex
from msgspec import Struct

from extractor.finders.header.agencies import read_agencies, without_motto
from extractor.finders.header.lines import Line, Words
from extractor.grammar import dates, symbols
from extractor.lexer import Lexeme
from extractor.parts import FieldSpan
from extractor.report import Report
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import DocType
from extractor.text.fold import search_key

LETTERHEAD_LINES = 40
SUBJECT_LINES = 6
NAMES_ABOVE, LONGEST_NAME = 8, 80
"""The lines that may stand above a title that is not in capitals, and their characters."""

_ITEM = regex.compile(r"^[-+•] ?")
_SENTENCE = regex.compile(r"[.;:,]\s*$")
_ENDS = regex.compile(r"\s*[;.,]?$")


class Letterhead(Struct, frozen=True, kw_only=True):
    """What the letterhead says, where it is printed, and where the own number stands in the view."""

    fields: dict[str, Any]
    spans: dict[str, FieldSpan | None]
    own_number: tuple[int, int] | None = None


def read_letterhead(report: Report, lines: list[Line], words: Words) -> Letterhead:
    """Read the first lines of a report."""
    top = lines[:LETTERHEAD_LINES]
    fields: dict[str, Any] = {}
    spans: dict[str, FieldSpan | None] = {}
    number, serial = _own_number(report, top, fields, spans), _number_line(report, top)
    title = _title(report, top, fields, spans)
    above = [line for line in top if title is None or line.start < title.start]
    _place_and_date(report, above, number, words, fields, spans)
    last = min((at for at in (serial, title and title.start) if at is not None), default=None)
    if last is not None:
        names = read_agencies(report, [_until(line, last) for line in top if line.start < last], words)
        for field, name in zip(("issuer", "issuer_parent"), names, strict=False):
            fields[field], spans[field] = name.text, name.field
    if title is not None:
        _subject(report, top, title, words, fields, spans)
    else:
        _about(report, top, words, fields, spans)
    _addressees(report, lines, words, fields, spans)
    _urgency(report, above, words, fields, spans)
    return Letterhead(fields=fields, spans=spans, own_number=number)


def _until(line: Line, end: int) -> Line:
    """The line up to a place of the view that stands in it: "HẢI Số: 12/BC-UBND" ends a name."""
    return line if line.end <= end else Line(line.text[: end - line.start], line.start, end, line.gap)


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


def _number_line(report: Report, top: list[Line]) -> int | None:
    """Where the own number begins, its word "Số" included; names of agencies stand above or left of it."""
    rule = next(rule for rule in report.patterns.rules("header") if rule.id == "header.number_line")
    for line in top:
        match = rule.compiled.search(line.text)
        if match is not None:
            return line.start + int(match.start("word"))
    return None


def _place_and_date(
    report: Report,
    top: list[Line],
    number: tuple[int, int] | None,
    words: Words,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    """The place and date; before the place stand only the number, the motto and names in capitals."""
    rule = next(rule for rule in report.patterns.rules("header") if rule.id == "header.place")
    for line in top:
        lexeme = _first_date(report, line)
        if lexeme is None:
            continue
        # On a flattened line the number stands before the place.
        start = number[1] if number and line.start <= number[0] < lexeme.start else line.start
        text, _ = without_motto(report.view.text[start : lexeme.start], words, "")
        places = list(rule.compiled.finditer(text))
        is_alone = len(text.split()) <= 1 and lexeme.end == line.end  # "Ngày 30/9/2025"
        if is_alone and (value := date_value(report, lexeme)):
            fields["date"], spans["date"] = value, report.field(lexeme.start, lexeme.end)
            return
        if not places or any(char.islower() for char in text[: places[-1].start("place")]):
            continue
        value = date_value(report, lexeme)
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


def date_value(report: Report, lexeme: Lexeme) -> str | None:
    """The day of a lexeme as ISO, partial where the day is blank; None for a day that does not exist."""
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
    """The name of a type in capitals that begins a line; the rest of the line belongs to the subject.

    Without one in capitals the first line that begins with it and is no sentence: `Báo cáo tháng 9/2025`.
    """
    types = _types(report.patterns)
    named = [(line, label) for line in top if (label := _type_label(line, types)) is not None]
    found = next((one for one in named if one[0].is_capitals), None)
    if found is None:
        plain = (one for one in named if not _SENTENCE.search(one[0].text))
        found = next((one for one in plain if _is_under_names(one[0], top)), None)
    if found is None:
        return None
    line, label = found
    end = line.start + len(label)
    fields["doc_type"], spans["doc_type"] = types[label], report.field(line.start, end)
    return Line(line.text[: len(label)], line.start, end, line.gap)


def _type_label(line: Line, types: dict[str, str]) -> str | None:
    """The name of a type, in capitals, that begins a line with a capital."""
    text = line.text[:LONGEST_NAME].upper()
    if not line.text[:1].isupper() or not text.startswith(tuple(types)):
        return None
    fitting = (label for label in types if text.startswith(label))
    return next((label for label in fitting if not text[len(label) : len(label) + 1].isalnum()), None)


def _is_under_names(line: Line, top: list[Line]) -> bool:
    """Whether nothing but short lines, as those of a letterhead are, stand above a line."""
    above = [one for one in top if one.start < line.start]
    return 0 < len(above) <= NAMES_ABOVE and all(
        len(one.text) <= LONGEST_NAME and not _SENTENCE.search(one.text) for one in above
    )


@lru_cache(KEPT)
def _types(patterns: Patterns) -> dict[str, str]:
    """The types of documents by their names in capitals, the longest first."""
    rows = sorted(patterns.rows(DocType), key=lambda row: -len(row.label))
    return {row.label.upper(): row.id for row in rows}


def _subject(
    report: Report,
    top: list[Line],
    title: Line,
    words: Words,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    """The rest of the title's line and the lines under it, until the body or the addressees begin."""
    below = [line for line in top if line.start >= title.start]
    headings = {heading.start for heading in report.outline.headings}
    chosen: list[Line] = []
    for line in below[: SUBJECT_LINES + 1]:
        if line.start == title.start:
            rest = line.text[len(title.text) :].strip(" .:*#-")
            if rest:
                chosen.append(Line(rest, line.start + line.text.index(rest), line.end, line.gap))
            continue
        is_rule = not any(char.isalnum() for char in line.text)
        if chosen and (is_rule or line.gap or chosen[-1].text.endswith((".", ":"))):
            break
        if is_rule:
            continue
        if (
            line.text.startswith("(")
            or line.start in headings
            or any(words.begins(name, line.text) for name in ("addressee", "recipients"))
            or (words.begins("opening", line.text) and not _is_period(report, line))
            or _is_speech(report, line)
        ):
            break
        addressee = words.inside("addressee", line.text)
        if addressee is not None:
            # A PDF knows no empty line between the title and "Kính gửi".
            part = line.text[: addressee[0]].rstrip()
            chosen.append(Line(part, line.start, line.start + len(part), line.gap))
            break
        chosen.append(line)
    if not chosen:
        return
    start, end = chosen[0].start, chosen[-1].end
    text = " ".join(report.view.text[start:end].split())
    cut = text.find(" (")
    if cut > 0 and regex.search(r"\d", text[cut:]):
        end = start + report.view.text[start:end].find("(")
        text = text[:cut]
    text = text.strip(" .:*")
    fields["subject"] = text[:1].upper() + text[1:]
    spans["subject"] = report.field(start, max(start + 1, end))


def _about(
    report: Report, top: list[Line], words: Words, fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> None:
    """The subject of a letter, which has no title: `V/v báo cáo kết quả ...` under its number."""
    for number, line in enumerate(top):
        about = next((word for word in words.all("about") if line.text.startswith(word)), None)
        if about is None:
            continue
        below = takewhile(
            lambda other: not (other.gap or other.is_capitals), top[number + 1 : number + SUBJECT_LINES]
        )
        start, end = line.start + len(about), [line, *below][-1].end
        text = " ".join(report.view.text[start:end].split()).strip(" .:*")
        if text:
            fields["subject"] = text[:1].upper() + text[1:]
            spans["subject"] = report.field(start, end)
        return


def _is_period(report: Report, line: Line) -> bool:
    """Whether a line is nothing but a period, as the last line of a title is: `Năm 2024`."""
    lexemes = report.lexed.between(line.start, line.end)
    return any(lexeme.start == line.start and lexeme.end >= line.end - 1 for lexeme in lexemes)


def _is_speech(report: Report, line: Line) -> bool:
    """Whether a line is the sentence that says who reports."""
    rules = (rule for rule in report.patterns.rules("header") if rule.value == "opening")
    return any(rule.compiled.search(line.text) for rule in rules)


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
        found = [_ITEM.sub("", name.strip()) for name in rest.split(";") if name.strip(" .:")]
        end = line.end
        for item in lines[number + 1 : number + 12]:
            if not _ITEM.match(item.text):
                break
            found.append(_ITEM.sub("", item.text))
            end = item.end
        fields["addressees"] = tuple(_ENDS.sub("", name.strip()) for name in found)
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
