"""What reports measure and the catalogue does not know, as rows that can be pasted into it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import regex

from extractor.records import FigureRecord
from extractor.text.fold import search_key

COLUMNS = ("id", "label", "words", "unit", "aggregation", "context", "excludes", "example")
"""The heading of the rows."""

PREFIX = "MOI."
"""What a proposed id begins with, so that it is not taken for one of the catalogue's own."""

KINDS = {"count": "sum", "money": "sum", "rate": "recompute", "measure": "none", "numerator": "sum"}
"""How figures of a kind are mostly added up."""

LONGEST = 12
"""A label of more words is a sentence, and no name of an indicator."""

ID_WORDS = 6

_MARK = regex.compile(r"^(?:[-+*•]\s*|\(?\d+[.)]\s*|\p{Lu}?[IVX]*[.)]\s+|[a-zđ][.)]\s+)")
_SPLIT = regex.compile(r" \| ")


def rows(figures: Iterable[FigureRecord]) -> list[tuple[str, ...]]:
    """Rows of `patterns/indicators.tsv` (id, label, words, unit, aggregation, context, excludes, example).

    The labels of figures without an indicator, those that stand most often first.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    printed: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for figure in figures:
        if figure.indicator or figure.kind not in KINDS or not figure.unit or not figure.label:
            continue
        label = _label(figure.label)
        if not label:
            continue
        key = search_key(label), figure.unit, KINDS[figure.kind]
        seen[key] += 1
        printed[key][label] += 1
    found: list[tuple[str, ...]] = []
    taken: Counter[str] = Counter()
    for key, _ in seen.most_common():
        name, unit, aggregation = key
        label = printed[key].most_common(1)[0][0]
        words = "_".join(regex.findall(r"[a-z0-9]+", name)[:ID_WORDS]).upper()
        taken[words] += 1
        number = f"_{taken[words]}" if taken[words] > 1 else ""
        found.append((PREFIX + words + number, label, label, unit, aggregation, "", "", f"{label}: 12"))
    return found


def _label(text: str) -> str:
    """The label without mark and blanks; nothing where it is a sentence, or would break a row."""
    label = _MARK.sub("", " ".join(_SPLIT.split(text)[0].split())).strip(" .,;:-")
    is_name = 1 < len(label.split()) <= LONGEST and not any(map(str.isdigit, label)) and "|" not in label
    return label if is_name else ""
