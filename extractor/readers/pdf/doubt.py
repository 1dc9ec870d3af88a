"""When the second reader is asked for a page, and when it is believed: the whole policy, stated here.

It is asked

* when the first reader cannot open the document, sees no page in it, or cannot load one (`failed`);
* when the text of a page stays bad although its characters were put in order by their places: well-formed
  syllables are few in a text with Vietnamese letters, or many glyphs have lost their character
  (`low_quality`);
* when cells contradict the text: edges cut words, text of a table stands in no cell, or stands in columns
  where no column is drawn (`cells`, measured in `contradictions`).

It is believed where the first reader failed, else only where its page is better by the measure that raised
the doubt, and no worse by the other one. In one document it is asked no more after it did no better for
`PATIENCE` pages, nor for more than `MOST_PAGES`, nor for a page of more than `MOST_CHARS`: it takes some
fifty times as long as the first.
"""

import re

from extractor.readers.pdf.page import BETTER, POOR, Content

PATIENCE = 3
"""After so many pages on which the second reader was asked and did no better, it is asked no more."""

MOST_PAGES = 200
"""Pages of one document that the second reader reads at most."""

MOST_CHARS = 30_000
"""A page with more code points is not read a second time."""

LOST_SHARE = 0.1
"""Where more glyphs than this share have lost their character, text is damaged."""

CONTRADICTED = 0.05
"""Where more glyphs than this share contradict the cells, the grid is not believed."""

FAILED, LOW_QUALITY, CELLS = "failed", "low_quality", "cells"

_VIETNAMESE = re.compile(r"[ăâđêôơư\u1ea0-\u1ef9]", re.IGNORECASE)
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")


def doubt(page: Content) -> str | None:
    """Give the reason to ask the second reader for a page that the first one has read, if there is one."""
    reason = LOW_QUALITY if _damaged(page) else CELLS if page.contradicted > CONTRADICTED else None
    return reason if reason and page.length <= MOST_CHARS else None


def better(page: Content, other: Content, reason: str) -> bool:
    """Tell whether the second reader's page is to be taken, given the reason why it was asked."""
    gain = _legible(other) - _legible(page)
    if reason == CELLS:
        return gain > -BETTER and other.contradicted < page.contradicted / 2
    return gain > BETTER and other.contradicted <= max(page.contradicted, CONTRADICTED)


def _damaged(page: Content) -> bool:
    if page.quality is not None and page.quality >= POOR:
        return False
    text = page.text
    written = page.quality is not None and len(_VIETNAMESE.findall(text)) > BETTER * len(text)
    return written or _lost(text) > LOST_SHARE


def _legible(page: Content) -> float:
    """The share of well-formed syllables; of characters that are not lost where there are too few words."""
    if page.quality is not None:
        return page.quality
    return 1 - _lost(page.text) if page.length else 0.0


def _lost(text: str) -> float:
    return len(_LOST.findall(text)) / max(len(text), 1)
