"""The slip of the hand that would turn one number into another."""

from decimal import Decimal

FEWEST = 3
"""So many digits a number must have for likeness to mean anything."""

SURE = 4
"""So many for one wrong digit to be told from another number."""


def slip(stated: Decimal, right: Decimal) -> str | None:
    """`transposed` where two digits are exchanged, `digit` where one is wrong; else None."""
    first, second = _digits(stated, right)
    if len(first) != len(second) or len(first) < FEWEST or first == second:
        return None
    wrong = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(wrong) == 1:
        return "digit" if len(first) >= SURE else None
    if len(wrong) == 2 and [first[n] for n in wrong] == [second[n] for n in reversed(wrong)]:  # noqa: PLR2004 - a pair
        return "transposed"
    return None


def _digits(*numbers: Decimal) -> list[str]:
    """The digits that carry numbers: without sign and point, without the zeros that all of them end with."""
    places = min(int(number.as_tuple().exponent) for number in numbers)
    digits = [f"{abs(number).scaleb(-min(places, 0)):f}" for number in numbers]
    while all(text.endswith("0") and len(text) > 1 for text in digits):
        digits = [text[:-1] for text in digits]
    return digits
