"""How far a score may move by the choice of reports: the bootstrap over documents.

Documents are drawn, not mentions: the mentions of one report are not independent. Source: Efron and
Tibshirani, An Introduction to the Bootstrap (1993), chapter 13, the percentile interval.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from extractor.evaluate.scores import Tally, rates

DRAWS = 1000
SEED = 30_2020
"""Fixed, so that the same reports give the same intervals."""

PERCENTILES = (2.5, 97.5)


def intervals(tallies: Sequence[Tally], draws: int = DRAWS) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each score: `draws` times as many reports drawn with replacement as there are.

    A draw without any entry for a score does not count for that score.
    """
    if not tallies:
        return {}
    names = sorted({name for counts in tallies for name in counts})
    table = np.array([[counts.get(name, 0) for name in names] for counts in tallies])
    random = np.random.default_rng(SEED)
    weights = random.multinomial(len(tallies), [1 / len(tallies)] * len(tallies), size=draws)
    drawn: dict[str, list[float]] = {}
    for row in weights @ table:
        counts = Counter({name: int(count) for name, count in zip(names, row, strict=True) if count})
        for name, score in rates(_kept(counts, names)).items():
            drawn.setdefault(name, []).append(score)
    return {
        name: (round(float(low), 4), round(float(high), 4))
        for name, scores in drawn.items()
        for low, high in [np.percentile(scores, PERCENTILES)]
    }


def _kept(counts: Tally, names: Sequence[str]) -> Tally:
    """The counts with the noughts of every score of which there is an entry."""
    stems = {_stem(name) for name in counts if name.endswith((".gold", ".of", ".found"))}
    return Counter({name: counts[name] for name in names if _stem(name) in stems or name in counts})


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
