"""Who told it: names as an editor prints them, with office, and where the text gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.brief.material import Material
from watchdesk.records import Address, Link, LinkKind, Span

OUTLET_NOT_NAMED = "outlet not named"
"""Printed where the article's own outlet is not known."""
SOURCE_NOT_NAMED = "source not named"
"""Printed where the text does not say who told it."""
OWN_VOICE = ", in its own voice"
"""Printed where the article tells something without a source."""
PRONOUNS = frozenset("he she it they we i you who both these those this that one".split())
"""Words that stand for a teller and name none."""
_NEAR = 90
"""Code points before or after a name in which its office is looked for."""
_OWNER = re.compile(r"(?:[Tt]he )?(?:[^\W\d_][\w.’'-]* ){0,3}[^\W\d_][\w.-]*[’']s? (?:acting )?$")
"""A holder in front of an office: "Italy’s", "the Kremlin's"."""
_APPOSED = re.compile(r",\s+(?:(?:the|an?|its|their|his|her)\s+)?(?:[\w.’'-]+\s+){0,3}")
"""What may stand between a name and the office behind it."""


class Named(NamedTuple):
    """Where a text names somebody, and the office it gives them beside the name."""

    name: Span
    role: Span | None

    @property
    def hull(self) -> Span:
        """From the first word of either to the last."""
        return self.name if self.role is None else self.name.hull(self.role)

    def shown(self, text: str) -> str:
        """``President Ada Holm`` where the office is a title, else ``Ada Holm, harbour master``."""
        name = one_line(self.name.text_of(text))
        if self.role is None:
            return name
        role = one_line(self.role.text_of(text))
        between = text[self.role.end : self.name.start] if self.role.end <= self.name.start else ","
        is_title = not between.strip(" ") and role[:1].isupper()
        return f"{role} {name}" if is_title else f"{name}, {role}"


def one_line(words: str) -> str:
    """Cited words as they are printed: white space folded, a list dash at the start dropped."""
    return " ".join(words.split()).lstrip("—–-• ").strip()


def tellers(material: Material, article: str, chain: Sequence[Link]) -> tuple[str, ...]:
    """Names of a chain, outermost first, starting with the article's own outlet or its absence."""
    names = [material.outlets.get(article) or OUTLET_NOT_NAMED]
    told = [link for link in chain if link.span is not None or link.kind is not LinkKind.OUTLET]
    if not chain or not told:
        return (f"{names[0]}{OWN_VOICE}",)
    names += [_teller(material, article, link) for link in told]
    once = {name.casefold().removeprefix("the "): name for name in reversed(names)}
    return tuple(name for name in dict.fromkeys(names) if name in once.values())


def speaker(
    material: Material, article: str, chain: Sequence[Link]
) -> tuple[str | None, str | None]:
    """Name and office of who is at the end of a chain, in the words of the text."""
    if not chain or chain[-1].kind is LinkKind.UNKNOWN or chain[-1].span is None:
        return None, None
    text, link = material.text(article), chain[-1]
    found = _named(material, article, link)
    if found is not None:
        role = one_line(found.role.text_of(text)) if found.role else None
        return one_line(found.name.text_of(text)), role
    assert link.span is not None
    words = one_line(link.span.text_of(text))
    return (None, None) if words.casefold() in PRONOUNS else (words, None)


def _teller(material: Material, article: str, link: Link) -> str:
    """The full name and office when the article has them, else the words that stand there."""
    text = material.text(article)
    if link.kind is LinkKind.UNKNOWN or link.span is None:
        return SOURCE_NOT_NAMED
    found = _named(material, article, link)
    if found is not None:
        return found.shown(text)
    words = one_line(link.span.text_of(text))
    return f"“{words}”, not resolved" if words.casefold() in PRONOUNS else words


def _named(material: Material, article: str, link: Link) -> Named | None:
    """Where the article names a teller in full, with the office when it stands beside the name."""
    if link.span is None or link.kind is LinkKind.UNKNOWN:
        return None
    text = material.text(article)
    words = link.span.text_of(text)
    if link.name.casefold() in PRONOUNS:
        return None
    if link.kind is not LinkKind.PERSON and words != words.lower():
        return None
    role = link.entity.role if link.entity else None
    inside = words.find(link.name)
    if inside >= 0:
        start = link.span.start + inside
        here = Named(Span(start, start + len(link.name)), None)
        told = _with_role(text, here.name, role)
        if told.role is not None or role is None:
            return told
    mentions = [
        m.span for m in material.readings[article].mentions if m.span.text_of(text) == link.name
    ]
    for span in mentions:
        told = _with_role(text, span, role)
        if told.role is not None:
            return told
    if inside >= 0:
        return here
    return Named(mentions[0], None) if mentions else None


def _with_role(text: str, name: Span, role: str | None) -> Named:
    """The name with an office that stands right before or behind it."""
    if not role:
        return Named(name, None)
    before = text[max(0, name.start - _NEAR) : name.start]
    at = before.rfind(role)
    if at >= 0 and not before[at + len(role) :].strip(" ,"):
        start = name.start - len(before) + at
        owner = _OWNER.search(before[:at])
        first = start - len(owner.group()) if owner and "\n" not in owner.group() else start
        return Named(name, Span(first, start + len(role)))
    after = text[name.end : name.end + _NEAR]
    at = after.find(role)
    if at >= 0 and _APPOSED.fullmatch(after[:at]):
        lead = after[:at].lstrip(", ")
        first = name.end + at - len(lead)
        article = re.match(r"(?:the|an?)\s+", lead)
        first += len(article.group()) if article else 0
        return Named(name, Span(first, name.end + at + len(role)))
    return Named(name, None)


def named_elsewhere(material: Material, at: Address, chain: Sequence[Link]) -> tuple[Address, ...]:
    """Where the tellers' full names and offices stand, when the words at an address have only
    "he" or a surname."""
    out: list[Address] = []
    for link in chain:
        found = _named(material, at.article, link)
        span = found.hull if found is not None else link.span
        if span is not None and link.kind is not LinkKind.UNKNOWN and not at.span.contains(span):
            out.append(at.model_copy(update={"span": span}))
    return tuple(dict.fromkeys(out))


def with_referents(material: Material, at: Address, chain: Sequence[Link]) -> str:
    """The words at an address on one line; behind a pronoun that speaks stands in square brackets
    whom it stands for, as editors do it."""
    text = material.text(at.article)
    words = at.span.text_of(text)
    for link in reversed(chain):
        if link.span is None or not at.span.contains(link.span):
            continue
        told = link.span.text_of(text)
        found = _named(material, at.article, link)
        if told.casefold() not in PRONOUNS - {"who"} or told.casefold() == "i" or found is None:
            continue
        if at.span.contains(found.name):
            continue
        end = link.span.end - at.span.start
        words = f"{words[:end]} [{found.shown(text)}]{words[end:]}"
    return one_line(words)
