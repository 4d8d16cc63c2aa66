"""A brief as Markdown, HTML or JSON. Everything that came from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from watchdesk.records import (
    Basis,
    Brief,
    Bullet,
    Citation,
    Counts,
    Interval,
    Published,
    Verification,
)

if TYPE_CHECKING:
    from jinja2 import Template

Format = Literal["md", "html", "json"]

_UNSAFE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Control characters and marks that turn the direction of the text around them."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_BASIS = {
    Basis.METADATA: "",
    Basis.BYLINE: "",
    Basis.URL: " (from its address)",
    Basis.TEXT: " (from its text)",
    Basis.INFERRED: " (inferred)",
    Basis.UNKNOWN: "",
}
_STANDING = {
    Verification.REPORTED: "hearsay",
    Verification.UNVERIFIED: "unverified",
    Verification.CONFIRMED: "confirmed",
    Verification.DENIED: "denied",
    Verification.DISPUTED: "disputed",
    Verification.NO_COMMENT: "no comment",
}


def render(brief: Brief, form: Format) -> str:
    """The whole brief; ends with a line break."""
    if form == "json":
        return brief.model_dump_json(indent=2) + "\n"
    if form == "html":
        return _template().render(brief=brief, citation={c.number: c for c in brief.citations})
    return "\n".join(_markdown(brief)) + "\n"


def safe(text: str) -> str:
    """Without characters that a terminal or a page would obey instead of showing."""
    return _UNSAFE.sub("", text)


def escape_markdown(text: str) -> str:
    """So that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", safe(" ".join(text.split())))


def day(value: date) -> str:
    """``8 August 2024``."""
    return f"{value.day} {value:%B %Y}"


def days(interval: Interval) -> str:
    """An interval in words: ``5–11 August 2024``, ``after 1 June 2022``, ``not known``."""
    low, high = interval.earliest, interval.latest
    if low and high:
        if low == high:
            return day(low)
        if (low.year, low.month) == (high.year, high.month):
            return f"{low.day}–{day(high)}"
        return f"{low.day} {low:%B}{'' if low.year == high.year else f' {low.year}'} – {day(high)}"
    if low:
        return f"{day(low)} or later"
    return f"{day(high)} or earlier" if high else "date not known"


def published(when: Published) -> str:
    """A publication date with the basis it rests on."""
    return days(when) + _BASIS[when.basis]


def counts(value: Counts) -> str:
    """``3 articles, 2 stories, 1 origin``."""
    return ", ".join(
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (value.articles, "article", "articles"),
            (value.families, "story", "stories"),
            (value.origins, "origin", "origins"),
        )
    )


def meta(bullet: Bullet) -> str:
    """The line under a bullet: who told whom, how sure, how widely, what was worked out."""
    parts = [" › ".join(bullet.told_by)] if bullet.told_by else []
    if bullet.verification in _STANDING:
        parts.append(_STANDING[bullet.verification])
    if bullet.counts:
        parts.append(counts(bullet.counts))
    if bullet.note:
        parts.append(bullet.note)
    return " · ".join(parts)


def head(citation: Citation) -> str:
    """Outlet, headline and date of cited words."""
    title = f"“{citation.title}”" if citation.title else "no headline"
    return f"{citation.outlet or 'outlet not named'}, {title}, {published(citation.published)}"


def _markdown(brief: Brief) -> Iterator[str]:
    yield f"# {escape_markdown(brief.desk)}"
    yield ""
    asked = f" · as the ledger stood on {brief.as_of}" if brief.as_of else ""
    yield f"{days(brief.period)} · {counts(brief.counts)}{asked}"
    for section in brief.sections:
        yield ""
        yield f"## {escape_markdown(section.title)}"
        yield ""
        for bullet in section.bullets:
            marks = "".join(f"[^{number}]" for number in bullet.citations)
            yield f"- {escape_markdown(bullet.text)} {marks}"
            if line := meta(bullet):
                yield f"  <br>*{escape_markdown(line)}*"
        if section.note:
            if section.bullets:
                yield ""
            yield f"*{escape_markdown(section.note)}*"
    yield from _markdown_sources(brief)
    yield from _markdown_gate(brief)
    yield ""
    for citation in brief.citations:
        yield (
            f"[^{citation.number}]: {escape_markdown(head(citation))}: "
            f"“{escape_markdown(citation.quote)}” — `{citation.at.fragment}`"
        )


def _markdown_sources(brief: Brief) -> Iterator[str]:
    yield ""
    yield "## Sources"
    yield ""
    yield f"{counts(brief.counts).capitalize()}. Copies of one story share a story number."
    yield ""
    yield "| Story | Outlet | Headline | Published | Reliability | Article |"
    yield "|---|---|---|---|---|---|"
    numbers = {f: n for n, f in enumerate(dict.fromkeys(line.family for line in brief.sources), 1)}
    for line in brief.sources:
        cells = (
            str(numbers[line.family]),
            escape_markdown(line.outlet or "not named"),
            escape_markdown(line.title or "no headline"),
            published(line.published),
            line.reliability,
            f"`{line.article}`",
        )
        yield "| " + " | ".join(cells) + " |"


def _markdown_gate(brief: Brief) -> Iterator[str]:
    yield ""
    yield "## Gate"
    yield ""
    if not brief.stopped:
        yield (
            "Every bullet passed: each name, number, place, date and quotation stands in its "
            "cited words."
        )
        return
    yield f"{len(brief.stopped)} findings stopped a bullet:"
    yield ""
    for item in brief.stopped:
        yield f"- {escape_markdown(item.reason)}: “{escape_markdown(item.text)}”"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 — HTML only

    environment = Environment(
        loader=PackageLoader("watchdesk.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "safe_text": safe,
        "days": days,
        "counts": counts,
        "meta": meta,
        "published": published,
        "head": head,
    }
    return environment.get_template("brief.html")
