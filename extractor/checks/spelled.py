"""Whether a number in digits is the one that stands in words behind it: "04 (bốn) thủ tục"."""

from collections.abc import Iterable
from decimal import Decimal

import regex

from extractor.checks.build import check
from extractor.checks.scopes import amount
from extractor.grammar.number_words import number
from extractor.records import CheckRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Phrase
from extractor.text.fold import normal

REACH = 160
"""How many code points after the digits the words may end."""

_WORDS = regex.compile(r"\s*\((?P<words>\p{L}+(?:\s+\p{L}+)*)\)")


def run(figures: Iterable[FigureRecord], raw: str, patterns: Patterns) -> list[CheckRecord]:
    """SPELLED for each figure with words in brackets behind it; `raw` is the text that offsets refer to."""
    values = {word: int(row.id) for row in patterns.rows(Phrase, "number_words") for word in row.words}
    found = []
    for figure in figures:
        if figure.end is None or figure.value is None:
            continue
        behind = _WORDS.match(raw, figure.end, figure.end + REACH)
        spelled = number(normal(behind["words"]).lower(), values) if behind else None
        if spelled is not None and spelled != amount(figure):
            found.append(
                check(
                    patterns.messages,
                    "SPELLED",
                    members=[figure],
                    stated=amount(figure),
                    computed=Decimal(spelled),
                    words=behind["words"],
                )
            )
    return found
