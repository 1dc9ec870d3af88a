"""No rule of citations is idle: without it, a case of the corpus goes wrong."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from extractor import rules
from extractor.evaluate import cases
from extractor.rules import Patterns

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / cases.FOLDER
CASES = tuple(cases.read_cases(FOLDER))
HEADS = cases.read_heads(FOLDER)
OPEN = cases.read_open(FOLDER)
BOOKS = ("citations", "citation_context")
RULES = [(book, rule.id) for book in BOOKS for rule in rules.load().rules(book)]


@pytest.fixture(scope="module")
def by_rule() -> dict[str, list[cases.Case]]:
    """The right cases by the rules that found something in them; all of them for the rules around numbers."""
    found: dict[str, list[cases.Case]] = defaultdict(list)
    for case in CASES:
        verdict = cases.judge(case, HEADS)
        if not verdict.differences:
            for name in verdict.rules:
                found[name].append(case)
            found[""].append(case)
    return found


def without(patterns: Patterns, book: str, name: str) -> Patterns:
    kept = tuple(rule for rule in patterns.rules(book) if rule.id != name)
    if book == "citation_context":  # a rule that is asked for by name finds nothing instead
        blind = next(rule for rule in patterns.rules(book) if rule.id == name)
        kept = (*kept, rules.Rule(msgspec.structs.replace(blind.entry), f"(?!)(?:{blind.source})"))
    return msgspec.structs.replace(patterns, books={**patterns.books, book: kept})


@pytest.mark.parametrize(("book", "name"), RULES)
def test_without_a_rule_a_case_goes_wrong(
    book: str, name: str, by_rule: dict[str, list[cases.Case]], monkeypatch: pytest.MonkeyPatch
) -> None:
    poorer = without(rules.load(), book, name)
    monkeypatch.setattr(rules, "load", lambda *_: poorer)

    def wrong() -> Iterator[cases.Case]:
        for case in by_rule.get(name) or by_rule[""]:
            if cases.judge(case, HEADS).differences:
                yield case

    assert next(wrong(), None) is not None
