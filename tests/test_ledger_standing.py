"""Where a claim stands, step by step, and what the Admiralty code makes of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from watchdesk.ledger.kept import Kept
from watchdesk.ledger.marks import Mark
from watchdesk.ledger.standing import Denial, credibility, history
from watchdesk.records import (
    Address,
    Interval,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Polarity,
    Span,
    Standing,
    StepKind,
    Verification,
)

TEXT = "The bridge at Dorran was closed to lorries"


def kept(
    day: int | None, who: str = "Ana Petrova", mark: Verification = Verification.UNMARKED
) -> Kept:
    when = Interval.on(date(2025, 3, day)) if day else Interval.unknown()
    article = f"art-{day}-{who}-{mark.value}"
    return Kept(
        id=f"sta-{article}",
        article=article,
        capture="cap-1",
        family=f"fam-{article}",
        outlet="Delta Post",
        span=Span(0, len(TEXT)),
        sentence=Span(0, len(TEXT)),
        around=TEXT,
        attribution="att-1",
        act=None,
        speech=None,
        polarity=Polarity.POSITIVE,
        verification=mark,
        chain=(Link(name=who, kind=LinkKind.PERSON),),
        speaker=who,
        published=when,
        said=None,
        venue=None,
        known=(when.latest or date.max, when.earliest or date.max, 0.0, article),
        words=(1, 2, 3),
        names=frozenset(),
        persons=frozenset(),
        figures=frozenset(),
    )


def by_speaker(members: list[Kept]) -> dict[str, str | None]:
    return {one.id: f"org-{one.speaker}" for one in members}


def steps_of(*members: Kept) -> list[tuple[str, str]]:
    steps = history(members, by_speaker(list(members)))
    return [(step.kind.value, step.standing.value) for step in steps]


def test_a_report_called_unverified_and_then_confirmed() -> None:
    told = steps_of(
        kept(2), kept(4, mark=Verification.UNVERIFIED), kept(9, "Oren Holt", Verification.CONFIRMED)
    )
    assert told == [
        ("told", "reported"),
        ("called_unverified", "unverified"),
        ("told", "unverified"),
        ("confirmed", "confirmed"),
    ]


def test_the_same_origin_telling_it_again_is_no_step() -> None:
    assert steps_of(kept(2), kept(3), kept(5)) == [("told", "reported")]


def test_a_lone_report_that_is_denied_is_denied_and_one_of_two_origins_is_disputed() -> None:
    denier = kept(6, "Harbour Ministry")
    alone, both = [kept(2)], [kept(2), kept(3, "Oren Holt")]
    denial = Denial(denier, "clm-other")
    last = history(alone, by_speaker(alone), (), [denial])[-1]
    assert (last.kind, last.standing, last.claim) == (
        StepKind.DENIED,
        Standing.DENIED,
        "clm-other",
    )
    assert history(both, by_speaker(both), (), [denial])[-1].standing is Standing.DISPUTED


def test_who_upholds_it_after_a_denial_makes_it_disputed() -> None:
    members = [kept(2), kept(8, "Oren Holt")]
    steps = history(members, by_speaker(members), (), [Denial(kept(6, "Ministry"), "clm-x")])
    assert [s.standing for s in steps] == [
        Standing.REPORTED,
        Standing.DENIED,
        Standing.DISPUTED,
    ]


def test_declining_to_comment_is_recorded_and_moves_nothing() -> None:
    members = [kept(2)]
    at = Address(capture="cap-1", article="art-9", span=Span(0, 4))
    mark = Mark(
        kind=StepKind.NO_COMMENT,
        statement=members[0].id,
        on=Interval.on(date(2025, 3, 5)),
        at=at,
        by=(Link(name="the port office", kind=LinkKind.ORGANISATION),),
    )
    steps = history(members, by_speaker(members), [mark])
    assert [(s.kind, s.standing) for s in steps] == [
        (StepKind.TOLD, Standing.REPORTED),
        (StepKind.NO_COMMENT, Standing.REPORTED),
    ]
    assert steps[-1].by[-1].name == "the port office"


def taken_back(one: Kept) -> Mark:
    at = Address(capture="cap-1", article="art-9", span=Span(0, 4))
    on = Interval.on(date(2025, 3, 4))
    return Mark(kind=StepKind.RETRACTED, statement=one.id, on=on, at=at)


def test_what_was_taken_back_stays_so() -> None:
    members = [kept(2)]
    denial = Denial(kept(9, "Harbour Ministry"), "clm-x")
    steps = history(members, by_speaker(members), [taken_back(members[0])], [denial])
    assert [step.standing for step in steps[1:]] == [Standing.RETRACTED, Standing.RETRACTED]


def test_what_another_story_still_tells_is_not_retracted() -> None:
    members = [kept(2), kept(9, "Oren Holt")]
    steps = history(members, by_speaker(members), [taken_back(members[0])])
    assert StepKind.RETRACTED in [step.kind for step in steps]
    assert steps[-1].standing is Standing.REPORTED


def test_what_has_no_day_comes_after_what_has_one() -> None:
    members = [kept(None, "Oren Holt"), kept(2)]
    assert [s.by[-1].name for s in history(members, by_speaker(members))] == [
        "Ana Petrova",
        "Oren Holt",
    ]


@given(st.permutations([2, 3, 5, 7, 11]))
def test_the_order_of_members_does_not_count(days: list[int]) -> None:
    marks = {3: Verification.UNVERIFIED, 7: Verification.CONFIRMED, 11: Verification.DENIED}
    members = [kept(d, f"Teller {d}", marks.get(d, Verification.UNMARKED)) for d in days]
    wanted = sorted(members, key=lambda k: k.order)
    assert history(members, by_speaker(members)) == history(wanted, by_speaker(wanted))


def origins(*kinds: OriginKind) -> list[Origin]:
    return [
        Origin(id=f"org-{n}", kind=kind, name=f"Name {n}", why="told")
        for n, kind in enumerate(kinds)
    ]


PERSON, HIDDEN, NOBODY = OriginKind.PERSON, OriginKind.ANONYMOUS, OriginKind.UNKNOWN


def number(*kinds: OriginKind, standing: Standing = Standing.REPORTED) -> int:
    return credibility(origins(*kinds), standing, ()).number


def test_credibility_rises_with_independent_and_named_origins_alone() -> None:
    assert number(NOBODY) == 6
    assert number(HIDDEN) == 6
    assert number(PERSON, standing=Standing.UNVERIFIED) == 6
    assert number(PERSON) == 3
    assert number(HIDDEN, HIDDEN) == 3
    assert number(PERSON, HIDDEN) == 2
    assert number(PERSON, PERSON) == 2
    assert number(PERSON, PERSON, PERSON) == 1
    assert number(PERSON, NOBODY, NOBODY) == 3


def test_credibility_of_what_is_contested() -> None:
    members = [kept(2)]
    denial = Denial(kept(6, "Ministry"), "clm-x")
    steps = history(members, by_speaker(members), (), [denial])
    assert credibility(origins(PERSON), Standing.DENIED, steps).number == 4
    assert credibility(origins(HIDDEN), Standing.DENIED, [*steps, *steps[1:]]).number == 4
    second = history(members, by_speaker(members), (), [denial, Denial(kept(7, "Navy"), "clm-y")])
    assert credibility(origins(PERSON), Standing.DENIED, second).number == 5
    assert credibility(origins(PERSON, PERSON, PERSON), Standing.DISPUTED, steps).number == 3
    assert credibility(origins(PERSON, PERSON), Standing.RETRACTED, ()).number == 5


def test_the_rule_is_told() -> None:
    told = credibility(origins(PERSON, HIDDEN), Standing.REPORTED, ())
    assert told.why == "2 independent origins, 1 named"


def rival(day: int, who: str, *, before: bool = False) -> Denial:
    return Denial(kept(day, who), f"clm-{who}", StepKind.DISPUTED, before)


def test_another_account_disputes_what_was_reported_once() -> None:
    members = [kept(2)]
    twice = [rival(6, "Ministry"), rival(7, "Ministry")]
    steps = history(members, by_speaker(members), (), twice)
    assert [(s.kind, s.standing) for s in steps] == [
        (StepKind.TOLD, Standing.REPORTED),
        (StepKind.DISPUTED, Standing.DISPUTED),
    ]
    assert steps[1].claim == "clm-Ministry"


def test_an_account_told_before_disputes_from_the_day_of_the_later_one() -> None:
    members = [kept(9)]
    steps = history(members, by_speaker(members), (), [rival(3, "Ministry", before=True)])
    assert [(s.kind, s.on) for s in steps] == [
        (StepKind.TOLD, Interval.on(date(2025, 3, 9))),
        (StepKind.DISPUTED, Interval.on(date(2025, 3, 9))),
    ]


def test_another_account_moves_neither_the_unverified_nor_the_confirmed() -> None:
    for mark in (Verification.UNVERIFIED, Verification.CONFIRMED):
        members = [kept(2, mark=mark)]
        steps = history(members, by_speaker(members), (), [rival(6, "Ministry")])
        assert steps[-1].kind is StepKind.DISPUTED
        assert steps[-1].standing.value == mark.value


def test_what_one_article_could_not_check_is_unverified_whatever_others_count() -> None:
    members = [kept(2), kept(8, "Oren Holt", Verification.UNVERIFIED)]
    steps = history(members, by_speaker(members), (), [rival(6, "Ministry")])
    assert [s.standing for s in steps][1:3] == [Standing.DISPUTED, Standing.DISPUTED]
    assert steps[-1].standing is Standing.UNVERIFIED


def test_nobody_disputes_what_they_tell_themselves() -> None:
    members = [kept(2)]
    steps = history(members, by_speaker(members), (), [rival(6, "Ana Petrova")])
    assert [s.kind for s in steps] == [StepKind.TOLD]


def settled(*members: Kept, against: Denial) -> Standing:
    return history(members, by_speaker(list(members)), (), [against])[-1].standing


def test_who_denied_it_and_admits_it_later_confirms_it() -> None:
    denial = Denial(kept(6, "Ministry"), "clm-x")
    admits = kept(20, "Ministry 2", Verification.CONFIRMED)
    again = kept(20, mark=Verification.CONFIRMED)
    at_once = kept(6, "Oren Holt", Verification.CONFIRMED)
    assert settled(kept(2), admits, against=denial) is Standing.CONFIRMED
    assert settled(kept(2), again, against=denial) is not Standing.CONFIRMED
    assert settled(kept(2), at_once, against=denial) is Standing.DISPUTED
