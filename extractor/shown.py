"""What shows itself in a notebook: values whose type is drawn as HTML elsewhere.

Records and documents stay without presentation; `notebook` registers how each type is drawn.
"""

from functools import singledispatch
from html import escape


@singledispatch
def draw(value: object) -> str:
    """A value as HTML in which text of a report is only text; a type that nothing draws as its `repr`."""
    return f"<pre>{escape(repr(value))}</pre>"


class Shown:
    """A value that notebooks show by `_repr_html_`, the name that IPython and its kin look for."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return draw(self)
