"""What is found in a report. Each finder is `find(report, ...) -> records` and knows no other finder."""
