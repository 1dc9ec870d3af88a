"""Whether a stated rate is what its fraction gives, to half a unit of its last digit."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from extractor.checks.build import check
from extractor.checks.scopes import amount, named
from extractor.grammar.numbers import rounded
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.rules import Patterns

SHOWN = Decimal("0.0001")
"""To how many decimals the right rate is kept in a record."""


def run(figures: Iterable[FigureRecord], patterns: Patterns) -> list[CheckRecord]:
    """RATE for each rate whose numerator and denominator the report gives; a cut-off rate is only told."""
    known = {figure.id: figure for figure in figures}
    found = []
    for rate in known.values():
        if rate.kind != "rate" or rate.value is None or rate.qualifier != "exact":
            continue
        pair = {known[name].kind: known[name] for name in rate.pair if name in known}
        numerator, denominator = pair.get("numerator"), pair.get("denominator")
        if numerator and denominator and amount(denominator):
            found += _rate(rate, numerator, denominator, patterns)
    return found


def _rate(
    rate: FigureRecord, numerator: FigureRecord, denominator: FigureRecord, patterns: Patterns
) -> list[CheckRecord]:
    stated = amount(rate)
    right = 100 * amount(numerator) / amount(denominator)
    digit = Decimal(1).scaleb(min(int(stated.as_tuple().exponent), 0))
    if 2 * abs(stated - right) <= digit:
        return []
    slipped = abs(10 * stated - right) <= 10 * digit or abs(stated / 10 - right) <= digit
    is_cut = rounded(right, digit, ROUND_DOWN) == stated
    shown = rounded(right, digit) if is_cut else rounded(right, SHOWN)
    return [
        check(
            patterns.messages,
            "RATE",
            "truncated" if is_cut else "per_mille" if slipped else "text",
            members=[rate, numerator, denominator],
            severity=Severity.INFO if is_cut else Severity.ERROR,
            stated=stated,
            computed=shown,
            label=named(rate, patterns),
            numerator=said(amount(numerator)),
            denominator=said(amount(denominator)),
        )
    ]
