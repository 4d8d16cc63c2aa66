"""A brief as one HTML page: no scripts, nothing fetched, every line linked to its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from watchdesk.brief import hands, wording
from watchdesk.brief.speakers import OUTLET_NOT_NAMED, OWN_VOICE, SOURCE_NOT_NAMED
from watchdesk.brief.templating import environment
from watchdesk.records import Brief, Bullet, Citation

if TYPE_CHECKING:
    from jinja2 import Template

_CONTEXT = 90
"""Code points of context shown on either side of cited words; less than a citation keeps."""
_WHOLE = 12
"""Words; longer quotations are looked up on the outlet's page by their first and last words."""
_ENDS = 5
"""Words at either end that are looked up."""
_NO_ANCHOR = re.compile(r"[^\w-]", re.ASCII)


@dataclass(frozen=True)
class Link:
    """Where a link leads and what it says."""

    target: str
    label: str


@dataclass(frozen=True)
class Teller:
    """One of those who told it: a name, what is said of it, and whether it is not named."""

    name: str
    rest: str
    unknown: bool


@dataclass(frozen=True)
class Line:
    """One bullet as shown."""

    anchor: str
    label: str
    bullet: Bullet
    numbers: tuple[int, ...]
    tellers: tuple[Teller, ...]
    when: str | None
    heard: tuple[str, ...]
    standing: str | None
    under: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A section with its anchor."""

    anchor: str
    title: str
    note: str | None
    desk: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Words:
    """One citation as shown."""

    citation: Citation
    before: str
    after: str
    link: str | None
    host: str | None
    back: tuple[Link, ...]


@dataclass(frozen=True)
class Source:
    """One row of the sources."""

    story: int
    outlet: str
    title: str
    link: str | None
    uri: str
    published: str
    reliability: str
    cited: tuple[int, ...]


def render(brief: Brief) -> str:
    """The whole page; ends with a line break."""
    cited = {citation.number: citation for citation in brief.citations}
    parts = _parts(brief, cited)
    return _template().render(
        brief=brief,
        parts=parts,
        words=_words(brief, parts),
        sources=_sources(brief),
        gate=hands.groups(brief),
    )


def to_the_words(uri: str, words: str) -> str | None:
    """A web address that opens at the words, by a text fragment (WICG, URL Fragment Text
    Directives); browsers that do not know it open the page at its top."""
    address = wording.web_address(uri)
    found = wording.line(words).split(" ")
    if address is None or not found[0]:
        return address
    ends = [found] if len(found) <= _WHOLE else [found[:_ENDS], found[-_ENDS:]]
    directive = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _parts(brief: Brief, cited: Mapping[int, Citation]) -> list[Part]:
    taken: defaultdict[str, int] = defaultdict(int)
    parts: list[Part] = []
    for number, section in enumerate(brief.sections, 1):
        lines: list[Line] = []
        for place, bullet in enumerate(section.bullets, 1):
            anchor = _NO_ANCHOR.sub("", bullet.id) or "bul"
            taken[anchor] += 1
            if taken[anchor] > 1:
                anchor = f"{anchor}.{taken[anchor]}"
            lines.append(_line(bullet, anchor, f"{section.title} {place}", cited))
        name, desk = f"section-{number}", section.editor_note
        parts.append(Part(name, section.title, section.note, desk, tuple(lines)))
    return parts


def _line(bullet: Bullet, anchor: str, label: str, cited: Mapping[int, Citation]) -> Line:
    return Line(
        anchor=anchor,
        label=label,
        bullet=bullet,
        numbers=tuple(number for number in bullet.citations if number in cited),
        tellers=tuple(_teller(name) for name in wording.credit(bullet)),
        when=wording.when(bullet, cited) if bullet.told_by else None,
        heard=() if bullet.told_by else wording.heard(bullet, cited),
        standing=wording.standing(bullet),
        under=tuple(hands.under(bullet)),
    )


def _teller(told: str) -> Teller:
    name = told.removesuffix(OWN_VOICE)
    return Teller(name, told[len(name) :], name in (OUTLET_NOT_NAMED, SOURCE_NOT_NAMED))


def _words(brief: Brief, parts: list[Part]) -> list[Words]:
    back: defaultdict[int, list[Link]] = defaultdict(list)
    for part in parts:
        for line in part.lines:
            for number in dict.fromkeys(line.numbers):
                back[number].append(Link(line.anchor, line.label))
    return [
        Words(
            citation=citation,
            before=_tail(citation.before),
            after=_head(citation.after),
            link=to_the_words(citation.uri, citation.quote),
            host=urlsplit(citation.uri).hostname if wording.web_address(citation.uri) else None,
            back=tuple(back[citation.number]),
        )
        for citation in brief.citations
    ]


def _tail(text: str) -> str:
    """The end of what stands before cited words, from the start of a word."""
    if len(text) <= _CONTEXT:
        return text
    return "… " + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    """The start of what stands behind cited words, to the end of a word."""
    if len(text) <= _CONTEXT:
        return text
    return text[:_CONTEXT].rpartition(" ")[0] + " …"


def _sources(brief: Brief) -> list[Source]:
    stories: dict[str, int] = {}
    cited: defaultdict[str, list[int]] = defaultdict(list)
    for citation in brief.citations:
        cited[citation.at.article].append(citation.number)
    return [
        Source(
            story=stories.setdefault(line.family, len(stories) + 1),
            outlet=line.outlet or "not named",
            title=line.title or "no headline",
            link=wording.web_address(line.uri),
            uri=line.uri,
            published=wording.published(line.published),
            reliability=line.reliability,
            cited=tuple(cited[line.article]),
        )
        for line in brief.sources
    ]


@cache
def _template() -> Template:
    made = environment("watchdesk.brief")
    made.filters |= {
        "counts": wording.counts,
        "days": wording.days,
        "headline": wording.headline,
        "noted": hands.noted,
        "outlet": wording.outlet,
        "published": wording.published,
        "weight": wording.weight,
    }
    return made.get_template("brief.html")
