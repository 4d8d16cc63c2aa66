"""A file for each page; each has ``ROUTES``."""
