"""A brief as Markdown: CommonMark with tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from watchdesk.brief import hands, wording
from watchdesk.records import Brief, Bullet, Citation, Section

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\.")
"""What Markdown, or a common extension of it, reads as markup, an address or a formula."""
_LINE_START = re.compile(r"^(\d{1,9})?([-+=.):!])")
"""What makes a list, a heading or a rule at the start of a line."""
_PLAIN = re.compile(r"[\w#=,.:-]{1,200}")


def render(brief: Brief) -> str:
    """The whole brief; ends with a line break."""
    return "\n".join(_lines(brief)) + "\n"


def escape(text: str) -> str:
    """On one line, so that Markdown shows it as it is."""
    marked = _MARKS.sub(r"\\\g<0>", wording.line(text))
    return _LINE_START.sub(r"\1\\\2", marked)


def _code(text: str) -> str:
    return f"`{text}`" if _PLAIN.fullmatch(text) else escape(text)


def _lines(brief: Brief) -> Iterator[str]:
    cited = {citation.number: citation for citation in brief.citations}
    yield f"# {escape(brief.desk)}"
    yield ""
    asked = f" · as the ledger stood on {escape(brief.as_of)}" if brief.as_of else ""
    yield f"{wording.days(brief.period)} · {wording.counts(brief.counts)}{asked}"
    if brief.editor_note:
        yield from ("", f"*{escape(hands.noted(brief.editor_note))}*")
    for section in brief.sections:
        yield from _section(section, cited)
    yield from _sources(brief)
    yield from _gate(brief)
    for citation in brief.citations:
        yield _footnote(citation)


def _section(section: Section, cited: Mapping[int, Citation]) -> Iterator[str]:
    yield ""
    yield f"## {escape(section.title)}"
    yield ""
    if section.editor_note:
        yield from (f"*{escape(hands.noted(section.editor_note))}*", "")
    for bullet in section.bullets:
        yield from _bullet(bullet, cited)
    if section.note:
        if section.bullets:
            yield ""
        yield f"*{escape(section.note)}*"


def _bullet(bullet: Bullet, cited: Mapping[int, Citation]) -> Iterator[str]:
    marks = "".join(f"[^{number}]" for number in bullet.citations if number in cited)
    below = [escape(words) for words in (wording.meta(bullet, cited), *hands.under(bullet))]
    lines = [f"- {escape(bullet.text)} {marks}", *(f"  *{words}*" for words in below if words)]
    yield from (f"{words}\\" for words in lines[:-1])
    yield lines[-1]


def _footnote(citation: Citation) -> str:
    address = wording.web_address(citation.uri)
    uri = f"<{address}>" if address else escape(citation.uri)
    where = f" — {uri}, {_code(citation.at.fragment)}"
    quote = f"“{escape(citation.quote)}”"
    return f"[^{citation.number}]: {escape(wording.head(citation))}: {quote}{where}"


def _sources(brief: Brief) -> Iterator[str]:
    yield ""
    yield "## Sources"
    yield ""
    yield f"{wording.counts(brief.counts).capitalize()}. Copies of one story share a story number."
    yield ""
    yield "| Story | Outlet | Headline | Published | Reliability | Article |"
    yield "|---|---|---|---|---|---|"
    numbers = {f: n for n, f in enumerate(dict.fromkeys(line.family for line in brief.sources), 1)}
    for line in brief.sources:
        cells = (
            str(numbers[line.family]),
            escape(line.outlet or "not named"),
            escape(line.title or "no headline"),
            wording.published(line.published),
            escape(line.reliability),
            _code(line.article),
        )
        yield "| " + " | ".join(cells) + " |"


def _gate(brief: Brief) -> Iterator[str]:
    yield from ("", "## Gate", "")
    for group in hands.groups(brief):
        yield from (escape(group.title), "")
        if group.lines:
            yield from (f"- {escape(words)}" for words in group.lines)
            yield ""
