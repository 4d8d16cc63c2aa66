"""The independent roots of a claim, found at the end of each chain of tellers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from watchdesk.records import (
    Capture,
    Family,
    Link,
    LinkKind,
    Member,
    Origin,
    OriginKind,
    Reading,
    Relation,
    Source,
    Span,
    content_id,
)
from watchdesk.reuse.agencies import agency, agency_tag
from watchdesk.reuse.families import first_order
from watchdesk.reuse.relate import name_key

_NAMED = {
    LinkKind.PERSON: OriginKind.PERSON,
    LinkKind.ORGANISATION: OriginKind.ORGANISATION,
    LinkKind.DOCUMENT: OriginKind.DOCUMENT,
    LinkKind.OUTLET: OriginKind.OUTLET,
}
_NO_NAMES = frozenset(
    "a an the he she it they him her them his its their we i you who which that this these those "
    "one some others many several officials official sources source people".split()
)
_COUNTED = frozenset(
    "a an one two three four five some several many most both other another unnamed anonymous "
    "unidentified few all any multiple various numerous senior".split()
)
_DETERMINERS = frozenset("a an the some several many one two three four five other another".split())
_INSIDE = 0.9
"""Part of a statement that must lie in a passage; passages leave out the punctuation around."""


class Teller(NamedTuple):
    """Who tells a story when the article speaks in its own voice: the first of its copies."""

    family: str
    """Family id."""
    first: str
    """Article id of the first-known member."""
    outlet: str | None
    """Outlet of the first-known member; ``None`` when it is not known."""
    agency: str | None
    """Agency tagged in the first member that carries a tag."""
    own: frozenset[str]
    """Folded names of the outlets that printed copies."""


@dataclass(frozen=True)
class House:
    """The outlets a desk knows, by all their names."""

    sources: tuple[Source, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Source]:
        names = [(name, s) for s in self.sources for name in (s.outlet, *s.aliases, *s.domains)]
        return {outlet_key(name): source for name, source in names}

    def source(self, name: str) -> Source | None:
        """The source that goes by this name, or ``None``."""
        return self._by_name.get(outlet_key(name))

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of an agency or of a source the desk knows."""
        return self.source(name) is not None or agency(name) is not None


class _Root(NamedTuple):
    """What makes two tellings one origin, with what is shown of it."""

    key: tuple[str, ...]
    kind: OriginKind
    name: str | None
    why: str


@lru_cache(maxsize=8)
def _house(sources: tuple[Source, ...]) -> House:
    return House(sources)


def outlet_key(name: str) -> str:
    """The name of an outlet folded, without a leading article."""
    return (name_key(name) or name).removeprefix("the ")


class Tellers:
    """For every article, and every passage it shares with an earlier one, who tells it."""

    def __init__(
        self, own: Mapping[str, Teller], shared: Mapping[str, Sequence[tuple[Span, str]]]
    ) -> None:
        """``own`` by article id; ``shared`` the passages of an article that stand in an earlier
        article of another family, with the id of that article."""
        self._own = own
        self._shared = shared

    def of(self, article: str, words: Span | None = None) -> Teller | None:
        """Who tells some words of an article; ``None`` when the article is not known.

        Words inside a passage that an earlier article printed belong to the earlier teller.
        """
        teller = self._own.get(article)
        if words is not None:
            for span, earlier in self._shared.get(article, ()):
                inside = min(span.end, words.end) - max(span.start, words.start)
                if inside >= _INSIDE * words.length and earlier in self._own:
                    return self._own[earlier]
        return teller


def tellers(
    readings: Iterable[Reading], families: Iterable[Family], relations: Iterable[Relation] = ()
) -> Tellers:
    """Who stands behind what each article says in its own voice.

    ``relations`` of articles in different families tell which passages were printed before.
    """
    by_id = {r.article.id: r for r in readings}
    families = tuple(families)
    own: dict[str, Teller] = {}
    seen = {one for family in families for one in family.articles}
    groups = [(f.id, f.articles) for f in families]
    groups += [(content_id("fam", one), (one,)) for one in sorted(set(by_id) - seen)]
    for family, ids in groups:
        members = [by_id[one] for one in ids if one in by_id]
        if not members:
            continue
        tags = (_tag_of(reading) for reading in members)
        names = (reading.article.outlet for reading in members)
        teller = Teller(
            family,
            members[0].article.id,
            members[0].article.outlet,
            next((tag for tag in tags if tag), None),
            frozenset(outlet_key(name) for name in names if name),
        )
        own.update({reading.article.id: teller for reading in members})
    return Tellers(own, _shared(by_id, own, relations))


def _shared(
    by_id: Mapping[str, Reading], own: Mapping[str, Teller], relations: Iterable[Relation]
) -> dict[str, list[tuple[Span, str]]]:
    """The passages of each article that an earlier one of another family has, earliest first."""
    order = {one: first_order(reading) for one, reading in by_id.items()}
    out: dict[str, list[tuple[Span, str]]] = {}
    for relation in relations:
        a, b = relation.a, relation.b
        if a not in own or b not in own or own[a].family == own[b].family:
            continue
        for passage in relation.passages:
            if order[a] < order[b]:
                out.setdefault(b, []).append((passage.b, a))
            else:
                out.setdefault(a, []).append((passage.a, b))
    for listed in out.values():
        listed.sort(key=lambda item: (order[item[1]], item[0]))
    return out


def _tag_of(reading: Reading) -> str | None:
    if not isinstance(reading.capture, Capture):
        return agency(reading.article.outlet)
    return agency_tag(reading.article, reading.capture.text)


def _outlet(name: str, house: House, why: str) -> _Root:
    source = house.source(name)
    wire = agency(name)
    shown = source.outlet if source else wire or name
    kind = OriginKind.AGENCY if wire else OriginKind.OUTLET
    if source and source.owner:
        why = f"{why}; {shown} belongs to {source.owner}"
        return _Root(("owner", outlet_key(source.owner)), kind, shown, why)
    return _Root(("outlet", outlet_key(shown)), kind, shown, why)


def _own_voice(teller: Teller | None, house: House) -> _Root:
    if teller is None:
        return _Root(("unknown", ""), OriginKind.UNKNOWN, None, "the article is not known")
    if teller.agency:
        return _outlet(teller.agency, house, f"the story is tagged as from {teller.agency}")
    if teller.outlet:
        return _outlet(teller.outlet, house, f"told by {teller.outlet} in its own voice")
    return _Root(
        ("unknown", teller.family),
        OriginKind.UNKNOWN,
        None,
        "nobody is named and the outlet is not known; copies are folded",
    )


def _is_named(link: Link) -> bool:
    """Whether a link names somebody in particular: "the Harbour Office", not "one official"."""
    words = link.name.split()
    if link.kind not in _NAMED or not words or words[0].lower() in _COUNTED:
        return False
    if all(word in _NO_NAMES for word in (name_key(link.name) or "").split()):
        return False
    if link.kind is LinkKind.OUTLET or (link.entity and link.kind is not LinkKind.DOCUMENT):
        return True
    capitals = [word[:1].isupper() or word[:1].isdigit() for word in words]
    if link.kind is LinkKind.DOCUMENT:
        # the first word may only begin a sentence, as in "Early reports"
        return any(capitals[1:]) or words[0].endswith(("’s", "'s"))
    return any(capitals)


def _named(link: Link, house: House) -> _Root:
    why = f"{link.name} is the original speaker named"
    if link.kind is LinkKind.OUTLET or house.is_outlet(link.name):
        return _outlet(link.name, house, f"{link.name} is the last teller named")
    kind = _NAMED[link.kind]
    key = link.entity.id if link.entity else name_key(link.name) or link.name
    name = link.entity.name if link.entity else link.name
    return _Root((kind.value, key), kind, name, why)


def _is_own(link: Link, teller: Teller | None) -> bool:
    """Whether a link is the article's own outlet or that of one of its copies."""
    own = teller.own if teller else frozenset()
    return link.kind is LinkKind.OUTLET and outlet_key(link.name) in own


def _unnamed(member: Member, teller: Teller | None, house: House) -> _Root:
    """An anonymous end belongs to whoever relays it."""
    last = member.chain[-1]
    relays = [k for k in member.chain[:-1] if _is_named(k) and not _is_own(k, teller)]
    relay = _named(relays[-1], house) if relays else _own_voice(teller, house)
    if relay.kind is OriginKind.UNKNOWN:
        return relay._replace(why="nobody is named and the outlet that relays it is not known")
    words = (name_key(last.name) or "").split()
    description = " ".join(word for word in words if word not in _DETERMINERS)
    return _Root(
        ("anonymous", *relay.key, description),
        OriginKind.ANONYMOUS,
        f"{last.name} (via {relay.name})",
        f"nobody is named; relayed by {relay.name}",
    )


def _root(member: Member, teller: Teller | None, house: House) -> _Root:
    if not member.chain or _is_own(member.chain[-1], teller):
        return _own_voice(teller, house)
    last = member.chain[-1]
    return _named(last, house) if _is_named(last) else _unnamed(member, teller, house)


def origins(
    members: Iterable[Member], told: Tellers, sources: Sequence[Source] = ()
) -> tuple[Origin, ...]:
    """The independent roots of a claim, whatever the order of its members.

    The end of each chain decides. A named speaker is one origin wherever the words are printed;
    an unnamed one belongs to the teller who relays it; what an article says in its own voice
    belongs to the agency it is tagged with or to the outlet of the first of its copies, and in a
    passage shared with an earlier article to that one's. Outlets of one owner are one origin.
    ``told`` comes from :func:`tellers`.
    """
    house = _house(tuple(sources))
    found: dict[tuple[str, ...], list[tuple[str, _Root]]] = {}
    for member in members:
        article = member.at.article
        root = _root(member, told.of(article, member.at.span), house)
        found.setdefault(root.key, []).append((article, root))
    out = [_origin(key, tellings) for key, tellings in found.items()]
    return tuple(sorted(out, key=lambda o: (o.kind is OriginKind.UNKNOWN, o.name or "", o.id)))


def _origin(key: tuple[str, ...], tellings: list[tuple[str, _Root]]) -> Origin:
    articles = tuple(sorted({article for article, _ in tellings}))
    roots = sorted({root for _, root in tellings}, key=lambda r: (r.name or "", r.kind, r.why))
    why = roots[0].why
    if len(articles) > 1:
        why = f"{why}; {len(articles)} articles lead there"
    return Origin(
        id=content_id("org", *key),
        kind=roots[0].kind,
        name=roots[0].name,
        articles=articles,
        why=why,
    )
