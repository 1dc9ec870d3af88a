"""Which line breaks of flowing text are only the end of a printed line.

A text file or a PDF breaks a paragraph wherever the line was full. A break is soft when the line before it
does not end a sentence and the next one continues it, or when the next word would not have fitted any more.
"""

from collections.abc import Sequence

import regex

FULL_LINE = 0.82
"""A line is full when it and the next word would fill this share of the width or more."""

LONGEST_TITLE = 200
"""In unwrapped text, a line longer than this without a stop is a cut paragraph, not a title."""

_OPENS = regex.compile(
    r"\s*(?:[-+*•–—▪●]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[IVXLC]{1,5}\.\s|\p{L}[.)]\s|[¹²³⁰⁴-⁹]|\||"
    # The number of a document under its letterhead: a short word, a colon, a number or a blank, a stroke.
    r"\p{Lu}\p{L}{0,3}\s?:\s*[\d._…]*\s*/)"
)
_HEADING = regex.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVXLC]{1,5}\.)\s")
_STOPS = regex.compile(r"[.;:!?][\"'”)*\s]*$")
_HANGS = regex.compile(r"[,\-–/(]\s*$")
_CONTINUES = regex.compile(r"\s*[\p{Ll}\d(,%/;]")
_CLOSES = regex.compile(r"\s*[%‰)\]]")
_SHORT_CAPITALS = 6


def width(lines: Sequence[str]) -> int | None:
    """The width in code points at which the text was wrapped; None when its lines are whole paragraphs."""
    long = sorted(len(line.strip()) for line in lines if len(line.strip()) > 40)  # noqa: PLR2004 - a short line tells nothing
    if len(long) < 8:  # noqa: PLR2004 - too few lines to tell
        return None
    full, middle = long[len(long) * 95 // 100], long[len(long) // 2]
    wrapped = full <= 140 and middle >= 0.75 * full  # noqa: PLR2004 - A4 holds no longer line in readable type
    return full if wrapped else None


def is_soft(before: str, after: str, full: int | None, *, apart: bool = False) -> bool:
    """Whether the break between two lines, both with text, is only the end of a printed line.

    `apart` tells that an empty line stands between them, as a page break may leave one inside a sentence.
    """
    if _OPENS.match(after) or _is_capitals(before) or _is_capitals(after):
        return False
    if not (_has_word(before) and (_has_word(after) or _CLOSES.match(after))):
        return False
    if apart and not _CONTINUES.match(after):
        return False
    length = len(before.strip())
    first_word = after.split(maxsplit=1)[0]
    is_full = full is not None and length + 1 + len(first_word) >= FULL_LINE * full
    if _STOPS.search(before):
        return is_full and bool(_CONTINUES.match(after)) and not before.rstrip().endswith(".")
    if _CONTINUES.match(after) or _HANGS.search(before):
        return not _HEADING.match(before) or is_full or full is None
    return is_full or (full is None and length > LONGEST_TITLE and not _HEADING.match(before))


def _has_word(line: str) -> bool:
    """A line of dashes or stars is a rule across the page."""
    return any(char.isalnum() for char in line)


def _is_capitals(line: str) -> bool:
    if not line.isupper() or not line.lstrip()[:1].isalpha():  # a line that a number opens is no title
        return False
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= _SHORT_CAPITALS and all(char.isupper() for char in letters)
