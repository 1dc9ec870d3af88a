"""The workbook of totals that an office signs: what was added up, from whom, and where each number stands."""
