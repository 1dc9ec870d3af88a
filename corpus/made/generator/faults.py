"""Plants arithmetic faults: each breaks one identity and no other, and says what is stated and right.

A sum is broken at a part that no other identity knows, a rate by itself, a row of a staffing table where
no other row adds up its column, a group where it states its total alone.
"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from corpus.made.generator.identities import NEW, PAIRS, asked
from corpus.made.generator.model import Facts, Planted, StaffRow
from corpus.made.generator.prose import plainly

CHANGED = {
    "tthc.online": ("TTHC.ONLINE_PARTIAL",),
    "hs.channels": (f"{NEW}.DIRECT_POST",),
    "hs.new": (f"{NEW}.DIRECT_POST",),
    "hs.handled": ("HS.PEND.TOTAL", "HS.PEND.INTIME"),
    "hs.done": ("HS.DONE.EARLY",),
    "hs.pending": ("HS.PEND.INTIME",),
    "pakn.subjects": ("PAKN.RECV.REGULATION",),
    "pakn.received": ("PAKN.RECV.NEW",),
}
"""What is changed to break an identity: parts of it that are in no other, or that stay in step."""

MOST_OFF = 9
LEAST_SHARE, MOST_SHARE = 4, 60
"""By how many tenths of a point a rate is wrong."""

WHOLE = 100


def planted(facts: Facts, rng: Random) -> Facts:
    """The report with one fault; a form in the annex would show the right figures and is left out."""
    facts = facts if facts.annex == "staffing" else replace(facts, annex="none")
    ways = [lambda: _sum(facts, rng)]
    if any(name in facts.rates for name in PAIRS):
        ways.append(lambda: _rate(facts, rng))
    if rows := _bare_rows(facts.staffing):
        ways.append(lambda: _row_sum(facts, rng.choice(rows), rng))
    if groups := _total_groups(facts.staffing):
        ways.append(lambda: _group_sum(facts, rng.choice(groups), rng))
    return rng.choice(ways)()


def _sum(facts: Facts, rng: Random) -> Facts:
    identity = rng.choice([identity for identity in asked(facts.values) if identity.id in CHANGED])
    off = rng.randint(1, MOST_OFF)
    values = dict(facts.values)
    for name in CHANGED[identity.id]:
        values[name] += off
    fault = Planted(
        "SUM",
        identity.total,
        stated=str(values[identity.total]),
        computed=str(sum(values[part] for part in identity.parts)),
        broken=identity.id,
    )
    return replace(facts, values=values, faults=(*facts.faults, fault))


def _rate(facts: Facts, rng: Random) -> Facts:
    name = rng.choice([name for name in PAIRS if name in facts.rates])
    right = facts.rates[name]
    off = max(
        Decimal(rng.randint(LEAST_SHARE, MOST_SHARE)) / 10, Decimal(1 if facts.style.places == 0 else 0)
    )
    wrong = right - off if right + off > WHOLE else right + off
    wrong = wrong.quantize(right)
    numerator, denominator = (facts.values[part] for part in PAIRS[name])
    computed = (WHOLE * Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.0001"))
    fault = Planted("RATE", name, stated=plainly(wrong), computed=plainly(computed), broken=name)
    return replace(facts, rates={**facts.rates, name: wrong}, faults=(*facts.faults, fault))


def _bare_rows(rows: Sequence[StaffRow]) -> list[int]:
    """The rows whose total no other row adds up."""
    if any(row.kind != "unit" and row.total is not None for row in rows):
        return []
    return [n for n, row in enumerate(rows) if row.kind == "unit"]


def _total_groups(rows: Sequence[StaffRow]) -> list[int]:
    """The groups that state their total alone, in a table without a last line."""
    if any(row.kind == "total" for row in rows):
        return []
    return [
        n for n, row in enumerate(rows) if row.kind == "group" and row.total is not None and row.own is None
    ]


def _row_sum(facts: Facts, at: int, rng: Random) -> Facts:
    return _changed(facts, at, "ROW_SUM", rng.randint(1, MOST_OFF))


def _group_sum(facts: Facts, at: int, rng: Random) -> Facts:
    return _changed(facts, at, "GROUP_SUM", rng.randint(1, MOST_OFF))


def _changed(facts: Facts, at: int, rule: str, off: int) -> Facts:
    row = facts.staffing[at]
    right = row.total or 0
    fault = Planted(
        rule,
        str(at),
        stated=str(right + off),
        computed=str(right),
        column="total",
        broken=f"{rule}.{at}",
    )
    rows = (*facts.staffing[:at], row._replace(total=right + off), *facts.staffing[at + 1 :])
    return replace(facts, staffing=rows, faults=(*facts.faults, fault))
