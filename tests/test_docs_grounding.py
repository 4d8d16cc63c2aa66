"""What docs/grounding.md and docs/events.md show is what Watchdesk gives, nothing left out."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from helpers_desk import run
from watchdesk.events import lexicon, modes
from watchdesk.records import (
    Anchor,
    Casualties,
    Entity,
    EntityBasis,
    Event,
    Feature,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Modifier,
    Party,
    Place,
    Quantity,
    QuantityKind,
    Relative,
    RelativeKind,
    Time,
    TimeKind,
    Toll,
)
from watchdesk.watch import load_watch

ROOT = Path(__file__).parent.parent
GROUNDING = (ROOT / "docs/grounding.md").read_text(encoding="utf-8")
EVENTS = (ROOT / "docs/events.md").read_text(encoding="utf-8")
LISTS = {"times", "places", "quantities", "casualties", "mentions", "events"}


def section(page: str, title: str) -> str:
    """The text under a heading of a page."""
    return page.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def told(page: str) -> set[str]:
    """The words in code marks."""
    return set(re.findall(r"`([^`\n]+)`", page))


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The article of the page as ``watchdesk read`` prints it."""
    path = tmp_path_factory.mktemp("docs") / "depot.txt"
    assert f"watchdesk read {path.name}" in GROUNDING and path.name in EVENTS
    (text,) = re.findall(r"```text\n(.*?)```", GROUNDING, re.DOTALL)
    path.write_text(text, encoding="utf-8")
    found: dict[str, Any] = json.loads(run("read", str(path)).stdout)
    return found


@pytest.mark.parametrize(
    ("page", "title", "names"),
    [
        (GROUNDING, "When", ["times"]),
        (GROUNDING, "Where", ["places"]),
        (GROUNDING, "How much", ["quantities", "casualties"]),
        (GROUNDING, "Who", ["mentions"]),
        (EVENTS, "# Who did what to whom", ["events"]),
    ],
)
def test_the_records_on_the_page_are_what_read_prints(
    page: str, title: str, names: list[str], reading: dict[str, Any]
) -> None:
    part = page.split("\n## ", maxsplit=1)[0] if title.startswith("#") else section(page, title)
    shown = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", part, re.DOTALL)]
    assert len(shown) == len(names)
    for one, name in zip(shown, names, strict=True):
        assert any(_without_ids(one) == _without_ids(found) for found in reading[name]), name


def _without_ids(record: object) -> object:
    """Ids hang on the file's own words; what they lead to is tested where they are made."""
    if isinstance(record, dict):
        return {key: _without_ids(value) for key, value in record.items() if not _is_id(value)}
    return [_without_ids(one) for one in record] if isinstance(record, list) else record


def _is_id(value: object) -> bool:
    ids = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and re.fullmatch(r"[a-z]{3}-[0-9a-f]{16}", one) for one in ids)


@pytest.mark.parametrize(
    ("title", "models"),
    [
        ("When", [Time]),
        ("Where", [Place, Relative]),
        ("How much", [Quantity, Casualties, Toll]),
        ("Who", [Mention, Entity]),
    ],
)
def test_every_field_is_told(title: str, models: list[type[BaseModel]]) -> None:
    words = told(section(GROUNDING, title))
    for model in models:
        wanted = set(model.model_fields) - {"id", "start", "end"}
        assert wanted <= words | {"relative.kind"}, model.__name__


def test_every_field_of_an_event_is_told() -> None:
    for model in (Event, Party):
        assert set(model.model_fields) - {"id", "start", "end"} <= told(EVENTS), model.__name__


@pytest.mark.parametrize(
    ("page", "values"),
    [
        (section(GROUNDING, "When"), TimeKind),
        (section(GROUNDING, "When"), Grain),
        (section(GROUNDING, "When"), Anchor),
        (section(GROUNDING, "When"), Modifier),
        (section(GROUNDING, "Where"), Feature),
        (section(GROUNDING, "Where"), RelativeKind),
        (section(GROUNDING, "How much"), QuantityKind),
        (section(GROUNDING, "Who"), MentionKind),
        (section(GROUNDING, "Who"), EntityBasis),
        (section(EVENTS, "Modality"), Modality),
    ],
)
def test_every_value_is_told(page: str, values: type[StrEnum]) -> None:
    assert {str(value) for value in values} <= told(page)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ("times", "Talks ended on 30 February."),
        ("times", "Talks will end on 31 February 2027."),
        ("times", "The treaty of year 20245 was signed for two years and is renewed every year."),
        ("places", "Rebels took the village of Quorvistan on the border of Ukraine and Russia."),
        ("places", "The convoy stopped hundreds of miles from Kharkiv, north of Germany."),
        (
            "mentions",
            "The Ministry of Transport met Ana Veld and Ivan Veld. Veld agreed with Zorbl.",
        ),
    ],
)
def test_doubts_read_as_on_the_page(record: str, text: str, tmp_path: Path) -> None:
    """Every doubt these give is one of those that the page lists."""
    path = tmp_path / "story.txt"
    path.write_text(f"Notes\n\n20 November 2026\n\n{text}\n", encoding="utf-8")
    found = json.loads(run("read", str(path)).stdout)[record]
    doubts = [one["doubt"] for one in found if one["doubt"]]
    assert doubts
    shown = re.findall(r"`([^`]+)`", section(GROUNDING, "Doubts"))
    forms = [re.escape(form).replace("…", ".+") for form in shown]
    for doubt in doubts:
        assert any(re.fullmatch(form, doubt) for form in forms), doubt


def test_every_flag_is_told() -> None:
    shown = set(re.findall(r"^\| `(\w+)` \|", section(GROUNDING, "How much"), re.MULTILINE))
    source = (ROOT / "src/watchdesk").rglob("*.py")
    written = " ".join(path.read_text(encoding="utf-8") for path in source)
    flags = {"implausible_unit", "impossible_sum", "unreadable", "additional"}
    flags |= {"changed_between_captures"}
    assert flags <= shown
    assert all(f'"{flag}"' in written for flag in flags), "a flag nobody sets"


def test_every_type_mode_context_and_sector_is_told() -> None:
    words = told(section(EVENTS, "Types"))
    rows = dict(re.findall(r"^\| `([A-Z]+)` \|.*\| (.*) \|$", section(EVENTS, "Types"), re.M))
    assert tuple(rows) == lexicon.TYPES
    table = lexicon.lexicon()
    for frames in (table.verbs, table.nouns, table.adjectives):
        for frame in (one for each in frames.values() for one in each):
            assert set(frame.modes) <= told(rows[frame.type]), frame
    for kind, listed in modes._BY_TYPE.items():
        assert set(listed.values()) <= told(rows[kind]), kind
    assert set(lexicon.context_words().values()) <= words
    assert set(lexicon.agents().values()) - {""} <= words


def test_an_actor_of_the_desk_is_read(tmp_path: Path) -> None:
    (tables,) = re.findall(r"```toml\n(.*?)```", section(GROUNDING, "Who"), re.DOTALL)
    path = tmp_path / "watch.toml"
    path.write_text(tables, encoding="utf-8")
    (actor,) = load_watch(path).actor
    assert actor.name in GROUNDING and actor.aliases and actor.country == "EE"


def test_the_readme_leads_to_both_pages() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(docs/grounding.md)" in readme and "(docs/events.md)" in readme
