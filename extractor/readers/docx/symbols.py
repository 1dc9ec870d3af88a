"""Characters that Word does not write as text: raised and lowered digits, pictures of symbol fonts."""

DIGITS = "0123456789"
RAISED = str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans(DIGITS, "₀₁₂₃₄₅₆₇₈₉")
SCRIPTS = {
    "superscript": {**RAISED, **str.maketrans("+-−", "⁺⁻⁻")},
    "subscript": {**LOWERED, **str.maketrans("+-−", "₊₋₋")},
}
# "15" and a raised "1,2" are not 151,2.
SCRIPTED = frozenset(DIGITS + "+-−,.; ")

# By the font and the last byte of the character's code.
SYMBOLS = {
    "symbol": dict(zip(b"\xa3\xae\xb0\xb1\xb3\xb4\xb7\xb9\xbb\xe5", "≤→°±≥×•≠≈∑", strict=True)),
    "wingdings": dict(
        zip(b"\x6c\x6f\x71\x9f\xa7\xa8\xd8\xe0\xf0\xfb\xfc\xfd\xfe", "•☐☐•▪☐➢→⇨✗✓☒☑", strict=True)
    ),
}
# A symbol font's place may also be typed, as a private character. No place is known in two fonts.
TYPED = {0xF000 + code: char for known in SYMBOLS.values() for code, char in known.items()}


def scripted(text: str, place: str | None) -> str:
    """Raised or lowered ("superscript", "subscript") digits and signs as such; other text as it is."""
    table = SCRIPTS.get(place or "")
    is_number = SCRIPTED.issuperset(text) and any(map(str.isdigit, text))
    return text.translate(table) if table and is_number else text


def raised(number: int | None) -> str:
    """A number in raised digits; "" for none."""
    return "" if number is None else str(number).translate(RAISED)


def symbol(font: str, code: str) -> str:
    """The character for a place in a font, given in hexadecimal digits; "" where there is none to be had."""
    try:
        point = int(code, 16)
        known = SYMBOLS.get(font.lower(), {}).get(point & 0xFF)
        char = known or chr(point)
    except (ValueError, OverflowError):
        return ""
    return char if char.isprintable() else ""
