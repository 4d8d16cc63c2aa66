from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Passage,
    Reading,
    Relation,
    RelationKind,
    Source,
    Span,
    content_id,
)
from watchdesk.reuse import agency_tag, families, origins, tellers
from watchdesk.reuse.families import item_of
from watchdesk.reuse.houses import Houses


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


A = "Averia and Norland will talk about the strait in Ilmen next week. "
B = "The harbour master counted nine trawlers on Monday. "
C = "Two more trawlers were seized on Tuesday night. "
D = "Fishermen sold their boats in the spring. "


def printed(
    name: str | None, *sentences: str, day: str = "", tag: str | None = None, **extra: str
) -> Reading:
    body = (f"ILMEN ({tag}) — " if tag else "") + "".join(sentences)
    return Writer(body, outlet=name, published=day, uri=f"{name}{day}{body}", **extra).reading()  # type: ignore[arg-type]


def shares(
    one: Reading, other: Reading, *words: str, kind: RelationKind = RelationKind.UPDATED
) -> Relation:
    a, b = sorted((one, other), key=lambda r: r.article.id)
    passages = tuple(Passage(a=find(text_of(a), w), b=find(text_of(b), w)) for w in words)
    return Relation(
        a=a.article.id, b=b.article.id, kind=kind, share_a=0.5, share_b=0.5, passages=passages
    )


def counted(
    words: str,
    readings: Sequence[Reading],
    ties: Sequence[Relation] = (),
    sources: Sequence[Source] = (),
    chains: dict[int, tuple[Link, ...]] | None = None,
) -> tuple[Origin, ...]:
    """The origins of a claim that each reading tells in these words; copies by ``ties``."""
    found = families([item_of(r) for r in readings], ties)
    members = []
    for number, reading in enumerate(readings):
        if words in text_of(reading):
            span = find(text_of(reading), words.strip())
            at = Address(capture=reading.capture.id, article=reading.article.id, span=span)
            one = member(reading, *(chains or {}).get(number, ()))
            members.append(one.model_copy(update={"at": at, "sentence": span}))
    told = tellers(readings, found, ties, sources)
    out = origins(members, told)
    assert out == origins(members[::-1], told)
    return out


def names(found: Sequence[Origin]) -> list[str | None]:
    return [origin.name for origin in found]


def test_a_wire_story_in_many_papers_one_rewrite_and_one_unknown_copy_is_one_origin() -> None:
    papers = [printed(n, A, B, tag="Reuters") for n in ("Tide", "Beacon", "Lantern", "Gull")]
    rewrite = printed("Sund Review", A)
    stranger = printed(None, A, B)
    ties = [shares(papers[0], r, A) for r in (*papers[1:], stranger)]
    found = counted(A, [*papers, rewrite, stranger], ties, chains={4: (outlet("Reuters"),)})
    assert [(o.kind, o.name, len(o.articles)) for o in found] == [(OriginKind.AGENCY, "Reuters", 6)]


def test_a_tag_in_a_later_copy_tells_whose_the_first_one_was() -> None:
    first, later = (
        printed("Tide", A, B, day="2024-05-01"),
        printed("Gull", A, day="2024-05-02", tag="AP"),
    )
    found = counted(A, [first, later], [shares(first, later, A)])
    assert names(found) == ["Associated Press"]


def test_what_an_update_adds_is_its_own_and_what_it_keeps_is_the_first_tellers() -> None:
    first = printed("Tide", A, B, day="2024-05-01")
    update = printed("Beacon", A, C, day="2024-05-02")
    copy = printed("Gull", A, C, day="2024-05-03")
    ties = [shares(first, update, A), shares(first, copy, A), shares(update, copy, A, C)]
    readings = [first, update, copy]
    assert names(counted(A, readings, ties)) == ["Tide"]
    (added,) = counted(C, readings, ties)
    assert added.name == "Beacon"
    assert "added to a story of Tide" in added.why


def test_words_are_followed_through_a_copy_to_their_first_teller() -> None:
    first = printed("Tide", A, B, D, day="2024-05-01")
    between = printed("Beacon", C, A, B, day="2024-05-02")
    last = printed("Gull", B, D.upper(), day="2024-05-03")
    kind = RelationKind.SHARES_PASSAGES
    ties = [shares(first, between, A + B.strip(), kind=kind), shares(between, last, B, kind=kind)]
    assert names(counted(B, [first, between, last], ties)) == ["Tide"]


def test_added_words_do_not_stand_beside_the_agency_whose_story_they_were_added_to() -> None:
    wire = printed("Tide", A, B, day="2024-05-01", tag="Reuters")
    update = printed("Beacon", A, C, day="2024-05-02")
    other = printed("Gull", D, C, day="2024-05-03", tag="Reuters")
    found = counted(C, [wire, update, other], [shares(wire, update, A)])
    assert names(found) == ["Reuters"]
    assert "Beacon is not counted apart" in found[0].why


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RelationKind.SHARES_PASSAGES, ["Tide"]),
        (RelationKind.SAME_TEMPLATE, ["Beacon", "Tide"]),
    ],
)
def test_a_passage_belongs_to_the_earliest_story_but_a_form_to_nobody(
    kind: RelationKind, expected: list[str]
) -> None:
    first = printed("Tide", A, B, day="2024-05-01")
    later = printed("Beacon", D, A, C, day="2024-05-02")
    assert names(counted(A, [first, later], [shares(first, later, A, kind=kind)])) == expected


def test_of_two_stories_of_one_day_neither_is_said_to_be_first() -> None:
    one, other = printed("Tide", A, B, day="2024-05-01"), printed("Beacon", D, A, day="2024-05-01")
    (found,) = counted(A, [one, other], [shares(one, other, A, kind=RelationKind.SHARES_PASSAGES)])
    assert found.name == "Beacon or Tide"
    assert "which was first is not known" in found.why


def test_an_outlet_that_may_have_been_first_is_not_counted_again() -> None:
    one, other = printed("Tide", A, B, day="2024-05-01"), printed("Beacon", A, B, day="2024-05-01")
    apart = [printed(n, D, A, day="2024-05-09") for n in ("Tide", "Beacon")]
    for own in apart:
        assert len(counted(A, [one, other, own], [shares(one, other, A)])) == 1
    gull = printed("Gull", D, A, day="2024-05-09")
    assert len(counted(A, [one, other, gull], [shares(one, other, A)])) == 2


def test_unknown_copies_are_one_unknown_origin_and_a_known_one_gives_its_name() -> None:
    strangers = [printed(None, A, B, day=f"2024-05-0{n}") for n in (1, 2)]
    ties = [shares(strangers[0], strangers[1], A)]
    (found,) = counted(A, strangers, ties)
    assert (found.kind, found.name) == (OriginKind.UNKNOWN, None)
    tide = printed("Tide", A, B, day="2024-05-03")
    (found,) = counted(A, [*strangers, tide], [*ties, shares(strangers[0], tide, A)])
    assert found.name == "Tide"
    assert "whose outlet is known" in found.why


def test_a_cited_outlet_that_prints_a_wire_story_leads_to_the_wire() -> None:
    tide = printed("Tide", A, B, tag="AFP")
    beacon = printed("Beacon", D, A)
    found = counted(A, [tide, beacon], chains={1: (outlet("Tide"),)})
    assert names(found) == ["Agence France-Presse"]
    unsaid = counted(A, [tide, beacon], chains={1: (outlet("Tide"), group("officials"))})
    assert names(unsaid) == ["Agence France-Presse", "officials (via Agence France-Presse)"]


@pytest.mark.parametrize(("tag", "origin"), [(None, "Tide"), ("AFP", "Agence France-Presse")])
def test_an_update_that_cites_the_first_teller_leads_to_its_origin(
    tag: str | None, origin: str
) -> None:
    first = printed("Tide", A, B, day="2024-05-01", tag=tag)
    update = printed("Beacon", A, C, day="2024-05-02")
    ties = [shares(first, update, A)]
    assert names(counted(C, [first, update], ties, chains={1: (outlet("Tide"),)})) == [origin]
    kept = counted(A, [first, update], ties, chains={1: (outlet("Tide"),)})
    assert names(kept) == [origin]


def closed(name: str | None, line: str, *sentences: str) -> Reading:
    return Writer("".join(sentences), line, outlet=name, uri=f"{name}{line}").reading()


def test_a_contributing_agency_is_named_but_not_counted() -> None:
    mixed = closed("Tide", "With assistance from AFP.", A)
    (found,) = counted(A, [mixed])
    assert (found.name, found.contributors) == ("Tide", ("Agence France-Presse",))
    wire = printed("Gull", A, B, tag="AFP")
    (found,) = counted(A, [mixed, wire])
    assert (found.name, found.contributors) == ("Agence France-Presse", ())
    assert "Tide is not counted apart" in found.why
    other = closed("Beacon", "With reporting by AFP", A)
    assert len(counted(A, [mixed, other])) == 1
    assert len(counted(A, [mixed, printed("Gull", A, B, tag="Reuters")])) == 2


def test_two_agencies_stay_two_when_one_text_names_both() -> None:
    wires = [printed("Gull", A, tag="AFP"), printed("Sund Review", A, tag="Reuters")]
    mixed = closed("Tide", "With reporting by AFP and Reuters", A)
    assert names(counted(A, [*wires, mixed])) == ["Agence France-Presse", "Reuters"]


def test_two_tags_on_the_same_words_are_one_origin() -> None:
    one, other = (printed(n, A, B, tag=t) for n, t in (("Tide", "AFP"), ("Gull", "Reuters")))
    (found,) = counted(A, [one, other], [shares(one, other, A)])
    assert found.name in ("Agence France-Presse", "Reuters")
    assert "also tagged as from" in found.why


def test_agencies_without_a_name_never_count_as_independent() -> None:
    (found,) = counted(A, [closed("Tide", "Source: Agencies", A)])
    assert found.kind is OriginKind.UNKNOWN
    mixed = closed("Beacon", "With inputs from agencies", A)
    assert names(counted(A, [mixed])) == ["Beacon"]
    assert names(counted(A, [mixed, printed("Gull", A, tag="AFP")])) == ["Agence France-Presse"]


def test_a_republished_text_is_its_first_printers() -> None:
    again = closed("Tide", "This article was originally published by the Meridian Post.", A)
    found = counted(A, [again, printed("Meridian Post", D, A)])
    assert names(found) == ["Meridian Post"]


def test_owners_of_owners_are_followed_and_circles_end() -> None:
    sources = (
        Source(outlet="Tide", owner="Coast Media"),
        Source(outlet="Coast Media", owner="Shore Holding"),
        Source(outlet="Beacon", owner="The Shore Holding"),
        Source(outlet="Gull", owner="Reuters"),
        Source(outlet="Lantern", owner="Sund Review"),
        Source(outlet="Sund Review", owner="Lantern"),
    )
    one = [printed(n, A, D) for n in ("Tide", "Beacon", "Coast Media")]
    (found,) = counted(A, one, sources=sources)
    assert "which belongs to Shore Holding" in found.why or "belongs to" in found.why
    assert (
        len(counted(A, [printed("Gull", A), printed("Wren", A, tag="Reuters")], (), sources)) == 1
    )
    assert len(counted(A, [printed("Lantern", A), printed("Sund Review", A)], (), sources)) == 1
    houses = Houses(sources)
    assert houses.of("Tide").owners == ("Coast Media", "Shore Holding")
    assert houses.of("Lantern").key == houses.of("Sund Review").key


def test_the_tag_of_an_outlet_in_the_watch_counts() -> None:
    sources = (Source(outlet="Continental Wire", aliases=("CW",)),)
    papers = [printed(n, A, tag="CW") for n in ("Tide", "Beacon")]
    assert names(counted(A, papers, sources=sources)) == ["Continental Wire"]
    assert len(counted(A, papers)) == 2


def test_sixty_copies_are_counted_in_time() -> None:
    readings = [printed(f"Paper {n}", A, B, C, day="2024-05-01") for n in range(60)]
    ties = [shares(a, b, A + B + C.strip()) for a, b in combinations(readings, 2)]
    start = time.process_time()
    (found,) = counted(B, readings, ties)
    assert time.process_time() - start < 5
    assert found.name is not None and "58 others" in found.name


PRINTS = st.tuples(
    st.sampled_from([None, "Tide", "Beacon", "Gull", "Sund Review"]),
    st.sampled_from([None, None, "AFP", "Reuters", "agencies"]),
    st.sampled_from(["", "2024-05-01", "2024-05-02", "2024-05-01/2024-05-03"]),
)


@given(st.lists(PRINTS, min_size=1, max_size=6), st.integers(0, 4))
def test_copies_of_one_story_are_never_more_than_one_origin(
    told: list[tuple[str | None, str | None, str]], apart: int
) -> None:
    readings = [
        printed(name, A, B, D * number, day=day, tag=tag)
        for number, (name, tag, day) in enumerate(told)
    ]
    ties = [shares(a, b, A + B.strip()) for a, b in combinations(readings, 2)]
    known = sum(o.kind is not OriginKind.UNKNOWN for o in counted(A, readings, ties))
    assert known <= 1
    tags = {tag for _, tag, _ in told if tag}
    named = bool(tags - {"agencies"}) or (not tags and any(name for name, _, _ in told))
    assert known == named
    others = [printed(f"Paper {n}", A, C) for n in range(apart)]
    found = counted(A, [*readings, *others], ties)
    assert sum(o.kind is not OriginKind.UNKNOWN for o in found) <= known + apart
