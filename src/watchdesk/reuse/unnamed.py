"""Who is named in particular, and what a description tells of somebody who is not."""

from __future__ import annotations

from watchdesk.records import Link, LinkKind, Member
from watchdesk.reuse.offices import states_named
from watchdesk.reuse.relate import name_key

_NAMED = frozenset({LinkKind.PERSON, LinkKind.ORGANISATION, LinkKind.DOCUMENT, LinkKind.OUTLET})
_NO_NAMES = frozenset(
    "a an the he she it they him her them his its their we i you who which that this these those "
    "one some others many several officials official sources source people".split()
)
_COUNTED = frozenset(
    "a an one two three four five some several many most both other another unnamed anonymous "
    "unidentified few all any multiple various numerous senior".split()
)
_DETERMINERS = frozenset("a an the some several many one two three four five other another".split())
_UNTELLING = frozenset("to of for in at with by and close top familiar person member".split())
_OWNED = frozenset("its his her their whose".split())
_SOON = 10
"""Days within which two who are described alike, and tell the same, are taken for one."""


def is_named(link: Link) -> bool:
    """Whether a link names somebody in particular: "the Harbour Office", not "one official"."""
    words = link.name.split()
    if link.kind is LinkKind.GROUP and states_named(link.name):
        return True
    if link.kind not in _NAMED or not words or words[0].lower() in _COUNTED:
        return False
    if all(word in _NO_NAMES for word in (name_key(link.name) or "").split()):
        return False
    if link.kind is LinkKind.OUTLET or (link.entity and link.kind is not LinkKind.DOCUMENT):
        return True
    if words[0].lower() in _OWNED:
        return False  # nothing tells whose it is
    if words[0].lower() in _DETERMINERS:
        words = words[1:]  # "The party" begins a sentence and names nobody
    capitals = [word[:1].isupper() or word[:1].isdigit() for word in words]
    if link.kind is LinkKind.DOCUMENT:
        # the first word may only begin a sentence, as in "Early reports"
        return any(capitals[1:]) or "".join(words[:1]).endswith(("’s", "'s"))
    return any(capitals)


def are_near(a: Member, b: Member) -> bool:
    """Whether two tellings were published within days of each other, as far as is known."""
    one, other = a.published, b.published
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    apart = max(one.earliest, other.earliest) - min(one.latest, other.latest)
    return apart.days <= _SOON


def described(link: Link) -> str:
    """The words by which somebody is told who is not named, without determiners."""
    words = (name_key(link.name) or "").split()
    return " ".join(word for word in words if word not in _DETERMINERS)


def telling(description: str) -> frozenset[str]:
    """Words that say who somebody is, without those that only say that they are not named."""
    words = (name_key(description) or "").replace("advisor", "adviser").split()
    return frozenset(words) - _NO_NAMES - _COUNTED - _UNTELLING
