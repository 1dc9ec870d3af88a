import multiprocessing
import subprocess
import sys

import msgspec
import psutil
import pytest

from extractor.engines.inputs import Input
from extractor.engines.local import Allowance, run
from extractor.engines.process import exit_name
from extractor.engines.worker import Work
from extractor.errors import BaocaoError, ExitCode
from extractor.pipeline import Options, Result
from tests.engines import planted, unimportable

SHORT = Allowance(seconds=3, memory=500 << 20)
GOOD = [f"{number:02}" for number in range(17)]
PLANTED = [*GOOD[:3], "crash", *GOOD[3:9], "hang", "exit", *GOOD[9:12], "eat", "raise", *GOOD[12:]]


def results(paths: list[str], jobs: int, work: Work, allowance: Allowance = SHORT) -> list[Result]:
    inputs = [Input(path=path, source=b"bytes") for path in paths]
    return list(run(inputs, Options(), jobs, allowance, work))


@pytest.fixture(scope="module")
def by_jobs() -> dict[int, list[Result]]:
    return {jobs: results(PLANTED, jobs, planted.planted) for jobs in (1, 2, 3)}


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_only_the_planted_documents_fail(by_jobs: dict[int, list[Result]], jobs: int) -> None:
    assert [result.document.path for result in by_jobs[jobs]] == PLANTED
    failed = {
        result.document.path: [problem.code for problem in result.problems]
        for result in by_jobs[jobs]
        if result.document.status != "ok"
    }
    assert failed == {
        "crash": ["worker_died"],
        "exit": ["worker_died"],
        "hang": ["timed_out"],
        "eat": ["too_much_memory"],
        "raise": ["converter_failed"],
    }


def test_any_number_of_workers_gives_the_same_bytes(by_jobs: dict[int, list[Result]]) -> None:
    encoded = {msgspec.json.encode(found) for found in by_jobs.values()}
    assert len(encoded) == 1


def test_a_message_says_what_ended_the_worker(by_jobs: dict[int, list[Result]]) -> None:
    messages = {result.document.path: result.problems[0].message for result in by_jobs[1] if result.problems}
    assert "SIGSEGV" in messages["crash"] or "0xC0000005" in messages["crash"]
    assert "(3)" in messages["exit"]
    assert "3 giây" in messages["hang"]
    assert "500 MiB" in messages["eat"]


def test_the_text_of_an_exception_is_not_repeated(by_jobs: dict[int, list[Result]]) -> None:
    raised = by_jobs[1][PLANTED.index("raise")]
    assert "KeyError" in raised.problems[0].message
    assert "bytes" not in raised.problems[0].message


@pytest.mark.parametrize("jobs", [0, 2])
def test_serial_and_workers_give_the_same(jobs: int) -> None:
    paths = ["a", "raise", "huge", "wrong", "b"]
    found = results(paths, jobs, planted.planted)
    assert [result.document.status for result in found] == ["ok", "failed", "ok", "failed", "ok"]
    assert found[0].records.dates[0].bbox == (1.0, 2.0, 3.0, 4.0)
    assert msgspec.json.encode(found) == msgspec.json.encode(results(paths, 0, planted.planted))


def test_results_come_in_order_however_long_the_first_takes() -> None:
    paths = [str(number) for number in range(40)]
    assert [found.document.path for found in results(paths, 3, planted.first_is_last)] == paths


def test_a_document_does_not_pay_for_the_harm_of_another() -> None:
    paths = ["a", "b", "poison", "c", "d"]
    for jobs in (1, 2):
        found = results(paths, jobs, planted.damaging)
        assert [result.document.path for result in found if result.problems] == ["poison"]


def test_memory_that_leaks_costs_no_document() -> None:
    paths = [str(number) for number in range(6)]
    found = results(paths, 1, planted.leaking, Allowance(seconds=20, memory=300 << 20))
    assert [result.document.status for result in found] == ["ok"] * 6


def test_no_more_workers_than_documents() -> None:
    found = results(["a", "b"], 8, planted.of_process)
    assert len({result.records.dates[0].label for result in found}) <= 2


def test_nothing_to_do() -> None:
    assert results([], 2, planted.planted) == []


def test_wrong_patterns_stop_the_run() -> None:
    for jobs in (0, 1):
        with pytest.raises(BaocaoError, match="bad_rule") as caught:
            results(["a", "patterns", "b"], jobs, planted.planted)
        assert caught.value.exit_code == ExitCode.BELOW_FLOOR


def test_workers_that_cannot_start_stop_the_run() -> None:
    with pytest.raises(BaocaoError, match="worker_cannot_start: exit=7"):
        results(["a", "b"], 2, unimportable.work)


def test_no_worker_outlives_a_run_that_is_given_up() -> None:
    inputs = [Input(path=path, source=b"") for path in ("a", "hang", "b", "hang-too", "c")]
    found = run(inputs, Options(), 2, SHORT, planted.planted)
    next(found)
    assert multiprocessing.active_children()
    found.close()
    assert not multiprocessing.active_children()


def test_what_libraries_print_does_not_reach_stdout() -> None:
    script = (
        "from extractor.engines.inputs import Input\n"
        "from extractor.engines.local import run\n"
        "from extractor.pipeline import Options\n"
        "from tests.engines.planted import planted\n"
        "if __name__ == '__main__':\n"
        "    print(len(list(run([Input(path='print', source=b'')], Options(), 1, work=planted))))\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a script of ours
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_children_of_a_worker_count_and_end_with_it() -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    found = results(["a", "parent", "b"], 1, planted.with_child, Allowance(seconds=60, memory=300 << 20))
    assert [result.document.status for result in found] == ["ok", "failed", "ok"]
    assert found[1].problems[0].code == "too_much_memory"
    after = {child.pid for child in psutil.Process().children(recursive=True) if child.status() != "zombie"}
    assert len(after - before) <= 1  # the resource tracker of multiprocessing may stay


@pytest.mark.parametrize(
    ("code", "name"),
    [(-11, "SIGSEGV"), (3, "3"), (0xC0000005, "0xC0000005"), (None, "?")],
)
def test_exit_name(code: int | None, name: str) -> None:
    assert exit_name(code) == name
