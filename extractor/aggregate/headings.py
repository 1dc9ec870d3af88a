"""Headings as units of one form share them: without the ordinals, that each report numbers in its own way."""

import regex

_ORDINAL = regex.compile(
    r"^\s*(?:\p{L}+\s+)?(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|\p{L})[.)]\s*", regex.IGNORECASE
)


def bare(heading: str) -> str:
    """A heading without its ordinal and the word before ("Phần II.", "1.2.", "a)") nor points at its ends."""
    text: str = _ORDINAL.sub("", heading)
    return text.strip(" .:")
