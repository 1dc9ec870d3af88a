"""A batch of reports of one province: what an office above gets, what is missing, sent twice or corrected.

The communes report for one period after the other; each opens a period with what it had left pending.
The manifest says of each file whose it is, for which period, and what was planted.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from corpus.made.generator import draw, faults
from corpus.made.generator.chance import chance
from corpus.made.generator.make import Made, written
from corpus.made.generator.model import Body, Facts, Period

Fate = Literal["sent", "missing", "copied", "corrected"]
FATES: tuple[Fate, ...] = ("sent",) * 7 + ("missing", "copied", "corrected")
"""What becomes of a report, with its odds."""


class Sent(Struct, frozen=True, kw_only=True):
    """A line of the manifest; `report` is None when the report is missing."""

    report: str | None
    file: str | None
    issuer: str
    period: str
    fate: Fate
    same_as: str | None = None
    replaces: str | None = None
    faults: tuple[str, ...] = ()


class Batch(Struct, frozen=True, kw_only=True):
    """The reports of a batch and the manifest."""

    province: str
    reports: tuple[Made, ...]
    manifest: tuple[Sent, ...]


def batch(seed: str, units: int, periods: int = 1, damages: Sequence[str] = ()) -> Batch:
    """The reports of some communes of one province for some periods."""
    rng = chance(seed)
    first = _first_period(rng, periods)
    province = draw.a_body(first, rng, ("tinh",)).province
    bodies = draw.communes_of(province, first)
    chosen = [bodies[n] for n in sorted(rng.sample(range(len(bodies)), min(units, len(bodies))))]
    reports: list[Made] = []
    manifest: list[Sent] = []
    for body in chosen:
        for made, line in _of_body(seed, body, first, periods, damages):
            reports += [made] if made else []
            manifest.append(line)
    return Batch(province=province.name, reports=tuple(reports), manifest=tuple(manifest))


def manifest_of(made: Batch) -> dict[str, Any]:
    """The manifest as it is written."""
    lines = [{name: getattr(line, name) for name in line.__struct_fields__} for line in made.manifest]
    return {"province": made.province, "reports": lines}


def _first_period(rng: Random, periods: int) -> Period:
    """A quarter or month after which the others fit into its year, and under the same list of units."""
    kind = rng.choice(("month", "quarter"))
    step = 1 if kind == "month" else 3
    last = {"month": 12, "quarter": 12}[kind] - step * (periods - 1)
    return Period("month" if kind == "month" else "quarter", 2024, rng.choice(range(step, last + 1, step)))


def _of_body(
    seed: str, body: Body, period: Period, periods: int, damages: Sequence[str]
) -> Iterator[tuple[Made | None, Sent]]:
    """The reports of one body, period after period."""
    carried: dict[str, int] | None = None
    for _ in range(periods):
        name = f"{body.unit.code}-{period.label}"
        rng = chance(f"{seed}/{name}")
        facts = draw.facts_of(f"{seed}/{name}", body, period, rng, carried)
        yield from _fated(facts, name, rng.choice(FATES), rng, damages)
        carried = {field: row.pending for field, row in facts.by_field}
        period = period.next


def _fated(
    facts: Facts, name: str, fate: Fate, rng: Random, damages: Sequence[str]
) -> Iterator[tuple[Made | None, Sent]]:
    """What the office above gets of one report."""
    line = Sent(
        report=name, file=f"{name}.txt", issuer=facts.body.issuer, period=facts.period.label, fate=fate
    )
    if fate == "missing":
        yield None, replace(line, report=None, file=None)
        return
    if fate == "corrected":
        wrong = faults.planted(facts, rng)
        broken = tuple(fault.broken for fault in wrong.faults)
        yield written(wrong, name, damages), replace(line, faults=broken)
        again = f"{name}-thay-the"
        yield (
            written(corrected(facts, rng), again, damages),
            replace(line, report=again, file=f"{again}.txt", replaces=name),
        )
        return
    made = written(facts, name, damages)
    yield made, line
    if fate == "copied":
        again = f"{name}-ban-sao"
        copy = made._replace(name=again, gold=made.gold | {"file": f"{again}.txt"})
        yield copy, replace(line, report=again, file=f"{again}.txt", same_as=name)


def corrected(facts: Facts, rng: Random) -> Facts:
    """The report sent again, under a later number and day, with a line that says which one it replaces."""
    return replace(
        facts,
        replaces=(facts.number, facts.issued),
        number=facts.number + rng.randint(1, 20),
        issued=facts.issued + timedelta(days=rng.randint(1, 5)),
    )
