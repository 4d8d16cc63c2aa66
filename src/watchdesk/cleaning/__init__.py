"""Captures to articles: every line labelled with a reason, nothing deleted."""

from watchdesk.cleaning.articles import articles
from watchdesk.cleaning.recurring import line_keys

__all__ = ["articles", "line_keys"]
