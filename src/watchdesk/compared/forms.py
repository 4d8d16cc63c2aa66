"""A comparison, or a list of them, in the form asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from watchdesk.compared import edited
from watchdesk.compared.page import page
from watchdesk.compared.text import Paint, plain, text
from watchdesk.compared.wording import as_json
from watchdesk.versions import Compared

Form = Literal["text", "html", "json"]
"""Forms a comparison is written in."""


def of_two(made: Compared, form: Form, paint: Paint = plain, width: int = 100) -> Iterable[str]:
    """The lines of a comparison, without their line breaks."""
    if form == "text":
        return text(made, paint, width)
    return (as_json(made.record) if form == "json" else page(made)).splitlines()


def of_many(found: Sequence[Compared], form: Form, desk: str, width: int = 100) -> Iterable[str]:
    """The lines of a list of edits, without their line breaks."""
    if form == "text":
        return edited.edited_text(found, width)
    whole = edited.edited_json(found) if form == "json" else edited.edited_page(found, desk)
    return whole.splitlines()
