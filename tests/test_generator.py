"""Made reports: the same seed gives the same bytes, and the truth is what is printed."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.made.coverage import faults as gold_faults
from corpus.made.generator import __main__ as command
from corpus.made.generator.batch import batch, manifest_of
from corpus.made.generator.damage import DAMAGES
from corpus.made.generator.identities import IDENTITIES, NEW, PAIRS, broken
from corpus.made.generator.make import Made, make
from corpus.made.generator.model import Facts, StaffRow
from corpus.made.generator.passage import Edit, cut, edited, fill, join, marked, plain
from corpus.made.generator.phrases import passages, wordings
from corpus.made.generator.style import rate
from corpus.made.records import dumped, read_text
from extractor.evaluate import evaluate
from extractor.pipeline import convert
from extractor.rules import load
from extractor.rules.lists import Formula

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "made" / "samples"
SAMPLE_CALL = ["--seed", "mau62", "--count", "2", "--faults", "1"]
SEEDS = st.integers(0, 10_000).map(str)


def names_of(facts: Facts) -> list[str]:
    """Everything in a report that does not add up, by the name of its identity."""
    return [
        *(identity.id for identity in broken(facts.values)),
        *(name for name in PAIRS if name in facts.rates and not is_right(facts, name)),
        *(f"ROW_SUM.{n}" for n, row in enumerate(facts.staffing) if not adds_up(row)),
        *(f"GROUP_SUM.{n}" for n in range(len(facts.staffing)) if not is_sum_below(facts.staffing, n)),
    ]


def is_right(facts: Facts, name: str) -> bool:
    numerator, denominator = (facts.values[part] for part in PAIRS[name])
    return facts.rates[name] == rate(numerator, denominator, facts.style.places)


def adds_up(row: StaffRow) -> bool:
    return row.own is None or row.total == row.own + (row.seconded or 0)


def is_sum_below(rows: tuple[StaffRow, ...], at: int) -> bool:
    """Whether a group is the sum of the rows below it, and a last line that of all units."""
    head = rows[at]
    ends = [n for n in range(at + 1, len(rows)) if rows[n].kind == "group"]
    below = {"group": rows[at + 1 : ends[0] if ends else len(rows)], "total": rows}.get(head.kind, ())
    units = [row for row in below if row.kind == "unit"]
    sums = (
        (head.total, sum(row.total or 0 for row in units)),
        (head.own, sum(row.own or 0 for row in units)),
        (head.seconded, sum(row.seconded or 0 for row in units)),
    )
    return not units or all(stated in {None, right} for stated, right in sums)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, hash_seed: str) -> None:
    call = ["--seed", "7", "--count", "3", "--to", "txt,docx", "--damage", "wrap,notes", "--faults", "1"]
    subprocess.run(  # noqa: S603 - our own module, run under another hash seed
        [sys.executable, "-m", "corpus.made.generator", *call, str(tmp_path / "other")],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    assert command.main([*call, str(tmp_path / "own")]) == 0
    own = files_of(tmp_path / "own")
    assert own == files_of(tmp_path / "other")
    assert len(own) == 9


def test_other_seeds_give_other_reports() -> None:
    assert len({make(str(n)).text for n in range(20)}) == 20


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sets(st.sampled_from(list(DAMAGES))), st.booleans())
def test_truth_is_printed_where_it_says_whatever_the_damage(
    seed: str,
    damages: set[str],
    is_faulty: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    made = make(seed, damages=sorted(damages), is_faulty=is_faulty)
    assert list(gold_faults(made.text, made.gold)) == []


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.sets(st.sampled_from(list(DAMAGES)), min_size=1))
def test_damage_changes_the_text_but_no_value(seed: str, damages: set[str]) -> None:
    whole, damaged = make(seed), make(seed, damages=sorted(damages))
    for table in ("citations", "dates", "figures", "staffing", "checks"):
        assert Counter(map(fields, damaged.gold[table])) == Counter(map(fields, whole.gold[table]))
    if "notes" not in damages and "pages" not in damages:
        assert bare(damaged.text) == bare(whole.text)


def fields(entry: dict[str, object]) -> str:
    kept = {name: value for name, value in entry.items() if name not in {"start", "end", "text"}}
    return json.dumps(kept, sort_keys=True)


def bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "sign"),
    [("wrap", "\n"), ("nfd", "\u0301"), ("notes", "¹"), ("pages", "\n\n2\n")],
)
def test_each_damage_leaves_its_sign(name: str, sign: str) -> None:
    def count(damages: tuple[str, ...]) -> int:
        return sum(make(str(n), damages=damages).text.count(sign) for n in range(15))

    assert count((name,)) > count(())


def test_lost_spaces() -> None:
    assert any(re.search(r"\dhồ sơ", make(str(n), damages=["spaces"]).text) for n in range(5))


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_identities_hold_where_no_fault_is_planted(seed: str) -> None:
    made = make(seed)
    assert names_of(made.facts) == []
    assert made.gold["checks"] == []


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_gold_has_the_values_that_were_drawn(seed: str) -> None:
    made = make(seed)
    told = {
        entry["indicator"]: int(entry["value"])
        for entry in made.gold["figures"]
        if "indicator" in entry and entry["kind"] not in {"rate", "delta"} and "table" not in entry
    }
    assert told == made.facts.values


@settings(deadline=None, max_examples=80)
@given(SEEDS)
def test_each_fault_breaks_its_identity_and_no_other(seed: str) -> None:
    made = make(seed, is_faulty=True)
    (fault,) = made.facts.faults
    assert names_of(made.facts) == [fault.broken]
    (check,) = made.gold["checks"]
    assert (check["rule"], check["stated"], check["computed"]) == (fault.rule, fault.stated, fault.computed)
    printed = check["text"].replace(",", ".").rstrip(" %")
    assert Decimal(printed if fault.rule == "RATE" else printed.replace(".", "")) == Decimal(fault.stated)


def test_every_kind_of_fault_is_planted() -> None:
    found = {make(str(n), is_faulty=True).facts.faults[0].rule for n in range(120)}
    assert found == {"SUM", "RATE", "ROW_SUM", "GROUP_SUM"}


def test_identities_are_those_of_the_patterns() -> None:
    apart = {"HS.RETURNED", "HS.SUPPLEMENT", "HS.STOPPED", "PAKN.RECV.BUSINESS"}
    known = {
        (row.id, row.total, frozenset([*row.parts, *row.optional]) - apart) for row in load().rows(Formula)
    }
    own = {(row.id, row.total, frozenset(row.parts)) for row in IDENTITIES}
    assert {row[0] for row in own - known} == {"pakn.handled"}


@pytest.mark.parametrize("name", passages())
def test_all_wordings_of_a_passage_state_the_same(name: str) -> None:
    stands_for = {"{late}": "{HS.DONE.LATE}", "{overdue}": "{HS.PEND.OVERDUE}"}
    stated = []
    for lines in wordings(name):
        text = " ".join(lines)
        for word, slot in stands_for.items():
            text = text.replace(word, slot)
        stated.append(Counter(re.findall(r"\{((?:\w:)?[A-Z]+\.[A-Z_.]+)\}", text)))
    assert all(slots == stated[0] for slots in stated)


def test_the_extractor_reads_fifty_made_reports(tmp_path: Path) -> None:
    assert command.main(["--seed", "s", "--count", "50", str(tmp_path)]) == 0
    scores = evaluate(tmp_path).scores
    assert scores["citation.f1"] >= 0.97
    assert scores["date.f1"] >= 0.97
    assert scores["period.f1"] >= 0.97
    assert scores["figure.f1"] >= 0.97
    assert scores["figure.value"] >= 0.95
    assert scores["staff_cell"] >= 0.97


def test_the_extractor_reads_damaged_reports(tmp_path: Path) -> None:
    call = ["--seed", "d", "--count", "20", "--damage", ",".join(DAMAGES), str(tmp_path)]
    assert command.main(call) == 0
    scores = evaluate(tmp_path).scores
    assert scores["citation.f1"] >= 0.97
    assert scores["date.f1"] >= 0.97
    assert scores["figure.value"] >= 0.95


def test_samples_are_what_the_generator_makes(tmp_path: Path) -> None:
    assert command.main([*SAMPLE_CALL, "--to", "txt,docx", str(tmp_path)]) == 0
    made = files_of(tmp_path)
    samples = {name: data for name, data in files_of(SAMPLES).items() if not name.endswith(".pdf")}
    assert {name for name, data in made.items() if samples[name] != data} == set()
    assert made.keys() == samples.keys()


@pytest.mark.parametrize("path", sorted((SAMPLES / "rendered").iterdir()), ids=lambda path: path.name)
def test_rendered_samples_say_what_the_text_says(path: Path) -> None:
    result = convert(path.read_bytes(), path.name)
    assert result.document.status == "ok"
    gold = json.loads(read_text(SAMPLES / "gold" / f"{path.stem}.json"))
    for table, key in (("figures", "value"), ("citations", "number"), ("dates", "date")):
        want = Counter(entry.get(key) for entry in gold[table])
        have = Counter(getattr(record, key) for record in getattr(result.records, table))
        assert not want - have - Counter({None: want[None]})
    assert len(result.records.staffing) == len(gold["staffing"])


def test_a_batch_says_what_is_missing_copied_and_corrected() -> None:
    made = batch("7", 30, 2)
    reports = {report.name: report for report in made.reports}
    lines = manifest_of(made)["reports"]
    assert {line["fate"] for line in lines} == {"sent", "missing", "copied", "corrected"}
    assert {line["report"] for line in lines} - {None} == set(reports)
    for line in lines:
        if line["same_as"]:
            assert reports[line["report"]].text == reports[line["same_as"]].text
        if line["replaces"]:
            check_correction(reports[line["replaces"]], reports[line["report"]])
        if line["report"]:
            assert sorted(names_of(reports[line["report"]].facts)) == sorted(line["faults"])


def check_correction(wrong: Made, right: Made) -> None:
    assert wrong.facts.faults
    assert not right.facts.faults
    assert right.facts.issued > wrong.facts.issued
    earlier = f"{wrong.facts.number:02d}/BC-{wrong.facts.body.symbol}"
    assert earlier in {entry["number"] for entry in right.gold["citations"]}
    assert list(gold_faults(right.text, right.gold)) == []


def test_a_period_opens_with_what_the_one_before_left() -> None:
    made = batch("11", 12, 3)
    carried = Counter(report.facts.body.unit.code for report in made.reports)
    assert max(carried.values()) >= 3
    by_name = {report.name: report.facts for report in made.reports if not report.facts.faults}
    followed = 0
    for facts in by_name.values():
        after = by_name.get(f"{facts.body.unit.code}-{facts.period.next.label}")
        if after:
            assert after.values["HS.RECV.CARRIED"] == facts.values["HS.PEND.TOTAL"]
            followed += 1
    assert followed


def test_a_call_that_cannot_be_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["--damage", "fire", str(tmp_path)])
    assert caught.value.code == 2
    assert "fire: not one of spaces, wrap, notes, pages, nfd" in capsys.readouterr().err


def test_a_font_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--to", "pdf", "--font", str(tmp_path / "none.ttf"), str(tmp_path)]) == 3
    assert "no such font" in capsys.readouterr().err


def test_marks_move_with_their_text() -> None:
    figure = marked("12", "figures", value="12")
    line = join([plain("Có "), figure, plain(" hồ sơ")])
    assert [(m.start, m.end) for m in line.marks] == [(3, 5)]
    put_in = edited(line, [Edit(0, 0, "> "), Edit(3, 3, "*"), Edit(5, 5, "*")])
    (mark,) = put_in.marks
    assert put_in.text == "> Có *12* hồ sơ"
    assert put_in.text[mark.start : mark.end] == "12"
    grown = edited(line, [Edit(4, 5, "00")])
    assert grown.text[grown.marks[0].start : grown.marks[0].end] == "100"
    assert cut(line, 4, 9).marks == ()
    assert fill("Số: {x}.", lambda _: figure).text == "Số: 12."


def test_new_dossiers_are_the_sum_of_the_channels() -> None:
    values = {NEW: 3, f"{NEW}.ONLINE": 1, f"{NEW}.DIRECT_POST": 1, "HS.RECV.CARRIED": 0, "HS.RECV.TOTAL": 3}
    assert [identity.id for identity in broken(values)] == ["hs.new"]


def test_gold_is_written_as_the_corpus_has_it() -> None:
    made = make("1")
    assert json.loads(dumped(made.gold)) == made.gold
