"""Glyphs of a page to lines of text, as plain arrays; nothing here knows where the glyphs come from."""
