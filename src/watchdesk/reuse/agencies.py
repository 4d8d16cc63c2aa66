"""News agencies by the names and tags that articles carry."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.records import Article, PartKind, Span

_AGENCIES: tuple[tuple[str, ...], ...] = (
    ("Reuters", "Thomson Reuters"),
    ("Associated Press", "AP", "The Associated Press"),
    ("Agence France-Presse", "AFP"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("United Press International", "UPI"),
    ("Press Association", "PA Media"),
    ("Xinhua", "Xinhua News Agency"),
    ("TASS", "ITAR-TASS"),
    ("RIA Novosti",),
    ("Interfax",),
    ("Interfax-Ukraine",),
    ("Ukrinform",),
    ("BelTA",),
    ("Anadolu Agency", "Anadolu"),
    ("Kyodo News", "Kyodo"),
    ("Yonhap", "Yonhap News Agency"),
    ("ANSA",),
    ("EFE",),
    ("Press Trust of India", "PTI"),
    ("IRNA",),
    ("KCNA",),
)
_TAG = re.compile(r"[(\[]([A-Za-z][A-Za-z. -]{1,30})[)\]]\s{0,3}([-–—:])?")
_HEAD = 160
"""Code points of the first paragraph in which a tag is looked for: after city and date."""


@cache
def _names() -> dict[str, str]:
    return {_key(name): row[0] for row in _AGENCIES for name in row}


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").replace(".", "").split())


def agency(name: str | None) -> str | None:
    """The agency that goes by this name or abbreviation, or ``None``."""
    return _names().get(_key(name)) if name else None


def _tag(text: str, span: Span, needs_dash: bool) -> str | None:
    for match in _TAG.finditer(text, span.start, min(span.end, span.start + _HEAD)):
        found = agency(match.group(1))
        if found and (match.group(2) or not needs_dash):
            return found
    return None


def agency_tag(article: Article, text: str) -> str | None:
    """The agency an article says it comes from: as its outlet, in its byline, or as a tag such as
    ``(Reuters)`` in the dateline or, before a dash, at the head of its first paragraph."""
    found = agency(article.outlet)
    for author in article.authors:
        found = found or agency(author)
    heads = [p for p in article.parts if p.kind in {PartKind.DATELINE, PartKind.BYLINE}]
    heads += [p for p in article.parts if p.kind is PartKind.BODY][:1]
    for part in heads:
        if found is None:
            found = _tag(text, part.span, needs_dash=part.kind is PartKind.BODY)
    return found
