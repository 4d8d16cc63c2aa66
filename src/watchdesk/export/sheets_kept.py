"""Tables of what is kept across articles, and of what analysts and the desk's settings say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from watchdesk.export.columns import Filled, fields, filled
from watchdesk.export.format import Given
from watchdesk.export.sheet import (
    NUMBER,
    Inside,
    Items,
    Pass,
    Sheet,
    Texts,
    each_of,
    inner,
    owner,
    tellers,
    words,
)
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    IssueHint,
    Member,
    Origin,
    Outcome,
    Position,
    PositionEvidence,
    Refusal,
    Relation,
    RuledTelling,
    Ruling,
    Source,
    Step,
    Story,
)

NOT_OF_A_PERIOD = "are of no period; they are written when none is asked for"
_DISMISSED = filled(
    "dismissed", "boolean", "Whether an analyst dismissed it; such rows are written with "
    "--everything only.", "Ruling.kind", lambda one: one.dismissed,
)  # fmt: skip


def kept(given: Given, kind: Any) -> Iterator[Inside]:
    """The records of a kind that are asked for, as rows."""
    view, asked = given.view, given.asked
    dismissed = view.dismissed() if asked.everything else frozenset[str]()
    texts = Texts(view)
    for one in view.each(kind, asked.period, everything=asked.everything):
        yield Inside(one, one, texts=texts, dismissed=one.id in dismissed)


def _under(name: str, row: Inside, parts: Iterable[Any]) -> Iterator[tuple[str, Inside]]:
    return each_of(name, row.one, parts, texts=row.texts)


def _claims() -> Pass:
    claim = (
        *fields(
            Claim,
            "id gist at articles families first_seen status why standing named anonymous "
            "credibility credibility_why rulings",
            inner,
        ),
        filled(
            "origin_count", "integer", "Independent origins; unknown ones do not count.",
            "Claim.origins", lambda one: one.one.origin_count,
        ),
        _DISMISSED,
    )  # fmt: skip
    telling = (
        *fields(Member, "statement attribution at sentence verification published", inner),
        tellers("Member.chain", lambda one: one.one.chain),
        words(lambda one: one.one.at, "Member.at"),
    )
    step = (
        *fields(Step, "kind standing on at claim", inner),
        tellers("Step.by", lambda one: one.one.by),
        words(lambda one: one.one.at, "Step.at"),
    )
    renamed = tuple(
        one._replace(column=one.column._replace(name="by_claim"))
        if one.column.name == "claim"
        else one
        for one in step
    )
    head = (owner("claim"), NUMBER)
    origin = fields(Origin, "id kind name articles contributors why", inner)
    sheets = (
        Sheet("claims", "What several tellings say alike, or one alone.", claim),
        Sheet("tellings", "A telling of a claim by one article.", (*head, *telling)),
        Sheet("origins", "An origin behind a claim.", (*head, *origin)),
        Sheet("steps", "A step of a claim through time.", (*head, *renamed)),
    )

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        for row in kept(given, Claim):
            yield "claims", row
            yield from _under("tellings", row, row.one.members)
            yield from _under("origins", row, row.one.origins)
            yield from _under("steps", row, row.one.history)

    return Pass(sheets, items)


def _contradictions() -> Pass:
    def sides(one: Inside) -> tuple[str, ...]:
        found = (one.texts.words(at) if one.texts else None for at in one.one.evidence)
        return tuple(each or "" for each in found)

    columns = (
        *fields(Contradiction, "id kind claims evidence why inside told by", inner),
        filled(
            "words", "list of text", "The words of each of the evidence, verbatim; empty when the "
            "ledger does not hold them.", "Contradiction.evidence", sides,
        ),
        _DISMISSED,
    )  # fmt: skip
    return _plain("contradictions", "Two claims that cannot both hold.", columns, Contradiction)


def _plain(name: str, meaning: str, columns: tuple[Filled, ...], kind: Any) -> Pass:
    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        return ((name, row) for row in kept(given, kind))

    return Pass((Sheet(name, meaning, columns),), items)


def _positions() -> Pass:
    position = (
        *fields(
            Position,
            "id actor name issue stance basis gist limits since until previous origins why",
            inner,
        ),
        words(lambda one: one.one.gist, "Position.gist"),
        _DISMISSED,
    )
    evidence = (
        *fields(PositionEvidence, "at sentence stance on actor name basis limits", inner),
        tellers("PositionEvidence.by", lambda one: one.one.by),
        words(lambda one: one.one.at, "PositionEvidence.at"),
    )
    sheets = (
        Sheet("positions", "Where an actor stands on an issue, and since when.", position),
        Sheet(
            "position_evidence", "Words a position is read from.",
            (owner("position"), NUMBER, *evidence),
        ),
    )  # fmt: skip

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        for row in kept(given, Position):
            yield "positions", row
            yield from _under("position_evidence", row, row.one.evidence)

    return Pass(sheets, items)


def _expectations() -> Pass:
    expectation = (
        *fields(
            Expectation,
            "id kind what at sentence cue due due_at status evidence superseded_by articles "
            "published",
            inner,
        ),
        tellers("Expectation.by", lambda one: one.one.by),
        words(lambda one: one.one.at, "Expectation.at"),
        _DISMISSED,
    )
    outcome = (
        *fields(Outcome, "status on at due", inner),
        words(lambda one: one.one.at, "Outcome.at"),
    )
    sheets = (
        Sheet("expectations", "Something said to be coming.", expectation),
        Sheet(
            "outcomes", "A report of what became of an expectation.",
            (owner("expectation"), NUMBER, *outcome),
        ),
    )  # fmt: skip

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        for row in kept(given, Expectation):
            yield "expectations", row
            yield from _under("outcomes", row, row.one.outcomes)

    return Pass(sheets, items)


def _stories() -> Pass:
    story = (
        *fields(Story, "id articles families headline days why", inner),
        words(lambda one: one.one.headline, "Story.headline"),
        _DISMISSED,
    )
    article = filled("article", "text", "Article id.", "Story.articles", inner)
    sheets = (
        Sheet("stories", "Articles that tell the same happening.", story),
        Sheet(
            "story_articles", "An article of a story, in the order they were first known.",
            (owner("story"), NUMBER, article),
        ),
    )  # fmt: skip

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        for row in kept(given, Story):
            yield "stories", row
            yield from _under("story_articles", row, row.one.articles)

    return Pass(sheets, items)


def _corrections() -> Pass:
    columns = (
        *fields(Correction, "id kind at before on statements why", inner),
        words(lambda one: one.one.at, "Correction.at"),
        words(
            lambda one: one.one.before, "Correction.before", "words_before",
            "The words as they stood, verbatim; empty when no capture holds them.",
        ),
        _DISMISSED,
    )  # fmt: skip
    meaning = "Words that a publisher changed, took back or removed."
    return _plain("corrections", meaning, columns, Correction)


def _hints() -> Pass:
    columns = (*fields(IssueHint, "id name terms articles actors evidence", inner), _DISMISSED)
    meaning = "A matter that recurs and that the watch does not name."
    return _plain("issue_hints", meaning, columns, IssueHint)


def _relations() -> Pass:
    columns = (
        *fields(Relation, "a b kind share_a share_b", inner),
        filled(
            "passages", "integer", "How many stretches of words they share; where these stand is "
            "told in JSON Lines.", "Relation.passages", lambda one: len(one.one.passages),
        ),
        filled(
            "changes", "integer", "For one page or an update: in how many places the bodies "
            "differ.", "Relation.changes", lambda one: len(one.one.changes),
        ),
    )  # fmt: skip

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        return _timeless(given, "relations", given.view.relations())

    return Pass((Sheet("relations", "What two articles have in common.", columns),), items)


def _timeless(given: Given, name: str, found: Iterable[Any]) -> Iterator[tuple[str, Inside]]:
    if given.asked.period is not None:
        if count := sum(1 for _ in found):
            given.left[f"{name}, which {NOT_OF_A_PERIOD}"] += count
        return
    for one in found:
        yield name, Inside(one, one)


def _rulings() -> Pass:
    sheets = (
        Sheet(
            "rulings", "What an analyst ruled.",
            fields(Ruling, "id kind ruling record name because made_at", inner),
        ),
        Sheet(
            "ruled_tellings", "A telling that a ruling is about, as the analyst saw it.",
            (owner("ruling"), NUMBER, *fields(RuledTelling, "article span words", inner)),
        ),
    )  # fmt: skip

    def items(given: Given) -> Iterator[tuple[str, Inside]]:
        for name, row in _timeless(given, "rulings", given.view.rulings()):
            yield name, row
            yield from _under("ruled_tellings", row, row.one.tellings)

    return Pass(sheets, items)


def _rest() -> Iterator[Pass]:
    def refused(given: Given) -> Iterator[tuple[str, Inside]]:
        return _timeless(given, "refusals", given.view.refusals())

    def known(given: Given) -> Iterator[tuple[str, Inside]]:
        return (("sources", Inside(one, one)) for one in given.watch.source)

    told: tuple[tuple[str, str, tuple[Filled, ...], Items], ...] = (
        ("refusals", "Input that was not taken.", fields(Refusal, "uri code reason cure", inner),
         refused),
        ("sources", "An outlet of the desk's settings, as they are now.",
         fields(Source, "outlet domains aliases owner reliability feeds", inner), known),
    )  # fmt: skip
    for name, meaning, columns, items in told:
        yield Pass((Sheet(name, meaning, columns),), items)


@cache
def passes() -> tuple[Pass, ...]:
    """A pass for each kind of record."""
    return (
        _claims(),
        _contradictions(),
        _positions(),
        _expectations(),
        _stories(),
        _corrections(),
        _hints(),
        _relations(),
        _rulings(),
        *_rest(),
    )
