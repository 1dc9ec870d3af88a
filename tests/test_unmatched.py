"""Rows for the catalogue, from labels that it does not know."""

from pathlib import Path

import pytest

from extractor import rules, unmatched
from extractor.pipeline import Options, convert
from extractor.records import FigureRecord
from tests.finders.sentences import HEAD, figures

COLUMNS = "id\tlabel\twords\tunit\taggregation\tcontext\texcludes\texample\n"


def labelled(label: str | None, unit: str | None = "cay", kind: str = "count") -> FigureRecord:
    return FigureRecord(value="12", label=label, unit=unit, kind=kind)


def test_a_label_becomes_a_row_with_unit_and_aggregation() -> None:
    assert unmatched.rows(figures("- Số cây xanh trồng mới: 12 cây.")) == [
        ("MOI.SO_CAY_XANH_TRONG_MOI", *["Số cây xanh trồng mới"] * 2, "cay", "sum", "", "", "Số cây xanh trồng mới: 12")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "aggregation"), [("money", "sum"), ("rate", "recompute"), ("measure", "none"), ("count", "sum")]
)
def test_how_figures_of_a_kind_are_added_up(kind: str, aggregation: str) -> None:
    (row,) = unmatched.rows([labelled("Cây xanh", kind=kind)])
    assert row[4] == aggregation


def test_the_label_that_stands_most_often_comes_first_in_its_commonest_spelling() -> None:
    labels = ["Hộ nghèo", "cây xanh", "Cây xanh", "Cây xanh"]
    assert [row[1] for row in unmatched.rows(map(labelled, labels))] == ["Cây xanh", "Hộ nghèo"]


def test_one_label_with_two_units_is_two_rows_with_two_ids() -> None:
    rows = unmatched.rows([labelled("Cây xanh"), labelled("Cây xanh", "ha")])
    assert [(row[0], row[3]) for row in rows] == [("MOI.CAY_XANH", "cay"), ("MOI.CAY_XANH_2", "ha")]


@pytest.mark.parametrize("mark", ["- ", "+ ", "1. ", "(1) ", "a) ", "II. "])
def test_marks_of_items_and_headings_of_columns_are_no_part_of_a_label(mark: str) -> None:
    (row,) = unmatched.rows([labelled(f"{mark}Cây  xanh: | Năm nay")])
    assert row[1] == "Cây xanh"


@pytest.mark.parametrize(
    "figure",
    [
        labelled(None),
        labelled("Cây"),
        labelled("Cây xanh", unit=None),
        labelled("Cây xanh đợt 2"),
        labelled("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai"),
        labelled("Cây xanh", kind="delta"),
        FigureRecord(value="12", label="Hồ sơ mới", unit="ho_so", indicator="HS.RECV.NEW"),
    ],
)
def test_sentences_and_figures_that_the_catalogue_knows_give_none(figure: FigureRecord) -> None:
    assert unmatched.rows([figure]) == []


def test_a_row_that_is_pasted_into_a_catalogue_gives_its_figure_the_indicator(tmp_path: Path) -> None:
    text = "- Số cây xanh trồng mới: 12 cây.\n"
    rows = unmatched.rows(figures(text))
    lines = "".join("\t".join(row) + "\n" for row in rows)
    (tmp_path / "indicators.tsv").write_text(COLUMNS + lines, encoding="utf-8")
    assert list(rules.complaints(rules.load(str(tmp_path)))) == []
    found = convert((HEAD + text).encode(), "x.txt", Options(patterns=str(tmp_path))).records.figures
    assert [figure.indicator for figure in found] == ["MOI.SO_CAY_XANH_TRONG_MOI"]
    assert unmatched.rows(found) == []
