from __future__ import annotations

from collections.abc import Sequence

import pytest

from helpers_ledger import Writer, find, group, link, outlet, person
from watchdesk.records import (
    Address,
    Capture,
    Family,
    Link,
    LinkKind,
    Member,
    Origin,
    OriginKind,
    Reading,
    Source,
    Span,
    content_id,
)
from watchdesk.reuse import agency_tag, origins, tellers


def article(name: str | None, body: str = "Ships may pass again. ", **extra: str) -> Reading:
    return Writer(body, outlet=name, uri=f"{name}{body}{extra}", **extra).reading()  # type: ignore[arg-type]


def text_of(reading: Reading) -> str:
    assert isinstance(reading.capture, Capture)
    return reading.capture.text


def member(reading: Reading, *chain: Link) -> Member:
    at = Address(capture=reading.capture.id, article=reading.article.id, span=Span(0, 4))
    return Member(
        attribution=None,
        at=at,
        sentence=Span(0, 4),
        chain=chain,
        verification="unmarked",  # type: ignore[arg-type]
        published=reading.article.published.interval,
    )


def roots(
    tellings: Sequence[tuple[Reading, tuple[Link, ...]]],
    copies: Sequence[Reading] = (),
    sources: Sequence[Source] = (),
) -> tuple[Origin, ...]:
    readings = [reading for reading, _ in tellings]
    folded = [
        Family(id=content_id("fam", c.article.id), articles=(c.article.id,), first="")
        for c in readings
        if c not in copies
    ]
    if copies:
        ids = tuple(c.article.id for c in copies)
        folded.append(Family(id=content_id("fam", ids[0]), articles=ids, first=ids[0]))
    members = [member(reading, *chain) for reading, chain in tellings]
    found = origins(members, tellers(readings, folded, (), sources))
    again = tellers(readings[::-1], folded[::-1], (), sources)
    assert found == origins(members[::-1], again)
    return found


def test_two_outlets_that_quote_one_agency_are_one_origin() -> None:
    found = roots(
        [
            (article("Tide"), (outlet("Tide"), outlet("Reuters"))),
            (article("Beacon"), (outlet("Reuters"),)),
        ]
    )
    assert [(o.kind, o.name, len(o.articles)) for o in found] == [(OriginKind.AGENCY, "Reuters", 2)]


def test_a_named_speaker_is_one_origin_through_any_outlet() -> None:
    found = roots(
        [
            (article("Tide"), (outlet("Reuters"), person("Petra Holm"))),
            (article("Beacon"), (person("Petra Holm"),)),
        ]
    )
    assert [(o.kind, o.name) for o in found] == [(OriginKind.PERSON, "Petra Holm")]


def test_unnamed_officials_belong_to_the_outlet_that_relays_them() -> None:
    found = roots(
        [
            (article("Tide"), (outlet("Reuters"), group("two officials"))),
            (article("Beacon"), (outlet("Reuters"), group("officials"))),
            (article("Lantern"), (group("officials"),)),
        ]
    )
    assert [(o.kind, len(o.articles)) for o in found] == [
        (OriginKind.ANONYMOUS, 1),
        (OriginKind.ANONYMOUS, 2),
    ]
    assert found[0].name == "officials (via Lantern)"
    assert "nobody is named" in found[0].why


def test_copies_told_in_their_own_voice_are_one_origin() -> None:
    copies = [article("Tide"), article("Beacon"), article("Lantern")]
    found = roots([(c, ()) for c in copies], copies=copies)
    assert [(o.kind, o.name) for o in found] == [(OriginKind.OUTLET, "Beacon, Lantern or Tide")]
    assert "which was first is not known" in found[0].why


def test_copies_of_an_unnamed_official_are_one_origin() -> None:
    copies = [article("Tide"), article("Beacon")]
    chains = [(outlet("Tide"), group("an official")), (outlet("Beacon"), group("an official"))]
    assert len(roots(list(zip(copies, chains, strict=True)), copies=copies)) == 1


def test_an_agency_tag_makes_the_agency_the_origin() -> None:
    tide = article("Tide", "ILMEN, May 4 (Reuters) - Ships may pass again.")
    found = roots([(tide, ()), (article("Beacon"), (outlet("Reuters"),))])
    assert [(o.kind, o.name) for o in found] == [(OriginKind.AGENCY, "Reuters")]


def test_a_bracket_in_running_text_is_no_agency_tag() -> None:
    reading = article("Tide", "The photo (AP) shows ships that may pass again.")
    assert agency_tag(reading.article, text_of(reading)) is None
    tagged = article("Tide", "Ships may pass again.", dateline="ILMEN, May 4 (AP)")
    assert agency_tag(tagged.article, text_of(tagged)) == "Associated Press"


def test_outlets_of_one_owner_are_one_origin() -> None:
    sources = (
        Source(outlet="Tide", owner="Coast Media", aliases=("The Evening Tide",)),
        Source(outlet="Beacon", owner="Coast Media"),
    )
    told: list[tuple[Reading, tuple[Link, ...]]] = [
        (article("The Evening Tide"), ()),
        (article("Beacon"), ()),
    ]
    assert len(roots(told)) == 2
    found = roots(told, sources=sources)
    assert len(found) == 1
    assert "Coast Media" in found[0].why


def test_what_nobody_is_known_to_have_said_is_an_unknown_origin() -> None:
    found = roots([(article(None), ()), (article(None, "x y."), (group("officials"),))])
    assert {o.kind for o in found} == {OriginKind.UNKNOWN}
    assert all(o.name is None for o in found)


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("the Harbour Office", LinkKind.ORGANISATION, True),
        ("Norland’s navy", LinkKind.ORGANISATION, True),
        ("government", LinkKind.ORGANISATION, False),
        ("one Norlander", LinkKind.ORGANISATION, False),
        ("Early reports", LinkKind.DOCUMENT, False),
        ("a recent survey", LinkKind.DOCUMENT, False),
        ("the Sund Treaty", LinkKind.DOCUMENT, True),
    ],
)
def test_only_proper_names_are_roots(name: str, kind: LinkKind, named: bool) -> None:
    found = roots([(article("Tide"), (link(name, kind),))])
    assert (found[0].kind is not OriginKind.ANONYMOUS) is named


def test_a_pronoun_is_no_name() -> None:
    found = roots([(article("Tide"), (link("he", LinkKind.PERSON),))])
    assert found[0].kind is OriginKind.ANONYMOUS


def test_the_words_around_a_link_do_not_matter() -> None:
    text = "the Washington Courier"
    span = find(text, "Washington Courier")
    one = link("the Washington Courier", LinkKind.OUTLET, span)
    two = link("Washington Courier", LinkKind.OUTLET, span)
    assert len(roots([(article("Tide"), (one,)), (article("Beacon"), (two,))])) == 1
