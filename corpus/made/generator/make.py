"""Makes reports: a seed gives the facts, the facts a text with its truth, and the truth the gold."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.made.generator import damage, draw, faults
from corpus.made.generator.chance import chance
from corpus.made.generator.layouts import report
from corpus.made.generator.model import Facts
from corpus.made.generator.passage import Passage
from corpus.made.generator.truth import Gold, gold


class Made(NamedTuple):
    """A made report: its name without ending, what it states, its text and its gold."""

    name: str
    facts: Facts
    text: str
    gold: Gold


def make(seed: str, *, damages: Sequence[str] = (), is_faulty: bool = False) -> Made:
    """The report of a seed; the same seed gives the same report."""
    facts = draw.facts(seed, chance(seed))
    if is_faulty:
        facts = faults.planted(facts, chance(f"{seed}/fault"))
    return written(facts, seed, damages)


def written(facts: Facts, name: str, damages: Sequence[str] = ()) -> Made:
    """A report as it is written and damaged."""
    passage = damage.apply(text_of(facts), damages, chance(f"{facts.seed}/damage"))
    return Made(name, facts, passage.text, gold(f"{name}.txt", facts, passage))


def text_of(facts: Facts) -> Passage:
    """The undamaged text of a report with its truth."""
    return report(facts, chance(f"{facts.seed}/text"))
