"""Tables without vertical rules: their columns are found by the places of the text."""
