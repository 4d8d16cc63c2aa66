"""A brief as Markdown, HTML or JSON. Everything that came from outside is escaped here."""

from __future__ import annotations

from watchdesk.brief import markdown, page
from watchdesk.brief.wording import Form as Format
from watchdesk.brief.wording import days, escape_unsafe_json, published, safe
from watchdesk.records import Brief

__all__ = ["Format", "days", "published", "render", "safe"]


def render(brief: Brief, form: Format) -> str:
    """The whole brief; ends with a line break."""
    if form == "json":
        return escape_unsafe_json(brief.model_dump_json(indent=2)) + "\n"
    return page.render(brief) if form == "html" else markdown.render(brief)
