"""What the checks tell of a short report, as the whole pipeline gives it."""

from extractor.records import CheckRecord
from tests.finders.sentences import HEAD, records


def told(text: str, rule: str, head: str = HEAD) -> list[CheckRecord]:
    """The findings of one rule in a report, in order of position."""
    return [check for check in records(text, head=head).checks if check.rule == rule]


def numbers(text: str, rule: str, head: str = HEAD) -> list[tuple[str | None, str | None]]:
    """What is stated and what it is held against, of each such finding."""
    return [(check.stated, check.computed) for check in told(text, rule, head)]
