"""Slips of the pen: two words that differ by one letter."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_one_letter(one: str, other: str) -> bool:
    """Whether two search keys differ by one letter that is missing, added or another; never by a digit."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = at + 1 if len(short) == len(long) else at
    return short[rest:] == long[at + 1 :] and all(letter in _LETTERS for letter in long[at] + short[at:rest])
