"""Pages that were captured more than once, newest first, with what was touched."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from watchdesk.brief.wording import escape_unsafe_json, safe
from watchdesk.compared import wording
from watchdesk.compared.page import template
from watchdesk.records.edit import Comparison, Declaration
from watchdesk.versions import Compared


def edited_text(found: Sequence[Compared], width: int = 100) -> Iterator[str]:
    """Each pair of captures: what differs in one line, then whose page it is and how to see it."""
    for made in found:
        record = made.record
        yield from textwrap.wrap(
            safe(f"{when(record)}  {mark(record)}{wording.summary(record)}"),
            max(40, width),
            subsequent_indent=" " * 12,
        )
        title = " ".join(
            safe(f"{record.b.outlet or 'outlet not named'}, “{title_of(record)}”").split()
        )
        yield " " * 12 + textwrap.shorten(title, max(28, width - 12), placeholder=" …")
        yield " " * 12 + f"watchdesk diff {record.a.article} {record.b.article}"


def edited_json(found: Sequence[Compared]) -> str:
    """A JSON list of the comparisons; ends with a line break."""
    return escape_unsafe_json(f"[{','.join(m.record.model_dump_json() for m in found)}]") + "\n"


def edited_page(found: Sequence[Compared], desk: str) -> str:
    """The same as one HTML page."""
    rows = [
        (when(m.record), mark(m.record).rstrip(": "), wording.summary(m.record), m.record)
        for m in found
    ]
    return template("edited.html").render(desk=desk, rows=rows)


def when(record: Comparison) -> str:
    """The day the newer capture was taken, else published; ``no date`` where neither is known to
    the day."""
    if record.b.captured_at:
        return record.b.captured_at.date().isoformat()
    published = record.b.published
    known = published.latest is not None and published.earliest == published.latest
    return str(published.latest) if known else "no date   "


def mark(record: Comparison) -> str:
    """How the edit is declared, before the summary."""
    return {
        Declaration.SILENT: "silent: ",
        Declaration.DECLARED: "declared: ",
        Declaration.UNCLEAR: "unclear: ",
        Declaration.APART: "another article: ",
        Declaration.UNCHANGED: "",
    }[record.declared]


def title_of(record: Comparison) -> str:
    """The newer headline."""
    return record.b.title or record.a.title or "no headline"
