"""Slips of the pen: two words that differ by one letter, two numbers by one digit or two swapped ones."""


def is_one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is missing, added or another; never by a digit."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = at + 1 if len(short) == len(long) else at
    return short[rest:] == long[at + 1 :] and (long[at] + short[at:rest]).isalpha()


def is_transposed(one: str, other: str) -> bool:
    """Whether two numbers differ by two neighbouring digits that changed places."""
    if len(one) != len(other):
        return False
    at = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    is_pair = len(at) == 2 and at[1] == at[0] + 1  # noqa: PLR2004 - a pair
    return is_pair and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def is_digit_slip(one: str, other: str) -> bool:
    """Whether two numbers of one length differ by one digit."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
