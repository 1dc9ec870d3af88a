"""The end of a report: recipients, authority to sign, the post and the name of who signs.

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, phần II, ô số 7 and 9b.
"""

from typing import Any

import regex
from msgspec import Struct

from extractor.finders.header.lines import Line, Words
from extractor.parts import FieldSpan
from extractor.report import Report
from extractor.rules import Rule
from extractor.rules.lists import Agency

_ITEM = regex.compile(r"^[-+•] ?")
_ENDS = regex.compile(r"\s*[;.,]?$")
SHORT = 40
"""A line this short between recipients belongs to the signature beside them."""

NAME_WITHIN = 12
"""How many lines below the post the name may stand."""


class Signature(Struct, frozen=True, kw_only=True):
    """The fields of the signature block and where they are printed."""

    fields: dict[str, Any]
    spans: dict[str, FieldSpan | None]


def read_signature(report: Report, lines: list[Line], words: Words) -> Signature:
    """Read recipients and signature; an annex may follow them."""
    fields: dict[str, Any] = {}
    spans: dict[str, FieldSpan | None] = {}
    rules = {rule.id: rule for rule in report.patterns.rules("header")}
    lines = _columns_apart(lines, rules["header.second_column"])
    start = next((n for n, line in enumerate(lines) if words.begins("recipients", line.text)), None)
    if start is not None:
        _recipients(report, lines[start:], fields, spans)
    begin = start if start is not None else len(lines) * 2 // 3
    _signer(report, lines, begin, rules, words, fields, spans)
    return Signature(fields=fields, spans=spans)


def _columns_apart(lines: list[Line], rule: Rule) -> list[Line]:
    """The lines, recipients and signature on one line made into two."""
    apart: list[Line] = []
    for line in lines:
        match = rule.compiled.match(line.text)
        if match is None:
            apart.append(line)
            continue
        for name in ("left", "right"):
            first, last = match.span(name)
            apart.append(Line(match[name], line.start + first, line.start + last, line.gap))
    return apart


def _recipients(
    report: Report, lines: list[Line], fields: dict[str, Any], spans: dict[str, FieldSpan | None]
) -> None:
    found: list[str] = []
    end = lines[0].end
    for line in lines[1:]:
        if not _ITEM.match(line.text):
            if found and not (line.is_capitals or len(line.text) < SHORT):
                break
            continue
        found.append(_ENDS.sub("", _ITEM.sub("", line.text)))
        end = line.end
    if found:
        fields["recipients"] = tuple(found)
        spans["recipients"] = report.field(lines[0].start, end)


def _signer(
    report: Report,
    lines: list[Line],
    begin: int,
    rules: dict[str, Rule],
    words: Words,
    fields: dict[str, Any],
    spans: dict[str, FieldSpan | None],
) -> None:
    """The lines in capitals with an authority or a post, the last of them the signer's own; then the name."""
    marks: list[str] = []
    role: tuple[str, Line] | None = None
    nearest = max(0, begin - 8)
    for number, line in enumerate(lines[nearest:], nearest):
        authority = rules["header.authority"].compiled.match(line.text)
        text = line.text[authority.end() :] if authority else line.text
        post = words.inside("post", text) if line.is_capitals or authority else None
        if words.begins("annex", line.text) and role is not None:
            break
        if authority and (post is not None or Line(text, 0, 0, gap=False).is_capitals):
            marks.append("".join(char for char in authority["mark"] if char.isalpha()))
        if post is not None and text.isupper():
            role = (text[post[0] :].strip(" ."), line)
        elif role is not None and number <= _index(lines, role[1]) + NAME_WITHIN:
            person = rules["header.person"].compiled.match(line.text)
            if person is not None:
                fields["signer_name"] = person["name"]
                at = line.start + person.start("name")
                spans["signer_name"] = report.field(at, at + len(person["name"]))
                break
    if marks:
        fields["signing_authority"] = tuple(dict.fromkeys(marks))
    if role is not None:
        fields["signer_role"] = _post(role[0], report, words)
        spans["signer_role"] = report.field(role[1].end - len(role[0]), role[1].end)


def _post(capitals: str, report: Report, words: Words) -> str:
    """A post in capitals as running text writes it; what follows the post is the tail of an agency's name."""
    end = (words.inside("post", capitals) or (0, 0))[1]
    post = next(
        (word for word in words.all("post") if word.lower() == capitals[:end].lower()), capitals[:end]
    )
    rest = capitals[end:].strip()
    tails = (
        agency.name[-len(rest) :]
        for agency in report.patterns.rows(Agency)
        if rest and agency.name.lower().endswith(f" {rest.lower()}")
    )
    return f"{post} {next(tails, rest.capitalize())}".strip()


def _index(lines: list[Line], line: Line) -> int:
    return next(number for number, other in enumerate(lines) if other.start == line.start)
