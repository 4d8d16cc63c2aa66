"""Groups, towns and offices that no capital letter gives away."""

from __future__ import annotations

import pytest

from watchdesk import language
from watchdesk.grounding import find_actors
from watchdesk.records import Mention, MentionKind, Span


def actors(text: str) -> dict[str, Mention]:
    doc = language.parse(text, [Span(0, len(text))])
    return {m.span.text_of(text): m for m in find_actors(doc, "art-0000000000000000")}


@pytest.mark.parametrize(
    ("text", "words", "entity", "country"),
    [
        ("Norwegian forces held the pass.", "Norwegian forces", "group:no-forces", "NO"),
        (
            "He met pro-Russian bloggers.",
            "pro-Russian bloggers",
            "group:pro-russian-bloggers",
            None,
        ),
        ("Western officials met.", "Western officials", "group:western-officials", None),
        ("Chad’s ruling junta left.", "Chad’s ruling junta", "group:td-ruling-junta", "TD"),
        ("The South Korean troops left.", "South Korean troops", "group:kr-troops", "KR"),
        ("Poland’s allies waited.", "Poland’s allies", "group:poland-s-allies", None),
    ],
)
def test_groups(text: str, words: str, entity: str, country: str | None) -> None:
    found = actors(text)[words]
    assert found.kind is MentionKind.GROUP
    assert found.entity is not None
    assert (found.entity.id, found.entity.country) == (entity, country)


def test_a_body_written_small_is_the_same_as_one_written_large() -> None:
    small = actors("The Norwegian defense ministry said no.")["Norwegian defense ministry"]
    large = actors("The Norwegian Defense Ministry said no.")["Norwegian Defense Ministry"]
    assert small.kind is large.kind is MentionKind.ORGANISATION
    assert small.entity is not None and large.entity is not None
    assert small.entity.id == large.entity.id


@pytest.mark.parametrize(
    "text",
    [
        "They sent Norwegian military aid.",
        "The Norwegian government spokesman left.",
        "Norwegian salmon was sold.",
    ],
)
def test_no_group(text: str) -> None:
    kinds = {m.kind for m in actors(text).values()}
    assert not kinds & {MentionKind.GROUP, MentionKind.ORGANISATION}


def test_a_town_that_opens_a_sentence() -> None:
    found = actors("Kharkiv was shelled overnight.")["Kharkiv"]
    assert found.kind is MentionKind.PLACE
    assert "Reading" not in actors("Reading was his hobby.")


def test_the_governor_of_a_town_is_not_the_town() -> None:
    assert actors("The governor of Kursk said no.")["Kursk"].kind is MentionKind.PLACE


def test_an_office_is_taken_whole() -> None:
    entity = actors("Deputy government spokesman Jan Ostrow said no.")["Jan Ostrow"].entity
    assert entity is not None
    assert entity.role == "Deputy government spokesman"
