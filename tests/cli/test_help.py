import json
import re
import statistics
import subprocess
import sys
import time

import click
import pytest

from extractor.cli import VERBS, verbs
from extractor.rules.home import home
from extractor.rules.messages import LANGUAGES, read_messages
from tests.cli.calls import baocao, environment

HEAVY = {
    "pandas",
    "spacy",
    "pdfplumber",
    "lxml",
    "docx",
    "pypdfium2",
    "xlsxwriter",
    "rich",
    "numpy",
    "psutil",
}
MESSAGES = read_messages((home() / "messages.toml").read_bytes())
RULES = ("list", "check", "try", "unmatched")
PATHS = [(), *((verb,) for verb in VERBS), *(("rules", verb) for verb in RULES)]


def loaded(*args: str) -> set[str]:
    """The modules that a call has loaded at its end."""
    script = (
        "import json, sys\n"
        "from extractor.cli import call\n"
        f"code = call({list(args)!r})\n"
        "print(json.dumps([code, *{name.split('.')[0] for name in sys.modules}]), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, env=environment(), check=True)  # noqa: S603 - ours
    code, *modules = json.loads(done.stderr)
    assert code == 0
    return set(modules)


@pytest.mark.parametrize("args", [("--help",), ("--lang", "en", "-h"), ("--version",)])
def test_help_loads_nothing_heavy(args: tuple[str, ...]) -> None:
    assert not loaded(*args) & HEAVY


def test_help_takes_at_most_four_times_an_import_of_click() -> None:
    commands = {
        "click": [sys.executable, "-c", "import click"],
        "help": [sys.executable, "-m", "extractor", "--help"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(9):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(), check=True)  # noqa: S603 - ours
            taken[name].append(time.perf_counter() - start)
    assert statistics.median(taken["help"]) <= 4 * statistics.median(taken["click"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_verb_has_help_in_both_languages(
    path: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs.main([*path, "-h", "--lang", language], prog_name="baocao", standalone_mode=False)
    told = " ".join(capsys.readouterr().out.split())
    name = "_".join(path) or "baocao"
    text = MESSAGES.in_language(language).say("help", name)
    assert " ".join(text.split())[:60] in told
    assert not re.search(r"\bhelp\.[a-z]", told)


@pytest.mark.parametrize("path", PATHS)
def test_every_option_has_help_and_every_help_an_option(path: tuple[str, ...]) -> None:
    context = click.Context(verbs, obj=MESSAGES)
    command: click.Command | None = verbs
    for verb in path:
        assert isinstance(command, click.Group)
        command = command.get_command(context, verb)
    assert command
    name = "_".join(path) or "baocao"
    options = {option.name for option in command.params if isinstance(option, click.Option)}
    assert all(MESSAGES.has("help", name, str(o)) or MESSAGES.has("help", "options", str(o)) for o in options)


def test_the_language_is_the_option_then_the_environment_then_vietnamese() -> None:
    vi, en = (
        MESSAGES.in_language(language).say("help", "schema", "short").encode() for language in LANGUAGES
    )
    assert vi in baocao("--help").stdout
    assert en in baocao("--help", variables={"BAOCAO_LANG": "en"}).stdout
    assert vi in baocao("--help", "--lang=vi", variables={"BAOCAO_LANG": "en"}).stdout
    assert baocao("--lang", "fr", "schema").returncode == 2


def test_python_dash_m_and_the_version() -> None:
    done = baocao("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"baocao")


def test_without_a_verb_the_help_is_shown() -> None:
    done = baocao()
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"convert" in done.stderr


def test_verbs_and_options_complete_in_the_shell() -> None:
    variables = {"_BAOCAO_COMPLETE": "bash_complete", "COMP_WORDS": "baocao con", "COMP_CWORD": "1"}
    assert baocao(variables=variables).stdout.split() == [b"plain,convert"]
    variables |= {"COMP_WORDS": "baocao convert --ti", "COMP_CWORD": "2"}
    assert baocao(variables=variables).stdout.split() == [b"plain,--timeout"]
