"""A brief cut to what an assistant can take in."""

from __future__ import annotations

from collections.abc import Mapping

from watchdesk.answers.digest import MOST_BYTES, plain
from watchdesk.records import Brief, Bullet, Verification
from watchdesk.records.span import Frozen


class Point(Frozen):
    """A bullet of a brief."""

    text: str
    """What it tells; its names, numbers, days and quotations are in the cited words."""
    note: str | None
    """What Watchdesk worked out itself."""
    verification: Verification
    """How sure the sources say it is."""
    told_by: tuple[str, ...]
    """Who told whom, outermost first."""
    record: str | None
    """Id of the claim, contradiction, position or expectation it tells of."""
    addresses: tuple[str, ...]
    """Where the words stand that carry it."""


class Heading(Frozen):
    """A section of a brief."""

    title: str
    """Its heading."""
    note: str | None
    """Why it is empty, or how to read it."""
    points: tuple[Point, ...]
    """Its bullets."""
    total: int
    """How many it has."""


class BriefDigest(Frozen):
    """A brief in short."""

    period: str
    """Days covered, as EDTF."""
    articles: int
    """Articles of the period."""
    origins: int
    """Independent origins of what is told."""
    sections: tuple[Heading, ...]
    """Its sections, in order."""
    note: str
    """Whether this is all of it."""


def brief(made: Brief) -> BriefDigest:
    """A brief, with as many bullets of each section as fit."""
    most = max((len(one.bullets) for one in made.sections), default=0)
    short = _shortened(made, most)
    while len(short.model_dump_json().encode()) > MOST_BYTES and most > 1:
        most -= max(1, most // 5)
        short = _shortened(made, most)
    return short


def _shortened(made: Brief, most: int) -> BriefDigest:
    cited = {one.number: one.at.fragment for one in made.citations}
    sections = tuple(
        Heading(
            title=one.title,
            note=one.note,
            points=tuple(_point(bullet, cited) for bullet in one.bullets[:most]),
            total=len(one.bullets),
        )
        for one in made.sections
    )
    left = sum(one.total - len(one.points) for one in sections)
    note = "This is all of it."
    if left:
        note = f"{left} bullets are left out, the last of each section; the brief's page has them."
    if not made.counts.articles:
        note = f"No article of this desk is known to be from {made.period}: it is not covered."
    return BriefDigest(
        period=str(made.period),
        articles=made.counts.articles,
        origins=made.counts.origins,
        sections=sections,
        note=note,
    )


def _point(bullet: Bullet, cited: Mapping[int, str]) -> Point:
    return Point(
        text=plain(bullet.text) or "",
        note=plain(bullet.note),
        verification=bullet.verification,
        told_by=tuple(filter(None, map(plain, bullet.told_by))),
        record=bullet.record,
        addresses=tuple(cited[number] for number in bullet.citations[:3] if number in cited),
    )
