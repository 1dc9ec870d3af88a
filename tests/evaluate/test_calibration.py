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


def sure(confidence: float, *, wrong: int, right: int) -> list[Sure]:
    """So many records of one confidence."""
    return [Sure("figure", confidence, right=False)] * wrong + [
        Sure("figure", confidence, right=True)
    ] * right


@pytest.mark.parametrize(
    ("records", "caught"),
    [
        ([*sure(0.3, wrong=5, right=0), *sure(0.9, wrong=0, right=95)], 1.0),
        ([*sure(0.3, wrong=5, right=0), *sure(0.9, wrong=5, right=90)], 0.5),
        ([*sure(0.9, wrong=4, right=91), *sure(0.3, wrong=1, right=4)], 0.2),
        ([*sure(0.3, wrong=0, right=5), *sure(0.9, wrong=1, right=94)], 0.0),
    ],
)
def test_caught_are_the_wrong_ones_among_the_least_certain_twentieth(
    records: list[Sure], caught: float
) -> None:
    assert reliability(records).caught == caught
    assert reliability(reversed(records)).caught == caught


def test_of_equals_at_the_edge_a_share_is_caught() -> None:
    records = [*sure(0.3, wrong=2, right=0), *sure(0.6, wrong=6, right=0), *sure(0.9, wrong=0, right=92)]
    assert reliability(records).caught == pytest.approx((2 + 6 * 3 / 6) / 8, abs=1e-4)


def test_where_nothing_is_wrong_nothing_can_be_caught() -> None:
    assert reliability(sure(0.5, wrong=0, right=20)).caught is None
    assert reliability([]).caught is None
