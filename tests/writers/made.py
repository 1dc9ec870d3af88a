"""Records of two documents and a copy, with everything in them that is hard to write."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from extractor.parts import Alternative, Pinpoint
from extractor.records import (
    TABLES,
    CheckRecord,
    CitationRecord,
    DateRecord,
    DocumentRecord,
    FigureRecord,
    PassageRecord,
    ProblemRecord,
    StaffingRecord,
)
from extractor.writers import Note, Rows, Writer
from extractor.writers.output import Output

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+84 912",
    "-5 người",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script>",
    "\x1b[31mđỏ\x1b[0m",
    "../../x",
    'a "b", c\nd',
    "'); DROP TABLE figures; --",
)


def rows(name: str, **records: tuple[Struct, ...]) -> dict[str, tuple[Struct, ...]]:
    document = DocumentRecord(doc_id=f"sha256:{name}", path=name, chars=9)
    return dict.fromkeys(TABLES, ()) | {"documents": (document,)} | records


def documents() -> list[Rows]:
    own: dict[str, Any] = {"doc_id": "sha256:a.txt", "path": "a.txt"}
    sentence = "Trong tháng tiếp nhận 15 hồ sơ đất đai theo Quyết định số 12/QĐ-UBND."
    figures = (
        FigureRecord(
            **own, id="f1", value="15", sentence=sentence, pair=("f2",), period="d1", cumulative=True
        ),
        FigureRecord(**own, id="f2", value="-1234.5", sentence=sentence, pair=("f1",), part_of="f1"),
        FigureRecord(**own, id="f3", value="0." + "3" * 20, alternatives=(Alternative(value="1"),)),
    )
    citations = (
        CitationRecord(**own, id="c1", text="Quyết định số 12/QĐ-UBND", pinpoints=(Pinpoint(dieu="2"),)),
        CitationRecord(**own, id="c2", text="Quyết định nói trên", resolves_to="c1"),
    )
    found = rows(
        "a.txt",
        figures=figures,
        citations=citations,
        dates=(DateRecord(**own, id="d1", citation="c1"),),
        staffing=(StaffingRecord(**own, id="s1", unit_raw="Sở", total=12, other={"Khác": None}),),
        passages=(PassageRecord(**own, id="g1", kind="difficulty", text="Người dân ở vùng đồi núi"),),
        checks=(CheckRecord(**own, id="k1", members=("f1", "c1"), difference="0.1"),),
    )
    copy = rows("b.txt") | {
        "documents": (DocumentRecord(doc_id="sha256:a.txt", path="b.txt", duplicate_of="a.txt"),),
    }
    unread = rows("c.txt") | {
        "documents": (DocumentRecord(path="c.txt", status="failed"),),
        "problems": (ProblemRecord(path="c.txt", id="p1", code="pdf_broken", message="Hỏng"),),
    }
    return [found, copy, unread, hostile()]


def hostile() -> Rows:
    """A document whose every text is an attack, its name as well."""
    own: dict[str, Any] = {"doc_id": "sha256:../../x", "path": "../../x"}
    return rows(
        "../../x",
        figures=tuple(
            FigureRecord(**own, id=f"f{n}", value="-5", text=text, label=text, sentence=text)
            for n, text in enumerate(HOSTILE)
        ),
    )


def written(folder: Path, makers: Iterable[Callable[[Output], Writer]], given: Iterable[Rows]) -> list[Note]:
    with Output(folder) as output:
        writers = [make(output) for make in makers]
        for one in given:
            for writer in writers:
                writer.write(one)
        return [note for writer in writers for note in writer.close()]
