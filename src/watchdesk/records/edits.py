"""What an editor does to a brief: the content of the editor's file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from watchdesk.records.span import Frozen

Reworded = Annotated[str, Field(min_length=1, max_length=2000)]
"""The words of an editor."""
Heading = Annotated[str, Field(min_length=1, max_length=200)]
"""A heading of a section."""


class BulletEdit(Frozen):
    """What is done to one bullet; one that only names a bullet does nothing."""

    id: Annotated[str, Field(pattern=r"^bul-[0-9a-f]{16}$")]
    """Id of the bullet when the file was made."""
    record: str | None = None
    """What the bullet tells of; the bullet is found by it when its id has changed."""
    was: Annotated[str, Field(max_length=8000)] | None = None
    """Its words when the file was made; the bullet is found by them when nothing else helps."""
    drop: bool = False
    """Whether it is left out."""
    pin: Literal["lead", "section"] | None = None
    """To the top of the lead, or to the top of its own section."""
    place: Annotated[int, Field(ge=1, le=500)] | None = None
    """Its place in its section, from 1."""
    text: Reworded | None = None
    """New words; the gate judges them by the words that the bullet cites."""
    note: Reworded | None = None
    """A note of the desk's own under it, printed as the editor's."""

    @model_validator(mode="after")
    def _agree(self) -> BulletEdit:
        others = [key for key in ("pin", "place", "text", "note") if getattr(self, key) is not None]
        if self.drop and others:
            raise ValueError(f"a bullet that is dropped takes no {others[0]}")
        if self.pin is not None and self.place is not None:
            raise ValueError("a bullet takes a pin or a place in its section, not both")
        return self

    @property
    def is_idle(self) -> bool:
        """Whether it changes nothing."""
        return not self.drop and not (self.pin or self.place or self.text or self.note)


class SectionEdit(Frozen):
    """What is done to one section."""

    name: Heading
    """Its title in the brief, or its kind, such as ``lead``; case is ignored."""
    title: Heading | None = None
    """Another title."""
    note: Reworded | None = None
    """A note of the desk's own at its head, printed as the editor's."""


class Edits(Frozen):
    """The editor's file of one brief."""

    period: str | None = None
    """Days of the brief it was made for, as EDTF; null for any brief."""
    note: Reworded | None = None
    """A note of the desk's own at the head of the brief, printed as the editor's."""
    section: tuple[SectionEdit, ...] = ()
    """``[[section]]`` tables."""
    bullet: tuple[BulletEdit, ...] = ()
    """``[[bullet]]`` tables; pinned ones are printed in this order."""
