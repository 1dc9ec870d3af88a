"""What a person types, as an expression of FTS5: every text is safe, none is an error.

Words and `"words in quotes"` must all be found; marks that join them, as in `36/2023/QĐ-UBND`, ask for what
they join in this order. Each is looked for as typed, which ranks higher, and without diacritics.
Source: https://www.sqlite.org/fts5.html, "Full-text Query Syntax".
"""

import re
from typing import NamedTuple

from extractor.index.folding import folded, storable
from extractor.text.fold import normal

MOST = 64
"""How many words of a query are looked for."""

_TERMS = re.compile(r'"([^"]*)"|([^\s"]+)')
_DIGIT = re.compile(r"\d")


class Query(NamedTuple):
    """What is looked for: `expression` for MATCH, empty where nothing is; the `numbers` in it, folded."""

    expression: str = ""
    numbers: tuple[str, ...] = ()


def parse(typed: str) -> Query:
    """The query that a text means."""
    text = normal(storable(typed) or "")
    terms = [phrase or word for phrase, word in _TERMS.findall(text)]
    terms = [term for term in terms if any(map(str.isalnum, term))][:MOST]
    numbers = (folded(term).strip(".,;:()") for term in terms if _DIGIT.search(term))
    return Query(" AND ".join(map(_either, terms)), tuple(dict.fromkeys(numbers)))


def _either(term: str) -> str:
    """A term as typed in what is written, or folded in what is folded."""
    return f'({{title subject}} : "{term}" OR {{folded}} : "{folded(term)}")'
