import io

import openpyxl

from extractor import rules
from extractor.index.listings import json_lines, separated, workbook
from extractor.writers.vocabulary import vocabulary
from tests.index.made import PATTERNS, decision, enter, store

WORDS = vocabulary(PATTERNS.messages, PATTERNS)


def test_what_a_sheet_cannot_hold_is_said() -> None:
    with store(None) as index:
        enter(index, "a", *(decision(str(n), id=f"c{n}", start=n) for n in range(1, 6)))
        index.finish()
        file = io.BytesIO()
        notes = workbook(index.connection, file, PATTERNS.messages, WORDS, sheet_rows=4)
        assert [(key, values["rows"], values["left"]) for key, values in notes] == [
            ("listing_full", 3, 2)
        ] * 2
        assert {sheet.max_row for sheet in openpyxl.load_workbook(file)} == {1, 2, 4}
        assert workbook(index.connection, io.BytesIO(), PATTERNS.messages, WORDS) == []


def test_headings_speak_the_language_and_types_are_called_by_their_names() -> None:
    english = rules.load(language="en")
    with store(None) as index:
        enter(index, "a", decision(relation="can_cu"))
        index.finish()
        file = io.BytesIO()
        workbook(index.connection, file, english.messages, vocabulary(english.messages, english))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[0] == "Documents cited"
    assert [cell.value for cell in book["Mentions"][1]][:3] == ["File", "Page", "Sentence"]
    heading, row = book["Mentions"].iter_rows(values_only=True)
    told = dict(zip(heading, row, strict=True))
    assert (told["Type of document"], told["Relation"]) == ("Quyết định", "Based on")


def test_csv_and_json_lines_hold_the_same_mentions_in_the_same_order() -> None:
    with store(None) as index:
        enter(index, "b", decision("2", start=9), decision("1", id="c2", start=5))
        enter(index, "a", decision("3", None))
        index.finish()
        file = io.BytesIO()
        separated(index.connection, file)
        lines = file.getvalue().decode("utf-8-sig").splitlines()
        told = list(json_lines(index.connection))
    assert [line.split(",")[0] for line in lines] == ["path", "a.txt", "b.txt", "b.txt"]
    assert [b'"start":5' in line for line in told] == [False, True, False]


def test_an_empty_index_is_a_table_without_rows() -> None:
    with store(None) as index:
        file = io.BytesIO()
        separated(index.connection, file)
        assert list(json_lines(index.connection)) == []
    assert file.getvalue().decode("utf-8-sig").startswith("path,page,sentence,")
