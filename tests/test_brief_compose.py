"""What a brief tells, in which section, in whose words, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from helpers_ledger import Writer, day, find, outlet, person
from watchdesk import reuse
from watchdesk.brief import Lengths, Material, compose, wording
from watchdesk.brief.bullets import Desk, after_dateline, claim_draft
from watchdesk.brief.changes import differing
from watchdesk.ledger.build import build
from watchdesk.records import (
    Address,
    Brief,
    Capture,
    Claim,
    Contradiction,
    ContradictionKind,
    Expectation,
    ExpectationStatus,
    Interval,
    Issue,
    Link,
    LinkKind,
    Position,
    PositionBasis,
    PositionEvidence,
    Reading,
    Role,
    SectionKind,
    Span,
    Stance,
    Standing,
    Step,
    StepKind,
    Verification,
    Watch,
)

WEEK = Interval.parse("2024-08-05/2024-08-11")
WATCH = Watch(
    name="Harbour watch",
    issue=(Issue(name="The port", terms=("port", "harbo*")), Issue(name="Grain", terms=("grain",))),
)


def material(readings: Sequence[Reading], period: Interval = WEEK, **extra: Any) -> Material:
    families = reuse.families(
        [reuse.FamilyItem(id=r.article.id, published=r.article.published) for r in readings], []
    )
    return Material(
        **{
            "watch": WATCH,
            "period": period,
            "as_of": None,
            "readings": {r.article.id: r for r in readings},
            "outlets": {r.article.id: r.article.outlet for r in readings if r.article.outlet},
            "families": families,
            "claims": build(readings, families, (), WATCH).standing(Claim),
            "contradictions": (),
            "expectations": (),
            **extra,
        }
    )


def article(
    *paragraphs: str, published: str = "2024-08-08", paper: str | None = "Quay Gazette", **more: Any
) -> Writer:
    return Writer(*paragraphs, published=published, outlet=paper, **more)


def texts(brief: Brief, kind: SectionKind) -> list[str]:
    return [b.text for s in brief.sections if s.kind is kind for b in s.bullets]


def told(sentence: str, name: str, words: str, **more: Any) -> Reading:
    text = article(sentence, **more)
    span = find(text.text, name)
    own = [outlet(text.article.outlet)] if text.article.outlet else []
    text.said(words, *own, Link(name=name, kind=LinkKind.PERSON, span=span))
    text.names(name)
    return text.reading()


PORT = told(
    "Harbour master Ada Lindqvist said the port of Vennholm would stay shut until mines are gone.",
    "Ada Lindqvist",
    "the port of Vennholm would stay shut until mines are gone",
)
GRAIN = told(
    "Minister Jon Okafor said grain ships would wait in the outer roads for a month at least.",
    "Jon Okafor",
    "grain ships would wait in the outer roads for a month at least",
    paper="Mole Courier",
)


def test_sections_stand_in_order_and_issues_in_the_watchs_order() -> None:
    brief = compose(material([PORT, GRAIN]))
    kinds = [section.kind for section in brief.sections]
    assert kinds[0] is SectionKind.LEAD
    assert [s.title for s in brief.sections if s.kind is SectionKind.ISSUE] == [
        "The port",
        "Grain",
        "Also reported",
    ]
    assert kinds[-3:] == [SectionKind.CHANGED, SectionKind.OPEN, SectionKind.EXPECTED]


def test_a_bullet_is_the_sentence_with_who_told_whom() -> None:
    brief = compose(material([PORT]))
    bullet = brief.sections[0].bullets[0]
    citation = brief.citations[bullet.citations[0] - 1]
    assert bullet.text == citation.quote
    assert bullet.told_by == ("Quay Gazette", "Ada Lindqvist")
    assert citation.outlet == "Quay Gazette"
    assert citation.published.interval == day("2024-08-08")


def test_an_outlet_nobody_names_is_said_not_to_be_named() -> None:
    reading = told(
        "Harbour master Ada Lindqvist said the port of Vennholm would stay shut for many weeks.",
        "Ada Lindqvist",
        "the port of Vennholm would stay shut for many weeks",
        paper=None,
    )
    assert compose(material([reading])).sections[0].bullets[0].told_by[0] == "outlet not named"


def test_what_an_outlet_tells_itself_is_in_its_own_voice() -> None:
    reading = article(
        "The port of Vennholm stayed shut on Thursday for the ninth day running."
    ).reading()
    bullet = compose(material([reading])).sections[0].bullets[0]
    assert bullet.told_by == ("Quay Gazette, in its own voice",)


def test_teasers_and_undated_stories_behind_another_are_never_told() -> None:
    teaser = article(
        "The port of Vennholm was painted pink by its harbour master.", role=Role.TEASER
    )
    glued = article(
        "The port of Ostrand was sold for a single coin last night.", published="", role=Role.OTHER
    )
    brief = compose(material([PORT, teaser.reading(), glued.reading()]))
    printed = " ".join(b.text for s in brief.sections for b in s.bullets)
    assert "pink" not in printed
    assert "coin" not in printed
    assert brief.counts.articles == 1


def test_articles_that_may_belong_to_the_period_stand_apart() -> None:
    wide = told(
        "Pilot Ema Sauvage said the port of Vennholm had lost its last two tugs in the storm.",
        "Ema Sauvage",
        "the port of Vennholm had lost its last two tugs in the storm",
        published="2024-07/2024-09",
    )
    brief = compose(material([PORT, wide]))
    assert not any("tugs" in text for text in texts(brief, SectionKind.ISSUE))
    assert any("tugs" in text for text in texts(brief, SectionKind.UNDATED))


def test_articles_of_another_week_are_not_told() -> None:
    brief = compose(material([PORT], period=Interval.parse("2024-08-12/2024-08-18")))
    assert [b for s in brief.sections for b in s.bullets] == []
    assert "No article in the ledger" in (brief.sections[0].note or "")


def test_what_is_not_settled_stands_with_the_unsettled_only() -> None:
    text = article("Pilot Ema Sauvage said the port of Vennholm was mined again by divers.")
    text.said(
        "the port of Vennholm was mined again by divers",
        outlet("Quay Gazette"),
        person("Ema Sauvage"),
        verification=Verification.UNVERIFIED,
    )
    brief = compose(material([PORT, text.reading()]))
    assert any("divers" in t for t in texts(brief, SectionKind.OPEN))
    assert not any("divers" in t for t in texts(brief, SectionKind.ISSUE))
    assert not any("divers" in t for t in texts(brief, SectionKind.LEAD))


def test_both_sides_of_a_contradiction_are_printed_and_each_is_marked() -> None:
    other = told(
        "Pilot Ema Sauvage said the port of Vennholm would open before the mines are gone.",
        "Ema Sauvage",
        "the port of Vennholm would open before the mines are gone",
        paper="Mole Courier",
    )
    base = material([PORT, other])
    a, b = (next(c for c in base.claims if words in c.gist) for words in ("shut", "open"))
    against = Contradiction(
        id="con-0000000000000000",
        kind=ContradictionKind.INCOMPATIBLE,
        claims=(a.id, b.id),
        evidence=(a.at, b.at),
        why="the port cannot be shut and open",
    )
    brief = compose(material([PORT, other], contradictions=(against,)))
    line = next(s for s in brief.sections if s.kind is SectionKind.OPEN).bullets[0]
    assert "stay shut" in line.text
    assert "would open" in line.text
    assert "Quay Gazette › Ada Lindqvist" in (line.note or "")
    assert "Mole Courier › Ema Sauvage" in (line.note or "")
    lead = brief.sections[0].bullets
    assert lead
    assert all("otherwise" in (bullet.note or "") for bullet in lead)


ONLY_LATER = Lengths(lead=0, issue=0, other=0)
"""For looking at what is printed once the news is left out."""


def expectation(reading: Reading, due: str, status: ExpectationStatus) -> Expectation:
    sentence = reading.sentences[0]
    at = Address(capture=reading.capture.id, article=reading.article.id, span=sentence)
    return Expectation(
        id="exp-" + "0" * 16,
        what="x",
        at=at,
        sentence=sentence,
        cue=Span(sentence.start, sentence.start + 3),
        by=(),
        due=Interval.parse(due),
        due_at=None,
        status=status,
        articles=(reading.article.id,),
        published=reading.article.published.interval,
    )


def expected(reading: Reading, due: str, status: ExpectationStatus, period: Interval) -> list[str]:
    found = material([reading], period=period, expectations=(expectation(reading, due, status),))
    return texts(compose(found, ONLY_LATER), SectionKind.EXPECTED)


def test_only_what_is_still_to_come_is_expected() -> None:
    reading = article(
        "The ferry to Ostrand is due to sail again at the end of this month."
    ).reading()
    later = Interval.parse("2024-08-12/2024-08-18")
    open_, met = ExpectationStatus.OPEN, ExpectationStatus.MET
    assert expected(reading, "2024-08-31", open_, WEEK)
    assert expected(reading, "2024-08-31", open_, later)
    assert not expected(reading, "2024-08-31", met, later)
    assert not expected(reading, "2024-08-09", open_, later)
    assert expected(reading, "XXXX", open_, WEEK)
    assert not expected(reading, "XXXX", open_, later)


def test_a_bullet_the_gate_stops_is_not_printed_but_reported() -> None:
    desk = Desk(material([PORT]))
    claim = next(c for c in desk.material.claims if c.members[0].attribution)
    draft = claim_draft(desk.material, claim, claim.members[0])
    assert desk.pass_gate(draft) is not None
    for wrong in (
        replace(draft, text=draft.text.replace("Vennholm", "Ostrand")),
        replace(draft, told_by=("Quay Gazette", "Nobody Atall")),
    ):
        assert desk.pass_gate(wrong) is None
    assert [item.word for item in desk.stopped] == ["Ostrand", "Nobody Atall"]
    assert all("does not stand in the cited words" in item.reason for item in desk.stopped)


def test_a_teller_is_named_in_the_texts_own_words() -> None:
    text = article("Harbour master Ada Lindqvist said the port of Vennholm would stay shut.")
    span = find(text.text, "Ada Lindqvist")
    text.said(
        "the port of Vennholm would stay shut",
        outlet("Quay Gazette"),
        Link(name="Adelheid Lindqvist", kind=LinkKind.PERSON, span=span),
    )
    bullet = compose(material([text.reading()])).sections[0].bullets[0]
    assert bullet.told_by == ("Quay Gazette", "Ada Lindqvist")


def test_what_is_denied_is_printed_with_its_denial() -> None:
    text = article(
        "Ostrand took the letter as a promise of free passage at the gates.",
        "The harbour office of Vennholm denied it.",
    )
    text.said(
        "it",
        outlet("Quay Gazette"),
        Link(name="The harbour office of Vennholm", kind=LinkKind.ORGANISATION),
        cue="denied",
        verification=Verification.DENIED,
    )
    denied = texts(compose(material([text.reading()])), SectionKind.OPEN)
    assert denied == [
        "Ostrand took the letter as a promise of free passage at the gates. "
        "The harbour office of Vennholm denied it."
    ]


def test_one_announcement_in_other_words_for_the_same_day_is_told_once() -> None:
    first = article("The ferry to Ostrand is due to sail on the last day of August.").reading()
    second = article("The Ostrand ferry will sail on the last day of August, again.").reading()
    found = tuple(
        expectation(r, "2024-08-31", ExpectationStatus.OPEN).model_copy(
            update={"id": f"exp-{n:016}", "what": "ferry Ostrand sail"}
        )
        for n, r in enumerate((first, second))
    )
    brief = compose(material([first, second], expectations=found), ONLY_LATER)
    assert len(texts(brief, SectionKind.EXPECTED)) == 1


def test_what_is_due_and_told_already_has_its_day_where_it_is_told() -> None:
    reading = article("The ferry to the port of Ostrand is due to sail on 31 August.").reading()
    due = expectation(reading, "2024-08-31", ExpectationStatus.OPEN)
    brief = compose(material([reading], expectations=(due,)))
    printed = [bullet for section in brief.sections for bullet in section.bullets]
    assert len(printed) == 1
    assert printed[0].note == "Due 31 August 2024."


def test_a_dateline_is_left_out_of_the_words_printed() -> None:
    text = "VENNHOLM, Ostmark (Quay Wire) — The port stayed shut."
    assert after_dateline(text, Span(0, len(text))).text_of(text) == "The port stayed shut."
    plain = "The port stayed shut — again."
    assert after_dateline(plain, Span(0, len(plain))) == Span(0, len(plain))


def test_the_same_material_gives_the_same_brief_in_any_order() -> None:
    one = compose(material([PORT, GRAIN]))
    other = compose(material([GRAIN, PORT]))
    assert [b.text for s in one.sections for b in s.bullets] == [
        b.text for s in other.sections for b in s.bullets
    ]


def moved(claim: Claim, first: Address, second: Address) -> Claim:
    """The claim, told at one place and then denied at another."""
    on = Interval.parse("2024-08-08")
    steps = (
        Step(kind=StepKind.TOLD, standing=Standing.REPORTED, on=on, at=first),
        Step(kind=StepKind.DENIED, standing=Standing.DENIED, on=on, at=second),
    )
    return claim.model_copy(update={"history": steps})


def test_what_one_article_tells_and_denies_has_not_changed() -> None:
    given = material([PORT, GRAIN])
    claim = next(c for c in given.claims if c.at.article == PORT.article.id)
    elsewhere = Address(capture=GRAIN.capture.id, article=GRAIN.article.id, span=Span(0, 10))
    notes = []
    for first in (claim.at, elsewhere):
        brief = compose(replace(given, claims=[moved(claim, first, claim.at)]))
        (section,) = [s for s in brief.sections if s.kind is SectionKind.CHANGED]
        notes.append([bullet.note for bullet in section.bullets])
    assert notes == [[], ["Reported on 8 August 2024; denied on 8 August 2024."]]


def test_what_somebody_says_of_a_position_is_not_in_the_outlets_own_voice() -> None:
    given = material([PORT])
    at = given.claims[0].at
    told_by = []
    for basis in (PositionBasis.WORDS, PositionBasis.ACTION):
        evidence = PositionEvidence(
            at=at,
            sentence=at.span,
            stance=Stance.AGAINST,
            on=Interval.parse("2024-08-08"),
            actor="person:ada-lindqvist",
            name="Ada Lindqvist",
            basis=basis,
        )
        position = Position(
            id="pos-1",
            actor=evidence.actor,
            name=evidence.name,
            issue="The port",
            stance=evidence.stance,
            since=evidence.on,
            evidence=(evidence,),
        )
        brief = compose(replace(given, positions=[position]), Lengths(lead=0))
        (section,) = [s for s in brief.sections if s.kind is SectionKind.POSITIONS]
        told_by += [bullet.told_by for bullet in section.bullets]
        led = compose(replace(given, positions=[position]))
        assert any(
            "Ada Lindqvist on The port: against" in (bullet.note or "")
            for section in led.sections
            for bullet in section.bullets
        )
        assert not [b for s in led.sections if s.kind is SectionKind.POSITIONS for b in s.bullets]
    assert told_by == [("Quay Gazette",), ("Quay Gazette, in its own voice",)]


def test_what_leads_is_news_and_says_why() -> None:
    words = "the port of Vennholm would stay shut until mines are gone"
    before = told(
        f"Harbour master Ada Lindqvist said {words}.",
        "Ada Lindqvist",
        words,
        published="2024-08-01",
    )
    again = told(
        f"Harbour master Ada Lindqvist said {words}.", "Ada Lindqvist", words, paper="Mole Courier"
    )
    brief = compose(material([before, again, GRAIN]))
    (lead,) = brief.sections[0].bullets
    assert "grain ships" in lead.text
    assert lead.because == "New this week, from one origin, on Grain."
    assert lead.speaker == "Jon Okafor"


def test_background_and_sentences_that_lean_on_others_do_not_lead() -> None:
    leaning = (
        "He said that the port of Vennholm would get two new cranes from Ostrand in the spring.",
        "The second, near the port of Vennholm, was hit on Sunday by a mine that had come loose.",
        "The port of Vennholm had long been the pride of the whole of the northern coast.",
        "The agency has no inspectors of its own at the port of Vennholm or anywhere near it.",
    )
    brief = compose(material([article(words).reading() for words in leaning]))
    assert brief.sections[0].bullets == ()
    assert "stands by itself" in (brief.sections[0].note or "")
    assert len(texts(brief, SectionKind.ISSUE)) == len(leaning)


def test_no_sentence_is_printed_twice() -> None:
    other = told(
        "Pilot Ema Sauvage said the port of Vennholm would open before the mines are gone.",
        "Ema Sauvage",
        "the port of Vennholm would open before the mines are gone",
        paper="Mole Courier",
    )
    base = material([PORT, other, GRAIN])
    a, b = (next(c for c in base.claims if words in c.gist) for words in ("shut", "open"))
    against = Contradiction(
        id="con-0000000000000000",
        kind=ContradictionKind.INCOMPATIBLE,
        claims=(a.id, b.id),
        evidence=(a.at, b.at),
        why="the port cannot be shut and open",
    )
    brief = compose(replace(base, contradictions=(against,)))
    printed = " ".join(b.text for s in brief.sections for b in s.bullets)
    for reading in (PORT, other, GRAIN):
        assert isinstance(reading.capture, Capture)
        assert printed.count(reading.capture.text.strip()) <= 1


def test_a_pronoun_has_its_name_beside_it() -> None:
    text = article(
        "Harbour master Ada Lindqvist came to the port of Vennholm.",
        "She said the cranes would be sold abroad before the end of the coming winter.",
    )
    span = find(text.text, "She")
    text.said(
        "the cranes would be sold abroad before the end of the coming winter",
        outlet("Quay Gazette"),
        Link(name="Ada Lindqvist", kind=LinkKind.PERSON, span=span),
    )
    text.names("Ada Lindqvist")
    brief = compose(material([text.reading()]))
    bullet = next(b for s in brief.sections for b in s.bullets if "cranes" in b.text)
    assert bullet.text.startswith("She [Ada Lindqvist] said the cranes")
    assert [brief.citations[n - 1].quote for n in bullet.citations][1] == "Ada Lindqvist"
    assert wording.credit(bullet) == ("Quay Gazette",)


def test_a_period_without_a_certain_article_is_told_from_those_near_it_and_says_so() -> None:
    near = told(
        "Pilot Ema Sauvage said the port of Vennholm had two tugs fewer than it needs.",
        "Ema Sauvage",
        "the port of Vennholm had two tugs fewer than it needs",
        published="2024-08-07/2024-08-20",
    )
    brief = compose(material([near]))
    assert "tugs" in brief.sections[0].bullets[0].text
    assert (brief.sections[0].note or "").startswith("No article is certainly of 5–11 August 2024")


def test_versions_of_a_sentence_are_cut_to_what_differs() -> None:
    old = (
        "The port said that four of the eleven ships had left by noon, and that more would follow."
    )
    new = old.replace("four", "six")
    assert differing(old, new) == (
        "The port said that four of the eleven ships had …",
        "The port said that six of the eleven ships had …",
    )
    assert differing("All left.", "None left.") == ("All left.", "None left.")
