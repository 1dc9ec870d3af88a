"""What tables, fields and closed values are called, for the people who read them."""

from collections import defaultdict
from collections.abc import Mapping

from extractor.rules import Messages, Patterns
from extractor.rules.lists import Dimension, DocType, Indicator, Measure
from extractor.rules.period_names import period_name
from extractor.text.fold import search_key

PERIOD = "period_label"


class Vocabulary:
    """The names of tables, headings of fields and labels of closed values, in the language of the messages.

    `labels` holds those that the lists of patterns know, by field and value.
    """

    def __init__(self, messages: Messages, labels: Mapping[tuple[str, str], str] | None = None) -> None:
        self._messages = messages
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        for (field, value), label in (labels or {}).items():
            self._labels[field][value] = label
        for field in messages.keys("value"):
            self._labels[field] |= messages.parts("value", field)

    def table(self, name: str) -> str:
        """The name of a table, which is the name of its sheet."""
        return self._messages.say("sheet", name)

    def heading(self, table: str, field: str) -> str:
        """The heading of a field; some fields mean something else in one table."""
        part = table if self._messages.has("column", field, table) else "text"
        return self._messages.say("column", field, part)

    def ids(self, field: str) -> tuple[str, ...]:
        """The closed values of a field, in the order in which the messages name them."""
        return tuple(self._labels.get(field, ()))

    def value(self, field: str, value: str) -> str:
        """The label of a closed value, the name of a period; any other text is itself.

        A unit of several parts is named part by part: `VND/nguoi` is "đồng/người".
        """
        if field == PERIOD:
            return period_name(value, self._messages)
        labels = self._labels.get(field)
        if labels is None or value in labels:
            return value if labels is None else labels[value]
        parts = value.split("/")
        return "/".join(labels[part] for part in parts) if labels.keys() >= set(parts) else value


def vocabulary(messages: Messages, patterns: Patterns) -> Vocabulary:
    """The vocabulary with the labels of document types, indicators, units of measure and dimensions."""
    labels = {("doc_type", row.id): row.label for row in patterns.rows(DocType)}
    labels |= {("indicator", row.id): row.label for row in patterns.rows(Indicator)}
    units = patterns.rows(Measure, "lists/units")
    labels |= {("unit", row.id): _name(row) for row in units}
    labels |= {(row.dimension, row.id): row.words[0] for row in patterns.rows(Dimension)}
    return Vocabulary(messages, labels)


def _name(unit: Measure) -> str:
    """What a unit is called: the word that its id spells, not one of the narrower words of its row."""
    words = unit.words + unit.guarded
    return next((word for word in words if search_key(word).replace(" ", "_") == unit.id), words[0])
