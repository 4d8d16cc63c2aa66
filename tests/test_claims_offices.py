"""Who speaks for whom: an office told under two names is one origin."""

from __future__ import annotations

from itertools import permutations

import pytest

from helpers_ledger import Writer
from watchdesk.outlets import outlet_above
from watchdesk.records import (
    Address,
    Entity,
    Family,
    Link,
    LinkKind,
    Member,
    Reading,
    Source,
    Span,
    Watch,
    content_id,
)
from watchdesk.reuse import origins, tellers
from watchdesk.reuse.offices import one_voice, seat_of, states_named


def named(name: str, kind: LinkKind = LinkKind.ORGANISATION, known: str = "", **facts: str) -> Link:
    entity = Entity(id=known, name=name, **facts) if known else None  # type: ignore[arg-type]
    return Link(name=name, kind=kind, span=Span(0, len(name)), entity=entity)


def person(name: str, role: str, **facts: str) -> Link:
    slug = name.lower().replace(" ", "-")
    return named(name, LinkKind.PERSON, f"person:{slug}", role=role, **facts)


STATE = named("Norway", known="country:NO", country="NO")
MINISTRY = named(
    "Foreign Ministry", known="org:no-foreign-ministry", country="NO", part_of="country:NO"
)
DEFENCE = named(
    "Defence Ministry", known="org:no-defense-ministry", country="NO", part_of="country:NO"
)
MINISTER = person("Kari Holm", "foreign minister", country="NO", part_of="country:NO")
SPEAKER = person("Per Lie", "spokesman for the foreign ministry", country="NO")
SECOND = person("Eva Moe", "foreign ministry spokeswoman", country="NO")
PREMIER = person("Nils Dahl", "prime minister", country="NO", office="Prime Minister")
PENTAGON = named("Pentagon", known="org:pentagon", country="US", part_of="country:US")
PRESS = person("Ann Ray", "press secretary", country="US", part_of="org:pentagon")
CRITIC = person("Ola Vik", "former foreign minister", country="NO")

ONE = [
    (STATE, MINISTRY),
    (STATE, PREMIER),
    (STATE, MINISTER),
    (MINISTRY, MINISTER),
    (MINISTRY, SPEAKER),
    (SPEAKER, SECOND),
    (SPEAKER, MINISTER),
    (PENTAGON, PRESS),
    (MINISTRY, named("ministry of foreign affairs in Oslo")),
    (MINISTRY, named("the foreign ministry", LinkKind.ANONYMOUS)),
    (MINISTRY, named("a foreign ministry spokeswoman", LinkKind.ANONYMOUS)),
    (MINISTRY, named("its foreign ministry")),
    (named("the press office of Norway’s police"), named("the police", LinkKind.GROUP)),
    (STATE, named("Norway, Denmark and Iceland", LinkKind.GROUP)),
    (STATE, named("the leaders of Norway", LinkKind.GROUP)),
]
TWO = [
    (MINISTRY, DEFENCE),
    (MINISTER, PREMIER),
    (STATE, CRITIC),
    (MINISTRY, CRITIC),
    (STATE, PENTAGON),
    (MINISTRY, named("the foreign ministry of Denmark")),
    (MINISTRY, named("the Danish foreign ministry")),
    (STATE, named("Norsk Gass", known="org:norsk-gass", country="NO")),
    (
        person("Ida Lund", "deputy", country="NO", part_of="org:no-parliament"),
        person("Jon Berg", "deputy", country="NO", part_of="org:no-parliament"),
    ),
]


def roots(*ends: Link) -> list[str | None]:
    pages = [
        Writer("Ships may pass again. ", outlet=f"Paper {n}", uri=f"paper{n}").reading()
        for n in range(len(ends))
    ]
    families = [
        Family(id=content_id("fam", p.article.id), articles=(p.article.id,), first="")
        for p in pages
    ]
    members = [_member(page, end) for page, end in zip(pages, ends, strict=True)]
    told = tellers(pages, families)
    found = {origins(order, told) for order in permutations(members)}
    assert len(found) == 1
    return [one.name for one in found.pop()]


def _member(page: Reading, end: Link) -> Member:
    return Member(
        attribution=None,
        at=Address(capture=page.capture.id, article=page.article.id, span=Span(0, 4)),
        sentence=Span(0, 4),
        chain=(end,),
        verification="unmarked",  # type: ignore[arg-type]
        published=page.article.published.interval,
    )


@pytest.mark.parametrize(("a", "b"), ONE)
def test_who_speaks_for_the_other_is_one_origin(a: Link, b: Link) -> None:
    assert len(roots(a, b)) == 1


@pytest.mark.parametrize(("a", "b"), TWO)
def test_offices_and_people_of_their_own_are_two(a: Link, b: Link) -> None:
    assert len(roots(a, b)) == 2


def test_the_office_is_shown_and_not_the_bare_state() -> None:
    assert roots(STATE, MINISTRY) == ["Foreign Ministry"]
    assert roots(named("its foreign ministry"), MINISTRY) == ["Foreign Ministry"]


def test_a_state_does_not_make_one_of_two_of_its_offices() -> None:
    assert roots(STATE, MINISTRY, DEFENCE) == ["Defence Ministry", "Foreign Ministry"]


def test_a_list_of_states_is_named() -> None:
    listed = named("the United States, Denmark and the Netherlands", LinkKind.GROUP)
    assert roots(listed) == [listed.name]
    assert states_named(listed.name) == {"US", "DK", "NL"}
    assert not states_named("Denmark and two others")


def test_nobody_speaks_for_an_outlet() -> None:
    assert seat_of(named("The Tide", LinkKind.OUTLET)) is None
    spoken = seat_of(MINISTRY)
    assert spoken is not None
    assert one_voice(spoken, spoken)


WATCH = Watch(source=(Source(outlet="Harbour Wire", domains=("harbourwire.example",)),))


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("HARBOUR WIRE\n\n", "Harbour Wire"),
        ("www.harbourwire.example\n\n", "Harbour Wire"),
        ("Harbour Wire is not to be trusted\n\n", None),
        ("Wire\n\n", None),
    ],
)
def test_a_text_may_name_its_outlet_above(head: str, outlet: str | None) -> None:
    page = Writer(f"{head}Ships may pass again, the office said on Monday. ").reading()
    parts = (
        page.article.parts[0].model_copy(update={"kind": "other", "start": 0, "end": len(head)}),
        page.article.parts[0].model_copy(update={"start": len(head)}),
    )
    article = page.article.model_copy(update={"parts": parts, "outlet": None})
    declared = page.capture.declared.model_copy(update={"url": None})
    capture = page.capture.model_copy(update={"declared": declared})
    bare = page.model_copy(update={"article": article, "capture": capture})
    assert outlet_above(WATCH, bare) == outlet
