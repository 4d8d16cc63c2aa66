"""Captures to articles: every line labelled with a reason, nothing deleted."""
