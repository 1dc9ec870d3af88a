"""What `from extractor import ...` gives to Python programs."""

import doctest
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
import pandas as pd
import pytest

import extractor
from extractor import Corpus, Options, api, convert, find, frame, frames, pipeline, read
from extractor.errors import PatternError
from extractor.evaluate import cases
from extractor.prose import Prose
from extractor.records import TABLES, FigureRecord, Place, ProblemRecord, Records

ROOT = Path(__file__).resolve().parents[1]
REPORTS = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
TAM_NONG = REPORTS[1]


@pytest.mark.parametrize("module", [api, frames])
def test_the_examples_run(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(module)  # type: ignore[arg-type] # a module
    assert done.attempted > 0
    assert done.failed == 0


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys; known = set(sys.modules); import extractor; print(*set(sys.modules) - known)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 - ours
    loaded = told.stdout.split()
    assert [name for name in loaded if name.startswith("extractor.")] == []
    assert {"msgspec", "regex", "pandas", "spacy", "numpy"}.isdisjoint(loaded)


def test_converting_loads_no_pandas_and_no_spacy() -> None:
    code = "import sys, extractor; extractor.find('Quyết định 36/QĐ-UBND'); print('pandas' in sys.modules, 'spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 - ours
    assert told.stdout.split() == ["False", "False"]


def test_every_public_name_is_there_and_no_other() -> None:
    assert set(extractor.__all__) <= set(dir(extractor))
    assert all(getattr(extractor, name) for name in extractor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        extractor.nothing  # noqa: B018 - asking is the test


def test_types_are_shipped() -> None:
    assert (ROOT / "extractor" / "py.typed").is_file()


def test_a_path_and_its_bytes_give_the_same_records(tmp_path: Path) -> None:
    by_path, data = convert(TAM_NONG), TAM_NONG.read_bytes()
    assert by_path == convert(str(TAM_NONG)) == convert(data, name=TAM_NONG.name)
    assert by_path == pipeline.convert(data, TAM_NONG.name)
    assert convert(data).document.path == ""
    (tmp_path / "x").write_bytes(data)
    assert convert(tmp_path / "x", name="a/b.txt").document.path == "a/b.txt"


def test_what_is_no_file_is_an_error_and_what_stands_in_a_file_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        convert(tmp_path / "none.txt")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")
    assert [problem.code for problem in convert(tmp_path).problems] == ["not_a_file"]
    assert [problem.code for problem in read(tmp_path).problems] == ["not_a_file"]
    assert convert(b"\x00\x01").document.status == "failed"
    with pytest.raises(PatternError):
        convert(b"x", options=Options(patterns=str(tmp_path / "none")))


def test_what_is_read_is_what_records_refer_to() -> None:
    document, result = read(TAM_NONG), convert(TAM_NONG)
    assert all(document.raw[one.start : one.end] == one.text for one in result.records.citations)
    assert document.raw == TAM_NONG.read_bytes().decode()


@pytest.mark.parametrize(
    "text", ["", " ", "\ufeffQuyết định 36/QĐ-UBND", "a;b\n1;2\n", "%PDF-1.7", "\r\n12 hồ sơ", "\udc80 12"]
)
def test_a_text_is_taken_as_it_is(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.text for one in (*found.citations, *found.figures))


def test_the_first_number_of_a_text_is_no_letterhead() -> None:
    (citation,) = find("CĂN CỨ NGHỊ ĐỊNH SỐ 150/2020/NĐ-CP NGÀY 25/12/2020;").citations
    assert citation.key == "150/2020/NĐ-CP"


def test_texts_without_a_letterhead_are_read_no_worse_than_behind_one() -> None:
    folder = ROOT / "corpus" / cases.FOLDER
    marks = found = 0
    for case in cases.read_cases(folder):
        text, spans = cases._unmarked(case.text)  # noqa: SLF001 - the marks of the cases
        at = {(one.start, one.end) for one in Prose(text).citations}
        marks += len(spans)
        found += len(at & set(spans))
    assert found / marks > 0.99


def test_a_text_says_where_and_when_it_was_written() -> None:
    text = "Ngày 15/6, thực hiện Quyết định 36/QĐ-UBND của UBND tỉnh."
    bare, placed = find(text), find(text, province="thành phố Huế", date="2024-06-30")
    assert (bare.citations[0].key_status, bare.dates[0].date) != ("complete", "2024-06-15")
    assert bare.citations[0].key == "36/QĐ-UBND"
    assert placed.dates[0].date == "2024-06-15"
    assert find(text, province="Hà Giang").citations[0].key == "36/QĐ-UBND@tinh-ha-giang"
    with pytest.raises(ValueError, match="Atlantis"):
        find(text, province="Atlantis")
    with pytest.raises(ValueError, match="isoformat"):
        find(text, date="30/6/2024")


def test_citations_and_dates_alone_are_those_of_all_records() -> None:
    for path in REPORTS:
        prose = Prose(path.read_text(encoding="utf-8"))
        # Only checks of figures, which are not found here, may differ.
        assert bare(prose.records.citations) == bare(prose.citations)
        assert bare(prose.records.dates) == bare(prose.dates)


def bare(records: Sequence[Place]) -> list[Place]:
    return [msgspec.structs.replace(one, flags=()) for one in records]


def test_a_corpus_gives_results_in_order_as_often_as_wanted(tmp_path: Path) -> None:
    for number, report in enumerate(REPORTS[:3]):
        (tmp_path / f"{3 - number}.txt").write_bytes(report.read_bytes())
    (tmp_path / "4.txt").write_bytes(REPORTS[0].read_bytes())
    (tmp_path / "z.odd").write_bytes(b"")
    corpus = Corpus(tmp_path, jobs=2)
    assert len(corpus) == 4
    assert corpus.paths == ("1.txt", "2.txt", "3.txt", "4.txt")
    assert corpus.skipped == ("z.odd",)
    next(iter(corpus))
    once, twice = list(corpus), list(corpus)
    assert once == twice
    assert once == list(Corpus(tmp_path, jobs=0, keep=False))
    assert [result.document.path for result in once] == list(corpus.paths)
    assert once[3].document.duplicate_of == "3.txt"
    assert [one.path for one in corpus.records("documents")] == list(corpus.paths)


def test_a_kept_corpus_reads_once_and_another_each_time(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Tiếp nhận 12 hồ sơ.", encoding="utf-8")
    kept, fresh = Corpus(report, jobs=0), Corpus(report, jobs=0, keep=False)
    assert [one.value for corpus in (kept, fresh) for one in corpus.records("figures")] == ["12", "12"]
    report.write_text("Tiếp nhận 13 hồ sơ.", encoding="utf-8")
    assert [one.value for corpus in (kept, fresh) for one in corpus.records("figures")] == ["12", "13"]


def test_a_corpus_of_nothing_and_of_a_wrong_path(tmp_path: Path) -> None:
    assert list(Corpus(tmp_path)) == []
    assert Corpus(tmp_path).frame("figures").empty
    with pytest.raises(FileNotFoundError) as caught:
        Corpus(tmp_path / "none")
    assert caught.value.filename == str(tmp_path / "none")
    with pytest.raises(KeyError, match="'figure'"):
        Corpus(tmp_path).records("figure")  # type: ignore[call-overload] # the test


def test_a_script_without_a_guard_reads_a_corpus_and_runs_once(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(
        "from extractor import Corpus\n"
        "print('begun')\n"
        f"print(*(result.document.number for result in Corpus({str(TAM_NONG)!r}, jobs=1)))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(  # noqa: S603 - ours
        [sys.executable, script], capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout.split() == ["begun", "142"]
    assert told.stderr == ""


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_has_the_types_of_the_fields_whether_or_not_there_are_records(table: str) -> None:
    full, empty = convert(TAM_NONG).frame(table), frame(table, [])
    assert list(full.columns) == list(TABLES[table].__struct_fields__)
    assert (full.dtypes == empty.dtypes).all()
    assert len(full) == len(convert(TAM_NONG).table(table))


def test_the_columns_of_figures() -> None:
    figures = convert(TAM_NONG).frame("figures")
    assert str(figures["value"].dtype) == "Float64"
    assert str(figures["start"].dtype) == "Int64"
    assert str(figures["period_end"].dtype) == "datetime64[s]"
    assert str(figures["cumulative"].dtype) == "boolean"
    assert str(figures["unit"].dtype) == "string"
    resolved = figures[figures["indicator"] == "HS.DONE.TOTAL"]
    assert resolved["period_end"].iloc[0] == pd.Timestamp("2025-09-14")
    assert resolved["path"].unique().tolist() == [TAM_NONG.name]


def test_nothing_stated_is_missing_and_exact_decimals_stay_exact() -> None:
    record = FigureRecord(value="12345678901234567.01")
    assert frame("figures", [record], exact=True)["value"].tolist() == [Decimal("12345678901234567.01")]
    assert frame("figures", [FigureRecord()])["value"].isna().all()
    assert frame("figures", [FigureRecord()], exact=True)["value"].isna().all()
    assert frame("figures", [FigureRecord()])["period_end"].isna().all()
    assert frame("figures", [FigureRecord(period_end="2024-05")])["period_end"].tolist() == ["2024-05"]


def test_parts_of_records_are_plain_tuples_and_dicts() -> None:
    frames_ = {table: convert(TAM_NONG).frame(table) for table in TABLES}
    assert isinstance(frames_["documents"]["numbers"].iloc[0], dict)
    assert isinstance(frames_["citations"]["pinpoints"].iloc[0], tuple)


def test_a_name_of_no_table_is_an_error() -> None:
    with pytest.raises(KeyError, match="'figure'"):
        convert(TAM_NONG).frame("figure")
    with pytest.raises(KeyError, match="'figure'"):
        frame("figure", [])
    assert convert(b"").table("problems")
    assert all(isinstance(one, ProblemRecord) for one in convert(b"").problems)
    assert isinstance(find(""), Records)
