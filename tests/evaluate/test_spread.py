from collections import Counter

from extractor.evaluate.spread import intervals

GOOD = Counter({"date.gold": 10, "date.found": 10, "date.right": 10, "chars": 1000})
POOR = Counter({"date.gold": 10, "date.found": 10, "date.right": 2, "chars": 1000})


def test_the_interval_holds_the_score_and_widens_with_the_difference_of_reports() -> None:
    low, high = intervals([GOOD, GOOD, POOR, GOOD])["date.recall"]
    assert low < 0.8 < high <= 1.0
    assert intervals([GOOD, GOOD])["date.recall"] == (1.0, 1.0)
    few, many = (intervals([GOOD, POOR] * count)["date.f1"] for count in (3, 30))
    assert few[1] - few[0] > many[1] - many[0]


def test_the_same_reports_give_the_same_interval() -> None:
    assert intervals([GOOD, POOR, GOOD]) == intervals([GOOD, POOR, GOOD])


def test_a_draw_without_any_entry_says_nothing_of_a_score() -> None:
    staffed = Counter({"staff_cell.of": 10, "staff_cell.ok": 5, "chars": 10})
    bare = Counter({"chars": 10})
    assert intervals([staffed, bare, bare, bare])["staff_cell"] == (0.5, 0.5)


def test_no_report_no_interval() -> None:
    assert intervals([]) == {}
