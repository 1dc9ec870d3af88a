"""Characters that Word does not write as text: raised and lowered digits, pictures of symbol fonts."""

DIGITS = "0123456789"
RAISED = str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans(DIGITS, "₀₁₂₃₄₅₆₇₈₉")
SCRIPTS = {"superscript": RAISED, "subscript": LOWERED}

# By the font and the last byte of the character's code.
SYMBOLS = {
    "symbol": dict(zip(b"\xa3\xae\xb0\xb1\xb3\xb4\xb7\xb9\xbb\xe5", "≤→°±≥×•≠≈∑", strict=True)),
    "wingdings": dict(
        zip(b"\x6c\x6f\x71\x9f\xa7\xa8\xd8\xe0\xf0\xfb\xfc\xfd\xfe", "•☐☐•▪☐➢→⇨✗✓☒☑", strict=True)
    ),
}


def scripted(text: str, place: str | None) -> str:
    """Digits that stand raised or lowered ("superscript", "subscript") as such; other text as it is."""
    table = SCRIPTS.get(place or "")
    bare = text.strip()
    return text.translate(table) if table and bare.isascii() and bare.isdigit() else text


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
