"""Copies are folded, and assaults and protests stand in ACLED's columns.

The column list is ACLED's of March 2023, as a public table and the reference of its R package
give it.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, find
from watchdesk.export.acled import date_of, precision_of
from watchdesk.export.events import folded, is_denied, key_of
from watchdesk.export.happenings import happenings
from watchdesk.records import Feature, Interval, Place

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()


def _place(feature: Feature | None, radius: float | None, lat: float | None = 1.0) -> Place:
    return Place(
        start=0, end=1, name="X", lat=lat, lon=lat, radius_km=radius, feature=feature
    )  # fmt: skip


def test_copies_are_folded_and_nothing_is_lost(sample_desk: Path) -> None:
    desk = Desk.open(sample_desk)
    with desk.view(None) as view:
        given = Given(view, desk.watch, Asked(), Left())
        every = [one for one in happenings(given) if not is_denied(one)]
        told = list(folded(given))
        mentions = [each.event.id for one in told for each in one.every]
        assert Counter(mentions) == Counter(one.event.id for one in every)
        assert len(told) < len(every)
        assert all(len({key_of(each) for each in one.every}) == 1 for one in told)
        keys = [key for one in told if (key := key_of(one.first))]
        assert len(keys) == len(set(keys))


def test_acled_rows_lead_to_their_words(sample_desk: Path) -> None:
    desk = Desk.open(sample_desk)
    with desk.view(None) as view:
        given = Given(view, desk.watch, Asked(), Left())
        data = b"".join(piece for _, piece in find("acled").write(given))
        again = b"".join(piece for _, piece in find("acled").write(given))
    assert data == again
    head, *rows = csv.reader(StringIO(data.decode(), newline=""))
    assert head == COLUMNS
    events = [dict(zip(head, row, strict=True)) for row in rows]
    assert len({one["event_id_cnty"] for one in events}) == len(events) > 10
    assert given.left["events of a kind that ACLED does not hold"] > 0
    for one in events:
        assert one["iso"] == one["region"] == one["source_scale"] == ""
        assert bool(one["event_date"]) == bool(one["time_precision"])
        assert bool(one["latitude"]) == bool(one["geo_precision"])
        assert one["fatalities"] == "" or f"killed_low={one['fatalities']}" in one["tags"]
        assert all(-180 <= float(one[name] or 0) <= 180 for name in ("latitude", "longitude"))
        assert "modality=asserted" in one["tags"]
        assert one["notes"].endswith("]")


@pytest.mark.parametrize(
    ("first", "last", "day", "code"),
    [
        (date(2024, 8, 6), date(2024, 8, 6), "2024-08-06", "1"),
        (date(2024, 8, 5), date(2024, 8, 11), "2024-08-08", "2"),
        (date(2024, 8, 5), date(2024, 8, 12), "2024-08-08", "3"),
        (date(2024, 8, 1), date(2024, 8, 31), "2024-08-16", "3"),
        (date(2024, 8, 1), date(2024, 9, 1), "", ""),
        (None, date(2024, 9, 1), "", ""),
    ],
)
def test_time_precision_at_its_edges(
    first: date | None, last: date | None, day: str, code: str
) -> None:
    when = Interval.unknown().model_copy(update={"earliest": first, "latest": last})
    assert date_of(when) == (day, code)


def test_spatial_precision_at_its_edges() -> None:
    assert precision_of(None) == precision_of(_place(Feature.COUNTRY, 300)) == ""
    assert precision_of(_place(Feature.CITY, 5, lat=None)) == ""
    assert precision_of(_place(Feature.CITY, 10)) == "1"
    assert precision_of(_place(Feature.AREA, 10.1)) == "2"
    assert precision_of(_place(Feature.AREA, 50.1)) == "3"
    assert precision_of(_place(Feature.REGION, 20)) == "3"
    assert precision_of(_place(None, None)) == ""
