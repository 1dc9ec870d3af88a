"""The index of citations: which reports name which documents, in one SQLite file that is kept up to date."""
