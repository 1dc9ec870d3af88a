"""Text files: the decoded file is the raw text; tables are lines with tabs, pipes or wide blanks."""

import re
from collections.abc import Iterator
from itertools import takewhile

from extractor.model import Block, BlockKind, Cell, Document, Problem, Severity, Table
from extractor.readers import aligned
from extractor.readers.build import FIGURE, MAX_HEADER, names_parts
from extractor.readers.limits import Limits
from extractor.readers.rows import MAX_SECTION, Grid, Row, Span
from extractor.readers.sheets import separated
from extractor.readers.sniff import Format, encoding

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
TAB = re.compile(r"\t")
GAP = re.compile(r"(?<=\S)  +(?=\S)")
PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
ORDINAL = re.compile(r"\(?(?:\d{1,4}(?:\.\d+)*|[IVXLC]+|[A-Z])[.)]*")

MAX_COLUMNS = 256
FEWEST_FILLED = 3  # "ISSUER [tab][tab] MOTTO" is a letterhead, not a row


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a text file; a line break may be the end of a visual line. Separated values become a sheet."""
    raw, replaced = decode(data)
    cuts = raw.count("\t") + raw.count("|") + sum(1 for _ in GAP.finditer(raw))
    if len(raw) > limits.chars or cuts > limits.cells:
        problem = Problem(
            code="too_large", severity=Severity.ERROR, values={"chars": len(raw), "limit": limits.chars}
        )
        return Document(name=name, media_type=Format.TEXT.media_type, problems=(problem,))
    problems = (Problem(code="bad_encoding", values={"count": replaced}),) if replaced else ()
    values = separated.read(raw, name, limits, problems)
    return of_text(raw, name, problems) if values is None else values


def of_text(raw: str, name: str = "", problems: tuple[Problem, ...] = ()) -> Document:
    """The document of a text that needs no decoding: its raw text is this very text."""
    tables = find_tables(raw)
    return Document(
        name=name,
        media_type=Format.TEXT.media_type,
        raw=raw,
        blocks=tuple(Block(kind=BlockKind.TABLE, start=table.start, end=table.end) for table in tables),
        tables=tables,
        problems=problems,
    )


def decode(data: bytes) -> tuple[str, int]:
    """The text without its byte order mark, newlines untouched, and how many characters were replaced."""
    codec = encoding(data) or "utf-8"
    try:
        return data.decode(codec), 0
    except UnicodeDecodeError:
        text = data.decode(codec, errors="replace")
    replaced = text.count("\ufffd")
    letters = sum(not char.isascii() for char in text) - replaced
    if codec == "utf-8" and replaced > letters:
        text = data.decode("cp1258", errors="replace")
        replaced = text.count("\ufffd")
    return text, replaced


def find_tables(raw: str) -> tuple[Table, ...]:
    """The tables of a text, in order."""
    lines = [Span(*match.span()) for match in LINE.finditer(raw)]
    grids = [*_tabbed(raw, lines), *_piped(raw, lines), *aligned.find(raw, lines)]
    return tuple(sorted((_table(raw, grid) for grid in grids), key=lambda table: table.start))


def _tabbed(raw: str, lines: list[Span]) -> Iterator[Grid]:
    """Runs of lines with the same number of tabs; blank lines and lone section names do not end them."""
    runs: list[list[Row]] = []
    lone: Row | None = None
    inside = False
    for line in lines:
        row = _row(raw, line, TAB)
        tabs = len(row.cells) - 1
        if not any(span.start < span.end for span in row.cells):
            continue
        if tabs == 0:
            inside = inside and lone is None and row.cells[0].end - row.cells[0].start <= MAX_SECTION
            lone = row._replace(spanning=True) if inside else None
        elif inside and _continues(raw, runs[-1], lone, row):
            runs[-1] += [row] if lone is None else [lone, row]
            lone = None
        else:
            lone = None
            inside = 1 < tabs < MAX_COLUMNS
            if inside:
                runs.append([row])
    return (Grid(_without_repeats(raw, run)) for run in runs if _is_table(run))


def _continues(raw: str, run: list[Row], lone: Row | None, row: Row) -> bool:
    """Whether a line with tabs goes on with a run; a lone line before it may be a section or a new title."""
    width = len(run[0].cells)
    if lone is not None:
        first = _text(raw, run[0].cells[0])
        return len(row.cells) == width and not (first and first == _text(raw, row.cells[0]))
    # The editor may have cut the tabs at a line's end, but such a line stands among the others.
    return len(row.cells) == width or (len(row.cells) < width and row.start == run[-1].stop)


def _is_table(run: list[Row]) -> bool:
    """Whether a run has rows enough, and in one of them more than a left and a right text."""
    return len(run) > 1 and any(
        sum(span.start < span.end for span in row.cells) >= FEWEST_FILLED for row in run
    )


def _without_repeats(raw: str, run: list[Row]) -> list[Row]:
    """The rows without the header that a page break has repeated."""
    header = _texts(raw, run[0])
    return [row for at, row in enumerate(run) if at == 0 or _texts(raw, row) != header]


def _piped(raw: str, lines: list[Span]) -> Iterator[Grid]:
    """Runs of lines that begin with a pipe, or that have as many pipes as the first of them.

    The line of dashes ends the header and is no row.
    """
    rows: list[Row] = []
    header: int | None = None
    bare = 0  # how many pipes the rows of a run have that does not begin with one
    for line in [*lines, Span(len(raw), len(raw))]:
        text = raw[line.start : line.end].strip()
        pipes = len(PIPE.findall(text))
        if rows and pipes and RULE.fullmatch(text):
            header = len(rows) if header is None else header
            continue
        is_edged = text.startswith("|") and not (bare and pipes == bare)
        row = _row(raw, line, PIPE, edged=is_edged) if pipes else None
        goes_on = row is not None and (pipes == bare if bare else is_edged)
        if rows and not goes_on:
            if len(rows) > 1 and (header is not None or _is_table(rows)):
                yield Grid(rows, header)
            rows, header, bare = [], None, 0
        is_row = row is not None and 1 < len(row.cells) <= MAX_COLUMNS
        if row is not None and is_row and (is_edged or goes_on or pipes > 1):
            rows.append(row)
            bare = 0 if is_edged else pipes


def _row(raw: str, line: Span, mark: re.Pattern[str], *, edged: bool = False) -> Row:
    """The cells of a line; an `edged` one has a mark also before the first and after the last."""
    inner = _inside_pipes(raw, _stripped(raw, line)) if edged else line
    cuts = [found.start() for found in mark.finditer(raw, inner.start, inner.end)]
    starts = [inner.start, *(cut + 1 for cut in cuts)]
    cells = tuple(_stripped(raw, Span(*ends)) for ends in zip(starts, [*cuts, inner.end], strict=True))
    return Row(line.start, line.end, cells)


def _inside_pipes(raw: str, span: Span) -> Span:
    """The span of a line without its first and last pipe."""
    start = span.start + 1
    return Span(start, span.end - raw.endswith("|", start, span.end))


def _stripped(raw: str, span: Span) -> Span:
    """The span without white space at its ends; an empty one stays at its start."""
    text = raw[span.start : span.end]
    kept = text.strip()
    start = span.start + (len(text) - len(text.lstrip()) if kept else 0)
    return Span(start, start + len(kept))


def _table(raw: str, grid: Grid) -> Table:
    """The table of a grid; rows with fewer cells are filled up with empty ones at their end."""
    cols = max(len(row.cells) for row in grid.rows)
    cells = [cell for at, row in enumerate(grid.rows) for cell in _cells(raw, at, row, cols)]
    texts = [_texts(raw, row) for row in grid.rows]
    return Table(
        start=grid.rows[0].start,
        end=grid.rows[-1].stop,
        rows=len(grid.rows),
        cols=cols,
        cells=tuple(cells),
        header_rows=_header_rows(texts) if grid.header_rows is None else grid.header_rows,
    )


def _cells(raw: str, at: int, row: Row, cols: int) -> Iterator[Cell]:
    """The cells of row number `at`."""
    last = row.cells[-1].end
    filler = () if row.spanning else (Span(last, last),) * (cols - len(row.cells))
    for col, (start, end) in enumerate(row.cells + filler):
        colspan = cols if row.spanning else 1
        yield Cell(row=at, col=col, colspan=colspan, text=raw[start:end], start=start, end=end)


def _header_rows(texts: list[list[str]]) -> int:
    """The rows before the first that is numbered or names a section.

    Where none of the first is: as many as go on with an empty first place and without a figure.
    """
    for at, row in enumerate(texts[: MAX_HEADER + 1]):
        filled = [text for text in row if text]
        names_section = len(filled) == 1 and filled[0] in row[:2] and (bool(row[0]) or at > 0)
        # A row that only numbers the columns belongs to the header.
        numbers_columns = [text.strip("()") for text in row] == [str(n + 1) for n in range(len(row))]
        is_unnumbered = at > 0 and not row[0] and _states_figures(filled)
        if names_section or is_unnumbered or (ORDINAL.fullmatch(row[0]) and not numbers_columns):
            return at
    return 1 + sum(1 for _ in takewhile(names_parts, texts[1:MAX_HEADER]))


def _states_figures(filled: list[str]) -> bool:
    """Whether the filled cells of a row hold several figures that do not just number the columns."""
    figures = [text for text in filled if FIGURE.fullmatch(text)]
    numbers = [text.strip("()") for text in figures]
    return len(figures) > 1 and numbers != [str(n + 1) for n in range(len(numbers))]


def _texts(raw: str, row: Row) -> list[str]:
    return [_text(raw, span) for span in row.cells]


def _text(raw: str, span: Span) -> str:
    return raw[span.start : span.end]
