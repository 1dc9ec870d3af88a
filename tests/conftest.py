"""Tests that need a program of the system, and what is said of those that could not run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

REQUIRE_ALL = "BAOCAO_REQUIRE_ALL"
"""With this variable set, a test that does not run is a failure."""

NOBODY = 65534
NOT_RUN: dict[str, str] = {}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(program, package): runs where the program is installed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        program, package = marker.args
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}: apt-get install {package}")


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        NOT_RUN[report.nodeid] = reason.removeprefix("Skipped: ")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if NOT_RUN and os.environ.get(REQUIRE_ALL) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if NOT_RUN:
        terminalreporter.section("not run")
        for test, reason in sorted(NOT_RUN.items()):
            terminalreporter.line(f"{test}: {reason}")


@pytest.fixture
def ordinary_user(tmp_path: Path) -> Iterator[Path]:
    """A folder for a user without special rights: the superuser may read and write everything."""
    if os.name == "nt" or os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)
