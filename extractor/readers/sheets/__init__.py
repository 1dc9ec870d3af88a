"""Spreadsheets: sheets of cells as they show, made into lines of text and tables."""
