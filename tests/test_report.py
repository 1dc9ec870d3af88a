from array import array

from extractor import lexer, rules
from extractor.model import Block, BlockKind, Cell, Document, Page, Table
from extractor.report import Report
from extractor.text import view

RAW = "đã giải quyết 12 hồ sơ\n1\tSở Y tế\n"


def boxes(places: list[tuple[float, float]]) -> bytes:
    return array("f", [part for x, y in places for part in (x, y, x + 5, y + 10)]).tobytes()


def made() -> Report:
    table = RAW.index("1\t")
    cells = (
        Cell(row=0, col=0, text="1", start=table, end=table + 1, page=1, box=(10, 700, 20, 710)),
        Cell(row=0, col=1, text="Sở Y tế", start=table + 2, end=table + 9, page=2, box=(30, 50, 90, 60)),
    )
    places = [(10.0 * at, 100.0) for at in range(len(RAW))]
    document = Document(
        name="x",
        media_type="application/pdf",
        raw=RAW,
        pages=(Page(number=1, start=0, end=len(RAW), boxes=boxes(places)),),
        blocks=(Block(kind=BlockKind.TABLE, start=table, end=len(RAW)),),
        tables=(Table(start=table, end=len(RAW), rows=1, cols=2, cells=cells, header_rows=0),),
    )
    seen, patterns = view.make(document), rules.load()
    return Report(document, seen, lexer.read(document, seen, patterns), patterns)


def test_a_place_has_page_and_the_box_around_its_characters() -> None:
    report = made()
    start = report.view.text.index("12")
    place = report.place(start, start + 2)
    assert (place["page"], place["text"]) == (1, "12")
    assert place["bbox"] == (140.0, 100.0, 155.0, 110.0)


def test_a_place_in_a_table_knows_its_cell_and_the_page_of_the_cell() -> None:
    report = made()
    start = report.view.text.index("Sở Y tế")
    place = report.place(start, start + 2)
    assert (place["table"].id, place["table"].col, place["page"]) == ("t1", 1, 2)


def test_a_row_over_two_pages_has_the_box_of_its_first_page() -> None:
    report = made()
    start = RAW.index("1\t")
    assert report.box(start, start + 9) == (10, 700, 20, 710)
