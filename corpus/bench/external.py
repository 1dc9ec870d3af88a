"""Cases of other projects, read by the public pipeline: which pass, which miss, which are out of scope."""

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple

import regex

from corpus.bench.case import Case
from corpus.bench.forms import cases
from corpus.bench.said import Stretch, said
from extractor.pipeline import convert
from extractor.records import Records

SCOPE = Path(__file__).with_name("scope.toml")
STRICT = ("day ", "period ", "duration ", "invalid ", "number ")
"""The kinds of which nothing may be said that a case does not expect."""

Find = Callable[[str], Records]


class Scope(NamedTuple):
    """What `scope.toml` holds."""

    carriers: Mapping[str, str]
    letterhead: str
    unstated: str
    excluded: tuple[Mapping[str, str], ...]


class Verdict(NamedTuple):
    """A case and what came of it: `got` is what was said of it here, `reason` why it is out of scope."""

    source: str
    case: Case
    sentence: str = ""
    got: tuple[str, ...] = ()
    passed: bool = False
    reason: str | None = None


def read_scope(path: Path = SCOPE) -> Scope:
    """The scope as it stands in the file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scope(data["carriers"], data["letterhead"]["text"], data["unstated"], tuple(data["excluded"]))


def reason(case: Case, scope: Scope) -> str | None:
    """Why a case is out of scope; None when it is in."""
    for rule in scope.excluded:
        if _fits(rule, case):
            return rule["reason"]
    return None if case.wanted else scope.unstated


def _fits(rule: Mapping[str, str], case: Case) -> bool:
    """Tell whether a rule of the scope speaks of a case."""
    return (
        regex.fullmatch(rule.get("form", ".*"), case.form) is not None
        and regex.fullmatch(rule.get("group", ".*"), case.group) is not None
        and regex.search(rule.get("printed", ""), case.printed) is not None
        and not ("unless" in rule and regex.search(rule["unless"], case.printed))
    )


def placed(case: Case, scope: Scope) -> tuple[str, Stretch]:
    """The text in which a case is read, and where in it the case is printed."""
    head = ""
    if case.today:
        year, month, day = case.today.split("-")
        head = scope.letterhead.format(day=day, month=month, year=year)
    before, _, after = scope.carriers[case.carrier].partition("{printed}")
    before = before.replace("{wrong}", _wrong(case.wanted))
    start = len(head) + len(before)
    return head + before + case.printed + after, Stretch(start, start + len(case.printed))


def _wrong(wanted: Iterable[str]) -> str:
    """Digits that are not those that the words of a case say."""
    return "".join(str(int(one.split()[1]) + 1) for one in wanted if one.startswith("spelled "))


def found(text: str) -> Records:
    """The records of a text, by the public pipeline."""
    return convert(text.encode(), "case.txt").records


def judged(source: str, case: Case, scope: Scope, find: Find = found) -> Verdict:
    """Read one case that is in scope and compare; of one that is not, say why."""
    out = reason(case, scope)
    if out:
        return Verdict(source, case, reason=out)
    text, stretch = placed(case, scope)
    got = said(find(text), stretch)
    passed = all(_holds(wanted, got) for wanted in case.wanted) and not surplus(case.wanted, got)
    return Verdict(source, case, text.rpartition("\n")[2], tuple(sorted(got)), passed)


def surplus(wanted: AbstractSet[str], got: AbstractSet[str]) -> set[str]:
    """Dates and numbers that were said and are neither expected nor part of what is.

    Nothing is surplus where only some kind must not be found: what else stands there is not stated.
    """
    if any(one.startswith(("no ", "spelled ")) for one in wanted):
        return set()
    values = {end for one in wanted for end in _ends(one)}
    return {one for one in got if one.startswith(STRICT) and not _ends(one) <= values}


def _ends(one: str) -> set[str]:
    """The value of what is said or expected, or both values of a range."""
    return set(one.split()[1].split(".."))


def _holds(wanted: str, got: set[str]) -> bool:
    """Whether an expectation is among what was said; `no day` is when nothing of that kind was."""
    if wanted.startswith("no "):
        return not any(one.startswith(wanted.removeprefix("no ") + " ") for one in got)
    return wanted in got


def folder_cases(folder: Path) -> Iterable[tuple[str, list[Case] | None]]:
    """The name and the cases of each JSON file of a folder; None for a form that is not known."""
    for path in sorted(folder.glob("*.json")):
        data: Any = json.loads(path.read_bytes())
        raws = data.get("cases") if isinstance(data, dict) else None
        yield path.name, cases(raws) if raws else None


def run(folder: Path, find: Find = found) -> tuple[list[Verdict], list[str]]:
    """The verdicts on all cases of a folder, and the files whose form is not known."""
    scope, verdicts, unknown = read_scope(), [], []
    for name, known in folder_cases(folder):
        if known is None:
            unknown.append(name)
        else:
            verdicts += [judged(name, case, scope, find) for case in known]
    return verdicts, unknown
