from extractor.evaluate.align import by_overlap, by_row, meets
from extractor.evaluate.gold import Entry
from extractor.parts import CellPlace
from extractor.records import FigureRecord, StaffingRecord


def entry(start: int, end: int) -> Entry:
    return Entry(start=start, end=end, text="")


def figure(start: int, end: int) -> FigureRecord:
    return FigureRecord(start=start, end=end)


def test_the_best_overlap_is_paired_first_and_each_record_once() -> None:
    assert by_overlap([entry(0, 10), entry(8, 12)], [figure(8, 11), figure(0, 4)]) == {1: 0, 0: 1}
    assert by_overlap([entry(0, 10), entry(10, 20)], [figure(5, 18)]) == {1: 0}


def test_spans_that_only_touch_and_records_without_place_are_not_paired() -> None:
    assert by_overlap([entry(0, 5)], [figure(5, 8), FigureRecord()]) == {}
    assert not meets((0, 5), [(5, 8)])


def test_a_row_is_found_by_any_of_its_cells() -> None:
    row = StaffingRecord(start=3, end=20, cells=(None, CellPlace(text="6", start=9, end=10)))
    entries = [Entry(start=0, end=2, text="", starts=(0,)), Entry(start=9, end=20, text="", starts=(9, 12))]
    assert by_row(entries, [row]) == {1: 0}
