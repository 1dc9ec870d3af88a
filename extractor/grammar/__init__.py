"""Closed little languages without any document around them: numbers, dates and periods, document numbers."""
