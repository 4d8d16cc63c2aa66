"""What the shipped gazetteer is built from."""
