"""Forms of others: an empty table that an office has sent, filled in place."""
