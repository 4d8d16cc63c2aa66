"""The independent roots of a claim, found at the end of each chain of tellers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from watchdesk.records import (
    FirstBasis,
    Link,
    LinkKind,
    Member,
    Origin,
    OriginKind,
    content_id,
)
from watchdesk.reuse.houses import Houses, outlet_key
from watchdesk.reuse.offices import Seat, leads, one_voice, seat_of
from watchdesk.reuse.relate import name_key
from watchdesk.reuse.tellers import Tellers, Voice
from watchdesk.reuse.unnamed import are_near, described, is_named, telling

_NAMED = {
    LinkKind.PERSON: OriginKind.PERSON,
    LinkKind.ORGANISATION: OriginKind.ORGANISATION,
    LinkKind.DOCUMENT: OriginKind.DOCUMENT,
    LinkKind.OUTLET: OriginKind.OUTLET,
}
_DESCRIBED = 2
"""Fewest telling words by which a description can fit a named speaker: "a minister" fits many."""
_PAIRED = 40
"""Roots of one claim that are looked at for speaking for one another."""
_WIRES = ("wires",)
"""Stands for the agencies that a text credits without naming one."""
_MOST = 3
"""Names, or reasons, told at most; of more their number is."""

Key = tuple[str, ...]


class Root(NamedTuple):
    """What makes two tellings one origin, with what is shown of it."""

    key: Key
    """What two tellings of one origin share."""
    kind: OriginKind
    """What stands there."""
    name: str | None
    """As it is shown; ``None`` for an unknown one."""
    why: str
    """Why this is the root."""
    beside: frozenset[Key] = frozenset()
    """Keys of roots that it is not independent of, if they too stand behind the claim."""
    lent: tuple[str, ...] = ()
    """Agencies named as contributing."""
    seat: Seat | None = None
    """For whom it speaks."""


def _house_key(name: str, houses: Houses) -> Key:
    return ("house", houses.of(name).key)


def _outlet(name: str, houses: Houses, why: str) -> Root:
    house = houses.of(name)
    return Root(("house", house.key), house.kind, house.name, why + house.belongs)


def some(names: Sequence[str], joint: str = "and") -> str:
    """``Beacon, Lantern and Tide``; of more than three, two and how many others."""
    if len(names) > _MOST:
        return f"{', '.join(names[: _MOST - 1])} {joint} {len(names) - _MOST + 1} others"
    return f" {joint} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def own_voice(voice: Voice | None, houses: Houses) -> Root:
    """The root of what an article tells in its own voice."""
    if voice is None:
        return Root(("unknown", ""), OriginKind.UNKNOWN, None, "the article is not known")
    if voice.tag is None:
        return _first_teller(voice, houses)
    sign = voice.tag.sign
    if sign.name is None:
        why = f"credited to agencies without a name ({sign.kind.value})"
        return Root(("unknown", voice.family), OriginKind.UNKNOWN, None, why)
    found = _outlet(sign.name, houses, f"the story is tagged as from {sign.name}")
    return _with_others(found, voice, houses)


def _first_teller(voice: Voice, houses: Houses) -> Root:
    """The outlet that printed the words first, as far as that is known."""
    if voice.outlet is None:
        why = "nobody is named and the outlet is not known"
        why += "; copies are folded" if len(voice.holders) > 1 else ""
        found = Root(("unknown", voice.family), OriginKind.UNKNOWN, None, why)
        return _with_others(found, voice, houses)
    found = _outlet(voice.outlet, houses, _told(voice))
    if voice.rivals and voice.basis is FirstBasis.NOT_KNOWN:
        names = sorted({found.name or "", *(houses.of(name).name for name in voice.rivals)})
        found = found._replace(name=some(names, "or"))
    return _with_others(found, voice, houses)


def _told(voice: Voice) -> str:
    why = f"told by {voice.outlet} in its own voice"
    if voice.teller != voice.holders[0]:
        return f"{why}, the earliest of the copies whose outlet is known"
    if not voice.rivals:
        return why
    if voice.basis is FirstBasis.CAPTURED:
        others = some(sorted(voice.rivals))
        return f"{why}; {others} may have printed it as early, but that page was taken first"
    names = some(sorted((voice.outlet or "", *voice.rivals)))
    return f"told by {names} in the same words; which was first is not known"


def _with_others(found: Root, voice: Voice, houses: Houses) -> Root:
    """The same with those it is not independent of."""
    lent = tuple(dict.fromkeys(tag.sign.name for tag in voice.lent if tag.sign.name))
    names = (*voice.beside, *lent, *(() if voice.tag else voice.rivals))
    keys = {_house_key(name, houses) for name in names}
    if any(tag.sign.name is None for tag in voice.lent):
        keys.add(_WIRES)
    why = found.why
    if lent:
        why = f"{why}; {some(lent)} contributed"
    elif _WIRES in keys:
        why = f"{why}; agencies without a name contributed"
    story = sorted(n for n in voice.beside if _house_key(n, houses) != found.key)
    if story:
        other = "added to a story of" if voice.added else "also tagged as from"
        why = f"{why}; {other} {some(story)}"
    return found._replace(why=why, beside=frozenset(keys - {found.key}), lent=lent)


def _named(link: Link, houses: Houses) -> Root:
    why = f"{link.name} is the original speaker named"
    if link.kind is LinkKind.OUTLET or houses.is_outlet(link.name):
        return _outlet(link.name, houses, f"{link.name} is the last teller named")
    kind = _NAMED.get(link.kind, OriginKind.ORGANISATION)
    key = link.entity.id if link.entity else name_key(link.name) or link.name
    name = link.entity.name if link.entity else link.name
    return Root((kind.value, key), kind, name, why, seat=seat_of(link))


class _Claim:
    """The tellings of one claim."""

    def __init__(
        self, members: Sequence[Member], told: Tellers, repeats: Collection[str] = ()
    ) -> None:
        self.told, self.houses = told, told.houses
        self.members = members
        self.repeats = repeats
        self._roots: dict[Voice | None, Root] = {}

    def _voice(self, member: Member) -> Root:
        voice = self.told.of(member.at.article, member.at.span)
        if voice not in self._roots:
            self._roots[voice] = own_voice(voice, self.houses)
        return self._roots[voice]

    @cached_property
    def relayed(self) -> dict[Key, Root]:
        """Roots of outlets that tell this very claim, but have it from somebody else."""
        found: dict[tuple[frozenset[str], Key], Root] = {}
        for member in self.members:
            if not member.chain or self._is_own(member.chain[-1], member):
                root = self._voice(member)
                own = self.told.own(member.at.article, member.at.span)
                found.setdefault((own, root.key), root)
        out: dict[Key, Root] = {}
        for (names, key), root in found.items():
            keys = (_house_key(name, self.houses) for name in sorted(names))
            out.update((one, root) for one in keys if one != key and one not in out)
        return out

    def _is_own(self, link: Link, member: Member) -> bool:
        """Whether a link is the article's own outlet, or another that prints these words."""
        if link.kind is not LinkKind.OUTLET:
            return False
        return outlet_key(link.name) in self.told.own(member.at.article, member.at.span)

    def _teller(self, link: Link, member: Member) -> Root:
        """A teller that is named; an outlet that only passes the claim on leads further."""
        root = _named(link, self.houses)
        further = self.relayed.get(root.key)
        copy = self.told.printed_by(member.at.article, link.name)
        if copy is not None and link.kind is LinkKind.OUTLET:
            further = own_voice(self.told.of(copy), self.houses)
        if further is None or further.kind is OriginKind.UNKNOWN or further.key == root.key:
            return root
        return further._replace(why=f"{link.name}, which is cited, has it too: {further.why}")

    def _unnamed(self, member: Member) -> Root:
        """An anonymous end belongs to whoever relays it."""
        last = member.chain[-1]
        relay = self._relay(member)
        if relay.kind is OriginKind.UNKNOWN:
            return relay._replace(why="nobody is named and the outlet that relays it is not known")
        description = described(last)
        keys = {("anonymous", *key, description) for key in relay.beside if key != _WIRES}
        keys |= self._fitting(relay.key, description, last)
        keys |= self._closer(relay.key, description, member)
        who = "somebody not named" if last.kind is LinkKind.UNKNOWN and not last.span else last.name
        return Root(
            ("anonymous", *relay.key, description),
            OriginKind.ANONYMOUS,
            f"{who} (via {relay.name})",
            f"nobody is named; relayed by {relay.name}",
            frozenset(keys),
            seat=seat_of(last),
        )

    def _relay(self, member: Member) -> Root:
        """Who relays an anonymous end: the last teller that is named, else the article."""
        named = [k for k in member.chain[:-1] if is_named(k) and not self._is_own(k, member)]
        return self._teller(named[-1], member) if named else self._voice(member)

    def _closer(self, relay: Key, description: str, told: Member) -> set[Key]:
        """Keys of others not named whose description says all that this one says: by the same
        relay, and more, as "the officer" is "a French officer" who tells the same; or by another
        within days, where the description tells who it is."""
        own = frozenset(description.split())
        out: set[Key] = set()
        for member in self.members if own else ():
            if not member.chain or is_named(member.chain[-1]):
                continue
            other = described(member.chain[-1])
            if not own <= frozenset(other.split()):
                continue
            by = self._relay(member).key
            if by == relay or (telling(description) and are_near(member, told)):
                out.add(("anonymous", *by, other))
        return out - {("anonymous", *relay, description)}

    def _fitting(self, relay: Key, description: str, unnamed: Link) -> set[Key]:
        """Keys of speakers named by the same relay whom the description of an unnamed one fits:
        "an adviser to the minister" may be the adviser who is named elsewhere."""
        wanted = telling(description)
        if len(wanted) < _DESCRIBED:
            return set()
        out: set[Key] = set()
        for member in self.members:
            last = member.chain[-1] if member.chain else unnamed
            if last is unnamed or last.entity is None or not is_named(last):
                continue
            if wanted <= telling(f"{last.entity.role or ''} {last.name}"):
                before = [k for k in member.chain[:-1] if is_named(k)]
                relays = [_named(k, self.houses).key for k in before] + [self._voice(member).key]
                if relay in relays:
                    out.add(_named(last, self.houses).key)
        return out

    def root(self, member: Member) -> Root:
        """Where a chain of tellers ends."""
        if member.statement in self.repeats:
            return self._repeated(member)
        if not member.chain or self._is_own(member.chain[-1], member):
            return self._voice(member)
        last = member.chain[-1]
        return self._teller(last, member) if is_named(last) else self._unnamed(member)

    def _repeated(self, member: Member) -> Root:
        """A quotation belongs to whom another telling names for it; else nobody is known."""
        root = self._voice(member)
        speakers = {
            _named(other.chain[-1], self.houses).key
            for other in self.members
            if other.chain
            and is_named(other.chain[-1])
            and not self._is_own(other.chain[-1], other)
        }
        if speakers:
            return root._replace(beside=root.beside | speakers, why=f"{root.why}, as a quotation")
        why = "a quotation, and nothing tells whose words they are"
        return Root(("unknown", member.at.article), OriginKind.UNKNOWN, None, why)


class Roots(NamedTuple):
    """The independent roots of a claim, and which of them each telling leads to."""

    origins: tuple[Origin, ...]
    """Known ones first, then by name."""
    of: tuple[str, ...]
    """For each member, in their order, the id of its origin."""


def roots_of(members: Iterable[Member], told: Tellers, repeats: Collection[str] = ()) -> Roots:
    """The independent roots of a claim, whatever the order of its members.

    The end of each chain decides. A named speaker is one origin wherever the words are printed;
    an unnamed one belongs to the teller who relays it; what an article says in its own voice
    belongs to the agency or outlet it is tagged with, or to the outlet that printed those words
    first. Outlets of one owner are one origin. What is not independent of another root of the
    claim, because that one contributed or may have been first, is counted with it; so is somebody
    unnamed whose description fits a named speaker of the same relay, and whoever speaks for another
    one. ``told`` comes from :func:`tellers`; ``repeats`` are ids of statements that an article only
    quotes, without saying whose words they are.
    """
    claim = _Claim(tuple(members), told, repeats)
    found: dict[Key, list[tuple[str, Root]]] = {}
    keys: list[Key] = []
    for member in claim.members:
        root = claim.root(member)
        keys.append(root.key)
        found.setdefault(root.key, []).append((member.at.article, root))
    home = _homes(_tied({key: [root for _, root in told] for key, told in found.items()}))
    joined: dict[Key, list[tuple[str, Root]]] = {}
    for key in sorted(found, key=lambda key: (home[key] != key, key)):
        joined.setdefault(home[key], []).extend(found[key])
    out = [_origin(key, tellings) for key, tellings in joined.items()]
    ranked = sorted(out, key=lambda o: (o.kind is OriginKind.UNKNOWN, o.name or "", o.id))
    return Roots(tuple(ranked), tuple(content_id("org", *home[key]) for key in keys))


def origins(members: Iterable[Member], told: Tellers) -> tuple[Origin, ...]:
    """The independent roots of a claim; see :func:`roots_of`."""
    return roots_of(members, told).origins


def _tied(found: Mapping[Key, Sequence[Root]]) -> dict[Key, list[Root]]:
    """The roots of a claim, those that speak for another one beside it."""
    out = {key: list(roots) for key, roots in found.items()}
    seats = {key: {r.seat for r in found[key]} - {None} for key in sorted(found)[:_PAIRED]}
    for (a, of_a), (b, of_b) in combinations(seats.items(), 2):
        pairs = [(x, y) for x in of_a for y in of_b if x and y and one_voice(x, y)]
        if not pairs:
            continue
        nameless = [found[key][0].kind is OriginKind.ANONYMOUS for key in (a, b)]
        behind = any(leads(y, x) for x, y in pairs)
        behind = nameless[0] if nameless[0] != nameless[1] else behind
        later, first = (a, b) if behind else (b, a)
        out[later] = [r._replace(beside=r.beside | {first}) for r in out[later]]
    return out


def _homes(found: Mapping[Key, Sequence[Root]]) -> dict[Key, Key]:
    """The root that each is counted with: itself, or the first of those it depends on.

    Two that depend on a third which does not stand behind the claim are counted as one, too. Two
    agencies never become one because one text names both.
    """
    beside = {
        key: frozenset[Key]().union(*(r.beside for r in roots)) for key, roots in found.items()
    }
    free = [key for key, roots in found.items() if any(not root.beside for root in roots)]
    wires = [key for key in free if found[key][0].kind is OriginKind.AGENCY]
    home = {key: key for key in free}
    leaders: list[Key] = []
    for key in sorted(set(found) - set(free)):
        ahead = sorted(beside[key] & set(free)) or (sorted(wires) if _WIRES in beside[key] else [])
        ahead += [
            one for one in leaders if beside[key] & (beside[one] | {one}) or key in beside[one]
        ]
        home[key] = ahead[0] if ahead else key
        if not ahead:
            leaders.append(key)
    return home


def _origin(key: Key, tellings: Sequence[tuple[str, Root]]) -> Origin:
    articles = tuple(sorted({article for article, _ in tellings}))
    at_home = {root for _, root in tellings if root.key == key}
    roots = sorted(at_home, key=lambda r: (r.name or "", r.kind, r.why))
    why = roots[0].why
    guests = sorted(
        {
            f"{r.name or 'an unknown teller'} is not counted apart ({r.why})"
            for _, r in tellings
            if r.key != key
        }
    )
    why = "; ".join([why, *guests[:_MOST]])
    if len(articles) > 1:
        why = f"{why}; {len(articles)} articles lead there"
    names = dict.fromkeys(name for _, root in tellings for name in root.lent)
    return Origin(
        id=content_id("org", *key),
        kind=roots[0].kind,
        name=roots[0].name,
        articles=articles,
        contributors=tuple(sorted(name for name in names if name != roots[0].name)),
        why=why,
    )
