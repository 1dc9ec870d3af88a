"""What the phrases of the catalogues say about stretches of a text; needs no spaCy itself."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

INDICATOR = "indicator"
CONTEXT = "context"
EXCLUDED = "excluded"
DIMENSION = "dimension"
ORGANISATION = "organisation"
UNIT = "unit"


class Hit(NamedTuple):
    """A phrase in the view: its list, the row's id (`level:tinh` for a dimension) and its span."""

    kind: str
    id: str
    start: int
    end: int


class Hits:
    """The hits of a text by kind, in order of position."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._by_kind: dict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(hits, key=lambda hit: hit.start):
            self._by_kind[hit.kind].append(hit)

    def within(self, kind: str, start: int, end: int) -> list[Hit]:
        """The hits of a kind that lie in a stretch of the view."""
        hits = self._by_kind[kind]
        first = bisect_left(hits, start, key=lambda hit: hit.start)
        found = []
        for hit in hits[first:]:
            if hit.start >= end:
                break
            if hit.end <= end:
                found.append(hit)
        return found
