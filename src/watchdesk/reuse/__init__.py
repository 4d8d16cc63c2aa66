"""The same words elsewhere: fingerprints, shared passages, families, origins."""
