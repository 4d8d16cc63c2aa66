"""What changed: by the days of the news, and between two states of the ledger."""

from __future__ import annotations

from datetime import date

from watchdesk.ledger.changes import changes_between, changes_within
from watchdesk.records import (
    Address,
    ChangeKind,
    Claim,
    Contradiction,
    ContradictionKind,
    Correction,
    CorrectionKind,
    Expectation,
    ExpectationKind,
    ExpectationStatus,
    Interval,
    Link,
    LinkKind,
    Member,
    Outcome,
    Position,
    Span,
    Stance,
    Standing,
    Step,
    StepKind,
    Verification,
)

WEEK = Interval.between(date(2025, 3, 3), date(2025, 3, 9))


def on(day: int, month: int = 3) -> Interval:
    return Interval.on(date(2025, month, day))


def at(article: str, start: int = 0) -> Address:
    return Address(capture=f"cap-{article}", article=article, span=Span(start, start + 9))


def step(kind: StepKind, standing: Standing, when: Interval, article: str = "art-1") -> Step:
    by = (Link(name="Ana Petrova", kind=LinkKind.PERSON, span=Span(0, 3)),)
    return Step(kind=kind, standing=standing, on=when, at=at(article), by=by)


def claim(name: str, *steps: Step, statements: tuple[str, ...] = ("sta-1",)) -> Claim:
    members = tuple(
        Member(
            statement=one,
            attribution=None,
            at=at("art-1"),
            sentence=Span(0, 9),
            chain=(),
            verification=Verification.UNMARKED,
            published=on(2),
        )
        for one in statements
    )
    return Claim(
        id=name,
        gist="the bridge is closed",
        at=at("art-1"),
        members=members,
        articles=1,
        families=1,
        origins=(),
        first_seen=on(2),
        status=Verification.UNMARKED,
        why="told once",
        standing=steps[-1].standing,
        history=steps,
    )


TOLD = step(StepKind.TOLD, Standing.REPORTED, on(4))
DENIED = step(StepKind.DENIED, Standing.DENIED, on(6), "art-2")


def test_a_claim_tells_when_it_was_new_and_when_it_moved() -> None:
    told = changes_within([claim("clm-1", TOLD, DENIED)], WEEK)
    assert [(c.kind, c.before, c.after, c.who) for c in told] == [
        (ChangeKind.CLAIM, None, "reported", "Ana Petrova"),
        (ChangeKind.STANDING, "reported", "denied", "Ana Petrova"),
    ]
    assert told[1].at[0].article == "art-2"


def test_only_what_can_only_lie_in_the_period_counts() -> None:
    unsure = step(StepKind.TOLD, Standing.REPORTED, Interval.between(date(2025, 3, 1), None))
    wide = step(
        StepKind.TOLD, Standing.REPORTED, Interval.between(date(2025, 3, 1), date(2025, 3, 5))
    )
    records = [claim("clm-1", unsure), claim("clm-2", wide), claim("clm-3", TOLD)]
    assert [c.record for c in changes_within(records, WEEK)] == ["clm-3"]


def position(name: str, stance: Stance, since: Interval, previous: str | None = None) -> Position:
    return Position(
        id=name,
        actor="country:FR",
        name="France",
        issue="Trainers",
        stance=stance,
        gist=at("art-3"),
        since=since,
        previous=previous,
    )


def test_a_move_tells_the_stance_that_was_left() -> None:
    records = [
        position("pos-1", Stance.RESERVED, on(1, 2)),
        position("pos-2", Stance.FOR, on(5), "pos-1"),
    ]
    (moved,) = changes_within(records, WEEK)
    assert (moved.before, moved.after, moved.who, moved.about) == (
        "reserved",
        "for",
        "France",
        "Trainers",
    )


def expectation(*outcomes: Outcome) -> Expectation:
    return Expectation(
        id="exp-1",
        kind=ExpectationKind.PROMISED,
        what="will send trainers",
        at=at("art-4"),
        sentence=Span(0, 9),
        cue=Span(0, 4),
        by=(Link(name="Delta Post", kind=LinkKind.OUTLET),),
        due=on(20),
        due_at=None,
        status=outcomes[-1].status if outcomes else ExpectationStatus.OPEN,
        outcomes=outcomes,
        published=on(1),
    )


def test_what_became_of_an_expectation() -> None:
    late = Outcome(status=ExpectationStatus.POSTPONED, on=on(7), at=at("art-5"), due=on(2, 4))
    (told,) = changes_within([expectation(late)], WEEK)
    assert (told.kind, told.before, told.after, told.about) == (
        ChangeKind.OUTCOME,
        "open",
        "postponed",
        "2025-04-02",
    )


def test_corrections_silent_edits_and_contradictions() -> None:
    edit = Correction(
        id="cor-1", kind=CorrectionKind.SILENT_EDIT, at=at("art-6"), on=on(5), why="41 became 36"
    )
    gone = edit.model_copy(update={"id": "cor-2", "kind": CorrectionKind.DELETION, "on": on(6)})
    clash = Contradiction(
        id="con-1",
        kind=ContradictionKind.NUMBER,
        claims=("clm-1", "clm-2"),
        evidence=(at("art-1"), at("art-2")),
        why="41 and 36 cannot both be the number of people",
        told=(on(3), on(8)),
        by=("Ana Petrova", "the navy"),
    )
    told = changes_within([edit, gone, clash], WEEK)
    assert [c.kind for c in told] == [
        ChangeKind.SILENT_EDIT,
        ChangeKind.DELETION,
        ChangeKind.CONTRADICTION,
    ]
    assert told[2].on == on(8)
    assert told[2].who == "Ana Petrova against the navy"


def test_between_two_states_only_new_steps_are_told() -> None:
    before, after = claim("clm-1", TOLD), claim("clm-1", TOLD, DENIED)
    (told,) = changes_between([(before, after)])
    assert told.kind is ChangeKind.STANDING
    assert [c.kind for c in changes_between([(None, before)])] == [ChangeKind.CLAIM]


def test_a_claim_with_an_earlier_telling_keeps_its_past() -> None:
    old = claim("clm-1", TOLD)
    new = claim("clm-0", TOLD, DENIED, statements=("sta-0", "sta-1"))
    told = changes_between([(old, None), (None, new)])
    assert [(c.kind, c.record) for c in told] == [(ChangeKind.STANDING, "clm-0")]


def test_what_does_not_stand_any_more_is_told() -> None:
    (told,) = changes_between([(claim("clm-1", TOLD), None)])
    assert (told.kind, told.record) == (ChangeKind.WITHDRAWN, "clm-1")
    assert told.at
