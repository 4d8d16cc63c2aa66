"""A brief as an editor wants it: pinned, dropped, moved and reworded, every rewording judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from rapidfuzz import fuzz

from watchdesk.brief import gate
from watchdesk.brief.wording import line
from watchdesk.errors import DeskError
from watchdesk.records import (
    Brief,
    Bullet,
    BulletEdit,
    Citation,
    EditOutcome,
    Edits,
    Section,
    SectionEdit,
    SectionKind,
    Stopped,
)

_SAME = 85
"""Per cent of likeness from which words are taken for those of a bullet that has changed."""
_LONGEST = 60
"""Code points of a bullet that are told in a report."""


@dataclass
class _Desk:
    """A brief while it is edited."""

    sections: list[Section]
    bullets: list[list[Bullet]]
    quotes: Mapping[int, str]
    stopped: list[Stopped] = field(default_factory=list)
    outcomes: list[EditOutcome] = field(default_factory=list)

    def where(self, bullet: Bullet) -> int:
        """The place of the section that holds a bullet."""
        return next(
            place for place, held in enumerate(self.bullets) if any(b is bullet for b in held)
        )

    def put(self, old: Bullet, new: Bullet) -> None:
        """One bullet in the place of another."""
        held = self.bullets[self.where(old)]
        held[next(n for n, one in enumerate(held) if one is old)] = new

    def take(self, bullet: Bullet) -> list[Bullet]:
        """Take a bullet out of its section; what is left of it."""
        place = self.where(bullet)
        self.bullets[place] = [one for one in self.bullets[place] if one is not bullet]
        return self.bullets[place]

    def tell(self, done: bool, what: str, edit: BulletEdit | None, reason: str | None) -> None:
        """Keep what became of something the file asks for."""
        name = edit.id if edit else None
        self.outcomes.append(EditOutcome(done=done, bullet=name, what=what, reason=reason))


def edited(brief: Brief, edits: Edits) -> Brief:
    """The brief with an editor's file applied.

    Pure. A bullet is found by its id, else by the record it tells of, else by its words. What
    finds no bullet, and what the gate stops, is told in ``edits`` and ``stopped``. Citations that
    nothing leads to any more are left out, the others numbered anew. Raises ``DeskError`` W231
    when the file is of another period.
    """
    if edits.period is not None and edits.period != str(brief.period):
        what = f"is of {edits.period}, and this brief of {brief.period}"
        raise DeskError("W231", "editor's file", what, "Take the file that belongs to its period")
    desk = _Desk(
        list(brief.sections),
        [list(section.bullets) for section in brief.sections],
        {citation.number: citation.quote for citation in brief.citations},
    )
    for wanted in edits.section:
        _head(desk, wanted)
    found = _found(desk, [edit for edit in edits.bullet if not edit.is_idle])
    placed = [(edit, _changed(desk, edit, bullet)) for edit, bullet in found]
    _move(desk, [(edit, bullet) for edit, bullet in placed if bullet is not None])
    if edits.note:
        desk.tell(True, "a note at the head of the brief", None, None)
    return renumbered(
        brief.model_copy(
            update={
                "sections": tuple(
                    section.model_copy(update={"bullets": tuple(held)})
                    for section, held in zip(desk.sections, desk.bullets, strict=True)
                ),
                "stopped": (*brief.stopped, *desk.stopped),
                "editor_note": line(edits.note) if edits.note else brief.editor_note,
                "edits": (*brief.edits, *desk.outcomes),
            }
        )
    )


def cited_words(bullet: Bullet, citations: Iterable[Citation]) -> list[str]:
    """The words that carry a bullet, in its order."""
    quotes = {citation.number: citation.quote for citation in citations}
    return [quotes[number] for number in bullet.citations if number in quotes]


def renumbered(brief: Brief) -> Brief:
    """The brief with the citations that something leads to, numbered in the order of print."""
    told = [n for section in brief.sections for b in section.bullets for n in b.citations]
    cited = {citation.number: citation for citation in brief.citations}
    numbers = {
        old: new for new, old in enumerate((n for n in dict.fromkeys(told) if n in cited), 1)
    }
    sections = tuple(
        section.model_copy(
            update={
                "bullets": tuple(
                    bullet.model_copy(
                        update={
                            "citations": tuple(numbers[n] for n in bullet.citations if n in numbers)
                        }
                    )
                    for bullet in section.bullets
                )
            }
        )
        for section in brief.sections
    )
    citations = tuple(cited[old].model_copy(update={"number": new}) for old, new in numbers.items())
    return brief.model_copy(update={"sections": sections, "citations": citations})


def _head(desk: _Desk, wanted: SectionEdit) -> None:
    asked = [word for word, there in (("a title", wanted.title), ("a note", wanted.note)) if there]
    what = f"{' and '.join(asked) or 'nothing'} for the section {line(wanted.name)!r}"
    if not asked:
        return
    names = {section.title.casefold(): n for n, section in enumerate(desk.sections)}
    for number, section in enumerate(desk.sections):
        if section.kind is not SectionKind.ISSUE:
            names.setdefault(section.kind.value, number)
    place = names.get(" ".join(wanted.name.split()).casefold())
    if place is None:
        near = get_close_matches(wanted.name.casefold(), names, n=1)
        guess = f"; is it {desk.sections[names[near[0]]].title!r}?" if near else ""
        desk.tell(False, what, None, f"this brief has no such section{guess}")
        return
    section = desk.sections[place]
    change: dict[str, str | None] = {}
    if wanted.title:
        change |= {"title": line(wanted.title), "original": section.original or section.title}
    if wanted.note:
        change["editor_note"] = line(wanted.note)
    desk.sections[place] = section.model_copy(update=change)
    desk.tell(True, what, None, None)


def _found(desk: _Desk, wanted: Sequence[BulletEdit]) -> list[tuple[BulletEdit, Bullet]]:
    """Edits with their bullets, exact ids first; the others are told of."""
    every = [bullet for held in desk.bullets for bullet in held]
    exact: dict[str, Bullet] = {}
    for bullet in every:
        exact.setdefault(bullet.id, bullet)
    out = [(edit, exact[edit.id]) for edit in wanted if edit.id in exact]
    taken = {id(bullet) for _, bullet in out}
    for edit in wanted:
        if edit.id in exact:
            continue
        like = _like(edit, [one for one in every if id(one) not in taken])
        if like is None:
            desk.tell(False, _asked(edit), edit, "this brief has no such bullet any more")
            continue
        taken.add(id(like))
        out.append((edit, like))
    return sorted(out, key=lambda pair: wanted.index(pair[0]))


def _like(edit: BulletEdit, left: Sequence[Bullet]) -> Bullet | None:
    """The bullet of the same record, or of almost the same words."""
    was = line(edit.was or "")
    scored = [(fuzz.ratio(was, line(one.text)), one) for one in left]
    same = [found for found in scored if edit.record and found[1].record == edit.record]
    alike = [found for found in scored if was and found[0] >= _SAME]
    best = max(same or alike, key=lambda found: found[0], default=None)
    return best[1] if best else None


def _asked(edit: BulletEdit) -> str:
    """What an edit asks for, in words."""
    parts = [
        "drop" if edit.drop else None,
        {"lead": "pin to the lead", "section": "pin to the top of its section"}.get(edit.pin or ""),
        f"put in place {edit.place}" if edit.place else None,
        "reword" if edit.text else None,
        "add a note" if edit.note else None,
    ]
    was = line(edit.was or "")
    words = was if len(was) <= _LONGEST else was[:_LONGEST].rpartition(" ")[0] + " …"
    about = f" “{words}”" if words else ""
    return f"{', '.join(filter(None, parts))}{about}"


def _changed(desk: _Desk, edit: BulletEdit, bullet: Bullet) -> Bullet | None:
    """The bullet with its new words and note in the place of the old one; none when dropped."""
    moved = None
    if edit.id != bullet.id:
        moved = f"found as {bullet.id}: its words or citations changed since the file was made"
    if edit.drop:
        desk.take(bullet)
        desk.tell(True, _asked(edit), edit, moved)
        return None
    change: dict[str, str | bool | None] = {}
    reason = moved
    if edit.text is not None:
        text = line(edit.text)
        found = _stopped(desk, bullet, text)
        if not found and text != bullet.text:
            change |= {"text": text, "original": bullet.original or bullet.text}
            change["reworded_by"] = "editor"
        elif found:
            reason = f"the gate stopped the rewording: {found[0].reason}"
    if edit.note is not None:
        change["editor_note"] = line(edit.note)
    new = bullet.model_copy(update=change)
    desk.put(bullet, new)
    failed = reason is not None and reason is not moved
    desk.tell(not failed, _asked(edit), edit, reason)
    return new


def _stopped(desk: _Desk, bullet: Bullet, text: str) -> tuple[Stopped, ...]:
    quotes = [desk.quotes[number] for number in bullet.citations if number in desk.quotes]
    if text:
        found = gate.stop(text, quotes)
    else:
        found = (Stopped(text=text, kind="words", word="", reason="it holds no words that show"),)
    told = tuple(one.model_copy(update={"text": text, "by": "editor"}) for one in found)
    desk.stopped.extend(told)
    return told


def _move(desk: _Desk, placed: Sequence[tuple[BulletEdit, Bullet]]) -> None:
    """Pins in the order of the file, then places from the first to the last."""
    pinned = [(edit, bullet) for edit, bullet in placed if edit.pin]
    lead = next((n for n, s in enumerate(desk.sections) if s.kind is SectionKind.LEAD), None)
    for edit, bullet in reversed(pinned):
        home = desk.where(bullet)
        target = home if edit.pin == "section" or lead is None else lead
        desk.take(bullet)
        desk.bullets[target].insert(0, bullet.model_copy(update={"pinned": True}))
    put = [(edit.place, bullet) for edit, bullet in placed if edit.place and not edit.pin]
    for place, bullet in sorted(put, key=lambda pair: pair[0]):
        held = desk.bullets[desk.where(bullet)]
        here = next(n for n, one in enumerate(held) if one is bullet)
        held.insert(place - 1, held.pop(here).model_copy(update={"pinned": True}))
    for place in range(len(desk.sections)):
        _mend_note(desk, place)


def _mend_note(desk: _Desk, place: int) -> None:
    """A section that says why it is empty, and is no more, does not; one that has become empty
    says so."""
    section, held = desk.sections[place], desk.bullets[place]
    if held and not section.bullets and section.note:
        desk.sections[place] = section.model_copy(update={"note": None})
    elif not held and section.bullets:
        note = "The editor left nothing in this section."
        desk.sections[place] = section.model_copy(update={"note": note})
