"""The ledger is posted article by article: whatever the order, as of any day, again when rules
change, and never by halves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from helpers_desk import CAPTURES, SAMPLE, Rows, laid_bare, some, versions_in
from watchdesk import desk as desks
from watchdesk import posting
from watchdesk.desk import Desk
from watchdesk.errors import LedgerError
from watchdesk.ledger.changes import CHANGING, id_of
from watchdesk.records import Claim, Interval, Issue, RuledTelling, Ruling, RulingKind
from watchdesk.store import moments

FIRST, SECOND = "2024-09-02T08:00:00.000000+00:00", "2024-09-05T08:00:00.000000+00:00"


def standing(folder: Path) -> Rows:
    return laid_bare(folder / "ledger.db")["record"]


def new_desk(folder: Path) -> Desk:
    folder.mkdir()
    shutil.copyfile(SAMPLE / "watch.toml", folder / "watch.toml")
    return Desk.open(folder)


@pytest.fixture
def copied(tmp_path: Path, small_desk: Path) -> Path:
    """The small desk, to be changed."""
    folder = tmp_path / "copied"
    shutil.copytree(small_desk, folder)
    return folder


@pytest.mark.slow
def test_the_order_of_captures_does_not_matter(tmp_path: Path) -> None:
    paths = sorted(path for path in CAPTURES.iterdir() if path.is_file())
    found = []
    for seed in range(3):
        desk = new_desk(tmp_path / str(seed))
        for path in Random(seed).sample(paths, len(paths)):
            desk.ingest([path])
        found.append(standing(desk.folder))
    assert len(found[0]) > len(paths)
    assert found[0] == found[1] == found[2]


def test_posted_anew_every_record_has_the_same_versions_and_moments(copied: Path) -> None:
    before = versions_in(copied / "ledger.db")
    told: list[tuple[int, int]] = []
    posted = Desk.open(copied).repost(lambda done, of: told.append((done, of)))
    assert versions_in(copied / "ledger.db") == before
    assert posted > 5 and told[-1] == (posted, posted)


def test_as_of_a_day_it_is_the_ledger_of_what_was_recorded_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = some()[:4], some()[4:]
    part, whole = new_desk(tmp_path / "part"), new_desk(tmp_path / "whole")
    at(monkeypatch, FIRST)
    part.ingest(early)
    whole.ingest(early)
    at(monkeypatch, SECOND)
    whole.ingest(late)
    assert whole.records(Claim) != part.records(Claim)
    assert whole.records(Claim, as_of=date(2024, 9, 4)) == part.records(Claim)
    assert whole.records(Claim, as_of=date(2024, 9, 1)) == []
    assert moves(whole) == len(whole.moved(date(2024, 9, 4)))
    assert whole.moved(date(2024, 9, 5)) == []
    before = [part.brief(Interval.parse("2024-08")), whole.brief(Interval.parse("2024-08"))]
    assert before[0] != before[1]
    past = whole.brief(Interval.parse("2024-08"), date(2024, 9, 4))
    assert past.model_copy(update={"as_of": None}) == before[0]


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr(moments, "now", lambda: moment)


def moves(desk: Desk) -> int:
    """Records that differ between the first day and the second, asked one by one."""
    count = 0
    for kind in CHANGING:
        now = {id_of(one): one for one in desk.records(kind)}
        then = {id_of(one): one for one in desk.records(kind, as_of=date(2024, 9, 4))}
        count += sum(now.get(name) != then.get(name) for name in now.keys() | then.keys())
    return count


def test_other_rules_are_said_and_taken_up_by_the_next_ingest(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = standing(copied)
    for module in (posting, desks):
        monkeypatch.setattr(module, "RULES_VERSION", "other")
    desk = Desk.open(copied)
    assert desk.behind() == "not made, or by other rules"
    asked: tuple[Callable[[], object], ...] = (
        desk.brief,
        lambda: desk.records(Claim),
        lambda: desk.moved(None),
        lambda: desk.show("clm-0000000000000000"),
    )
    for ask in asked:
        with pytest.raises(LedgerError, match=r"W307.*--repost"):
            ask()
    desk.ingest(some()[:1])
    assert desk.behind() is None
    assert desk.brief().sections
    assert standing(copied) == kept


def test_a_ledger_that_was_never_posted_is_posted_by_the_next_ingest(copied: Path) -> None:
    kept = standing(copied)
    desk = Desk.open(copied)
    with desk.store.writer() as writer:
        writer.begin()
        for table in ("version_week", "version_label", "posting", "version", "item", "item_key"):
            writer.connection.execute(f"DELETE FROM {table}")  # type: ignore[attr-defined]  # SQLite
        writer.commit()
    with pytest.raises(LedgerError, match="W307"):
        desk.brief()
    desk.ingest(some()[:1])
    assert standing(copied) == kept


def test_posting_anew_goes_on_where_it_was_stopped_and_shows_the_old_until_it_is_whole(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "_STEP_SECONDS", 0.0)
    kept = versions_in(copied / "ledger.db")

    def stop(done: int, of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    desk = Desk.open(copied)
    with pytest.raises(KeyboardInterrupt):
        desk.repost(stop)
    assert versions_in(copied / "ledger.db") == kept
    assert desk.records(Claim)
    told: list[tuple[int, int]] = []
    left = desk.repost(lambda done, of: told.append((done, of)), anew=False)
    assert (left, left) == told[-1]
    assert left + 3 == desk.repost()
    assert versions_in(copied / "ledger.db") == kept


def test_what_an_ingest_adds_while_the_ledger_is_posted_anew_is_posted_too(
    tmp_path: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "_STEP_SECONDS", 0.0)
    late = CAPTURES / "skerry-last-week.txt"
    desk = Desk.open(copied)

    def meanwhile(done: int, of: int) -> None:
        if done == 2:
            other = Desk.open(copied)
            with other.store.writer() as writer:
                posting.post_new(writer, other.watch)
                writer.commit()

    desk.repost(meanwhile)
    desk.ingest([late])
    other = new_desk(tmp_path / "desk")
    other.ingest([late, *some()])
    assert standing(copied) == standing(other.folder)


def test_another_issue_in_the_watch_is_taken_up_by_the_next_ingest(copied: Path) -> None:
    desk = Desk.open(copied)
    issue = Issue(name="Harbours", terms=("harbour*", "harbor*", "port*"))
    watch = desk.watch.model_copy(update={"issue": (*desk.watch.issue, issue)})
    changed = Desk(copied, watch, desk._store)
    assert changed.behind() == "made before watch.toml was changed"
    assert changed.brief().sections
    changed.ingest(some()[:1])
    assert changed.behind() is None
    assert desk.behind() is not None


def test_a_ruling_is_taken_account_of_at_once_and_after_posting_anew(copied: Path) -> None:
    desk = Desk.open(copied)
    one, other = sorted(desk.records(Claim), key=lambda claim: claim.id)[:2]
    tellings = tuple(
        RuledTelling(article=claim.at.article, span=claim.at.span, words=claim.gist)
        for claim in (one, other)
    )
    ruling = Ruling(
        id="rul-00000000000000aa", kind=RulingKind.SAME, tellings=tellings, made_at=SECOND
    )
    assert desk.rule(ruling) and not desk.rule(ruling)
    joined = [claim for claim in desk.records(Claim) if ruling.id in claim.rulings]
    assert [len(claim.members) for claim in joined] == [len(one.members) + len(other.members)]
    kept = standing(copied)
    desk.repost()
    assert standing(copied) == kept
    back = Ruling(
        id="rul-00000000000000ab", kind=RulingKind.LEAVE, ruling=ruling.id, made_at=SECOND
    )
    assert desk.rule(back)
    assert {one.id, other.id} <= {claim.id for claim in desk.records(Claim)}
