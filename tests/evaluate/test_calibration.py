import msgspec
import pytest

from extractor.evaluate.calibration import Sure, confidences, reliability
from extractor.evaluate.judge import judge
from tests.evaluate.made import gold, records, result


def test_the_error_is_the_gap_of_the_bins_by_their_size() -> None:
    sure = [Sure("figure", 0.95, right=True)] * 3 + [Sure("figure", 0.55, right=False)]
    table = reliability(sure)
    assert [(each.low, each.high, each.count) for each in table.bins] == [(0.5, 0.6, 1), (0.9, 1.0, 3)]
    assert table.error == pytest.approx((3 * 0.05 + 0.55) / 4, abs=1e-4)


def test_a_bin_holds_its_upper_bound_and_the_first_one_nought() -> None:
    table = reliability([Sure("date", value, right=True) for value in (0.0, 0.1, 0.2, 1.0)])
    assert [(each.high, each.count) for each in table.bins] == [(0.1, 2), (0.2, 1), (1.0, 1)]


def test_nothing_is_well_calibrated() -> None:
    assert reliability([]) == reliability(())
    assert reliability([]).error == 0.0


def test_a_false_record_and_a_wrong_value_are_not_right() -> None:
    good, wrong = records().figures
    wrong = msgspec.structs.replace(wrong, value="11", confidence=0.6)
    false = msgspec.structs.replace(good, start=0, end=4, confidence=0.7)
    judged = judge(result(figures=(good, wrong, false)), gold())
    assert [each for each in confidences(judged) if each.family == "figure"] == [
        Sure("figure", 1.0, right=True),
        Sure("figure", 0.6, right=False),
        Sure("figure", 0.7, right=False),
    ]
