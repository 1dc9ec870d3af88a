"""What the phrases of the catalogues say about stretches of a text; needs no spaCy itself."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct

INDICATOR = "indicator"
CONTEXT = "context"
EXCLUDED = "excluded"
DIMENSION = "dimension"
ORGANISATION = "organisation"
UNIT = "unit"
CHANGE = "change"


class Hit(Struct, frozen=True, gc=False):
    """A phrase in the view: its list, the row's id (`level:tinh` for a dimension) and its span.

    `after` is the index of the token behind it.
    """

    kind: str
    id: str
    start: int
    end: int
    after: int


class Hits:
    """The hits of a text in order of position by kind, those of dimensions also by the dimension's name."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._by_kind: dict[str, list[Hit]] = defaultdict(list)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for hit in sorted(hits, key=attrgetter("start")):
            for kind in (hit.kind, hit.id.partition(":")[0]) if hit.kind == DIMENSION else (hit.kind,):
                self._by_kind[kind].append(hit)
                self._starts[kind].append(hit.start)

    def all(self, kind: str) -> list[Hit]:
        """The hits of a kind."""
        return self._by_kind.get(kind, [])

    def within(self, kind: str, start: int, end: int) -> list[Hit]:
        """The hits of a kind that lie in a stretch of the view."""
        starts = self._starts.get(kind)
        if starts is None:
            return []
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        last = bisect_left(starts, end, first)
        return [hit for hit in self._by_kind[kind][first:last] if hit.end <= end]
