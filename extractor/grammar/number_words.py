"""Numbers in words: `hai mươi lăm`, `một nghìn không trăm linh năm`, `một tỷ hai trăm triệu`."""

from collections.abc import Mapping

TEN = 10
THOUSAND = 1000


def number(words: str, values: Mapping[str, int]) -> int | None:
    """The number that words say ("hai mươi lăm" is 25); None where any of them is no number word."""
    parts: list[int] = []
    group, digit = 0, None
    for word in words.split():
        value = values.get(word)
        if value is None:
            return None
        if value < TEN:
            # Digits said one after the other are tens and ones: "hai tư" is 24.
            digit = (digit or 0) * TEN + value
        elif value < THOUSAND:
            # "không trăm" is no hundred, "trăm" alone is one.
            group, digit = group + (1 if digit is None else digit) * value, None
        else:
            smaller = group + digit if digit is not None else group or (not parts)
            # "hai nghìn tỷ": what is smaller than the scale is multiplied with it.
            while parts and parts[-1] < value:
                smaller += parts.pop()
            parts.append(smaller * value)
            group, digit = 0, None
    return sum(parts) + group + (digit or 0)
