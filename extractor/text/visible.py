"""Text of a report as it may be shown in a terminal or a notebook."""

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with the characters that steer a terminal or turn its writing direction as escapes."""
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def in_a_line(text: str) -> str:
    """The same, with all white space as single spaces."""
    return visible(" ".join(text.split()))


def in_json(text: str) -> str:
    """JSON that means the same, with these characters as escapes of JSON."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
