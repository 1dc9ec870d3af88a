"""The bench: contestants take turns, ratios come from the same files, cases of others are read as they say."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.bench import external, tables
from corpus.bench import index as bench_of_index
from corpus.bench.__main__ import main
from corpus.bench.case import Case
from corpus.bench.contestants import CONTESTS, Contest, Contestant, Got, forms, has_forms, installed
from corpus.bench.forms import cases
from corpus.bench.runs import Line, Timing, interleaved, line, run
from corpus.bench.samples import Sample, found, sample
from extractor.records import Records

ROOT = Path(__file__).resolve().parents[1]
ONE, TWO = Sample(Path("one.pdf"), 3), Sample(Path("two.pdf"), 1)


def contestant(name: str, log: list[str], distribution: str = "pytest") -> Contestant:
    def read(path: Path) -> Got:
        log.append(f"{name} {path.stem}")
        return Got("a b", 2)

    return Contestant(name, distribution, read)


def failing(path: Path) -> Got:
    raise ValueError(path)


def ticking(step: float) -> Callable[[], float]:
    now = iter(range(1000))
    return lambda: step * next(now)


def test_contestants_read_each_file_in_turn() -> None:
    log: list[str] = []
    contestants = [contestant(name, log) for name in "ABC"]
    interleaved(contestants, [ONE, TWO], 2)
    turn = ["A one", "B one", "C one", "A two", "B two", "C two"]
    assert log == turn * 3, "a warm-up and two rounds"


def test_a_timing_holds_every_round_but_not_the_warm_up() -> None:
    timings = interleaved([contestant("A", [])], [ONE], 3, ticking(0.5))
    assert timings == [Timing("A", ONE, (0.5, 0.5, 0.5), characters=2, cells=2)]


def test_who_raises_on_a_file_is_said_to_and_reads_it_no_more() -> None:
    log: list[str] = []
    both = [contestant("A", log), Contestant("B", "pytest", failing)]
    timings = interleaved(both, [ONE], 2)
    assert [(one.contestant, len(one.seconds), one.error) for one in timings] == [
        ("A", 2, None),
        ("B", 0, "ValueError"),
    ]


def test_ratios_are_those_of_the_sums_over_the_files() -> None:
    timings = [
        Timing("A", ONE, (0.2, 0.1, 0.3)),
        Timing("B", ONE, (1.0, 2.0, 9.0)),
        Timing("A", TWO, (0.1, 0.1, 0.4)),
        Timing("B", TWO, (1.0, 1.0, 1.0)),
    ]
    beside = line("made", "B", timings, "A")
    assert (beside.files, beside.pages) == (2, 4)
    assert beside.ms == pytest.approx(500)
    assert beside.median_ms == pytest.approx(750)
    assert beside.ratio == pytest.approx(2.0 / 0.2)
    assert beside.median_ratio == pytest.approx(3.0 / 0.3)
    assert line("made", "A", timings, "A").ratio == 1


def test_a_file_that_one_cannot_read_does_not_count_for_the_other() -> None:
    timings = [
        Timing("A", ONE, (0.1,)),
        Timing("B", ONE, (0.4,)),
        Timing("A", TWO, (5.0,)),
        Timing("B", TWO, error="KeyError"),
    ]
    beside = line("made", "B", timings, "A")
    assert beside.ratio == pytest.approx(4)
    assert (beside.files, beside.failed) == (1, ("two.pdf: KeyError",))


def test_a_peer_that_is_not_installed_is_said_to_be_so() -> None:
    absent = contestant("absent", [], "no-such-distribution")
    contest = Contest("PDF", ".pdf", (contestant("A", []), absent))
    assert installed(absent) is None
    lines = run(contest, [ONE], 1)
    assert [(one.contestant, one.version is None) for one in lines] == [("A", False), ("absent", True)]
    said = [row for row in tables.speed(lines, "page").splitlines() if "absent" in row]
    assert len(said) == 1
    assert "not installed" in said[0]


def test_a_contest_without_files_is_left_out_and_a_skipped_peer_too() -> None:
    contest = Contest("DOCX", ".docx", (contestant("A", []), contestant("B", [], "ruff")))
    assert run(contest, [ONE], 1) == []
    word = Sample(Path("a.docx"), 1)
    assert [one.contestant for one in run(contest, [word], 1, ["ruff"])] == ["A"]


def test_peers_that_come_with_the_project_find_text_and_tables() -> None:
    stem = ROOT / "corpus" / "rendered" / "03-so-noi-vu-ninh-thuan-mot-cua-2024"
    samples = [sample(path) for path in found([stem.with_suffix(".pdf"), stem.with_suffix(".docx")])]
    assert [one.pages for one in samples] == [6, 1]
    present = {"here", "pdfplumber", "pypdfium2", "python-docx"}
    for contest in CONTESTS:
        for one in contest.contestants:
            if one.distribution in present and not one.name.startswith("baocao, all of convert"):
                got = one.read(stem.with_suffix(contest.suffix))
                assert "Ninh" in got.text, one.name
                assert got.cells is None or got.cells > 500, one.name


def test_generated_reports_are_read_in_all_three_forms(tmp_path: Path) -> None:
    for folder, suffix in (("rendered", "pdf"), ("rendered", "docx"), ("reports", "txt")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"a.{suffix}").touch()
    (tmp_path / "rendered" / "b.pdf").touch()
    assert [path.suffix for path in forms(tmp_path / "rendered" / "a.pdf")] == [".pdf", ".docx", ".txt"]
    assert has_forms(tmp_path / "rendered" / "a.pdf")
    assert not has_forms(tmp_path / "rendered" / "b.pdf")


def test_a_pdf_that_cannot_be_opened_has_no_pages(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and no more")
    assert sample(broken).pages == 0
    assert found([tmp_path]) == [broken]


FORMS = {
    "quarter": [
        {"input": "quý II", "expected_quarter": 2, "bare_context_dependent": False},
        {"input": "2", "expected_quarter": 2, "bare_context_dependent": True},
    ],
    "dateparser": [
        {
            "id": "p1",
            "kind": "parse",
            "input": "5 tháng 3 năm 2021",
            "expected": "2021-03-05",
            "settings": {},
        },
        {
            "id": "p2",
            "kind": "relative",
            "input": "4 ngày trước",
            "expected": {"days_ago": 4},
            "settings": {},
        },
    ],
    "heideltime": [
        {"id": "h1", "rule": "r", "input": "quý I/2023", "expected_values": ["2023-Q1"]},
        {"id": "h2", "rule": "r", "input": "thập niên 1980", "expected_values": ["198"]},
    ],
    "duckling": [
        {
            "id": "u1",
            "dimension": "Numeral",
            "input": "2.500",
            "expected": {"kind": "number", "value": 2500.0},
        },
        {
            "id": "u2",
            "dimension": "AmountOfMoney",
            "input": "7 yen$",
            "expected": {"kind": "money", "qualifier": "exact", "currency": "Yen", "value": 7.0},
        },
    ],
    "recognizers": [
        {"id": "r1", "input": "3,5%", "results": [{"text": "3,5%", "type": "percentage", "value": "3,5%"}]},
        {"id": "r2", "input": "5/8", "results": [{"text": "5/8", "type": "number", "value": "0,625"}]},
    ],
    "codelink": [
        {
            "id": "c1",
            "group": "daymonth_cases",
            "input": "ngày 21/3",
            "spoken_gold": "ngày hai mươi mốt tháng ba",
            "unchanged": False,
        },
        {
            "id": "c2",
            "group": "time_cases",
            "input": "9h05",
            "spoken_gold": "chín giờ năm phút",
            "unchanged": False,
        },
    ],
    "citation": [
        {
            "id": "n1",
            "input": "Theo khoản 3 Điều 7 Nghị định số 99/2021/NĐ-CP.",
            "expected": {"doc_number": "99/2021/NĐ-CP", "pinpoint": {"khoan": "3", "dieu": "7"}},
        },
        {"id": "n2", "rule": "no spaces"},
    ],
    "provision": [
        {"id": "v1", "input": "Section 4", "lang": "eng", "expected": {"references": []}},
        {"id": "v2", "input": "Article 5", "lang": "fra", "expected": {"references": []}},
    ],
}
"""Two invented cases a form: the first is in scope and read as it says, the second is out of scope."""


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_known_read_and_kept_in_scope(form: str, tmp_path: Path) -> None:
    (tmp_path / f"{form}.json").write_text(json.dumps({"cases": FORMS[form]}), encoding="utf-8")
    (first, second), unknown = external.run(tmp_path)
    assert (unknown, first.case.form) == ([], form)
    assert second.reason
    if form == "provision":
        assert first.reason
    else:
        assert (first.reason, first.passed) == (None, True), first


def test_a_case_that_is_read_otherwise_is_a_miss_and_shown_with_both_readings() -> None:
    case = Case("x", "heideltime", "r", "tháng 4 năm 2020", "date", frozenset({"period 2020-05"}))
    verdict = external.judged("made.json", case, external.read_scope())
    assert tables.is_miss(verdict)
    shown = tables.external([verdict], ["odd.json"])
    assert "tháng 4 năm 2020" in shown
    assert "wanted period 2020-05; got period 2020-04" in shown
    assert "odd.json: form not known" in shown


def test_a_date_that_nobody_expects_is_a_miss_too() -> None:
    assert external.surplus({"day 2020-01-02"}, {"day 2020-01-02", "duration P2D"}) == {"duration P2D"}
    assert external.surplus({"period 2020..2022"}, {"period 2020", "period 2022"}) == set()
    assert external.surplus({"money 5 VND"}, {"money 5 VND", "number 5"}) == set()
    assert external.surplus({"no day"}, {"number 5"}) == set()


def test_nothing_of_a_kind_may_be_found_where_a_case_says_so() -> None:
    case = Case("x", "codelink", "fulldate_cases", "ngày 2/3/2021", "date", frozenset({"no day"}))
    assert tables.is_miss(external.judged("made.json", case, external.read_scope()))
    nothing = external.judged("made.json", case, external.read_scope(), lambda _: Records())
    assert nothing.passed


def test_words_are_read_beside_digits_that_differ() -> None:
    case = Case("x", "duckling", "Numeral", "bốn mươi hai", "spelled", frozenset({"spelled 42"}))
    verdict = external.judged("made.json", case, external.read_scope())
    assert verdict.passed
    assert "43 (bốn mươi hai)" in verdict.sentence


def test_only_what_stands_in_the_printed_case_is_compared() -> None:
    case = Case("x", "duckling", "Time", "tháng 9", "date", frozenset({"period 2017-09"}), "2017-02-02")
    verdict = external.judged("made.json", case, external.read_scope())
    assert verdict.got == ("period 2017-09",), (
        "the year comes from the letterhead, whose date is not of the case"
    )


def test_an_unknown_form_is_said_and_every_rule_of_the_scope_has_a_reason() -> None:
    assert cases([{"something": "else"}]) is None
    for rule in external.read_scope().excluded:
        assert rule["reason"]
        assert set(rule) <= {"form", "group", "printed", "unless", "reason"}


def test_the_command_prints_tables_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"cases": FORMS["quarter"]}), encoding="utf-8")
    arguments = ["--rounds", "0", "--external", str(tmp_path)]
    assert main(arguments) == 0
    assert "a.json" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["speed"], len(data["external"])) == ([], 2)
    with pytest.raises(SystemExit, match="2"):
        main(["--external", str(tmp_path / "absent")])


def test_a_table_says_how_many_times_the_first_one_s_time_each_takes() -> None:
    lines = [
        Line("PDF", "A", "here", 1, (), 2, 1.0, 1.0, 1.0, 1.0, 5),
        Line("PDF", "B", "1.2", 1, (), 2, 8.0, 9.0, 8.0, 9.0, 5, 3),
    ]
    shown = tables.speed(lines, "page").splitlines()
    assert shown[0] == "PDF: 1 files, 2 pages"
    assert [cell.strip() for cell in shown[-1].strip("|").split("|")] == [
        "B", "1.2", "8.00", "9.00", "8.00", "9.00", "5", "3",
    ]  # fmt: skip


def test_the_bench_of_the_index_says_how_long_a_search_and_one_more_report_take(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bench_of_index.main(["--mentions", "200", "--keep", str(tmp_path / "c.sqlite")])
    told = capsys.readouterr().out
    assert "10 reports, " in told
    assert "200 mentions" in told
    assert len(re.findall(r"^search: .* ms +\(longest .* ms\)$", told, re.MULTILINE)) == len(
        bench_of_index.QUERIES
    )
    assert (
        len(
            re.findall(r"^(?:one more report|the whole call of baocao cite.*) +[\d.]+ s$", told, re.MULTILINE)
        )
        == 2
    )


def test_the_made_up_mentions_are_the_same_every_time() -> None:
    assert list(bench_of_index.reports(100)) == list(bench_of_index.reports(100))
