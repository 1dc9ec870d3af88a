"""The stamps that electronic signatures print on a page: which lines they are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.readers.pdf.text.lines import Line
from extractor.rules.home import home
from extractor.rules.lists import Phrase, read_list

LIST = "lists/stamp_words.tsv"

LONGEST = 9
"""Lines of the longest stamp."""

CLOCK = re.compile(r"\d{2}:\d{2}:\d{2}")
ZONE_OR_TIME = re.compile(r"[+-]\d{2}:\d{2}|[\d.:/ -]{8,}(?:[+-]\d{2}:\d{2})?")
"""A line that goes on with the time of a signature."""


def stamps(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Give the numbers of the lines of each stamp.

    A stamp is what stands between the signer and the time, or the annotations of a page with a clock time.
    """
    first, last = _words()
    end = 0
    for number, line in enumerate(lines):
        if number >= end and first.match(line.text):
            length = _length(lines[number : number + LONGEST], last)
            end = number + length
            if length:
                yield list(range(number, end))
    overlay = [number for number, line in enumerate(lines) if line.overlay]
    if CLOCK.search(" ".join(lines[number].text for number in overlay)):
        yield overlay


def _length(block: Sequence[Line], last: re.Pattern[str]) -> int:
    """Count the lines up to the time, with the rest of it on the next line; 0 where there is no time."""
    ends = [at for at, line in enumerate(block) if last.match(line.text)]
    if not ends:
        return 0
    after = block[ends[0] + 1 : ends[0] + 2]
    return ends[0] + (2 if after and ZONE_OR_TIME.fullmatch(after[0].text) else 1)


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the first and the last line of a stamp begin with."""
    rows = read_list(LIST, home().joinpath(LIST).read_bytes(), Phrase)
    words = {row.id: "|".join(map(re.escape, row.words)) for row in rows}
    first = rf"(?:{words['signer']})\s*:|(?:{words['opening']})\s"
    return re.compile(first, re.IGNORECASE), re.compile(rf"(?:{words['time']})\s*:", re.IGNORECASE)
