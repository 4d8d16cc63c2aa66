"""The actors a desk knows: what an analyst says of a name wins over rules and tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from watchdesk.language.lexicon import fold, slug, words_of
from watchdesk.language.sequences import Words
from watchdesk.records import (
    ActorAlias,
    Entity,
    EntityBasis,
    Mention,
    MentionKind,
    Span,
    content_id,
)

_LONGEST = 200
"""Characters of a name."""


class Aliases:
    """A desk's actors by the names they go by."""

    def __init__(self, actors: Sequence[ActorAlias]) -> None:
        self._named: dict[str, tuple[MentionKind, Entity]] = {}
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for actor in actors:
            meant = MentionKind(actor.kind), _entity(actor)
            for name in (actor.name, *actor.aliases):
                self._named.setdefault(_key(name), meant)
                words = tuple(word.lower() for word in words_of(_bare(name)))
                if words:
                    self._first.setdefault(words[0], []).append(words)
        for names in self._first.values():
            names.sort(key=len, reverse=True)

    def applied(self, words: Words, mentions: Sequence[Mention], article_id: str) -> list[Mention]:
        """The mentions, those of a desk's actors as the desk has them, and what was not found.

        Other forms of the same person in the article (``Petrova`` for ``Ana Petrova``) follow,
        where the desk says nothing of them and they had one entity before.
        """
        told = [self._named.get(_key(m.span.text_of(words.text))) for m in mentions]
        before: dict[str, tuple[MentionKind, Entity]] = {}
        for mention, meant in zip(mentions, told, strict=True):
            if meant and mention.entity and mention.kind is MentionKind.PERSON:
                before.setdefault(mention.entity.id, meant)
        out = []
        for mention, meant in zip(mentions, told, strict=True):
            same = mention.entity is not None and mention.kind is MentionKind.PERSON
            known = before.get(mention.entity.id) if mention.entity and same else None
            whose = meant or known
            out.append(_as(mention, *whose) if whose else mention)
        taken = {k for m in out for k in range(*words.tokens_of(m.span))}
        return [*out, *self._unseen(words, taken, article_id)]

    def _unseen(self, words: Words, taken: set[int], article_id: str) -> Iterator[Mention]:
        """Names of the desk that nothing took for names, written with a capital."""
        at = 0
        while at < len(words.small):
            end = self._ends(words, at)
            if not end or any(k in taken for k in range(at, end)) or not _is_name(words, at, end):
                at += 1
                continue
            span = words.span(at, end)
            kind, entity = self._named[" ".join(_folded(words.small[at:end]))]
            yield _mention(article_id, span, kind, entity)
            at = end

    def _ends(self, words: Words, at: int) -> int:
        for name in self._first.get(words.small[at], ()):
            if tuple(words.small[at : at + len(name)]) == name:
                return at + len(name)
        return 0


def _is_name(words: Words, start: int, end: int) -> bool:
    return any(word[:1].isupper() or not word.isascii() for word in words.words[start:end])


def _folded(words: Sequence[str]) -> Iterator[str]:
    return (fold(word) for word in words)


def _bare(name: str) -> str:
    name = " ".join(name.split())
    return name[4:] if name[:4].lower() == "the " and name[4:] else name


def _key(name: str) -> str:
    """What is the same in two writings of a name."""
    words = words_of(_bare(name)[:_LONGEST])
    return " ".join(_folded([word.lower() for word in words]))


def _entity(actor: ActorAlias) -> Entity:
    return Entity(
        id=slug(MentionKind(actor.kind), actor.name),
        name=actor.name,
        country=actor.country,
        role=actor.role,
        basis=EntityBasis.ALIAS,
        part_of=f"country:{actor.country}" if actor.country else None,
    )


def _as(mention: Mention, kind: MentionKind, entity: Entity) -> Mention:
    """A mention as the desk has it; what the desk leaves out stays as the article tells it."""
    own = mention.entity
    if own is not None and kind is MentionKind.PERSON is mention.kind:
        told = {"role": own.role, "country": own.country, "part_of": own.part_of}
        missing = {key: value for key, value in told.items() if getattr(entity, key) is None}
        if entity.country is not None:
            missing.pop("part_of", None)
        entity = entity.model_copy(update=missing)
    return mention.model_copy(update={"kind": kind, "entity": entity, "doubt": None})


def _mention(article_id: str, span: Span, kind: MentionKind, entity: Entity) -> Mention:
    id_ = content_id("men", article_id, span.start, span.end)
    return Mention(start=span.start, end=span.end, id=id_, kind=kind, entity=entity)


def complaints(actors: Sequence[ActorAlias]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a desk's actors: the entry, counted from 0, its key, and what and why."""
    names = {_key(actor.name): number for number, actor in reversed(list(enumerate(actors)))}
    taken = Counter(key for actor in actors for key in {_key(a) for a in actor.aliases})
    named = Counter(_key(actor.name) for actor in actors)
    for number, actor in enumerate(actors):
        if not _key(actor.name):
            yield number, "name", "it is empty"
        elif named[_key(actor.name)] > 1:
            yield number, "name", f"two actors are named {actor.name!r}"
        seen: set[str] = set()
        for alias in actor.aliases:
            what = _of_alias(actors, number, alias, names)
            if not what and taken[_key(alias)] > 1:
                what = f"two actors go by {alias!r}"
            if not what and _key(alias) in seen:
                what = f"{alias!r} stands there twice"
            seen.add(_key(alias))
            if what:
                yield number, "aliases", what


def _of_alias(actors: Sequence[ActorAlias], number: int, alias: str, names: dict[str, int]) -> str:
    """What is wrong with one alias of an actor."""
    key = _key(alias)
    if not key:
        return "one of them is empty"
    other = names.get(key, number)
    if other == number:
        return f"{alias!r} is the actor's own name" if key == _key(actors[number].name) else ""
    back = {_key(name) for name in actors[other].aliases}
    if _key(actors[number].name) in back:
        return (
            f"{actors[number].name!r} and {actors[other].name!r} are aliases of each other; keep "
            "one of the two tables"
        )
    return f"{alias!r} is the name of another actor; keep one of the two tables"


def digest(actors: Sequence[ActorAlias]) -> str:
    """Eight characters that differ when the actors do, in whatever order; empty for none."""
    if not actors:
        return ""
    rows = sorted(json.dumps(actor.model_dump(mode="json"), sort_keys=True) for actor in actors)
    return blake2b("\n".join(rows).encode(), digest_size=4).hexdigest()
