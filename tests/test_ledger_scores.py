"""The bench of the records across articles counts what its docstrings say it counts."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from watchdesk.records import (
    Address,
    Article,
    Capture,
    Claim,
    Contradiction,
    ContradictionKind,
    Correction,
    CorrectionKind,
    Entity,
    Expectation,
    ExpectationKind,
    ExpectationStatus,
    Interval,
    Member,
    Mention,
    MentionKind,
    Origin,
    OriginKind,
    Part,
    PartKind,
    Position,
    PositionBasis,
    PositionEvidence,
    Reading,
    Role,
    Span,
    Stance,
    Standing,
    Step,
    StepKind,
    Verification,
)

BENCH = Path(__file__).parent.parent / "bench"
FERRY = "The ferry sank off Averia, the harbor master said. It will sail again in May."
CANOE = "Officials say the ferry went down. Lorvia denied that it had sunk."
DAY = Interval.parse("2024-06-03")


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import ledger_claims
        import ledger_key
        import ledger_quality
        import ledger_scores
        import ledger_stances
        from tables import ledger_quality as table

        yield SimpleNamespace(
            claims=ledger_claims,
            key=ledger_key,
            quality=ledger_quality,
            scores=ledger_scores,
            stances=ledger_stances,
            table=table,
        )
    finally:
        sys.path.remove(str(BENCH))


# What was read


def reading(file: str, text: str, mentions: Sequence[Mention] = ()) -> Reading:
    """A file with one article that is all body."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    capture = Capture(
        id=f"cap-{file}",
        uri=f"desk/captures/{file}",
        sha256=digest,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    part = Part(start=0, end=len(text), kind=PartKind.BODY, reason="whole")
    article = Article(id=f"art-{file}", role=Role.MAIN, parts=(part,))
    return Reading(capture=capture, article=article, mentions=tuple(mentions))


READ = (reading("a.txt", FERRY), reading("b.txt", CANOE))
TEXTS = {"a.txt": FERRY, "b.txt": CANOE}


def at(file: str, words: str) -> Address:
    start = TEXTS[file].index(words)
    return Address(
        capture=f"cap-{file}", article=f"art-{file}", span=Span(start, start + len(words))
    )


def claim(name: str, *told: tuple[str, str], origins: int = 1, **fields: Any) -> Claim:
    members = tuple(
        Member(
            attribution=None,
            at=at(file, words),
            sentence=at(file, words).span,
            chain=(),
            verification=fields.get("status", Verification.UNMARKED),
            published=DAY,
        )
        for file, words in told
    )
    roots = tuple(
        Origin(id=f"org-{n}", kind=OriginKind.PERSON, why="by hand") for n in range(origins)
    )
    return Claim(
        id=name,
        gist=told[0][1],
        at=members[0].at,
        members=members,
        articles=len(told),
        families=len(told),
        origins=roots,
        first_seen=DAY,
        status=fields.pop("status", Verification.UNMARKED),
        why="made by hand",
        **fields,
    )


SANK = ("a.txt", "The ferry sank off Averia")
DOWN = ("b.txt", "the ferry went down")
SUNK = ("b.txt", "it had sunk")


def asked(name: str, first: tuple[str, str], *more: tuple[str, str], **fields: Any) -> Any:
    also = [{"file": file, "words": words} for file, words in more]
    return {
        "id": name,
        "file": first[0],
        "words": first[1],
        "also": also,
        "act": "speech",
        "verification": "unmarked",
        "origins": 1,
        "standing": None,
        "steps": [],
        **fields,
    }


def key_of(bench: SimpleNamespace, part: str = "summer", **lists: Any) -> Any:
    filled = {name: lists.get(name, []) for name in bench.key.LISTS}
    return bench.key.LedgerKey(filled, READ, part)


# Words and names


def test_words_meet_when_half_of_the_shorter_is_shared(bench: SimpleNamespace) -> None:
    spot = bench.key.Spot
    assert spot("a", Span(0, 10)).meets(spot("a", Span(5, 40)))
    assert not spot("a", Span(0, 10)).meets(spot("a", Span(6, 40)))
    assert not spot("a", Span(0, 10)).meets(spot("b", Span(0, 10)))
    assert not spot("a", Span(3, 3)).meets(spot("a", Span(0, 10)))


def test_words_are_found_where_an_article_has_them_though_lines_break_there(
    bench: SimpleNamespace,
) -> None:
    text = "One\nferry  sank."
    key = bench.key.LedgerKey(
        {name: [] for name in bench.key.LISTS}, [reading("c.txt", text)], "summer"
    )
    found = key.spot("c.txt", "One ferry sank")
    assert found.span == Span(0, 15)
    assert key.spot("c.txt", "Two ferries") is None
    assert key.spot("d.txt", "One ferry sank") is None


@pytest.mark.parametrize(
    ("actor", "entity", "shown", "same"),
    [
        ("state: Italy", "country:IT", "Italy", True),
        ("state: Italy", "country:FR", "Italy", False),
        ("state: Netherlands", "country:NL", "Netherlands", True),
        ("state: Italy", "org:italy", "Italy", False),
        ("person: Volodymyr Zelensky", "person:volodymyr-zelenskyy", "Zelenskyy", True),
        ("person: Viktor Orban", "person:balazs-orban", "Balázs Orbán", False),
        ("person: Viktor Orban", "person:viktor-orban", "Viktor Orbán", True),
        ("organisation: NATO", "org:nato", "Nato", True),
        ("organisation: European Commission", "org:european-union", "European Union", False),
    ],
)
def test_an_actor_is_known_by_code_last_name_or_whole_name(
    bench: SimpleNamespace, actor: str, entity: str, shown: str, same: bool
) -> None:
    kind, _, name = actor.partition(": ")
    assert bench.key.same_actor({"kind": kind, "name": name}, entity, shown) is same


def test_days_may_be_off_by_as_many_as_are_allowed(bench: SimpleNamespace) -> None:
    assert bench.key.near(Interval.parse("2024-06-06"), "2024-06-03", 3)
    assert not bench.key.near(Interval.parse("2024-06-07"), "2024-06-03", 3)
    assert bench.key.near(Interval.parse("2024-01-01"), "../2024-06-03", 0)
    assert not bench.key.near(Interval.unknown(), "2024-06-03", 3)


# The parts


def test_a_later_part_adds_tellings_and_outcomes_and_asks_only_for_what_it_touches(
    bench: SimpleNamespace,
) -> None:
    summer: dict[str, Any] = {name: [] for name in bench.key.LISTS}
    summer["claims"] = [
        {**asked("sank", SANK), "asked": False},
        {**asked("sunk", SUNK), "asked": False},
    ]
    more = {
        "claims": [
            {"id": "sank", "extends": True, "also": [{"file": "b.txt", "words": DOWN[1]}]},
            asked("new", DOWN),
        ]
    }
    found = bench.key.added(summer, more)["claims"]
    assert [(one["id"], one["asked"]) for one in found] == [
        ("sank", True),
        ("sunk", False),
        ("new", True),
    ]
    assert found[0]["words"] == SANK[1]
    assert len(found[0]["also"]) == 1
    assert summer["claims"][0]["also"] == []


def test_the_held_out_part_judges_what_rests_on_its_own_articles(bench: SimpleNamespace) -> None:
    held = reading("autumn/c.txt", "A canoe sank.")
    lists: dict[str, Any] = {name: [] for name in bench.key.LISTS}
    key = bench.key.LedgerKey(lists, [*READ, held], "autumn")
    assert key.in_part(["art-a.txt", "art-autumn/c.txt"])
    assert not key.in_part(["art-a.txt"])
    assert key.spot("autumn/c.txt", "canoe") == key.spot("c.txt", "canoe")
    assert bench.key.LedgerKey(lists, READ, "summer").in_part(["art-a.txt"])


# Claims


def test_b_cubed_of_three_tellings_of_which_two_are_together(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sank", SANK, DOWN), asked("sunk", SUNK)])
    lumped = [claim("one", SANK), claim("two", DOWN, SUNK)]
    told = bench.claims.tellings(key, lumped)
    score = bench.claims.claims(told)["claims: B³"]
    # Tellings by precision: 1, 1/2, 1/2; by recall: 1/2, 1/2, 1.
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(2 / 3)
    assert [miss.partition(":")[0] for miss in score.misses] == ["parted", "lumped"]
    right = bench.claims.tellings(key, [claim("one", SANK, DOWN), claim("two", SUNK)])
    assert bench.claims.claims(right)["claims: B³"].value == 1
    alone = bench.claims.claims(right)["claims: B³, every telling its own"]
    assert (alone.precision, alone.recall) == (1, pytest.approx(2 / 3))


def test_a_telling_that_is_not_found_is_missed_in_recall_alone(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sank", SANK, DOWN)])
    score = bench.claims.claims(bench.claims.tellings(key, [claim("one", SANK)]))["claims: B³"]
    assert (score.precision, score.recall) == (1, 0.25)
    assert score.value == pytest.approx(0.4)
    none = bench.claims.claims(bench.claims.tellings(key, []))["claims: B³"]
    assert (none.precision, none.recall, none.value) == (0, 0, 0)


def test_what_one_breath_tells_does_not_count_against_itself(bench: SimpleNamespace) -> None:
    master = ("a.txt", "the harbor master said")
    key = key_of(bench, claims=[asked("sank", SANK), asked("said", master), asked("down", DOWN)])
    whole = ("a.txt", "The ferry sank off Averia, the harbor master said")
    told = bench.claims.tellings(key, [claim("one", whole)])
    assert bench.claims.claims(told)["claims: B³"].precision == 1
    apart = bench.claims.tellings(key, [claim("one", SANK, master)])
    assert bench.claims.claims(apart)["claims: B³"].precision == 0.5
    more = bench.claims.tellings(key, [claim("one", whole, DOWN)])
    assert bench.claims.claims(more)["claims: B³"].precision == pytest.approx(
        (0.5 + 0.5 + 1 / 3) / 3
    )


def test_of_copies_one_is_counted_where_each_wording_counts_once(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sank", SANK, SANK, SANK, DOWN)])
    told = bench.claims.tellings(key, [claim("one", SANK), claim("two", DOWN)])
    score = bench.claims.claims(told)
    assert score["claims: B³"].recall == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert score["claims: B³, each wording once"].recall == 0.5


def test_a_bare_denial_and_a_silence_are_no_claims(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sank", SANK, act="silence"), asked("sunk", SUNK, bare=True)])
    assert bench.claims.tellings(key, [claim("one", SANK, SUNK)]) == []


def test_words_told_as_untrue_stand_as_denied(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sunk", SUNK, verification="denied")])
    for standing, right in ((Standing.DENIED, 1), (Standing.REPORTED, 0)):
        best = bench.claims.chosen(
            bench.claims.tellings(key, [claim("one", SUNK, standing=standing)])
        )
        score = bench.claims.standings(key, best)["standings: nothing said, and reported"]
        assert (score.right, score.asked) == (right, 1)


def test_of_two_tellings_that_fit_the_one_that_shares_the_larger_part_is_taken(
    bench: SimpleNamespace,
) -> None:
    key = key_of(bench, claims=[asked("sank", SANK)])
    whole = claim("whole", ("a.txt", FERRY))
    exact = claim("exact", SANK)
    for both in ([whole, exact], [exact, whole]):
        (told,) = bench.claims.tellings(key, both)
        assert told.found.id == "exact"


def test_origins_are_those_of_the_claim_that_holds_most_tellings(bench: SimpleNamespace) -> None:
    items = [asked("sank", SANK, DOWN, origins=2), asked("sunk", SUNK)]
    key = key_of(bench, claims=items)
    found = [claim("one", SANK, DOWN, origins=2), claim("two", SUNK, origins=2)]
    best = bench.claims.chosen(bench.claims.tellings(key, found))
    score = bench.claims.origins(key, best)
    assert (score["origins exact"].right, score["origins exact"].asked) == (1, 2)
    assert score["origins exact, told in several articles"].value == 1
    nothing = bench.claims.chosen(bench.claims.tellings(key, []))
    assert bench.claims.origins(key, nothing)["origins exact"].right == 0


def test_standings_told_and_not_told_are_asked_apart(bench: SimpleNamespace) -> None:
    steps = [{"standing": "denied", "day": "2024-06-04", "file": "b.txt", "words": SUNK[1]}]
    items = [
        asked("sank", SANK, standing="denied", steps=steps),
        asked("down", DOWN, act="silence", standing="no_comment"),
        asked("sunk", SUNK),
    ]
    key = key_of(bench, claims=items)
    clashing = key_of(bench, claims=items, contradictions=[clash("one", "sank", "sunk")])
    told = Step(kind=StepKind.DENIED, standing=Standing.DENIED, on=DAY, at=at(*SUNK))
    quiet = Step(kind=StepKind.NO_COMMENT, standing=Standing.REPORTED, on=DAY, at=at(*DOWN))
    found = [
        claim("one", SANK, standing=Standing.DENIED, history=(told,)),
        claim("three", SUNK, standing=Standing.DISPUTED),
    ]
    score = bench.claims.standings(key, bench.claims.chosen(bench.claims.tellings(key, found)))
    assert [(name, one.right, one.asked) for name, one in score.items()] == [
        ("standings right", 1, 1),
        ("standings: nothing said, and reported", 0, 1),
        ("standings: dated steps", 1, 1),
    ]
    best = bench.claims.chosen(bench.claims.tellings(clashing, found))
    scored = bench.claims.standings(clashing, best)
    assert scored["standings: nothing said, and reported"].asked == 0
    assert bench.claims.silences(key, found).value == 0
    assert bench.claims.silences(key, [claim("two", DOWN, history=(quiet,))]).value == 1


# Contradictions


def pair(*sides: tuple[str, str], inside: str | None = None) -> Contradiction:
    kind = ContradictionKind.DENIAL
    return Contradiction(
        id=f"con-{sides}",
        kind=kind,
        claims=("clm-1", "clm-2"),
        evidence=tuple(at(*side) for side in sides),
        why="made by hand",
        inside=inside,
    )


def clash(name: str, *claims: str, **fields: Any) -> Any:
    item = {"id": name, "kind": "denial", "claims": [*claims], "inside": None, "why": "so"}
    return {**item, **fields}


CLAIMS = [asked("sank", SANK), asked("down", DOWN), asked("sunk", SUNK)]


def test_a_pair_is_right_accepted_or_wrong(bench: SimpleNamespace) -> None:
    key = key_of(
        bench,
        claims=CLAIMS,
        contradictions=[clash("one", "sank", "sunk", inside="Italy", kind="date")],
        accepted_contradictions=[clash("two", "sunk", "down")],
    )
    right, accepted = pair(SANK, SUNK, inside="country:IT"), pair(DOWN, SUNK)
    wrong = pair(SANK, ("a.txt", "sail again in May"))
    score = bench.scores.contradictions(key, [right, right, accepted, wrong])
    found = score["contradictions"]
    assert (found.precision, found.recall, found.found) == (0.5, 1, 2)
    assert score["contradictions found: kind"].value == 0
    assert score["contradictions inside one actor"].value == 1
    nothing = bench.scores.contradictions(key, [])
    assert nothing["contradictions"].value == 0
    assert nothing["contradictions inside one actor"].asked == 1


def test_other_claims_may_carry_the_same_contradiction(bench: SimpleNamespace) -> None:
    item = clash("one", "sank", "sunk", also_right=[["sank", "down"]])
    key = key_of(bench, claims=CLAIMS, contradictions=[item])
    assert bench.scores.contradictions(key, [pair(SANK, DOWN)])["contradictions"].value == 1
    assert bench.scores.contradictions(key, [pair(SUNK, DOWN)])["contradictions"].value == 0


def test_one_side_alone_is_no_pair(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=CLAIMS, contradictions=[clash("one", "sank", "sunk")])
    both_in_one = pair(SANK, ("a.txt", "the harbor master said"))
    assert bench.scores.contradictions(key, [both_in_one])["contradictions"].value == 0


# Positions


ISSUE = "Ferries"


def position(actor: str, name: str, stance: Stance, **fields: Any) -> Position:
    since = Interval.parse(fields.pop("since", "2024-06-03"))
    evidence = PositionEvidence(
        at=at(*SANK),
        sentence=at(*SANK).span,
        stance=stance,
        on=since,
        actor=actor,
        name=name,
        basis=PositionBasis.WORDS,
    )
    return Position(
        id=f"pos-{actor}-{stance}-{since}",
        actor=actor,
        name=name,
        issue=fields.pop("issue", ISSUE),
        stance=stance,
        since=since,
        evidence=(evidence,),
        **fields,
    )


def stand(kind: str, name: str, stance: str, since: str = "2024-06-03") -> Any:
    return {
        "actor": {"kind": kind, "name": name},
        "issue": ISSUE,
        "stance": stance,
        "since": since,
    }


def test_rows_count_once_and_offices_groups_and_accepted_ones_not(bench: SimpleNamespace) -> None:
    office = Entity(id="org:port-ministry", name="Port Ministry", country="IT")
    mention = Mention(id="men-1", start=0, end=3, kind=MentionKind.ORGANISATION, entity=office)
    lists: dict[str, Any] = {name: [] for name in bench.key.LISTS}
    lists["positions"] = [stand("state", "Italy", "for"), stand("person", "Ana Ruivo", "against")]
    lists["accepted_positions"] = [stand("state", "France", "reserved")]
    read = (*READ, reading("c.txt", "Port", [mention]))
    key = bench.key.LedgerKey(lists, read, "summer")
    found = [
        position("country:IT", "Italy", Stance.FOR),
        position("country:IT", "Italy", Stance.FOR, since="2024-07"),
        position("country:FR", "France", Stance.RESERVED),
        position("org:port-ministry", "Port Ministry", Stance.FOR),
        position("group:two-officials", "two officials", Stance.FOR),
        position("country:DE", "Germany", Stance.NONE_FOUND),
        position("country:DE", "Germany", Stance.FOR),
    ]
    score = bench.stances.positions(key, found)
    rows = score["positions"]
    assert (rows.precision, rows.recall, rows.found) == (0.5, 0.5, 2)
    assert rows.misses == [
        "not found: Ana Ruivo | Ferries | against",
        "wrong: country:DE | Germany | Ferries | for",
    ]
    assert score["positions found: since"].value == 1


def test_a_change_needs_issue_stance_or_limits_and_day(bench: SimpleNamespace) -> None:
    item = {
        "actor": {"kind": "state", "name": "Italy"},
        "issue": ISSUE,
        "from": "against",
        "to": "conditional",
        "limits_from": None,
        "limits_to": "the ferry sank off Averia",
        "day": "2024-06-03",
        "file": "a.txt",
        "words": SANK[1],
    }
    key = key_of(bench, changes=[item])

    def score(stance: Stance, since: str, **fields: Any) -> float:
        moved = {"previous": "pos-0", "since": since, **fields}
        one = position("country:IT", "Italy", stance, **moved)
        value: float = bench.stances.changes(key, [one]).value
        return value

    assert score(Stance.CONDITIONAL, "2024-06-06") == 1
    assert score(Stance.CONDITIONAL, "2024-06-07") == 0
    assert score(Stance.FOR, "2024-06-03") == 0
    assert score(Stance.FOR, "2024-06-03", limits=at(*SANK)) == 1
    assert score(Stance.CONDITIONAL, "2024-06-03", issue="Canoes") == 0
    assert score(Stance.CONDITIONAL, "2024-06-03", previous=None) == 0


# Expectations and corrections


SAIL = ("a.txt", "It will sail again in May.")


def expectation(words: tuple[str, str], **fields: Any) -> Expectation:
    address = at(*words)
    return Expectation(
        id=f"exp-{words}",
        what=words[1],
        at=address,
        sentence=address.span,
        cue=address.span,
        by=(),
        due=fields.pop("due", Interval.parse("2024-05")),
        due_at=None,
        published=DAY,
        **{"status": ExpectationStatus.OPEN, **fields},
    )


def awaited(words: tuple[str, str], **fields: Any) -> Any:
    return {
        "id": "sail",
        "file": words[0],
        "sentence": words[1],
        "kind": "announced",
        "due": "2024-05",
        "status": "open",
        "settled_by": [],
        **fields,
    }


def test_expectations_are_right_accepted_or_wrong_and_followed(bench: SimpleNamespace) -> None:
    key = key_of(
        bench,
        expectations=[awaited(SAIL)],
        accepted_expectations=[{"file": "b.txt", "words": DOWN[1]}],
    )
    found = [
        expectation(SAIL, kind=ExpectationKind.PROMISED, status=ExpectationStatus.MET),
        expectation(DOWN),
        expectation(SUNK),
    ]
    score = bench.scores.expectations(key, found)
    assert (score["expectations"].precision, score["expectations"].recall) == (0.5, 1)
    assert score["expectations found: kind"].value == 0
    assert score["expectations found: due meets"].value == 1
    assert score["expectations found: status"].value == 0


def test_an_expectation_is_found_by_any_of_its_tellings(bench: SimpleNamespace) -> None:
    also = [{"file": "b.txt", "words": DOWN[1]}]
    key = key_of(bench, expectations=[awaited(SAIL, also=also, due="XXXX")])
    score = bench.scores.expectations(key, [expectation(DOWN, due=Interval.unknown())])
    assert score["expectations"].value == 1
    assert score["expectations found: due meets"].asked == 0


def test_a_correction_is_known_by_its_kind_and_either_words(bench: SimpleNamespace) -> None:
    place = {"file": "b.txt", "words": DOWN[1]}
    of = {"file": "a.txt", "words": SANK[1]}
    key = key_of(bench, corrections=[{"kind": "deletion", **place, "of": of, "day": None}])

    def score(kind: CorrectionKind, now: Address, before: Address | None) -> float:
        one = Correction(id="cor-1", kind=kind, at=now, before=before, on=DAY, why="gone")
        value: float = bench.scores.corrections(key, [one]).value
        return value

    assert score(CorrectionKind.DELETION, at(*DOWN), None) == 1
    assert score(CorrectionKind.DELETION, at(*SUNK), at(*SANK)) == 1
    assert score(CorrectionKind.DELETION, at(*SUNK), at(*SAIL)) == 0
    assert score(CorrectionKind.RETRACTION, at(*DOWN), at(*SANK)) == 0


# Output


def test_misses_are_lines_below_their_question_and_only_when_asked_for(
    bench: SimpleNamespace,
) -> None:
    score = bench.scores.Score()
    score.note(True, "found")
    score.note(False, "lost")
    measured = {"standings right": score}
    assert list(bench.quality.show(measured, False)) == [
        " 0.500  standings right  (right 1, asked 2)"
    ]
    assert list(bench.quality.show(measured, True))[1].strip() == "lost"


def test_everything_is_asked_of_a_desk(bench: SimpleNamespace) -> None:
    key = key_of(bench, claims=[asked("sank", SANK)])
    measured = bench.quality.compare(bench.quality.Found(READ, (claim("one", SANK),)), key)
    figures = bench.quality.figures(measured)
    assert figures["claims: B³"]["value"] == 1
    assert {"contradictions", "positions", "changes", "expectations", "corrections"} <= set(figures)
    text = bench.table.table({"desk_held": figures, "summer": figures})
    assert text.startswith("## ")
    assert all(name in text for name in ("B³", "origins", "held out"))
