"""`baocao aggregate` on results that carry indicators of one's own."""

from pathlib import Path

import msgspec

from extractor.records import DocumentRecord, FigureRecord
from tests.cli.calls import baocao

HEADER = "id\tlabel\twords\tunit\taggregation\texample\n"
ROW = "CAY.TRONG_MOI\tSố cây trồng mới\ttrồng mới\tcay\tsum\ttrồng mới 500 cây\n"


def results(folder: Path) -> Path:
    folder.mkdir()
    figure = FigureRecord(path="a.txt", value="500", indicator="CAY.TRONG_MOI")
    (folder / "documents.jsonl").write_bytes(msgspec.json.encode(DocumentRecord(path="a.txt")))
    (folder / "figures.jsonl").write_bytes(msgspec.json.encode(figure))
    (folder / "staffing.jsonl").touch()
    return folder


def test_indicators_that_the_catalogue_does_not_know_are_named(tmp_path: Path) -> None:
    done = baocao("aggregate", str(results(tmp_path / "out")), "-o", str(tmp_path / "t.xlsx"))
    assert done.returncode == 0
    assert "1 số liệu mang chỉ tiêu không có trong danh mục" in done.stderr.decode()
    assert "CAY.TRONG_MOI" in done.stderr.decode()


def test_with_the_patterns_of_the_run_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "rieng").mkdir()
    (tmp_path / "rieng" / "indicators.tsv").write_text(HEADER + ROW, "utf-8")
    own = ("--patterns", str(tmp_path / "rieng"))
    done = baocao("aggregate", str(results(tmp_path / "out")), "-o", str(tmp_path / "t.xlsx"), *own)
    assert (done.returncode, done.stderr) == (0, b"")
