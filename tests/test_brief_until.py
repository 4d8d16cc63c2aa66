"""A brief of a past week counts and cites nothing that was printed after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchdesk.brief.until import told_until
from watchdesk.desk import Desk
from watchdesk.periods import week
from watchdesk.records import Claim


@pytest.mark.parametrize("name", ["2024-W28", "2024-W32", "2024-W33"])
def test_nothing_of_a_later_day_is_cited(sample_desk: Path, name: str) -> None:
    period = week(name)
    assert period.latest is not None
    brief = Desk.open(sample_desk).brief(period)
    assert brief.citations
    for one in brief.citations:
        assert one.published.earliest is None or one.published.earliest <= period.latest, one.title


def test_a_claim_is_cut_to_what_was_told_by_a_day(sample_desk: Path) -> None:
    cut = 0
    with Desk.open(sample_desk).view() as view:
        for claim in view.records(Claim):
            days = [m.published.earliest for m in claim.members if m.published.earliest]
            if len(set(days)) < 2:
                assert not days or told_until(claim, max(days), {}) == claim
                continue
            early = told_until(claim, min(days), {})
            cut += 1
            assert 0 < len(early.members) < len(claim.members)
            assert early.articles == len({m.at.article for m in early.members})
            assert early.origin_count <= claim.origin_count
            assert early.at == early.members[0].at
            assert {a for o in early.origins for a in o.articles} <= {
                m.at.article for m in early.members
            }
            assert told_until(claim, max(days), {}) == claim
    assert cut > 5
