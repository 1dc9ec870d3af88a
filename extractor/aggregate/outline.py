"""Who answered which item of the outline that was asked for, who left it blank, and who does not have it."""

from collections.abc import Iterable, Sequence

import pandas as pd
import regex

from extractor.aggregate.headings import bare
from extractor.aggregate.receipts import Receipt, State
from extractor.records import OutlineItem
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
