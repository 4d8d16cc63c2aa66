"""Addresses of the desk's own pages; the only place in which they are spelled."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from watchdesk.records import Address

_PAGES = {
    "clm": "claims",
    "con": "contradictions",
    "art": "articles",
    "fam": "families",
    "pos": "positions",
    "exp": "expectations",
    "sto": "stories",
    "cor": "changes",
    "rul": "corrections",
}


def to_record(name: str) -> str:
    """The page of a record by its id; ``/go/…`` for kinds without a page, which looks it up."""
    room = _PAGES.get(name.partition("-")[0])
    return f"/{room}/{quote(name, safe='')}" if room else f"/go/{quote(name, safe='')}"


def to_words(at: Address) -> str:
    """The article's page, at the very words."""
    return f"/articles/{quote(at.article, safe='')}?words={at.span.start},{at.span.end}#words"


def to_address(fragment: str) -> str:
    """The article's page at an address such as ``cap-…#char=12,80``."""
    capture, _, words = fragment.partition("#char=")
    return with_query(f"/captures/{quote(capture, safe='')}", char=words)


def to_diff(a: str, b: str) -> str:
    """The page that shows two captures side by side, by the ids of articles or captures."""
    return f"/diff/{quote(a, safe='')}/{quote(b, safe='')}"


def to_actor(entity: str) -> str:
    """The page of an actor by its entity id."""
    return f"/actors/{quote(entity, safe='')}"


def to_export(form: str, **values: object) -> str:
    """The ledger in a format, by the format's name."""
    return with_query(f"/export/{quote(form, safe='')}", **values)


def to_dictionary(form: str) -> str:
    """What the columns of a format mean."""
    return f"/export/{quote(form, safe='')}/dictionary"


def with_query(path: str, **values: object) -> str:
    """A path with those of the values that are not ``None`` or empty."""
    told = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path


def with_day(path: str, as_of: str | None) -> str:
    """A path with the day as of which the ledger is looked at, if there is one."""
    if not as_of:
        return path
    bare, mark, part = path.partition("#")
    sign = "&" if "?" in bare else "?"
    return f"{bare}{sign}{urlencode({'as_of': as_of})}{mark}{part}"


def on_day(as_of: str) -> dict[str, Callable[..., str]]:
    """What makes the links of a page that shows the ledger as it stood on a day: they lead to
    pages of that day."""

    def bound(make: Callable[..., str]) -> Callable[..., str]:
        return lambda *names: with_day(make(*names), as_of)

    made = (to_record, to_words, to_actor, to_diff, to_address)
    return {make.__name__: bound(make) for make in made}
