"""Rules and glyphs to tables with merged cells, over as many pages as they take."""
