"""What the phrases of the catalogues say about stretches of a text; needs no spaCy itself."""

from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct

INDICATOR = "indicator"
CONTEXT = "context"
EXCLUDED = "excluded"
ORGANISATION = "organisation"
UNIT = "unit"
CHANGE = "change"


class Hit(Struct, frozen=True, gc=False):
    """A phrase in the view: its list or the name of its dimension, the row's id, and its span.

    `after` is the index of the token behind it.
    """

    kind: str
    id: str
    start: int
    end: int
    after: int


Said = dict[str, list[Hit]]
"""The hits of a stretch by kind."""


class Hits:
    """The hits of a text in order of position; `kinds` are those that it has any of."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=attrgetter("start"))
        self._starts = [hit.start for hit in self._hits]
        self._kept: dict[tuple[int, int], Said] = {}
        self.kinds = frozenset(hit.kind for hit in self._hits)

    def all(self, kind: str) -> list[Hit]:
        """The hits of a kind."""
        return [hit for hit in self._hits if hit.kind == kind]

    def within(self, span: tuple[int, int]) -> Said:
        """The hits that lie in a stretch of the view, by kind."""
        said: Said = {}
        start, end = span
        first = bisect_left(self._starts, start)
        for hit in self._hits[first : bisect_left(self._starts, end, first)]:
            if hit.end <= end:
                said.setdefault(hit.kind, []).append(hit)
        return said

    def reach(self, span: tuple[int, int], limit: int) -> tuple[int, int]:
        """A stretch up to the end of the phrases of indicators that begin in it, but not beyond a limit."""
        start, end = span
        first = bisect_left(self._starts, start)
        for hit in self._hits[first : bisect_left(self._starts, end, first)]:
            if hit.kind == INDICATOR and end < hit.end <= limit:
                end = hit.end
        return start, end

    def above(self, span: tuple[int, int]) -> Said:
        """The hits of a heading by kind; kept, as all figures below it ask for them."""
        said = self._kept.get(span)
        if said is None:
            said = self._kept[span] = self.within(span)
        return said
