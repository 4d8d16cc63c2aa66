"""Lists narrowed by an issue: told from the JSON of a record, as from the record itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.answers.filters import about
from watchdesk.answers.listed import Turned, Wish, listed
from watchdesk.brief.select import issues_of
from watchdesk.desk import Desk
from watchdesk.records import Address, Claim, Interval, Issue, Span, Verification, Watch

WATCH = Watch(
    name="Sound",
    issue=(
        Issue(name="Ferries", question="Do they sail?", terms=("ferr*", 'the "Sund"', "c\\d")),
        Issue(name="Tolls", question="Who pays?", terms=("toll", "Øresund")),
    ),
)
AT = Address(capture="cap-" + "0" * 16, article="art-" + "0" * 16, span=Span(start=0, end=5))
PIECES = ('"', "\\", "\\d", "ferry", "ferries ", 'the "Sund"', "c\\d", "toll", "Øresund", "\n", " ")


def claim(gist: str) -> Claim:
    return Claim(
        id="clm-0123456789abcdef",
        gist=gist,
        at=AT,
        members=(),
        articles=1,
        families=1,
        origins=(),
        first_seen=Interval.unknown(),
        status=Verification.UNVERIFIED,
        why="a test's",
    )


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=6).map("".join))
def test_a_glance_at_the_json_tells_what_the_claim_tells(gist: str) -> None:
    one = claim(gist)
    for issue in WATCH.issue:
        filtered = about(WATCH, issue.name)
        assert filtered.may_fit is not None
        assert filtered.may_fit(one.model_dump_json().encode()) == filtered.fits(one)


def test_an_issue_that_is_not_watched_is_that_of_no_claim() -> None:
    assert not about(WATCH, "Bridges").fits(claim("The ferry pays a toll"))


@pytest.mark.parametrize("size", [7, 500])
def test_pages_of_an_issue_hold_all_its_claims_once(sample_desk: Path, size: int) -> None:
    desk = Desk.open(sample_desk)
    every = {one.id: one.gist for one in desk.records(Claim)}
    for issue in desk.watch.issue:
        found: list[str] = []
        filters = (about(desk.watch, issue.name),)
        more = True
        while more:
            with desk.view() as view:
                wish = Wish(Turned(size, len(found)), None, filters, words=False)
                page = listed(view, desk.watch, Claim, wish)
            found += [one.id for one in page.items]
            more = page.cut.more
        wanted = {name for name, gist in every.items() if issues_of(gist, [issue])}
        assert len(found) == len(set(found))
        assert set(found) == wanted
