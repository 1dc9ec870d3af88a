"""Personal data in reports: where they stand, and records and texts without them.

What they are is told by `patterns/private.toml` and the lists that it names. A masked text is as long as the
printed one, so that every offset stays true.
"""
