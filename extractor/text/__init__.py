"""Text as a value: normal form, syllables, and the matching view with its map to the raw text."""
