"""Who answered which item of the outline that was asked for, who left it blank, and who does not have it."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd
import regex

from extractor.aggregate.headings import bare
from extractor.aggregate.receipts import Receipt, State
from extractor.parts import OutlineItem
from extractor.text.fold import search_key

FIELDS = ["item", "answered", "blank", "absent"]

_WORDS = regex.compile(r"[^a-z]+")


def answers(asked: Sequence[OutlineItem], receipts: Iterable[Receipt]) -> pd.DataFrame:
    """A row for each item: how many of the reports that count answer it, and the senders of the others.

    An item is the same where its heading is, but for ordinals, numbers, case and marks; it is answered by
    what stands under it or under a heading below it.
    """
    counted = [receipt for receipt in receipts if receipt.state == State.COUNTED]
    told = {receipt.sender: _filled(receipt.document.outline) for receipt in counted}
    rows = []
    for item in asked:
        name = _name(item.path[-1])
        blank = [sender for sender, filled in told.items() if filled.get(name) is False]
        absent = [sender for sender, filled in told.items() if name not in filled]
        text = "    " * (len(item.path) - 1) + item.path[-1]
        rows.append((text, len(told) - len(blank) - len(absent), "; ".join(blank), "; ".join(absent)))
    return pd.DataFrame(rows, columns=FIELDS)


def common(receipts: Iterable[Receipt]) -> tuple[OutlineItem, ...]:
    """The outline that the reports which count share: the headings that most have, as one report has them."""
    outlines = [receipt.document.outline for receipt in receipts if receipt.state == State.COUNTED]
    having = Counter(name for outline in outlines for name in {_name(item.path[-1]) for item in outline})
    shared = {name for name, count in having.items() if 2 * count > len(outlines)}
    kept = [tuple(item for item in outline if _name(item.path[-1]) in shared) for outline in outlines]
    return max(kept, key=len, default=())


class Homes:
    """Where in an outline a finding belongs, by the headings that it stands under."""

    def __init__(self, outline: Sequence[OutlineItem]) -> None:
        self._places = {_name(item.path[-1]): place for place, item in reversed([*enumerate(outline)])}

    def of(self, section: Sequence[str]) -> int | None:
        """The place of the deepest heading that the outline has too; None where it has none of them."""
        names = (_name(heading) for heading in reversed(section))
        return next((self._places[name] for name in names if name in self._places), None)


def _filled(outline: Iterable[OutlineItem]) -> dict[str, bool]:
    """By heading whether anything stands under it."""
    found: dict[str, bool] = {}
    for item in outline:
        for heading in item.path:
            name = _name(heading)
            found[name] = found.get(name, False) or item.chars > 0
    return found


def _name(heading: str) -> str:
    """A heading as it is compared."""
    name: str = _WORDS.sub(" ", search_key(bare(heading))).strip()
    return name
