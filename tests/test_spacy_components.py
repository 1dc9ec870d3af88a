"""What this package adds to spaCy pipelines: components and a tokenizer, found by their names."""

import hashlib
import json
import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import convert, find, read
from extractor.spacy_components import TOKENIZER, Syllables, blank, docs, mark
from extractor.text.places import tokenize_whole

ROOT = Path(__file__).resolve().parents[1]
REPORTS = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
COMPONENTS = ("baocao_citations", "baocao_dates", "baocao_figures", "baocao_units")
TEXT = (
    "Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh Hà Tĩnh; xã Tam Nông, tỉnh Phú Thọ "
    "đã tiếp nhận 1.234 hồ sơ trong quý III/2025."
)
HOSTILE = (
    "<script>alert(1)</script> Quyết định số <img src=x onerror=alert(1)> 36/2023/QĐ-UBND\x1b[31m "
    "ngày 08/9/2023 của UBND tỉnh <b>Hà Tĩnh</b> tiếp nhận 12<script> hồ sơ tại xã Tam Nông"
)


def pipeline(tokenizer: dict[str, Any] | None = None, **settings: object) -> Language:
    config = {"nlp": {"tokenizer": tokenizer or {"@tokenizers": TOKENIZER}}}
    nlp = spacy.blank("vi", config=config)
    for name in COMPONENTS:
        nlp.add_pipe(name, config=settings)
    return nlp


def marked(doc: Doc) -> dict[str, list[tuple[object, ...]]]:
    return {
        key: [(s.start, s.end, s.label_, s.kb_id_, s.id_, json.dumps(s._.baocao)) for s in group]
        for key, group in doc.spans.items()
    }


def test_the_entry_points_are_installed() -> None:
    names = {point.name for point in entry_points(group="spacy_factories") if point.name.startswith("baocao")}
    assert names == set(COMPONENTS)
    assert [p.name for p in entry_points(group="spacy_tokenizers") if p.name.startswith("baocao")] == [
        TOKENIZER
    ]


def test_a_program_that_never_names_this_package_finds_components_and_tokenizer() -> None:
    code = (
        "import spacy, sys\n"
        "nlp = spacy.blank('vi', config={'nlp': {'tokenizer': {'@tokenizers': 'baocao.Syllables.v1'}}})\n"
        "assert 'extractor.pipeline' not in sys.modules\n"
        "nlp.add_pipe('baocao_citations')\n"
        "doc = nlp('Nghị định số 118/2025/NĐ-CP')\n"
        "assert 'pyvi' not in sys.modules\n"
        "print([(s.text, s.label_, s.kb_id_) for s in doc.spans['baocao_citations']])\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603 - ours
    assert told.stdout.decode().strip() == "[('Nghị định số 118/2025/NĐ-CP', 'nghi_dinh', '118/2025/NĐ-CP')]"


def test_what_the_components_find() -> None:
    doc = pipeline()(TEXT)
    found = {key: [(s.text, s.label_, s.kb_id_) for s in group] for key, group in doc.spans.items()}
    assert found == {
        "baocao_citations": [("Quyết định số 36/2023/QĐ-UBND", "quyet_dinh", "36/2023/QĐ-UBND@tinh-ha-tinh")],
        "baocao_dates": [
            ("08/9/2023", "date", "2023-09-08"),
            ("quý III/2025", "period", "2025-07-01/2025-09-30"),
        ],
        "baocao_figures": [("1.234", "count", "HS.RECV.TOTAL")],
        "baocao_units": [
            ("tỉnh Hà Tĩnh", "tinh", "42"),
            ("xã Tam Nông", "xa", "08434"),
            ("tỉnh Phú Thọ", "tinh", "25"),
        ],
    }
    (figure,) = doc.spans["baocao_figures"]
    assert (figure._.baocao["value"], figure._.baocao["unit"]) == ("1234", "ho_so")
    assert doc[0:1]._.baocao is None


def test_a_key_that_is_not_certain_is_no_id() -> None:
    text = "Quyết định 36/QĐ-UBND của UBND tỉnh."
    doc = pipeline()(text)
    (bare,) = doc.spans["baocao_citations"]
    assert (bare.kb_id_, bare._.baocao["key_status"]) == ("", "partial")
    doc = pipeline(province="Hà Tĩnh", date="2024-06-30")(text)
    (placed,) = doc.spans["baocao_citations"]
    assert placed._.baocao["key"] == "36/QĐ-UBND@tinh-ha-tinh"


def test_a_wrong_setting_is_told_when_the_component_is_made() -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        pipeline(province="Atlantis")


@pytest.mark.parametrize("report", REPORTS[:6], ids=lambda path: path.stem[:2])
def test_spans_are_the_findings_of_find_whatever_the_tokenizer(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    found = find(text)
    for tokenizer in (
        None,
        {"@tokenizers": "spacy.Tokenizer.v1"},
        {"@tokenizers": "spacy.vi.VietnameseTokenizer", "use_pyvi": False},
    ):
        doc = pipeline(tokenizer)(text)
        for table in ("citations", "dates", "figures"):
            records = getattr(found, table)
            spans = doc.spans[f"baocao_{table}"]
            assert [s.id_ for s in spans] == [record.id for record in records]
            for span, record in zip(spans, records, strict=True):
                assert span.start_char <= record.start
                assert record.end <= span.end_char
                kept = span._.baocao
                assert doc.text[kept["start"] : kept["end"]] == kept["text"] == record.text
        for span in doc.spans["baocao_units"]:
            kept = span._.baocao
            assert doc.text[kept["start"] : kept["end"]] == kept["text"]


def test_whole_reports_say_themselves_where_they_come_from() -> None:
    nlp = pipeline(letterhead=True)
    for report in REPORTS[:8]:
        doc = nlp(report.read_bytes().decode())
        (made,) = docs([report])
        own = {"doc_id": "sha256:" + hashlib.sha256(report.read_bytes()).hexdigest(), "path": report.name}
        for key in COMPONENTS[:3]:
            found = [(span.label_, span.kb_id_, own | span._.baocao) for span in doc.spans[key]]
            assert found == [(span.label_, span.kb_id_, span._.baocao) for span in made.spans[key]]


def test_our_tokens_end_where_findings_do() -> None:
    nlp = blank()
    exact = every = 0
    for report in REPORTS:
        document, result = read(report), convert(report)
        doc = nlp.make_doc(document.raw)
        for record in (*result.records.citations, *result.records.dates, *result.records.figures):
            every += 1
            exact += doc.char_span(record.start or 0, record.end or 0) is not None
    assert every > 4000
    assert exact == every


PIECES = st.sampled_from(
    [
        *TEXT.split(" "), *HOSTILE.split(" "), "Quyết định số", "36/2023/QĐ-UBND", "ngày 08/9/2023", "1.234 hồ sơ", "98,5%",
        "ĐẠT\u00a012", "quý III", "xã Tam Nông", "tỉnh Phú Thọ", "Nghi\u0323 đi\u0323nh 118/2025/NĐ-CP", "\n", "\t", "\r\n",
        "\u200b", "¹", "₂", "\ufeff", "\x0b", "🙂", "|", "- ", "Điều 5", "  ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_offsets_map_back_to_the_text_of_the_doc(text: str) -> None:
    doc = PIPELINE(text)
    assert doc.text == text
    for group in doc.spans.values():
        for span in group:
            kept = span._.baocao
            assert text[kept["start"] : kept["end"]] == kept["text"]
            assert span.start_char <= kept["start"] < kept["end"] <= span.end_char


PIPELINE = pipeline()


@given(st.text())
def test_tokens_keep_every_character(text: str) -> None:
    words, spaces = tokenize_whole(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("số 36/2023/QĐ-UBND,", ["số", "36/2023/QĐ-UBND", ","]),
        ("01-NQ/TW.", ["01-NQ/TW", "."]),
        ("(2136/UBND-NC₄)", ["(", "2136/UBND-NC₄", ")"]),
        ("72/2025/QH15", ["72/2025/QH15"]),
        ("749/QĐ-TTg.Về", ["749/QĐ-TTg", ".", "Về"]),
        ("ngày 17/4/2024", ["ngày", "17", "/", "4", "/", "2024"]),
        ("437/437 TTHC", ["437", "/", "437", "TTHC"]),
        ("12,5%", ["12,5", "%"]),
        ("12/Tổng", ["12", "/", "Tổng"]),
    ],
)
def test_what_is_one_token(text: str, tokens: list[str]) -> None:
    assert [token.text for token in blank()(text)] == tokens


def test_a_pipeline_on_disk_and_as_bytes_keeps_results_and_settings(tmp_path: Path) -> None:
    nlp = pipeline(province="Hà Tĩnh", date="2024-06-30")
    wanted = marked(nlp(TEXT))
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert isinstance(loaded.tokenizer, Syllables)
    assert loaded.config["components"] == nlp.config["components"]
    assert marked(loaded(TEXT)) == wanted
    config = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
    again = pipeline_of(config).from_bytes(nlp.to_bytes())
    assert marked(again(TEXT)) == wanted
    assert isinstance(pickle.loads(pickle.dumps(nlp.tokenizer)), Syllables)  # noqa: S301 - our own bytes


def pipeline_of(config: dict[str, Any]) -> Language:
    nlp = spacy.blank("vi", config=config)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"province": "Hà Tĩnh", "date": "2024-06-30"})
    return nlp


def test_a_doc_with_its_spans_survives_bytes_disk_and_docbin(tmp_path: Path) -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    assert marked(Doc(blank().vocab).from_bytes(doc.to_bytes())) == marked(doc)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "x.spacy")
    (stored,) = DocBin().from_disk(tmp_path / "x.spacy").get_docs(blank().vocab)
    assert stored.text == TEXT
    assert marked(stored) == marked(doc)


def test_several_processes_find_the_same() -> None:
    texts = [TEXT, *(report.read_text(encoding="utf-8")[:3000] for report in REPORTS[:4])]
    nlp = pipeline()
    alone = [marked(doc) for doc in nlp.pipe(texts)]
    together = [marked(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone == [marked(nlp(text)) for text in texts]


def test_processes_that_are_spawned_find_the_same(tmp_path: Path) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(
        "import multiprocessing, spacy\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    nlp = spacy.blank('vi', config={'nlp': {'tokenizer': {'@tokenizers': 'baocao.Syllables.v1'}}})\n"
        "    nlp.add_pipe('baocao_citations')\n"
        "    for doc in nlp.pipe(['Luật số 72/2025/QH15'] * 2, n_process=2):\n"
        "        print([span._.baocao['key'] for span in doc.spans['baocao_citations']])\n",
        encoding="utf-8",
    )
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert told.stdout.splitlines() == ["['72/2025/QH15']"] * 2


def test_two_components_of_one_kind_keep_their_spans_apart() -> None:
    nlp = blank()
    nlp.add_pipe("baocao_citations")
    nlp.add_pipe("baocao_citations", name="here", config={"spans_key": "here", "province": "Hà Tĩnh"})
    doc = nlp("Quyết định 36/2023/QĐ-UBND của UBND tỉnh.")
    assert [doc.spans[key][0].kb_id_ for key in ("baocao_citations", "here")] == [
        "",
        "36/2023/QĐ-UBND@tinh-ha-tinh",
    ]
    assert [doc.spans[key][0]._.baocao["key_status"] for key in ("baocao_citations", "here")] == [
        "partial",
        "complete",
    ]


def test_a_text_of_one_sentence_is_not_stored_with_every_span() -> None:
    doc = blank().make_doc("Quyết định số 36/2023/QĐ-UBND; " * 400)
    mark(doc, "citations", find(doc.text).citations)
    assert len(doc.spans["baocao_citations"]) == 400
    assert len(json.dumps(doc.user_data["baocao"])) < 40 * len(doc.text)


def test_a_doc_that_is_read_twice_has_each_span_once() -> None:
    nlp = pipeline()
    once = marked(nlp(TEXT))
    assert marked(nlp(nlp(TEXT))) == once


def test_a_text_without_findings_and_an_empty_one_have_empty_groups() -> None:
    for text in ("", "không có gì"):
        assert {key: len(group) for key, group in pipeline()(text).spans.items()} == dict.fromkeys(
            COMPONENTS, 0
        )


def test_reports_become_docs_for_training(tmp_path: Path) -> None:
    found = list(docs(REPORTS[:2], spans_key="sc"))
    result = convert(REPORTS[1])
    records = (*result.records.citations, *result.records.dates, *result.records.figures)
    assert [span.text for span in found[1].spans["sc"]] == [record.text for record in records]
    (tmp_path / "bad.pdf").write_bytes(b"\x00")
    with pytest.warns(UserWarning, match=r"bad\.pdf is left out: unknown_format"):
        assert list(docs([tmp_path / "bad.pdf"])) == []
    bin_ = DocBin(docs=found, store_user_data=True)
    (_, stored) = DocBin().from_bytes(bin_.to_bytes()).get_docs(blank().vocab)
    assert [span.label_ for span in stored.spans["sc"]] == [span.label_ for span in found[1].spans["sc"]]
    assert stored.spans["sc"][0]._.baocao["key"] == "118/2025/NĐ-CP"


def test_displacy_shows_the_spans_and_runs_nothing() -> None:
    doc = pipeline()(HOSTILE)
    assert doc.spans["baocao_citations"]
    for key in COMPONENTS:
        html = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
        assert "&lt; script &gt;" in html
        assert "<script" not in html
        assert "<img" not in html
        assert "<b>" not in html


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_labels_and_ids_hold_nothing_that_html_would_read(text: str) -> None:
    doc = PIPELINE(text)
    for group in doc.spans.values():
        assert not {"<", ">", '"', "'"} & set("".join(span.label_ + span.kb_id_ for span in group))
