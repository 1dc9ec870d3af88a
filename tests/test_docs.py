"""What the README says is so."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from extractor.cli import VERBS
from extractor.pipeline import Options, convert
from extractor.rules.home import data_files, home

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
README_VI = (ROOT / "README.vi.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_both_readmes(verb: str) -> None:
    assert f"`{verb}" in README
    assert f"`{verb}" in README_VI


def test_the_scores_are_those_of_the_commands_beside_them() -> None:
    first = json.loads((ROOT / "corpus" / "first-contact.json").read_text())["first_contact"][0]["scores"]
    floors = json.loads((ROOT / "corpus" / "floors.json").read_text())["floors"]
    rows = re.findall(r"^\| `([a-z_.0-9]+)` \| ([\d.]+) \| ([\d.]+) \|$", README, re.MULTILINE)
    assert rows
    for name, then, now in rows:
        assert float(now) == floors[name]
        assert float(then) == first[name]


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code, {})  # noqa: S102 - our own README
    assert "UBND xã Tam Nông" in capsys.readouterr().out


def test_the_example_of_an_own_indicator_works(tmp_path: Path) -> None:
    text = (ROOT / "patterns" / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```\n(id\tlabel.*?)```", text, re.DOTALL)
    (tmp_path / "indicators.tsv").write_text(table, encoding="utf-8")
    report = "- Trong kỳ, trồng mới 500 cây.".encode()
    (found,) = convert(report, "x.txt", Options(patterns=str(tmp_path))).records.figures
    assert (found.indicator, found.value) == ("CAY.TRONG_MOI", "500")


def test_every_pattern_file_is_explained() -> None:
    text = (ROOT / "patterns" / "README.md").read_text(encoding="utf-8")
    names = [name.removesuffix(".toml") for name, _ in data_files(home())]
    assert [name for name in names if f"`{name}" not in text and f"{name}.toml" not in text] == []


def test_nothing_else_lies_at_the_top() -> None:
    shown = {"extractor", "patterns", "corpus", "tests", "pyproject.toml", "README.md", "README.vi.md",
             "CHANGELOG.md", "LICENSE", "requirements.lock"}  # fmt: skip
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S607 - git
    tops = {line.split("/")[0] for line in tracked.stdout.splitlines() if not line.startswith(".")}
    assert tops <= shown
