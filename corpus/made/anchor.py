"""Makes and checks the gold files of the corpus.

A writer marks the report while writing it: `made/marked/<slug>.txt` holds a JSON head (the header
fields of the document), a line `=====`, and the text with marks. A mark is `{{TAG attributes|text}}`;
its text is printed, the rest is gold. From it come the report itself and its gold file, whose offsets
are those of the printed text.

    c  citation        d  date           p  reporting period   y  other period    u  duration
    w  recurring       f  count          r  rate               fn/fd  fraction    m  money
    ms measure         rg range          z  stated zero        b  blank           dl delta
    n  other number    k  planted fault  nfd  text in NFD      !  defaults of the figures that follow

Attributes are divided by `;`, either `name=value` or by place (PLACES below). A staffing table stands
between lines `{{staff}}` and `{{/staff}}`.

Usage: `python corpus/made/anchor.py build|verify|stats [slug ...]`
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import values  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
MARKED, REPORTS, GOLD = ROOT / "made" / "marked", ROOT / "reports", ROOT / "gold"
HEAD_END = "\n=====\n"
KINDS = {
    "f": "count",
    "r": "rate",
    "fn": "numerator",
    "fd": "denominator",
    "m": "money",
    "ms": "measure",
    "rg": "range",
    "z": "zero_stated",
    "b": "blank",
    "dl": "delta",
}
PLACES = {
    "c": ("issuer",),
    "d": ("date", "role"),
    "p": ("label", "role"),
    "y": ("label", "role"),
    "u": ("label",),
    "w": ("label",),
    "n": ("reason",),
    "k": ("rule", "stated", "computed"),
    **{tag: ("unit", "indicator", "level", "period_label") for tag in KINDS},
}
LISTS = ("citations", "dates", "figures", "staffing", "checks", "other_numbers")
DIGIT_LISTS = ("citations", "dates", "figures", "other_numbers")
Record = dict[str, Any]


@dataclass
class Mark:
    """One mark of a marked text with its place in the printed text."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int = 0


@dataclass
class Printed:
    """The printed text of a marked report, its marks and its staffing tables."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)


def attributes(tag: str, source: str) -> dict[str, str]:
    """Attributes of a mark; those without a name take the names of their places."""
    found: dict[str, str] = {}
    places = iter(PLACES.get(tag, ()))
    for part in (piece.strip() for piece in source.split(";") if source):
        name, equals, value = part.partition("=")
        if equals:
            found[name] = value
            continue
        place = next(places)
        if part:
            found[place] = part
    return found


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """Cuts a marked text into `open`, `close` and `text` pieces."""
    at = 0
    for found in re.finditer(r"\{\{(?P<open>[^|{}]*)\||\}\}|\{\{(?P<whole>[^|{}]*)\}\}", source):
        yield "text", source[at : found.start()]
        if found["open"] is not None:
            yield "open", found["open"]
        elif found["whole"] is not None:
            yield "whole", found["whole"]
        else:
            yield "close", ""
        at = found.end()
    yield "text", source[at:]


def split_tag(source: str) -> tuple[str, str]:
    """Tag and attribute text of a mark."""
    if source.startswith("!"):
        return "!", source[1:]
    tag, _, rest = source.partition(" ")
    return tag, rest


def printed(source: str) -> Printed:
    """Reads a marked text: the printed text and the marks with their offsets."""
    result, pieces, length = Printed(), [], 0
    stack: list[Mark] = []
    for kind, value in tokens(source):
        if kind == "text":
            if any(mark.tag == "nfd" for mark in stack):
                value = unicodedata.normalize("NFD", value)
            pieces.append(value)
            length += len(value)
        elif kind == "close":
            mark = stack.pop()
            mark.end = length
            result.marks.append(mark)
        else:
            tag, rest = split_tag(value)
            mark = Mark(tag, attributes(tag, rest), length, length)
            if kind == "open":
                stack.append(mark)
            else:
                result.marks.append(mark)
    if stack:
        raise ValueError(f"mark not closed: {stack[-1]}")
    result.text = "".join(pieces)
    result.marks.sort(key=lambda mark: (mark.start, mark.tag != "!", -mark.end))
    return result


def wrapped(report: Printed, width: int, separator: str) -> Printed:
    """The report with its lines broken as a PDF extraction breaks them; the marks move along."""
    breaks = [at for line in re.finditer(r"[^\n]+", report.text) for at in line_breaks(line, width)]
    shift = len(separator) - 1

    def moved(at: int) -> int:
        return at + shift * sum(place < at for place in breaks)

    for mark in report.marks:
        mark.start, mark.end = moved(mark.start), moved(mark.end)
    pieces = [
        report.text[start + 1 : end]
        for start, end in zip([-1, *breaks], [*breaks, len(report.text)], strict=True)
    ]
    return Printed(separator.join(pieces), report.marks)


def line_breaks(line: re.Match[str], width: int) -> Iterator[int]:
    """Places of the spaces at which a line is broken so that no piece is longer than a width."""
    start, last = line.start(), None
    for found in re.finditer(r"(?<=\S) (?=\S)|$", line.group()):
        at = line.start() + found.start()
        if at - start > width and last is not None:
            yield last
            start = last + 1
        last = at


def read_marked(slug: str) -> tuple[Record, Printed]:
    """Head and printed text of one marked report."""
    source = (MARKED / f"{slug}.txt").read_text(encoding="utf-8")
    head_text, _, body = source.partition(HEAD_END)
    head = json.loads(head_text)
    body = re.sub(r"(?m)^(\{\{![^{}]*\}\})\n", r"\1", body)
    staffed = re.compile(r"\{\{staff\}\}\n(.*?)\{\{/staff\}\}\n", re.DOTALL)
    if staffed.search(body) is None:
        report = printed(body)
        return head, wrapped(report, *head["wrap"]) if "wrap" in head else report
    before, table, after = staffed.split(body)
    result, tail = printed(before), printed(after)
    start = len(result.text)
    shift = start + len(table)
    for mark in tail.marks:
        mark.start, mark.end = mark.start + shift, mark.end + shift
    return head, Printed(result.text + table + tail.text, result.marks + tail.marks, [(start, shift)])


def span(report: Printed, mark: Mark) -> Record:
    """Place and printed text of a mark."""
    return {"start": mark.start, "end": mark.end, "text": report.text[mark.start : mark.end]}


def following_date(report: Printed, mark: Mark) -> str | None:
    """ISO date that follows a citation directly (`…, ngày 05/3/2024`)."""
    found = following_mark(report, mark)
    return date_value(report, found) if found else None


def citation(report: Printed, mark: Mark, issuers: Record) -> Record:
    """Gold record of a citation; what the text itself gives need not be written in the mark."""
    record = span(report, mark)
    given = mark.attributes
    shown = given.get("number") or values.citation_number(record["text"])
    word = values.type_word(record["text"])
    kind = given.get("kind") or ("named" if shown is None else "full" if word else "elided")
    doc_type = given.get("type") or word or values.symbol_type(shown or "")
    issuer = given.get("issuer")
    if issuer is None and shown is not None:
        agency = values.symbol_agency(shown)
        issuer = "Quốc hội" if agency == "QH" else issuers.get(agency) or values.AGENCIES.get(agency)
    if issuer is None and doc_type in values.LAW_TYPES:
        issuer = "Quốc hội"
    record |= {
        "kind": kind,
        "doc_type": doc_type,
        "number": None if shown == "null" else shown,
        "date": given.get("date") or following_date(report, mark),
        "issuer": None if issuer == "null" else issuer,
    }
    if "relation" in given:
        record["relation"] = given["relation"]
    if "pinpoints" in given:
        record["pinpoints"] = [
            dict(pair.split(":") for pair in pinpoint.split(","))
            for pinpoint in given["pinpoints"].split("+")
        ]
    return record


def date_value(report: Printed, mark: Mark) -> str:
    """ISO date of a date mark."""
    return mark.attributes.get("date") or values.iso_date(report.text[mark.start : mark.end])


def date_role(report: Printed, mark: Mark) -> str:
    """Role of a date: as written in the mark, or `cited` after a citation, `data_period` in a period."""
    if "role" in mark.attributes:
        return mark.attributes["role"]
    for other in report.marks:
        if other.tag in "py" and other.start <= mark.start and mark.end <= other.end:
            return "data_period"
        if other.tag == "c" and other.end <= mark.start and following_mark(report, other) is mark:
            return "cited"
    return "event"


def following_mark(report: Printed, mark: Mark) -> Mark | None:
    """The date mark that belongs to a citation."""
    for other in report.marks:
        if other.tag == "d" and other.start >= mark.end:
            between = values.nfc(report.text[mark.end : other.start])
            return other if re.fullmatch(r",?\s?(ngày)?", between) else None
    return None


def date(report: Printed, mark: Mark, regime: str) -> Record:
    """Gold record of a date, a period, a duration or a recurring time."""
    record, given = span(report, mark), mark.attributes
    if mark.tag == "d":
        record |= {"kind": "date", "date": date_value(report, mark), "role": date_role(report, mark)}
    elif mark.tag in "uw":
        record |= {"kind": "duration" if mark.tag == "u" else "recurring", "label": given["label"]}
    else:
        basis = given.get("basis") or (regime if mark.tag == "p" else "calendar")
        label = given.get("label") or values.period_label(record["text"])
        first, last = values.period_bounds(label, basis)
        role = "reporting_period" if mark.tag == "p" else "subject"
        if re.search(r"\d/\d", label):
            basis, role = "stated", "data_period"
        if given.get("open") == "both":
            first = last = None
        record |= {
            "kind": "period",
            "label": label,
            "start_date": given.get("start", first),
            "end_date": given.get("end", last),
            "basis": basis,
            "role": given.get("role", role),
        }
    if "status" in given:
        record["status"] = given["status"]
    return record


def figure_value(kind: str, text: str, given: dict[str, str]) -> str | None:
    """Exact value of a figure as a decimal string."""
    if "value" in given:
        return given["value"]
    if kind in ("blank", "range"):
        return None
    if kind == "zero_stated":
        return "0"
    sign = "-" if given.get("sign") == "-" else ""
    shown: str
    if "scale" in given:
        shown = values.plain(values.number(text) * int(given["scale"]))
    elif kind == "money" or re.search("nghìn|triệu|tỷ", values.nfc(text)):
        shown = values.amount(text)
    else:
        shown = values.plain(values.number(text))
    return sign + shown


def figure(report: Printed, mark: Mark, defaults: dict[str, str]) -> Record:
    """Gold record of a figure."""
    record = span(report, mark)
    given = defaults | mark.attributes
    kind = KINDS[mark.tag]
    given.setdefault("unit", {"rate": "%", "money": "VND"}.get(kind, "null"))
    if kind == "rate":
        given["unit"] = "%"
    record |= {
        "kind": kind,
        "value": figure_value(kind, record["text"], given),
        "unit": None if given["unit"] == "null" else given["unit"],
    }
    if kind == "range":
        low, high = (values.plain(values.number(part)) for part in re.findall(r"\d[\d.,]*", record["text"]))
        record |= {"low": given.get("low", low), "high": given.get("high", high)}
    for name in ("indicator", "level", "period_label", "qualifier"):
        if given.get(name, "null") != "null":
            record[name] = given[name]
    line = report.text[report.text.rfind("\n", 0, mark.start) + 1 :].split("\n", 1)[0]
    if "\t" in line or line.startswith("|"):
        record["table"] = True
    return record


def staffing_rows(text: str, start: int, end: int) -> Iterator[Record]:
    """Rows of a staffing table, its header rows left out."""
    at = start
    begun = False
    for line in text[start:end].splitlines(keepends=True):
        cells = [cell.strip() for cell in line.split("\t")]
        begun = begun or cells[0].startswith("CẤP")
        if begun and any(cells):
            yield staffing_row(cells, at, at + len(line.rstrip("\n\t")))
        at += len(line)


def staffing_row(cells: list[str], start: int, end: int) -> Record:
    """One row of a staffing table."""
    cells = cells + [""] * (6 - len(cells))
    ordinal, unit = cells[0] or None, cells[1] or None
    if unit is None:
        kind, ordinal, unit = "section", None, cells[0]
    elif ordinal is None:
        kind = "total" if unit.upper().startswith("TỔNG") else "subtotal"
    else:
        kind = "unit" if ordinal.isdigit() else "group"
    counts = [int(cell) if cell else None for cell in cells[2:5]]
    return {
        "start": start,
        "end": end,
        "row_kind": kind,
        "ordinal": ordinal,
        "unit_raw": unit,
        "total": counts[0],
        "own_staff": counts[1],
        "seconded": counts[2],
        "note": cells[5] or None,
    }


def staffing_faults(text: str, rows: list[Record]) -> Iterator[Record]:
    """Rows that do not add up and groups that differ from the sum of their rows."""
    for index, row in enumerate(rows):
        parts = (row["own_staff"], row["seconded"])
        if row["row_kind"] != "section" and None not in parts and row["total"] != sum(parts):
            yield staffing_fault("ROW_SUM", text, row, "total", sum(parts))
        if row["row_kind"] != "group":
            continue
        members = []
        for other in rows[index + 1 :]:
            if other["row_kind"] != "unit":
                break
            members.append(other)
        for name in ("total", "own_staff", "seconded"):
            added = sum(other[name] or 0 for other in members)
            if row[name] != added:
                yield staffing_fault("GROUP_SUM", text, row, name, added)


def staffing_fault(rule: str, text: str, row: Record, column: str, computed: int) -> Record:
    """Check record of a staffing row; its place is the cell of the stated number."""
    at = row["start"]
    cells = text[row["start"] : row["end"]].split("\t")
    index = {"total": 2, "own_staff": 3, "seconded": 4}[column]
    at += sum(len(cell) + 1 for cell in cells[:index])
    return {
        "rule": rule,
        "stated": str(row[column]),
        "computed": str(computed),
        "column": column,
        "text": cells[index],
        "start": at,
        "end": at + len(cells[index]),
    }


def digits_left(gold: Record, text: str) -> list[int]:
    """Places of the digits that no annotation covers."""
    taken = coverage(gold, text)
    return [at for at, char in enumerate(text) if char.isdigit() and not taken[at]]


def coverage(gold: Record, text: str) -> list[int]:
    """Number of annotations over each place of a text; a date inside a period counts once."""
    taken = [0] * (len(text) + 1)
    for record in (record for name in (*DIGIT_LISTS, "staffing") for record in gold[name]):
        if record.get("kind") == "period":
            continue
        for at in range(record["start"], record["end"]):
            taken[at] += 1
    for record in gold["dates"]:
        for at in range(record["start"], record["end"]):
            if record["kind"] == "period" and taken[at] == 0:
                taken[at] = 1
    return taken


def plain_numbers(gold: Record, text: str) -> Iterator[Record]:
    """Numbers whose form alone says what they are: headings, note marks, row numbers of tables."""
    left = set(digits_left(gold, text))
    forms = (
        (r"(?m)^\s*(?:\*\*)?(\d+(?:\.\d+)*)[.)]\s", "heading number"),
        (r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", "footnote mark"),
        (r"(?m)^(\d{1,2})\t", "row ordinal"),
        (r"(?m)^\|\s*(\d{1,2})\s*\|", "row ordinal"),
        (r"NC([₀-₉])", "drafting unit"),
        (r"Số:\s+(\d+)/", "own number of the document"),
    )
    for pattern, reason in forms:
        for found in re.finditer(pattern, text):
            if found.start(1) in left:
                left -= set(range(found.start(1), found.end(1)))
                yield {"start": found.start(1), "end": found.end(1), "text": found[1], "reason": reason}


def make_gold(slug: str) -> tuple[str, Record]:
    """Report text and gold record of one marked report."""
    head, report = read_marked(slug)
    gold: Record = {
        "file": f"{slug}.txt",
        "sha256": hashlib.sha256(report.text.encode()).hexdigest(),
        "document": head["document"],
    } | {name: [] for name in LISTS}
    defaults: dict[str, str] = {}
    for mark in report.marks:
        if mark.tag == "!":
            defaults = mark.attributes
        elif mark.tag == "c":
            gold["citations"].append(citation(report, mark, head.get("issuers", {})))
        elif mark.tag in ("d", "p", "y", "u", "w"):
            gold["dates"].append(date(report, mark, head.get("regime", "calendar")))
        elif mark.tag in KINDS:
            gold["figures"].append(figure(report, mark, defaults))
        elif mark.tag in ("n", "k"):
            name = "checks" if mark.tag == "k" else "other_numbers"
            gold[name].append(span(report, mark) | mark.attributes)
        elif mark.tag != "nfd":
            raise ValueError(f"{slug}: unknown mark {mark}")
    for start, end in report.tables:
        rows = list(staffing_rows(report.text, start, end))
        gold["staffing"] += rows
        gold["checks"] += staffing_faults(report.text, rows)
    gold["other_numbers"] += plain_numbers(gold, report.text)
    for name in LISTS:
        gold[name].sort(key=lambda record: (record["start"], -record.get("end", 0)))
    return report.text, gold


def dumped(gold: Record) -> str:
    """JSON of a gold file, one record a line."""
    lines = []
    for name, value in gold.items():
        if name in LISTS and value:
            rows = ",\n  ".join(json.dumps(record, ensure_ascii=False) for record in value)
            lines.append(f' "{name}": [\n  {rows}\n ]')
        else:
            lines.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_text(path: Path) -> str:
    """Text of a report with its newlines untouched, as the offsets need it."""
    return path.read_bytes().decode("utf-8")


def faults(slug: str) -> Iterator[str]:
    """What is wrong with a report and its gold file."""
    text = read_text(REPORTS / f"{slug}.txt")
    gold = json.loads(read_text(GOLD / f"{slug}.json"))
    if hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
        yield "the digest is not that of the report"
    for name in LISTS:
        for record in gold[name]:
            if "text" in record and text[record["start"] : record["end"]] != record["text"]:
                yield f"{name}: the text at {record['start']} is not {record['text']!r}"
    if found := re.search(r"\{\{|\}\}|;\w+=", text):
        yield f"a piece of a mark is printed: {found.group()!r} at {found.start()}"
    taken = coverage(gold, text)
    for at, char in enumerate(text):
        if char.isdigit() and taken[at] != 1:
            yield f"digit {char!r} at {at} covered {taken[at]} times: {text[max(0, at - 30) : at + 20]!r}"
    if (MARKED / f"{slug}.txt").exists():
        made_text, made = make_gold(slug)
        if made_text != text or dumped(made) != read_text(GOLD / f"{slug}.json"):
            yield "report or gold differ from the marked text: run build"


def build(slug: str) -> None:
    """Writes the report and the gold file of one marked text."""
    text, gold = make_gold(slug)
    (REPORTS / f"{slug}.txt").write_bytes(text.encode())
    (GOLD / f"{slug}.json").write_bytes(dumped(gold).encode())


def stats(slug: str) -> str:
    """One line of counts of a gold file."""
    gold = json.loads(read_text(GOLD / f"{slug}.json"))
    size = len(read_text(REPORTS / f"{slug}.txt"))
    return f"{slug:40} {size:6} chars  " + "  ".join(f"{name} {len(gold[name])}" for name in LISTS)


def main(arguments: list[str]) -> int:
    """Runs one command over the named reports, or over all."""
    command = arguments[0] if arguments else "verify"
    if command not in ("build", "verify", "stats"):
        print(__doc__)
        return 2
    folder = MARKED if command == "build" else GOLD
    slugs = arguments[1:] or sorted(path.stem for path in folder.iterdir() if path.is_file())
    failed = 0
    for slug in slugs:
        if command == "build":
            build(slug)
        elif command == "stats":
            print(stats(slug))
        else:
            found = list(faults(slug))
            failed += bool(found)
            print(f"{slug}: {'ok' if not found else ''}", *found, sep="\n  " if found else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
