"""What notebooks show: the example runs in a real kernel, and no text of a report is ever run."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Corpus, convert, find, read
from extractor.notebook import ROWS
from extractor.records import CitationRecord, FigureRecord, TableRecord
from extractor.shown import Shown

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "corpus" / "notebooks" / "bat-dau.ipynb"
REPORTS = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
TAGS = {"div", "p", "b", "table", "tr", "th", "td", "pre", "mark"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e&lt;\"'</td></table>"


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {f"{name}={value}" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def html(shown: Shown | Corpus) -> str:
    return shown._repr_html_()


def executed(notebook: nbformat.NotebookNode, folder: Path) -> dict[str, Any]:
    """The outputs of each cell by its id, by a kernel of this interpreter."""
    client = nbclient.NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return {cell.id: cell.get("outputs") for cell in notebook.cells}


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels that leave nothing in the user's home."""
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_the_example_is_stored_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 5
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@pytest.mark.usefixtures("kernels")
def test_the_example_runs_in_a_kernel() -> None:
    outputs = executed(nbformat.read(NOTEBOOK, as_version=4), NOTEBOOK.parent)  # type: ignore[no-untyped-call]
    (result,) = outputs["ket-qua"]
    assert "UBND xã Tam Nông, tỉnh Đồng Tháp" in result.data["text/html"]
    assert "2.301" in result.data["text/html"]
    (figure,) = outputs["so-lieu"]
    assert "<mark>2.301</mark>" in figure.data["text/html"]
    assert outputs["vi-tri"][0].data["text/plain"] == "True"
    (citation,) = outputs["tim"]
    assert "36/QĐ-UBND@tinh-ha-tinh" in citation.data["text/html"]
    (values,) = outputs["bang"]
    assert "2301.0" in values.data["text/plain"]
    (spans,) = outputs["pipeline"]
    assert "'118/2025/NĐ-CP'" in spans.data["text/plain"]
    (drawn,) = outputs["ve"]
    assert "NGHI_DINH" in drawn.data["text/html"].upper()
    errors = [
        one for each in outputs.values() for one in each or () if one.output_type in {"error", "stream"}
    ]
    assert errors == []


@pytest.mark.usefixtures("kernels")
def test_hostile_text_in_a_kernel_stays_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"{HOSTILE} tiếp nhận 12 hồ sơ {HOSTILE}\n", encoding="utf-8")
    code = "from extractor import convert, read\nresult = convert('x.txt')\ndisplay(result, read('x.txt'), *result.records.figures)"
    cell = nbformat.v4.new_code_cell(code)  # type: ignore[no-untyped-call]
    notebook = nbformat.v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    outputs = executed(notebook, tmp_path)[cell.id]
    assert len(outputs) > 3
    for output in outputs:
        assert Tags(output.data["text/html"]).tags <= TAGS
        assert "\x1b" not in output.data["text/plain"] + output.data["text/html"]


def test_a_result_shows_header_counts_problems_and_failing_checks() -> None:
    shown = Tags(html(convert(REPORTS[1]))).text
    result = convert(REPORTS[1])
    assert "UBND xã Tam Nông, tỉnh Đồng Tháp" in shown
    assert f"checks ({len(result.records.checks)})" in shown
    assert result.records.checks[0].message in shown
    failed = Tags(html(convert(b"", name="a.pdf"))).text
    assert "a.pdf: failed" in failed
    assert convert(b"").problems[0].next_step in failed


def test_a_record_shows_its_sentence_with_its_words_marked() -> None:
    record = FigureRecord(text="12", value="12", sentence="Tiếp nhận 12 hồ sơ.")
    assert "Tiếp nhận <mark>12</mark> hồ sơ." in html(record)
    twice = FigureRecord(text="12", sentence="12 trong 12 hồ sơ.")
    assert "<mark>" not in html(twice)
    long = "a " * 10_000
    assert len(html(FigureRecord(text="12", sentence=f"{long}12 {long}"))) < 4_000
    assert "figures (1)" in Tags(html(find("Tiếp nhận 12 hồ sơ."))).text


def test_long_tables_are_cut_and_say_so() -> None:
    rows = tuple((str(number), "x") for number in range(ROWS + 7))
    table = TableRecord(header_rows=1, grid=(("STT", "Nội dung"), *rows))
    shown = Tags(html(table)).text
    assert "… 7 more" in shown
    assert "STT" in shown
    assert len(html(read(("a" * 10_000).encode()))) < 3_000


def test_a_corpus_shows_its_reports_without_reading_them() -> None:
    corpus = Corpus(*REPORTS[:2], jobs=0)
    assert all(path in Tags(html(corpus)).text for path in corpus.paths)
    assert "ok" not in Tags(html(corpus)).text
    list(corpus)
    assert "ok" in Tags(html(corpus)).text


@given(
    st.text()
    | st.lists(st.sampled_from([HOSTILE, "12 hồ sơ", "Quyết định 36/QĐ-UBND", "|", "\n"])).map(" ".join)
)
def test_no_text_becomes_html(text: str) -> None:
    data = text.encode(errors="replace")
    result = convert(data, name=text)
    shown: list[Shown] = [result, result.document, result.records, read(data, name=text), *result.problems]
    shown += [*result.records.citations, *result.records.figures, *result.records.checks]
    shown += [
        CitationRecord(text=text, sentence=f"a {text} b", subject=text, section=(text,)),
        FigureRecord(unit=text, basis={text: text}),
        TableRecord(title=text, grid=((text, text), (text, text))),
    ]
    for one in shown:
        tags = Tags(html(one))
        assert tags.tags <= TAGS
        assert tags.attributes <= {"style=text-align:left;white-space:pre-wrap"}
