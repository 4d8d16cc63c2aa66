"""What an editor or a model did to a brief, in words, the same in every form it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from watchdesk.records import Brief, Bullet, EditOutcome, Hand

BY_DESK = "Note of the desk"
"""Printed before what an editor added, which no cited words carry."""
_WHO: dict[Hand, str] = {"editor": "the editor", "model": "a model"}


class Group(NamedTuple):
    """A part of the gate's report."""

    title: str
    """What its lines have in common, in a sentence."""
    lines: tuple[str, ...] = ()
    """One for each finding or edit."""


def reworded(bullet: Bullet) -> str | None:
    """Who reworded a bullet, and the words that were extracted; ``None`` for extracted words."""
    if bullet.reworded_by is None or bullet.original is None:
        return None
    return f"Reworded by {_WHO[bullet.reworded_by]}; extracted: “{bullet.original}”"


def under(bullet: Bullet) -> Iterator[str]:
    """Lines to be printed under a bullet beside who told it."""
    told = reworded(bullet)
    if told is not None:
        yield told
    if bullet.editor_note is not None:
        yield f"{BY_DESK}: {bullet.editor_note}"


def noted(note: str) -> str:
    """A note of the desk's own, marked as one."""
    return f"{BY_DESK}: {note}"


def groups(brief: Brief) -> tuple[Group, ...]:
    """The gate's report, part by part; the first is always about bullets of extracted words."""
    return tuple(filter(None, (_extracted(brief), _rewordings(brief), _kept(brief), _file(brief))))


def _extracted(brief: Brief) -> Group:
    found = [item for item in brief.stopped if item.by is None]
    if not found:
        return Group(
            "Every bullet passed: each name, number, place, date and quotation stands in its "
            "cited words."
        )
    lines = tuple(f"{item.reason}: “{item.text}”" for item in found)
    what = _numbered(len(found), "finding")
    return Group(f"{what} stopped a bullet, which is not printed above.", lines)


def _rewordings(brief: Brief) -> Group | None:
    found = [item for item in brief.stopped if item.by is not None]
    if not found:
        return None
    lines = tuple(
        f"{_WHO[item.by].capitalize()}: {item.reason}: “{item.text}”"
        if item.text
        else f"{_WHO[item.by].capitalize()}: {item.reason}"
        for item in found
        if item.by is not None
    )
    what = _numbered(len(found), "finding")
    return Group(f"{what} stopped a rewording; the extracted words are printed instead.", lines)


def _kept(brief: Brief) -> Group | None:
    bullets = [bullet for section in brief.sections for bullet in section.bullets]
    by = Counter(bullet.reworded_by for bullet in bullets if bullet.reworded_by is not None)
    sections = [section.editor_note for section in brief.sections]
    notes = [brief.editor_note, *sections, *(bullet.editor_note for bullet in bullets)]
    own = sum(note is not None for note in notes)
    told = [
        f"{_numbered(by[who], 'bullet')} reworded by {_WHO[who]} passed the gate."
        for who in sorted(by)
    ]
    if own:
        told.append(f"{_numbered(own, 'note')} of the desk's own: not judged by the gate.")
    return Group(" ".join(told)) if told else None


def _file(brief: Brief) -> Group | None:
    if not brief.edits:
        return None
    undone = sum(not one.done for one in brief.edits)
    what = f"The editor's file asks for {_numbered(len(brief.edits), 'change')}"
    told = f"{what}; {undone} could not be made." if undone else f"{what}; all are made."
    return Group(told, tuple(outcome(one) for one in brief.edits))


def warnings(brief: Brief) -> Iterator[str]:
    """What whoever makes a brief is to be told beside it."""
    for item in brief.stopped:
        what = "a bullet" if item.by is None else f"what {_WHO[item.by]} wrote"
        yield f"the gate stopped {what}: {item.reason}"
    yield from (outcome(one) for one in brief.edits if not one.done or one.reason)


def outcome(one: EditOutcome) -> str:
    """What became of one line of the editor's file."""
    done = "" if one.done else "Not done: "
    which = f" ({one.bullet})" if one.bullet else ""
    reason = f": {one.reason}" if one.reason else ""
    return f"{done}{one.what}{which}{reason}"


def _numbered(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
