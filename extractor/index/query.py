"""What a person types, as an expression of FTS5: every text is safe, none is an error.

Words and `"words in quotes"` must all be found; marks that join them, as in `36/2023/QĐ-UBND`, ask for what
they join in this order. Each is looked for as typed, which ranks higher, and without diacritics. The name of
a body is also looked for as titles have it: `Ủy ban nhân dân` as `UBND`.
Source: https://www.sqlite.org/fts5.html, "Full-text Query Syntax".
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractor.index.folding import folded, storable
from extractor.text.fold import normal

MOST = 64
"""How many words of a query are looked for."""

_DIGIT = re.compile(r"\d")


class Query(NamedTuple):
    """What is looked for: `expression` for MATCH, empty where nothing is; the `numbers` in it, folded.

    With a `year` only what may be of that year, by its day or its number.
    """

    expression: str = ""
    numbers: tuple[str, ...] = ()
    year: str = ""


def parse(typed: str, bodies: Mapping[str, str] | None = None) -> Query:
    """The query that a text means; `bodies` gives the folded names of bodies as titles have them."""
    parts = normal(storable(typed) or "").split('"')
    # Every second part stands between quotes.
    runs = [[part] if number % 2 else part.split() for number, part in enumerate(parts)]
    found = [" ".join(term.split()) for run in runs for term in run if any(map(str.isalnum, term))][:MOST]
    numbers = (folded(term).strip(".,;:()") for term in found if _DIGIT.search(term))
    return Query(" AND ".join(_terms(found, bodies or {})), tuple(dict.fromkeys(numbers)))


def named(text: str, bodies: Mapping[str, str]) -> str:
    """A text with the names of bodies as titles have them, folded."""
    found = folded(text)
    for name in sorted(bodies, key=len, reverse=True):
        found = re.sub(rf"\b{re.escape(name)}\b", folded(bodies[name]), found)
    return found


def _terms(words: list[str], bodies: Mapping[str, str]) -> Iterator[str]:
    """An expression for each word, or for the words that are the name of a body."""
    longest = max((len(name.split()) for name in bodies), default=0)
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            name = bodies.get(folded(" ".join(words[start:end])))
            if name is not None:
                as_typed = " AND ".join(map(_either, words[start:end]))
                yield f"(({as_typed}) OR {_either(name)})"
                start = end
                break
        else:
            yield _either(words[start])
            start += 1


def _either(term: str) -> str:
    """A term as typed in what is written, or folded in what is folded."""
    return f'({{title subject}} : "{term}" OR {{folded}} : "{folded(term)}")'
