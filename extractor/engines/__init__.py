"""Engines run the conversion over many files; `local` does so on this machine."""
