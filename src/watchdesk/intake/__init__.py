"""Bytes to captures: one file per format; what cannot be read is refused by name."""
