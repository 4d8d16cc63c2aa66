"""Captures to articles: every line labelled with a reason, nothing deleted."""

from watchdesk.cleaning.articles import articles

__all__ = ["articles"]
