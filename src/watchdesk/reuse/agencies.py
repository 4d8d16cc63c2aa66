"""News agencies by the names that texts are tagged with, and who owns them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchdesk.language.lexicon import country_names
from watchdesk.records import Article

_OWNERSHIP = {
    "state": "state-owned",
    "public": "a public body",
    "media": "owned by media",
    "private": "privately owned",
    "affiliated": "affiliated",
}


class Agency(NamedTuple):
    """A row of the table: facts, as publicly known."""

    name: str
    """Canonical name."""
    is_agency: bool
    """False for the few outlets whose texts others print under a tag."""
    country: str
    """ISO 3166-1 alpha-2 of the state it is based in."""
    ownership: str
    """state, public, media, private or affiliated."""
    owner: str
    """Who that is, where it adds something; else empty."""

    @property
    def facts(self) -> str:
        """``Russia, state-owned (Rossiya Segodnya)``."""
        beside = f" ({self.owner})" if self.owner else ""
        country = country_names().get(self.country, self.country)
        return f"{country}, {_OWNERSHIP[self.ownership]}{beside}"


def _rows() -> Iterator[tuple[Agency, list[str]]]:
    text = files("watchdesk.resources").joinpath("agencies.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        kind, listed, country, ownership, owner = line.split("\t")
        names = listed.split("|")
        yield (
            Agency(names[0].rstrip("?"), kind == "agency", country, ownership, owner),
            names,
        )


@cache
def _table() -> tuple[dict[str, Agency], dict[str, Agency]]:
    """By folded name; and, as they are written, those that also mean something else."""
    plain: dict[str, Agency] = {}
    exact: dict[str, Agency] = {}
    for row, names in _rows():
        for name in names:
            if name.endswith("?"):
                exact[name.rstrip("?")] = row
            else:
                plain[_key(name)] = row
    return plain, exact


def _key(name: str) -> str:
    folded = " ".join(name.casefold().replace(".", "").replace("’", "'").split())
    return folded.removeprefix("the ")


def agency_of(name: str | None, *, tagged: bool = True) -> Agency | None:
    """The row that goes by this name or abbreviation.

    ``tagged`` is for names that can only mean an agency, as in a dateline or as an outlet; without
    it, abbreviations that also mean something else (``PA``, ``MAP``) are not taken for one.
    """
    if not name:
        return None
    plain, exact = _table()
    found = plain.get(_key(name))
    if found is None and tagged:
        found = exact.get(" ".join(name.replace(".", "").split()).removeprefix("the "))
    return found


def agency(name: str | None) -> str | None:
    """The agency an outlet of this name is, or ``None``; Bloomberg and CNN are outlets."""
    found = agency_of(name)
    return found.name if found and found.is_agency else None


def agency_tag(article: Article, text: str) -> str | None:
    """The agency or outlet that an article says its whole text comes from, or ``None``."""
    from watchdesk.reuse.signs import signs  # noqa: PLC0415 — signs are read with this table

    return next((sign.name for sign in signs(article, text) if sign.whole and sign.name), None)
