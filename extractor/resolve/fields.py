"""The field of procedures that a figure is of: named behind it, or at the head of its sentence or line."""

from bisect import bisect_right

from extractor.report import Report

NEAR = 120
"""How far before a figure its field may be named."""


class Fields:
    """The stretches of a report that speak of one field of procedures."""

    def __init__(self, report: Report) -> None:
        self._ids = report.patterns.ids("fields")
        rules = {one.value: one for one in report.patterns.rules("clauses")}
        rule, self._behind, self._before = (rules[name] for name in ("field", "field_behind", "field_before"))
        text = self._text = report.view.text
        self._starts: list[int] = []
        self._told: list[tuple[int, str]] = []
        for start, end in report.sentences.all():
            found = rule.compiled.match(text, start, end)
            if found is None:
                continue
            # "Lĩnh vực đất đai: ..." is about it to the end of the line.
            is_title = text[found.end() : end].lstrip().startswith(":")
            self._starts.append(start)
            until = report.sentences.line(start)[1] if is_title else end
            self._told.append((until, self._ids[found["field"].lower()]))

    def of(self, start: int, end: int) -> str | None:
        """The id of the field that a figure with this span of the view is of."""
        found = self._behind.compiled.match(self._text, end)
        found = found or self._before.compiled.match(self._text, max(0, start - NEAR), start)
        return self._ids[found["field"].lower()] if found else self._around(start)

    def _around(self, position: int) -> str | None:
        """The id of the field that a place is about."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        until, field = self._told[index]
        return field if position < until else None
