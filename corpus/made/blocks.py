"""Blocks of a report text: letterhead, title, tables, signature and body lines.

In: the text of a report. Out: `Block`s in the order of the text, to be written into a Word file.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

RIGHT_SIDE = re.compile(r"CỘNG H|Độc lập|.*, ngày .*năm \d{4}$")
TWO_SIDES = (
    re.compile(r"([^\t]*)\t([^\t]*)$"),
    re.compile(r"([^\t]+?) (CỘNG H[^\t]+|Độc lập[^\t]+)$"),
    re.compile(r"(Số:[^\t]*?/[^\t\s]+) (\S[^\t]*)$"),
)
NEW_ITEM = re.compile(r"([-+*|]|#|\d+(\.\d+)*[.)]|[IVX]+\.|[a-zđ]\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]|Nơi nhận)")
LETTERHEAD_LINES = 16
WRAPPED_LENGTH, WRAPPED_SLACK = 100, 16
TABLE_TABS = 3


class Block(NamedTuple):
    """A piece of a report: `pairs` are two columns without lines, a `text` is one line."""

    kind: Literal["pairs", "table", "title", "text"]
    rows: list[list[str]]


class Pair(NamedTuple):
    """Lines that stand side by side."""

    left: list[str]
    right: list[str]


def blocks(text: str) -> Iterator[Block]:
    """Cuts the text of a report into blocks."""
    lines = text.split("\n")
    top = lines[:LETTERHEAD_LINES]
    start = next((at for at, line in enumerate(top) if line.strip("*") == "BÁO CÁO"), None)
    if start is not None:
        end = lines.index("", start)
        yield letterhead(lines[:start])
        yield Block("title", [[line] for line in lines[start:end]])
        lines = lines[end:]
    yield from body(unwrapped(lines))


def letterhead(lines: list[str]) -> Block:
    """Letterhead lines as rows of two columns, in the order of the text."""
    pairs: list[Pair] = []
    for line in filter(None, lines):
        both = sides(line)
        under_right = line.startswith("--") and pairs and pairs[-1].right
        if both is not None:
            pairs.append(both)
        elif RIGHT_SIDE.match(line) or under_right:
            if not pairs:
                pairs.append(Pair([], []))
            pairs[-1].right.append(line)
        elif not pairs or pairs[-1].right:
            pairs.append(Pair([line], []))
        else:
            pairs[-1].left.append(line)
    return Block("pairs", [["\n".join(side) for side in pair] for pair in pairs])


def sides(line: str) -> Pair | None:
    """Left and right part of a letterhead line in which an extraction has put both on one line."""
    for pattern in TWO_SIDES:
        if found := pattern.match(line):
            return Pair([found[1]], [found[2]])
    return None


def unwrapped(lines: list[str]) -> list[str]:
    """Lines of a hard-wrapped text joined to paragraphs; other texts stay as they are."""
    longest = max(map(len, lines))
    if longest > WRAPPED_LENGTH:
        return lines
    joined: list[str] = []
    unfinished = False
    for line in (line.rstrip() for line in lines):
        # A blank line inside a sentence is a page break.
        if unfinished and not line:
            continue
        if unfinished and not NEW_ITEM.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
        unfinished = line != "" and len(line) > longest - WRAPPED_SLACK and not line.endswith((".", ";", ":"))
    return joined


def body(lines: list[str]) -> Iterator[Block]:
    """Blocks of the lines after the title."""
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if is_row(line):
            end = table_end(lines, at)
            rows = (row for row in lines[at:end] if row.strip() and not row.startswith("|---"))
            yield Block("table", [cells(row) for row in rows])
        elif line.strip("*") == "Nơi nhận:":
            end = next((i for i in range(at, len(lines)) if lines[i].startswith("PHỤ LỤC")), len(lines))
            yield signature(lines[at:end])
        elif line.strip():
            yield Block("text", [[line]])
        at = end


def is_row(line: str) -> bool:
    """Whether a line is a row of a table (tab separated or between pipes)."""
    return line.count("\t") >= TABLE_TABS or line.startswith("|")


def table_end(lines: list[str], start: int) -> int:
    """Line after a table; blank lines inside it (page breaks) belong to it."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        if is_row(lines[at]):
            end = at + 1
        elif lines[at].strip():
            break
    return end


def cells(line: str) -> list[str]:
    """Cell texts of a table row."""
    row = line.strip("|").split("|") if line.startswith("|") else line.split("\t")
    return [cell.strip() for cell in row]


def signature(lines: list[str]) -> Block:
    """Recipients and signature side by side; the recipients end with the archive."""
    kept = [line.rstrip() for line in lines]
    last = max(at for at, line in enumerate(kept) if line.startswith("- Lưu"))
    right = "\n".join(kept[last + 1 :]).strip("\n")
    return Block("pairs", [["\n".join(kept[: last + 1]), right]])
